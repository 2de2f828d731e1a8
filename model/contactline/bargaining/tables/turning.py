"""Tables on their side: the first column holds the headings, and each other column is an actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import Cell, Faults, Row
from contactline.bargaining.tables.headings import (
    ITSELF,
    OTHER_WORD,
    kind_of,
    named_in,
    rank,
)
from contactline.bargaining.tables.separated import width_of

DEEPEST_FIRST_COLUMN = 24
LEAST_NAMED = 3


def upright(rows: Sequence[Row], faults: Faults) -> Sequence[Row]:
    """Return the rows, or the columns in their place where the first of them is the heading."""
    joined = _with_measures(rows)
    first = [row[0] for row in joined[:DEEPEST_FIRST_COLUMN]]
    position = any(rank(cell.text, "position") is not None for cell in first)
    if named_in(first) < LEAST_NAMED or not position:
        return rows
    width = max(map(width_of, joined))
    full = [[*row[:width], *[replace(row[-1], text="")] * (width - len(row))] for row in joined]
    faults.guess("Read on its side: each column is an actor.")
    return list(zip(*(row for row in full if width_of(row) > 1), strict=True))


def _with_measures(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows whose second cell says what their numbers are with one heading of both.

    So a row of "aid" and "position" is one of "aid position", as the heading of a column would be.
    """
    body = [row for row in rows[1:] if len(row) > LEAST_NAMED]
    measures = all(kind_of(row[1].text) or _is_able(row[1]) for row in body)
    if not body or not measures or rank(rows[0][0].text, "actor") is not None:
        return rows
    return [
        [replace(row[0], text=f"{row[0].text} {row[1].text}" if at else "actor"), *row[2:]]
        for at, row in enumerate([rows[0], *body])
    ]


def _is_able(cell: Cell) -> bool:
    return rank(cell.text, "capability") in (ITSELF, OTHER_WORD)
