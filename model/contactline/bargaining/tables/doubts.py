"""Doubts about a table: positions in a sliver of their scale, capabilities far from the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contactline.bargaining.tables.cells import Cell, Faults
from contactline.bargaining.tables.form import ReadAs
from contactline.scenario.scalars import named

# Positions on 0 to 100 that all lie below this, or within so many points, may be of another scale.
FEW_POINTS, NARROW = 10, 10
# A capability so many times below or above all others may be written in another way.
FAR = 20
# Such whole numbers are large enough that one of a thousand or more may have a separator.
HUNDREDS = 100
_MAYBE_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{1,3}", re.ASCII)


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


def doubt_capabilities(cells: Sequence[tuple[str, Cell]], faults: Faults) -> None:
    """Keep a doubt on 1.25 beside 950, where a point may separate thousands, and on a lone 999."""
    read = {actor: (cell, faults.number(cell)) for actor, cell in cells}
    found = {actor: (cell, value) for actor, (cell, value) in read.items() if value}
    if len(found) < 2:
        return
    ordered = sorted(value for _, value in found.values())
    next_to_least, next_to_most = ordered[1], ordered[-2]
    for actor, (cell, value) in found.items():
        here = f"Capability {cell.text} of {named(actor)} is far"
        if value in (999, 9999) and value > FAR * next_to_most:
            way = "If it is a code for what is missing, give a number or leave the actor out"
            faults.guess(f"{here} above the others, up to {next_to_most:.12g}. {way}.")
        elif _MAYBE_THOUSANDS.fullmatch(cell.text) and next_to_least >= max(HUNDREDS, value * FAR):
            way = f"If thousands are separated in it, write {round(value * 1000)}"
            faults.guess(f"{here} below the others, from {next_to_least:.12g}. {way}.")
