"""What can be moved on the page: every dial and every field of an actor, in groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from contactline.dials import DIALS, Dial
from contactline.language import marked, say
from contactline.scenario import Scenario, load
from contactline.scenario.decisions import decisions_of
from contactline.scenario.fields import ACTOR_FIELDS, CONTRIBUTOR_FIELDS, FIELDS
from contactline.show.app.first_levers import LEVERS
from contactline.show.app.keeping import kept_by_language
from contactline.show.app.lever import Movable, described

GROUPS = {
    "capitals": marked("The capitals"),
    "washington": marked("Washington"),
    "sides": marked("Moscow and Kyiv"),
    "mission": marked("The mission"),
    "line": marked("The line"),
}
GROUP_OF_SECTION = {
    "assume": "sides",
    "broker": "washington",
    "mission": "mission",
    "monitors": "mission",
    "front": "line",
}
GROUP_OF_ROLE = {"belligerent": "sides", "broker": "washington"}
SECTION_WORDS = {
    "assume": marked("If there were a ceasefire: terms imposed"),
    "broker": marked("The broker"),
    "war": marked("The war"),
    "talks": marked("Talks and belief"),
    "bargaining": marked("Bargaining models"),
    "mission": marked("The mission"),
    "monitors": marked("Who watches"),
    "front": marked("Fire along the line"),
    "durability": marked("What a ceasefire lasts"),
}
FIXED = ("assume.ceasefire",)
"""What the page sets in a way of its own: the view."""


def panel(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the groups with the levers that a class begins with."""
    return [
        {"key": key, "label": say(label), "levers": _main(scenario, key)}
        for key, label in GROUPS.items()
    ]


@kept_by_language
def whole_panel(name: str) -> dict[str, Any]:
    """Return all that can be moved under a bundled scenario: levers, folded ones, assumptions."""
    scenario = load(name)
    groups = [group | {"more": _folded(scenario, str(group["key"]))} for group in panel(scenario)]
    return {"scenario": name, "groups": groups, "assumptions": _assumptions(scenario)}


def place_of(scenario: Scenario, name: str) -> Movable | None:
    """Return where a name such as `actors.uk.territory.position` stands, None if nowhere."""
    short = name.replace(".stances.", ".")
    if short in DIALS:
        return Movable(short, DIALS[short])
    actors = (_of_actor(scenario, key) for key in scenario.actors)
    return next((one for places in actors for one in places if one.name == short), None)


def _main(scenario: Scenario, key: str) -> list[dict[str, Any]]:
    found = ((place_of(scenario, name), label) for name, label in LEVERS[key].items())
    return [described(scenario, one, label) for one, label in found if one]


def _folded(scenario: Scenario, group: str) -> list[dict[str, Any]]:
    """Return the levers behind the first ones, dials before actors."""
    found = []
    for section, label in SECTION_WORDS.items():
        if GROUP_OF_SECTION.get(section) == group:
            dials = [one for one in DIALS.values() if one.section == section]
            places = [Movable(one.name, one) for one in dials if one.kind == "lever"]
            found.append(_list(scenario, label, places))
    for key, actor in scenario.actors.items():
        if GROUP_OF_ROLE.get(actor.role, "capitals") == group:
            found.append(_list(scenario, actor.name, _of_actor(scenario, key)))
    return [one for one in found if one["levers"]]


def _assumptions(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the dials that nobody can move in the world, section by section."""
    found = []
    for section, label in SECTION_WORDS.items():
        dials = [one for one in DIALS.values() if one.section == section]
        places = [
            Movable(one.name, one)
            for one in dials
            if one.kind != "lever" or section not in GROUP_OF_SECTION
        ]
        found.append(_list(scenario, label, places))
    return [one for one in found if one["levers"]]


def _list(scenario: Scenario, label: str, places: Iterable[Movable]) -> dict[str, Any]:
    shown = {name for main in LEVERS.values() for name in main} | set(FIXED)
    levers = [described(scenario, one) for one in places if one.name not in shown]
    return {"label": say(label), "levers": levers}


def _of_actor(scenario: Scenario, key: str) -> list[Movable]:
    """Return the fields of an actor: stances first, then what it has, then who plays it."""
    actor = scenario.actors[key]
    found = [
        Movable(f"actors.{key}.{issue}.{dial.key}", dial, actor=key, issue=issue)
        for issue, stance in actor.stances.items()
        for dial in _stance_fields(issue)
        if getattr(stance, dial.key) is not None
    ]
    found += [
        Movable(f"actors.{key}.{field}", FIELDS[f"actors.*.{field}"], actor=key)
        for field in ACTOR_FIELDS
        if field != "role" and (actor.role == "contributor" or field not in CONTRIBUTOR_FIELDS)
    ]
    for decision in decisions_of(actor.role, key):
        dial = FIELDS[f"actors.*.plays.{decision}"]
        found.append(Movable(f"actors.{key}.plays.{decision}", dial, actor=key))
    return found


def _stance_fields(issue: str) -> list[Dial]:
    sections = ("actors.*.stances.*", f"actors.*.stances.{issue}")
    return [dial for dial in FIELDS.values() if dial.section in sections]
