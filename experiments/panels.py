"""Small multiples in the house style, with every estimate drawn together with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from contactline.charts.plates import plate
from contactline.charts.style import SCENARIO_LOOKS, SMALL_PT, ScenarioLook

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GREY, BLUE, VERMILION = SCENARIO_LOOKS


def panels(
    words: tuple[str, str, str],
    headings: Sequence[str],
    *,
    rows: int = 1,
    height_in: float = 4.5,
    key: Sequence[tuple[ScenarioLook, str]] = (),
    alike: bool = False,
) -> tuple[Figure, list[Axes]]:
    """Return a figure with a panel for each heading; to be called inside `house_settings()`.

    words: title, subtitle, caption. alike: all panels have the same axes.
    """
    figure = plate(*words, content_in=height_in, key=key)
    columns = len(headings) // rows
    grid = figure.subplots(rows, columns, sharex=alike, sharey=alike, squeeze=False)
    for ax, heading in zip(grid.flat, headings, strict=True):
        ax.set_title(heading, fontsize=SMALL_PT)
        ax.grid(axis="both")
    return figure, list(grid.flat)


def dots(
    ax: Axes,
    at: Sequence[float],
    estimates: Sequence[tuple[float, float, float]],
    look: ScenarioLook,
    *,
    lying: bool = False,
    joined: bool = False,
) -> None:
    """Draw estimates with their intervals at these places, side by side or in rows (lying).

    estimates: middle, low and high of each.
    """
    middle, low, high = zip(*estimates, strict=True)
    bars = ax.hlines if lying else ax.vlines
    bars(at, low, high, color=look.colour, ls="-" if joined else look.dash, lw=2, zorder=3)
    x, y = (middle, at) if lying else (at, middle)
    line = {"ls": look.dash, "lw": 1.6} if joined else {"ls": ""}
    ax.plot(x, y, marker=look.marker, ms=6, color=look.colour, zorder=4, clip_on=False, **line)
