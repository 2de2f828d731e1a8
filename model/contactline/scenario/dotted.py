"""Dotted names as pages print them, such as `mission.pledge_scale: 2`, set in their place.

They may stand at the top of a file or below `dials:`, and mean the same as the nested spelling.
"""

from __future__ import annotations

from dataclasses import replace

from contactline.errors import Fault
from contactline.scenario.faults import Known
from contactline.scenario.fields import EXPECTATIONS
from contactline.scenario.scalars import dotted, shown
from contactline.scenario.tree import Node, branch

DIALS = "dials"

type Path = tuple[str, ...]


def undotted(tree: Node, known: Known, faults: list[Fault]) -> Node:
    """Return the tree of a file with every dotted name in the place of its nested spelling.

    faults: one is noted for what stands twice, at its second place, and names the first.
    """
    if not any(key == DIALS or "." in key for key in tree.entries):
        return tree
    found = replace(tree, value={})
    for key, node in tree.entries.items():
        if key == DIALS:
            for name, entry in _below(node, faults).items():
                found = _joined(found, _grafted(path_of(name, known), entry), (), faults)
        else:
            found = _joined(found, _grafted(path_of(key, known), node), (), faults)
    return found


def path_of(name: str, known: Known) -> Path:
    """Return the path in a file that a dotted name stands for; the name itself if it is none."""
    match name.split("."):
        case ["actors", actor, issue, *rest] if issue in known.issues:
            return ("actors", actor, "stances", issue, *rest)
        case ["events", event, "change", first, *rest]:
            return ("events", event, "change", ".".join([first, *rest]))
        case ["actors" | "events" as section, *rest]:
            return (section, *rest)
        case [section, first, *rest] if section in (*EXPECTATIONS, *sections(known)):
            return (section, ".".join([first, *rest]))
    return (name,)


def sections(known: Known) -> tuple[str, ...]:
    """Return the sections that dials stand below, each once."""
    return tuple(dict.fromkeys(dial.section for dial in known.dials.values()))


def _below(node: Node, faults: list[Fault]) -> dict[str, Node]:
    """Return what stands below `dials`; a fault is noted if it is no mapping."""
    if not isinstance(node.value, dict):
        must = f"{DIALS}: must be a mapping of dials such as `mission.pledge_scale: 2`"
        faults.append(node.place.fault(f"{must}, got {shown(node.plain())}"))
    return node.entries


def _grafted(path: Path, node: Node) -> Node:
    """Return a tree that holds nothing but a node at a path."""
    for key in reversed(path):
        node = Node({key: node}, node.key_place, node.key_place)
    return node


def _joined(first: Node, second: Node, path: Path, faults: list[Fault]) -> Node:
    """Return two trees as one; what stands in both is a fault, and the first is kept."""
    entries = dict(first.entries)
    for key, node in second.entries.items():
        here = (*path, key)
        there = entries.get(key)
        if there is None:
            entries[key] = node
        elif isinstance(there.value, dict) and isinstance(node.value, dict) and branch(here):
            entries[key] = _joined(there, node, here, faults)
        else:
            faults.append(_given_twice(here, there, node))
    return replace(first, value=entries)


def _given_twice(path: Path, one: Node, other: Node) -> Fault:
    places = sorted((one.key_place, other.key_place), key=lambda at: (at.line, at.column))
    first = f"line {places[0].line}, column {places[0].column}"
    return places[1].fault(f"{dotted(path)}: given twice, first in {first}. Keep one of them")
