"""Marks of footnotes behind numbers and names, such as 12^a, 40* or Russia¹, are taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import MOST_LETTERS, Cell, Faults, Row, number_in
from contactline.bargaining.tables.form import Saying
from contactline.bargaining.tables.headings import NUMBERS

_MARK = re.compile(r"(?<=\S)\s*(?P<mark>\\?\*+|[†‡§¶¹²³⁴-⁹ᵃᵇᶜ]+|\^\{?[a-z]\}?|\[[a-z]\])$")


def names_without_marks(rows: Sequence[Row], below: Sequence[Row], faults: Faults) -> list[Row]:
    """Return the rows without marks behind names that begin a note.

    below: the rows of notes.
    """
    noted = {_bare(row[0].text.split()[0]) for row in below if row[0].text}
    noted |= {one[0] for one in noted if one}
    body = [
        [_without(cell, faults) if _of(cell) in noted else cell for cell in row] for row in rows[1:]
    ]
    return [rows[0], *body]


def numbers_without_marks(sayings: Sequence[Saying], faults: Faults) -> list[Saying]:
    """Return what is said without marks behind its numbers."""
    return [
        replace(
            one,
            cells={
                name: _number(cell, faults) if name in NUMBERS else cell
                for name, cell in one.cells.items()
            },
        )
        for one in sayings
    ]


def _number(cell: Cell, faults: Faults) -> Cell:
    if _of(cell) and number_in(_MARK.sub("", cell.text), decimal_comma=True) is not None:
        return _without(cell, faults)
    return cell


def _of(cell: Cell) -> str:
    """Return the mark behind the text of a cell, or nothing."""
    found = _MARK.search(cell.text) if len(cell.text) <= MOST_LETTERS else None
    return _bare(found["mark"]) if found else ""


def _bare(mark: str) -> str:
    return mark.strip("\\^{}[]().:")


def _without(cell: Cell, faults: Faults) -> Cell:
    faults.guess("Marks of footnotes behind numbers and names are taken away.")
    return replace(cell, text=_MARK.sub("", cell.text))
