"""Where along the line? A schematic map, its sectors coloured by mean violations."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from contactline.evidence import Front, Outline, front, outlines
from contactline.evidence.phrases import listing, per_cent, whole
from contactline.show.charts.figure import (
    TEXT_WIDTH_IN,
    empty_plate,
    fitted,
    plate,
    say,
    text_width_in,
)
from contactline.show.charts.labels import spread, tied_label
from contactline.show.charts.line import (
    BAR_ROOM_IN,
    LineViolations,
    colour_bar,
    colour_map,
    colour_scale,
    line_data,
    mean_text,
    top_fifth_share,
)
from contactline.show.charts.map_window import Window, sector_paths, window_around
from contactline.show.charts.places import Room, axes_grid, title_in
from contactline.show.charts.style import CAPTION_PT, INK, TEXT_PT, house_settings
from contactline.show.charts.subject import Picture, Subject, basis
from contactline.show.sheets.sheet import Sheet

LAND, SEA, BORDER = "#F6F4EF", "#DCE6EC", "#9C9C9C"
NEUTRAL = "schematic line and simplified outlines: no statement on any boundary"
TURN_LON = 36.7
COUNTRY_PLACES = {"Ukraine": (33.4, 48.9), "Russia": (37.2, 50.72)}
NO_CEASEFIRE = "No world is in a ceasefire in any week, so no violations are counted."
MOST = 3
ACROSS_IN = 0.15


def draw(
    ax: Axes,
    data: LineViolations,
    line: Front,
    countries: Sequence[Outline],
    window: Window,
    norm: LogNorm,
) -> Axes:
    """Return the axes with land, the coloured line, the names of its directions and a scale."""
    _land(ax, countries)
    paths = sector_paths(line)
    ax.plot(line.sector_lon, line.sector_lat, color=INK, lw=9, solid_capstyle="butt", zorder=3)
    stretches = LineCollection(
        list(paths), array=data.by_sector, cmap=colour_map(), norm=norm, lw=6.5
    )
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
    for country in countries:
        for ring in country.polygons:
            ax.add_patch(Polygon(ring, facecolor=LAND, edgecolor=BORDER, lw=0.8))
        if country.name in COUNTRY_PLACES:
            place = COUNTRY_PLACES[country.name]
            ax.text(*place, country.name.upper(), color="#7A7A7A", fontsize=TEXT_PT, ha="center")


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
        free = left + window.degrees_wide(text_width_in(name, CAPTION_PT) + 0.12)
        _name(ax, name, (lon, lat), (left, lat - drop), ha="left", va="top")


def _name(
    ax: Axes, name: str, at: tuple[float, float], place: tuple[float, float], *, ha: str, va: str
) -> None:
    """Write one name and tie it to the line."""
    ground = {"facecolor": LAND, "edgecolor": "none", "alpha": 0.8, "pad": 0.6}
    tied_label(ax, name, at, place, ax.transData, ha=ha, va=va, bbox=ground)


def _scale_bar(ax: Axes, window: Window) -> None:
    """Draw 100 km to scale in the lower right corner."""
    length = window.degrees_long(100)
    right, y = window.east - 0.3, window.south + window.degrees_wide(0.2) / window.stretch
    ax.plot([right - length, right], [y, y], color=INK, lw=3, solid_capstyle="butt", zorder=6)
    ax.annotate(
        "100 km",
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
        return (
            f"Schematic map of the contact line under {last.scenario}, where 0 worlds see a "
            "ceasefire, so that no violations can be counted."
        )
    return (
        f"Schematic map of mean violations by sector of the contact line under {last.scenario}, "
        f"where the busiest fifth of the sectors has {per_cent(top_fifth_share(last.by_sector))} "
        "of all violations."
    )


def picture(subject: Subject) -> Picture | None:
    """Return the map of up to three runs, or None for more."""
    if len(subject.runs) > MOST:
        return None
    data = [line_data(run) for run in subject.runs]
    title = f"Violations along the contact line, {subject.view}"
    subtitle = "Mean over worlds and weeks in a ceasefire, sector by sector (about 10 km each)"
    weeks = listing([whole(one.world_weeks) for one in data])
    means = f"means over {weeks} world-weeks in a ceasefire, without interval"
    caption = basis(subject.runs, subject.view, f"{means}; {NEUTRAL}")
    with house_settings():
        figure = _maps(data, title, subtitle, caption)
    return Picture(figure, title, describe(data), caption)


def _maps(data: Sequence[LineViolations], title: str, subtitle: str, caption: str) -> Figure:
    """Return the figure: one map per run on one colour scale, or a sentence where there is none."""
    if not any(one.world_weeks for one in data):
        return empty_plate(title, subtitle, caption, NO_CEASEFIRE)
    columns = min(len(data), 2)
    rows = ceil(len(data) / columns)
    window = window_around(front(), (TEXT_WIDTH_IN - BAR_ROOM_IN + ACROSS_IN) / columns - ACROSS_IN)
    titles = [fitted(one.scenario, window.width_in, TEXT_PT, 2) for one in data]
    above_in = title_in(titles)
    high_in = rows * (window.height_in + above_in)
    figure = plate(title, subtitle, caption, content_in=high_in)
    room = Room(right=BAR_ROOM_IN, top=above_in, across=ACROSS_IN, down=above_in)
    axes = axes_grid(figure, room, high_in, rows=rows, columns=columns)
    norm = colour_scale([one.by_sector for one in data])
    for ax, one, name in zip(axes, data, titles, strict=False):
        ax.set_title(name)
        if one.world_weeks:
            draw(ax, one, front(), outlines(), window, norm)
        else:
            say(ax, NO_CEASEFIRE, width_in=window.width_in - 0.3)
    for ax in axes[len(data) :]:
        ax.set_axis_off()
    colour_bar(figure, norm, above_in, high_in - above_in)
    return figure


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    line = front()
    means = [line_data(run).by_sector for run in subject.runs]
    direction = np.array(line.sector_direction)
    rows = [
        (
            name,
            f"{int((direction == name).sum())}",
            *(mean_text(one[direction == name]) for one in means),
        )
        for name in line.direction_names
    ]
    caption = f"Mean violations per sector and week of ceasefire by direction, {subject.view}"
    return [Sheet(caption, ("Direction", "Sectors", *subject.names), tuple(rows))]
