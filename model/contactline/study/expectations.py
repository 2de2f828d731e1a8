"""What the claims of a scenario lead one to look for, and what the paired runs say."""

from __future__ import annotations

from dataclasses import dataclass

from contactline.language import marked
from contactline.scenario import IF_CEASEFIRE, Scenario
from contactline.study.comparison import Comparison, Difference

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
    said = scenario.expect_if_ceasefire if one.view == IF_CEASEFIRE else scenario.expect
    found = {difference.name: difference for difference in (*one.shares, *one.measures)}
    return tuple(
        _expectation(direction, found[name], one)
        for name, direction in said.items()
        if name in found
    )


def _expectation(direction: str, difference: Difference, one: Comparison) -> Expectation:
    """Return one expectation set against its paired difference."""
    if difference.too_few:
        runs_say = marked("neither more nor less: too few worlds have it to tell")
    elif difference.within_noise:
        runs_say = marked("neither more nor less: the difference lies within noise")
    else:
        runs_say = marked("more") if difference.difference > 0 else marked("less")
    agrees = runs_say == direction
    return Expectation(
        difference.name, difference.label, direction, runs_say, agrees, difference, one
    )
