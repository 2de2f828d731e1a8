"""Red lines: the lowest and the highest position on each issue that a side would sign."""

from __future__ import annotations

from contactline.arrays import Array, Mask


def crosses(terms: Array, at_least: Array, at_most: Array) -> Mask:
    """Return where terms cross a red line, (...): all (issues, ...)."""
    crossed: Mask = ((terms < at_least - 1e-9) | (terms > at_most + 1e-9)).any(axis=0)
    return crossed
