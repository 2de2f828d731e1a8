"""The form of DECIDE, the program of Stokman and others: the first cell of a line says what it is.

#A names an actor, #P an issue, #M what a position on an issue means, #D a stance: actor, issue,
position, salience, power. #O is a title, #/ a remark. Positions on an issue lie between the lowest
and the highest that its #M lines name, and are put on the scale from 0 to 100. Cells may stand in
single quotes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import Cell, Faults, Row, name_in, number_in
from contactline.bargaining.tables.form import Form, ReadAs, Saying, Statement
from contactline.bargaining.tables.saying import stated
from contactline.bargaining.tables.stances import HUNDRED, Scale
from contactline.errors import nearest
from contactline.scenario.scalars import named

KEYS = ("#A", "#P", "#M", "#D", "#O", "#N", "#/")
STANCE = ("key", "actor", "issue", "position", "salience", "capability")


def unquoted(row: Row) -> Row:
    """Return a row whose cells have no single quotes around them."""
    return [
        replace(cell, text=cell.text[1:-1].strip(), column=cell.column + 1)
        if len(cell.text) > 1 and cell.text[0] == cell.text[-1] == "'"
        else cell
        for cell in row
    ]


def is_decide(rows: Sequence[Row]) -> bool:
    """Return whether most lines begin with a key of DECIDE, and one of them is a stance."""
    keys = [row[0].text.strip("'").upper() for row in rows]
    return "#D" in keys and 2 * sum(key in KEYS for key in keys) > len(keys)


def read_decide(rows: Sequence[Row], asked: ReadAs, faults: Faults) -> list[Statement]:
    """Return what the lines #D say; actors and issues are called by their short names."""
    lines = [unquoted(row) for row in rows]
    by_key = {key: [row for row in lines if row[0].text.upper() == key] for key in KEYS}
    for row in lines:
        if row[0].text.upper() not in KEYS:
            must = f"a line must begin with one of {', '.join(KEYS)}"
            faults.lose_row(row[0], f"{must}, got {named(row[0].text)}")
    known = {
        "actor": {row[1].text for row in by_key["#A"] if len(row) > 1},
        "issue": {row[1].text for row in by_key["#P"] if len(row) > 1},
    }
    scales = _scales(by_key["#M"]) if asked.scale is None else {}
    sayings = [saying for row in by_key["#D"] if (saying := _saying(row, known, scales, faults))]
    faults.guess("Read as the form of DECIDE: actors #A, issues #P, stances #D.")
    for issue in dict.fromkeys(one.issue for one in sayings if one.scale):
        low, high = scales[issue]
        told = f"Positions on {named(issue)} run from {low:.12g} to {high:.12g} in its #M lines"
        faults.guess(f"{told}, and are put on 0 to 100.")
    return stated(sayings, asked, faults)


def _title(rows: Sequence[Row]) -> str:
    found = (row for row in map(unquoted, rows) if row[0].text.upper() == "#O" and len(row) > 1)
    return next((row[1].text for row in found), "")


DECIDE = Form(fits=is_decide, read=read_decide, above=0, title=_title)


def _scales(meanings: Sequence[Row]) -> Mapping[str, Scale]:
    """Return the ends of the positions on each issue that are not 0 and 100."""
    named_there: dict[str, list[float]] = {}
    for row in meanings:
        value = number_in(row[2].text, decimal_comma=True) if len(row) > 2 else None
        if value is not None:
            named_there.setdefault(row[1].text, []).append(value)
    ends = {issue: (min(values), max(values)) for issue, values in named_there.items()}
    return {issue: one for issue, one in ends.items() if one[0] < one[1] and one != HUNDRED}


def _saying(
    row: Row, known: Mapping[str, set[str]], scales: Mapping[str, Scale], faults: Faults
) -> Saying | None:
    """Return what a line #D holds, or None and a fault where it does not say of whom or on what."""
    last = row[-1]
    filled = [*row, *(Cell("", last.line, last.column) for _ in range(len(STANCE) - len(row)))]
    cells = dict(zip(STANCE, filled, strict=False))
    actor = name_in(cells["actor"], "an actor", faults)
    issue = name_in(cells["issue"], "an issue", faults)
    for what, key, name in (("actor", "#A", actor), ("issue", "#P", issue)):
        if name and known[what] and name not in known[what]:
            near = nearest(name, sorted(known[what]))
            advice = f"Did you mean {near!r}?" if near else "Add one, or correct the name"
            faults.lose_row(cells[what], f"{named(name)}: has no line {key}. {advice}")
            return None
    return Saying(actor, issue, cells, scales.get(issue)) if actor and issue else None
