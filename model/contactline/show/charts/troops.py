"""How many foreign troops are on the ground? Fans over the weeks, in all and by contributor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isnan

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contactline.evidence.phrases import listing_of_names, per_cent, whole
from contactline.show.charts.fan import HOW_TO_READ, SHARES, SPREAD_NOTE, Fan, draw_fan, fan_data
from contactline.show.charts.figure import TEXT_WIDTH_IN, empty_plate, fitted, plate, shorten
from contactline.show.charts.labels import mark_events, week_axis
from contactline.show.charts.places import (
    AXIS_NAME_IN,
    DATE_IN,
    DATES_IN,
    NUMBERS_IN,
    Room,
    axes_grid,
    name_at,
    note,
    numbers_in,
    title_in,
)
from contactline.show.charts.style import (
    LONE_LOOK,
    SCENARIO_LOOKS,
    SMALL_PT,
    TEXT_PT,
    house_settings,
    looks,
)
from contactline.show.charts.subject import Picture, Subject, basis, title_of
from contactline.show.sheets.sheet import NONE, Sheet, span_text
from contactline.show.sheets.weeks import week_text, weeks_of
from contactline.show.words.numbers import grouped
from contactline.study.ensemble import Results

PREFIX = "troops."
COLUMNS = 4
TOTAL_IN = 4.0
HEADING_IN = 0.3
ROW_IN = 1.75
NO_TROOPS = "No world sees foreign troops on the ground."
MOST = 3


@dataclass(frozen=True)
class ContributorTroops:
    """One contributor's troops in the last run, and the median of the base where there is one."""

    name: str
    fan: Fan
    base_median: NDArray[np.float64] | None


@dataclass(frozen=True)
class Troops:
    """Troops on the ground in all, run by run, and by contributor in the last run.

    ever: share of the worlds of each run that see any foreign troops. absent: contributors without
    troops in 95 % of worlds, every week.
    """

    scenarios: tuple[str, ...]
    totals: tuple[Fan, ...]
    ever: tuple[float, ...]
    contributors: tuple[ContributorTroops, ...]
    absent: tuple[str, ...]


def troops_data(runs: Sequence[Results]) -> Troops:
    """Return the troops of up to three runs; contributors by the height of their upper band."""
    focus, base = runs[-1], runs[0] if len(runs) > 1 else None
    everyone = [
        _contributor(key, focus, base) for key in focus.histograms if key.startswith(PREFIX)
    ]
    senders = [one for one in everyone if one.fan.top > 0]
    return Troops(
        scenarios=tuple(title_of(run) for run in runs),
        totals=tuple(fan_data(run.histograms["troops"], run.samples["troops"]) for run in runs),
        ever=tuple(float((run.outcomes["peak_troops"] > 0).mean()) for run in runs),
        contributors=tuple(sorted(senders, key=lambda one: (-one.fan.top, one.name))),
        absent=tuple(one.name for one in everyone if one.fan.top == 0),
    )


def _contributor(key: str, focus: Results, base: Results | None) -> ContributorTroops:
    """Return the troops of one contributor."""
    actor = focus.scenario.actors.get(key.removeprefix(PREFIX))
    name = actor.name if actor else key.removeprefix(PREFIX)
    median = fan_data(base.histograms[key]).median if base and key in base.histograms else None
    return ContributorTroops(name, fan_data(focus.histograms[key]), median)


def draw(ax: Axes, data: Troops, index: int) -> Axes:
    """Return the axes with the total of one run as a fan, and how many worlds see any troops."""
    look = looks(len(data.scenarios))[index]
    draw_fan(ax, data.totals[index], look.colour)
    ax.set_title(_title(data, index), color=look.colour)
    said = f"some in {per_cent(data.ever[index])} of worlds"
    ax.text(0.985, 0.9, said, transform=ax.transAxes, ha="right", va="top", fontsize=SMALL_PT)
    return ax


def _title(data: Troops, index: int) -> str:
    width_in = TEXT_WIDTH_IN / len(data.scenarios) - 0.7
    return fitted(data.scenarios[index], width_in, TEXT_PT, 2)


def draw_contributor(ax: Axes, one: ContributorTroops, width_in: float) -> Axes:
    """Return the axes with one contributor's fan and the median of the base as a dashed line."""
    draw_fan(ax, one.fan, LONE_LOOK.colour, width_pt=1.8)
    if one.base_median is not None:
        base = SCENARIO_LOOKS[0]
        ax.plot(
            np.arange(len(one.base_median)),
            one.base_median,
            color=base.colour,
            ls=base.dash,
            lw=1.6,
        )
    ax.set_title(shorten(one.name, width_in, SMALL_PT), fontsize=SMALL_PT)
    return ax


def describe(data: Troops) -> str:
    """Return the alt text: share of worlds, median and upper band at the end of the last run."""
    last = data.totals[-1].quantiles[:, -1]
    return (
        f"Fan chart of foreign troops on the ground over {data.totals[-1].weeks} weeks under "
        f"{listing_of_names(data.scenarios)}, in all and by contributor, where "
        f"{per_cent(data.ever[-1])} of worlds under {data.scenarios[-1]} see any; there the median "
        "at the end is "
        f"{whole(last[2])} troops and "
        f"19 of 20 worlds have at most {whole(last[4])}."
    )


def picture(subject: Subject) -> Picture | None:
    """Return the troops of up to three runs, or None for more."""
    if len(subject.runs) > MOST:
        return None
    data = troops_data(subject.runs)
    title = f"Foreign troops on the ground, {subject.view}"
    caption = basis(subject.runs, subject.view, SPREAD_NOTE + _absent(data))
    base = "; dashed: median of the base" if len(subject.runs) > 1 and data.contributors else ""
    worlds = f"; thin lines: {data.totals[-1].samples.shape[1]} single worlds"
    with house_settings():
        if any(data.ever):
            rows = ceil(len(data.contributors) / COLUMNS)
            below_in = HEADING_IN + rows * ROW_IN + NUMBERS_IN + AXIS_NAME_IN if rows else 0
            subtitle = f"{HOW_TO_READ}{worlds}{base}."
            figure = plate(title, subtitle, caption, content_in=TOTAL_IN + below_in)
            _totals(figure, data, subject)
            _contributors(figure, data, subject, rows)
        else:
            figure = empty_plate(title, "Troops on the ground, week by week", caption, NO_TROOPS)
    return Picture(figure, title, describe(data), caption)


def _totals(figure: Figure, data: Troops, subject: Subject) -> None:
    """Draw the troops in all, run by run."""
    top = 1.2 * max(fan.top for fan in data.totals)
    titles = [_title(data, at) for at in range(len(data.totals))]
    room = Room(
        left=_left_in(top), right=DATE_IN, top=title_in(titles),
        bottom=DATES_IN + AXIS_NAME_IN + 0.1, across=2 * DATE_IN,
    )  # fmt: skip
    axes = axes_grid(figure, room, TOTAL_IN, columns=len(data.totals), alike=True)
    for index, (ax, run) in enumerate(zip(axes, subject.runs, strict=True)):
        draw(ax, data, index)
        week_axis(ax, data.totals[index].weeks, run.scenario.date, room=1 / len(axes))
        mark_events(ax, run.scenario, width_in=TEXT_WIDTH_IN / len(axes) - 1.4)
    _troop_axis(axes[0], top)
    name_at(axes[0].yaxis, _left_in(top) - AXIS_NAME_IN)
    axes[0].set_ylabel("troops on the ground")


def _contributors(figure: Figure, data: Troops, subject: Subject, rows: int) -> None:
    """Draw below one small fan per contributor of the last run, all on the same axes."""
    if not rows:
        return
    top = max(one.fan.top for one in data.contributors)
    note(figure, 0, TOTAL_IN, _heading(data), fontsize=TEXT_PT)
    room = Room(
        left=_left_in(top), right=0.2, top=TOTAL_IN + HEADING_IN + title_in([""], SMALL_PT),
        bottom=NUMBERS_IN + AXIS_NAME_IN, across=0.3, down=0.12 + title_in([""], SMALL_PT),
    )  # fmt: skip
    high_in = TOTAL_IN + HEADING_IN + rows * ROW_IN + NUMBERS_IN + AXIS_NAME_IN
    axes = axes_grid(figure, room, high_in, rows=rows, columns=COLUMNS, alike=True)
    weeks, start = data.totals[-1].weeks, subject.focus.scenario.date
    for at, (ax, one) in enumerate(zip(axes, data.contributors, strict=False)):
        draw_contributor(ax, one, TEXT_WIDTH_IN / COLUMNS - 0.4)
        lowest = at + COLUMNS >= len(data.contributors)
        week_axis(ax, weeks, start, title=lowest, dates=False, room=1 / COLUMNS)
        ax.tick_params(labelbottom=lowest)
    for ax in axes[len(data.contributors) :]:
        ax.set_axis_off()
    _troop_axis(axes[0], top)
    name_at(axes[0].yaxis, _left_in(top) - AXIS_NAME_IN)
    axes[0].set_ylabel("troops")


def _heading(data: Troops) -> str:
    return shorten(f"By contributor under {data.scenarios[-1]}", TEXT_WIDTH_IN - 0.3, TEXT_PT)


def _left_in(top: float) -> float:
    """Return the room left of the axes for numbers up to the top and for their name."""
    return numbers_in([whole(10 * top)]) + AXIS_NAME_IN


def _troop_axis(ax: Axes, top: float) -> None:
    """Number the y axis from 0 in whole troops."""
    ax.set_ylim(0, max(top, 1) * 1.08)
    ax.yaxis.set_major_formatter(lambda value, _: whole(value))


def _absent(data: Troops) -> str:
    """Return who sends nobody in 19 of 20 worlds, as the end of a caption."""
    if not data.absent or not any(data.ever):
        return ""
    names = listing_of_names(data.absent)
    return f"; not drawn, without troops in 19 of 20 worlds or more in every week: {names}"


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    bands = [run.histograms["troops"].quantiles(SHARES) for run in subject.runs]
    rows = [
        (week_text(subject.focus, week), *(_band(one, week) for one in bands))
        for week in weeks_of(subject.focus)
    ]
    caption = (
        f"Foreign soldiers on the ground, {subject.view}: median, and where nine of ten worlds lie"
    )
    return [Sheet(caption, ("Week", *subject.names), tuple(rows))]


def _band(quantiles: NDArray[np.float64], week: int) -> str:
    found = quantiles[:, min(week, quantiles.shape[1] - 1)].tolist()
    if any(map(isnan, found)):
        return NONE
    q05, _, median, _, q95 = grouped(found, whole=True)
    return f"{median}; {span_text(q05, q95)}"
