"""What stands for a missing number, as in surveys: -99, 999 and the like, and words such as "n/a".

Codes are known by lying off a scale on which all other numbers of the column lie.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import Cell, Faults
from contactline.bargaining.tables.form import PER_CENT, ReadAs, Saying, about
from contactline.bargaining.tables.headings import NUMBERS, listed
from contactline.bargaining.tables.stances import Scale
from contactline.scenario.scalars import named

CODES = frozenset((-9, -99, -999, -9999, 99, 999, 9999))


def without_codes(sayings: Sequence[Saying], asked: ReadAs, faults: Faults) -> list[Saying]:
    """Return what is said, where a stance with a code for a missing number is left out, and told.

    Saliences are taken to lie from 0 to 100 where their scale is not known. Whose capability is a
    code in all its rows is left out; where another row gives it, that is taken.
    """
    full = PER_CENT if asked.full_salience is None else asked.full_salience
    coded = _coded(sayings, "position", lambda one: one.scale or asked.ends, faults)
    coded |= _coded(sayings, "salience", lambda _: (0, full), faults)
    if coded:
        _tell(sayings, coded, faults)
    return _with_capabilities(
        [_left_out(one) if at in coded else one for at, one in enumerate(sayings)], faults
    )


def _coded(
    sayings: Sequence[Saying], name: str, scale: Callable[[Saying], Scale], faults: Faults
) -> dict[int, Cell]:
    """Return the cells with a code by their place, where all other numbers lie on the scale."""
    found = {at: one.cells[name] for at, one in enumerate(sayings) if _has_word(one, name)}
    others = 0
    for at, one in enumerate(sayings):
        cell = one.cells.get(name)
        value, (low, high) = faults.number(cell) if cell else None, scale(one)
        if cell is None or value is None or low <= value <= high:
            others += value is not None
        elif value in CODES:
            found[at] = cell
        else:
            return {}
    return found if others else {}


def _has_word(saying: Saying, name: str) -> bool:
    """Return whether a number is a word for none while the other number of the stance is there."""
    other = saying.cells.get("salience" if name == "position" else "position")
    cell = saying.cells.get(name)
    return bool(cell and cell.stands_for_none and other and not other.says_nothing)


def _tell(sayings: Sequence[Saying], coded: Mapping[int, Cell], faults: Faults) -> None:
    whose = listed([about(sayings[at].actor, sayings[at].issue) for at in sorted(coded)])
    way = "if it is a number, name the scale with --scale LOW HIGH or --full-salience NUMBER"
    faults.guess(f"Left out, for {_codes(coded)}: the stance of {whose} ({way}).")


def _codes(coded: Mapping[int, Cell]) -> str:
    codes = ", ".join(dict.fromkeys(cell.text for cell in coded.values()))
    return f"{codes}, taken for a code of what is missing"


def _left_out(saying: Saying, names: Sequence[str] = NUMBERS[1:]) -> Saying:
    """Return what is said without some numbers: position and salience."""
    blank = {name: replace(cell, text="") for name, cell in saying.cells.items() if name in names}
    return replace(saying, cells={**saying.cells, **blank})


def _with_capabilities(sayings: Sequence[Saying], faults: Faults) -> list[Saying]:
    """Return what is said of those whose capability is no code in some row."""
    there = {
        at: one.cells["capability"]
        for at, one in enumerate(sayings)
        if "capability" in one.cells and not one.cells["position"].says_nothing
    }
    coded = {at: cell for at, cell in there.items() if _is_code(cell, faults)}
    given = {sayings[at].actor: cell for at, cell in there.items() if at not in coded}
    if not coded or not given:
        return list(sayings)
    gone = [one for one in dict.fromkeys(sayings[at].actor for at in coded) if one not in given]
    if gone:
        whose = listed([named(actor) for actor in gone])
        faults.guess(f"Left out, for {_codes(coded)}: {whose} (give a capability to keep it).")
    return [
        _able(one, given.get(one.actor)) if at in coded else one for at, one in enumerate(sayings)
    ]


def _is_code(cell: Cell, faults: Faults) -> bool:
    """Return whether a capability is a word for none, or a code that none can be."""
    value = faults.number(cell)
    return cell.stands_for_none or (value is not None and value < 0 and value in CODES)


def _able(saying: Saying, given: Cell | None) -> Saying:
    """Return what is said with the capability of another row, or else without any number."""
    if given is None:
        return _left_out(saying, NUMBERS)
    return replace(saying, cells={**saying.cells, "capability": given})
