"""One world told like a newspaper: dated events with causes; routine notes are for a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from contactline.language.phrases import long_date
from contactline.world.entries import ChronicleEntry
from contactline.world.stories import IN_FULL_ONLY, ROUTINE


@dataclass(frozen=True)
class NewsDay:
    """What happened on one day of one world."""

    number: int
    date: str
    entries: tuple[ChronicleEntry, ...]


def days_of(entries: Sequence[ChronicleEntry], start: date) -> tuple[NewsDay, ...]:
    """Return the entries by day, in order."""
    return tuple(
        NewsDay(number, long_date(start + timedelta(days=number)), tuple(found))
        for number, found in groupby(entries, key=lambda entry: entry.day)
    )


def front_page(entries: Sequence[ChronicleEntry], start: date) -> tuple[NewsDay, ...]:
    """Return the days that make news; of routine notes only the first of each kind.

    The single moves of a bargain are left to the whole chronicle.
    """
    entries = [entry for entry in entries if entry.kind not in IN_FULL_ONLY]
    firsts = {entry.kind: entry for entry in reversed(entries)}
    kept = [entry for entry in entries if entry.kind not in ROUTINE or entry is firsts[entry.kind]]
    return days_of(kept, start)
