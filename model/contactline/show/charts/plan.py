"""What did a plan find? Lines over a dial, maps over two, or dots at every point, by measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from contactline.errors import RunError
from contactline.language import say
from contactline.show.charts.estimates import FigureText, measure_panels
from contactline.show.charts.figure import slide
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, Room, axes_grid
from contactline.show.charts.stamp import Stamp, foot_of
from contactline.show.charts.style import LONE_LOOK, SMALL_PT, ScenarioLook, house_settings, looks
from contactline.show.charts.subject import Picture
from contactline.show.charts.sweep import draw_lines, draw_maps
from contactline.show.words.in_units import Measured
from contactline.show.words.planning import (
    pair_text,
    plan_sentences,
    plan_title,
    point_text,
    what_was_run,
)
from contactline.study.plan import PlanResults, StudyPlan

MOST_LOOKS, MOST_ROWS, MOST_PANELS = 3, 40, 4
ROOM = Room(left=0.75, right=0.15, top=0.35, bottom=NUMBERS_IN + AXIS_NAME_IN, across=0.9)


def picture(found: PlanResults, stamp: Stamp | None = None) -> Picture:
    """Return lines, maps or dots, whichever a plan asks for. Raises RunError for too many dots."""
    check_drawable(found.plan)
    told = _told(found)
    drawn = {"lines": _lines, "maps": _maps, "dots": _dots}[form_of(found.plan)]
    figure = drawn(found, told._replace(runs=foot_of(told.runs, stamp)))
    return Picture(figure, told.found, " ".join(plan_sentences(found)), told.runs, stamp)


def form_of(one: StudyPlan) -> str:
    """Return how a plan is drawn: one dial that is a number as lines, two dials as maps."""
    few = len(one.scenarios) <= MOST_LOOKS and not any(one.cases)
    if few and len(one.axes) == 1 and one.axes[0].is_number and len(one.measures) < MOST_PANELS:
        return "lines"
    if few and len(one.axes) == 2 and len(one.measures) == 1:
        return "maps"
    return "dots"


def check_drawable(one: StudyPlan) -> None:
    """Raise RunError for a plan of more points than one picture has room for."""
    rows = len(one.points) * (1 if len(one.scenarios) <= MOST_LOOKS else len(one.scenarios))
    if form_of(one) == "dots" and (rows > MOST_ROWS or len(one.measures) > MOST_PANELS):
        raise RunError(
            f"A chart of this plan would have {rows:,} rows of dots in {len(one.measures)} panels; "
            f"there is room for {MOST_ROWS} in {MOST_PANELS}. Draw one of a single measure over "
            "one dial or two, or draw none: the table has all points."
        )


def _told(found: PlanResults) -> FigureText:
    """Return the first finding as the title, the question, and of which runs it is."""
    one = found.plan
    title, runs = plan_title(found).removesuffix("."), what_was_run(one)
    if form_of(one) != "maps":
        runs += " " + say("Bands and lines: 95 % intervals of each point by itself.")
    return FigureText(title, one.question or one.title, runs)


def _lines(found: PlanResults, told: FigureText) -> Figure:
    one = found.plan
    shown = looks(len(one.scenarios))
    key = [(look, each.name) for look, each in zip(shown, one.scenarios, strict=True)]
    with house_settings():
        figure, content_in = slide(*told, key=key if len(key) > 1 else ())
        grid = axes_grid(figure, ROOM, content_in, columns=len(one.measures))
        for ax, measure in zip(grid, one.measures, strict=True):
            _panel(ax, found, measure, shown)
    return figure


def _panel(ax: Axes, found: PlanResults, measure: str, shown: tuple[ScenarioLook, ...]) -> None:
    asked = Measured(measure)
    draw_lines(ax, found.as_sweep(measure), asked, shown)
    if len(found.plan.measures) > 1:
        ax.set_title(asked.label, fontsize=SMALL_PT)


def _maps(found: PlanResults, told: FigureText) -> Figure:
    (measure,) = found.plan.measures
    with house_settings():
        figure, content_in = slide(*told)
        draw_maps(figure, found.as_sweep(measure), Measured(measure), content_in)
    return figure


def _dots(found: PlanResults, told: FigureText) -> Figure:
    # Only who draws dots waits for pandas.
    import pandas as pd

    one = found.plan
    by_look = len(one.scenarios) <= MOST_LOOKS
    table = pd.DataFrame(list(_estimates(found, by_look=by_look)))
    names = [each.name for each in one.scenarios] if by_look else [""]
    shown = looks(len(names)) if by_look else (LONE_LOOK,)
    return measure_panels(told, table, dict(zip(names, shown, strict=True))).figure


def _estimates(found: PlanResults, *, by_look: bool) -> Iterator[dict[str, Any]]:
    """Yield every mean with its interval, the first point last: it stands on top."""
    one = found.plan
    for measure in one.measures:
        asked = Measured(measure)
        times = 100.0 if asked.share else 1.0
        for point in reversed(range(len(one.points))):
            for scenario in reversed(range(len(one.scenarios))):
                mean = found.at(measure, scenario, point)
                here = point_text(one, one.points[point])
                place = here if by_look else pair_text(one, (scenario, point))
                ends = times * np.array(mean[:3])
                yield {
                    "panel": asked.heading,
                    "place": place,
                    "group": one.scenarios[scenario].name if by_look else "",
                    **dict(zip(("middle", "low", "high"), ends, strict=True)),
                }
