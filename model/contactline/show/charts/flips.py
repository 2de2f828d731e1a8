"""The matrix of flips: how many worlds end otherwise when the scenario changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.typing import ColorType
from numpy.typing import NDArray

from contactline.evidence.phrases import counted, per_cent, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted
from contactline.show.charts.places import axes_at, note
from contactline.show.charts.style import CAPTION_PT, HAIRLINE, INK, QUIET_INK, SMALL_PT, TEXT_PT

MATRIX_IN = 4.4
NAME_IN = 3.05
BETWEEN_IN = 0.1
TITLE_IN, COLUMNS_IN = 0.3, 1.0


@dataclass(frozen=True)
class Flips:
    """Worlds by outcome under a (rows) and under b (columns), from best to worst.

    worlds: (outcomes, outcomes).
    """

    a: str
    b: str
    outcomes: tuple[str, ...]
    worlds: NDArray[np.int64]

    @property
    def total(self) -> int:
        """Number of worlds."""
        return int(self.worlds.sum())

    @property
    def changed(self) -> int:
        """Number of worlds whose outcome is another one under b."""
        return self.total - int(np.trace(self.worlds))


def draw_flips(figure: Figure, data: Flips, down_in: float, left_in: float) -> Axes:
    """Return the axes with the matrix of flips: blue where worlds changed their outcome.

    down_in, left_in: where the content of the plate leaves room for it and its names.
    """
    note(figure, 0, down_in, _title(data), fontsize=TEXT_PT, fontweight="bold")
    names = fitted(f"Rows: {data.a}. Columns: {data.b}.", TEXT_WIDTH_IN - 0.2, CAPTION_PT, 2)
    note(figure, 0, down_in + TITLE_IN, names, fontsize=CAPTION_PT, color=QUIET_INK)
    top_in = down_in + TITLE_IN + COLUMNS_IN
    high_in = MATRIX_IN - TITLE_IN - COLUMNS_IN
    wide_in = TEXT_WIDTH_IN - left_in
    ax = axes_at(figure, left_in, top_in, wide_in, high_in)
    size = len(data.outcomes)
    most = max(int((data.worlds * ~np.eye(size, dtype=bool)).max()), 1)
    for row, column in np.ndindex(size, size):
        _draw_cell(ax, row, column, int(data.worlds[row, column]), most)
    _name_cells(ax, data, wide_in / size - BETWEEN_IN)
    return ax


def _name_cells(ax: Axes, data: Flips, column_in: float) -> None:
    """Name the columns above and the rows at the left, and draw no other lines."""
    size = len(data.outcomes)
    ax.set_xlim(-0.5, size - 0.5)
    ax.set_ylim(size - 0.5, -0.5)
    ax.set_xticks(range(size), [fitted(name, column_in, CAPTION_PT, 4) for name in data.outcomes])
    ax.set_yticks(range(size), [fitted(name, NAME_IN, SMALL_PT, 1) for name in data.outcomes])
    ax.tick_params(length=0)
    ax.tick_params(axis="x", labelsize=CAPTION_PT, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)


def _draw_cell(ax: Axes, row: int, column: int, worlds: int, most: int) -> None:
    """Draw one cell: grey on the diagonal, elsewhere the bluer the more worlds."""
    stayed = row == column
    shade = worlds / most
    blue = (1 - 0.75 * shade, 1 - 0.45 * shade, 1 - 0.2 * shade)
    ax.add_patch(_cell(row, column, "#F2F2F2" if stayed else blue))
    moved = bool(worlds) and not stayed
    text = ax.text(column, row, whole(worlds), ha="center", va="center", fontsize=SMALL_PT)
    text.set(color=INK if moved else QUIET_INK, fontweight="bold" if moved else "normal")


def _cell(row: int, column: int, colour: ColorType) -> Rectangle:
    return Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=colour, edgecolor=HAIRLINE, lw=0.8)


def _title(data: Flips) -> str:
    """Return how many worlds changed, as it stands above the matrix."""
    share = per_cent(data.changed / max(data.total, 1))
    changed, total = whole(data.changed), counted(data.total, "world")
    return f"The outcome changes in {changed} of {total} ({share})"
