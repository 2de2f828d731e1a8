"""The form of KTAB's tables: a row of counts, a heading, then one row for each actor.

KTAB is the KAPSARC Toolkit for Behavioral Analysis. Saliences are in per cent, and those of
one actor sum to a hundred at most. Its files in XML hold the same and come as the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import Cell, Faults, Row, name_in, number_in
from contactline.bargaining.tables.form import (
    MOST_ISSUES,
    PER_CENT,
    Form,
    ReadAs,
    Saying,
    Statement,
)
from contactline.bargaining.tables.saying import stated
from contactline.bargaining.tables.separated import fitted, width_of
from contactline.scenario.scalars import named, shown

BEFORE = 3
ROUNDING = 1e-6
_NEVER_A_NAME = re.compile(r"[\s_-]*(?<![^\W_])(position|pstn)[\s_-]*$", re.I)


def is_ktab(rows: Sequence[Row]) -> bool:
    """Return whether the first row is name, description and two counts, with a heading below."""
    counts = [number_in(cell.text) for cell in rows[0][2:4]]
    if counts.count(None) == len(counts) or len(rows) < 2:
        return False
    whole = len(counts) == 2 and None not in counts
    below = rows[1][2].text if len(rows[1]) > 2 else ""
    return (rows[1][0].text.lower() == "actor" and bool(rows[0][1].text)) or (
        whole and number_in(below) is None
    )


def read_ktab(rows: Sequence[Row], asked: ReadAs, faults: Faults) -> list[Statement]:
    """Return what the rows of the actors say.

    Raises TableError where the heading does not say which column is which.
    """
    issues = _issues(rows[1], faults)
    _check_count(rows[0], 3, "issues", len(issues), faults)
    _check_count(rows[0], 2, "actors", len(rows) - 2, faults)
    sayings: list[Saying] = []
    first: dict[str, Cell] = {}
    for row in rows[2:]:
        cells = fitted(row, BEFORE + 2 * len(issues), faults)
        actor = name_in(cells[0], "an actor", faults) if cells else ""
        if actor in first:
            wrong = f"{named(actor)}: stands twice, first in line {first[actor].line}"
            faults.lose_row(cells[0], f"{wrong}. Give each actor one row")
        elif actor:
            first[actor] = cells[0]
            sayings.extend(_sayings(actor, issues, cells))
    statements = stated(sayings, asked, faults, usual=PER_CENT)
    _check_sums(statements, faults)
    return statements


KTAB = Form(fits=is_ktab, read=read_ktab, above=2, title=lambda rows: rows[0][0].text)


def _issues(heading: Row, faults: Faults) -> list[str]:
    """Return the names of the issues from pairs of columns, such as Pstn1 and Sal1."""
    width = width_of(heading)
    pairs = heading[BEFORE:width]
    if width < BEFORE + 2 or len(pairs) % 2:
        wanted = "Actor, Description, Power, then a position and a salience for each issue"
        must = f"must be a heading of {wanted}, got {width} columns"
        raise faults.refuse(heading[0], must)
    if len(pairs) > 2 * MOST_ISSUES:
        must = f"must have at most {MOST_ISSUES} issues, got {len(pairs) // 2}"
        raise faults.refuse(heading[0], must)
    names: dict[str, Cell] = {}
    for position, salience in zip(pairs[::2], pairs[1::2], strict=True):
        _note_issue(position, salience, names, faults)
    if len(names) < len(pairs) // 2:
        faults.tell()
    return list(names)


def _note_issue(position: Cell, salience: Cell, names: dict[str, Cell], faults: Faults) -> None:
    """Add the name of an issue from the headings of its two columns to those before it."""
    if "sal" not in salience.text.lower():
        must = f"must be the salience that goes with {named(position.text)}"
        faults.note(salience, f"{must}, got {shown(salience.text or None)}")
    bare = _NEVER_A_NAME.sub("", position.text) or position.text
    name = name_in(replace(position, text=bare), "an issue", faults)
    if name and names.setdefault(name, position) is not position:
        first = f"first in column {names[name].column}"
        faults.note(position, f"{named(name)}: is the name of two issues, {first}. Rename one")


def _check_count(row: Row, at: int, what: str, there: int, faults: Faults) -> None:
    """Note a count of the first row that is not what stands below it."""
    cell = row[at] if at < len(row) else replace(row[-1], text="")
    number = number_in(cell.text)
    if number != there:
        got = shown((cell.text or None) if number is None else number)
        faults.note(cell, f"must be the number of {what} below, {there}, got {got}. Correct it")


def _sayings(actor: str, issues: Sequence[str], cells: Row) -> Iterator[Saying]:
    """Yield what a row holds on each issue."""
    for issue, stands, cares in zip(issues, cells[3::2], cells[4::2], strict=True):
        at = {"actor": cells[0], "capability": cells[2], "position": stands, "salience": cares}
        yield Saying(actor, issue, at)


def _check_sums(statements: Sequence[Statement], faults: Faults) -> None:
    """Note each actor whose saliences sum to more than all, at the one that passes it."""
    totals: dict[str, float] = {}
    for one in statements:
        before = totals.get(one.actor, 0.0)
        total = totals[one.actor] = before + (one.salience or 0) * PER_CENT
        if before <= PER_CENT + ROUNDING < total:
            must = f"saliences of {named(one.actor)}: must sum to 100 per cent at most"
            faults.note(one.cells["salience"], f"{must}, got {total:.12g} up to here")
