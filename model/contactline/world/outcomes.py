"""How each world ends, and what is measured in it: two registries, one function a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.world.postures import LEAST_PRESENCE_TROOPS
from contactline.world.tally import ESCALATION, RESUMPTION

if TYPE_CHECKING:
    from contactline.world.theatre import Theatre

__all__ = [
    "HOLDING",
    "LEAST_PRESENCE_TROOPS",
    "MEASURES",
    "OUTCOMES",
    "Measure",
    "Outcome",
    "columns",
    "outcome_of_world",
]


@dataclass(frozen=True)
class Outcome:
    """One way a world can end; `label` for charts, `definition` for readers."""

    name: str
    label: str
    definition: str


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
    of: Callable[[Theatre], NDArray[np.generic]]

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
            ),
            Outcome(
                "holds_without_foreign_troops",
                "Ceasefire holds, no foreign troops",
                "A ceasefire is in force at the horizon; fewer than 100 foreign soldiers posted.",
            ),
            Outcome(
                "collapsed",
                "Ceasefire collapsed",
                "There was a ceasefire, but at the horizon there is war.",
            ),
            Outcome(
                "talks_without_agreement",
                "Talks without agreement",
                "There were talks but no ceasefire by the horizon.",
            ),
            Outcome("no_talks", "No talks", "There were no talks by the horizon."),
        )
    }
)

HOLDING = ("holds_with_foreign_troops", "holds_without_foreign_troops")
"""The outcomes in which a ceasefire is in force at the horizon."""


def outcome_of_world(theatre: Theatre) -> NDArray[np.str_]:
    """Return the name of the outcome of each world, (worlds,)."""
    conditions = [
        _with_troops(theatre),
        theatre.stage.agreement.in_force,
        theatre.stage.tally.ceasefires > 0,
        ~np.isnan(theatre.stage.tally.first_talks),
    ]
    *with_events, nothing = OUTCOMES
    return np.asarray(np.select(conditions, with_events, default=nothing), dtype=np.str_)


def _with_troops(theatre: Theatre) -> Mask:
    agreement = theatre.stage.agreement
    present: Mask = theatre.mission.deployed >= LEAST_PRESENCE_TROOPS
    return agreement.in_force & (agreement.rung > 0) & present


def _posture(theatre: Theatre) -> NDArray[np.str_]:
    names = np.array(theatre.stage.agreement.posture_names())
    return np.where(_with_troops(theatre), names, "none")


def _days_to_sign(first_talks: Array, first_ceasefire: Array) -> Array:
    days = first_ceasefire - first_talks
    return np.where(days >= 0, days, np.nan)


def _per_week(theatre: Theatre) -> Array:
    days = theatre.stage.tally.quiet_days
    return np.where(days > 0, theatre.stage.tally.violations / np.maximum(days, 1) * 7, np.nan)


def _of_violations(theatre: Theatre, part: Array) -> Array:
    total = theatre.stage.tally.violations
    return np.where(total > 0, np.minimum(part / np.maximum(total, 1), 1), np.nan)


def _broken_by(theatre: Theatre) -> NDArray[np.str_]:
    keys = np.array([*(side.key for side in theatre.diplomacy.talks.sides), ""])
    names: NDArray[np.str_] = keys[theatre.stage.tally.breaker]
    return names


def _broken_how(theatre: Theatre) -> NDArray[np.str_]:
    ways = np.full(3, "", dtype="<U10")
    ways[ESCALATION], ways[RESUMPTION] = "escalation", "resumption"
    return ways[theatre.stage.tally.how]


_MEASURES = (
    Measure(
        "posture", "Posture of the mission", "", "Kind of force on the ground at the horizon.",
        "name", _posture,
    ),
    Measure(
        "day_talks", "Day talks open", "day", "First day of talks; empty where there are none.",
        "day", lambda t: t.stage.tally.first_talks,
    ),
    Measure(
        "day_ceasefire", "Day of the ceasefire", "day",
        "First day of the first ceasefire; empty where there is none.",
        "day", lambda t: t.stage.tally.first_ceasefire,
    ),
    Measure(
        "days_to_sign", "Days from talks to ceasefire", "days",
        "Days from the first talks to the first ceasefire; empty where one of them is missing.",
        "days", lambda t: _days_to_sign(t.stage.tally.first_talks, t.stage.tally.first_ceasefire),
    ),
    Measure(
        "day_pledged", "Day of the first European pledge", "day",
        "First day on which a contributor other than Canada has troops pledged; empty where none.",
        "day", lambda t: t.stage.tally.first_pledge,
    ),
    Measure(
        "day_on_line", "Day of European troops on the line", "day",
        "First day with 100 soldiers of contributors other than Canada on the contact line; empty "
        "where there is none.",
        "day", lambda t: t.stage.tally.first_on_line,
    ),
    Measure(
        "days_held", "Days the first ceasefire held", "days",
        "Days from the first ceasefire to its collapse or to the horizon.",
        "days", lambda t: t.stage.tally.first_held,
    ),
    Measure(
        "still_holding", "First ceasefire unbroken", "",
        "Whether the first ceasefire is unbroken at the horizon; its days are then a lower bound.",
        "yes", lambda t: t.stage.tally.unbroken,
    ),
    Measure(
        "ceasefires", "Ceasefires begun", "ceasefires", "Number of ceasefires that began.",
        "count", lambda t: t.stage.tally.ceasefires,
    ),
    Measure(
        "broken_by", "Broken by", "", "Side that broke the first ceasefire.", "name", _broken_by,
    ),
    Measure(
        "broken_how", "Broken how", "",
        "Escalation from the line, or a deliberate resumption of the war.", "name", _broken_how,
    ),
    Measure(
        "pledged_troops", "Troops pledged", "soldiers",
        "Most foreign soldiers pledged at one time.",
        "troops", lambda t: t.stage.tally.most_pledged,
    ),
    Measure(
        "peak_troops", "Peak of foreign troops", "soldiers",
        "Most foreign soldiers on the ground at one time.",
        "troops", lambda t: t.stage.tally.most_deployed,
    ),
    Measure(
        "end_troops", "Foreign troops at the end", "soldiers",
        "Foreign soldiers on the ground at the horizon.",
        "troops", lambda t: t.mission.deployed,
    ),
    Measure(
        "violations_first_week", "Violations in the first week", "violations",
        "Violations in the first seven days of the first ceasefire.",
        "count", lambda t: t.stage.tally.first_week,
    ),
    Measure(
        "violations_per_week", "Violations a week", "violations a week",
        "Mean violations in a week of ceasefire, over all its days.", "count", _per_week,
    ),
    Measure(
        "share_seen", "Violations seen", "share", "Share of all violations that monitors see.",
        "share", lambda t: _of_violations(t, t.stage.tally.seen),
    ),
    Measure(
        "share_attributed", "Violations attributed", "share",
        "Share of all violations that monitors can lay at the door of one side.",
        "share", lambda t: _of_violations(t, t.stage.tally.attributed),
    ),
    Measure(
        "mission_casualties", "Casualties of the mission", "soldiers",
        "Foreign soldiers killed or wounded.",
        "count", lambda t: t.mission.casualties,
    ),
    Measure(
        "area_km2", "Area changing hands", "km2",
        "Land gained by Russia in the war up to the horizon; below nought where Ukraine gains.",
        "area", lambda t: t.diplomacy.war.area_km2,
    ),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = MappingProxyType({m.name: m for m in _MEASURES})


def columns(theatre: Theatre) -> dict[str, NDArray[np.generic]]:
    """Return the outcome table of a finished block, column by column, each (worlds,)."""
    table: dict[str, NDArray[np.generic]] = {"outcome": outcome_of_world(theatre)}
    table |= {name: np.asarray(measure.of(theatre)) for name, measure in MEASURES.items()}
    table |= {f"peak_troops.{key}": most for key, most in theatre.stage.tally.most_by.items()}
    return table
