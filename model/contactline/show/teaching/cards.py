"""A card for each lever somebody could move, those that the scenario moves first."""

from __future__ import annotations

from typing import Any

from contactline.dials import DIALS
from contactline.language import marked, say
from contactline.scenario import Scenario
from contactline.show.app.cards import card
from contactline.show.app.titles import title_of

NO_SOURCE = marked("an assumption without a source")
AS_IN_THE_CARD = ("name", "what", "message", "notice", "range", "here", "grade")


def cards(scenario: Scenario, base: Scenario) -> list[dict[str, Any]]:
    """Return a card for each lever; base: to say what the scenario sets otherwise."""
    levers = [d.name for d in DIALS.values() if d.kind == "lever" and d.section != "assume"]
    found = [_card(name, scenario, base) for name in levers]
    return sorted(found, key=lambda one: not one["moved"])


def _card(name: str, scenario: Scenario, base: Scenario) -> dict[str, Any]:
    found = card(scenario, name)
    told = {key: say(found[key]) for key in AS_IN_THE_CARD}
    named = "; ".join(_named(one["at"], say(one["label"])) for one in found["named"])
    examples = " ".join(say(one["text"]) for one in found["examples"])
    moved = scenario.dials[name] != base.dials[name]
    stands = [told["range"], *([f"{named}."] if named else []), stands_at(told["here"])]
    if moved:
        stands[-1] = stands_at(told["here"], say(card(base, name)["here"]))
    title = title_of(DIALS[name])
    return told | {
        "title": title,
        "beyond_title": "" if told["what"].rstrip(".") == title else told["what"],
        "asks": say("Asks such as: {examples}", examples=examples) if examples else "",
        "stands": " ".join(stands),
        "notice": say("Notice: {what}", what=told["notice"]),
        "rests": say("{grade}. Rests on:", grade=told["grade"]),
        "moved": moved,
        "sources": _sources(found["grounds"]) or [say(NO_SOURCE)],
    }


def stands_at(here: str, base: str = "") -> str:
    """Return where a scenario has an input; base: where base has it, if that is elsewhere."""
    if base:
        return say("Here: {here}; in base: {base}.", here=here, base=base)
    return say("Here: {here}.", here=here)


def _named(at: float, label: str) -> str:
    """Return a named place of a range: "1 as in 2024"."""
    return say("{at:g} {label}", at=at, label=label)


def _sources(grounds: list[dict[str, Any]]) -> list[str]:
    """Return who is behind a number, when, and how sure, each once."""
    stated = ((source, ", ".join(rest)) for source, *rest in (one["stated"] for one in grounds))
    told = (f"{source} ({rest})" if rest else source for source, rest in stated)
    return list(dict.fromkeys(told))
