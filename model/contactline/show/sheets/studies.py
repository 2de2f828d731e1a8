"""Tables of studies to read: attributed changes, worlds needed, points of a sweep, boxes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import isfinite, prod

import numpy as np

from contactline.language import say
from contactline.language.phrases import counted, per_cent, whole
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.attributing import beyond_noise
from contactline.show.words.choosing import levers_text
from contactline.show.words.discovering import happening, limit_text
from contactline.show.words.in_units import Measured
from contactline.show.words.numbers import interval_text
from contactline.show.words.precision import ladder_rows, reach_text
from contactline.show.words.sweeping import level_text
from contactline.study.attribution import Attribution
from contactline.study.discovery import Discovery, Fit
from contactline.study.enough import Enough
from contactline.study.intervals import MeanInterval
from contactline.study.robust import Frontier
from contactline.study.sweep import Sweep

MOST_SCORES = 12
MOST_POINTS = 60


def attribution_sheet(found: Attribution) -> Sheet:
    """Return a row a change: its share, what it does alone and last; the whole in the last row."""
    asked = Measured(found.measure)
    rows = [
        (
            one.change,
            asked.difference(*one.share[:3]),
            asked.difference(*one.alone[:3]),
            asked.difference(*one.last[:3]),
            "" if beyond_noise(one.share) else say("within noise"),
        )
        for one in found.parts
    ]
    whole_row = (say("All changes"), asked.difference(*found.whole[:3]), NONE, NONE, "")
    head = (
        say("Change"), say("Share (95 % interval)"), say("Made alone"), say("Made last"), "",
    )  # fmt: skip
    caption = say("What each change does to: {label}", label=asked.label)
    return Sheet(caption, head, (*rows, whole_row))


def enough_sheet(found: Enough) -> Sheet:
    """Return a row a number of worlds: how far the interval reaches to either side."""
    asked = Measured(found.measure)
    rows = [
        (whole(worlds), reach_text(asked, same), *([reach_text(asked, apart)] if found.b else []))
        for worlds, same, apart in ladder_rows(found)
    ]
    head = (
        (say("Worlds"), say("In the same worlds"), say("With luck of their own"))
        if found.b
        else (say("Worlds"), say("Reach of the interval"))
    )
    caption = say(
        "How far the 95 % interval reaches to either side, in {unit}: {label}",
        unit=asked.unit_of_difference, label=asked.label,
    )  # fmt: skip
    return Sheet(caption, head, tuple(rows))


def sweep_sheet(found: Sweep) -> Sheet:
    """Return a row a point: scenario, values, mean with its interval, worlds with a value.

    Of more points than can be read some are shown, evenly along each axis, the ends among them.
    """
    asked = Measured(found.measure)
    shown = list(product(*_shown(found.values.shape[1:-1])))
    rows = []
    for number, scenario in enumerate(found.scenarios):
        for place in shown:
            mean = found.at(number, *place)
            levels = (axis.levels[at] for axis, at in zip(found.axes, place, strict=True))
            value = asked.value(*mean[:3]) if mean.n else NONE
            rows.append((scenario.name, *map(level_text, levels), value, whole(mean.n)))
    head = (
        say("Scenario"), *(axis.dial for axis in found.axes), asked.label, say("Worlds"),
    )  # fmt: skip
    points = prod(found.values.shape[1:-1])
    caption = (
        say("Every point in the same worlds")
        if len(shown) == points
        else say(
            "Every point in the same worlds; {shown} of {points} are shown, and --out, --json and "
            "--chart have them all",
            shown=whole(len(shown)), points=whole(points),
        )
    )  # fmt: skip
    return Sheet(caption, head, tuple(rows))


def _shown(levels: Sequence[int]) -> list[list[int]]:
    """Return the places that are shown along each axis. levels: how many there are."""
    if prod(levels) <= MOST_POINTS:
        return [list(range(many)) for many in levels]
    most = int(MOST_POINTS ** (1 / len(levels)))
    ends = [np.linspace(0, many - 1, min(most, many)) for many in levels]
    return [np.rint(one).astype(int).tolist() for one in ends]


def discovery_sheets(found: Discovery) -> list[Sheet]:
    """Return how well the box does in both halves, and the score of each input."""
    scores = tuple((one.input, per_cent(one.score)) for one in found.scores[:MOST_SCORES])
    told = say("Inputs that help trees to tell, of {all}", all=whole(len(found.scores)))
    sheets = [Sheet(told, (say("Input"), say("Score")), scores)]
    if not found.limits:
        return sheets
    rows = (
        _fit_row(say("found in (even numbers)"), found.learnt),
        _fit_row(say("tried in (odd numbers)"), found.tried),
    )
    head = (
        say("Worlds"), say("All"), say("So in"), say("In the box"), say("Density (95 % interval)"),
        say("Coverage"),
    )  # fmt: skip
    box = ", ".join(limit_text(one) for one in found.limits)
    return [Sheet(f"{happening(found)}: {box}", head, rows), *sheets]


def _fit_row(name: str, fit: Fit) -> tuple[str, ...]:
    density = f"{per_cent(fit.density)} ({interval_text(*fit.interval)})" if fit.inside else NONE
    return (
        name, whole(fit.worlds), per_cent(fit.rate), whole(fit.inside), density,
        per_cent(fit.coverage) if fit.cases else NONE,
    )  # fmt: skip


def frontier_sheet(found: Frontier) -> Sheet:
    """Return a row a choice: its number in the chart, levers, goals, regrets, share satisfied."""
    asked = [Measured(one.measure) for one in found.goals]
    rows = [("", say("as it is"), *_values(asked, found.as_it_is), *[NONE] * len(asked), NONE)]
    for number, one in enumerate(found.choices, start=1):
        regrets = (
            of.numbers([regret])[0] if isfinite(regret) else NONE
            for of, regret in zip(asked, one.regrets, strict=True)
        )  # fmt: skip
        values = _values(asked, one.means)
        row = (whole(number), levers_text(one), *values, *regrets, per_cent(one.satisfied))
        rows.append(row)
    labels = [one.label for one in asked]
    head = (
        "", say("Levers"), *labels, *(say("Regret: {label}", label=one) for one in labels),
        say("Met"),
    )  # fmt: skip
    caption = say(
        "The frontier, in {worlds} that had no part in the search; regret: how far behind the best "
        "on it in nine of ten worlds at most",
        worlds=counted(found.worlds, "world"),
    )
    return Sheet(caption, head, tuple(rows))


def _values(asked: Sequence[Measured], means: Sequence[MeanInterval]) -> list[str]:
    """Return each mean with its interval."""
    return [
        one.value(*mean[:3]) if mean.n else NONE for one, mean in zip(asked, means, strict=True)
    ]
