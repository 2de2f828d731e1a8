"""The situations the model is put in, so that it can be measured as the record was.

Each is base, changed as stated, so that everything else stays as uncertain as base leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from contactline.scenario import Scenario

type Seen = Literal["war", "line", "life", "talks", "text", "pledges"]

CEASEFIRE_DAY = 60
TWO_YEARS_DAYS = 730
FIVE_YEARS_DAYS = 1826
DONBAS_MONITORS = 1596
"""As many unarmed monitors for each km of this line as Donbas had: 592 on 427 km."""
FORCE_OF_RECORD = 0.42
"""Times what contributors could keep up: about 14 soldiers per km, as the middle one of the
armed missions on record had."""


@dataclass(frozen=True)
class Setup:
    """A situation. changes: dials on top of the scenario. seen: what is looked at in it.

    events: whether what happens on a date happens in it.
    """

    name: str
    words: str
    seen: Seen
    horizon_days: int
    changes: Mapping[str, object]
    events: bool = True

    def of(self, scenario: Scenario) -> Scenario:
        """Return the scenario in this situation."""
        situation = scenario.with_dials(self.changes).with_horizon(self.horizon_days)
        return situation if self.events else situation.without_events()


_STANDING = {
    "assume.ceasefire": True,
    "assume.ceasefire_day": 1,
    "assume.terms": "stated",
    "assume.sequence": 100,
    "assume.foreign_force": 0,
    "mission.proposal": "none",
    "mission.without_consent": "stay_away",
    "front.discipline": 0,
    "front.recommitment_days": 120,
    "monitors.observers": DONBAS_MONITORS,
    "monitors.technology": 0.1,
    "durability.resumption_log_rate": -14,
    "durability.ignition_share": 3,
    "durability.erosion_per_day": 0,
}
_TRUCE = {
    "assume.ceasefire": True,
    "assume.ceasefire_day": CEASEFIRE_DAY,
    "assume.terms": "stated",
    "assume.sequence": 100,
    "assume.foreign_force": 0,
    "mission.proposal": "none",
    "mission.without_consent": "stay_away",  # whom Ukraine alone would invite
    "monitors.observers": 0,
    "talks.pause_weeks": 200,  # only the first truce is looked at
}
_UNTIL = CEASEFIRE_DAY + FIVE_YEARS_DAYS

WAR_MONTH = Setup(
    "a month of war",
    "The first month of the war as it goes on",
    "war",
    30,
    MappingProxyType({"assume.ceasefire": False}),
)
STANDING_TRUCE = Setup(
    "a standing truce",
    "A truce like that in Donbas that stands for a year: no settlement, no rules on return fire, "
    "recommitments every four months, 1.4 unarmed monitors per km",
    "line",
    361,
    _STANDING,
)
STRICT_RULES = Setup(
    "a standing truce with rules on return fire",
    "The truce like that in Donbas, with full discipline in returning fire from its first day and "
    "without recommitments, followed for a year and a half",
    "line",
    541,
    {**_STANDING, "front.discipline": 1, "front.recommitment_days": 0},
)
UNWATCHED_TRUCE = Setup(
    "a standing truce without monitors",
    "The truce like that in Donbas, with nobody to watch it",
    "line",
    361,
    {**_STANDING, "monitors.observers": 0},
)
BARE_TRUCE = Setup(
    "a truce without peacekeepers",
    "A ceasefire in every world on day 60 that settles nothing, as on record, without foreign "
    "troops, followed for five years",
    "life",
    _UNTIL,
    _TRUCE,
)
MONITORED_TRUCE = Setup(
    "a truce with unarmed monitors",
    "The same ceasefire, with 1.4 unarmed monitors per km and no foreign troops",
    "life",
    _UNTIL,
    {**_TRUCE, "monitors.observers": DONBAS_MONITORS},
)
ARMED_TRUCE = Setup(
    "a truce with armed peacekeepers",
    "The same ceasefire, with an armed force between the sides to which both consent, of about "
    "14 soldiers per km, there within weeks",
    "life",
    _UNTIL,
    {
        **_TRUCE,
        "assume.foreign_force": 80,
        "mission.proposal": "buffer",
        "mission.russian_consent": "given",
        "mission.pledge_scale": FORCE_OF_RECORD,
        "mission.reluctance": 0,
        "mission.preparation_scale": 0,
        "mission.pledge_days": 1,
        "mission.risk_weight": 0,
        "mission.stance_weight": 0,
        "mission.consent_weight": 6,
        "mission.consent_loss_per_year": 0,
        "mission.withdrawal_support": 0,
        "mission.lead_time_days": 7,
        "mission.buildup_days": 14,
    },
)
SETTLEMENT = Setup(
    "a full settlement",
    "A ceasefire in every world on day 60 that settles everything, without foreign troops",
    "life",
    _UNTIL,
    {**_TRUCE, "assume.sequence": 0},
)
LEFT_ALONE = Setup(
    "a long war left alone",
    "The war from day 0, with no broker, no pressure and no plan, followed for two years",
    "talks",
    TWO_YEARS_DAYS,
    {"broker.engagement": 0},
    events=False,
)
AS_IT_COMES = Setup(
    "the war as base has it",
    "The war as base has it, followed for two years",
    "talks",
    TWO_YEARS_DAYS,
    {},
)
MONITORS_ASKED = Setup(
    "talks with monitors asked for",
    "The war as base has it, with soldiers who watch the line on the table, followed for two years",
    "talks",
    TWO_YEARS_DAYS,
    {"mission.proposal": "monitors"},
)
_PACKAGE = {
    "assume.territory": 50,
    "assume.sequence": 100,
    "assume.alignment": 35,
    "broker.engagement": 0,
}
LAND_POSTPONED = Setup(
    "land postponed, without NATO",
    "The first week of the war, and a text that puts off the land, with the European Union and "
    "without NATO, as a poll of June 2024 had it",
    "text",
    7,
    _PACKAGE,
)
LAND_AND_NATO = Setup(
    "land postponed, with NATO",
    "The same text with an invitation to NATO",
    "text",
    7,
    {**_PACKAGE, "assume.alignment": 100},
)
FORCE_WANTED = Setup(
    "a force that both sides want",
    "A ceasefire in every world on day 60 that settles nothing, with a force in a buffer zone "
    "asked for, Russia's consent and full American backing, followed for two years",
    "pledges",
    TWO_YEARS_DAYS,
    {
        **_TRUCE,
        "assume.foreign_force": 80,
        "mission.proposal": "buffer",
        "mission.russian_consent": "given",
        "broker.backing": 1,
        "broker.patience_days": 5000,
    },
)

SETUPS: Mapping[str, Setup] = MappingProxyType(
    {
        one.name: one
        for one in (
            WAR_MONTH,
            STANDING_TRUCE,
            STRICT_RULES,
            UNWATCHED_TRUCE,
            BARE_TRUCE,
            MONITORED_TRUCE,
            ARMED_TRUCE,
            SETTLEMENT,
            LEFT_ALONE,
            AS_IT_COMES,
            MONITORS_ASKED,
            LAND_POSTPONED,
            LAND_AND_NATO,
            FORCE_WANTED,
        )
    }
)
