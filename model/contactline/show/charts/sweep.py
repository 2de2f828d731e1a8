"""How does a measure move with a dial, or with two? A line with its band, or a map of shades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from numpy.typing import NDArray

from contactline.errors import RunError
from contactline.language import say
from contactline.language.phrases import counted, listing_of_names
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted, slide, text_width_in
from contactline.show.charts.places import (
    AXIS_NAME_IN,
    NUMBERS_IN,
    Room,
    axes_at,
    axes_grid,
    name_at,
)
from contactline.show.charts.stamp import Stamp, foot_of
from contactline.show.charts.style import (
    HAIRLINE,
    INK,
    SMALL_PT,
    WIDTH_IN,
    ScenarioLook,
    house_settings,
    looks,
)
from contactline.show.charts.subject import Picture
from contactline.show.words.in_units import Measured
from contactline.show.words.sweeping import level_text, sweep_sentences
from contactline.study.sweep import Axis, Sweep

LEFT_IN, MOST_LINES, MOST_PANELS, MOST_NUMBERED, MOST_TICKS = 0.95, 3, 6, 12, 8
SHADES = "cividis"
PANELS_ROOM = Room(left=LEFT_IN, right=0.15, top=0.6, bottom=NUMBERS_IN + AXIS_NAME_IN, across=0.2)
MAP_ROOM = Room(left=1.3, right=0.9, top=0.3, bottom=NUMBERS_IN + AXIS_NAME_IN, across=0.3)


def picture(found: Sweep, stamp: Stamp | None = None) -> Picture:
    """Return a line a scenario over one dial, or a map a scenario over two."""
    asked = Measured(found.measure)
    check_drawable(len(found.scenarios))
    lone = len(found.axes) == 1
    apart = len(found.scenarios) > MOST_LINES
    title, caption = _title(found, asked), _caption(found, lone=lone)
    dials = listing_of_names([axis.dial for axis in found.axes])
    subtitle = say("How does it move with {dials}?", dials=dials)
    shown = looks(len(found.scenarios)) if lone and not apart else ()
    key = [(look, each.name) for look, each in zip(shown, found.scenarios, strict=False)]
    with house_settings():
        figure, content_in = slide(
            title, subtitle, foot_of(caption, stamp), key=key if len(key) > 1 else ()
        )
        if lone and apart:
            draw_panels(figure, found, asked, content_in)
        elif lone:
            high_in = content_in - NUMBERS_IN - AXIS_NAME_IN - 0.1
            wide_in = TEXT_WIDTH_IN - LEFT_IN - 0.3
            draw_lines(axes_at(figure, LEFT_IN, 0.1, wide_in, high_in), found, asked, shown)
        else:
            draw_maps(figure, found, asked, content_in)
    return Picture(figure, title, " ".join(sweep_sentences(found)), caption, stamp)


def check_drawable(scenarios: int) -> None:
    """Raise RunError for more scenarios than a picture has room for."""
    if scenarios > MOST_PANELS:
        raise RunError(
            f"A chart has room for {MOST_PANELS} scenarios, got {scenarios}. Draw fewer, or none: "
            "the table has all of them."
        )


def draw_panels(figure: Figure, found: Sweep, asked: Measured, content_in: float) -> None:
    """Draw a line with its band for each scenario in a panel of its own, all on one scale."""
    (axis,) = found.axes
    words = () if axis.is_number else map(level_text, axis.levels)
    down_in = max((text_width_in(one, SMALL_PT) for one in words), default=0.0)
    room = replace(PANELS_ROOM, bottom=PANELS_ROOM.bottom + down_in)
    grid = axes_grid(figure, room, content_in, columns=len(found.scenarios))
    for number, (ax, one) in enumerate(zip(grid, found.scenarios, strict=True)):
        part = replace(found, scenarios=(one,), values=found.values[number : number + 1])
        draw_lines(ax, part, asked, looks(1))
        name = fitted(one.name, ax.get_position().width * WIDTH_IN, SMALL_PT, 2)
        ax.set_title(name, fontsize=SMALL_PT)
        if down_in:
            ax.tick_params(axis="x", rotation=90)
            name_at(ax.xaxis, NUMBERS_IN + down_in)
        else:
            ax.locator_params(axis="x", nbins=MOST_PANELS // 2)
        if number:
            ax.sharey(grid[0])
            ax.set_ylabel("")
            ax.tick_params(axis="y", labelleft=False)
    grid[0].autoscale(axis="y")
    if asked.share:
        grid[0].set_ylim(bottom=0)


def draw_lines(ax: Axes, found: Sweep, asked: Measured, shown: Sequence[ScenarioLook]) -> Axes:
    """Return the axes with a line a scenario and the interval of each point as its band."""
    (axis,) = found.axes
    places = axis.levels if axis.is_number else range(len(axis.levels))
    at = np.array([float(one) for one in places])
    times = 100.0 if asked.share else 1.0
    for number, look in enumerate(shown):
        points = [found.at(number, level) for level in range(len(axis.levels))]
        mean, low, high = (times * np.array(one) for one in list(zip(*points, strict=True))[:3])
        ax.fill_between(at, low, high, color=look.colour, alpha=0.18, linewidth=0)
        ax.plot(at, mean, color=look.colour, ls=look.dash, marker=look.marker, ms=6, lw=2.2)
    if not axis.is_number:
        ax.set_xticks(at, [level_text(one) for one in axis.levels])
    ax.set_xlabel(_axis_name(axis))
    ax.set_ylabel(asked.unit)
    if asked.share:
        ax.set_ylim(0, max(ax.get_ylim()[1], 1))
    return ax


def draw_maps(figure: Figure, found: Sweep, asked: Measured, content_in: float) -> None:
    """Draw a map a scenario, all on one scale of shades."""
    times = 100.0 if asked.share else 1.0
    means = [times * found.means(number).T for number in range(len(found.scenarios))]
    ends = float(np.nanmin(means)), float(np.nanmax(means))
    grid = axes_grid(figure, MAP_ROOM, content_in, columns=len(means))
    for number, (ax, values) in enumerate(zip(grid, means, strict=True)):
        drawn = draw_map(ax, found, values, ends)
        if len(means) > 1:
            ax.set_title(found.scenarios[number].name)
        elif max(values.shape) <= MOST_NUMBERED:
            _number(ax, values, asked, ends)
        if number:
            ax.set_yticks([])
        else:
            ax.set_ylabel(_axis_name(found.axes[1]))
    place = grid[-1].get_position()
    scale = figure.add_axes((place.x1 + 0.012, place.y0, 0.014, place.height))
    figure.colorbar(drawn, cax=scale)
    scale.set_title(asked.unit, fontsize=SMALL_PT, loc="center")


def draw_map(
    ax: Axes, found: Sweep, values: NDArray[np.float64], ends: tuple[float, float]
) -> AxesImage:
    """Return the shades drawn, a square a point. values: (levels up, levels across)."""
    across, up = found.axes
    low, high = ends
    drawn = ax.imshow(values, origin="lower", aspect="auto", cmap=SHADES, vmin=low, vmax=high)
    for axis, set_ticks in ((across, ax.set_xticks), (up, ax.set_yticks)):
        places = list(range(0, len(axis.levels), -(-len(axis.levels) // MOST_TICKS)))
        set_ticks(places, [level_text(axis.levels[at]) for at in places])
    ax.set_xlabel(_axis_name(across))
    for side in ax.spines.values():
        side.set_color(HAIRLINE)
    return drawn


def _number(
    ax: Axes, values: NDArray[np.float64], asked: Measured, ends: tuple[float, float]
) -> None:
    """Write the mean of every point into its square, light on dark shades."""
    times = 100.0 if asked.share else 1.0
    texts = iter(asked.numbers([float(one) / times for one in values.ravel()]))
    for row, column in np.ndindex(values.shape):
        colour = "#FFFFFF" if values[row, column] < sum(ends) / 2 else INK
        ax.text(
            column, row, next(texts), ha="center", va="center", fontsize=SMALL_PT, color=colour
        )  # fmt: skip


def _axis_name(axis: Axis) -> str:
    return f"{axis.dial} ({say(axis.unit)})" if axis.unit else axis.dial


def _title(found: Sweep, asked: Measured) -> str:
    """Return from where to where the measure goes, over all scenarios."""
    means = np.stack([found.means(number) for number in range(len(found.scenarios))])
    ends = (np.unravel_index(int(of(means)), means.shape) for of in (np.nanargmin, np.nanargmax))
    if np.nanmin(means) == np.nanmax(means):
        return say("{label}: the same at every point.", label=asked.label).removesuffix(".")
    low, high = (asked.by_itself(found.at(*map(int, place))) for place in ends)
    return say(
        "{label}: from {low} to {high} {unit}",
        label=asked.label, low=low, high=high, unit=asked.unit,
    )  # fmt: skip


def _caption(found: Sweep, *, lone: bool) -> str:
    """Return of which runs a point is."""
    runs = say(
        "Runs of the model under {names}, {view}; {worlds} at every point, the same ones, seed "
        "{seed}.",
        names=listing_of_names([each.name for each in found.scenarios]),
        view=say(found.scenarios[0].view),
        worlds=counted(found.worlds, "world"),
        seed=str(found.seed),
    )
    return f"{runs} {say('Bands: 95 % intervals of each point by itself.')}" if lone else runs
