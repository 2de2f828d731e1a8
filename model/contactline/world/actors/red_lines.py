"""Red lines: the lowest and the highest position on each issue that a side would sign."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.world.postures import LEVEL, OBSERVERS


def crosses(terms: Array, at_least: Array, at_most: Array) -> Mask:
    """Return where terms cross a red line, (...): all (issues, ...)."""
    crossed: Mask = ((terms < at_least - 1e-9) | (terms > at_most + 1e-9)).any(axis=0)
    return crossed


def without_nato(at_most: Array, bears_it: Mask) -> Array:
    """Return Russia's line on foreign troops where soldiers would wear NATO's badge, (worlds,).

    at_most: its line on others. bears_it: where its line on alignment leaves room for NATO;
    elsewhere it has neutral observers at most.
    """
    return np.where(bears_it, at_most, np.minimum(at_most, LEVEL[OBSERVERS]))
