"""Twins: one world under two scenarios, in the very same luck, and which worlds part ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.ensemble import replay
from contactline.world.entries import ChronicleEntry
from contactline.world.stories import IN_FULL_ONLY, ROUTINE

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Flip:
    """The worlds that end in one outcome under a scenario and in another under the other.

    before, after: names of outcomes. worlds: the numbers of these worlds, rising.
    """

    before: str
    after: str
    worlds: tuple[int, ...]


@dataclass(frozen=True)
class TwinEntry:
    """What happened to one actor of one world on a day, under scenario a, under b, or both."""

    day: int
    a: ChronicleEntry | None
    b: ChronicleEntry | None

    @property
    def shared(self) -> bool:
        """Return whether the same happened under both, be it for other reasons."""
        return self.a is not None and self.b is not None and self.a.text == self.b.text

    @property
    def either(self) -> tuple[ChronicleEntry, ...]:
        """Return the entries there are, one or two."""
        return tuple(one for one in self.both if one is not None)

    @property
    def both(self) -> tuple[ChronicleEntry | None, ChronicleEntry | None]:
        """Return what is told under each."""
        return self.a, self.b

    @property
    def side(self) -> str:
        """Return under which it happened: "a", "b", or "both"."""
        return "both" if self.a and self.b else "a" if self.a else "b"


def flips_between(before: pd.Series[str], after: pd.Series[str]) -> tuple[Flip, ...]:
    """Return which worlds change their outcome and how, the most frequent change first.

    before, after: the outcomes of the same worlds, by number of the world.
    """
    moved = before.index[(before.astype(object) != after.astype(object)).to_numpy()]
    ways: dict[tuple[str, str], list[int]] = {}
    for world in sorted(moved):
        ways.setdefault((str(before[world]), str(after[world])), []).append(int(world))
    found = [Flip(*way, tuple(worlds)) for way, worlds in ways.items()]
    return tuple(sorted(found, key=lambda flip: (-len(flip.worlds), flip.worlds)))


def world_that_flips(flips: Sequence[Flip]) -> int:
    """Return the world to look at: the lowest number of the most frequent change.

    Raises RunError where no world changes its outcome.
    """
    if not flips:
        raise RunError(
            "No world changes its outcome, so none is singled out. Name one, or run more worlds."
        )
    return flips[0].worlds[0]


def twins(
    a: Scenario | str | Path, b: Scenario | str | Path, world: int, *, seed: int = 1
) -> tuple[TwinEntry, ...]:
    """Return the chronicles of one world under two scenarios on one time line.

    a, b: the scenarios. world: its number. seed: any whole number. Raises RunError.
    """
    return side_by_side(replay(a, world, seed=seed), replay(b, world, seed=seed))


def side_by_side(a: Sequence[ChronicleEntry], b: Sequence[ChronicleEntry]) -> tuple[TwinEntry, ...]:
    """Return two chronicles as one, day by day.

    What is told of the same actor in the same words is one entry, and so is what is of one kind,
    such as the drafts of a day; what has no counterpart stands alone.
    """
    first, second = _by_day(a), _by_day(b)
    return tuple(
        TwinEntry(day, *pair)
        for day in sorted({*first, *second})
        for pair in _paired(first.get(day, []), second.get(day, []))
    )


def day_they_part(told: Sequence[TwinEntry]) -> int | None:
    """Return the first day on which not the same happens under both, None if there is none."""
    first = first_apart(told)
    return first.day if first else None


def first_apart(told: Sequence[TwinEntry]) -> TwinEntry | None:
    """Return the first of what is told that is not the same under both, None if all is."""
    return next((one for one in told if not one.shared), None)


def worth_telling(told: Sequence[TwinEntry]) -> tuple[TwinEntry, ...]:
    """Return what makes news; of weekly fire, drafts and casualties only the first under each."""
    kept: list[TwinEntry] = []
    seen: set[tuple[str, int]] = set()
    for pair in told:
        under = {(one.kind, side) for side, one in enumerate(pair.both) if one}
        kinds = {kind for kind, _ in under}
        if kinds.isdisjoint(IN_FULL_ONLY) and (kinds.isdisjoint(ROUTINE) or under - seen):
            kept.append(pair)
        seen |= under
    return tuple(kept)


def _by_day(entries: Sequence[ChronicleEntry]) -> dict[int, list[ChronicleEntry]]:
    return {day: list(found) for day, found in groupby(entries, key=lambda one: one.day)}


def _paired(
    a: Sequence[ChronicleEntry], b: Sequence[ChronicleEntry]
) -> list[tuple[ChronicleEntry | None, ChronicleEntry | None]]:
    """Return the entries of one day in pairs: in the order of a, then those of b alone."""
    left = list(b)
    pairs: dict[int, ChronicleEntry] = {}
    for alike in (_same, _of_a_kind):
        for at, one in enumerate(a):
            other = next((each for each in left if at not in pairs and alike(one, each)), None)
            if other:
                pairs[at] = other
                left.remove(other)
    return [*((one, pairs.get(at)) for at, one in enumerate(a)), *((None, one) for one in left)]


def _same(a: ChronicleEntry, b: ChronicleEntry) -> bool:
    return _of_a_kind(a, b) and a.text == b.text


def _of_a_kind(a: ChronicleEntry, b: ChronicleEntry) -> bool:
    return (a.kind, a.actor) == (b.kind, b.actor)
