"""Intervals that show how much of a number is the luck of the worlds that were drawn.

They cover Monte Carlo error alone: more worlds make them narrower. What the dials do not know and
what the rules leave out are other uncertainties, and no interval of this folder speaks of them.
"""

from contactline.study.intervals.lasting import (
    MeanDifference,
    days_reached,
    mean_difference,
    restricted_values,
    share_values,
)
from contactline.study.intervals.means import (
    Bands,
    MeanInterval,
    mean_interval,
    quantile_bands,
    share_interval,
)
from contactline.study.intervals.shares import (
    errors_apart,
    level_of_pairs,
    paired_share_interval,
    simultaneous,
    wilson,
)
from contactline.study.intervals.survival import KaplanMeier, survival

__all__ = [
    "Bands",
    "KaplanMeier",
    "MeanDifference",
    "MeanInterval",
    "days_reached",
    "errors_apart",
    "level_of_pairs",
    "mean_difference",
    "mean_interval",
    "paired_share_interval",
    "quantile_bands",
    "restricted_values",
    "share_interval",
    "share_values",
    "simultaneous",
    "survival",
    "wilson",
]
