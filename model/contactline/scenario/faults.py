"""What a check of a file needs to know, and the faults it has found so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from contactline.dials import DIALS, ISSUES, RENAMED, Dial
from contactline.errors import Fault, did_you_mean
from contactline.evidence import ASSUMPTION, claims, sources
from contactline.scenario.scalars import joined, named
from contactline.scenario.tree import Node, Place


@dataclass(frozen=True, eq=False)
class Known:
    """The names a scenario may use: dials, issues, claims, and what a number may rest on.

    `sources` holds the ids of claims and figures, and "assumption".
    """

    dials: Mapping[str, Dial]
    issues: tuple[str, ...]
    claims: Collection[str]
    sources: Collection[str]


@cache
def known_names() -> Known:
    """Return the names of the program itself."""
    known_sources = sources() | {ASSUMPTION}
    return Known(dials=DIALS, issues=ISSUES, claims=frozenset(claims()), sources=known_sources)


type Meanings = Mapping[str, tuple[Node, Any]]
"""What the entries of a tree mean, by their path, each with its node."""


@dataclass
class FileCheck:
    """Collects the faults of a file, so that all of them can be shown at once.

    partial: the file changes another one that is not at hand, so nothing is missing in it.
    found: what another tree without faults means: an entry that both share is not checked again.
    """

    known: Known
    faults: list[Fault] = field(default_factory=list)
    partial: bool = False
    found: Meanings = field(default_factory=dict)

    def found_before(self, node: Node, path: str) -> Any:
        """Return what a node means, if it is one of another tree; None for all others."""
        before = self.found.get(path)
        return before[1] if before is not None and before[0] is node else None

    def fault(self, place: Place, path: str, text: str) -> None:
        """Note that what stands at a place under a path is wrong."""
        self.faults.append(place.fault(f"{path}: {text}" if path else text))

    def unknown(self, place: Place, path: str, key: str, what: str, names: Collection[str]) -> None:
        """Note a key that is none of the given names, with the nearest of them."""
        near = self._elsewhere(joined(path, key), key, names) or did_you_mean(key, names)
        if what == "actor field":
            near = near or did_you_mean(key, self.known.issues)
        allowed = "" if near or len(names) > 20 else f", allowed are {', '.join(names)}"
        self.fault(place, joined(path, key), f"no such {what}, got {named(key)}{allowed}{near}")

    def _elsewhere(self, whole: str, key: str, names: Collection[str]) -> str:
        """Return the end of a sentence that offers a dial of this name in another place."""
        if key.isdigit():
            return ". Write decimals with a point"
        if whole in RENAMED:
            return f". {RENAMED[whole]}"
        if key in self.known.dials:
            dial = self.known.dials[key]
            return f". Write {dial.key} below {dial.section}"
        if "." in key:
            return did_you_mean(key, self.known.dials)
        if key in self.known.issues:
            return f". Write {key} below stances"
        full = [dial.name for dial in self.known.dials.values() if dial.key == key]
        return f". Did you mean '{full[0]}'?" if full and not did_you_mean(key, names) else ""
