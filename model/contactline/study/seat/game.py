"""A game: one world of a scenario, who plays whom, and every order given so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from contactline.errors import RunError, did_you_mean, shortened, whole_number
from contactline.scenario import Scenario
from contactline.scenario.decisions import OWN, decisions_of
from contactline.study.ensemble import LAST_WORLD, run
from contactline.study.seat.orders import Orders, check_orders

TURN_DAYS = 28
"""Days between two turns: governments decide of the months to come at meetings weeks apart."""
MOST_TURNS = 400
LOOKED_AT = 40


@dataclass(frozen=True)
class GameSetup:
    """What is played: a scenario in the view to be run, a world of a seed, and the seats taken.

    actors: keys of those played, in the order in which they are asked. Raises RunError for an
    actor that is not there, takes no decisions or is named twice, and for numbers that are none.
    """

    scenario: Scenario
    world: int
    seed: int
    actors: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check what is played."""
        world = whole_number("world", self.world)
        whole_number("seed", self.seed)
        if not 0 <= world <= LAST_WORLD:
            raise RunError(f"world must be from 0 to {LAST_WORLD}, got {shortened(str(world))}.")
        if not self.actors:
            raise RunError(f"Nobody plays. Take one of {', '.join(playable(self.scenario))}.")
        for key in self.actors:
            self._check_actor(key)
        if self.scenario.horizon_days > MOST_TURNS * TURN_DAYS:
            most = f"at most {MOST_TURNS * TURN_DAYS} days to be played"
            raise RunError(f"horizon_days must be {most}, got {self.scenario.horizon_days}.")

    def _check_actor(self, key: str) -> None:
        known = playable(self.scenario)
        if self.actors.count(key) > 1:
            raise RunError(f"{key} is taken twice. Give each seat once.")
        if key not in self.scenario.actors:
            near = did_you_mean(key, known) or f". Actors that decide are {', '.join(known)}."
            raise RunError(f"no such actor to play, got {key}{near}")
        if key not in known:
            role = self.scenario.actors[key].role
            raise RunError(f"{key} cannot be played: an {role} takes no decisions.")

    @property
    def turns(self) -> int:
        """Return how many turns the game has, 1 or more; the last runs to the horizon."""
        return max(1, self.scenario.horizon_days // TURN_DAYS)

    def first_day(self, turn: int) -> int:
        """Return the day on which a turn begins; after the last turn the horizon. turn: from 0."""
        return turn * TURN_DAYS if turn < self.turns else self.scenario.horizon_days

    def date(self, day: int) -> date:
        """Return the date of a day."""
        return self.scenario.date + timedelta(days=day)


@dataclass(frozen=True)
class Game:
    """A game so far. orders: those of each turn that has been played. Nothing of it changes."""

    setup: GameSetup
    orders: tuple[Orders, ...] = ()

    def __post_init__(self) -> None:
        """Check every order."""
        turns = self.setup.turns
        if len(self.orders) > turns:
            raise RunError(f"The game has {turns} turns, got orders for {len(self.orders)}.")
        for turn in self.orders:
            check_orders(turn, self.setup.scenario, self.setup.actors)

    @property
    def turn(self) -> int:
        """Return the turn to be played now, from 0; once it is over, how many there were."""
        return len(self.orders)

    @property
    def over(self) -> bool:
        """Return whether the last turn has been played."""
        return self.turn == self.setup.turns

    def then(self, orders: Orders) -> Game:
        """Return the game with a turn more."""
        return replace(self, orders=(*self.orders, orders))

    def up_to(self, turn: int) -> Game:
        """Return the game as it stood before a turn. turn: from 0."""
        return replace(self, orders=self.orders[:turn])

    def given(self) -> Iterator[tuple[int, str, str, str]]:
        """Yield turn, actor, decision and word of every order that is not left to the actor."""
        for turn, orders in enumerate(self.orders):
            for key in self.setup.actors:
                for decision, word in orders.get(key, {}).items():
                    if word != OWN:
                        yield turn, key, decision, word


def playable(scenario: Scenario) -> Sequence[str]:
    """Return the keys of the actors that take decisions, in the order of the scenario."""
    return [key for key, one in scenario.actors.items() if decisions_of(one.role, key)]


def eventful_world(scenario: Scenario, seed: int) -> int:
    """Return the first world in which, left to itself, a ceasefire begins, so there is much to do.

    Of the first 40; if there is none, the first with talks, and if there is none either, world 0.
    """
    outcomes = run(scenario, worlds=LOOKED_AT, seed=seed).outcomes
    for measure in ("day_ceasefire", "day_talks"):
        came = outcomes.index[outcomes[measure].notna()]
        if len(came):
            return int(came[0])
    return 0
