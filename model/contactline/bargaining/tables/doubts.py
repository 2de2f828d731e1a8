"""Doubts about a table: positions that fill only a sliver of the scale they are read on."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.bargaining.tables.cells import Faults
from contactline.bargaining.tables.form import ReadAs

# Positions on 0 to 100 that all lie below this, or within so many points, may be of another scale.
FEW_POINTS, NARROW = 10, 10


def doubt_scale(positions: Sequence[float], asked: ReadAs, faults: Faults) -> None:
    """Keep a doubt where no scale was named and all positions lie in a sliver of 0 to 100."""
    if asked.scale is not None or not positions:
        return
    low, high = min(positions), max(positions)
    if high > FEW_POINTS and high - low >= NARROW:
        return
    ends = f"{low:.12g} {high:.12g}" if low < high else "LOW HIGH"
    way = "0 1" if high <= 1 else "0 10" if high <= FEW_POINTS else ends
    what = "If they are shares" if high <= 1 else "If the scale is another"
    here = (
        f"All positions lie from {low:.12g} to {high:.12g}"
        if low < high
        else f"All positions are {low:.12g}"
    )
    faults.guess(
        f"{here}, and are read on a scale from 0 to 100. {what}, name its ends, as --scale {way}."
    )
