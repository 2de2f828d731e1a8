"""What a scenario holds: actors with their stances, events, and the whole content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from contactline.dials.distributions import Distribution
from contactline.scenario.values import Value

DISCIPLINE = "front.discipline"
"""The dial that says how strict the orders to hold fire are."""


@dataclass(frozen=True, kw_only=True)
class Stance:
    """What an actor wants on one issue: positions 0 to 100, salience and flexibility 0 to 1.

    `aim`: what a side would bring about if it won; None if that is its position. Only a
    belligerent has flexibility.
    """

    position: Distribution
    salience: Distribution
    flexibility: Distribution | None = None
    at_least: Distribution | None = None
    at_most: Distribution | None = None
    aim: Distribution | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ActorSpec:
    """A state or an institution. Only a contributor has what stands from `leads` to the basis.

    `plays`: the strategy by which somebody else takes a decision of it, by decision.
    """

    id: str
    name: str
    role: str
    capability: Distribution
    leads: bool
    deployable_troops: Distribution
    home_support: Distribution
    option_days: Distribution
    after: str
    needs_backing: bool
    needs_leader: bool
    basis: tuple[str, ...]
    stances: Mapping[str, Stance]
    plays: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Truce:
    """A short truce declared in the war: for how many days, and `by` whom, both or one side.

    `compliance`: the share of its fire that who declares it stops. `lesson`: by how much, in
    log-odds, a truce kept to the full raises the other side's belief in its word.
    """

    days: int
    by: str
    compliance: Distribution
    lesson: Distribution


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happens on a day and changes dials from then on.

    `day` counts from day 0. `dated` says that the file gives the date, so that the event
    keeps it when day 0 is moved. `recommit`: both sides commit themselves anew to a ceasefire
    that stands by then. `truce`: declared that day where there is war.
    """

    id: str
    day: int
    date: dt.date
    dated: bool
    title: str
    claims: tuple[str, ...]
    change: Mapping[str, Value]
    recommit: bool = False
    truce: Truce | None = None

    @property
    def changes_orders(self) -> bool:
        """Return whether it gives troops other orders to hold fire than they had."""
        return DISCIPLINE in self.change


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a resolved file says: every dial in declared order, actors by id, events by day."""

    title: str
    summary: str
    question: str
    claims: tuple[str, ...]
    date: dt.date
    horizon_days: int
    expect: Mapping[str, str]
    expect_if_ceasefire: Mapping[str, str]
    dials: Mapping[str, Value]
    actors: Mapping[str, ActorSpec]
    events: tuple[Event, ...]
