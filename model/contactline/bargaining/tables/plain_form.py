"""The plain form of a table of stances: one row for each actor on each issue."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.bargaining.tables.cells import Faults, Row, name_in
from contactline.bargaining.tables.form import Form, ReadAs, Saying, Statement
from contactline.bargaining.tables.headings import (
    COLUMNS,
    Heading,
    check_complete,
    heading_of,
    tell_columns,
)
from contactline.bargaining.tables.saying import stated
from contactline.bargaining.tables.separated import fitted, width_of
from contactline.bargaining.tables.stances import LONE_ISSUE


def read_plain(rows: Sequence[Row], asked: ReadAs, faults: Faults) -> list[Statement]:
    """Return what the rows below the heading say.

    Raises TableError where the heading does not say which column is which.
    """
    heading = heading_of(rows, asked, faults)
    check_complete(heading, rows[1:], faults)
    tell_columns(heading, (), faults)
    width = width_of(rows[0])
    fit = [cells for row in rows[1:] if (cells := fitted(row, width, faults))]
    found = [_saying(heading, row, faults) for row in fit]
    return stated([one for one in found if one], asked, faults)


# Any rows will do: it is asked last, and says what is wrong with those of no form.
PLAIN = Form(fits=bool, read=read_plain)


def _saying(heading: Heading, row: Row, faults: Faults) -> Saying | None:
    """Return the cells of a row, or None where it does not say of whom or on what."""
    cells = {name: heading.cell(name, row) for name in COLUMNS if heading.has(name)}
    actor = name_in(cells["actor"], "an actor", faults)
    issue = name_in(cells["issue"], "an issue", faults) if "issue" in cells else LONE_ISSUE
    return Saying(actor, issue, cells) if actor and issue else None
