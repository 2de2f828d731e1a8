"""The fields of actors and of a file that take values, declared like dials.

A name such as "actors.*.stances.*.position" stands for this field of any actor on any issue.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from contactline.dials.declaration import Dial, number, option, switch, whole
from contactline.dials.issues import ISSUE_WORDS
from contactline.dials.sides import SIDES
from contactline.scenario.decisions import DECISIONS

ROLES: Mapping[str, str] = {
    "belligerent": "fight",
    "broker": "broker",
    "contributor": "send troops",
    "institution": "only be heard",
}
"""What an actor of each role may do; the sides of the war come first."""

EXPECTATIONS = ("expect", "expect_if_ceasefire")
"""Where a file says what should differ from base, as it comes and with a ceasefire imposed."""

DIRECTIONS = ("more", "less")
AIM = "aim"

_ASSUMED = ("assumption",)
_days = partial(whole, unit="days", high=3650, kind="constant", basis=_ASSUMED)
_word = partial(option, kind="constant", basis=_ASSUMED)
_unsure = partial(number, kind="uncertainty", basis=_ASSUMED)
_share = partial(_unsure, unit="share", low=0, high=1)
_position = partial(_unsure, unit="position", low=0, high=100)

*_deeds, _voice = ROLES.values()

_DECLARED = (
    _days(
        "horizon_days",
        low=7,
        default=730,
        sentence="How many days each world is followed after day 0.",
    ),
    _days(
        "events.*.day",
        low=0,
        default=0,
        sentence="The day it happens, counted from day 0; or give `date`.",
    ),
    switch(
        "events.*.recommit",
        default=False,
        kind="lever",
        basis=("osce-recommitment-interval", "osce-truce-drop"),
        sentence="Whether both sides commit themselves anew to a ceasefire that stands by then.",
    ),
    _days(
        "events.*.truce.days",
        low=1,
        high=30,
        default=3,
        sentence="How many days a truce declared in the war stands, its first day among them.",
    ),
    _word(
        "events.*.truce.by",
        options=("both", *SIDES),
        default="both",
        sentence="Who declares the truce; a side that does not goes on firing as it did.",
    ),
    _share(
        "events.*.truce.compliance",
        basis=("osce-truce-drop", "assumption"),
        default=0.5,
        sentence="The share of its fire that who declares the truce stops while it stands.",
    ),
    _unsure(
        "events.*.truce.lesson",
        unit="log-odds",
        low=0,
        high=2,
        default=0.1,
        sentence="By how much a truce kept to the full raises belief in the word of who declared "
        "it, and one not kept at all lowers it; 0 means nobody learns.",
    ),
    _word(
        "expect.*",
        options=DIRECTIONS,
        default="more",
        sentence="Whether this outcome or measure should come out as more or less than in base.",
    ),
    _word(
        "actors.*.role",
        options=tuple(ROLES),
        default="contributor",
        sentence=f"What the actor may do: {', '.join(_deeds)}, or {_voice}.",
    ),
    _share(
        "actors.*.capability",
        default=0.5,
        sentence="How much the actor's voice weighs in the bargaining.",
    ),
    switch(
        "actors.*.leads",
        default=False,
        kind="lever",
        basis=_ASSUMED,
        sentence="Whether this contributor leads: it has a say in the force asked for, and its "
        "pledge counts most with others.",
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
    _share(
        "actors.*.home_support",
        default=0.5,
        sentence="The share of opinion at home in favour of sending troops.",
    ),
    _days(
        "actors.*.option_days",
        low=0,
        default=120,
        sentence="Days of staff work that this contributor needs to have an option ready.",
    ),
    _word(
        "actors.*.after",
        options=("nothing", "talks", "ceasefire"),
        default="nothing",
        sentence="What must have come before this contributor pledges anything.",
    ),
    switch(
        "actors.*.needs_backing",
        default=False,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="Whether it pledges only where the United States stand behind the mission.",
    ),
    switch(
        "actors.*.needs_leader",
        default=True,
        kind="uncertainty",
        basis=_ASSUMED,
        sentence="Whether it pledges only where a leading contributor has pledged.",
    ),
    _position(
        "actors.*.stances.*.position",
        default=50,
        sentence="What the actor wants on this issue.",
    ),
    _share(
        "actors.*.stances.*.salience",
        default=0.5,
        sentence="How much the actor cares about this issue.",
    ),
    _share(
        "actors.*.stances.*.flexibility",
        default=0.3,
        sentence="How far a belligerent, nobody else, may give way towards what the other wants.",
    ),
    _position(
        "actors.*.stances.*.at_least",
        default=0,
        sentence="Red line of a belligerent, nobody else: the lowest position that it would sign.",
    ),
    _position(
        "actors.*.stances.*.at_most",
        default=100,
        sentence="Red line of a belligerent, nobody else: the highest position that it would sign.",
    ),
    *(decision.field for decision in DECISIONS.values()),
    *(
        _unsure(
            f"actors.*.stances.{issue.name}.{AIM}",
            unit="position",
            low=issue.aims[0],
            high=issue.aims[1],
            default=50,
            sentence=f"What a side would bring about on {issue.plain} if it won, at least what "
            "it wants at the table; that alone unless said.",
        )
        for issue in ISSUE_WORDS.values()
        if issue.aims
    ),
)

FIELDS: Mapping[str, Dial] = {dial.name: dial for dial in _DECLARED}
"""Every field that takes a value but is not a dial of the model, by its name."""

ACTOR_FIELDS = tuple(dial.key for dial in _DECLARED if dial.section == "actors.*")
TRUCE_FIELDS = ("by", "compliance", "lesson")
STANCE_FIELDS = tuple(dial.key for dial in _DECLARED if dial.section == "actors.*.stances.*")
RED_LINES = ("at_least", "at_most")
AIMS: Mapping[str, Dial] = {
    dial.section.rpartition(".")[2]: dial for dial in _DECLARED if dial.key == AIM
}
"""What a side fights for, by issue."""

CONTRIBUTOR_FIELDS = (
    "leads",
    "deployable_troops",
    "home_support",
    "option_days",
    "after",
    "needs_backing",
    "needs_leader",
)
