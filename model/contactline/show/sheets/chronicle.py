"""One world from day to day, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from contactline.language.phrases import long_date
from contactline.show.sheets.sheet import Sheet
from contactline.world.entries import ChronicleEntry


def chronicle_sheet(entries: Sequence[ChronicleEntry], start: date, world: int = 0) -> Sheet:
    """Return every entry of one world with its day, date and cause."""
    rows = [
        (str(entry.day), long_date(start + timedelta(days=entry.day)), entry.text, entry.cause)
        for entry in entries
    ]
    return Sheet(f"World {world} from day to day", ("Day", "Date", "What", "Why"), tuple(rows))
