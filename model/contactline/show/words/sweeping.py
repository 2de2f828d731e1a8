"""What a sweep over one dial or two found, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from contactline.language import local_number, say
from contactline.language.phrases import counted, listing, whole
from contactline.show.words.in_units import Measured
from contactline.study.levels import Level
from contactline.study.sweep import Sweep


def sweep_sentences(found: Sweep) -> list[str]:
    """Return a sentence a scenario: where the measure is lowest and where highest."""
    asked = Measured(found.measure)
    return [_sentence(found, asked, number) for number in range(len(found.scenarios))]


def _sentence(found: Sweep, asked: Measured, number: int) -> str:
    """Return between which points of a scenario the measure moves, and by how much."""
    means = found.means(number)
    name = found.scenarios[number].name
    if np.isnan(means).all():
        return say("`{name}`: no world has a value at any point.", name=name)
    ends = (np.nanargmin(means), np.nanargmax(means))
    low, high = (tuple(map(int, np.unravel_index(at, means.shape))) for at in ends)
    if low == high or means[low] == means[high]:
        return say("`{name}`, {label}: the same at every point.", name=name, label=asked.label)
    points = int((~np.isnan(means)).sum())
    change = found.change(number, low, high, of=points)
    lowest, highest = (asked.by_itself(found.at(number, *place)) for place in (low, high))
    noise = say(", within noise") if change.low <= 0 <= change.high else ""
    return say(
        "`{name}`, {label}: from {lowest} {unit} at {start} to {highest} {unit} at {end}; "
        "{difference} in the same {worlds}{noise}.",
        name=name, label=asked.label, lowest=lowest, highest=highest, unit=asked.unit,
        start=place_text(found, low), end=place_text(found, high), noise=noise,
        difference=asked.difference(change.difference, change.low, change.high),
        worlds=counted(found.worlds, "world"),
    ) + picked_text(points)  # fmt: skip


def picked_text(points: int) -> str:
    """Return that two points were picked as the ends of more; nothing where there are but two."""
    if points <= 2:
        return ""
    said = say("The interval allows for both being picked from {points} points.",
               points=whole(points))  # fmt: skip
    return f" {said}"


def place_text(found: Sweep, place: Sequence[int]) -> str:
    """Return a point of a sweep as text: "front.discipline 0.5 and mission.proposal buffer"."""
    return listing(
        [f"{axis.dial} {level_text(axis.levels[at])}"
         for axis, at in zip(found.axes, place, strict=True)]
    )  # fmt: skip


def level_text(level: Level) -> str:
    """Return a value of a dial as text; a word as a file writes it."""
    if isinstance(level, bool):
        return str(level).lower()
    return level if isinstance(level, str) else local_number(f"{level:.4g}")
