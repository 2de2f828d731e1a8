"""How a game ends: beside the same world without players, and beside others from each order on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from contactline.errors import RunError
from contactline.study.ensemble import replay
from contactline.study.seat.branches import BRANCHES, Branches, others_from
from contactline.study.seat.game import Game
from contactline.study.seat.table import GameTable, table_of
from contactline.study.twins import TwinEntry, side_by_side
from contactline.world.outcomes import outcome_of_world


@dataclass(frozen=True)
class Order:
    """One order of a game that was not left to the actor. turn: from 0.

    before: what was ordered the turn before. ends_without: how the same world in the same luck
    would have ended without what this actor ordered in this turn.
    """

    turn: int
    actor: str
    decision: str
    says: str
    before: str
    ends_without: str

    @property
    def new(self) -> bool:
        """Return whether something else was ordered than the turn before."""
        return self.says != self.before


@dataclass(frozen=True)
class GameEnding:
    """A game that is over. told: its history on one time line with that of the world without it.

    outcome, outcome_without: names of outcomes. orders: all of them. others: by the turn from
    which they go on, for every turn with a new order.
    """

    game: Game
    table: GameTable
    told: tuple[TwinEntry, ...]
    outcome: str
    outcome_without: str
    orders: tuple[Order, ...]
    others: dict[int, Branches]


def ending(
    game: Game,
    table: GameTable | None = None,
    *,
    count: int = BRANCHES,
    progress: Callable[[int, int], None] | None = None,
) -> GameEnding:
    """Return how a game ended. table: of this game if it is at hand. count: of others, 0 for none.

    progress: called with the steps done and in all. Raises RunError before the last turn.
    """
    if not game.over:
        raise RunError(f"The game is in turn {game.turn + 1} of {game.setup.turns}: play on first.")
    setup, done = game.setup, table or table_of(game)
    without = replay(setup.scenario, setup.world, seed=setup.seed)
    orders = _orders(game)
    places = sorted({(one.turn, one.actor) for one in orders if one.new})
    turns = sorted({turn for turn, _ in places}) if count else []
    steps = len(places) + len(turns)
    ends = {
        place: outcome_of(table_of(_undone(game, *place)))
        for place in _each(places, 0, steps, progress)
    }
    others = {
        turn: others_from(game, turn, count) for turn in _each(turns, len(places), steps, progress)
    }
    return GameEnding(
        game=game,
        table=done,
        told=side_by_side(done.chronicle(), without),
        outcome=outcome_of(done),
        outcome_without=outcome_of(table_of(Game(setup, ({},) * setup.turns))),
        orders=tuple(
            replace(one, ends_without=ends.get((one.turn, one.actor), "")) for one in orders
        ),
        others=others,
    )


def _each[Step](
    some: Sequence[Step], before: int, steps: int, progress: Callable[[int, int], None] | None
) -> Iterator[Step]:
    """Yield steps of a work, and tell how many of all are done once each is."""
    for done, one in enumerate(some, start=before + 1):
        yield one
        if progress:
            progress(done, steps)


def outcome_of(table: GameTable) -> str:
    """Return the name of the outcome of a world that has been played to its end."""
    return str(outcome_of_world(table.theatre)[0])


def _orders(game: Game) -> tuple[Order, ...]:
    """Return every order of a game, each with the one before it."""
    found: list[Order] = []
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for turn, actor, decision, says in game.given():
        before = last.get((actor, decision), (-1, ""))
        standing = before[1] if before[0] == turn - 1 else ""
        found.append(Order(turn, actor, decision, says, standing, ""))
        last[actor, decision] = (turn, says)
    return tuple(found)


def _undone(game: Game, turn: int, actor: str) -> Game:
    """Return a game without what an actor ordered in one turn; all other orders stand."""
    orders = list(game.orders)
    orders[turn] = {key: said for key, said in orders[turn].items() if key != actor}
    return replace(game, orders=tuple(orders))
