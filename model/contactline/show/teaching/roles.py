"""Role sheets for teams: what an actor wants, can move and fears, what it asks, what it hides.

Fears and questions come from its own stances and conditions, none from its role alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from contactline.dials.issues import ISSUE_WORDS
from contactline.language import say
from contactline.scenario import ActorSpec, Scenario
from contactline.show.app.levers import panel
from contactline.show.teaching.interests import (
    Want,
    forces,
    foremost,
    in_order,
    middle,
    position_in_words,
    wants,
)

MOST_ROLES = 6
LEVERS_OF = {"belligerent": "sides", "broker": "washington", "contributor": "mission"}
FEW_AT_HOME = 0.4
"""Support at home below which a capital has its own public to fear (assumption)."""
OWNERS = {"mission.russian_consent": "russia"}
"""Levers that are one actor's own without standing under its name."""


def role_sheets(scenario: Scenario) -> list[dict[str, Any]]:
    """Return a sheet for each of the main actors: both sides, the broker, those who lead."""
    actors = [one for one in in_order(scenario) if one.role != "institution"][:MOST_ROLES]
    keys = {one.name: key for key, one in scenario.actors.items()}
    groups = {one["key"]: one["levers"] for one in panel(scenario)}
    return [_sheet(one, actors, _movable_by(keys[one.name], one.role, groups)) for one in actors]


def _movable_by(key: str, role: str, groups: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Return the labels of the levers that an actor moves itself, none of another actor's own."""
    stances = [one for levers in groups.values() for one in levers if _owner(one["name"]) == key]
    others = [one for one in groups[LEVERS_OF[role]] if not _owner(one["name"])]
    return [say(one["label"]) for one in [*others, *stances]]


def _owner(lever: str) -> str:
    """Return the key of the actor whose own lever this is, empty if it is nobody's alone."""
    part, _, rest = lever.partition(".")
    return rest.partition(".")[0] if part == "actors" else OWNERS.get(lever, "")


def _sheet(actor: ActorSpec, others: Sequence[ActorSpec], levers: list[str]) -> dict[str, Any]:
    wanted, name, role = wants(actor), say(actor.name), say(actor.role)
    capital = role[:1].upper() + role[1:]
    return {
        "name": name,
        "role": role,
        "title": say("{name}: a role sheet", name=name),
        "note": say("{role}. You need not share its views to argue them.", role=capital),
        "wants": [*(want.said(want.wish) for want in wanted), *forces(actor)],
        "secret": _secrets(wanted),
        "levers": levers,
        "fears": _fears(actor),
        "asks": _asks(actor, others),
    }


def _secrets(wanted: Sequence[Want]) -> list[str]:
    """Return what the team keeps to itself: red lines, and what its actor would do if it won."""
    return [want.said(part) for want in wanted for part in want.secret] or [
        say("Your side has no red line in this scenario: decide for yourselves what yours is.")
    ]


def _fears(actor: ActorSpec) -> list[str]:
    """Return what an actor fears: the far end of what it cares about, and what it depends on."""
    return [*_far_ends(actor), *_conditions(actor)]


def _far_ends(actor: ActorSpec) -> list[str]:
    """Return the end of the scale that lies farthest from its wish, on what it cares about most."""
    for issue, stance in foremost(actor)[:1]:
        end = position_in_words(issue, 0 if middle(stance.position) > 50 else 100)
        plain = say(ISSUE_WORDS[issue].plain)
        return [say("On {issue}, where it cares most: {end}.", issue=plain, end=end)]
    return []


def _conditions(actor: ActorSpec) -> list[str]:
    """Return what it fears of the others: of who would break a text, of who would not follow."""
    if actor.role == "belligerent":
        return [say("A ceasefire that the other side uses to prepare the next war.")]
    if actor.role == "broker":
        return [
            say("Talks that lead nowhere, and a war into which it is drawn."),
        ]
    home = middle(actor.home_support)
    said = {
        say("To go first, and to find nobody behind it."): actor.leads,
        say("To stand there without a state that leads."): actor.needs_leader and not actor.leads,
        say("Soldiers hit, and no United States behind them."): actor.needs_backing,
        say("Soldiers hit, without a mandate to answer."): not actor.needs_backing,
        say("Its own public, much of which does not want to send soldiers."): home < FEW_AT_HOME,
    }
    return [text for text, fits in said.items() if fits]


def _asks(actor: ActorSpec, others: Sequence[ActorSpec]) -> list[str]:
    """Return what to ask the actor that is farthest away, and what to ask of what it needs."""
    return [*_of_the_farthest(actor, others), _of_what_it_needs(actor)]


def _of_the_farthest(actor: ActorSpec, others: Sequence[ActorSpec]) -> list[str]:
    for issue, stance in foremost(actor)[:1]:
        here = middle(stance.position)
        there = {
            one.name: middle(one.stances[issue].position)
            for one in others
            if one.name != actor.name and issue in one.stances
        }
        if there:
            name = max(there, key=lambda one: abs(there[one] - here))
            wish = position_in_words(issue, there[name])
            return [
                say(
                    "To {name}, on {issue}: what would you take in place of {wish}?",
                    name=say(name), issue=say(ISSUE_WORDS[issue].plain), wish=wish,
                )
            ]  # fmt: skip
    return []


def _of_what_it_needs(actor: ActorSpec) -> str:
    if actor.role == "belligerent":
        return say("To the other side: what would you do on the day the ceasefire is broken?")
    if actor.role == "broker":
        return say("To both sides: what would make you sign this year rather than next?")
    if actor.needs_backing:
        return say("To Washington: who stands behind my soldiers, and for how long?")
    if actor.needs_leader and not actor.leads:
        return say("To those who lead: what do you do on the day my soldiers are hit?")
    return say("To the other capitals: what would have to be so before you follow?")
