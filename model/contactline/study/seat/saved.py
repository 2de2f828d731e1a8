"""A game as a file: the whole scenario and every order, so that it resumes to the same history."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from contactline import __version__
from contactline.errors import Fault, FileError, RunError, did_you_mean
from contactline.scenario import Scenario
from contactline.scenario.decisions import OWN, decisions_of
from contactline.scenario.files import text_of
from contactline.scenario.reading import read_value
from contactline.scenario.scalars import joined, named, quoted, shown
from contactline.scenario.tree import Node
from contactline.study.ensemble import LAST_WORLD
from contactline.study.seat.game import MOST_TURNS, Game, GameSetup, playable
from contactline.study.seat.orders import Orders, says_of

FORMAT = 1
HEAD = ("seat", "version", "name", "digest", "world", "seed", "actors", "turns", "scenario")
AS_SAVED = "A game goes on as it was saved: take the file that was kept"


class GameError(FileError):
    """A file of a game, or of decisions, cannot be used."""


def game_text(game: Game) -> str:
    """Return a game as a YAML text that `parse_game` reads to an equal game."""
    setup = game.setup
    lines = [
        "# A game of `contactline play`: go on with `contactline play --resume FILE`.",
        f"seat: {FORMAT}",
        f"version: {quoted(__version__)}",
        f"name: {quoted(setup.scenario.name)}",
        f"digest: {quoted(setup.scenario.digest)}",
        f"world: {setup.world}",
        f"seed: {setup.seed}",
        f"actors: [{', '.join(setup.actors)}]",
        *_turn_lines(game),
        "scenario:",
        *(f"  {line}" if line else "" for line in setup.scenario.to_yaml().splitlines()),
    ]
    return "\n".join(lines) + "\n"


def _turn_lines(game: Game) -> list[str]:
    """Return the orders, a line a turn; what is left to the actors is not said."""
    said = []
    for orders in game.orders:
        kept = {
            key: {name: word for name, word in one.items() if word != OWN}
            for key, one in orders.items()
        }
        actors = [
            f"{key}: {{{', '.join(f'{name}: {word}' for name, word in one.items())}}}"
            for key, one in kept.items()
            if one
        ]
        said.append(f"  - {{{', '.join(actors)}}}")
    return ["turns:", *said] if said else ["turns: []"]


def read_game(path: Path) -> Game:
    """Return the game of a file; raises FileError with every fault in its place."""
    return parse_game(text_of(path, str(path), "a saved game"), str(path))


def parse_game(text: str, file: str) -> Game:
    """Return the game of a text; raises GameError or ScenarioError with every fault."""
    document = read_value(text, file)
    reader = _GameReader([*document.faults])
    tree = document.tree
    reader.head(tree)
    scenario = _scenario(tree, file)
    setup = reader.setup(tree, scenario)
    orders = reader.turns(tree.entries["turns"], scenario, setup.actors, setup.turns)
    reader.tell()
    return Game(setup, orders)


def read_script(path: Path, setup: GameSetup) -> tuple[Orders, ...]:
    """Return the orders of a file of decisions; raises FileError with every fault in its place."""
    return parse_script(text_of(path, str(path), "a file of decisions"), str(path), setup)


def parse_script(text: str, file: str, setup: GameSetup) -> tuple[Orders, ...]:
    """Return the orders of a text: a list with an item a turn, or below `turns`.

    With a single player the item may hold its decisions alone. Raises GameError.
    """
    document = read_value(text, file)
    reader = _GameReader([*document.faults])
    node = document.tree.entries.get("turns", document.tree)
    orders = reader.turns(node, setup.scenario, setup.actors, setup.turns, short=True)
    reader.tell()
    return orders


def _scenario(tree: Node, file: str) -> Scenario:
    """Return the scenario inside a game; raises ScenarioError where it has faults."""
    name, node = tree.entries["name"], tree.entries["scenario"]
    if not isinstance(name.value, str) or not name.value.strip():
        raise GameError([name.place.fault(f"name: must be a text, got {shown(name.plain())}")])
    if "from" in node.entries:
        place = node.entries["from"].key_place
        raise GameError([place.fault(f"scenario.from: the whole scenario stands here. {AS_SAVED}")])
    scenario = Scenario.from_tree(node, name=name.value, source=file)
    digest = tree.entries["digest"]
    if digest.value != scenario.digest:
        must = f"digest: must be that of the scenario below, {scenario.digest[:16]}…"
        raise GameError([digest.place.fault(f"{must}, got {shown(digest.plain())}. {AS_SAVED}")])
    return scenario


class _GameReader:
    """Reads the parts of a game and collects what is wrong with them."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults

    def tell(self) -> None:
        """Raise GameError with what was found, if anything was."""
        if self.faults:
            raise GameError(self.faults)

    def fault(self, node: Node, text: str) -> None:
        """Note what is wrong with a value."""
        self.faults.append(node.place.fault(text))

    def head(self, tree: Node) -> None:
        """Check the keys and the format; raises GameError."""
        if not isinstance(tree.value, dict):
            self.fault(tree, f"must be a saved game, got {shown(tree.plain())}. {AS_SAVED}")
        for key, node in tree.entries.items():
            if key not in HEAD:
                near = did_you_mean(key, HEAD) or f", allowed are {', '.join(HEAD)}"
                self.faults.append(node.key_place.fault(f"no such key, got {named(key)}{near}"))
        for key in HEAD:
            if isinstance(tree.value, dict) and key not in tree.entries:
                self.fault(tree, f"lacks {key}. {AS_SAVED}")
        self.tell()
        found = tree.entries["seat"]
        if found.plain() != FORMAT or isinstance(found.value, bool):
            self.fault(found, f"seat: must be {FORMAT}, got {shown(found.plain())}")
        self._version(tree.entries["version"])
        if not isinstance(tree.entries["scenario"].value, dict):
            self.fault(tree.entries["scenario"], "scenario: must be a whole scenario")
        self.tell()

    def _version(self, node: Node) -> None:
        """Refuse a game of another version: its rules may differ, and so would the history."""
        if node.value != __version__:
            must = f"version: must be {__version__}, got {shown(node.plain())}"
            self.fault(node, f"{must}. Go on with the version that began the game")

    def setup(self, tree: Node, scenario: Scenario) -> GameSetup:
        """Return what is played; raises GameError."""
        world = self._number(tree.entries["world"], "world", 0, LAST_WORLD)
        seed = self._number(tree.entries["seed"], "seed", -(10**1000), 10**1000)
        node = tree.entries["actors"]
        known = playable(scenario)
        if not node.items:
            self.fault(node, f"actors: must be a list of actors, got {shown(node.plain())}")
        actors = []
        for item in node.items:
            if item.value not in known:
                near = did_you_mean(str(item.value), known) or f", allowed are {', '.join(known)}"
                self.fault(item, f"actors: no such actor to play, got {shown(item.plain())}{near}")
            actors.append(str(item.value))
        self.tell()
        try:
            return GameSetup(scenario, world, seed, tuple(actors))
        except RunError as error:
            raise GameError([node.place.fault(str(error))]) from error

    def _number(self, node: Node, name: str, low: int, high: int) -> int:
        value = node.value
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.fault(node, f"{name}: must be a whole number, got {shown(node.plain())}")
        return 0

    def turns(
        self,
        node: Node,
        scenario: Scenario,
        actors: tuple[str, ...],
        most: int,
        *,
        short: bool = False,
    ) -> tuple[Orders, ...]:
        """Return the orders of a list of turns. short: one player's may stand without its key."""
        if not isinstance(node.value, list):
            must = "turns: must be a list with an item a turn, such as `- {uk: {prepare: prepare}}`"
            self.fault(node, f"{must}, got {shown(node.plain())}")
            return ()
        if len(node.items) > min(most, MOST_TURNS):
            text = f"turns: the game has {most} turns, got {len(node.items)}"
            self.fault(node.items[min(most, MOST_TURNS)], text)
        return tuple(
            self._turn(item, f"turns.{at}", scenario, actors, short=short)
            for at, item in enumerate(node.items[:most], start=1)
        )

    def _turn(
        self, node: Node, path: str, scenario: Scenario, actors: tuple[str, ...], *, short: bool
    ) -> Orders:
        if node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self.fault(node, f"{path}: must be orders by actor, got {shown(node.plain())}")
            return {}
        if short and len(actors) == 1 and actors[0] not in node.entries:
            return {actors[0]: self._said(node, path, scenario, actors[0])}
        orders = {}
        for key, said in node.entries.items():
            if key not in actors:
                near = did_you_mean(key, actors) or f", the players are {', '.join(actors)}"
                text = f"{joined(path, key)}: nobody plays it in this game{near}"
                self.faults.append(said.key_place.fault(text))
                continue
            orders[key] = self._said(said, joined(path, key), scenario, key)
        return orders

    def _said(self, node: Node, path: str, scenario: Scenario, key: str) -> Mapping[str, str]:
        """Return what one player says of its decisions."""
        if node.value is not None and not isinstance(node.value, dict):
            must = "must be decisions with a word each, such as `prepare: prepare`"
            self.fault(node, f"{path}: {must}, got {shown(node.plain())}")
        known = decisions_of(scenario.actors[key].role, key)
        said = {}
        for name, word in node.entries.items():
            if name not in known:
                near = did_you_mean(name, known) or f", allowed are {', '.join(known)}"
                text = f"{joined(path, name)}: no such decision{near}"
                self.faults.append(word.key_place.fault(text))
                continue
            allowed = says_of(name)
            if word.value not in allowed:
                near = did_you_mean(str(word.value), allowed)
                must = f"must be {', '.join(allowed[:-1])} or {allowed[-1]}"
                self.fault(word, f"{joined(path, name)}: {must}, got {shown(word.plain())}{near}")
                continue
            said[name] = str(word.value)
        return said
