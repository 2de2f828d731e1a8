"""The fields of actors and of a file that take values, declared like dials.

A name such as "actors.*.stances.*.position" stands for this field of any actor on any issue.
"""

from __future__ import annotations

from collections.abc import Mapping

from contactline.dials.declaration import Dial, number, option, switch, whole

ROLES = ("belligerent", "broker", "contributor", "institution")
DIRECTIONS = ("more", "less")
_ASSUMED = ("assumption",)

_DECLARED = (
    whole(
        "horizon_days",
        unit="days",
        low=7,
        high=3650,
        default=730,
        kind="constant",
        basis=_ASSUMED,
        sentence="How many days each world is followed after day 0.",
    ),
    whole(
        "events.*.day",
        unit="days",
        low=0,
        high=3650,
        default=0,
        kind="constant",
        basis=_ASSUMED,
        sentence="The day it happens, counted from day 0; or give `date`.",
    ),
    option(
        "expect.*",
        options=DIRECTIONS,
        default="more",
        kind="constant",
        basis=_ASSUMED,
        sentence="Whether this outcome or measure should come out as more or less than in base.",
    ),
    option(
        "actors.*.role",
        options=ROLES,
        default="contributor",
        kind="constant",
        basis=_ASSUMED,
        sentence="What the actor may do: fight, broker, send troops, or only be heard.",
    ),
    number(
        "actors.*.capability",
        unit="share",
        low=0,
        high=1,
        default=0.5,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="How much the actor's voice weighs in the bargaining.",
    ),
    switch(
        "actors.*.leads",
        default=False,
        kind="lever",
        basis=_ASSUMED,
        sentence="Whether this contributor decides first, so that others can follow it.",
    ),
    whole(
        "actors.*.deployable_troops",
        unit="soldiers",
        low=0,
        high=200_000,
        default=0,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="How many soldiers this contributor could commit in all, before rotation.",
    ),
    number(
        "actors.*.home_support",
        unit="share",
        low=0,
        high=1,
        default=0.5,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="The share of opinion at home in favour of sending troops.",
    ),
    number(
        "actors.*.stances.*.position",
        unit="position",
        low=0,
        high=100,
        default=50,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="What the actor wants on this issue.",
    ),
    number(
        "actors.*.stances.*.salience",
        unit="share",
        low=0,
        high=1,
        default=0.5,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="How much the actor cares about this issue.",
    ),
    number(
        "actors.*.stances.*.flexibility",
        unit="share",
        low=0,
        high=1,
        default=0.3,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="How far the actor may be moved towards a draft.",
    ),
    number(
        "actors.*.stances.*.at_least",
        unit="position",
        low=0,
        high=100,
        default=0,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="Red line: the lowest position on this issue that the actor would sign.",
    ),
    number(
        "actors.*.stances.*.at_most",
        unit="position",
        low=0,
        high=100,
        default=100,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="Red line: the highest position on this issue that the actor would sign.",
    ),
)

FIELDS: Mapping[str, Dial] = {dial.name: dial for dial in _DECLARED}
"""Every field that takes a value but is not a dial of the model, by its name."""

ACTOR_FIELDS = tuple(dial.key for dial in _DECLARED if dial.section == "actors.*")
STANCE_FIELDS = tuple(dial.key for dial in _DECLARED if dial.section == "actors.*.stances.*")
CONTRIBUTOR_FIELDS = ("leads", "deployable_troops", "home_support")
