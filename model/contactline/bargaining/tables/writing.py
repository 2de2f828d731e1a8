"""A table of stances as a plain table in CSV, which reads back as the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from contactline.bargaining.tables.formulas import inert
from contactline.bargaining.tables.headings import COLUMNS
from contactline.bargaining.tables.stances import Stances


def as_csv(stances: Stances) -> str:
    """Return the plain table: a row for each actor on each issue, positions from 0 to 100.

    Saliences from 0 to 1, every number with all its digits; a stance that is absent has salience 0
    and no position. A name that a spreadsheet would run as a formula has an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(stances))
    return text.getvalue()


def _rows(stances: Stances) -> Iterator[tuple[str, ...]]:
    table, absent = stances.table, set(stances.absent)
    for i, actor in enumerate(stances.actors):
        able = repr(float(table.capabilities[i, 0]))
        for j, issue in enumerate(stances.issues):
            position = "" if (i, j) in absent else repr(float(table.positions[i, j, 0]))
            yield inert(actor), inert(issue), able, position, repr(float(table.saliences[i, j, 0]))
