"""The form of KTAB's tables: a row of counts, a heading, then one row for each actor.

KTAB is the KAPSARC Toolkit for Behavioral Analysis. Saliences are in per cent, and those of
one actor sum to a hundred at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contactline.bargaining.tables.assembling import MOST_ISSUES, Said
from contactline.bargaining.tables.cells import Cell, Faults, fitted, name_of
from contactline.bargaining.tables.quantities import (
    CAPABILITY,
    SALIENCE_PERCENT,
    Number,
    Quantity,
    number_in,
    position_on,
    read_number,
)
from contactline.bargaining.tables.stances import Scale
from contactline.scenario.scalars import named, shown

BEFORE = 3
ROUNDING = 1e-6
_NEVER_A_NAME = re.compile(r"[\s_-]*(?<![^\W_])(position|pstn)[\s_-]*$", re.I)


def is_ktab(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first row is name, description and two counts, with a heading below."""
    counts = [number_in(cell.text) for cell in rows[0][2:4]]
    if counts.count(None) == len(counts) or len(rows) < 2:
        return False
    first = rows[1][0].text.lower()
    below = rows[1][2].text if len(rows[1]) > 2 else ""
    return first == "actor" or (None not in counts and len(counts) == 2 and not _starts(below))


def _starts(text: str) -> bool:
    return number_in(text) is not None


def read_ktab(
    rows: Sequence[Sequence[Cell]], scale: Scale, faults: Faults
) -> tuple[list[Said], bool]:
    """Return what the rows of the actors say, and whether all of them can be read.

    Raises TableError where the heading does not say which column is which.
    """
    issues = _issues(rows[1], faults)
    _check_count(rows[0], 3, "issues", len(issues), faults)
    _check_count(rows[0], 2, "actors", len(rows) - 2, faults)
    width = BEFORE + 2 * len(issues)
    said: list[Said] = []
    seen: dict[str, Cell] = {}
    whole = True
    for row in rows[2:]:
        cells = fitted(row, width, faults)
        actor = "" if cells is None else name_of(cells[0], "an actor", faults)
        if cells is None or not actor or not _once(actor, cells[0], seen, faults):
            whole = False
            continue
        said.extend(_said(actor, issues, cells, position_on(scale), faults))
    return said, whole


def _issues(heading: Sequence[Cell], faults: Faults) -> list[str]:
    """Return the names of the issues from pairs of columns, such as Pstn1 and Sal1."""
    width = max(at for at, cell in enumerate(heading, start=1) if cell.text)
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
        if "sal" not in salience.text.lower():
            must = f"must be the salience that goes with {named(position.text)}"
            faults.note(salience, f"{must}, got {shown(salience.text or None)}")
        name = _NEVER_A_NAME.sub("", position.text) or position.text
        name = name_of(replace(position, text=name), "an issue", faults)
        if name and names.setdefault(name, position) is not position:
            first = f"first in column {names[name].column}"
            faults.note(position, f"{named(name)}: is the name of two issues, {first}. Rename one")
    if len(names) < len(pairs) // 2:
        faults.tell()
    return list(names)


def _check_count(row: Sequence[Cell], at: int, what: str, there: int, faults: Faults) -> None:
    """Note a count of the first row that is not what stands below it."""
    cell = row[at] if at < len(row) else replace(row[-1], text="")
    if number_in(cell.text) != there:
        must = f"must be the number of {what} below, {there}"
        faults.note(cell, f"{must}, got {shown(_plain(cell.text))}. Correct it")


def _plain(text: str) -> object:
    number = number_in(text)
    return (text or None) if number is None else number


def _once(actor: str, cell: Cell, seen: dict[str, Cell], faults: Faults) -> bool:
    """Return whether an actor has no row yet; a second one is a fault."""
    first = seen.setdefault(actor, cell)
    if first is not cell:
        wrong = f"{named(actor)}: stands twice, first in line {first.line}"
        faults.note(cell, f"{wrong}. Give each actor one row")
    return first is cell


def _said(
    actor: str, issues: Sequence[str], cells: Sequence[Cell], position: Quantity, faults: Faults
) -> Iterator[Said]:
    """Yield what a row says on each issue, saliences as shares."""
    capability = read_number(cells[2], CAPABILITY, named(actor), faults)
    total = 0.0
    for at, issue in enumerate(issues):
        where, care = cells[BEFORE + 2 * at : BEFORE + 2 * at + 2]
        whose = f"{named(actor)} on {named(issue)}"
        place = read_number(where, position, whose, faults)
        salience = read_number(care, SALIENCE_PERCENT, whose, faults)
        if salience.value is not None:
            before, total = total, total + salience.value
            if before <= 100 + ROUNDING < total:
                must = f"saliences of {named(actor)}: must sum to 100 per cent at most"
                faults.note(care, f"{must}, got {total:.12g} up to here")
            salience = Number(care, salience.value / 100)
        yield Said(actor, issue, cells[0], cells[0], capability, place, salience)
