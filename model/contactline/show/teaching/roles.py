"""Role sheets for teams: what an actor wants, can move and fears, what it asks, what it hides."""

from __future__ import annotations

from typing import Any

from contactline.scenario import ActorSpec, Scenario
from contactline.scenario.fields import ROLES
from contactline.show.app.levers import panel
from contactline.show.teaching.interests import interests

MOST_ROLES = 6
LEVERS_OF = {"belligerent": "sides", "broker": "washington", "contributor": "mission"}
FEARS = {
    "belligerent": "A ceasefire that the other side uses to prepare the next war, and terms that "
    "cannot be taken back.",
    "broker": "To lose time and standing on talks that lead nowhere, and to be drawn into a war.",
    "contributor": "Soldiers hit without a mandate to answer, and to stand there alone.",
    "institution": "Members who cannot agree, and promises that nobody fills with people.",
}
ASKS = {
    "belligerent": "What would you do on the day the ceasefire is broken?",
    "broker": "What would make you sign this year rather than next?",
    "contributor": "Who stands behind my soldiers, and for how long?",
    "institution": "Which of you would still pay for this in two years?",
}
OWNERS = {"mission.russian_consent": "russia"}
"""Levers that are one actor's own without standing under its name."""

SECRET = ("signs nothing", "would bring about")


def role_sheets(scenario: Scenario) -> list[dict[str, Any]]:
    """Return a sheet for each of the main actors: both sides, the broker, those who lead."""
    order = list(ROLES)
    actors = [one for one in scenario.actors.values() if one.role != "institution"]
    actors.sort(key=lambda one: (order.index(one.role), not one.leads))
    wants = {one["name"]: one["wants"] for one in interests(scenario)}
    keys = {one.name: key for key, one in scenario.actors.items()}
    groups = {one["key"]: one["levers"] for one in panel(scenario)}
    return [
        _sheet(one, wants[one.name], _movable_by(keys[one.name], one.role, groups))
        for one in actors[:MOST_ROLES]
    ]


def _movable_by(key: str, role: str, groups: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Return the labels of the levers that an actor moves itself, none of another actor's own."""
    stances = [one for levers in groups.values() for one in levers if _owner(one["name"]) == key]
    others = [one for one in groups[LEVERS_OF[role]] if not _owner(one["name"])]
    return [one["label"] for one in [*others, *stances]]


def _owner(lever: str) -> str:
    """Return the key of the actor whose own lever this is, empty if it is nobody's alone."""
    part, _, rest = lever.partition(".")
    return rest.partition(".")[0] if part == "actors" else OWNERS.get(lever, "")


def _sheet(actor: ActorSpec, wants: list[str], levers: list[str]) -> dict[str, Any]:
    parts = [part for want in wants for part in _parts(want)]
    return {
        "name": actor.name,
        "role": actor.role,
        "wants": [text for text in parts if not _is_secret(text)],
        "secret": [text for text in parts if _is_secret(text)]
        or ["Your side has no red line in this scenario: decide for yourselves what yours is."],
        "levers": levers,
        "fears": FEARS[actor.role],
        "asks": ASKS[actor.role],
    }


def _parts(want: str) -> list[str]:
    """Return a sentence of interests in its parts, each with what it is about."""
    about, colon, rest = want.partition(": ")
    if not colon:
        return [want]
    return [f"{about}: {part}." for part in rest.rstrip(".").split("; ")]


def _is_secret(text: str) -> bool:
    return any(word in text for word in SECRET)
