"""Numbers with their units, as they stand in a sentence: "1 day", "2.5 days", "0 to 3 days"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contactline.language import MINUS, local_number, say, say_as, say_many

type Forms = Callable[[int], str]

COUNTED: Mapping[str, Forms] = {
    "days": lambda n: say_many("day", "days", n),
    "soldiers": lambda n: say_many("soldier", "soldiers", n),
    "troops": lambda n: say_many("troops", "troops", n),
    "casualties": lambda n: say_many("casualty", "casualties", n),
    "violations": lambda n: say_many("violation", "violations", n),
    "violations a week": lambda n: say_many("violation a week", "violations a week", n),
    "ceasefires": lambda n: say_many("ceasefire", "ceasefires", n),
    "contributors": lambda n: say_many("contributor", "contributors", n),
    "soldier months": lambda n: say_many("soldier months", "soldier months", n),
    "points": lambda n: say_many("point", "points", n),
}
"""Units that are counted, for one and for many."""

DECIMAL: Mapping[str, Callable[[], str]] = {
    "days": lambda: say_as("decimal", "days"),
    "soldiers": lambda: say_as("decimal", "soldiers"),
    "troops": lambda: say_as("decimal", "troops"),
    "casualties": lambda: say_as("decimal", "casualties"),
    "violations": lambda: say_as("decimal", "violations"),
    "violations a week": lambda: say_as("decimal", "violations a week"),
    "ceasefires": lambda: say_as("decimal", "ceasefires"),
    "contributors": lambda: say_as("decimal", "contributors"),
    "soldier months": lambda: say_as("decimal", "soldier months"),
    "points": lambda: say_as("decimal", "points"),
}
"""The same behind a number with decimals, and behind the end of a range that ends in one."""


def unit_of(number: str, unit: str) -> str:
    """Return the unit as it stands behind a number: "day" behind "1", "days" behind "2.5"."""
    counted = COUNTED.get(unit)
    if counted is None:
        return _one(unit) if number.lstrip(f"+{MINUS}") == "1" else say(unit)
    count = _count(number)
    return DECIMAL[unit]() if count is None else counted(count)


def unit_of_range(high: str, unit: str) -> str:
    """Return the unit as it stands behind the higher end of a range, "between 0 and 1 days"."""
    if unit not in COUNTED:
        return say(unit)
    count = _count(high)
    return DECIMAL[unit]() if count is None or _reads_as_one(count) else COUNTED[unit](0)


def _reads_as_one(count: int) -> bool:
    """Return whether a number ends with the word for one: 1, 21, 101, but not 11."""
    return count % 10 == 1 and count % 100 != 11


def _count(number: str) -> int | None:
    """Return a whole number from its text, None for one with decimals."""
    digits = number.lstrip(f"+{MINUS}").replace(local_number(","), "")
    return int(digits) if digits.isdecimal() else None


def _one(unit: str) -> str:
    """Return a unit that is counted nowhere else, for one of it."""
    first, _, rest = unit.partition(" ")
    return say(f"{first[:-1]} {rest}".rstrip() if first.endswith("s") else unit)
