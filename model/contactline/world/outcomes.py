"""How each world ends, and what is measured in it: one function a measure.

The names and words of outcomes and measures are declared in `contactline.dials.measures`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.dials import ISSUES
from contactline.dials.measures import (
    HOLDING,
    HOLDING_LABEL,
    HOLDS_ON_LINE,
    MEASURES,
    OUTCOMES,
    WITH_TROOPS,
    WITHOUT_CEASEFIRE,
    Measure,
    Outcome,
)
from contactline.errors import complete
from contactline.world.postures import (
    LEAST_PRESENCE_TROOPS,
    NAMES,
    OBSERVERS,
    SOLDIERS_AWAY,
    SOLDIERS_ON_LINE,
)
from contactline.world.tally import ESCALATION, RESUMPTION

if TYPE_CHECKING:
    from contactline.world.theatre import Theatre

__all__ = [
    "HOLDING",
    "HOLDING_LABEL",
    "HOLDS_ON_LINE",
    "LEAST_PRESENCE_TROOPS",
    "MEASURES",
    "OUTCOMES",
    "WITHOUT_CEASEFIRE",
    "WITH_TROOPS",
    "Measure",
    "Outcome",
    "columns",
    "outcome_of_world",
]


def outcome_of_world(theatre: Theatre) -> NDArray[np.str_]:
    """Return the name of the outcome of each world, (worlds,): the first whose condition holds."""
    met = [condition(theatre) for condition in ENDS_IN.values()]
    return np.asarray(np.select(met, list(ENDS_IN), default=""), dtype=np.str_)


def _holds_with(theatre: Theatre, posted: Mask) -> Mask:
    """Return where a ceasefire holds with foreign soldiers in one of some postures.

    posted: which postures, (rungs,).
    """
    agreement = theatre.agreement
    present: Mask = theatre.mission.deployed >= LEAST_PRESENCE_TROOPS
    return agreement.in_force & posted[theatre.mission.posture(agreement)] & present


def _observers_posted(theatre: Theatre) -> Mask:
    """Return where unarmed observers are posted: those of the text, or civilian ones by a dial."""
    people = theatre.mission.observers + theatre.settings.monitors.observers
    posted: Mask = people >= 1
    return posted


def _posture(theatre: Theatre) -> NDArray[np.str_]:
    """Return who is there at the horizon: soldiers by posture, else observers, else none."""
    agreement, mission = theatre.agreement, theatre.mission
    soldiers = agreement.in_force & (mission.deployed >= LEAST_PRESENCE_TROOPS)
    observers = agreement.in_force & (mission.observers >= 1)
    without_soldiers = np.where(observers, NAMES[OBSERVERS], NAMES[0])
    return np.where(soldiers, np.array(NAMES)[mission.posture(agreement)], without_soldiers)


def _led_by(theatre: Theatre) -> NDArray[np.str_]:
    keys = np.array([*(one.key for one in theatre.mission.contributors.members), ""])
    names: NDArray[np.str_] = keys[theatre.tally.leader]
    return names


def _terms(issue: int) -> Callable[[Theatre], Array]:
    return lambda theatre: theatre.tally.first_terms[issue]


def _days_between(first: Array, then: Array) -> Array:
    days = then - first
    return np.where(days >= 0, days, np.nan)


def _in_an_agreement(theatre: Theatre, said: Mask) -> NDArray[np.object_]:
    """Return what is said of the first ceasefire, None in worlds without one."""
    told = said.astype(np.object_)
    told[np.isnan(theatre.tally.first_ceasefire)] = None
    return told


def _belief_end(theatre: Theatre) -> Array:
    """Return Ukraine's belief in the agreement in force, NaN where there is none."""
    agreement = theatre.agreement
    there = theatre.mission.weight_on_the_ground(agreement, theatre.settings)
    believed = theatre.mission.believed(there, theatre.settings)
    belief = theatre.estimates.belief(agreement.terms, believed)[0]
    return np.where(agreement.in_force, belief, np.nan)


def _per_week(theatre: Theatre) -> Array:
    days = theatre.tally.quiet_days
    return np.where(days > 0, theatre.tally.violations / np.maximum(days, 1) * 7, np.nan)


def _of_violations(theatre: Theatre, part: Array) -> Array:
    total = theatre.tally.violations
    return np.where(total > 0, np.minimum(part / np.maximum(total, 1), 1), np.nan)


def _broken_by(theatre: Theatre) -> NDArray[np.str_]:
    keys = np.array([*(side.key for side in theatre.sides.members), ""])
    names: NDArray[np.str_] = keys[theatre.tally.breaker]
    return names


def _broken_how(theatre: Theatre) -> NDArray[np.str_]:
    ways = np.full(3, "", dtype="<U10")
    ways[ESCALATION], ways[RESUMPTION] = "escalation", "resumption"
    return ways[theatre.tally.how]


ENDS_IN: Mapping[str, Callable[[Theatre], Mask]] = complete(
    {
        "holds_with_troops_on_line": lambda t: _holds_with(t, SOLDIERS_ON_LINE),
        "holds_with_troops_away_from_line": lambda t: _holds_with(t, SOLDIERS_AWAY),
        "holds_with_observers_only": lambda t: t.agreement.in_force & _observers_posted(t),
        "holds_without_foreign_troops": lambda t: t.agreement.in_force,
        "collapsed": lambda t: t.tally.ceasefires > 0,
        "talks_without_agreement": lambda t: ~np.isnan(t.tally.first_talks),
        "no_talks": lambda t: np.isnan(t.tally.first_talks),
    },
    OUTCOMES,
    "ENDS_IN in world/outcomes.py",
    "OUTCOMES in dials/measures.py",
)
"""The worlds that end in each outcome, where none of the outcomes before it has come."""

MEASURED_BY: Mapping[str, Callable[[Theatre], NDArray[np.generic]]] = complete(
    {
        "posture": _posture,
        "day_talks": lambda t: t.tally.first_talks,
        "day_ceasefire": lambda t: t.tally.first_ceasefire,
        "days_to_sign": lambda t: _days_between(t.tally.first_talks, t.tally.first_ceasefire),
        "day_question": lambda t: t.broker.asked_day,
        "day_pledged": lambda t: t.tally.first_pledge,
        "day_on_line": lambda t: t.tally.first_on_line,
        "days_to_soldiers": lambda t: _days_between(t.broker.asked_day, t.tally.first_soldier),
        "days_to_line": lambda t: _days_between(
            t.tally.first_ceasefire, t.tally.first_soldier_on_line
        ),
        "broker_at_table": lambda t: _in_an_agreement(t, t.tally.brokered),
        "europe_at_table": lambda t: _in_an_agreement(t, t.tally.heard_europe),
        **{f"terms_{issue}": _terms(at) for at, issue in enumerate(ISSUES)},
        "belief_signed": lambda t: t.tally.belief_signed,
        "belief_end": _belief_end,
        "days_held": lambda t: t.tally.first_held,
        "still_holding": lambda t: _in_an_agreement(t, t.tally.unbroken),
        "ceasefires": lambda t: t.tally.ceasefires,
        "broken_by": _broken_by,
        "broken_how": _broken_how,
        "pledged_troops": lambda t: t.tally.most_pledged,
        "contributors": lambda t: t.tally.has_pledged.sum(axis=0),
        "led_by": _led_by,
        "followers": lambda t: t.tally.followers(),
        "peak_troops": lambda t: t.tally.most_deployed,
        "end_troops": lambda t: t.mission.deployed,
        "soldiers_on_line": lambda t: t.tally.most_on_line,
        "soldiers_away": lambda t: t.tally.most_away,
        "soldier_months": lambda t: t.tally.soldier_months,
        "violations_first_week": lambda t: t.tally.first_week,
        "violations_per_week": _per_week,
        "share_seen": lambda t: _of_violations(t, t.tally.seen),
        "share_attributed": lambda t: _of_violations(t, t.tally.attributed),
        "mission_casualties": lambda t: t.mission.casualties,
        "area_km2": lambda t: t.war.area_km2,
    },
    MEASURES,
    "MEASURED_BY in world/outcomes.py",
    "MEASURES in dials/measures.py",
)
"""How each measure is read off a finished theatre, (worlds,)."""


def columns(theatre: Theatre) -> dict[str, NDArray[np.generic]]:
    """Return the outcome table of a finished block, column by column, each (worlds,)."""
    table: dict[str, NDArray[np.generic]] = {"outcome": outcome_of_world(theatre)}
    table |= {name: np.asarray(MEASURED_BY[name](theatre)) for name in MEASURES}
    for one in sorted(theatre.mission.contributors.members, key=lambda one: one.row):
        table[f"peak_troops.{one.key}"] = theatre.tally.most_by_contributor[one.place]
    return table
