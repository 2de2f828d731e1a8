"""The plain form of a table of stances: one row for each actor on each issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from contactline.bargaining.tables.assembling import Said, about
from contactline.bargaining.tables.cells import Cell, Faults, fitted, name_of
from contactline.bargaining.tables.quantities import (
    CAPABILITY,
    SALIENCE,
    Number,
    Quantity,
    number_in,
    position_on,
    read_number,
)
from contactline.bargaining.tables.stances import LONE_ISSUE, Scale
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
MANY = 2


def read_plain(
    rows: Sequence[Sequence[Cell]], scale: Scale, faults: Faults
) -> tuple[list[Said], bool]:
    """Return what the rows below the heading say, and whether all of them can be read.

    Raises TableError where the heading does not say which column is which.
    """
    width = max(at for at, cell in enumerate(rows[0], start=1) if cell.text)
    heading = _heading(rows[0][:width], faults)
    found = [fitted(row, width, faults) for row in rows[1:]]
    fit = [row for row in found if row is not None]
    salience = _salience([row[heading["salience"]] for row in fit], faults)
    position = _position([row[heading["position"]] for row in fit], position_on(scale), faults)
    reader = _Reader(heading, position, salience, faults)
    said = [one for one in map(reader.said, fit) if one is not None]
    return said, len(said) == len(rows) - 1


def is_heading(row: Sequence[Cell]) -> bool:
    """Return whether any cell of a row is the name of a column, or another word for one."""
    return any(_meant(cell.text.lower(), COLUMNS) for cell in row[:MOST_UNKNOWN])


def _heading(row: Sequence[Cell], faults: Faults) -> dict[str, int]:
    """Return at which place of a row each column stands."""
    if not is_heading(row):
        got = cut(repr(", ".join(cell.text for cell in row[:6])))
        must = f"must begin with a heading of {', '.join(NEEDED)} and, for several issues, issue"
        raise faults.refuse(row[0], f"{must}, got {got}")
    places: dict[str, int] = {}
    unknown: list[tuple[int, Cell]] = []
    for at, cell in enumerate(row):
        name = cell.text.lower()
        if name in places:
            first = row[places[name]].column
            faults.note(cell, f"{name}: stands twice, first in column {first}. Remove one")
        elif name in COLUMNS:
            places[name] = at
        else:
            unknown.append((at, cell))
    _place_unknown(unknown, places, faults)
    missing = [name for name in NEEDED if name not in places]
    if missing and not unknown:
        them = "it" if len(missing) == 1 else "them"
        faults.note(row[0], f"the heading lacks {', '.join(missing)}. Add {them}")
    if missing:
        faults.tell()
    return places


def _place_unknown(
    unknown: Sequence[tuple[int, Cell]], places: dict[str, int], faults: Faults
) -> None:
    """Note every unknown column; one that means a column not found yet is taken for it."""
    for at, cell in unknown[:MOST_UNKNOWN]:
        free = [name for name in COLUMNS if name not in places]
        meant = _meant(cell.text.lower(), free)
        if meant:
            advice = f". Did you mean {meant!r}?"
            places[meant] = at
        else:
            lacks = [name for name in NEEDED if name not in places]
            advice = f"; {', '.join(lacks)} is missing" if lacks else ""
            advice = f", allowed are {', '.join(COLUMNS)}{advice}"
        got = named(cell.text) if cell.text else "an empty cell"
        faults.note(cell, f"no such column, got {got}{advice}")


def _salience(cells: Sequence[Cell], faults: Faults) -> Quantity:
    """Return what a salience may be; a whole column in per cent is one fault."""
    over = [(value, cell) for value, cell in _numbers(cells) if value]
    if len(over) < MANY or not all(1 < value <= 100 for value, _ in over):
        return SALIENCE
    value, cell = over[0]
    got = f"got {value:.12g} and {len(over) - 1} more above 1"
    faults.note(cell, f"salience must be {SALIENCE.range}, {got}{SALIENCE.above}")
    return replace(SALIENCE, known=True)


def _position(cells: Sequence[Cell], quantity: Quantity, faults: Faults) -> Quantity:
    """Return what a position may be; a whole column off the scale is one fault."""
    found = _numbers(cells)
    if len(found) < MANY or any(quantity.low <= value <= quantity.high for value, _ in found):
        return quantity
    value, cell = found[0]
    got = f"got {value:.12g} and {len(found) - 1} more off the scale"
    faults.note(cell, f"position must be {quantity.range}, {got}{quantity.outside}")
    return replace(quantity, known=True)


def _numbers(cells: Sequence[Cell]) -> list[tuple[float, Cell]]:
    """Return the numbers among some cells, each with its cell."""
    found = [(number_in(cell.text), cell) for cell in cells]
    return [(value, cell) for value, cell in found if value is not None]


def _meant(word: str, columns: Sequence[str]) -> str:
    """Return the column that a word means, or nothing."""
    other = OTHER_WORDS.get(word, word)
    near = [other] if other in columns else get_close_matches(word[:80], columns, n=1, cutoff=NEAR)
    return near[0] if near else ""


class _Reader:
    """Reads rows whose columns are known."""

    def __init__(
        self, places: Mapping[str, int], position: Quantity, salience: Quantity, faults: Faults
    ) -> None:
        self.places = places
        self.position = position
        self.salience = salience
        self.faults = faults
        self.capabilities: dict[tuple[str, str], Number] = {}

    def said(self, row: Sequence[Cell]) -> Said | None:
        """Return what a row says, or None where it does not say of whom or on what."""
        at = {name: row[place] for name, place in self.places.items()}
        actor = name_of(at["actor"], "an actor", self.faults)
        on = at.get("issue", at["actor"])
        issue = name_of(on, "an issue", self.faults) if "issue" in at else LONE_ISSUE
        if not (actor and issue):
            return None
        capability = self._capability(actor, at["capability"])
        position, salience = self._stance(at["position"], at["salience"], about(actor, issue))
        return Said(actor, issue, at["actor"], on, capability, position, salience)

    def _capability(self, actor: str, cell: Cell) -> Number:
        """Return an actor's capability; what it has in each of its rows is wrong only once."""
        key = (actor, cell.text)
        if key not in self.capabilities:
            self.capabilities[key] = read_number(cell, CAPABILITY, named(actor), self.faults)
        return Number(cell, self.capabilities[key].value)

    def _stance(self, position: Cell, salience: Cell, whose: str) -> tuple[Number, Number]:
        """Return position and salience; where both are empty that is one fault."""
        if not position.text and not salience.text:
            must = f"position and salience of {whose}: must be numbers, got nothing"
            self.faults.note(position, f"{must}. An actor without interest has salience 0")
            return Number(position, None), Number(salience, None)
        return (
            read_number(position, self.position, whose, self.faults),
            read_number(salience, self.salience, whose, self.faults),
        )
