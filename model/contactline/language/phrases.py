"""How every room writes dates, counts, shares and lists, in the language that is spoken.

The language of the machine has no part in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor

from contactline.language.texts import ENGLISH, current, local_number, say, say_many

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)


def long_date(day: date) -> str:
    """Return a date such as "3 December 2024"."""
    if current() != ENGLISH:
        from babel.dates import format_date

        return format_date(day, "d MMMM y", current())
    return english_date(day)


def english_date(day: date) -> str:
    """Return a date such as "3 December 2024" in English, as files keep it in every language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """Return a month such as "Dec"."""
    if current() != ENGLISH:
        from babel.dates import format_date

        return format_date(day, "LLL", current())
    return MONTHS[day.month - 1][:3]


def listing(names: Sequence[str]) -> str:
    """Return names as a phrase: "a", "a and b", "a, b and c"; empty for none."""
    if current() != ENGLISH:
        from babel.lists import format_list

        return format_list(names, locale=current())
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def apart(name: str) -> str:
    """Return a name as a list holds it: in quotes where it would read as several."""
    return say("“{name}”", name=name) if re.search(r"[,;:]| and ", name) else name


def listing_of_names(names: Sequence[str]) -> str:
    """Return names with commas and "and", those in quotes that would read as several."""
    return listing([apart(name) for name in names])


def whole(number: float) -> str:
    """Return a number without decimals and with commas between thousands: "12,400"."""
    return local_number(f"{number:,.0f}")


def decimal(number: float, places: int = 1, *, sign: bool = False) -> str:
    """Return a number with so many decimals: "12,400.5"; sign: with a plus from 0 on."""
    return local_number(f"{number:{'+' if sign else ''},.{places}f}")


def in_words(count: int) -> str:
    """Return a small count as a word, a larger one in figures: "two", "12"."""
    words = (say("no"), say("one"), say("two"), say("three"), say("four"), say("five"), say("six"))
    return words[count] if count < len(words) else whole(count)


def counted(count: int, noun: str, nouns: str = "") -> str:
    """Return a count and its noun: "1 world", "12,000 worlds"; nouns: an odd plural."""
    return f"{whole(count)} {say_many(noun, nouns or noun + 's', count)}"


def per_cent(share: float | Fraction) -> str:
    """Return a share as text: "31 %", but never 0 % or 100 % for what is not quite that."""
    if 0 < share < Fraction(1, 100):
        return say("under 1 %")
    if Fraction(99, 100) < share < 1:
        return say("over 99 %")
    return f"{half_up(100 * share)} %"


def half_up(number: float | Fraction) -> int:
    """Return a number rounded to a whole one, a half upwards."""
    return floor(round(float(number), 9) + 0.5)
