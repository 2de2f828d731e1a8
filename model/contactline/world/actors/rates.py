"""What comes by chance comes at a rate a day, so that little turns on how often one looks."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask


def at_a_rate(uniform: Array, days: float, mean_days: Array) -> Mask:
    """Return where what comes once in `mean_days` on average comes within `days`, (..., worlds).

    uniform: in (0, 1), of that shape. mean_days: broadcast to it.
    """
    comes: Mask = uniform < 1 - np.exp(-days / np.maximum(mean_days, 1e-9))
    return comes
