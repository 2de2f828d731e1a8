"""What the claims of a scenario lead one to look for, and what the paired runs say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from contactline.errors import Fault, ScenarioError
from contactline.evidence import scenarios_folder
from contactline.world.outcomes import MEASURES, OUTCOMES

if TYPE_CHECKING:
    from contactline.scenario import Scenario
    from contactline.study.comparison import Comparison, Difference

KEYS = ("expect", "expect_if_ceasefire")
BASE = "base"


@dataclass(frozen=True)
class Expectation:
    """One thing a claim leads to, set against the paired runs.

    difference: the paired difference that it speaks of, where the runs are those of `comparison`.
    """

    name: str
    label: str
    says: str
    runs_say: str
    agrees: bool
    difference: Difference
    comparison: Comparison


def expectations(scenario: Scenario, one: Comparison) -> tuple[Expectation, ...]:
    """Return what the claims of a scenario say against what its runs say, in one view."""
    said = scenario.expect_if_ceasefire if one.imposed else scenario.expect
    found = {difference.name: difference for difference in (*one.shares, *one.measures)}
    return tuple(
        _expectation(direction, found[name], one)
        for name, direction in said.items()
        if name in found
    )


def _expectation(direction: str, difference: Difference, one: Comparison) -> Expectation:
    """Return one expectation set against its paired difference."""
    if difference.within_noise:
        runs_say = "neither more nor less: the difference lies within noise"
    else:
        runs_say = "more" if difference.difference > 0 else "less"
    agrees = runs_say == direction
    return Expectation(
        difference.name, difference.label, direction, runs_say, agrees, difference, one
    )


def check_expectations(scenario: Scenario) -> None:
    """Raise ScenarioError where a scenario expects something of what is not measured."""
    faults = list(_faults(scenario))
    if faults:
        raise ScenarioError(faults)


def _faults(scenario: Scenario) -> Iterator[Fault]:
    """Yield a fault for each unknown name, at its key in the file where that can be found."""
    known = known_names(scenario)
    for key in KEYS:
        said: Mapping[str, str] = getattr(scenario, key)
        for name in said:
            if name not in known:
                line, column = _place(scenario, key, name)
                near = get_close_matches(name, known, n=1)
                hint = (
                    f". Did you mean '{near[0]}'?" if near else f", allowed are {', '.join(known)}"
                )
                text = f"{key}.{name}: no such outcome or measure in numbers, got {name}{hint}"
                yield Fault(scenario.source, line, column, text)


def known_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the outcomes and measures that a scenario may expect more or less of."""
    numbers = [name for name, measure in MEASURES.items() if measure.is_number]
    sends = [f"peak_troops.{key}" for key, a in scenario.actors.items() if a.role == "contributor"]
    return (*OUTCOMES, *numbers, *sends)


def _place(scenario: Scenario, key: str, name: str) -> tuple[int, int]:
    """Return line and column of an expectation in its file; 1, 1 where it cannot be read again."""
    from contactline.scenario.files import text_of
    from contactline.scenario.reading import read

    path = Path(scenario.source)
    if not path.is_file():
        path = scenarios_folder() / scenario.source
    try:
        tree = read(text_of(path, scenario.source), scenario.source).tree
    except ScenarioError:
        return 1, 1
    entry = tree.entries.get(key)
    node = entry.entries.get(name) if entry else None
    return (node.key_place.line, node.key_place.column) if node else (1, 1)
