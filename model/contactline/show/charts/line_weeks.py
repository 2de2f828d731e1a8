"""Where and when? Mean violations by direction and week, in their order along the front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contactline.evidence import front
from contactline.language import marked, say, say_as
from contactline.language.phrases import counted, long_date
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted
from contactline.show.charts.labels import mark_events, week_axis
from contactline.show.charts.line import (
    BAR_ROOM_IN,
    LineViolations,
    change_bar,
    change_map,
    change_of,
    change_scale,
    colour_bar,
    colour_map,
    colour_scale,
    less,
    line_data,
    mean_text,
)
from contactline.show.charts.places import (
    DATES_IN,
    axes_at,
    name_at,
    numbers_in,
    title_in,
)
from contactline.show.charts.style import (
    CAPTION_PT,
    HAIRLINE,
    SMALL_PT,
    TEXT_PT,
    house_settings,
)
from contactline.show.charts.subject import Picture, Subject
from contactline.show.charts.telling import Telling, telling
from contactline.show.sheets.sheet import Sheet
from contactline.show.sheets.weeks import weeks_of
from contactline.show.words.findings import no_ceasefire_in
from contactline.show.words.numbers import brief
from contactline.study.ensemble import Results

QUESTION = marked("Where and when is the ceasefire violated?")
MONTH_WEEKS = 4
MONTHS = marked("changes are those of four weeks of a direction")
WORLDS_IN, BETWEEN_IN, BETWEEN_COLUMNS_IN = 0.3, 0.1, 0.3
NO_CEASEFIRE = marked("No world is in a ceasefire in any week, so no violations are counted.")
MOST = 3


def draw(ax: Axes, by_direction: NDArray[np.float64], colours: tuple[Colormap, Normalize]) -> Axes:
    """Return the axes with directions from north-east (top) to south-west; hatched: unknown.

    by_direction: (directions, weeks).
    """
    rows, weeks = by_direction.shape
    ax.patch.set(facecolor="white", edgecolor=HAIRLINE, hatch="///")
    ax.imshow(
        by_direction,
        cmap=colours[0],
        norm=colours[1],
        aspect="auto",
        interpolation="nearest",
        extent=(0, weeks, rows, 0),
    )
    ax.set_ylim(rows, 0)
    ax.set_yticks([])
    return ax


def name_directions(ax: Axes) -> None:
    """Write the directions left of the axes."""
    names = [say(name) for name in front().direction_names]
    ax.set_yticks([row + 0.5 for row in range(len(names))], names, fontsize=CAPTION_PT)
    ax.tick_params(axis="y", length=0)


def means_of(one: LineViolations) -> NDArray[np.float64]:
    """Return the mean violations per sector in each week, (directions, weeks)."""
    line = front()
    names = np.array(line.sector_direction)
    return np.stack([one.by_week[names == name].mean(axis=0) for name in line.direction_names])


def change_by_month(before: LineViolations, after: LineViolations) -> NDArray[np.float64]:
    """Return by how many per cent the means of four weeks differ, (directions, weeks).

    NaN where one of them has no world in a ceasefire.
    """
    return change_of(*(_by_month(means_of(one)) for one in (before, after)))


def _by_month(by_week: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each week as the mean of the known ones among its four."""
    found = np.full_like(by_week, np.nan)
    for first in range(0, by_week.shape[1], MONTH_WEEKS):
        part = by_week[:, first : first + MONTH_WEEKS]
        known = ~np.isnan(part).any(axis=0)
        if known.any():
            found[:, first : first + MONTH_WEEKS] = part[:, known].mean(axis=1, keepdims=True)
    return found


def draw_worlds(ax: Axes, data: LineViolations) -> Axes:
    """Return the axes with the number of worlds in a ceasefire, on which the colours rest."""
    weeks = len(data.worlds)
    ax.fill_between(
        np.arange(weeks + 1),
        np.append(data.worlds, data.worlds[-1]),
        step="post",
        color="#B8B8B8",
        lw=0,
    )
    ax.set_ylim(0, max(int(data.worlds.max()), 1) * 1.1)
    ax.set_xticks([])
    ax.set_yticks(sorted({0, int(data.worlds.max())}))
    return ax


def describe(data: Sequence[LineViolations]) -> str:
    """Return the alt text: the direction and the week with most violations in the last run."""
    last = data[-1]
    if not last.world_weeks:
        return say(
            "Heat map of violations under {scenario}, where 0 worlds see a ceasefire, so that it "
            "is empty.", scenario=say(last.scenario),
        )  # fmt: skip
    means = means_of(last)
    row, week = np.unravel_index(np.nanargmax(means), means.shape)
    return say(
        "Heat map of mean violations by direction and week under {scenario}, where the highest "
        "value is {number} per sector and week in direction {direction}, {weeks} after {date}.",
        scenario=say(last.scenario), number=brief(float(means[row, week])),
        direction=say(front().direction_names[int(row)]),
        weeks=counted(int(week), "week"), date=long_date(last.start),
    )  # fmt: skip


def data(subject: Subject) -> list[LineViolations]:
    """Return the numbers that are drawn of a subject."""
    return [line_data(run) for run in subject.runs]


def finding(subject: Subject, found: Sequence[LineViolations]) -> str:
    """Return how violations in the last weeks compare with those of the first ones."""
    last = found[-1]
    weeks = np.flatnonzero(last.worlds > 0)
    if not weeks.size:
        return no_ceasefire_in(subject.focus.worlds)
    half = max(weeks.size // 2, 1)
    early, late = (_mean(last, part) for part in (weeks[:half], weeks[-half:]))
    change = round(100 * (late / early - 1)) if early else 0
    percent = f"{abs(change)} %"
    told = (say("{percent} more", percent=percent) if change > 0
            else say("{percent} fewer", percent=percent) if change else say("as many"))  # fmt: skip
    return say(
        "Violations per sector and week: {number} in the first half of the weeks with a ceasefire, "
        "{told} in the second", number=brief(early), told=told,
    )  # fmt: skip


def _mean(one: LineViolations, weeks: NDArray[np.intp]) -> float:
    """Return the mean over all sectors, each week weighing by its worlds."""
    means = one.by_week[:, weeks].mean(axis=0)
    return float(np.average(means, weights=one.worlds[weeks]))


def picture(subject: Subject) -> Picture | None:
    """Return the heat map of one run, or what changes on it for two or three; None for more."""
    if len(subject.runs) > MOST:
        return None
    found = data(subject)
    told = telling(
        "line_weeks", subject, found, finding=finding(subject, found), question=QUESTION,
        note=say(
            "means over the worlds in a ceasefire that week (grey, on top), without interval; "
            "from north-east (top) to south-west; hatched: no such world"
        ),
        alt=describe(found), more=say(MONTHS) if len(found) > 1 else "",
    )  # fmt: skip
    with house_settings():
        figure = _heat_maps(found, _panels(found, subject.runs), told)
    return told.picture(figure)


@dataclass(frozen=True)
class _Panel:
    """One heat map with the strip above it: a run, or by how many per cent it differs.

    change: (directions, weeks), None where the run itself is shown.
    """

    title: str
    line: LineViolations
    run: Results
    change: NDArray[np.float64] | None = None


def _panels(data: Sequence[LineViolations], runs: Sequence[Results]) -> list[_Panel]:
    """Return the last run, and how it differs from the first; of three how both others do."""
    first, pairs = data[0], list(zip(data, runs, strict=True))
    title = less(first.scenario) if len(data) == 2 else ""
    changes = [
        _Panel(title or say(one.scenario), one, run, change_by_month(first, one))
        for one, run in pairs[1:]
    ]
    last = _Panel(say(data[-1].scenario), *pairs[-1])
    return changes if len(data) > 2 else [last, *changes]


def _heat_maps(data: Sequence[LineViolations], panels: Sequence[_Panel], told: Telling) -> Figure:
    """Return the figure: heat maps side by side with the bars of their colours, or a sentence."""
    if not any(one.world_weeks for one in data):
        return told.empty(say(NO_CEASEFIRE))
    figure, high_in = told.slide()
    titles = [fitted(one.title, 3.2, TEXT_PT, 2) for one in panels]
    left_in, top_in = _left_in(data), title_in(titles)
    column_in = (TEXT_WIDTH_IN - left_in - BETWEEN_COLUMNS_IN * (len(titles) - 1)) / len(titles)
    levels = colour_scale([means_of(data[-1])])
    scale = change_scale([one.change for one in panels if one.change is not None] or [np.zeros(1)])
    for at, (title, one) in enumerate(zip(titles, panels, strict=True)):
        place = (left_in + at * (column_in + BETWEEN_COLUMNS_IN), top_in,
                 column_in - BAR_ROOM_IN, high_in - top_in)  # fmt: skip
        upper, lower = _column(figure, one.line, one.run, place)
        upper.set_title(title)
        bar = (place[0] + place[2] + 0.12, lower_top(place), lower_in(place))
        if one.change is None:
            draw(lower, means_of(one.line), (colour_map(), levels))
            colour_bar(figure, levels, bar)
        else:
            draw(lower, one.change, (change_map(), scale))
            change_bar(figure, scale, bar)
        if at == 0:
            _name_rows(upper, lower, data)
    return figure


def _name_rows(upper: Axes, lower: Axes, data: Sequence[LineViolations]) -> None:
    """Write at the left what the strip of worlds and the rows of the map are."""
    name_at(upper.yaxis, _counts_in(data))
    worlds = say_as("of an axis", "worlds")
    upper.set_ylabel(worlds, rotation=0, ha="right", va="center", fontsize=SMALL_PT)
    name_directions(lower)


def _left_in(data: Sequence[LineViolations]) -> float:
    """Return the room for directions and worlds at the left."""
    names = numbers_in([say(name) for name in front().direction_names], CAPTION_PT)
    return max(names, _counts_in(data) + numbers_in([say_as("of an axis", "worlds")]))


def _counts_in(data: Sequence[LineViolations]) -> float:
    return numbers_in([str(int(one.worlds.max())) for one in data])


def lower_top(place: tuple[float, float, float, float]) -> float:
    """Return where the heat map begins below the strip of worlds, in inches."""
    return place[1] + WORLDS_IN + BETWEEN_IN


def lower_in(place: tuple[float, float, float, float]) -> float:
    """Return the height of the heat map, in inches."""
    return place[3] - WORLDS_IN - BETWEEN_IN - DATES_IN


def _column(
    figure: Figure, one: LineViolations, run: Results, place: tuple[float, float, float, float]
) -> tuple[Axes, Axes]:
    """Return the axes of one column: the worlds in a ceasefire above, drawn, the map below."""
    left, down, wide, _ = place
    upper = draw_worlds(axes_at(figure, left, down, wide, WORLDS_IN), one)
    upper.set_xlim(0, len(one.worlds))
    mark_events(upper, run)
    lower = axes_at(figure, left, lower_top(place), wide, lower_in(place))
    week_axis(lower, len(one.worlds), one.start, title=False, room=wide / TEXT_WIDTH_IN)
    return upper, lower


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    line, data = front(), line_data(subject.focus)
    direction, weeks = np.array(line.sector_direction), weeks_of(subject.focus)
    rows = [
        (say(name), *(mean_text(data.by_week[direction == name, week]) for week in weeks))
        for name in line.direction_names
    ]
    caption = say(
        "Mean violations per sector in single weeks under {scenario}, by direction, {view}",
        scenario=subject.focus.scenario.name, view=say(subject.view),
    )  # fmt: skip
    head = (say("Direction"), *(say("week {week}", week=str(week)) for week in weeks))
    return [Sheet(caption, head, tuple(rows))]
