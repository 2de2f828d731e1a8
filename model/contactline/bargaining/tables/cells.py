"""A cell of a table, what it may hold, and the faults found among cells.

Capabilities go up to 1e30, so that no sum or power of them is too large for the models. A number
may be written with a decimal comma where the whole file is, and with groups of thousands where the
mark between them can be nothing else in the file: "1,250" alone can be 1.25, and is refused.
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
# One mark and three digits: decimals or thousands.
_THREE_DIGITS = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED = re.compile(
    rf"[-+]?\d{{1,3}}(?:(?P<gap>[{_GAPS}])\d{{3}}(?:(?P=gap)\d{{3}})*"
    r"|(?:,\d{3}){2,}|(?:,\d{3})+(?=\.))"
    r"(?:\.\d+)?",
    re.ASCII,
)
_GROUP_MARK = re.compile(rf"[{_GAPS},]")
# Marks that can be nothing but separators of thousands, and those that are where some are so.
_POINTS_GROUP = re.compile(r"[-+]?\d{1,3}((\.\d{3}){2,}|(\.\d{3})+,\d+)", re.ASCII)
_COMMAS_GROUP = re.compile(r"[-+]?\d{1,3}((,\d{3}){2,}|(,\d{3})+\.\d+)", re.ASCII)
_GROUPS = {
    ".": re.compile(r"[-+]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?", re.ASCII),
    ",": re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII),
}
_RANGE = re.compile(r"\d[\d.,]*%?\s*(?:-|–|—|\.\.+|…|to|bis|à)\s*\d[\d.,]*%?")
_AND_MORE = re.compile(
    r"[~≈<>≤≥±]?\s*((c|ca|approx|about)\b\.?\s*)?[-+]?[0-9][0-9.,]*(\s*[%^*(\[a-zA-Z].*)?",
    re.IGNORECASE,
)
_MINUS = "\N{MINUS SIGN}"
# What people write where they have no number, in place of one.
_NO_NUMBER = frozenset(
    (
        ".", "..", "...", "…", "-", "--", "–", "—", "?", "na", "n/a", "#n/a", "n.a.", "n. a.",
        "none", "null", "missing", "unknown", "not available", "no data", "n.d.", "n/d",
        "k.a.", "k. a.", "keine angabe", "unbekannt", "s.o.", "inconnu", "н/д", "н. д.",
        "немає даних", "невідомо",
    )
)  # fmt: skip


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
        return self.text.casefold() in ("", "nan") or self.stands_for_none

    @property
    def stands_for_none(self) -> bool:
        """Whether it holds a person's word for that there is no number, such as "n/a" or "-".

        NaN is none: a program writes it, and what is wrong may lie there.
        """
        return self.text.casefold() in _NO_NUMBER


type Row = Sequence[Cell]

START = Cell("", 1, 1)


@dataclass
class Faults:
    """The faults of one file, collected so that all of them can be shown at once.

    row_lost: whether a row could not be read, so that what seems missing may stand in it. guesses:
    what was guessed or is in doubt, one sentence each. decimal_comma: whether numbers are written
    so. groups: the mark that separates thousands, where some number shows it. hint: where else the
    table may stand, added to what is wrong with a heading.
    """

    file: str
    found: list[Fault] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    row_lost: bool = False
    guesses: list[str] = field(default_factory=list)
    decimal_comma: bool = False
    groups: str = ""
    hint: str = ""

    def guess(self, text: str) -> None:
        """Keep a sentence on what was guessed or is in doubt, once."""
        if text not in self.guesses:
            self.guesses.append(text)

    def number(self, cell: Cell) -> float | None:
        """Return the finite number of a cell, or None."""
        text = cell.text
        if self.groups and _GROUPS[self.groups].fullmatch(text):
            text = text.replace(self.groups, "")
        elif self.decimal_comma and "." in text and _THREE_DIGITS.fullmatch(text):
            return None
        return number_in(text, decimal_comma=self.decimal_comma)

    def learn_marks(self, cells: Iterable[Cell]) -> None:
        """Learn from all numbers what commas and points among their digits are, and say it."""
        texts = [cell.text.removesuffix("%").strip().replace(_MINUS, "-") for cell in cells]
        self.decimal_comma = _has_decimal_commas(texts)
        mark, certain = (".", _POINTS_GROUP) if self.decimal_comma else (",", _COMMAS_GROUP)
        self.groups = mark if any(map(certain.fullmatch, texts)) else ""
        if self.decimal_comma:
            points = ", and points as separators of thousands" if self.groups else ""
            self.guess(f"Commas in numbers are read as decimal commas{points}.")

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
    """Return a quantity of which the texts that are no numbers for one reason are one fault."""
    wrong = [one for one in cells if one.text and faults.number(one) is None]
    told: set[Cell] = set()
    for kind in dict.fromkeys(_kind(one.text, faults) for one in wrong):
        alike = [one for one in wrong if _kind(one.text, faults) == kind]
        if kind and len(alike) > 1:
            told.update(alike)
            got = f"got {shown(alike[0].text)} and {len(alike) - 1} more {kind[0]}"
            must = f"{quantity.name} must be a number {quantity.range}"
            faults.note(alike[0], f"{must}, {got}. {kind[1]}")
    return replace(quantity, told=frozenset(told))


def _kind(text: str, faults: Faults) -> tuple[str, str] | None:
    """Return what is wrong with a text that is no number, in short, and what to do about it."""
    decimal = "comma" if faults.decimal_comma else "point"
    if _THREE_DIGITS.fullmatch(text):
        kind = "with a point" if "." in text else "with a comma"
        return kind, f"Leave out the separator of thousands, or write a {decimal} before decimals"
    if _POINTS_GROUP.fullmatch(text):
        return "with points", "Leave out the separators of thousands"
    if _WITH_COMMA.fullmatch(text):
        return "with a comma", "Write a point before the decimals"
    if _RANGE.fullmatch(text):
        return "with two ends", "Write one number, such as the middle"
    if not _NUMBER.fullmatch(text) and _AND_MORE.fullmatch(text):
        return "with something beside it", "Write the number alone"
    return None


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


def _has_decimal_commas(texts: Sequence[str]) -> bool:
    """Return whether some number has a decimal comma for certain, and none a decimal point.

    A point before three digits is none for certain.
    """
    commas = [one for one in texts if _WITH_COMMA.fullmatch(one) or _POINTS_GROUP.fullmatch(one)]
    certain = any("," in one and not _THREE_DIGITS.fullmatch(one) for one in commas)
    points = (one for one in texts if _WITH_POINT.fullmatch(one))
    return certain and all(map(_THREE_DIGITS.fullmatch, points))


def quantity_in(cell: Cell, quantity: Quantity, whose: str, faults: Faults) -> float | None:
    """Return the number of a cell, bit for bit as written, or None and a fault. whose: a name.

    What is wrong with the same quantity of the same in several cells is told at the first.
    """
    value = faults.number(cell)
    if value is None and cell in quantity.told:
        return None
    wrong = _no_number(cell.text, quantity, faults) if value is None else _outside(value, quantity)
    text = f"{quantity.name} of {whose}: {wrong}"
    if wrong and text not in faults.texts:
        faults.note(cell, text)
    return None if wrong else value


def _no_number(text: str, quantity: Quantity, faults: Faults) -> str:
    kind = _kind(text, faults)
    if _NUMBER.fullmatch(text) and kind is None:
        return f"must be a finite number, got {shown(float(text))}"
    must = "a finite number" if _NOT_FINITE.fullmatch(text) else f"a number {quantity.range}"
    return f"must be {must}, got {shown(text or None)}{f'. {kind[1]}' if kind else ''}"


def _outside(value: float, quantity: Quantity) -> str:
    if quantity.known or quantity.low <= value <= quantity.high:
        return ""
    if value > quantity.high == LARGEST:
        return f"must be at most {LARGEST:g}, got {shown(value)}"
    advice = quantity.above if value > quantity.high else ""
    return f"must be {quantity.range}, got {shown(value)}{advice or quantity.outside}"
