"""A card for each lever: what it is, how far it goes, where the scenario leaves it, its source."""

from __future__ import annotations

from typing import Any

from contactline.dials import DIALS, Dial
from contactline.dials.distributions import Distribution
from contactline.evidence import ASSUMPTION, claims, figures
from contactline.scenario import Scenario
from contactline.scenario.assumptions import in_words
from contactline.world.outcomes import MEASURES, OUTCOMES


def cards(scenario: Scenario, base: Scenario) -> list[dict[str, Any]]:
    """Return a card for each lever somebody could move, those that the scenario moves first."""
    levers = [d for d in DIALS.values() if d.kind == "lever" and d.section != "assume"]
    found = [_card(dial, scenario, base) for dial in levers]
    return sorted(found, key=lambda card: not card["moved"])


def _card(dial: Dial, scenario: Scenario, base: Scenario) -> dict[str, Any]:
    here, there = (written(one, dial.name) for one in (scenario, base))
    return {
        "name": dial.name,
        "sentence": dial.sentence,
        "range": dial.allowed,
        "here": here,
        "base": there,
        "moved": here != there,
        "watch": _watch(dial.moves),
        "sources": [source_in_words(name) for name in dial.basis],
    }


def written(scenario: Scenario, name: str) -> str:
    """Return in words what a scenario says of a dial."""
    value = scenario.dials[name]
    return in_words(value.to_plain() if isinstance(value, Distribution) else value)


def source_in_words(name: str) -> str:
    """Return who is behind a claim or figure."""
    if name == ASSUMPTION:
        return "an assumption without a source"
    if name in claims():
        claim = claims()[name]
        return f"{claim.said_by} ({claim.date}; {claim.how_sure})"
    figure = figures()[name]
    return f"{figure.source} ({figure.year}; {figure.sure})"


def _watch(column: str) -> str:
    """Return the label of the measure or outcome that a lever should move."""
    if column == "outcome":
        return "How the worlds end"
    known = MEASURES.get(column.partition(".")[0]) or OUTCOMES.get(column)
    return known.label if known else ""
