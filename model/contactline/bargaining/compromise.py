"""The compromise model: the mean of all positions, weighted by capability times salience.

Van den Bos (1991); the base model of the DECIDE project and the best performer on 353
decided issues of the European Union (figure `bargaining-error-compromise`).
"""

from __future__ import annotations

from contactline.arrays import Array
from contactline.bargaining.model import Model
from contactline.bargaining.table import Table, weighted_mean


def compromise(table: Table) -> Array:
    """Return the draft, (issues, worlds): sum(c s x) / sum(c s); 50 where nobody cares."""
    return weighted_mean(table.positions, table.weights)


COMPROMISE = Model(
    "compromise",
    "compromise model",
    "van den Bos 1991",
    "the mean of all positions, by weight",
    formula=compromise,
)
