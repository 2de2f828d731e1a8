"""Pairs of twins that end otherwise, both ways, and the first event that parts each pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from contactline.language import current, speaking
from contactline.luck import Luck
from contactline.scenario import Scenario, scenario_of
from contactline.study.comparison import Comparison, compare
from contactline.study.ensemble import chronicles, run_each
from contactline.study.pool import cut_around_kept, run_blocks
from contactline.study.twins import TwinEntry, first_apart, side_by_side, worth_telling

if TYPE_CHECKING:
    import pandas as pd

type Progress = Callable[[int, int], None]
type Apart = tuple[TwinEntry | None, ...]

BLOCK_TOLD = 128
"""Worlds whose chronicles are written at a time: each holds a few hundred texts."""


@dataclass(frozen=True)
class Parting:
    """A world that ends as `before` under one scenario and as `after` under the other.

    first: what parts them, the first of all that is told that is not the same under both; None
    where the same is told to the end.
    """

    world: int
    before: str
    after: str
    first: TwinEntry | None


@dataclass(frozen=True)
class PartedBy:
    """Pairs that one kind of event of one actor parts. side: "a", "b", or "both" where it differs.

    partings: of these worlds, by day.
    """

    kind: str
    actor: str
    side: str
    partings: tuple[Parting, ...]

    @property
    def days(self) -> tuple[int, int, int]:
        """Return the first day on which it parts a pair, that in the middle, and the last one."""
        days = [one.first.day for one in self.partings if one.first]
        return days[0], days[(len(days) - 1) // 2], days[-1]


@dataclass(frozen=True, eq=False)
class TwinPairs:
    """All worlds that end otherwise under another scenario. partings: one of each, by number."""

    comparison: Comparison
    partings: tuple[Parting, ...]

    @cached_property
    def parted_by(self) -> tuple[PartedBy, ...]:
        """Return what parts the pairs, the most frequent first, then the earliest."""
        found: dict[tuple[str, str, str], list[Parting]] = {}
        for one in self.partings:
            if one.first:
                entry, side = one.first.either[0], one.first.side
                found.setdefault((entry.kind, entry.actor, side), []).append(one)
        ways = [PartedBy(*key, tuple(sorted(ones, key=_by_day))) for key, ones in found.items()]
        return tuple(sorted(ways, key=lambda one: (-len(one.partings), one.days)))

    def table(self) -> pd.DataFrame:
        """Return a row a world: how it ends under both, and what parts them, on which day."""
        import pandas as pd

        columns = ["world", "before", "after", "day", "kind", "actor", "a", "b"]
        rows = [(one.world, one.before, one.after, *_told(one.first)) for one in self.partings]
        return pd.DataFrame(rows, columns=columns).astype({"day": "Int64"})


def _by_day(one: Parting) -> tuple[int, int]:
    return one.first.day if one.first else -1, one.world


def _told(first: TwinEntry | None) -> tuple[object, ...]:
    """Return the day of a parting, its kind and actor, and what is told under both."""
    if first is None:
        return None, "", "", "", ""
    entry = first.either[0]
    return first.day, entry.kind, entry.actor, *(one.text if one else "" for one in first.both)


def twin_pairs(
    a: Scenario | str | Path,
    b: Scenario | str | Path,
    *,
    worlds: int = 200,
    seed: int = 1,
    workers: int | None = 1,
    whole: bool = False,
    progress: Progress | None = None,
) -> TwinPairs:
    """Return which of so many worlds end otherwise under b than under a, and what parts each.

    whole: look at every week of fire and every draft too, not only at what makes news. progress:
    called with worlds run and in all, those that are told at last aside. Raises RunError.
    """
    one, other = scenario_of(a), scenario_of(b)
    first, second = run_each(
        [one, other], worlds=worlds, seed=seed, workers=workers, progress=progress
    )
    found = compare(first, second)
    ends = {world: flip for flip in found.flipping for world in flip.worlds}
    numbers = sorted(ends)
    apart = firsts_apart(one, other, numbers, seed=seed, workers=workers, whole=whole)
    return TwinPairs(
        found,
        tuple(
            Parting(world, ends[world].before, ends[world].after, first)
            for world, first in zip(numbers, apart, strict=True)
        ),
    )


def firsts_apart(
    a: Scenario,
    b: Scenario,
    worlds: Sequence[int],
    *,
    seed: int = 1,
    workers: int | None = 1,
    whole: bool = False,
) -> Apart:
    """Return what first is not the same under b as under a in each world, None if all is.

    worlds: their numbers. whole: as in `twin_pairs`.
    """
    if not worlds:
        return ()
    job = partial(_apart_in, b, tuple(worlds), whole=whole, language=current())
    cuts = cut_around_kept(job, a, len(worlds), BLOCK_TOLD, seed, workers)
    found: list[Apart] = [()] * len(cuts)
    run_blocks(job, a, cuts, seed, workers, found.__setitem__)
    return tuple(one for part in found for one in part)


def _apart_in(
    b: Scenario,
    worlds: tuple[int, ...],
    a: Scenario,
    places: Sequence[int],
    *,
    seed: int,
    whole: bool,
    language: str,
) -> Apart:
    """Return what parts each of the worlds at some places, told in a language."""
    luck = Luck(seed, np.array([worlds[at] for at in places]))
    with speaking(language):
        pairs = zip(chronicles(a, luck), chronicles(b, luck), strict=True)
        told = (side_by_side(*one) for one in pairs)
        return tuple(first_apart(one if whole else worth_telling(one)) for one in told)
