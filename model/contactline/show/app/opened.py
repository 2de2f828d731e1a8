"""A scenario file that a user opens on the page: which bundled one it changes, and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contactline.language import say
from contactline.scenario import Scenario, load, parse
from contactline.scenario.assumptions import leaves
from contactline.scenario.changing import settable
from contactline.scenario.faults import known_names
from contactline.scenario.reading import read
from contactline.scenario.writing import plain_of

FIXED = ("date", "horizon_days")


def opened(text: str) -> dict[str, Any]:
    """Return the bundled scenario a text comes from, its changes, and what the page cannot show.

    A text without `from` is taken as a change of base. Raises ScenarioError with every fault.
    """
    scenario = parse(text, name="file")
    stated = read(text, "file").tree.entries.get("from")
    parent = load(str(stated.value) if stated else "base")
    changes = differing(parent, scenario)
    names = settable(parent.actors, known_names())
    told = {name: value for name, value in changes.items() if name in names and name not in FIXED}
    return {
        "scenario": parent.name,
        "title": say(scenario.title),
        "changes": told,
        "left_out": [name for name in changes if name not in told],
    }


def differing(parent: Scenario, scenario: Scenario) -> Mapping[str, Any]:
    """Return every value in which a scenario differs from another, by name."""
    there, here = (dict(leaves(plain_of(one))) for one in (parent, scenario))
    return {
        name: str(value) if name in FIXED else value
        for name, value in here.items()
        if there.get(name) != value
    }
