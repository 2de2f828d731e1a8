"""Games that are played on the page: each in a room, each seat behind a code of its own."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from contactline.errors import RunError
from contactline.language import say
from contactline.scenario import Scenario, available, load
from contactline.scenario.decisions import OWN
from contactline.show.seat import debrief
from contactline.show.seat.briefing import briefing
from contactline.show.sheets.twins import twin_sheet
from contactline.study.seat import (
    Game,
    GameSetup,
    GameTable,
    check_orders,
    game_text,
    parse_game,
    table_of,
)
from contactline.study.seat.ending import GameEnding, ending
from contactline.study.seat.game import eventful_world, playable
from contactline.world.wording import plain_name

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another, read aloud or from a board."""
CODE_LENGTH = 8
MOST_ROOMS = 60
MOST_SEATS = 12
MOST_DAYS = 1100
OTHERS = 200


def code() -> str:
    """Return a code that nobody guesses: 8 of 31 letters and digits."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


@dataclass
class GameRoom:
    """One game and those who play it. host: the code of who opened it. seats: codes by actor.

    sealed: the orders of the turn that are in, by actor; they are carried out once all are.
    """

    game: Game
    table: GameTable
    host: str
    seats: Mapping[str, str]
    sealed: dict[str, dict[str, str]] = field(default_factory=dict)
    end: GameEnding | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def actor_of(self, seat: str) -> str:
        """Return who is played behind a code; raises RunError for a code that is none."""
        found = [key for key, known in self.seats.items() if secrets.compare_digest(known, seat)]
        if not found:
            raise RunError(say("There is no such seat in this game. Look at the link again."))
        return found[0]

    def seal(self, key: str, turn: int, orders: Mapping[str, str]) -> None:
        """Take the orders of one player for a turn; the last one in lets the weeks pass.

        turn: from 1. Raises RunError for orders that cannot be given, and for another turn.
        """
        if self.game.over:
            raise RunError(say("The game is over."))
        if turn != self.game.turn + 1:
            raise RunError(
                say(
                    "That was turn {turn}. The game is in turn {now} now.",
                    turn=turn,
                    now=self.game.turn + 1,
                )
            )
        check_orders({key: orders}, self.game.setup.scenario, self.game.setup.actors)
        self.sealed[key] = {name: word for name, word in orders.items() if word != OWN}
        if set(self.sealed) == set(self.game.setup.actors):
            together = {actor: self.sealed[actor] for actor in self.game.setup.actors}
            self.table.play(together)
            self.game = self.game.then(together)
            self.sealed = {}

    def seen_by(self, key: str) -> dict[str, Any]:
        """Return what the player of an actor sees now."""
        setup = self.game.setup
        waiting = [plain_name(setup.scenario.actors[one].name) for one in setup.actors
                   if one not in self.sealed]  # fmt: skip
        told = {
            "actor": key,
            "name": say(setup.scenario.actors[key].name),
            "title": say(setup.scenario.title),
            "world": setup.world,
            "turn": self.game.turn + 1,
            "turns": setup.turns,
            "over": self.game.over,
            "sealed": key in self.sealed,
            "waiting": waiting,
        }
        if not self.game.over:
            told["briefing"] = asdict(briefing(self.table, key))
        return told

    def ended(self) -> dict[str, Any]:
        """Return how the game ended, for everybody; raises RunError before it has."""
        if self.end is None:
            self.end = ending(self.game, self.table, count=OTHERS)
        end = self.end
        short = twin_sheet(debrief.in_short(debrief.beside(end)))
        orders = debrief.orders_sheet(end)
        return {
            "summary": [*debrief.summary(end), *debrief.turning_points(end)],
            "histories": {"head": short.head, "rows": short.rows},
            "orders": {"head": orders.head, "rows": orders.rows},
            "others": debrief.others_sentences(end),
            "how": [say(debrief.HOW_UNDONE), say(debrief.HOW_OTHERS)] if end.orders else [],
            "looking_back": [[head, list(said)] for head, said in debrief.looking_back(end)],
        }


class GameRooms:
    """All games of this server; the one not looked at for longest makes room for a new one."""

    def __init__(self) -> None:
        """Begin without a game."""
        self._rooms: OrderedDict[str, GameRoom] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, game: Game) -> dict[str, Any]:
        """Open a room for a game; return its codes. Raises RunError for a game that is too long."""
        setup = game.setup
        if len(setup.actors) > MOST_SEATS:
            raise RunError(f"At most {MOST_SEATS} seats, got {len(setup.actors)}.")
        if setup.scenario.horizon_days > MOST_DAYS:
            raise RunError(f"A game on the page has at most {MOST_DAYS} days.")
        seats = {key: code() for key in setup.actors}
        room = GameRoom(game, table_of(game), code(), seats)
        name = code()
        with self._lock:
            self._rooms[name] = room
            while len(self._rooms) > MOST_ROOMS:
                self._rooms.popitem(last=False)
        names = {key: say(setup.scenario.actors[key].name) for key in seats}
        return {"game": name, "host": room.host, "seats": seats, "names": names}

    def room(self, name: str) -> GameRoom:
        """Return the room of a game; raises RunError where there is none."""
        with self._lock:
            room = self._rooms.get(name)
            if room is None:
                raise RunError(
                    say("There is no such game on this machine any more. Open it again.")
                )
            self._rooms.move_to_end(name)
        return room


def new_game(wanted: Mapping[str, Any]) -> Game:
    """Return the game that a request asks for; raises RunError with what is wrong."""
    scenario = _scenario(wanted.get("scenario"), imposed=wanted.get("imposed") is True)
    actors = wanted.get("actors")
    if not isinstance(actors, list) or not all(isinstance(one, str) for one in actors):
        raise RunError("actors must be a list of actors.")
    world, seed = wanted.get("world"), wanted.get("seed", 1)
    setup = GameSetup(scenario, 0 if world is None else world, seed, tuple(actors))
    if world is None:
        setup = replace(setup, world=eventful_world(scenario, seed))
    return Game(setup)


def saved_game(text: object) -> Game:
    """Return the game of a saved file; raises GameError with its faults."""
    if not isinstance(text, str):
        raise RunError("A request must hold the text of a file under `text`.")
    return parse_game(text, "the file")


def saved(room: GameRoom) -> dict[str, str]:
    """Return a game as a file."""
    return {"text": game_text(room.game)}


def what_can_be_played() -> list[dict[str, Any]]:
    """Return every bundled scenario with the actors that can be played."""
    return [
        {
            "name": name,
            "title": say(scenario.title),
            "question": say(scenario.question),
            "actors": [
                {"key": key, "name": say(scenario.actors[key].name)} for key in playable(scenario)
            ],
        }
        for name in available()
        for scenario in [load(name)]
    ]


def _scenario(name: object, *, imposed: bool) -> Scenario:
    if not isinstance(name, str) or name not in available():
        raise RunError("There is no such scenario on the page.")
    return load(name).if_ceasefire() if imposed else load(name)
