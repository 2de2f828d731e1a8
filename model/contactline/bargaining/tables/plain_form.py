"""The plain form of a table of stances: one row for each actor on each issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import (
    CAPABILITY,
    SALIENCE,
    Cell,
    Faults,
    Quantity,
    Row,
    name_in,
    number_in,
    position_on,
    quantity_in,
)
from contactline.bargaining.tables.form import Form, Statement, about
from contactline.bargaining.tables.separated import fitted, width_of
from contactline.bargaining.tables.stances import LONE_ISSUE, Scale
from contactline.errors import nearest
from contactline.scenario.scalars import cut, named

COLUMNS = ("actor", "issue", "capability", "position", "salience")
NEEDED = tuple(name for name in COLUMNS if name != "issue")
OTHER_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("country", "name", "player", "stakeholder", "state"), "actor"),
    **dict.fromkeys(("dimension", "question", "topic"), "issue"),
    **dict.fromkeys(("influence", "power", "resources", "weight"), "capability"),
    **dict.fromkeys(("ideal", "preference", "pstn", "stance"), "position"),
    **dict.fromkeys(("importance", "priority", "sal"), "salience"),
}
NEAR = 0.7
MOST_UNKNOWN = 20


def read_plain(rows: Sequence[Row], scale: Scale, faults: Faults) -> list[Statement]:
    """Return what the rows below the heading say.

    Raises TableError where the heading does not say which column is which.
    """
    width = width_of(rows[0])
    places = _heading(rows[0][:width], faults)
    fit = [
        {name: cells[at] for name, at in places.items()}
        for row in rows[1:]
        if (cells := fitted(row, width, faults))
    ]
    salience = _salience([row["salience"] for row in fit], faults)
    position = _position([row["position"] for row in fit], position_on(scale), faults)
    found = [_statement(row, position, salience, faults) for row in fit]
    return [one for one in found if one]


# Any rows will do: it is asked last, and says what is wrong with those of no form.
PLAIN = Form(fits=bool, read=read_plain)


def _heading(row: Row, faults: Faults) -> Mapping[str, int]:
    """Return at which place of a row each column stands."""
    if not any(_meant(cell.text, COLUMNS) for cell in row[:MOST_UNKNOWN]):
        got = cut(repr(", ".join(cell.text for cell in row[:6])))
        must = f"must begin with a heading of {', '.join(NEEDED)} and, for several issues, issue"
        raise faults.refuse(row[0], f"{must}, got {got}")
    places: dict[str, int] = {}
    unknown = [at for at, cell in enumerate(row) if not _placed(cell, at, places, row, faults)]
    for at in unknown[:MOST_UNKNOWN]:
        _place_unknown(row[at], at, places, faults)
    missing = _missing(places)
    if missing and not unknown:
        them = "it" if len(missing) == 1 else "them"
        faults.note(row[0], f"the heading lacks {', '.join(missing)}. Add {them}")
    if missing:
        faults.tell()
    return places


def _placed(cell: Cell, at: int, places: dict[str, int], row: Row, faults: Faults) -> bool:
    """Return whether a heading is the name of a column, whose first place is kept."""
    name = cell.text.lower()
    if name in COLUMNS and places.setdefault(name, at) != at:
        first = row[places[name]].column
        faults.note(cell, f"{name}: stands twice, first in column {first}. Remove one")
    return name in COLUMNS


def _place_unknown(cell: Cell, at: int, places: dict[str, int], faults: Faults) -> None:
    """Note an unknown column; one that means a column not found yet is taken for it."""
    meant = _meant(cell.text, [name for name in COLUMNS if name not in places])
    if meant:
        advice = f". Did you mean {meant!r}?"
        places[meant] = at
    else:
        lacks = ", ".join(_missing(places))
        advice = f", allowed are {', '.join(COLUMNS)}" + (f"; {lacks} is missing" if lacks else "")
    got = named(cell.text) if cell.text else "an empty cell"
    faults.note(cell, f"no such column, got {got}{advice}")


def _missing(places: Mapping[str, int]) -> list[str]:
    return [name for name in NEEDED if name not in places]


def _meant(text: str, columns: Sequence[str]) -> str:
    """Return the column that a heading means, or nothing."""
    word = OTHER_WORDS.get(text.lower(), text.lower())
    return nearest(word, columns, NEAR)


def _salience(cells: Sequence[Cell], faults: Faults) -> Quantity:
    """Return what a salience may be; a whole column in per cent is one fault."""
    found = [(value, cell) for value, cell in _numbers(cells) if value]
    if all(1 < value <= 100 for value, _ in found):
        return _told_once(found, SALIENCE, "above 1", faults)
    return SALIENCE


def _position(cells: Sequence[Cell], position: Quantity, faults: Faults) -> Quantity:
    """Return what a position may be; a whole column off the scale is one fault."""
    found = _numbers(cells)
    if any(position.low <= value <= position.high for value, _ in found):
        return position
    return _told_once(found, position, "off the scale", faults)


def _numbers(cells: Sequence[Cell]) -> list[tuple[float, Cell]]:
    """Return the numbers among some cells, each with its cell."""
    return [(value, cell) for cell in cells if (value := number_in(cell.text)) is not None]


def _told_once(
    found: Sequence[tuple[float, Cell]], quantity: Quantity, where: str, faults: Faults
) -> Quantity:
    """Return a quantity with all its numbers outside, told as one fault if there are several."""
    if len(found) < 2:
        return quantity
    value, cell = found[0]
    got = f"got {value:.12g} and {len(found) - 1} more {where}"
    advice = quantity.above or quantity.outside
    faults.note(cell, f"{quantity.name} must be {quantity.range}, {got}{advice}")
    return replace(quantity, known=True)


def _statement(
    row: Mapping[str, Cell], position: Quantity, salience: Quantity, faults: Faults
) -> Statement | None:
    """Return what a row says, or None where it does not say of whom or on what."""
    actor = name_in(row["actor"], "an actor", faults)
    issue = name_in(row["issue"], "an issue", faults) if "issue" in row else LONE_ISSUE
    if not (actor and issue):
        return None
    whose = about(actor, issue)
    nothing = not row["position"].text and not row["salience"].text
    if nothing:
        must = f"position and salience of {whose}: must be numbers, got nothing"
        faults.note(row["position"], f"{must}. An actor without interest has salience 0")
    return Statement(
        actor, issue, row,
        quantity_in(row["capability"], CAPABILITY, named(actor), faults),
        None if nothing else quantity_in(row["position"], position, whose, faults),
        None if nothing else quantity_in(row["salience"], salience, whose, faults),
    )  # fmt: skip
