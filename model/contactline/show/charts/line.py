"""Violations along the line: means over the worlds in a ceasefire, and their colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, LogNorm, Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contactline.language import marked, say
from contactline.show.charts.places import axes_at
from contactline.show.charts.style import CAPTION_PT, SCENARIO_LOOKS
from contactline.show.charts.subject import title_of
from contactline.show.sheets.sheet import NONE
from contactline.show.words.numbers import brief
from contactline.study.ensemble import Results

DECADES = 3
COLOURS = 255
"""Of the bar: an odd number, so that no edge between two lies in the middle of a pixel."""
BAR_IN, BAR_ROOM_IN = 0.15, 1.3
COLOUR_TITLE = marked("mean violations per\nsector and week (log)")
CHANGE_TITLE = marked("more or fewer than\nin the reference")
REACHES = (10, 20, 50, 100, 200)
"""How far the scale of changes may reach, in per cent."""

type BarPlace = tuple[float, float, float]
"""Of a bar of colours: left edge, and top and height of the axes that it explains, in inches."""


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


def colour_bar(figure: Figure, norm: LogNorm, place: BarPlace) -> None:
    """Add the bar that explains the colours of violations, with plain numbers and its unit."""
    ax = _bar(figure, colour_map(), (float(norm.vmin or 0), float(norm.vmax or 1)), place)
    ax.set(yscale="log", ylabel=say(COLOUR_TITLE))
    ax.yaxis.set_major_formatter(lambda value, _: brief(value))
    ax.yaxis.set_minor_formatter("")


def change_bar(figure: Figure, norm: Normalize, place: BarPlace) -> None:
    """Add the bar that explains the colours of changes against the reference, in per cent."""
    reach = float(norm.vmax or 1)
    ax = _bar(figure, change_map(), (-reach, reach), place)
    ax.set(ylabel=say(CHANGE_TITLE))
    ax.set_yticks([-reach, 0, reach], [f"−{reach:.0f} %", "0", f"+{reach:.0f} %"])


def _bar(figure: Figure, colours: Colormap, ends: tuple[float, float], place: BarPlace) -> Axes:
    """Return the axes of a bar of colours from its low to its high end, a little shorter."""
    left_in, down_in, high_in = place
    ax = axes_at(figure, left_in, down_in + 0.08 * high_in, BAR_IN, 0.84 * high_in)
    ramp = np.linspace(0, 1, COLOURS)[:, None]
    options: dict[str, Any] = {"aspect": "auto", "interpolation": "none", "origin": "lower"}
    ax.imshow(ramp, colours, extent=(0, 1, *ends), **options)
    ax.set(xticks=[])
    ax.yaxis.tick_right()
    ax.yaxis.set_label_position("right")
    ax.yaxis.label.set(fontsize=CAPTION_PT)
    ax.spines[:].set_visible(True)
    return ax


def change_map() -> Colormap:
    """Return diverging colours: blue for fewer, vermilion for more, blank where unknown."""
    ends = (SCENARIO_LOOKS[1].colour, "#F5F2EC", SCENARIO_LOOKS[2].colour)
    found = LinearSegmentedColormap.from_list("fewer-more", ends)
    return found.with_extremes(bad=(1, 1, 1, 0))


def change_scale(changes: Sequence[NDArray[np.float64]]) -> Normalize:
    """Return a scale in per cent around nought, wide enough for all but the farthest few."""
    known = np.abs(np.concatenate([array.ravel() for array in changes]))
    known = known[np.isfinite(known)]
    far = float(np.quantile(known, 0.98)) if known.size else 0.0
    reach = next((reach for reach in REACHES if far <= reach), REACHES[-1])
    return Normalize(-reach, reach, clip=True)


def change_of(before: NDArray[np.float64], after: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return by how many per cent violations differ; NaN where there were none before."""
    with np.errstate(divide="ignore", invalid="ignore"):
        changed: NDArray[np.float64] = np.where(before > 0, 100 * (after / before - 1), np.nan)
    return changed


def by_direction(values: NDArray[np.float64], directions: Sequence[str]) -> NDArray[np.float64]:
    """Return values by sector, each as the mean of the sectors of its direction.

    values: (sectors, ...).
    """
    names = np.array(directions)
    found = np.empty_like(values)
    for name in dict.fromkeys(directions):
        found[names == name] = values[names == name].mean(axis=0)
    return found


def top_fifth_share(by_sector: NDArray[np.float64]) -> float:
    """Return the share of all violations in the busiest fifth of the sectors; 0 for none."""
    total = float(np.nansum(by_sector))
    busiest = np.sort(np.nan_to_num(by_sector))[::-1][: max(1, round(len(by_sector) / 5))]
    return float(busiest.sum()) / total if total else 0.0


def less(reference: str) -> str:
    """Return the title of what differs from a reference."""
    return say("Less {scenario}", scenario=say(reference))


def mean_text(values: NDArray[np.float64]) -> str:
    """Return the mean of some sectors as it stands in a table."""
    mean = float(np.mean(values))
    return NONE if np.isnan(mean) else brief(mean)
