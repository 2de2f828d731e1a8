"""Numbers that stand for what is missing, as in surveys: -99, 999 and the like.

They are known by lying off a scale on which all other numbers of the column lie.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import Cell, Faults
from contactline.bargaining.tables.form import PER_CENT, ReadAs, Saying, about
from contactline.bargaining.tables.headings import listed
from contactline.bargaining.tables.stances import Scale

CODES = frozenset((-9, -99, -999, -9999, 99, 999, 9999))


def without_codes(sayings: Sequence[Saying], asked: ReadAs, faults: Faults) -> list[Saying]:
    """Return what is said, where a stance with a code for a missing number is left out, and told.

    Saliences are taken to lie from 0 to 100 where their scale is not known.
    """
    full = PER_CENT if asked.full_salience is None else asked.full_salience
    coded = _coded(sayings, "position", lambda one: one.scale or asked.ends, faults)
    coded |= _coded(sayings, "salience", lambda _: (0, full), faults)
    if not coded:
        return list(sayings)
    _tell(sayings, coded, faults)
    return [_left_out(one) if at in coded else one for at, one in enumerate(sayings)]


def _coded(
    sayings: Sequence[Saying], name: str, scale: Callable[[Saying], Scale], faults: Faults
) -> dict[int, Cell]:
    """Return the cells with a code by their place, where all other numbers lie on the scale."""
    found, others = {}, 0
    for at, one in enumerate(sayings):
        value, (low, high) = faults.number(one.cells[name]), scale(one)
        if value is None or low <= value <= high:
            others += value is not None
        elif value in CODES:
            found[at] = one.cells[name]
        else:
            return {}
    return found if others else {}


def _tell(sayings: Sequence[Saying], coded: dict[int, Cell], faults: Faults) -> None:
    codes = ", ".join(dict.fromkeys(cell.text for cell in coded.values()))
    whose = listed([about(sayings[at].actor, sayings[at].issue) for at in sorted(coded)])
    code = f"{codes}, taken for a code of what is missing"
    way = "if it is a number, name the scale with --scale LOW HIGH or --full-salience NUMBER"
    faults.guess(f"Left out, for {code}: the stance of {whose} ({way}).")


def _left_out(saying: Saying) -> Saying:
    """Return what is said without a position and a salience."""
    blank = {name: replace(saying.cells[name], text="") for name in ("position", "salience")}
    return replace(saying, cells={**saying.cells, **blank})
