"""Short truces declared in the war: the fire they stop, and what they teach of the other's word.

Nobody signs anything, so they are no ceasefire: talks, outcomes and the life of an agreement know
nothing of them. Fire in the war is not drawn day by day; a truce lowers the tempo of its days.
Sides are rows, Ukraine first.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from contactline.arrays import Array, Mask, chance, log_odds
from contactline.dials.sides import SIDES
from contactline.luck import Luck
from contactline.scenario import Event
from contactline.world.settings import drawn

WEEK = 7


def lesson_of_truce(compliance: Array, *, lesson: Array) -> Array:
    """Return what a kept or broken truce adds to belief in a side's word, in log-odds, (worlds,).

    The lesson itself where all fire stopped, its opposite where none did, nothing half-way.
    compliance: the share of its fire that the side stopped, 0 to 1.
    """
    learned: Array = lesson * (2 * compliance - 1)
    return learned


def belief_after_lessons(belief: Array, learned: Array) -> Array:
    """Return each side's belief in the other's word after what truces taught it, 0 to 1.

    learned: log-odds; where it is nought belief stays the same. Both (2, worlds).
    """
    return np.where(learned == 0, belief, chance(log_odds(belief) + learned))


class DeclaredTruce:
    """One declared truce. `stopped`: the share of each side's fire that it stops, (2, worlds).

    `lesson`: what it teaches each side of the other's word, in log-odds, (2, worlds). `days`: how
    long it stands, from `first_day` on. `by`: which sides declare it. `began`: the worlds at war on
    the day it was declared.
    """

    def __init__(self, event: Event, luck: Luck) -> None:
        """Draw how well it is kept; an equal event gives an equal draw in any scenario."""
        truce = event.truce
        if truce is None:
            raise ValueError(f"The event must declare a truce. Got {event.id} without one.")
        self.first_day, self.days = event.day, truce.days
        self.by = tuple(side for side in SIDES if truce.by in ("both", side))
        numbers = {"compliance": truce.compliance, "lesson": truce.lesson}
        found = drawn(numbers, luck, f"truce {event.id} ")
        learned = lesson_of_truce(found["compliance"], lesson=found["lesson"])
        nothing = np.zeros(luck.worlds.size)
        self.stopped = np.stack([found["compliance"] if s in self.by else nothing for s in SIDES])
        self.lesson = np.stack([learned if s in self.by else nothing for s in reversed(SIDES)])
        self.began: Mask = np.zeros(luck.worlds.size, dtype=bool)

    def stands(self, day: int) -> bool:
        """Return whether it stands on a day."""
        return self.first_day <= day < self.first_day + self.days


class Truces:
    """The truces that a scenario declares in the war, in some worlds.

    `stopped`: the share of each side's fire of the week so far that they stopped; `today`: the
    share of today's; `learned`: what they have taught each side of the other's word so far, in
    log-odds; all (2, worlds).
    """

    def __init__(self, events: Iterable[Event], luck: Luck) -> None:
        """Look up how well each is kept."""
        self.declared = {one.id: DeclaredTruce(one, luck) for one in events if one.truce}
        self.stopped = np.zeros((len(SIDES), luck.worlds.size))
        self.today = np.zeros((len(SIDES), luck.worlds.size))
        self.learned = np.zeros((len(SIDES), luck.worlds.size))

    def day(self, day: int, at_war: Mask) -> None:
        """Let a day pass in the worlds at war: who declared a truce holds some of its fire."""
        standing = [one for one in self.declared.values() if one.stands(day)]
        if not standing:
            self.today[:] = 0.0
            return
        self.today = np.where(at_war, np.max([one.stopped for one in standing], axis=0), 0.0)
        self.stopped = self.stopped + self.today / WEEK
        for one in standing:
            self.learned = self.learned + at_war * one.lesson / one.days

    def take_week(self) -> Array | None:
        """Return the share of each side's fire of the week that they stopped, and begin anew.

        (2, worlds); None where a scenario declares no truce.
        """
        if not self.declared:
            return None
        stopped, self.stopped = self.stopped, np.zeros_like(self.stopped)
        return stopped

    def over(self, day: int) -> list[DeclaredTruce]:
        """Return those whose last day was the day before."""
        return [one for one in self.declared.values() if one.first_day + one.days == day]

    def belief(self, belief: Array) -> Array:
        """Return each side's belief in the other's word after them, (2, worlds)."""
        return belief_after_lessons(belief, self.learned) if self.declared else belief
