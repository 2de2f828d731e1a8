"""Where and when? Mean violations by sector and week, sectors in their order along the front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from contactline.evidence import front
from contactline.evidence.phrases import counted, long_date
from contactline.show.charts.figure import TEXT_WIDTH_IN, empty_plate, fitted, plate
from contactline.show.charts.labels import spread, tied_label, week_axis
from contactline.show.charts.line import (
    BAR_ROOM_IN,
    LineViolations,
    colour_bar,
    colour_map,
    colour_scale,
    line_data,
    mean_text,
)
from contactline.show.charts.places import (
    AXIS_NAME_IN,
    DATE_IN,
    DATES_IN,
    Room,
    axes_grid,
    name_at,
    numbers_in,
    title_in,
)
from contactline.show.charts.style import (
    HAIRLINE,
    QUIET_INK,
    SMALL_PT,
    TEXT_PT,
    WIDTH_IN,
    house_settings,
)
from contactline.show.charts.subject import Picture, Subject, basis
from contactline.show.sheets.sheet import Sheet
from contactline.show.sheets.weeks import weeks_of
from contactline.show.words.numbers import brief

HEIGHT_IN = 5.6
WORLDS_IN, BETWEEN_IN, TIE_IN = 0.55, 0.2, 0.25
NO_CEASEFIRE = "No world is in a ceasefire in any week, so no violations are counted."
MOST = 3


def stretches(sector_direction: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return each direction with its first sector and the one after its last, along the front."""
    found = []
    first = 0
    for name, sectors in groupby(sector_direction):
        after = first + len(list(sectors))
        found.append((name, first, after))
        first = after
    return found


def draw(ax: Axes, data: LineViolations, sector_direction: Sequence[str], norm: LogNorm) -> Axes:
    """Return the axes with sectors from north-east (top) to south-west; hatched: unknown."""
    sectors, weeks = data.by_week.shape
    ax.patch.set(facecolor="white", edgecolor=HAIRLINE, hatch="///")
    ax.imshow(
        data.by_week,
        cmap=colour_map(),
        norm=norm,
        aspect="auto",
        interpolation="nearest",
        extent=(0, weeks, sectors, 0),
    )
    for _, first, _ in stretches(sector_direction)[1:]:
        ax.axhline(first, color=QUIET_INK, lw=0.6)
    ax.set_ylim(sectors, 0)
    ax.set_yticks([])
    return ax


def name_directions(ax: Axes, sector_direction: Sequence[str]) -> None:
    """Write the directions left of the axes, each tied to the middle of its sectors."""
    found = stretches(sector_direction)
    middles = [(first + after) / 2 for _, first, after in found]
    gap = len(sector_direction) * 0.2 / HEIGHT_IN
    wide_in = ax.get_position().width * WIDTH_IN
    places = spread(middles, gap, 0, len(sector_direction))
    transform = ax.get_yaxis_transform()
    for (name, _, _), middle, place in zip(found, middles, places, strict=True):
        at, beside = (0.0, middle), (-TIE_IN / wide_in, place)
        tied_label(ax, name, at, beside, transform, ha="right", fontsize=SMALL_PT)


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


def describe(data: Sequence[LineViolations], sector_direction: Sequence[str]) -> str:
    """Return the alt text: the direction and the week with most violations in the last run."""
    last = data[-1]
    if not last.world_weeks:
        return (
            f"Heat map of violations under {last.scenario}, where 0 worlds see a ceasefire, "
            "so that it is empty."
        )
    sector, week = np.unravel_index(np.nanargmax(last.by_week), last.by_week.shape)
    return (
        f"Heat map of mean violations by sector and week under {last.scenario}, where the highest "
        f"value is {brief(float(last.by_week[sector, week]))} a week in direction "
        f"{sector_direction[int(sector)]}, "
        f"{counted(int(week), 'week')} after {long_date(last.start)}."
    )


def picture(subject: Subject) -> Picture | None:
    """Return the heat maps of up to three runs, or None for more."""
    if len(subject.runs) > MOST:
        return None
    data = [line_data(run) for run in subject.runs]
    directions = front().sector_direction
    title = f"Violations by sector and week, {subject.view}"
    subtitle = (
        "Sectors from north-east (top) to south-west; hatched: no world in a ceasefire that week"
    )
    caption = basis(
        subject.runs,
        subject.view,
        "means over the worlds in a ceasefire that week (grey, on top), without interval",
    )
    with house_settings():
        figure = _heat_maps(data, directions, title, subtitle, caption)
    return Picture(figure, title, describe(data, directions), caption)


def _heat_maps(
    data: Sequence[LineViolations],
    directions: Sequence[str],
    title: str,
    subtitle: str,
    caption: str,
) -> Figure:
    """Return the figure: one heat map per run on one colour scale, or a sentence for none."""
    if not any(one.world_weeks for one in data):
        return empty_plate(title, subtitle, caption, NO_CEASEFIRE)
    room = _room(data, directions)
    above_in = room.top + WORLDS_IN + BETWEEN_IN
    high_in = above_in + HEIGHT_IN + room.bottom
    figure = plate(title, subtitle, caption, content_in=high_in)
    upper = axes_grid(figure, room, room.top + WORLDS_IN + room.bottom, columns=len(data))
    lower = axes_grid(figure, replace(room, top=above_in), high_in, columns=len(data))
    norm = colour_scale([one.by_week for one in data])
    for axes, one in zip(zip(upper, lower, strict=True), data, strict=True):
        _column(axes, one, directions, norm, 1 / len(data))
    name_at(upper[0].yaxis, _counts_in(data))
    upper[0].set_ylabel("worlds", rotation=0, ha="right", va="center", fontsize=SMALL_PT)
    name_directions(lower[0], directions)
    colour_bar(figure, norm, above_in, HEIGHT_IN)
    return figure


def _room(data: Sequence[LineViolations], directions: Sequence[str]) -> Room:
    """Return the room for directions and worlds at the left, the colours at the right, dates."""
    left = max(numbers_in(directions) + TIE_IN, _counts_in(data) + numbers_in(["worlds"]))
    titles = [_title(one, 1 / len(data)) for one in data]
    return Room(
        left=left, right=BAR_ROOM_IN, top=title_in(titles), bottom=DATES_IN + AXIS_NAME_IN,
        across=2 * DATE_IN,
    )  # fmt: skip


def _counts_in(data: Sequence[LineViolations]) -> float:
    return numbers_in([str(int(one.worlds.max())) for one in data])


def _title(one: LineViolations, room: float) -> str:
    return fitted(one.scenario, (TEXT_WIDTH_IN - 2.9) * room - 0.4, TEXT_PT, 2)


def _column(
    axes: tuple[Axes, Axes],
    one: LineViolations,
    directions: Sequence[str],
    norm: LogNorm,
    room: float,
) -> None:
    """Draw one run: the worlds in a ceasefire above, the heat map below."""
    upper, lower = axes
    upper.set_title(_title(one, room))
    draw_worlds(upper, one).set_xlim(0, len(one.worlds))
    draw(lower, one, directions, norm)
    week_axis(lower, len(one.worlds), one.start, room=room * 0.75)


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    line, data = front(), line_data(subject.focus)
    direction, weeks = np.array(line.sector_direction), weeks_of(subject.focus)
    rows = [
        (name, *(mean_text(data.by_week[direction == name, week]) for week in weeks))
        for name in line.direction_names
    ]
    caption = (
        f"Mean violations per sector in single weeks under {subject.focus.scenario.name}, by "
        f"direction, {subject.view}"
    )
    return [Sheet(caption, ("Direction", *(f"week {week}" for week in weeks)), tuple(rows))]
