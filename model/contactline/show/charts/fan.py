"""A fan: the median of a quantity over the weeks, with the bands of half and nine in ten worlds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from contactline.language import marked
from contactline.world.weekly import Histogram

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
SPREAD_NOTE = marked(
    "line: median; bands: intervals of 50 % and 90 % of these worlds, week by week (their spread, "
    "not an error)"
)


@dataclass(frozen=True)
class Fan:
    """Quantiles of a weekly quantity and up to three single worlds.

    quantiles: (5, weeks) at 5, 25, 50, 75 and 95 %, NaN in weeks without a value.
    samples: (weeks, 0 to 3).
    """

    quantiles: NDArray[np.float64]
    samples: NDArray[np.float64]

    @property
    def weeks(self) -> int:
        """Number of weeks."""
        return int(self.quantiles.shape[1])

    @property
    def median(self) -> NDArray[np.float64]:
        """The median, by week."""
        median: NDArray[np.float64] = self.quantiles[2]
        return median

    @property
    def top(self) -> float:
        """The largest value drawn, 0 if there is none."""
        known = np.concatenate([self.quantiles.ravel(), self.samples.ravel()])
        known = known[~np.isnan(known)]
        return float(known.max()) if known.size else 0.0


def fan_data(weekly: Histogram, samples: NDArray[np.float64] | None = None) -> Fan:
    """Return the fan of a weekly quantity, with the samples of shape (weeks, up to 3) if given."""
    quantiles = np.asarray(weekly.quantiles(SHARES), dtype=np.float64)
    none = np.empty((quantiles.shape[1], 0))
    return Fan(quantiles, none if samples is None else np.asarray(samples, dtype=np.float64)[:, :3])


def with_some(weekly: Histogram) -> Histogram:
    """Return a weekly amount among the worlds that have some of it that week."""
    return Histogram(weekly.values, np.where(weekly.values > 0, weekly.counts, 0))


def share_with_some(weekly: Histogram) -> NDArray[np.float64]:
    """Return the share of worlds that have some of an amount, by week."""
    share: NDArray[np.float64] = with_some(weekly).n / np.maximum(weekly.n, 1)
    return share


def known_where(fan: Fan, where: NDArray[np.bool_]) -> Fan:
    """Return the fan with its bands in these weeks alone."""
    return Fan(np.where(where, fan.quantiles, np.nan), fan.samples)


def draw_fan(ax: Axes, fan: Fan, colour: str, *, width_pt: float = 2.4) -> Axes:
    """Return the axes with the two bands, the samples and the median on top."""
    at = np.arange(fan.weeks)
    low90, low50, median, high50, high90 = fan.quantiles
    ax.fill_between(at, low90, high90, color=colour, alpha=0.2, linewidth=0)
    ax.fill_between(at, low50, high50, color=colour, alpha=0.35, linewidth=0)
    if fan.samples.size:
        ax.plot(at, fan.samples, color="#333333", lw=0.8, alpha=0.75)
    ax.plot(at, median, color=colour, lw=width_pt)
    return ax
