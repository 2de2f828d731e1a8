"""Where along the line? A schematic map, its sectors coloured by mean violations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import Colormap, Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from contactline.evidence import Front, Outline, front, outlines
from contactline.language import marked, say
from contactline.language.phrases import apart, listing, per_cent, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted, text_width_in, write_instead
from contactline.show.charts.labels import spread, tied_label
from contactline.show.charts.line import (
    BAR_ROOM_IN,
    LineViolations,
    by_direction,
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
    top_fifth_share,
)
from contactline.show.charts.map_window import Window, sector_paths, window_around
from contactline.show.charts.places import axes_at, numbers_in, title_in
from contactline.show.charts.style import CAPTION_PT, INK, SMALL_PT, TEXT_PT, house_settings
from contactline.show.charts.subject import Picture, Subject
from contactline.show.charts.telling import Telling, telling
from contactline.show.sheets.sheet import Sheet
from contactline.show.words.findings import NOISE, no_ceasefire_in
from contactline.show.words.numbers import brief

QUESTION = marked("Where along the line is the ceasefire violated?")
BY_DIRECTION = marked("changes are those of the mean of each direction")
LAND, SEA, BORDER = "#F6F4EF", "#DCE6EC", "#9C9C9C"
NEUTRAL = marked("schematic line and simplified outlines: no statement on any boundary")
TURN_LON = 36.5
COUNTRY_PLACES = {marked("Ukraine"): (33.4, 48.9), marked("Russia"): (37.2, 50.72)}
NO_CEASEFIRE = marked("No world is in a ceasefire in any week, so no violations are counted.")
MOST = 3
ACROSS_IN = 0.15


def draw(
    ax: Axes,
    values: NDArray[np.float64],
    line: Front,
    countries: Sequence[Outline],
    window: Window,
    colours: tuple[Colormap, Normalize],
) -> Axes:
    """Return the axes with land, the coloured line, the names of its directions and a scale.

    values: (sectors,), of which colours and their scale are given.
    """
    _land(ax, countries)
    paths = sector_paths(line)
    ax.plot(line.sector_lon, line.sector_lat, color=INK, lw=9, solid_capstyle="butt", zorder=3)
    stretches = LineCollection(list(paths), array=values, cmap=colours[0], norm=colours[1], lw=6.5)
    stretches.set(capstyle="butt", joinstyle="round", zorder=4)
    ax.add_collection(stretches)
    _name_directions(ax, line, window)
    _scale_bar(ax, window)
    _frame(ax, window)
    return ax


def _frame(ax: Axes, window: Window) -> None:
    """Show the window and no more, a degree of latitude as long as it is."""
    ax.set_xlim(window.west, window.east)
    ax.set_ylim(window.south, window.north)
    ax.set_aspect(window.stretch)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color(BORDER)


def _land(ax: Axes, countries: Sequence[Outline]) -> None:
    """Fill the countries on a sea, borders in grey and names in quiet capitals."""
    ax.set_facecolor(SEA)
    east = max(float(ring[:, 0].max()) for one in countries for ring in one.polygons)
    ax.axvspan(east - 0.05, east + 10, facecolor=LAND)
    for country in countries:
        for ring in country.polygons:
            ax.add_patch(Polygon(ring, facecolor=LAND, edgecolor=BORDER, lw=0.8))
        if country.name in COUNTRY_PLACES:
            place = COUNTRY_PLACES[country.name]
            ax.text(
                *place, say(country.name).upper(), color="#7A7A7A", fontsize=TEXT_PT, ha="center"
            )


def _name_directions(ax: Axes, line: Front, window: Window) -> None:
    """Write each direction beside the line: right of its northern part, below its southern."""
    sector_direction = np.array(line.sector_direction)
    middles = {
        name: (
            float(np.median(line.sector_lon[sector_direction == name])),
            float(np.median(line.sector_lat[sector_direction == name])),
        )
        for name in line.direction_names
    }
    eastern = {name: at for name, at in middles.items() if at[0] >= TURN_LON}
    southern = {name: at for name, at in middles.items() if at[0] < TURN_LON}
    _name_on_the_right(ax, eastern, window)
    _name_below(ax, southern, window)


def _name_on_the_right(ax: Axes, middles: dict[str, tuple[float, float]], window: Window) -> None:
    gap = window.degrees_wide(0.19) / window.stretch
    lats = [lat for _, lat in middles.values()]
    places = spread(lats, gap, window.south, window.north)
    x = max(lon for lon, _ in middles.values()) + 0.35
    for (name, middle), y in zip(middles.items(), places, strict=True):
        _name(ax, name, middle, (x, y), ha="left", va="center")


def _name_below(ax: Axes, middles: dict[str, tuple[float, float]], window: Window) -> None:
    """Write names from west to east, each moved east as far as its western neighbour asks."""
    drop = window.degrees_wide(0.3) / window.stretch
    free = window.west
    for name, (lon, lat) in sorted(middles.items(), key=lambda item: item[1]):
        left = max(lon - window.degrees_wide(0.1), free)
        free = left + window.degrees_wide(text_width_in(say(name), CAPTION_PT) + 0.12)
        _name(ax, name, (lon, lat), (left, lat - drop), ha="left", va="top")


def _name(
    ax: Axes, name: str, at: tuple[float, float], place: tuple[float, float], *, ha: str, va: str
) -> None:
    """Write one name and tie it to the line."""
    ground = {"facecolor": LAND, "edgecolor": "none", "alpha": 0.8, "pad": 0.6}
    tied_label(ax, say(name), at, place, ax.transData, ha=ha, va=va, bbox=ground)


def _scale_bar(ax: Axes, window: Window) -> None:
    """Draw 100 km to scale in the lower right corner."""
    length = window.degrees_long(100)
    right, y = window.east - 0.3, window.south + window.degrees_wide(0.2) / window.stretch
    ax.plot([right - length, right], [y, y], color=INK, lw=3, solid_capstyle="butt", zorder=6)
    ax.annotate(
        say("100 km"),
        (right - length / 2, y),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        fontsize=CAPTION_PT,
        zorder=6,
    )


def describe(data: Sequence[LineViolations]) -> str:
    """Return the alt text: how far violations gather in a fifth of the sectors of the last run."""
    last = data[-1]
    if not last.world_weeks:
        return say(
            "Schematic map of the contact line under {scenario}, where 0 worlds see a ceasefire, "
            "so that no violations can be counted.", scenario=say(last.scenario),
        )  # fmt: skip
    return say(
        "Schematic map of mean violations by sector of the contact line under {scenario}, where "
        "the busiest fifth of the sectors has {share} of all violations.",
        scenario=say(last.scenario), share=per_cent(top_fifth_share(last.by_sector)),
    )  # fmt: skip


def data(subject: Subject) -> list[LineViolations]:
    """Return the numbers that are drawn of a subject."""
    return [line_data(run) for run in subject.runs]


def finding(subject: Subject, found: Sequence[LineViolations]) -> str:
    """Return where violations are densest, and how many more or fewer than in the reference."""
    last = found[-1]
    if not last.world_weeks:
        return no_ceasefire_in(subject.focus.worlds)
    means = _directions(last.by_sector)
    densest = max(means, key=lambda name: means[name])
    where = say(
        "violations are densest at {direction}, {number} per sector and week",
        direction=say(densest), number=brief(means[densest]),
    )  # fmt: skip
    first = found[0]
    if len(found) == 1 or not first.world_weeks:
        return f"{where[:1].upper()}{where[1:]}"
    change = _rounded(100 * (np.nansum(last.by_sector) / np.nansum(first.by_sector) - 1))
    noise = say(NOISE) if change and _is_noise(subject) else ""
    return f"{_against(change, apart(subject.names[0]))}{noise}; {where}"


def _against(change: int, name: str) -> str:
    """Return how a week of ceasefire compares with one in the reference. change: in per cent."""
    if not change:
        return say("A week of ceasefire sees as many violations as in {name}", name=name)
    if change > 0:
        return say("A week of ceasefire sees {percent} more violations than in {name}",
                   percent=f"{change} %", name=name)  # fmt: skip
    return say("A week of ceasefire sees {percent} fewer violations than in {name}",
               percent=f"{-change} %", name=name)  # fmt: skip


def _rounded(percent: float) -> int:
    return int(np.rint(percent))


def _is_noise(subject: Subject) -> bool:
    """Return whether violations a week differ within noise, where that is known."""
    if subject.comparison is None:
        return False
    return any(
        one.name == "violations_per_week" and one.within_noise
        for one in subject.comparison.measures
    )


def _directions(by_sector: NDArray[np.float64]) -> dict[str, float]:
    """Return the mean of the sectors of each direction."""
    line = front()
    names = np.array(line.sector_direction)
    return {name: float(by_sector[names == name].mean()) for name in line.direction_names}


def picture(subject: Subject) -> Picture | None:
    """Return the map of one run, or what changes on it for two or three; None for more."""
    if len(subject.runs) > MOST:
        return None
    found = data(subject)
    weeks = listing([whole(one.world_weeks) for one in found])
    told = telling(
        "line_map", subject, found, finding=finding(subject, found), question=QUESTION,
        note=say(
            "means over {weeks} world-weeks in a ceasefire, without interval; {neutral}",
            weeks=weeks, neutral=say(NEUTRAL),
        ),
        alt=describe(found), more=say(BY_DIRECTION) if len(found) > 1 else "",
    )  # fmt: skip
    with house_settings():
        figure = _maps(found, told)
    return told.picture(figure)


type _Panel = tuple[str, NDArray[np.float64] | None, bool]
"""A title, what is drawn by sector, None without a ceasefire, and whether it is a change."""


def _panels(data: Sequence[LineViolations]) -> list[_Panel]:
    """Return the last run, and how it and others differ from the first."""
    first, directions = data[0], front().sector_direction
    changes: list[_Panel] = []
    for one in data[1:]:
        known = first.world_weeks and one.world_weeks
        pair = (by_direction(run.by_sector, directions) for run in (first, one))
        title = less(first.scenario) if len(data) == 2 else say(one.scenario)
        changes.append((title, change_of(*pair) if known else None, True))
    if len(data) > 2:
        return changes
    last = data[-1]
    return [(say(last.scenario), last.by_sector if last.world_weeks else None, False), *changes]


def _maps(data: Sequence[LineViolations], told: Telling) -> Figure:
    """Return the figure: maps side by side with the bars of their colours, or a sentence."""
    if not any(one.world_weeks for one in data):
        return told.empty(say(NO_CEASEFIRE))
    panels = _panels(data)
    figure, high_in = told.slide()
    widest_in = TEXT_WIDTH_IN / 2 - BAR_ROOM_IN - ACROSS_IN
    above_in = title_in([fitted(title, widest_in, TEXT_PT, 2) for title, _, _ in panels])
    window = _window(widest_in, high_in - above_in)
    levels = colour_scale([one.by_sector for one in data])
    changes = change_scale([values for _, values, change in panels if change and values is not None]
                           or [np.zeros(1)])  # fmt: skip
    for at, (title, values, change) in enumerate(panels):
        left_in = at * TEXT_WIDTH_IN / 2
        ax = axes_at(figure, left_in, above_in, window.width_in, window.height_in)
        ax.set_title(fitted(title, widest_in, TEXT_PT, 2))
        place = (left_in + window.width_in + 0.12, above_in, window.height_in)
        if values is None:
            write_instead(ax, say(NO_CEASEFIRE), width_in=window.width_in - 0.3)
        elif change:
            draw(ax, values, front(), outlines(), window, (change_map(), changes))
            change_bar(figure, changes, place)
        else:
            draw(ax, values, front(), outlines(), window, (colour_map(), levels))
            colour_bar(figure, levels, place)
    if len(panels) == 1:
        _beside(figure, data[-1], above_in, window)
    return figure


def _window(most_wide_in: float, most_high_in: float) -> Window:
    """Return the window around the line, as large as it has room."""
    names = [say(name) for name in front().direction_names]
    names_in = max(text_width_in(name, CAPTION_PT) for name in names) + 0.15
    window = window_around(front(), most_wide_in, names_in)
    shrunk = min(1.0, most_high_in / window.height_in)
    return window_around(front(), most_wide_in * shrunk, names_in)


def _beside(figure: Figure, one: LineViolations, down_in: float, window: Window) -> None:
    """Draw the mean of each direction beside a map that stands alone, from north-east on."""
    means = _directions(one.by_sector)
    left_in = TEXT_WIDTH_IN / 2 + numbers_in([say(name) for name in means], SMALL_PT)
    wide_in = TEXT_WIDTH_IN - left_in - 0.6
    ax = axes_at(figure, left_in, down_in, wide_in, window.height_in)
    for row, value in enumerate(means.values()):
        ax.barh(row, value, height=0.62, color="#B5622A")
        ax.annotate(brief(value), (value, row), xytext=(4, 0), textcoords="offset points",
                    va="center", fontsize=CAPTION_PT, annotation_clip=False)  # fmt: skip
    ax.set_yticks(range(len(means)), [say(name) for name in means])
    ax.set_ylim(len(means) - 0.4, -0.6)
    ax.set(xlim=(0, max(*means.values(), 1e-9)), xticks=[])
    ax.tick_params(axis="y", length=0)
    ax.spines["bottom"].set_visible(False)
    ax.set_title(
        say("By direction, from north-east to south-west"),
        x=(TEXT_WIDTH_IN / 2 - left_in) / wide_in,
    )


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    line = front()
    means = [line_data(run).by_sector for run in subject.runs]
    direction = np.array(line.sector_direction)
    rows = [
        (
            say(name),
            f"{int((direction == name).sum())}",
            *(mean_text(one[direction == name]) for one in means),
        )
        for name in line.direction_names
    ]
    caption = say(
        "Mean violations per sector and week of ceasefire by direction, {view}",
        view=say(subject.view),
    )
    return [Sheet(caption, (say("Direction"), say("Sectors"), *subject.names), tuple(rows))]
