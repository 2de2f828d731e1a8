"""Runs that differ in numbers alone, run as one block: each with the whole block of its own.

`run_rows` keeps the outcomes of each row; here its weeks are kept too, as `simulate` keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from contactline.arrays import Array, Mask
from contactline.dials.distributions import Distribution
from contactline.luck import Luck
from contactline.scenario import Scenario
from contactline.study.design.changes import Numbers, with_numbers
from contactline.study.design.packing import numbers_of_block
from contactline.study.ensemble import Block, let_go, staged
from contactline.study.inputs import actor_numbers
from contactline.world.agreement import Agreement
from contactline.world.line import WeekOfFire
from contactline.world.mission import Mission
from contactline.world.outcomes import columns
from contactline.world.talks import Talks
from contactline.world.weekly import Weekly

if TYPE_CHECKING:
    from contactline.world.theatre import Theatre

AT_WAR, TALKING, IN_CEASEFIRE = range(3)


@dataclass(frozen=True)
class SomeWorlds:
    """Some worlds of a scenario."""

    scenario: Scenario
    worlds: range


def numbers_apart(one: Scenario, other: Scenario) -> Numbers | None:
    """Return the numbers that make one scenario the other; None where more than numbers differ."""
    numbers: Numbers = {
        name: value
        for name, value in other.dials.items()
        if isinstance(value, Distribution) and value != one.dials.get(name)
    }
    if one.actors != other.actors:
        standing = actor_numbers(one)
        numbers |= {
            name: number
            for name, number in actor_numbers(other).items()
            if name in standing and number != standing[name]
        }
    return numbers if with_numbers(one, numbers) == other else None


def simulate_apart(parts: Sequence[SomeWorlds], *, seed: int) -> list[Block]:
    """Return what `simulate` gives of each part, run together in this process.

    Raises ValueError for scenarios that differ in more than numbers.
    """
    first, counts = parts[0].scenario, tuple(len(one.worlds) for one in parts)
    numbers = [numbers_apart(first, one.scenario) for one in parts]
    known = [one for one in numbers if one is not None]
    if len(known) < len(parts):
        raise ValueError("Scenarios of one block must differ in numbers only.")
    worlds = np.concatenate([np.arange(one.worlds.start, one.worlds.stop) for one in parts])
    theatre = staged(numbers_of_block(first, counts, known), Luck(seed, worlds.astype(np.int64)))
    weeks = _Weeks(theatre, [slice(*ends) for ends in pairwise(accumulate(counts, initial=0))])
    theatre.run_until(first.horizon_days)
    theatre.finish(first.horizon_days)
    blocks = weeks.blocks()
    let_go(theatre)
    return blocks


class _Weeks:
    """What is counted over the worlds of a week, put down for each part of a block by itself.

    It stands where the record of the theatre stood, which goes on putting down all the rest.
    """

    def __init__(self, theatre: Theatre, places: Sequence[slice]) -> None:
        """Take the place of the record, and count what it has counted on day 0."""
        self._theatre, self._places, self._record = theatre, places, theatre.record
        weekly = self._record.weekly
        self._line = np.zeros((len(places), *weekly.line.shape), dtype=np.int64)
        self._line_worlds = np.zeros((len(places), *weekly.line_worlds.shape), dtype=np.int64)
        self._phases = np.zeros((len(places), *weekly.phases.shape), dtype=np.int64)
        theatre.line.count_apart([one.stop for one in places])
        theatre.record = self  # type: ignore[assignment]  # the theatre asks it for two things only
        self._count(0, theatre.agreement, theatre.talks)

    @property
    def weekly(self) -> Weekly:
        """Return what is put down of each world."""
        return self._record.weekly

    def week(self, week: int, agreement: Agreement, talks: Talks, mission: Mission) -> None:
        """Put down a week, as a record does."""
        self._record.week(week, agreement, talks, mission)
        self._count(week, agreement, talks)

    def fire(self, week: int, counted: WeekOfFire, total: Array, holds: Mask) -> None:
        """Put down the fire of the week that has passed, as a record does."""
        self._record.fire(week, counted, total, holds)
        self._line[:, week] += counted.by_sector.astype(np.int64)
        quiet = counted.days_quiet > 0
        for at, where in enumerate(self._places):
            self._line_worlds[at, week] += int(quiet[where].sum())

    def blocks(self) -> list[Block]:
        """Return the block of each part."""
        table = columns(self._theatre)
        return [self._block(at, where, table) for at, where in enumerate(self._places)]

    def _block(self, at: int, where: slice, table: dict[str, np.ndarray]) -> Block:
        weekly = self.weekly.part(where)
        return Block(
            weekly.worlds,
            {name: values[where] for name, values in table.items()},
            weekly.histograms(),
            self._line[at],
            self._line_worlds[at],
            self._phases[at],
            weekly.samples(),
        )

    def _count(self, week: int, agreement: Agreement, talks: Talks) -> None:
        """Count the worlds at war, at war and talking, and in a ceasefire, of each part."""
        phase = np.where(talks.at_table, TALKING, AT_WAR)
        phase[agreement.in_force] = IN_CEASEFIRE
        for at, where in enumerate(self._places):
            self._phases[at, week] += np.bincount(phase[where], minlength=IN_CEASEFIRE + 1)
