"""Wide forms of a table of stances: a column, or a pair of columns, for each issue or actor.

A row is an actor and a column an issue; or, as in the data on decisions of the European Union
(DEU), a row is an issue and a column an actor. What is not there, capabilities or saliences, is
neutral, which is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import Cell, Faults, Row, name_in
from contactline.bargaining.tables.form import Form, ReadAs, Saying, Statement
from contactline.bargaining.tables.headings import (
    ITSELF,
    OTHER_WORD,
    Heading,
    heading_of,
    listed,
    rank,
    singular,
    tell_columns,
)
from contactline.bargaining.tables.saying import stated
from contactline.bargaining.tables.separated import fitted, width_of
from contactline.bargaining.tables.wide_columns import Pair, columns_in
from contactline.scenario.scalars import named

# Members of the European Union and its institutions as DEU and others write them, in short.
UNION = frozenset(
    "at au be bg com council cy cz de dk ee el ep es fi fr gb ge gr hr hu ie ir it lt lu lv mt nl "
    "pl po pt ro se si sk sp sw uk".split()
)


def is_wide(rows: Sequence[Row]) -> bool:
    """Return whether there are such columns, and none that is a position for all issues."""
    plain = any(rank(cell.text, "position") in (ITSELF, OTHER_WORD) for cell in rows[0])
    return not plain and bool(columns_in(rows))


def read_wide(rows: Sequence[Row], asked: ReadAs, faults: Faults) -> list[Statement]:
    """Return what the rows say, of actors on issues whichever of them the rows are."""
    pairs = columns_in(rows)
    used = {at for one in pairs for at in (one.position, one.salience, one.capability)}
    width = width_of(rows[0])
    unpaired = [
        replace(cell, text="") if at in used or rank(cell.text, "position") is not None else cell
        for at, cell in enumerate(rows[0][:width])
    ]
    heading = _heading(unpaired, rows, asked, faults)
    fit = [cells for row in rows[1:] if (cells := fitted(row, width, faults))]
    by_issue = _rows_are_issues(heading, pairs)
    read = _of_issues if by_issue else _of_actors
    sayings = list(read(heading, pairs, fit, faults))
    tell_columns(
        replace(heading, cells=rows[0][:width]),
        tuple(one for one in used if one is not None),
        faults,
    )
    _tell_form(pairs, faults, by_issue=by_issue)
    return stated(sayings, asked, faults)


WIDE = Form(fits=is_wide, read=read_wide)


def _tell_form(pairs: Sequence[Pair], faults: Faults, *, by_issue: bool) -> None:
    what, labels = ("an issue", "actors") if by_issue else ("an actor", "issues")
    names = listed([named(one.label) for one in pairs])
    paired = all(one.salience is not None for one in pairs)
    columns = "the pairs of columns are" if paired else f"the columns of positions are the {labels}"
    told = f"Read as a wide table: each row is {what}, {columns}"
    rest = f"{names} (--columns position=HEADING reads one of them alone)"
    faults.guess(f"{told} {labels if paired else rest}.")


def _heading(unpaired: Row, rows: Sequence[Row], asked: ReadAs, faults: Faults) -> Heading:
    """Return where the columns stand that are in no pair."""
    if any(cell.text for cell in unpaired):
        found = (
            heading_of([[*unpaired], *rows[1:]], asked, faults) if _means(unpaired, asked) else None
        )
        if found:
            return found
    return Heading(unpaired)


def _means(row: Row, asked: ReadAs) -> bool:
    names = ("actor", "issue", "capability")
    return bool(asked.columns) or any(
        rank(cell.text, name) is not None for cell in row for name in names
    )


def _rows_are_issues(heading: Heading, pairs: Sequence[Pair]) -> bool:
    members = sum(singular(one.label) in UNION for one in pairs)
    return 2 * members > len(pairs) or (heading.has("issue") and not heading.has("actor"))


def _of_actors(
    heading: Heading, pairs: Sequence[Pair], rows: Sequence[Row], faults: Faults
) -> Iterator[Saying]:
    """Yield what is said where a row is an actor and a pair an issue."""
    if not heading.has("actor"):
        lacks = "the heading lacks actor. Add it, or name the column with --columns actor=HEADING"
        raise faults.refuse(heading.cells[0], lacks)
    first: dict[str, Cell] = {}
    for row in rows:
        cell = heading.cell("actor", row)
        actor = name_in(cell, "an actor", faults)
        if actor in first:
            wrong = f"{named(actor)}: stands twice, first in line {first[actor].line}"
            faults.lose_row(cell, f"{wrong}. Give each actor one row")
        elif actor:
            first[actor] = cell
            yield from (_saying(actor, one.label, cell, one, heading, row) for one in pairs)


def _of_issues(
    heading: Heading, pairs: Sequence[Pair], rows: Sequence[Row], faults: Faults
) -> Iterator[Saying]:
    """Yield what is said where a row is an issue and a pair an actor."""
    for row, issue in zip(rows, _issues(heading, rows), strict=True):
        cell = heading.cell("issue", row) if heading.has("issue") else row[0]
        name = name_in(replace(cell, text=issue), "an issue", faults)
        if name:
            yield from (
                _saying(one.label, name, row[one.position], one, heading, row) for one in pairs
            )


def _issues(heading: Heading, rows: Sequence[Row]) -> list[str]:
    """Return the name of each row's issue: a number where it has none.

    Where names come twice, the text of the first cell stands before them.
    """
    if not heading.has("issue"):
        return [f"issue {number}" for number in range(1, len(rows) + 1)]
    names = [heading.cell("issue", row).text for row in rows]
    twice = any(count > 1 for count in Counter(names).values())
    return (
        [f"{row[0].text} {name}" for row, name in zip(rows, names, strict=True)] if twice else names
    )


def _saying(actor: str, issue: str, who: Cell, pair: Pair, heading: Heading, row: Row) -> Saying:
    cells = {"actor": who, "position": row[pair.position]}
    for name, at in (("capability", pair.capability), ("salience", pair.salience)):
        if at is not None:
            cells[name] = row[at]
        elif heading.has(name):
            cells[name] = heading.cell(name, row)
    return Saying(actor, issue, cells)
