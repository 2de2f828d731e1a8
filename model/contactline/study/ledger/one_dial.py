"""One dial moved through its values in the same worlds: its effects, and what it overturns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contactline.scenario import Scenario
from contactline.study.ensemble import run
from contactline.study.inputs import actor_numbers
from contactline.study.ledger.bisection import breaks
from contactline.study.ledger.entries import Effect, LedgerEntry, Side, Turn
from contactline.study.ledger.findings import Finding
from contactline.study.ledger.numbers import numbers_of
from contactline.study.ledger.questions import MAINS, Seen, difference, seen
from contactline.study.levels import Ends, Level, declared_in, ends_of, in_use


@dataclass(frozen=True)
class Situation:
    """What all dials of a ledger are moved under. parent: None where nothing is compared."""

    scenario: Scenario
    parent: Scenario | None
    findings: tuple[Finding, ...]
    worlds: int
    seed: int

    def alone(self, name: str) -> bool:
        """Return whether the scenario sets this dial otherwise than its parent."""
        return self.parent is not None and _said(self.scenario, name) != _said(self.parent, name)


@dataclass
class Runs:
    """The runs of one dial, each made once and only when it is asked for."""

    setting: Situation
    dial: str
    _here: dict[Level, Seen] = field(default_factory=dict)
    _there: dict[Level | None, Seen] = field(default_factory=dict)

    def here(self, level: Level) -> Seen:
        """Return the run of the scenario with the dial at this level in every world."""
        if level not in self._here:
            self._here[level] = self._run(self.setting.scenario, level)
        return self._here[level]

    def there(self, level: Level) -> Seen | None:
        """Return the run of the parent at this level, or as written where only one is moved."""
        parent = self.setting.parent
        if parent is None:
            return None
        key = None if self.setting.alone(self.dial) else level
        if key not in self._there:
            self._there[key] = self._run(parent, key)
        return self._there[key]

    def pair(self, finding: Finding, level: Level) -> tuple[Seen, Seen | None]:
        """Return what a finding needs at this level: the parent only for a comparison."""
        compared = finding.kind == "comparison"
        return self.here(level), self.there(level) if compared else None

    def _run(self, scenario: Scenario, level: Level | None) -> Seen:
        moved = scenario if level is None else scenario.with_dials({self.dial: level})
        one = self.setting
        return seen(run(moved, worlds=one.worlds, seed=one.seed, workers=1))


def _said(scenario: Scenario, name: str) -> object:
    """Return what a scenario says of a dial or of a number of an actor, None where nothing."""
    if name in scenario.dials:
        return scenario.dials[name]
    return actor_numbers(scenario).get(name)


def entry_of(setting: Situation, name: str) -> LedgerEntry:
    """Return the line of one dial: two runs or one a word, and some more where a finding fails."""
    scenario = setting.scenario
    number = next(one for one in numbers_of(scenario) if one.name == name)
    if not in_use(scenario, name):
        return LedgerEntry(number, None)
    ends, runs = ends_of(scenario, name), Runs(setting, name)
    effects = tuple(_effect(main, ends.levels, runs) for main in MAINS)
    turns = [turn for finding in setting.findings for turn in _turns(finding, ends, runs)]
    return LedgerEntry(number, ends, effects, tuple(turns), setting.alone(name))


def _effect(main: str, levels: Sequence[Level], runs: Runs) -> Effect:
    """Return the effect between both ends, or between the words with the least and the most."""
    shares = [int(runs.here(level).flags[main].sum()) for level in levels]
    low, high = levels[0], levels[-1]
    if len(levels) > 2:
        low, high = levels[shares.index(min(shares))], levels[shares.index(max(shares))]
    return Effect(low, high, difference(main, runs.here(low), runs.here(high)))


def _turns(finding: Finding, ends: Ends, runs: Runs) -> Iterator[Turn]:
    """Yield where a finding fails as the dial moves."""

    def holds(level: Level) -> bool:
        return finding.holds(*runs.pair(finding, level))

    if not ends.is_number:
        for word in ends.levels:
            if word != ends.centre and not holds(word):
                yield _turn(finding, word, "at", word, runs)
        return
    low, centre, high = (float(one) for one in (ends.levels[0], ends.centre, ends.levels[1]))
    whole = declared_in(runs.setting.scenario, runs.dial).whole
    for one in breaks(holds, low, centre, high, whole=whole):
        end = low if one.side == "below" else high
        yield _turn(finding, one.at, one.side, end, runs)


def _turn(finding: Finding, at: Level | None, side: Side, end: Level, runs: Runs) -> Turn:
    """Return a turn with what the runs at its break-even say, and whether its end is clear."""
    said = finding.instead(*runs.pair(finding, end if at is None else at))
    return Turn(finding, at, side, end, said, finding.is_clear(*runs.pair(finding, end)))
