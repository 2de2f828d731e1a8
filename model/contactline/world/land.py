"""Where the contact line lies on the scale of land, and what terms told from it amount to.

A text that freezes the line freezes it where it lies that day. So the middle of the scale moves
with the land that changes hands, while its ends stay: the borders of 1991, the four oblasts.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, bounded

MIDDLE, END = 50.0, 100.0
LEFT_OF_FOUR_OBLASTS_KM2 = 26_000.0
"""Land of the four oblasts in Ukrainian hands on day 0 (figure `oblasts-left`)."""
BEHIND_THE_LINE_KM2 = 108_000.0
"""Ukrainian land in Russian hands on day 0 (about; 18 % of the country)."""


def line_on_scale(area_km2: Array) -> Array:
    """Return where today's contact line lies on the scale of land, 0 to 100, (worlds,).

    50 on day 0. area_km2: land that Russia has gained since, below nought where it has lost.
    """
    half_km2 = np.where(area_km2 > 0, LEFT_OF_FOUR_OBLASTS_KM2, BEHIND_THE_LINE_KM2)
    line: Array = MIDDLE + MIDDLE * bounded(area_km2 / half_km2, -1, 1)
    return line


def told_from_line(position: Array, line: Array) -> Array:
    """Return the position on the scale of day 0 of land told from today's line, 0 to 100.

    50 is the line itself; 0 and 100 stay. Order is kept. position: broadcast to line, (worlds,).
    """
    told: Array = position + (line - MIDDLE) * (1 - np.abs(position - MIDDLE) / MIDDLE)
    return told


def as_told_from_line(position: Array, line: Array) -> Array:
    """Return how land is told from today's line: what `told_from_line` makes a position of."""
    beyond = MIDDLE + MIDDLE * (position - line) / np.maximum(END - line, 1e-9)
    told: Array = np.where(position > line, beyond, MIDDLE * position / np.maximum(line, 1e-9))
    return told
