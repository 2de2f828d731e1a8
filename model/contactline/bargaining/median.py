"""The weighted median: the position that no majority of capability times salience would leave.

Black (1948) with equal weights. On one issue it is the Condorcet winner of votes that fall
off evenly with distance only where preferences are single-peaked, as here.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array
from contactline.bargaining.model import Model
from contactline.bargaining.table import Table


def median(table: Table) -> Array:
    """Return the draft, (issues, worlds): the lowest position with half the weight below it.

    The weight of an actor is its capability times its salience on the issue. 50 where all
    weights are nought.
    """
    weights = table.weights
    order = np.argsort(table.positions, axis=0, kind="stable")
    positions = np.take_along_axis(table.positions, order, axis=0)
    below = np.add.accumulate(np.take_along_axis(weights, order, axis=0), axis=0)
    total = below[-1]
    at = np.argmax(below >= 0.5 * total, axis=0)
    draft = np.take_along_axis(positions, at[np.newaxis], axis=0)[0]
    return np.where(total > 0, draft, 50.0)


MEDIAN = Model(
    "median",
    "weighted median",
    "Black 1948",
    "the position no majority of weight would leave",
    formula=median,
)
