"""The data of the page's charts: one file each, and a registry that says what each answers.

`page/charts/KEY.js` draws what `data` of the same key gives. Nothing here needs matplotlib.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
    PageChart("outcomes", "How the worlds end", "How often does each outcome come?", outcomes.data),
    PageChart("survival", "How long the ceasefire holds", "How long does the first ceasefire hold?",
        survival.data),
    PageChart("troops", "Foreign soldiers", "How many are on the ground, whose, and to do what?",
        troops.data),
    PageChart("line", "Along the line", "Where along the line is the ceasefire violated?",
        line.data),
    PageChart("phases", "War, talks, ceasefire", "When is there war, talk or a ceasefire?",
        phases.data),
    PageChart("stances", "Stances and the draft", "Who stands where, and where is the draft?",
        stances.data),
    PageChart("pledges", "Who pledges when", "When does a capital pledge first, and which one?",
        pledges.data),
    PageChart("flips", "Which worlds change", "Which worlds end otherwise, and how?", flips.data),
    PageChart("measures", "What else changes", "By how much does each measure change?",
        measures.data),
    PageChart("matters", "What it leans on", "On which unknowns does a lasting ceasefire lean?",
        matters.data),
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
