"""What each actor wants, in words: its stances read off the scale of each issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from contactline.dials.distributions import Distribution
from contactline.dials.issues import ISSUE_WORDS
from contactline.language import say
from contactline.language.phrases import whole
from contactline.scenario import ActorSpec, Scenario, Stance
from contactline.scenario.fields import ROLES
from contactline.show.sheets.sheet import span_text
from contactline.world.postures import LADDER

MOST_ISSUES = 3
LEAST_SALIENCE = 0.2


@dataclass(frozen=True)
class Want:
    """What an actor wants on one issue, and what of that it keeps to itself. issue: in words."""

    issue: str
    wish: str
    secret: tuple[str, ...]

    def said(self, *parts: str) -> str:
        """Return parts of it as a sentence."""
        return say("On {issue}: {parts}.", issue=self.issue, parts="; ".join(parts))


def interests(scenario: Scenario, *, secret: bool = True) -> list[dict[str, Any]]:
    """Return name, role and interests of every actor, the issue it cares about most first.

    The sides of the war come first, then the broker, contributors that lead, and the others.
    secret: with what only its own team is to know.
    """
    return [
        {
            "name": say(one.name),
            "role": say(one.role),
            "wants": [*(_told(want, secret) for want in wants(one)), *forces(one)],
        }
        for one in in_order(scenario)
    ]


def _told(want: Want, secret: bool) -> str:
    return want.said(want.wish, *(want.secret if secret else ()))


def in_order(scenario: Scenario) -> list[ActorSpec]:
    """Return all actors: sides of the war, broker, contributors that lead, and the others."""
    order = list(ROLES)
    return sorted(scenario.actors.values(), key=lambda one: (order.index(one.role), not one.leads))


def position_in_words(issue: str, position: float) -> str:
    """Return what a position from 0 to 100 on an issue stands for."""
    if issue == "foreign_force":
        return say(min(LADDER, key=lambda rung: abs(rung.level - position)).label)
    return say(ISSUE_WORDS[issue].steps[min(int(position / 25 + 0.5), 4)])


def aim_in_words(issue: str, aim: float) -> str:
    """Return what an aim on an issue stands for; it may lie beyond the scale of a text."""
    beyond = ISSUE_WORDS[issue].beyond
    at = min((0.0, 100.0, *beyond), key=lambda one: abs(one - aim))
    if at in beyond:
        return say(beyond[at])
    return position_in_words(issue, min(max(aim, 0.0), 100.0))


def foremost(actor: ActorSpec) -> list[tuple[str, Stance]]:
    """Return the stances on the issues the actor cares about most, the first of them first."""
    stances = [(issue, one) for issue, one in actor.stances.items() if middle(one.salience) > 0]
    stances.sort(key=lambda pair: -middle(pair[1].salience))
    return [pair for pair in stances if middle(pair[1].salience) >= LEAST_SALIENCE][:MOST_ISSUES]


def wants(actor: ActorSpec) -> list[Want]:
    """Return what the actor wants on the issues it cares about most, with its red lines."""
    return [_want(issue, stance) for issue, stance in foremost(actor)]


def forces(actor: ActorSpec) -> list[str]:
    """Return what a contributor could send, and whether others follow it."""
    if actor.role != "contributor":
        return []
    low, high = actor.deployable_troops.support
    size = span_text(whole(low), whole(high))
    could = say("Could commit {size} soldiers in all, before rotation.", size=size)
    return [f"{could} {say('Decides first; others can follow.')}" if actor.leads else could]


def middle(value: Distribution) -> float:
    """Return the median of what is drawn."""
    return float(value.quantile(np.array([0.5]))[0])


def _want(issue: str, stance: Stance) -> Want:
    wish = say(
        "wants {wish} ({spread})",
        wish=position_in_words(issue, middle(stance.position)), spread=_spread(stance.position),
    )  # fmt: skip
    secret = []
    if stance.aim is not None:
        aim = aim_in_words(issue, middle(stance.aim))
        secret.append(say("would bring about, if it won, {aim}", aim=aim))
    if stance.at_least is not None and stance.at_least.support != (0, 0):
        least = position_in_words(issue, middle(stance.at_least))
        secret.append(say("signs nothing short of {position}", position=least))
    if stance.at_most is not None and stance.at_most.support != (100, 100):
        most = position_in_words(issue, middle(stance.at_most))
        secret.append(say("signs nothing beyond {position}", position=most))
    return Want(say(ISSUE_WORDS[issue].plain), wish, tuple(secret))


def _spread(position: Distribution) -> str:
    """Return how far the worlds differ in this position."""
    low, high = position.support
    if low == high:
        return say("{position:g} of 100", position=low)
    return say("{low:g} to {high:g} of 100 in the worlds", low=low, high=high)
