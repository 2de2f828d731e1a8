"""Rounds of a paper game: how often things happen within one, counted in many worlds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from contactline.arrays import Mask
from contactline.luck import Luck
from contactline.scenario import Scenario
from contactline.scenario.decisions import decisions_of
from contactline.study.seat.branches import comes_up
from contactline.study.seat.game import TURN_DAYS, GameSetup
from contactline.study.seat.table import GameTable
from contactline.world.actors.seats import Given
from contactline.world.chronicle import Chronicle
from contactline.world.postures import LEAST_PRESENCE_TROOPS

if TYPE_CHECKING:
    from contactline.world.theatre import Theatre

type Where = Callable[[Theatre], Mask]

TURNS_A_ROUND = 3
"""Turns of the game in one round on paper: twelve weeks, eight rounds in two years."""
WEEK = 7
SIDES = ("ukraine", "russia")
BOTH_WILLING: Mapping[str, str] = {
    "come_to_the_table": "at_once",
    "give_way": "at_once",
    "sign": "at_once",
    "resume": "never",
}


@dataclass(frozen=True)
class RoundShare:
    """In how many of the rounds that could have seen something it happened."""

    hits: int
    of: int


@dataclass(frozen=True)
class Rounds:
    """How often things happen in a round of a scenario.

    own: by actor and decision, where it comes up, how often the actor does it. chance: by name,
    what nobody decides, with both sides willing to talk and to sign and none that attacks.
    """

    worlds: int
    own: Mapping[str, Mapping[str, RoundShare]]
    chance: Mapping[str, RoundShare]


def rounds_of(scenario: Scenario, actors: Sequence[str], *, worlds: int, seed: int) -> Rounds:
    """Return how often things happen in a round. actors: whose own decisions are counted."""
    luck = Luck(seed, np.arange(worlds))
    setup = GameSetup(scenario, 0, seed, tuple(actors))
    return Rounds(worlds, _own(setup, luck), _chance(scenario, luck))


def rounds_in(scenario: Scenario) -> int:
    """Return how many rounds a scenario has on paper, 1 or more."""
    return max(1, scenario.horizon_days // (TURNS_A_ROUND * TURN_DAYS))


def _own(setup: GameSetup, luck: Luck) -> dict[str, dict[str, RoundShare]]:
    """Return how often each actor takes each of its decisions, left to itself."""
    table = GameTable(setup, luck, told=False)
    roles = {key: setup.scenario.actors[key].role for key in setup.actors}
    found = {key: dict.fromkeys(decisions_of(role, key), (0, 0)) for key, role in roles.items()}
    for _ in range(setup.turns // TURNS_A_ROUND):
        asked = [table.play({}).asked for _ in range(TURNS_A_ROUND)]
        for key, decisions in found.items():
            for name, (hits, of) in decisions.items():
                views = [view for turn in asked for view in turn[key][name]]
                could, did = (np.zeros(luck.worlds.size, dtype=bool) for _ in range(2))
                for view in views:
                    could |= comes_up(view)
                    did |= comes_up(view) & view.own
                decisions[name] = (hits + int(did.sum()), of + int(could.sum()))
    return {
        key: {name: RoundShare(*pair) for name, pair in one.items()} for key, one in found.items()
    }


def _chance(scenario: Scenario, luck: Luck) -> dict[str, RoundShare]:
    """Return how often what nobody decides happens in a round."""
    # Mesa takes half a second to come: only who plays a world waits for it.
    from contactline.world.theatre import Staging, Theatre

    given: Given = dict.fromkeys(SIDES, BOTH_WILLING)
    theatre = Theatre(Staging(rng=luck.seed, written=scenario), luck, Chronicle(), given)
    counts = {name: [0, 0] for name in CHANCES}
    for at in range(scenario.horizon_days // (TURNS_A_ROUND * TURN_DAYS)):
        could = {name: may(theatre) for name, (may, _) in CHANCES.items()}
        came = {name: np.zeros(luck.worlds.size, dtype=bool) for name in CHANCES}
        for week in range(1, TURNS_A_ROUND * TURN_DAYS // WEEK + 1):
            theatre.run_until((at * TURNS_A_ROUND * TURN_DAYS) + week * WEEK)
            for name, (_, did) in CHANCES.items():
                came[name] |= could[name] & did(theatre)
        for name, count in counts.items():
            count[0] += int(came[name].sum())
            count[1] += int(could[name].sum())
    return {name: RoundShare(*count) for name, count in counts.items()}


def _apart(theatre: Theatre) -> Mask:
    apart: Mask = ~theatre.agreement.in_force & ~theatre.talks.at_table
    return apart


def _planned(theatre: Theatre) -> Mask:
    planned: Mask = theatre.broker.plan & ~theatre.broker.walked
    return planned


def _there(theatre: Theatre) -> Mask:
    there: Mask = theatre.mission.deployed >= LEAST_PRESENCE_TROOPS
    return there


CHANCES: Mapping[str, tuple[Where, Where]] = {
    "open_with_plan": (lambda t: _apart(t) & _planned(t), lambda t: ~_apart(t)),
    "open_without_plan": (lambda t: _apart(t) & ~_planned(t), lambda t: ~_apart(t)),
    "sign": (
        lambda t: t.talks.at_table & ~t.agreement.in_force,
        lambda t: t.agreement.in_force,
    ),
    "fire_with_soldiers": (
        lambda t: t.agreement.in_force & _there(t),
        lambda t: ~t.agreement.in_force,
    ),
    "fire_without_soldiers": (
        lambda t: t.agreement.in_force & ~_there(t),
        lambda t: ~t.agreement.in_force,
    ),
}
"""What nobody decides, by name: where it could happen as a round begins, and where it has."""
