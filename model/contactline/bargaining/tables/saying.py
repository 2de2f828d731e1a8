"""From what cells hold to numbers: per cent or shares, decimal commas, stances left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import (
    CAPABILITY,
    SALIENCE,
    Cell,
    Faults,
    Quantity,
    has_decimal_commas,
    position_on,
    quantity_in,
    told_once,
)
from contactline.bargaining.tables.doubts import doubt_capabilities
from contactline.bargaining.tables.form import (
    PER_CENT,
    SHARES,
    ReadAs,
    Saying,
    Statement,
    about,
)
from contactline.bargaining.tables.missing_codes import without_codes
from contactline.bargaining.tables.stances import HUNDRED, on_scale, to_hundred
from contactline.scenario.scalars import named

# Such a share of saliences above 1 are not shares with a slip among them.
MOSTLY = 0.75
FEW_POINTS = 10
OTHER_FULL = ". Name what full salience is with --full-salience NUMBER"
NUMBERS = ("capability", "position", "salience")


def stated(
    sayings: Sequence[Saying], asked: ReadAs, faults: Faults, *, usual: float = SHARES
) -> list[Statement]:
    """Return the statements that cells make, positions on the scale asked for, saliences 0 to 1.

    usual: what full salience is in tables of this form, if nothing speaks against it.
    """
    columns = {name: [one.cells[name] for one in sayings] for name in NUMBERS}
    faults.decimal_comma = has_decimal_commas(cell for part in columns.values() for cell in part)
    if faults.decimal_comma:
        faults.guess("Commas in numbers are read as decimal commas.")
    signed = {name for name, cells in columns.items() if _all_per_cent(cells)}
    bare = without_codes([_without_signs(one, signed) for one in sayings], asked, faults)
    doubt_capabilities([(one.actor, one.cells["capability"]) for one in bare], faults)
    full = _full_salience([one.cells["salience"] for one in bare], asked, faults, usual, signed)
    quantities = _quantities(bare, asked, full, faults)
    return [_statement(one, asked, full, quantities, faults) for one in bare]


def _all_per_cent(cells: Sequence[Cell]) -> bool:
    """Return whether a column is written in per cent throughout, as "80%"."""
    texts = [cell.text for cell in cells if not cell.says_nothing]
    return bool(texts) and all(one.endswith("%") for one in texts)


def _without_signs(saying: Saying, signed: set[str]) -> Saying:
    if not signed:
        return saying
    bare = {
        name: replace(cell, text=cell.text.removesuffix("%").rstrip()) if name in signed else cell
        for name, cell in saying.cells.items()
    }
    return replace(saying, cells=bare)


def _full_salience(
    cells: Sequence[Cell], asked: ReadAs, faults: Faults, usual: float, signed: set[str]
) -> float:
    """Return what full salience is in the file, with a word on it where it is guessed."""
    if asked.full_salience is not None:
        return asked.full_salience
    found = [value for cell in cells if (value := faults.number(cell))]
    if not found or "salience" in signed:
        return PER_CENT if "salience" in signed else usual
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
    cells = {name: [one.cells[name] for one in sayings] for name in NUMBERS}
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
    care = cells["salience"]
    absent = cells["position"].says_nothing and (care.says_nothing or faults.number(care) == 0)
    able = cells["capability"]
    capability = None
    if not (absent and able.says_nothing):
        capability = quantity_in(able, quantities["capability"], named(saying.actor), faults)
    if absent:
        return Statement(saying.actor, saying.issue, cells, capability, None, 0.0, absent=True)
    at = quantities["position"] if saying.scale is None else _own(saying)
    position = quantity_in(cells["position"], at, whose, faults)
    if position is not None and saying.scale is not None:
        position = on_scale(to_hundred(position, saying.scale), asked.ends)
    salience = quantity_in(care, quantities["salience"], whose, faults)
    share = None if salience is None else salience / full
    return Statement(saying.actor, saying.issue, cells, capability, position, share)


def _own(saying: Saying) -> Quantity:
    """Return what a position may be on the scale that the file has for its issue."""
    scale = saying.scale or HUNDRED
    return Quantity("position", *scale, outside=", the ends that its rows of meanings name")
