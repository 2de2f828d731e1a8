"""One world under two scenarios: a table on a time line, and a page for each to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from contactline import __version__
from contactline.language import marked, say, say_many
from contactline.language.phrases import listing, long_date
from contactline.scenario import Scenario
from contactline.show.sheets.partings import (
    both_ways_sheet,
    pairs_paragraph,
    pairs_sheet,
    parted_sheet,
)
from contactline.show.sheets.sheet import Sheet
from contactline.show.templates import rendered
from contactline.show.words import NOT_A_FORECAST
from contactline.study.pairs import TwinPairs
from contactline.study.twins import TwinEntry, day_they_part
from contactline.world.entries import ChronicleEntry

if TYPE_CHECKING:
    import pandas as pd

SIDES = (0, 1)
SAME = marked("The same.")
OTHERWISE = marked("The same, weighed otherwise.")

type Said = dict[str, str]


@dataclass(frozen=True)
class TwinPages:
    """One world under two scenarios, as it is shown. command: what to type to see it again.

    pairs: all worlds that end otherwise, where they were looked for.
    """

    scenarios: tuple[Scenario, Scenario]
    world: int
    seed: int
    told: tuple[TwinEntry, ...]
    command: str
    pairs: TwinPairs | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Return the names of both scenarios."""
        first, second = self.scenarios
        return first.name, second.name

    @property
    def title(self) -> str:
        """Return what both histories are of."""
        return say(
            "World {world} under {scenarios}", world=self.world, scenarios=listing(self.names)
        )

    @property
    def heads(self) -> tuple[str, str]:
        """Return how each history is headed."""
        first, second = self.names
        return say("Under {scenario}", scenario=first), say("Under {scenario}", scenario=second)

    @property
    def parting(self) -> str:
        """Return in a sentence until when both histories are the same."""
        day = day_they_part(self.told)
        if day is None:
            return say("Both histories are the same to the end.")
        same = sum(one.day < day for one in self.told)
        start = self.scenarios[0].date
        before = say("little happens before it")
        if same > 1:
            before = say_many(
                "{n} event before it is the same", "{n} events before it are the same", same, n=same
            )
        date = long_date(start + timedelta(days=day))
        return say("They part on {date}, day {day}; {before}.", date=date, day=day, before=before)


def twin_sheet(pages: TwinPages) -> Sheet:
    """Return one world under two scenarios: a row an event, a column a scenario."""
    rows = [
        (_date(pages, pair.day), *(_in_one_line(said) for said in _said(pair)))
        for pair in pages.told
    ]
    return Sheet("", (say("Date"), *pages.heads), tuple(rows))


def twin_table(pages: TwinPages) -> pd.DataFrame:
    """Return one world under two scenarios as raw values, a row an event of each."""
    import pandas as pd

    return pd.DataFrame(
        [
            {"scenario": name, "world": pages.world, "day": pair.day}
            | {"kind": one.kind, "actor": one.actor, "text": one.text, "cause": one.cause}
            | {"shared": pair.shared}
            for pair in pages.told
            for name, one in zip(pages.names, (pair.a, pair.b), strict=True)
            if one
        ]
    )


def twin_page(pages: TwinPages) -> str:
    """Return both histories as a page in HTML: side by side, in print a page each."""
    page = rendered(
        "contactline.show.sheets", "twins.html",
        version=__version__, caution=say(NOT_A_FORECAST), world=pages.world,
        title=pages.title, heads=pages.heads,
        seed=str(pages.seed), view=say(pages.scenarios[0].view).capitalize(), parting=pages.parting,
        command=pages.command, told=[_row(pages, pair) for pair in pages.told],
        pages=[_history(pages, side) for side in SIDES],
        paragraph=pairs_paragraph(pages.pairs) if pages.pairs else "",
        sheets=_sheets_of(pages.pairs) if pages.pairs else [],
    )  # fmt: skip
    return str(page)


def _sheets_of(pairs: TwinPairs) -> list[Sheet]:
    """Return how worlds change, what parts them, and each of them, as tables of the page."""
    return [both_ways_sheet(pairs), parted_sheet(pairs), pairs_sheet(pairs)]


def _date(pages: TwinPages, day: int) -> str:
    date = long_date(pages.scenarios[0].date + timedelta(days=day))
    return say("Day {day}, {date}", day=day, date=date)


def _in_one_line(said: Said | None) -> str:
    if not said:
        return ""
    if not said["cause"]:
        return said["text"]
    return f"{said['text']} {say('Because: {cause}', cause=said['cause'])}"


def _said(pair: TwinEntry) -> tuple[Said | None, Said | None]:
    """Return what is told of both; of the second only what is new."""
    first, second = (_told(one) if one else None for one in (pair.a, pair.b))
    if second and pair.shared:
        same = first == second
        second = {"text": say(SAME), "cause": ""} if same else second | {"text": say(OTHERWISE)}
    return first, second


def _told(one: ChronicleEntry) -> Said:
    return {"text": one.text, "cause": one.cause}


def _row(pages: TwinPages, pair: TwinEntry) -> dict[str, Any]:
    return {"date": _date(pages, pair.day), "shared": pair.shared, "sides": _said(pair)}


def _history(pages: TwinPages, side: int) -> list[tuple[str, list[Said]]]:
    """Return what happened under one scenario by date, for a page of its own."""
    entries = [(pair.a, pair.b)[side] for pair in pages.told]
    days = groupby((one for one in entries if one), key=lambda one: one.day)
    return [(_date(pages, day), [_told(one) for one in found]) for day, found in days]
