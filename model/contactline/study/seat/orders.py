"""Orders: what whoever sits in a seat says of its decisions for the four weeks to come."""

from __future__ import annotations

from collections.abc import Mapping

from contactline.errors import RunError, did_you_mean
from contactline.scenario import Scenario
from contactline.scenario.decisions import DECISIONS, OWN, decisions_of
from contactline.world.actors.seats import NEVER

ALWAYS = "at_once"

type Orders = Mapping[str, Mapping[str, str]]
"""By actor and decision. What is not named is left to the actor."""


def says_of(decision: str) -> tuple[str, ...]:
    """Return what can be said of a decision: leave it, do it, its conditional strategies, or own.

    The strategies that say the same as a choice are left out.
    """
    one = DECISIONS[decision]
    if_so = (name for name in one.strategies if name not in (NEVER, ALWAYS))
    return (*one.choices, *if_so, OWN)


def check_orders(orders: Orders, scenario: Scenario, actors: tuple[str, ...]) -> None:
    """Raise RunError for orders of an actor, decision or word that there is not."""
    for key, said in orders.items():
        if key not in actors:
            near = did_you_mean(key, actors) or f". The players are {', '.join(actors)}."
            raise RunError(f"nobody plays {key} in this game{near}")
        known = decisions_of(scenario.actors[key].role, key)
        for decision, word in said.items():
            if decision not in known:
                near = did_you_mean(decision, known) or f", allowed are {', '.join(known)}"
                raise RunError(f"{key}: no such decision, got {decision}{near}")
            allowed = says_of(decision)
            if word not in allowed:
                must = f"{key}.{decision}: must be {', '.join(allowed[:-1])} or {allowed[-1]}"
                raise RunError(f"{must}, got {word}{did_you_mean(word, allowed)}")
