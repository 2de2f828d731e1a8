"""Violations along the line: means over the worlds in a ceasefire, and their colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import matplotlib
import numpy as np
from matplotlib.colors import Colormap, LogNorm
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contactline.show.charts.figure import TEXT_WIDTH_IN
from contactline.show.charts.places import axes_at
from contactline.show.charts.subject import title_of
from contactline.show.sheets.sheet import NONE
from contactline.show.words.numbers import brief
from contactline.study.ensemble import Results

DECADES = 3
COLOURS = 255
"""Of the bar: an odd number, so that no edge between two lies in the middle of a pixel."""
BAR_IN, BAR_ROOM_IN = 0.15, 1.5
COLOUR_TITLE = "mean violations per sector\nand week (log scale)"


@dataclass(frozen=True)
class LineViolations:
    """Mean violations of one run over the worlds in a ceasefire.

    by_sector: (sectors,), over all weeks. by_week: (sectors, weeks). NaN without a ceasefire.
    worlds: (weeks,), worlds in a ceasefire. world_weeks: their sum.
    """

    scenario: str
    start: date
    by_sector: NDArray[np.float64]
    by_week: NDArray[np.float64]
    worlds: NDArray[np.int64]

    @property
    def world_weeks(self) -> int:
        """Number of weeks in a ceasefire, summed over worlds."""
        return int(self.worlds.sum())


def line_data(run: Results) -> LineViolations:
    """Return the mean violations per sector and week of one run."""
    counts = np.asarray(run.line_violations, dtype=np.float64)
    worlds = np.asarray(run.line_world_weeks)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_week = np.where(worlds[:, None] > 0, counts / worlds[:, None], np.nan).T
        by_sector = (
            counts.sum(axis=0) / worlds.sum() if worlds.sum() else np.full(counts.shape[1], np.nan)
        )
    return LineViolations(title_of(run), run.scenario.date, by_sector, by_week, worlds)


def colour_map() -> Colormap:
    """Return sequential colours: pale for few, dark for many, blank where nothing is known."""
    return matplotlib.colormaps["YlOrBr"].with_extremes(bad=(1, 1, 1, 0))


def colour_scale(values: Sequence[NDArray[np.float64]]) -> LogNorm:
    """Return one log scale for all: up to the largest, down by at most three powers of ten."""
    known = np.concatenate([array.ravel() for array in values])
    known = known[~np.isnan(known) & (known > 0)]
    if not known.size:
        return LogNorm(0.1, 1, clip=True)
    high = float(known.max())
    low = max(float(known.min()), high / 10**DECADES)
    return LogNorm(min(low, high / 2), high, clip=True)


def colour_bar(figure: Figure, norm: LogNorm, down_in: float, high_in: float) -> None:
    """Add the bar that explains the colours at the right, with plain numbers and its unit.

    down_in, high_in: where the axes stand that it explains; it is a little shorter.
    """
    left_in = TEXT_WIDTH_IN - BAR_ROOM_IN + 0.2
    ax = axes_at(figure, left_in, down_in + 0.1 * high_in, BAR_IN, 0.8 * high_in)
    ends = (0, 1, float(norm.vmin or 0), float(norm.vmax or 1))
    colours = np.linspace(0, 1, COLOURS)[:, None]
    ax.set(yscale="log", ylabel=COLOUR_TITLE, xticks=[])
    ax.imshow(
        colours, colour_map(), aspect="auto", interpolation="none", origin="lower", extent=ends
    )
    ax.yaxis.tick_right()
    ax.yaxis.set_label_position("right")
    ax.yaxis.set_major_formatter(lambda value, _: brief(value))
    ax.yaxis.set_minor_formatter("")
    ax.spines[:].set_visible(True)


def top_fifth_share(by_sector: NDArray[np.float64]) -> float:
    """Return the share of all violations in the busiest fifth of the sectors; 0 for none."""
    total = float(np.nansum(by_sector))
    busiest = np.sort(np.nan_to_num(by_sector))[::-1][: max(1, round(len(by_sector) / 5))]
    return float(busiest.sum()) / total if total else 0.0


def mean_text(values: NDArray[np.float64]) -> str:
    """Return the mean of some sectors as it stands in a table."""
    mean = float(np.mean(values))
    return NONE if np.isnan(mean) else brief(mean)
