"""How a world can end and what is measured in it: names and words, without the model.

A dial names the one it moves, a scenario may expect more or less of it, the model fills it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True)
class Outcome:
    """One way a world can end; `label` for charts, `definition` for readers.

    ceasefire: what became of it by the horizon: it "holds", it is "broken", or there was "none".
    """

    name: str
    label: str
    definition: str
    ceasefire: Literal["holds", "broken", "none"]


@dataclass(frozen=True)
class Measure:
    """One thing measured in every world.

    kind: "day", "days", "troops", "count", "share", "area" (numbers), "name" (text) or "yes".
    """

    name: str
    label: str
    unit: str
    definition: str
    kind: str

    @property
    def is_number(self) -> bool:
        """Return whether the measure can be averaged."""
        return self.kind not in ("name", "yes")


OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        outcome.name: outcome
        for outcome in (
            Outcome(
                "holds_with_foreign_troops",
                "Ceasefire holds, with foreign troops",
                "A ceasefire is in force at the horizon; at least 100 foreign soldiers posted.",
                "holds",
            ),
            Outcome(
                "holds_without_foreign_troops",
                "Ceasefire holds, no foreign troops",
                "A ceasefire is in force at the horizon; fewer than 100 foreign soldiers posted.",
                "holds",
            ),
            Outcome(
                "collapsed",
                "Ceasefire collapsed",
                "There was a ceasefire, but at the horizon there is war.",
                "broken",
            ),
            Outcome(
                "talks_without_agreement",
                "Talks without agreement",
                "There were talks but no ceasefire by the horizon.",
                "none",
            ),
            Outcome("no_talks", "No talks", "There were no talks by the horizon.", "none"),
        )
    }
)

_MEASURES = (
    Measure(
        "posture", "Posture of the mission", "", "Kind of force on the ground at the horizon.",
        "name",
    ),
    Measure(
        "day_talks", "Day talks open", "day", "First day of talks; empty where there are none.",
        "day",
    ),
    Measure(
        "day_ceasefire", "Day of the ceasefire", "day",
        "First day of the first ceasefire; empty where there is none.", "day",
    ),
    Measure(
        "days_to_sign", "Days from talks to ceasefire", "days",
        "Days from the first talks to the first ceasefire; empty where one of them is missing.",
        "days",
    ),
    Measure(
        "day_pledged", "Day of the first European pledge", "day",
        "First day on which a contributor other than Canada has troops pledged; empty where none.",
        "day",
    ),
    Measure(
        "day_on_line", "Day of European troops on the line", "day",
        "First day with 100 soldiers of contributors other than Canada on the contact line; empty "
        "where there is none.", "day",
    ),
    Measure(
        "days_held", "Days the first ceasefire held", "days",
        "Days from the first ceasefire to its collapse or to the horizon.", "days",
    ),
    Measure(
        "still_holding", "First ceasefire unbroken", "",
        "Whether the first ceasefire is unbroken at the horizon; its days are then a lower bound.",
        "yes",
    ),
    Measure(
        "ceasefires", "Ceasefires begun", "ceasefires", "Number of ceasefires that began.", "count",
    ),
    Measure(
        "broken_by", "Broken by", "", "Side that broke the first ceasefire.", "name",
    ),
    Measure(
        "broken_how", "Broken how", "",
        "Escalation from the line, or a deliberate resumption of the war.", "name",
    ),
    Measure(
        "pledged_troops", "Troops pledged", "soldiers",
        "Most foreign soldiers pledged at one time.", "troops",
    ),
    Measure(
        "peak_troops", "Peak of foreign troops", "soldiers",
        "Most foreign soldiers on the ground at one time.", "troops",
    ),
    Measure(
        "end_troops", "Foreign troops at the end", "soldiers",
        "Foreign soldiers on the ground at the horizon.", "troops",
    ),
    Measure(
        "violations_first_week", "Violations in the first week", "violations",
        "Violations in the first seven days of the first ceasefire.", "count",
    ),
    Measure(
        "violations_per_week", "Violations a week", "violations a week",
        "Mean violations in a week of ceasefire, over all its days.", "count",
    ),
    Measure(
        "share_seen", "Violations seen", "share", "Share of all violations that monitors see.",
        "share",
    ),
    Measure(
        "share_attributed", "Violations attributed", "share",
        "Share of all violations that monitors can lay at the door of one side.", "share",
    ),
    Measure(
        "mission_casualties", "Casualties of the mission", "soldiers",
        "Foreign soldiers killed or wounded.", "count",
    ),
    Measure(
        "area_km2", "Area changing hands", "km2",
        "Land gained by Russia in the war up to the horizon; below nought where Ukraine gains.",
        "area",
    ),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = MappingProxyType({m.name: m for m in _MEASURES})
