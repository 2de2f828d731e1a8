"""One dial at a time, from its low to its high end, in the same worlds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from contactline.scenario import Scenario, scenario_of
from contactline.study.comparison import Difference
from contactline.study.design import by_rows, run_rows
from contactline.study.ensemble import Results
from contactline.study.levels import Level, levels, movable, refuse_twice
from contactline.study.measured import change_of, check_measure, measured

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Swing:
    """How far a measure moves as one dial goes from `low` to `high` in the same worlds.

    `change`: the run at `high` less the run at `low` with its 95 % interval; `change.a` and
    `change.b` are the measure at both ends, over the worlds in which both have a value. Of an
    option with more than two words, `low` and `high` are those with the least and the most of
    the measure: the interval of a pair picked that way is too narrow.
    """

    dial: str
    low: Level
    high: Level
    change: Difference

    @property
    def size(self) -> float:
        """Return the size of the change; below nought if no world shows the measure."""
        return abs(self.change.difference) if self.change.n else -1.0

    @property
    def within_noise(self) -> bool:
        """Return whether the change may be nought, or no world shows the measure."""
        return not self.change.n or self.change.within_noise


def swings(
    scenario: Scenario | str | Path,
    measure: str,
    *,
    worlds: int = 200,
    seed: int = 1,
    dials: Sequence[str] | None = None,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> tuple[Swing, ...]:
    """Return one swing a dial, the largest first, those within noise after all others.

    measure: one of `AVERAGED`, an outcome, or outcomes joined by `+`. dials: all
    that `movable` names if not given; numbers of actors that differ between worlds can be named
    too. progress: called with runs done and in all; each dial takes two runs, an option one a
    word. Raises RunError.
    """
    scenario = scenario_of(scenario)
    check_measure(measure, scenario)
    refuse_twice(dials or ())
    plan = {
        name: levels(scenario, name) for name in (movable(scenario) if dials is None else dials)
    }
    if not plan:
        return ()
    changes = [{name: level} for name, ends in plan.items() for level in ends]
    told = None if progress is None else by_rows(progress, worlds)
    rows = run_rows(scenario, changes, worlds=worlds, seed=seed, workers=workers, progress=told)
    runs = map(rows.results, range(len(rows)))
    found = [_swing(name, ends, [next(runs) for _ in ends], measure) for name, ends in plan.items()]
    return tuple(sorted(found, key=lambda swing: (swing.within_noise, -swing.size)))


def _swing(name: str, ends: Sequence[Level], runs: Sequence[Results], measure: str) -> Swing:
    """Return the swing between both ends, or between the words with the least and the most."""
    least, most = 0, 1
    if len(ends) > 2:
        means = [_mean(results, measure) for results in runs]
        ordered = sorted(
            (at for at in range(len(ends)) if means[at] == means[at]), key=means.__getitem__
        )
        least, most = (ordered[0], ordered[-1]) if ordered else (0, 1)
    return Swing(name, ends[least], ends[most], change_of(runs[least], runs[most], measure))


def _mean(results: Results, measure: str) -> float:
    """Return the mean over the worlds that have the measure, NaN if none has."""
    values = measured(results, measure)
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else np.nan
