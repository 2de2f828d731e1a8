"""What a chart found, as its title: counts of worlds, and whether beyond noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.language import marked, say, say_as, say_many
from contactline.language.phrases import apart, listing, per_cent, whole
from contactline.study.intervals import paired_share_interval

NOISE = marked(", within noise")


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
        return of_worlds(self.hits, self.yes.size)


def of_worlds(hits: int, worlds: int) -> str:
    """Return "16 of 100 worlds"."""
    return say_many(
        "{hits} of {worlds} world", "{hits} of {worlds} worlds", worlds,
        hits=whole(hits), worlds=whole(worlds),
    )  # fmt: skip


def within_noise(before: Hits, after: Hits) -> bool:
    """Return whether luck alone explains that it is so in more or fewer of the same worlds."""
    gained, lost = (int(one.sum()) for one in (after.yes & ~before.yes, before.yes & ~after.yes))
    low, high = paired_share_interval(gained, lost, after.yes.size)
    return low <= 0 <= high


def found_in(seen: Sequence[Hits], clause: str) -> str:
    """Return "{clause} in 16 of 100 worlds, 11 more than in base" for one run, two or several.

    seen: by scenario, the reference first and the one told of last; of the same worlds.
    """
    if len(seen) > 2:
        return say_as(
            "from the fewest worlds to the most", "{clause} in {worlds}",
            clause=clause, worlds=against(seen),
        )  # fmt: skip
    return say("{clause} in {worlds}", clause=clause, worlds=against(seen))


def no_ceasefire_in(worlds: int) -> str:
    """Return that no ceasefire comes in any of so many worlds."""
    return say_many(
        "No ceasefire comes in any of {worlds} world",
        "No ceasefire comes in any of {worlds} worlds", worlds, worlds=whole(worlds),
    )  # fmt: skip


def against(seen: Sequence[Hits]) -> str:
    """Return "16 of 100 worlds, 11 more than in base", with ", within noise" where it is."""
    first, last = seen[0], seen[-1]
    if len(seen) == 1:
        return last.of_worlds
    if len(seen) > 2:
        few, many = (pick(seen, key=lambda one: one.yes.mean()) for pick in (min, max))
        return say(
            "{fewest} under {one} to {most} under {other}",
            fewest=few.of_worlds, one=apart(few.scenario),
            most=many.of_worlds, other=apart(many.scenario),
        )  # fmt: skip
    if first.yes.size != last.yes.size:
        return say(
            "{worlds}, against {others} in {name}",
            worlds=last.of_worlds, others=first.of_worlds, name=apart(first.scenario),
        )  # fmt: skip
    noise = say(NOISE) if first.hits != last.hits and within_noise(first, last) else ""
    return f"{last.of_worlds}, {more_or_fewer(last.hits - first.hits, first.scenario)}{noise}"


def more_or_fewer(by: int, than: str) -> str:
    """Return "11 more than in base", "11 fewer than in base" or "as many as in base"."""
    if not by:
        return say("as many as in {name}", name=apart(than))
    if by > 0:
        return say("{count} more than in {name}", count=whole(by), name=apart(than))
    return say("{count} fewer than in {name}", count=whole(-by), name=apart(than))


def share_against(shares: Sequence[tuple[str, float]], clause: str, noise: bool | None) -> str:
    """Return "64 % {clause}, against 65 % in base, within noise".

    shares: name of a scenario and its share, the reference first. noise: whether the difference
    of the last from the first lies within noise, None where that is not known.
    """
    *others, (_, last) = shares
    found = say("{share} {clause}", share=per_cent(last), clause=clause)
    if not others:
        return found
    rest = [
        say("{share} in {name}", share=per_cent(share), name=apart(name)) for name, share in others
    ]
    told = say("{found}, against {others}", found=found, others=listing(rest))
    return f"{told}{say(NOISE) if noise else ''}"
