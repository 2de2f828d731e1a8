"""Where axes stand in a plate: said in inches, so that nothing has to be searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.transforms import offset_copy

from contactline.show.charts.figure import TEXT_WIDTH_IN, text_width_in
from contactline.show.charts.style import SMALL_PT, TEXT_PT

# From the axes to the far side of their numbers: the tick, a gap, a line of small text or two.
TICK_IN = 0.11
NUMBERS_IN = TICK_IN + 1.2 * SMALL_PT / 72
DATES_IN = NUMBERS_IN + 1.2 * SMALL_PT / 72 + 0.05
# Half of a date, which stands below the last tick, and some air.
DATE_IN = 0.38
AXIS_NAME_IN = 1.2 * TEXT_PT / 72 + 0.06


@dataclass(frozen=True)
class Room:
    """What is kept free around rows and columns of axes, and between them, in inches."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    across: float = 0.0
    down: float = 0.0


def axes_at(
    figure: Figure, left_in: float, down_in: float, wide_in: float, high_in: float, **more: Any
) -> Axes:
    """Return axes whose upper left corner lies in inches from that of the content of a plate.

    more: as for `Figure.add_axes`, such as the axes to share an axis with.
    """
    figure.set_layout_engine("none")
    wide, high = (float(side) for side in figure.get_size_inches())
    left = figure.subplotpars.left + left_in / wide
    bottom = figure.subplotpars.top - (down_in + high_in) / high
    ax = figure.add_axes((left, bottom, wide_in / wide, high_in / high), **more)
    name_at(ax.xaxis, NUMBERS_IN)
    return ax


def axes_grid(
    figure: Figure,
    room: Room,
    high_in: float,
    *,
    rows: int = 1,
    columns: int = 1,
    alike: bool = False,
) -> list[Axes]:
    """Return axes of one size, row by row, in an upper part of the content of a plate.

    high_in: height of that part, room included. alike: all have the y axis of the first, which
    only the first of a row numbers.
    """
    free = TEXT_WIDTH_IN - room.left - room.right - (columns - 1) * room.across
    wide = free / columns
    high = (high_in - room.top - room.bottom - (rows - 1) * room.down) / rows
    found: list[Axes] = []
    for at in range(rows * columns):
        row, column = divmod(at, columns)
        left, down = room.left + column * (wide + room.across), room.top + row * (high + room.down)
        ax = axes_at(figure, left, down, wide, high, sharey=found[0] if alike and found else None)
        if alike and column:
            ax.tick_params(labelleft=False)
        found.append(ax)
    return found


def name_at(axis: Axis, away_in: float) -> None:
    """Write the name of an axis so far from the axes, instead of looking where it has room."""
    lower = axis is axis.axes.xaxis
    x, y, away = (0.5, 0.0, (0.0, -away_in)) if lower else (0.0, 0.5, (-away_in, 0.0))
    figure = axis.get_figure(root=True)
    where = offset_copy(axis.axes.transAxes, figure, *away, units="inches")
    axis.set_label_coords(x, y, transform=where)


def numbers_in(texts: Sequence[str], size_pt: float = SMALL_PT) -> float:
    """Return the room in inches that numbers or names need left of axes."""
    return TICK_IN + max(
        (text_width_in(line, size_pt) for text in texts for line in text.split("\n")), default=0.0
    )


def title_in(titles: Sequence[str], size_pt: float = TEXT_PT) -> float:
    """Return the room in inches that titles need above axes."""
    lines = max(title.count("\n") + 1 for title in titles)
    return (1.2 * lines * size_pt + 8) / 72


def note(figure: Figure, left_in: float, down_in: float, text: str, **look: Any) -> None:
    """Write a text, its upper left corner in inches from that of the content of a plate."""
    wide, high = (float(side) for side in figure.get_size_inches())
    left, top = figure.subplotpars.left + left_in / wide, figure.subplotpars.top - down_in / high
    figure.text(left, top, text, va="top", **look)
