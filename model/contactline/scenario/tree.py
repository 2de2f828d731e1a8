"""A file as a tree whose every value knows its place, and how one tree changes another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from contactline.dials.distributions import Distribution
from contactline.errors import Fault, ScenarioError
from contactline.scenario.fields import CONTRIBUTOR_FIELDS, RED_LINES

MOST_DEEP = 16
SCALARS = {str, int, float, bool, type(None)}


@dataclass(frozen=True, slots=True)
class Place:
    """A file, a line and a column; both count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def fault(self, text: str) -> Fault:
        """Return a fault at this place."""
        return Fault(self.file, self.line, self.column, text)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file: a scalar, a list of nodes or a mapping of texts to nodes.

    `place` is where the value begins, `key_place` where the key before it does. `comment` is what
    follows a text without quotes in its line and looks as if it were meant to be part of it.
    """

    value: object
    place: Place
    key_place: Place
    comment: str = ""

    @property
    def entries(self) -> dict[str, Node]:
        """Return the entries of a mapping; none if this is not one."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """Return the items of a list; none if this is not one."""
        return self.value if isinstance(self.value, list) else []

    def plain(self) -> object:
        """Return the value without its places."""
        if isinstance(self.value, dict):
            return {key: entry.plain() for key, entry in self.entries.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.items]
        return self.value


def planted(plain: object, place: Place, depth: int = MOST_DEEP) -> Node:
    """Return a plain Python value as a tree that lies at one place."""
    if depth == 0:
        raise ScenarioError([place.fault(f"nested deeper than {MOST_DEEP} levels")])
    if type(plain) in SCALARS:  # what most values are needs no look at the rest
        return Node(plain, place, place)
    if isinstance(plain, Distribution):
        plain = plain.to_plain()
    if isinstance(plain, Mapping):
        entries = {str(key): planted(value, place, depth - 1) for key, value in plain.items()}
        return Node(entries, place, place)
    if isinstance(plain, list | tuple):
        return Node([planted(value, place, depth - 1) for value in plain], place, place)
    if isinstance(plain, np.generic):
        plain = plain.item()
    if isinstance(plain, date):
        return Node(plain.isoformat(), place, place)
    return Node(plain, place, place)


def merged(parent: Node, child: Node, path: tuple[str, ...] = ()) -> Node:
    """Return the parent's tree with the child's values in place of its own.

    Mappings of sections, actors, stances and events are merged key by key; everything else
    (a distribution, a list of claims) is replaced whole. Nothing (`null`) in place of an actor,
    a stance, a red line, an event, a seat or what only a contributor has removes it.
    """
    if not (isinstance(parent.value, dict) and isinstance(child.value, dict) and branch(path)):
        return child
    entries = dict(parent.entries)
    for other in _replaced_by(path, child):
        entries.pop(other, None)
    for key, node in child.entries.items():
        if node.value is None and key in entries and _removable((*path, key)):
            del entries[key]
        else:
            entries[key] = merged(entries[key], node, (*path, key)) if key in entries else node
    return Node(entries, child.place, child.key_place)


def branch(path: tuple[str, ...]) -> bool:
    """Return whether what stands at a path is a mapping that is merged key by key."""
    match path:
        case () | (_,) | ("actors" | "events", _):
            return True
        case ("actors", _, "stances" | "plays") | ("actors", _, "stances", _):
            return True
        case ("events", _, "change" | "truce"):
            return True
    return False


def _removable(path: tuple[str, ...]) -> bool:
    match path:
        case ("actors" | "events", _) | ("actors", _, "stances" | "plays", _):
            return True
        case ("events", _, "recommit" | "truce"):
            return True
        case ("actors", _, key):
            return key in (*CONTRIBUTOR_FIELDS, "plays")
        case ("actors", _, "stances", _, key):
            return key in RED_LINES
    return False


def _replaced_by(path: tuple[str, ...], child: Node) -> tuple[str, ...]:
    """Return the parent's way to date an event where the child dates it another way."""
    if len(path) != 2 or path[0] != "events":
        return ()
    return tuple({"day": "date", "date": "day"}.get(key, "") for key in child.entries)
