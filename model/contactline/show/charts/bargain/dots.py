"""One issue of a bargain decided by a formula: a dot for each actor, and the outcome as a line."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from contactline.language import say
from contactline.show.charts.bargain.panels import Panel
from contactline.show.charts.figure import shorten
from contactline.show.charts.labels import local_ticks
from contactline.show.charts.style import CAPTION_PT, INK

MOST_ROWS = 24
NAME_IN = 1.7
ROW_IN = 0.2
AROUND_IN = 1.15
STACK_IN = 2.1
TICK_STEPS = (1, 2, 2.5, 5, 10)
STEPS = 50
LARGEST_DOT = 220.0
SMALLEST_DOT = 8.0
DOT = "#0072B2"


def dots_height_in(panel: Panel) -> float:
    """Return the height of a panel, title and ticks included."""
    rows = len(panel.lines)
    return AROUND_IN + (STACK_IN if rows > MOST_ROWS else max(1.2, ROW_IN * (rows + 1)))


def draw_dots(ax: Axes, panel: Panel) -> Axes:
    """Return the axes with each actor's position as a dot on the scale, and the outcome.

    The area of a dot is the actor's weight. More than 24 actors are stacked, without names.
    """
    if len(panel.lines) > MOST_ROWS:
        _stack(ax, panel)
    else:
        _rows(ax, panel)
    low, high = panel.scale
    margin = 0.03 * panel.span
    ax.set_xlim(low - margin, high + margin)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=TICK_STEPS))
    local_ticks(ax.xaxis)
    ax.grid(axis="x")
    _outcome(ax, panel)
    return ax


def _outcome(ax: Axes, panel: Panel) -> None:
    """Draw the outcome as an upright line, and write it above, towards the middle."""
    outcome, (low, high) = float(panel.outcome[-1]), panel.scale
    ax.axvline(outcome, color=INK, lw=3.6, zorder=1.5)
    side = "right" if outcome > (low + high) / 2 else "left"
    ax.annotate(
        say("outcome {position}", position=panel.text(outcome)),
        (outcome, 1),
        xycoords=ax.get_xaxis_transform(),
        xytext=(0, 3),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=CAPTION_PT,
        fontweight="bold",
    )


def _rows(ax: Axes, panel: Panel) -> None:
    """Draw one row per actor, from the lowest position up, each with its name."""
    lines = sorted(panel.lines, key=lambda line: float(line.positions[0]))
    heaviest = max(line.weight for line in lines) or 1.0
    rows = range(len(lines))
    ax.scatter(
        [line.positions[0] for line in lines],
        rows,
        s=[SMALLEST_DOT + LARGEST_DOT * line.weight / heaviest for line in lines],
        color=DOT,
        edgecolor="white",
        linewidth=0.8,
        zorder=3,
    )
    names = [shorten(line.name, NAME_IN, CAPTION_PT) for line in lines]
    ax.set_yticks(list(rows), names, fontsize=CAPTION_PT)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(-0.8, len(lines) - 0.2)


def _stack(ax: Axes, panel: Panel) -> None:
    """Draw actors who stand at the same place, to a fiftieth of the scale, on each other."""
    low, _ = panel.scale
    positions = np.array([line.positions[0] for line in panel.lines])
    steps = np.rint((positions - low) / panel.span * STEPS).astype(int)
    heights = [int((steps[:at] == step).sum()) + 1 for at, step in enumerate(steps)]
    ax.scatter(low + steps / STEPS * panel.span, heights, s=26, color=DOT, zorder=3)
    ax.set_ylim(0, max(heights) + 1)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
    ax.set_ylabel(say("actors"))
