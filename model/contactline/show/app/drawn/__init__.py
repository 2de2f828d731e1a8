"""The data of the page's charts: one file each, and a registry that says what each answers.

`page/charts/KEY.js` draws what `data` of the same key gives. Nothing here needs matplotlib.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from contactline.language import marked
from contactline.show.app.drawn import (
    flips,
    line,
    matters,
    measures,
    outcomes,
    phases,
    pledges,
    stances,
    survival,
    troops,
)
from contactline.show.app.drawn.drawing import PageChart, table

_ALL = (
    PageChart("outcomes", marked("How the worlds end"),
        marked("How often does each outcome come?"), outcomes.data),
    PageChart("survival", marked("How long the ceasefire holds"),
        marked("How long does the first ceasefire hold?"), survival.data),
    PageChart("troops", marked("Foreign soldiers"),
        marked("How many are on the ground, whose, and to do what?"), troops.data),
    PageChart("line", marked("Along the line"),
        marked("Where along the line is the ceasefire violated?"), line.data),
    PageChart("phases", marked("War, talks, ceasefire"),
        marked("When is there war, talk or a ceasefire?"), phases.data),
    PageChart("stances", marked("Stances and the draft"),
        marked("Who stands where, and where is the draft?"), stances.data),
    PageChart("pledges", marked("Who pledges when"),
        marked("When does a capital pledge first, and which one?"), pledges.data),
    PageChart("flips", marked("Which worlds change"),
        marked("Which worlds end otherwise, and how?"), flips.data),
    PageChart("measures", marked("What else changes"),
        marked("By how much does each measure change?"), measures.data),
    PageChart("matters", marked("What it leans on"),
        marked("On which unknowns does a lasting ceasefire lean?"), matters.data),
)  # fmt: skip

DRAWN: Mapping[str, PageChart] = MappingProxyType({one.key: one for one in _ALL})
FIRST_SHOWN = ("outcomes", "survival", "troops", "line")

SHOWN_IN: Mapping[str, str] = MappingProxyType(
    {"outcome": "outcomes", "posture": "troops", "peak_troops": "troops", "end_troops": "troops"}
    | dict.fromkeys(("day_talks", "day_ceasefire"), "phases")
    | dict.fromkeys(("days_held", "still_holding"), "survival")
    | dict.fromkeys(("day_pledged", "led_by"), "pledges")
    | {"violations_per_week": "line"}
)
"""The chart that shows what a dial moves; every other measure is in `measures`."""

__all__ = ["DRAWN", "FIRST_SHOWN", "SHOWN_IN", "PageChart", "table"]
