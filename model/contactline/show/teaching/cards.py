"""A card for each lever somebody could move, those that the scenario moves first."""

from __future__ import annotations

from typing import Any

from contactline.dials import DIALS
from contactline.scenario import Scenario
from contactline.show.app.cards import card
from contactline.show.app.levers import LEVERS

TITLES = {name: title for levers in LEVERS.values() for name, title in levers.items()}
NO_SOURCE = "an assumption without a source"
AS_IN_THE_CARD = ("name", "what", "message", "notice", "range", "here", "grade")


def cards(scenario: Scenario, base: Scenario) -> list[dict[str, Any]]:
    """Return a card for each lever; base: to say what the scenario sets otherwise."""
    levers = [d.name for d in DIALS.values() if d.kind == "lever" and d.section != "assume"]
    found = [_card(name, scenario, base) for name in levers]
    return sorted(found, key=lambda one: not one["moved"])


def _card(name: str, scenario: Scenario, base: Scenario) -> dict[str, Any]:
    found = card(scenario, name)
    return {key: found[key] for key in AS_IN_THE_CARD} | {
        "title": TITLES.get(name, found["what"].partition(":")[0].rstrip(".")),
        "examples": [one["text"] for one in found["examples"]],
        "named": [f"{one['at']:g} {one['label']}" for one in found["named"]],
        "moved": scenario.dials[name] != base.dials[name],
        "base": card(base, name)["here"],
        "sources": [_source(one) for one in found["grounds"]] or [NO_SOURCE],
    }


def _source(ground: dict[str, str]) -> str:
    """Return who is behind a number, when, and how sure."""
    told = ", ".join(part for part in (ground["when"], ground["sure"]) if part)
    return f"{ground['source'] or ground['what']}{f' ({told})' if told else ''}"
