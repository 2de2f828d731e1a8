"""The numbers of a table of stances: what each may be, and what a cell is told that holds another.

Capabilities go up to 1e30, so that no sum or power of them is too large for the models.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite

from contactline.bargaining.tables.cells import Cell, Faults
from contactline.bargaining.tables.stances import HUNDRED, Scale
from contactline.scenario.scalars import shown

_NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf(inity)?)|n/?a", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+", re.ASCII)


@dataclass(frozen=True)
class Quantity:
    """A number from low to high. above, outside: advice for one that is not.

    `above` is for one that is too large. known: that numbers lie outside is known and noted.
    """

    name: str
    low: float
    high: float
    above: str = ""
    outside: str = ""
    known: bool = False

    @property
    def range(self) -> str:
        """The numbers allowed, in words."""
        if self.high == LARGEST:
            return f"from {_short(self.low)} up"
        return f"from {_short(self.low)} to {_short(self.high)}"


LARGEST = 1e30
CAPABILITY = Quantity("capability", 0, LARGEST)
SALIENCE = Quantity("salience", 0, 1, above=". Is it in per cent? Divide by 100")
SALIENCE_PERCENT = Quantity("salience", 0, 100)


def position_on(scale: Scale) -> Quantity:
    """Return what a position on a scale may be."""
    advice = ". If the table has another scale, name its ends with --scale LOW HIGH"
    return Quantity("position", *scale, outside=advice if scale == HUNDRED else "")


@dataclass(frozen=True)
class Number:
    """A number with its cell; None where the cell holds none that may stand there."""

    cell: Cell
    value: float | None


def read_number(cell: Cell, quantity: Quantity, whose: str, faults: Faults) -> Number:
    """Return the number of a cell, bit for bit as written, or None and a fault. whose: a name."""
    value, wrong = _value_of(cell.text, quantity)
    if wrong:
        faults.note(cell, f"{quantity.name} of {whose}: {wrong}")
    return Number(cell, value)


def number_in(text: str) -> float | None:
    """Return the finite number that a text is, or None."""
    value = float(text) if _NUMBER.fullmatch(text) else None
    return value if value is not None and isfinite(value) else None


def _value_of(text: str, quantity: Quantity) -> tuple[float | None, str]:
    """Return the value of a text and nothing, or None and what is wrong with it."""
    if _NUMBER.fullmatch(text):
        value = float(text) + 0.0  # -0.0 becomes 0.0
        wrong = _outside(value, quantity)
        return (None, wrong) if wrong else (value, "")
    if _NOT_FINITE.fullmatch(text):
        return None, f"must be a finite number, got {shown(text)}"
    advice = ""
    if _DECIMAL_COMMA.fullmatch(text):
        advice = ". Write a point before the decimals"
    elif text.endswith("%"):
        advice = ". Write the number alone"
    got = shown(text or None)
    return None, f"must be a number {quantity.range}, got {got}{advice}"


def _outside(value: float, quantity: Quantity) -> str:
    if not isfinite(value):
        return f"must be a finite number, got {shown(value)}"
    if quantity.known or quantity.low <= value <= quantity.high:
        return ""
    if value > quantity.high == LARGEST:
        return f"must be at most {LARGEST:g}, got {shown(value)}"
    advice = quantity.above if value > quantity.high else ""
    return f"must be {quantity.range}, got {shown(value)}{advice or quantity.outside}"


def _short(number: float) -> str:
    return f"{number:.12g}"
