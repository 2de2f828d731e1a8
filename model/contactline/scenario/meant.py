"""What somebody who wrote a text in place of a number meant: the exact words to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

from contactline.dials.declaration import Dial
from contactline.scenario.scalars import resolve

_DAYS: Mapping[str, float] = {"day": 1, "week": 7, "month": 365 / 12, "year": 365}
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}([_ ',\u00a0\u2009\u202f][0-9]{3})+")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_PER_CENT = re.compile(r"([-+]?[0-9]+(?:[.,][0-9]+)?) ?%")
_COUNTED = re.compile(r"([-+]?[0-9]+(?:[.,][0-9]+)?) ?([A-Za-z][A-Za-z/ -]*)")


def number_meant(text: str, dial: Dial | None = None) -> str:
    """Return the end of a sentence that says which number to write, empty where none is meant.

    dial: whose number it is, as far as it is known; a per cent of a share is a hundredth.
    """
    said = text.strip()
    if _is_number(said):
        return f". Leave out the quotes: {said}"
    if _GROUPED.fullmatch(said):
        return _ungrouped(said)
    if _COMMA.fullmatch(said):
        return f". Write {said.replace(',', '.')}"
    per_cent, counted = _PER_CENT.fullmatch(said), _COUNTED.fullmatch(said)
    if per_cent:
        return _of_hundred(_number(per_cent[1]), dial)
    return _without_unit(_number(counted[1]), counted[2], dial) if counted else ""


def _is_number(text: str) -> bool:
    found = resolve(text)
    return isinstance(found, int | float) and not isinstance(found, bool)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _ungrouped(text: str) -> str:
    """Return what to write for 10_000, 10 000 or 10,000, which may be a decimal comma too."""
    decimal = f", or {text.replace(',', '.')}" if text.count(",") == 1 and "_" not in text else ""
    return f". Write {re.sub(r'[^0-9+-]', '', text)}{decimal}"


def _of_hundred(number: float, dial: Dial | None) -> str:
    if dial and (dial.low, dial.high) == (0, 100):
        return f". Write {number:.12g}"
    return f". Write {number / 100:.12g}"


def _without_unit(number: float, unit: str, dial: Dial | None) -> str:
    """Return what to write for `24 months` or `5 km`: the number alone, in the unit of the dial."""
    word = unit.lower().rstrip("s")
    if dial and dial.unit.startswith("day") and word in _DAYS:
        return f". Write {round(number * _DAYS[word])}, the number of days"
    return f". Write {number:.12g} without a unit"
