"""What a chart found, as its title: counts of worlds, and whether beyond noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.language.phrases import apart, counted, per_cent, whole
from contactline.study.intervals import paired_share_interval

NOISE = ", within noise"


@dataclass(frozen=True)
class Hits:
    """In how many worlds of a scenario something is so.

    yes: (worlds,), whether it is so in each world, by number.
    """

    scenario: str
    yes: NDArray[np.bool_]

    @property
    def hits(self) -> int:
        """Number of worlds in which it is so."""
        return int(self.yes.sum())

    @property
    def of_worlds(self) -> str:
        """Return "16 of 100 worlds"."""
        return f"{whole(self.hits)} of {counted(self.yes.size, 'world')}"


def within_noise(before: Hits, after: Hits) -> bool:
    """Return whether luck alone explains that it is so in more or fewer of the same worlds."""
    gained, lost = (int(one.sum()) for one in (after.yes & ~before.yes, before.yes & ~after.yes))
    low, high = paired_share_interval(gained, lost, after.yes.size)
    return low <= 0 <= high


def found_in(seen: Sequence[Hits], clause: str) -> str:
    """Return "{clause} in 16 of 100 worlds, 11 more than in base" for one run, two or several.

    seen: by scenario, the reference first and the one told of last; of the same worlds.
    """
    return f"{clause} in {against(seen)}"


def against(seen: Sequence[Hits]) -> str:
    """Return "16 of 100 worlds, 11 more than in base", with ", within noise" where it is."""
    first, last = seen[0], seen[-1]
    if len(seen) == 1:
        return last.of_worlds
    if len(seen) > 2:
        few, many = (pick(seen, key=lambda one: one.yes.mean()) for pick in (min, max))
        ends = f"{few.of_worlds} under {apart(few.scenario)}"
        return f"{ends} to {many.of_worlds} under {apart(many.scenario)}"
    if first.yes.size != last.yes.size:
        return f"{last.of_worlds}, against {first.of_worlds} in {apart(first.scenario)}"
    noise = NOISE if first.hits != last.hits and within_noise(first, last) else ""
    return f"{last.of_worlds}, {more_or_fewer(last.hits - first.hits, first.scenario)}{noise}"


def more_or_fewer(by: int, than: str) -> str:
    """Return "11 more than in base", "11 fewer than in base" or "as many as in base"."""
    if not by:
        return f"as many as in {apart(than)}"
    return f"{whole(abs(by))} {'more' if by > 0 else 'fewer'} than in {apart(than)}"


def share_against(shares: Sequence[tuple[str, float]], clause: str, noise: bool | None) -> str:
    """Return "64 % {clause}, against 65 % in base, within noise".

    shares: name of a scenario and its share, the reference first. noise: whether the difference
    of the last from the first lies within noise, None where that is not known.
    """
    *others, (_, last) = shares
    if not others:
        return f"{per_cent(last)} {clause}"
    rest = " and ".join(f"{per_cent(share)} in {apart(name)}" for name, share in others)
    return f"{per_cent(last)} {clause}, against {rest}{NOISE if noise else ''}"
