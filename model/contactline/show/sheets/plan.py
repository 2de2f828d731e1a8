"""Tables of what a plan found: a table a measure, a row a point."""

from __future__ import annotations

from contactline.language import say
from contactline.language.phrases import whole
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.in_units import Measured
from contactline.show.words.planning import within_noise
from contactline.show.words.sweeping import level_text
from contactline.study.plan import PlanResults


def plan_sheets(found: PlanResults) -> list[Sheet]:
    """Return a table a measure: every scenario at every point, over the worlds of all seeds."""
    return [_sheet(found, Measured(measure)) for measure in found.plan.measures]


def _sheet(found: PlanResults, asked: Measured) -> Sheet:
    one = found.plan
    rows = [
        _row(found, asked, scenario, point)
        for scenario in range(len(one.scenarios))
        for point in range(len(one.points))
    ]
    case = (say("Case"),) if any(one.cases) else ()
    less = (say("Less {against}", against=one.against), "") if one.against else ()
    head = (say("Scenario"), *case, *(axis.dial for axis in one.axes), say("Mean"))
    return Sheet(asked.label, (*head, say("Worlds"), *less), tuple(rows))


def _row(found: PlanResults, asked: Measured, scenario: int, point: int) -> tuple[str, ...]:
    one, here = found.plan, found.plan.points[point]
    mean = found.at(asked.measure, scenario, point)
    value = asked.value(*mean[:3]) if mean.n else NONE
    case = (here.case,) if any(one.cases) else ()
    levels = map(level_text, here.levels)
    row = (one.scenarios[scenario].name, *case, *levels, value, whole(mean.n))
    return (*row, *_less(found, asked, scenario, point)) if one.against else row


def _less(found: PlanResults, asked: Measured, scenario: int, point: int) -> tuple[str, str]:
    """Return how a point differs from the reference, and whether that is noise."""
    other = found.plan.reference(scenario, point)
    if other is None:
        return NONE, ""
    change = found.change(asked.measure, other, (scenario, point))
    said = asked.difference(change.difference, change.low, change.high)
    return said, say("within noise") if within_noise(change) else ""
