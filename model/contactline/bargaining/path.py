"""How a bargain unfolds: rounds of offers and moves, and who moved whom, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array

OFFERS = ("none", "bargain", "exchange", "confrontation", "compromise", "capitulation", "conflict")
NOBODY = -1

Whole = NDArray[np.int64]
Draws = Callable[[str, int, int], Array]
"""Luck: draws(purpose, round, cells) gives uniforms between 0 and 1, (cells, worlds)."""


@dataclass(frozen=True)
class Round:
    """One round in every world: where all stand after it, and what moved each of them.

    All arrays (actors, issues, worlds). `positions` after the round. `partner`: the other
    actor of the offer that an actor took up, or `NOBODY`. `maker`: who made that offer, the actor
    itself or its partner. `offer`: index into `OFFERS`. `odds`: the chance, as the maker
    reckons, that the actor would prevail over its partner. `gain` and `partner_gain`: what
    the offer is worth to the actor and to its partner, in the units of the model. NaN where a
    model has no such number. `going`: (worlds,), whether the bargaining went on this round.
    `ties`: (worlds,), how many choices among equals the order of the table made; None for none.
    """

    positions: Array
    partner: Whole
    maker: Whole
    offer: Whole
    odds: Array
    gain: Array
    partner_gain: Array
    going: NDArray[np.bool_]
    ties: Whole | None = None


@dataclass(frozen=True)
class Move:
    """One actor's move in one round of one world. Actors and issues are numbers of the table.

    `issues`, `before`, `after`: the issues on which it took up the offer, and its positions.
    """

    round: int
    actor: int
    partner: int
    maker: int
    offer: str
    issues: tuple[int, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    odds: float
    gain: float
    partner_gain: float


@dataclass(frozen=True)
class Path:
    """A whole bargain: `start` (actors, issues, worlds), its rounds, `draft` (issues, worlds)."""

    start: Array
    rounds: tuple[Round, ...]
    draft: Array

    def positions(self, world: int = 0) -> Array:
        """Return where all stand in one world, (rounds + 1, actors, issues)."""
        steps = [self.start, *(one.positions for one in self.rounds if one.going[world])]
        return np.stack([step[..., world] for step in steps])

    def ties(self, world: int = 0) -> int:
        """Return how many choices among equals the order of the table made in one world."""
        found = (
            one.ties[world] for one in self.rounds if one.ties is not None and one.going[world]
        )
        return int(sum(found))

    def moves(self, world: int = 0) -> tuple[Move, ...]:
        """Return every move of one world, by round, then actor in the order of the table."""
        found: list[Move] = []
        before = self.start[..., world]
        for number, one in enumerate(self.rounds, start=1):
            if one.going[world]:
                found.extend(_moves_of(number, one, before, world))
            before = one.positions[..., world]
        return tuple(found)


def between(start: Array, goal: Array, end: Array) -> Array:
    """Return the goal, held between start and end, lest rounding carry it past them."""
    return np.clip(goal, np.minimum(start, end), np.maximum(start, end))


def _moves_of(number: int, one: Round, before: Array, world: int) -> Iterator[Move]:
    after, offer = one.positions[..., world], one.offer[..., world]
    for actor in range(len(after)):
        taken = np.flatnonzero((offer[actor] > 0) & (after[actor] != before[actor]))
        for issues in _by_offer(one, actor, taken, world):
            at = (actor, issues[0], world)
            yield Move(
                round=number,
                actor=actor,
                partner=int(one.partner[at]),
                maker=int(one.maker[at]),
                offer=OFFERS[one.offer[at]],
                issues=tuple(issues),
                before=tuple(before[actor, issues].tolist()),
                after=tuple(after[actor, issues].tolist()),
                odds=float(one.odds[at]),
                gain=float(one.gain[at]),
                partner_gain=float(one.partner_gain[at]),
            )


def _by_offer(one: Round, actor: int, taken: Whole, world: int) -> list[list[int]]:
    """Return the issues on which an actor moved, together where one offer moved it."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for issue in taken.tolist():
        at = (actor, issue, world)
        same = (one.partner[at], one.maker[at], one.offer[at], one.odds[at], one.gain[at])
        groups.setdefault(tuple(repr(value) for value in same), []).append(issue)
    return list(groups.values())
