"""How many worlds are enough: how far a mean may lie from that of endlessly many worlds.

What is told here is Monte Carlo error alone, which more worlds make smaller; what the dials do not
know they do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from contactline.errors import RunError
from contactline.study.ensemble import Results
from contactline.study.intervals import mean_difference, share_interval
from contactline.study.measured import check_measure, measured, nothing_to_share

type Values = NDArray[np.float64]

LEVEL_SCORE, POWER_SCORE = 1.959964, 0.841621
"""Of the normal distribution: a 95 % interval, and four of five times."""

FEWEST, STEP = 25, 2.0


@dataclass(frozen=True)
class ReachSeen:
    """How far the 95 % interval reaches to either side in the first `worlds` worlds of a run.

    reach: half of what lies between its ends, low and high; of a share these need not lie as far
    from it to either side.
    """

    worlds: int
    mean: float
    reach: float
    low: float
    high: float


@dataclass(frozen=True)
class Enough:
    """How the error of a measure, or of its difference between two scenarios, falls with worlds.

    a, b: the scenarios, `b` less `a`; b is "" for one alone. mean: of the measure or difference.
    spread: its standard deviation among worlds, over all worlds of the run, those without a value
    too. apart: the same, had each scenario luck of its own; NaN for one alone. seen: in the first
    worlds of the run, then twice as many, and so on.
    """

    measure: str
    a: str
    b: str
    worlds: int
    seed: int
    mean: float
    spread: float
    apart: float
    seen: tuple[ReachSeen, ...]

    @property
    def within_noise(self) -> bool:
        """Return whether a difference is not told from none in the worlds that were run."""
        low, high = self.interval
        return bool(self.b) and low <= 0 <= high

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the mean in all worlds of the run."""
        return self.seen[-1].low, self.seen[-1].high

    @property
    def times_apart(self) -> float:
        """Return how many times as many worlds it would take with luck of their own."""
        return (self.apart / self.spread) ** 2

    def reach(self, worlds: int) -> float:
        """Return how far the 95 % interval reaches to either side in so many worlds."""
        return LEVEL_SCORE * self.spread / sqrt(worlds)

    def needed(self, reach: float) -> int:
        """Return in how many worlds the 95 % interval reaches no further to either side."""
        return ceil((LEVEL_SCORE * self.spread / reach) ** 2)

    def to_tell(self, difference: float) -> int:
        """Return in how many worlds a difference is told from none four times in five."""
        return ceil(((LEVEL_SCORE + POWER_SCORE) * self.spread / difference) ** 2)


def enough(a: Results, b: Results | None = None, *, measure: str) -> Enough:
    """Return how the error of a measure falls with the number of worlds.

    a, b: runs of the same worlds, or one run alone. measure: as in `swings`. Raises RunError where
    runs are of other worlds, or nothing varies.
    """
    outcomes = check_measure(measure)
    _check_same_worlds(a, b)
    of_a = measured(a, measure)
    share = bool(outcomes)
    if b is None and (nothing := nothing_to_share(of_a, measure)):
        raise RunError(f"{nothing} Take more worlds, or ask for another measure.")
    of_b = measured(b, measure) if b is not None else None
    seen = tuple(_seen(of_a, of_b, many, share=share) for many in _ladder(of_a.size))
    last = seen[-1]
    if not np.isfinite(last.reach) or last.reach == 0:
        raise RunError(
            f"{measure} does not differ in any of these {of_a.size:,} worlds, so nothing says how "
            "it varies. Take more worlds, or ask for another measure."
        )
    return Enough(
        measure=measure,
        a=a.scenario.name,
        b=b.scenario.name if b else "",
        worlds=of_a.size,
        seed=a.seed,
        mean=last.mean,
        spread=last.reach * sqrt(of_a.size) / LEVEL_SCORE,
        apart=np.nan if of_b is None else _apart(of_a, of_b),
        seen=seen,
    )


def _check_same_worlds(a: Results, b: Results | None) -> None:
    """Raise RunError for runs that are not of the same worlds."""
    if b is not None and (a.seed, a.worlds) != (b.seed, b.worlds):
        raise RunError(
            f"Both runs must be of the same worlds. Got {a.worlds:,} of seed {a.seed} and "
            f"{b.worlds:,} of seed {b.seed}."
        )


def _seen(of_a: Values, of_b: Values | None, worlds: int, *, share: bool) -> ReachSeen:
    """Return mean and reach in the first worlds: of b less a, or of a alone."""
    if of_b is not None:
        mean, low, high = mean_difference(of_a[:worlds], of_b[:worlds], share=share)[2:]
    elif share:
        mean, low, high, _ = share_interval(of_a[:worlds])
    else:
        nothing = np.zeros(worlds)
        mean, low, high = mean_difference(nothing, of_a[:worlds])[2:]
    return ReachSeen(worlds, float(mean), float(high - low) / 2, float(low), float(high))


def _ladder(worlds: int) -> Iterator[int]:
    """Yield 25, 50, 100 and so on, and last the number of worlds itself."""
    many = FEWEST
    while many < worlds:
        yield many
        many = round(many * STEP)
    yield worlds


def _apart(of_a: Values, of_b: Values) -> float:
    """Return the spread of a difference between runs with luck of their own, over all worlds."""
    parts = [(np.nanvar(one, ddof=1), np.mean(~np.isnan(one))) for one in (of_a, of_b)]
    return sqrt(sum(variance / known for variance, known in parts))
