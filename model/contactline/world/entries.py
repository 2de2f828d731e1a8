"""Entries of a chronicle: what was noted of all worlds, put into the words of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.language import say
from contactline.world.stories import COUNTED_IN, DECIDED_FOR, PLAYED, STORIES, UNITS

type Told = Array | Mask | NDArray[np.str_] | str

OWN_RECKONING = re.compile(r"[+−]\d[.,]\d+ \([^()]*\)")


@dataclass(frozen=True)
class ChronicleEntry:
    """One event of one world: its day, its kind, who acted, what happened and why."""

    day: int
    kind: str
    actor: str
    text: str
    cause: str


def with_units(entries: Sequence[ChronicleEntry]) -> list[ChronicleEntry]:
    """Return the entries; where the first reckoning of a kind is told, its unit is said."""
    said: set[str] = set()
    told = []
    for one in entries:
        unit = COUNTED_IN.get(one.kind, "")
        first = unit and unit not in said and _has_own_reckoning(one.cause)
        told.append(replace(one, cause=f"{one.cause} ({say(UNITS[unit])})") if first else one)
        said |= {unit} if first else set()
    return told


def _has_own_reckoning(cause: str) -> bool:
    """Return whether a cause tells a reckoning that the actor itself acts on."""
    instead = say(DECIDED_FOR)
    return any(
        not cause.startswith(instead, found.end()) for found in OWN_RECKONING.finditer(cause)
    )


def entry_of(day: int, kind: str, actor: str, numbers: dict[str, Told], at: int) -> ChronicleEntry:
    """Return what was noted as an entry of the world at position `at` of the block."""
    values = {
        name: say(value) if isinstance(value, str) else _one(value, at)
        for name, value in numbers.items()
    }
    text, cause = STORIES[kind]
    told = text, PLAYED if values.get("played") else cause
    text, cause = (_filled(one, values) for one in told)
    return ChronicleEntry(day, kind, actor, text[:1].upper() + text[1:], cause)


def _filled(story: str, values: dict[str, object]) -> str:
    """Return a story with its values; a share gets a space before its per cent sign."""
    return re.sub(r"(?<=\d)%", " %", say(story, **values))


def _one(values: Array | Mask | NDArray[np.str_], at: int) -> object:
    value = np.asarray(values)[at].item()
    return say(value) if isinstance(value, str) else value
