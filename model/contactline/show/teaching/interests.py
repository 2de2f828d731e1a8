"""What each actor wants, in words: its stances read off the scale of each issue."""

from __future__ import annotations

from typing import Any

import numpy as np

from contactline.dials.distributions import Distribution
from contactline.dials.issues import ISSUE_WORDS
from contactline.language.phrases import whole
from contactline.scenario import ActorSpec, Scenario, Stance
from contactline.scenario.fields import ROLES
from contactline.show.sheets.sheet import span_text
from contactline.world.postures import LADDER

MOST_ISSUES = 3
LEAST_SALIENCE = 0.2


def interests(scenario: Scenario) -> list[dict[str, Any]]:
    """Return name, role and interests of every actor, the issue it cares about most first.

    The sides of the war come first, then the broker, contributors that lead, and the others.
    """
    order = list(ROLES)
    actors = sorted(
        scenario.actors.values(), key=lambda one: (order.index(one.role), not one.leads)
    )
    return [
        {"name": one.name, "role": one.role, "wants": [*_wants(one), *_forces(one)]}
        for one in actors
    ]


def position_in_words(issue: str, position: float) -> str:
    """Return what a position from 0 to 100 on an issue stands for."""
    if issue == "foreign_force":
        return min(LADDER, key=lambda rung: abs(rung.level - position)).label
    return ISSUE_WORDS[issue].steps[min(int(position / 25 + 0.5), 4)]


def aim_in_words(issue: str, aim: float) -> str:
    """Return what an aim on an issue stands for; it may lie beyond the scale of a text."""
    beyond = ISSUE_WORDS[issue].beyond
    at = min((0.0, 100.0, *beyond), key=lambda one: abs(one - aim))
    return beyond[at] if at in beyond else position_in_words(issue, min(max(aim, 0.0), 100.0))


def _wants(actor: ActorSpec) -> list[str]:
    """Return a sentence on each of the issues the actor cares about most, with its red lines."""
    stances = [(issue, one) for issue, one in actor.stances.items() if _middle(one.salience) > 0]
    stances.sort(key=lambda pair: -_middle(pair[1].salience))
    kept = [pair for pair in stances if _middle(pair[1].salience) >= LEAST_SALIENCE]
    return [_sentence(issue, stance) for issue, stance in kept[:MOST_ISSUES]]


def _sentence(issue: str, stance: Stance) -> str:
    wish = position_in_words(issue, _middle(stance.position))
    parts = [f"On {ISSUE_WORDS[issue].plain}: wants {wish}{_spread(stance.position)}"]
    if stance.aim is not None:
        parts.append(f"would bring about, if it won, {aim_in_words(issue, _middle(stance.aim))}")
    lines = (("short of", stance.at_least, 0), ("beyond", stance.at_most, 100))
    for side, line, open_end in lines:
        if line is not None and line.support != (open_end, open_end):
            parts.append(f"signs nothing {side} {position_in_words(issue, _middle(line))}")
    return "; ".join(parts) + "."


def _spread(position: Distribution) -> str:
    """Return how far the worlds differ in this position, empty where they do not."""
    low, high = position.support
    if low == high:
        return f" ({low:g} of 100)"
    return f" ({low:g} to {high:g} of 100 in the worlds)"


def _forces(actor: ActorSpec) -> list[str]:
    """Return what a contributor could send, and whether others follow it."""
    if actor.role != "contributor":
        return []
    low, high = actor.deployable_troops.support
    size = span_text(whole(low), whole(high))
    leads = " Decides first; others can follow." if actor.leads else ""
    return [f"Could commit {size} soldiers in all, before rotation.{leads}"]


def _middle(value: Distribution) -> float:
    return float(value.quantile(np.array([0.5]))[0])
