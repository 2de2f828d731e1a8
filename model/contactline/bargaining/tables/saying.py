"""From what cells hold to numbers: per cent or shares, decimal commas, stances left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from contactline.bargaining.tables.cells import (
    CAPABILITY,
    SALIENCE,
    Cell,
    Faults,
    Quantity,
    position_on,
    quantity_in,
    told_once,
)
from contactline.bargaining.tables.doubts import doubt_capabilities
from contactline.bargaining.tables.footnotes import numbers_without_marks
from contactline.bargaining.tables.form import (
    PER_CENT,
    SHARES,
    ReadAs,
    Saying,
    Statement,
    about,
)
from contactline.bargaining.tables.headings import NUMBERS, listed
from contactline.bargaining.tables.missing_codes import without_codes
from contactline.bargaining.tables.stances import HUNDRED, on_scale, to_hundred
from contactline.scenario.scalars import named

_WITH_UNIT = re.compile(r"[-+\u2212]?[\d.,'\s]*\d\s*(?P<unit>%|[^\W\d_]+\.?)")
# Such a share of saliences above 1 are not shares with a slip among them.
MOSTLY = 0.75
FEW_POINTS = 10
OTHER_FULL = ". Name what full salience is with --full-salience NUMBER"
# What is said of a column that is wholly missing, and how it is given.
NEUTRAL: Mapping[str, tuple[str, str]] = {
    "capability": ("capabilities", "all actors weigh alike"),
    "salience": ("saliences", "each cares alike about everything"),
}
HOW_GIVEN = (
    "(--columns {name}=HEADING names a column; contactline stances FILE --out plain.csv writes a "
    "table to change)"
)


def stated(
    sayings: Sequence[Saying], asked: ReadAs, faults: Faults, *, usual: float = SHARES
) -> list[Statement]:
    """Return the statements that cells make, positions on the scale asked for, saliences 0 to 1.

    usual: what full salience is in tables of this form, if nothing speaks against it.
    """
    marked = numbers_without_marks(sayings, faults)
    units = {name: _unit(_column(marked, name)) for name in NUMBERS}
    plain = [_without_units(one, units) for one in marked]
    faults.learn_marks(cell for name in NUMBERS for cell in _column(plain, name))
    bare = without_codes(plain, asked, faults)
    able = [(one.actor, one.cells["capability"]) for one in bare if "capability" in one.cells]
    doubt_capabilities(able, faults)
    full = _full_salience(_column(bare, "salience"), asked, faults, usual, units["salience"])
    quantities = _quantities(bare, asked, full, faults)
    _tell_neutral(bare, faults)
    return with_neutral_saliences(
        [_statement(one, asked, full, quantities, faults) for one in bare]
    )


def _column(sayings: Sequence[Saying], name: str) -> list[Cell]:
    return [one.cells[name] for one in sayings if name in one.cells]


def _tell_neutral(sayings: Sequence[Saying], faults: Faults) -> None:
    """Keep a doubt on each column that is not there, and how it is given."""
    for name, (lacks, way) in NEUTRAL.items():
        there = _column(sayings, name)
        if not there:
            faults.guess(f"The table has no {lacks}: {way} {HOW_GIVEN.format(name=name)}.")
        elif len(there) < len(sayings):
            rest = dict.fromkeys(named(one.issue) for one in sayings if name not in one.cells)
            faults.guess(
                f"There are no {lacks} on {listed(list(rest))}: there each cares as it does on "
                f"average about the others (a column such as {name}_{next(iter(rest))} gives them)."
            )


def with_neutral_saliences(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements where a salience that no column gives is its actor's mean, or 1.

    So it makes no issue weigh more than another.
    """
    given: dict[str, list[float]] = {}
    for one in statements:
        if "salience" in one.cells and one.salience is not None and not one.absent:
            given.setdefault(one.actor, []).append(one.salience)
    return [
        replace(one, salience=fmean(given.get(one.actor, [1.0])))
        if "salience" not in one.cells and not one.absent
        else one
        for one in statements
    ]


def _unit(cells: Sequence[Cell]) -> str:
    """Return the unit that stands behind every number of a column, as in "80%" or "4 years"."""
    found = [_WITH_UNIT.fullmatch(cell.text) for cell in cells if not cell.says_nothing]
    units = {one["unit"] if one else "" for one in found}
    return units.pop() if len(units) == 1 else ""


def _without_units(saying: Saying, units: Mapping[str, str]) -> Saying:
    bare = {
        name: replace(cell, text=cell.text.removesuffix(units.get(name, "")).rstrip())
        for name, cell in saying.cells.items()
    }
    return replace(saying, cells=bare)


def _full_salience(
    cells: Sequence[Cell], asked: ReadAs, faults: Faults, usual: float, unit: str
) -> float:
    """Return what full salience is in the file, with a word on it where it is guessed."""
    if asked.full_salience is not None:
        return asked.full_salience
    found = [value for cell in cells if (value := faults.number(cell))]
    if not found or unit == "%":
        return PER_CENT if unit == "%" else usual
    above = sum(value > 1 for value in found)
    if usual == SHARES and above >= MOSTLY * len(found):
        if max(found) > FEW_POINTS:
            told = "Saliences are read as per cent, as most are above 1"
            faults.guess(f"{told} (else give --full-salience NUMBER).")
        usual = PER_CENT
    elif usual == PER_CENT and not above:
        told = "Saliences are read as shares, as none is above 1"
        faults.guess(f"{told} (if they are per cent, give --full-salience 100).")
        usual = SHARES
    if usual == PER_CENT and max(found) <= FEW_POINTS:
        told = f"Saliences are read as per cent, though none is above {FEW_POINTS}"
        faults.guess(f"{told}. If full salience is another number, give --full-salience NUMBER.")
    return usual


def _quantities(
    sayings: Sequence[Saying], asked: ReadAs, full: float, faults: Faults
) -> dict[str, Quantity]:
    """Return what each number may be; what is wrong with a whole column is told once."""
    cells = {name: _column(sayings, name) for name in NUMBERS}
    salience = SALIENCE if full == SHARES else Quantity("salience", 0, full)
    cares = cells["salience"]
    position = position_on(asked.ends)
    own = [one.cells["position"] for one in sayings if one.scale is None]
    return {
        "capability": told_once(cells["capability"], CAPABILITY, faults),
        "position": _off_scale(own, told_once(own, position, faults), faults),
        "salience": _off_scale(cares, told_once(cares, salience, faults), faults),
    }


def _off_scale(cells: Sequence[Cell], quantity: Quantity, faults: Faults) -> Quantity:
    """Return what a number may be; a whole column off the scale is one fault."""
    found = [(value, cell) for cell in cells if (value := faults.number(cell)) is not None]
    if len(found) < 2 or any(quantity.low <= value <= quantity.high for value, _ in found):
        return quantity
    value, cell = found[0]
    got = f"got {value:.12g} and {len(found) - 1} more off the scale"
    advice = quantity.above or quantity.outside or OTHER_FULL * (quantity.name == "salience")
    faults.note(cell, f"{quantity.name} must be {quantity.range}, {got}{advice}")
    return replace(quantity, known=True)


def _statement(
    saying: Saying, asked: ReadAs, full: float, quantities: dict[str, Quantity], faults: Faults
) -> Statement:
    """Return what is said of an actor on an issue; without a position and salience, no stance."""
    cells, whose = saying.cells, about(saying.actor, saying.issue)
    care, able = cells.get("salience"), cells.get("capability")
    careless = care is None or care.says_nothing or faults.number(care) == 0
    absent = cells["position"].says_nothing and careless
    capability = 1.0 if able is None else None
    if able is not None and not (absent and able.says_nothing):
        capability = quantity_in(able, quantities["capability"], named(saying.actor), faults)
    if absent:
        return Statement(saying.actor, saying.issue, cells, capability, None, 0.0, absent=True)
    at = quantities["position"] if saying.scale is None else _own(saying)
    position = quantity_in(cells["position"], at, whose, faults)
    if position is not None and saying.scale is not None:
        position = on_scale(to_hundred(position, saying.scale), asked.ends)
    if care is None:
        return Statement(saying.actor, saying.issue, cells, capability, position, None)
    salience = quantity_in(care, quantities["salience"], whose, faults)
    share = None if salience is None else salience / full
    return Statement(saying.actor, saying.issue, cells, capability, position, share)


def _own(saying: Saying) -> Quantity:
    """Return what a position may be on the scale that the file has for its issue."""
    scale = saying.scale or HUNDRED
    return Quantity("position", *scale, outside=", the ends that its rows of meanings name")
