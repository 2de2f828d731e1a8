"""A cell of a table, what it may hold, and the faults found among cells.

Capabilities go up to 1e30, so that no sum or power of them is too large for the models. A number
may be written with a decimal comma where the whole file is, and with groups of thousands where they
can be nothing else: "1,250" alone can be 1.25, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite

from contactline.bargaining.tables.stances import HUNDRED, Scale
from contactline.errors import Fault, TableError
from contactline.scenario.scalars import shown

MOST_LETTERS = 200
LARGEST = 1e30
_NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf(inity)?)|n/?a", re.IGNORECASE)
_GAPS = " \u00a0\u2007\u2009\u202f'’"
_WITH_COMMA = re.compile(
    rf"[-+]?(\d*|\d{{1,3}}(?P<gap>[{_GAPS}])\d{{3}}((?P=gap)\d{{3}})*),\d+([eE][-+]?\d+)?", re.ASCII
)
_WITH_POINT = re.compile(r"[-+]?\d*\.\d+([eE][-+]?\d+)?", re.ASCII)
_THREE_DIGITS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}", re.ASCII)
_GROUPED = re.compile(
    rf"[-+]?\d{{1,3}}(?:(?P<gap>[{_GAPS}])\d{{3}}(?:(?P=gap)\d{{3}})*"
    r"|(?:,\d{3}){2,}|(?:,\d{3})+(?=\.))"
    r"(?:\.\d+)?",
    re.ASCII,
)
_GROUP_MARK = re.compile(rf"[{_GAPS},]")
# Points that can be nothing but separators of thousands.
_POINTS_GROUP = re.compile(r"[-+]?\d{1,3}((\.\d{3}){2,}|(\.\d{3})+,\d+)", re.ASCII)
_MINUS = "\N{MINUS SIGN}"
# What people write where they have no number.
_NOTHING = frozenset(("", ".", "-", "–", "—", "?", "na", "n/a", "nan", "none", "null"))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, without quotes and without the spaces around it.

    `column` counts characters of the line from 1, up to the first of the cell; a quote around it
    is its first. An empty cell lies where it would begin.
    """

    text: str
    line: int
    column: int

    @property
    def says_nothing(self) -> bool:
        """Whether it is empty, or holds a word for that there is no number."""
        return self.text.casefold() in _NOTHING


type Row = Sequence[Cell]

START = Cell("", 1, 1)


@dataclass
class Faults:
    """The faults of one file, collected so that all of them can be shown at once.

    row_lost: whether a row could not be read, so that what seems missing may stand in it. guesses:
    what was guessed or is in doubt, one sentence each. decimal_comma: whether numbers are written
    so. hint: where else the table may stand, added to what is wrong with a heading.
    """

    file: str
    found: list[Fault] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    row_lost: bool = False
    guesses: list[str] = field(default_factory=list)
    decimal_comma: bool = False
    hint: str = ""

    def guess(self, text: str) -> None:
        """Keep a sentence on what was guessed or is in doubt, once."""
        if text not in self.guesses:
            self.guesses.append(text)

    def number(self, cell: Cell) -> float | None:
        """Return the finite number of a cell, or None."""
        return number_in(cell.text, decimal_comma=self.decimal_comma)

    def note(self, cell: Cell, text: str) -> None:
        """Note that something is wrong at a cell."""
        self.found.append(Fault(self.file, cell.line, cell.column, text))
        self.texts.add(text)

    def lose_row(self, cell: Cell, text: str) -> None:
        """Note something that makes a row unreadable."""
        self.row_lost = True
        self.note(cell, text)

    def tell(self) -> None:
        """Raise TableError with all that was noted, if anything was."""
        if self.found:
            raise TableError(self.found)

    def refuse(self, cell: Cell, text: str) -> TableError:
        """Return the error to raise at once, with all that was noted before."""
        self.note(cell, text)
        return TableError(self.found)


@dataclass(frozen=True)
class Quantity:
    """A number from low to high. above, outside: advice for one that is not.

    `above` is for one that is too large. known: that numbers lie outside is known and noted.
    told: cells that hold no number, which is noted.
    """

    name: str
    low: float
    high: float
    above: str = ""
    outside: str = ""
    known: bool = False
    told: frozenset[Cell] = frozenset()

    @property
    def range(self) -> str:
        """The numbers allowed, in words."""
        up_to = "up" if self.high == LARGEST else f"to {self.high:.12g}"
        return f"from {self.low:.12g} {up_to}"


CAPABILITY = Quantity("capability", 0, LARGEST)
SALIENCE = Quantity("salience", 0, 1, above=". Is it in per cent? Divide by 100")


def position_on(scale: Scale) -> Quantity:
    """Return what a position on a scale may be."""
    advice = ". If the table has another scale, name its ends with --scale LOW HIGH"
    return Quantity("position", *scale, outside=advice if scale == HUNDRED else "")


def told_once(cells: Sequence[Cell], quantity: Quantity, faults: Faults) -> Quantity:
    """Return a quantity of which the numbers with a comma, if there are several, are one fault."""
    commas = [
        one for one in cells if _WITH_COMMA.fullmatch(one.text) and faults.number(one) is None
    ]
    if len(commas) < 2:
        return quantity
    got = f"got {shown(commas[0].text)} and {len(commas) - 1} more with a comma"
    must = f"{quantity.name} must be a number {quantity.range}"
    faults.note(commas[0], f"{must}, {got}{_comma_advice(commas)}")
    return replace(quantity, told=frozenset(commas))


def _comma_advice(cells: Iterable[Cell]) -> str:
    if all(_THREE_DIGITS.fullmatch(cell.text) for cell in cells):
        return ". Leave out the separator of thousands, or write a point before decimals"
    return ". Write a point before the decimals"


def name_in(cell: Cell, what: str, faults: Faults) -> str:
    """Return a name of at most 200 characters, or nothing and a fault. what: "an actor"."""
    if not cell.text:
        faults.lose_row(cell, f"must be the name of {what}, got nothing")
    if len(cell.text) <= MOST_LETTERS:
        return cell.text
    must = f"the name of {what} must be at most {MOST_LETTERS} characters long"
    faults.lose_row(cell, f"{must}, got {len(cell.text)}")
    return ""


def number_in(text: str, *, decimal_comma: bool = False) -> float | None:
    """Return the finite number that a text is, or None; -0 is 0."""
    text = text.replace(_MINUS, "-", 1) if text.startswith(_MINUS) else text
    if decimal_comma and _WITH_COMMA.fullmatch(text):
        text = _GROUP_MARK.sub("", text.replace(",", "."))
    elif _GROUPED.fullmatch(text):
        text = _GROUP_MARK.sub("", text)
    value = float(text) + 0.0 if _NUMBER.fullmatch(text) else None
    return value if value is not None and isfinite(value) else None


def has_decimal_commas(cells: Iterable[Cell]) -> bool:
    """Return whether some number among cells has a decimal comma for certain, and none a point."""
    texts = [cell.text.removesuffix("%").strip().replace(_MINUS, "-") for cell in cells]
    certain = any(_WITH_COMMA.fullmatch(one) and not _THREE_DIGITS.fullmatch(one) for one in texts)
    return certain and not any(map(_WITH_POINT.fullmatch, texts))


def quantity_in(cell: Cell, quantity: Quantity, whose: str, faults: Faults) -> float | None:
    """Return the number of a cell, bit for bit as written, or None and a fault. whose: a name.

    What is wrong with the same quantity of the same in several cells is told at the first.
    """
    value = faults.number(cell)
    if value is None and cell in quantity.told:
        return None
    wrong = _no_number(cell.text, quantity) if value is None else _outside(value, quantity)
    text = f"{quantity.name} of {whose}: {wrong}"
    if wrong and text not in faults.texts:
        faults.note(cell, text)
    return None if wrong else value


def _no_number(text: str, quantity: Quantity) -> str:
    if _NUMBER.fullmatch(text):
        return f"must be a finite number, got {shown(float(text))}"
    advice = ""
    if _WITH_COMMA.fullmatch(text):
        advice = _comma_advice([Cell(text, 1, 1)])
    elif _POINTS_GROUP.fullmatch(text):
        advice = ". Leave out the separators of thousands"
    elif text.endswith("%"):
        advice = ". Write the number alone"
    kind = "a finite number" if _NOT_FINITE.fullmatch(text) else f"a number {quantity.range}"
    return f"must be {kind}, got {shown(text or None)}{advice}"


def _outside(value: float, quantity: Quantity) -> str:
    if quantity.known or quantity.low <= value <= quantity.high:
        return ""
    if value > quantity.high == LARGEST:
        return f"must be at most {LARGEST:g}, got {shown(value)}"
    advice = quantity.above if value > quantity.high else ""
    return f"must be {quantity.range}, got {shown(value)}{advice or quantity.outside}"
