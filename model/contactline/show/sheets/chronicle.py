"""One world from day to day, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from contactline.language import say
from contactline.language.phrases import long_date
from contactline.show.sheets.sheet import Sheet
from contactline.world.entries import ChronicleEntry


def chronicle_sheet(entries: Sequence[ChronicleEntry], start: date, world: int = 0) -> Sheet:
    """Return every entry of one world with its day, date and cause."""
    rows = [
        (str(entry.day), long_date(start + timedelta(days=entry.day)), entry.text, entry.cause)
        for entry in entries
    ]
    head = (say("Day"), say("Date"), say("What"), say("Why"))
    return Sheet(say("World {world} from day to day", world=world), head, tuple(rows))
