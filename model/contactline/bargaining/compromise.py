"""The compromise model: the mean of all positions, weighted by capability times salience.

Van den Bos (1991); the base model of the DECIDE project and the best performer on 353
decided issues of the European Union (figure `bargaining-error-compromise`).
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, ordered_sum
from contactline.bargaining.table import Table


def compromise(table: Table) -> Array:
    """Return the draft, (issues, worlds): sum(c s x) / sum(c s); 50 where nobody cares."""
    weights = table.weights
    return weighted_mean(table.positions, weights)


def weighted_mean(positions: Array, weights: Array) -> Array:
    """Return the mean over the first axis; the middle of the scale where all weights are 0."""
    total = ordered_sum(weights)
    mean = ordered_sum(weights * positions) / np.where(total > 0, total, 1)
    return np.where(total > 0, mean, 50.0)
