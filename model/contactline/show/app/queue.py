"""The queue of the desk: which blocks are run next, and which of them together.

First answers go before more worlds, and what is only likely to be asked next goes last. Of equal
ones the page goes first that has waited longest. Blocks whose scenarios differ in numbers only are
run as one, which costs little more than one of them: so a class waits hardly longer than one page.
"""

from __future__ import annotations

import asyncio
import itertools
import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from contactline.show.app.parcels import Parcel
from contactline.study.design.apart import SomeWorlds, numbers_apart

MOST_TOGETHER = 400
"""Worlds run as one at most: more would keep those waiting who ask meanwhile."""
MOST_TURNS = 2000
MOST_PATIENCE_SECONDS = 5.0
"""After so long more worlds are as urgent as a first answer: on a slow machine these never end."""


class Urgency(IntEnum):
    """What goes first. The last two leave a process free for whoever asks."""

    FIRST = 0
    MORE = 1
    AHEAD = 2
    MANY = 3


@dataclass(eq=False)
class QueuedBlock:
    """A block to be run, and who waits for it: how urgently, by the turn of asking.

    since: when it was first asked for, in seconds of the loop.
    """

    key: object
    part: SomeWorlds
    seed: int
    done: asyncio.Future[Parcel]
    since: float
    waiting: dict[int, tuple[Urgency, str]] = field(default_factory=dict)
    begun: bool = False

    @property
    def urgency(self) -> Urgency:
        """Return the highest urgency of those who wait; more worlds do not wait for ever."""
        highest = min(urgency for urgency, _ in self.waiting.values())
        waited = asyncio.get_running_loop().time() - self.since
        is_late = highest is Urgency.MORE and waited > MOST_PATIENCE_SECONDS
        return Urgency.FIRST if is_late else highest

    def fits(self, other: QueuedBlock) -> bool:
        """Return whether another block can be run together with this one."""
        if self.seed != other.seed:
            return False
        return numbers_apart(self.part.scenario, other.part.scenario) is not None


class Queue:
    """Blocks that somebody waits for, those that are being run among them."""

    def __init__(self) -> None:
        """Begin with none."""
        self.jobs: dict[object, QueuedBlock] = {}
        self._turns: OrderedDict[str, int] = OrderedDict()
        self._count = itertools.count()

    def ticket(self) -> int:
        """Return a number for somebody who comes to wait; it rises."""
        return next(self._count)

    def withdraw(self, ticket: int) -> None:
        """Forget who waited; a block that nobody waits for is dropped if it has not begun."""
        for key, job in list(self.jobs.items()):
            job.waiting.pop(ticket, None)
            if not job.waiting and not job.begun:
                del self.jobs[key]

    def together(self, free: Mapping[Urgency, int]) -> list[QueuedBlock]:
        """Return the blocks to be run next as one, none where there are none to be begun.

        free: processes that each urgency may have now, among which its blocks are shared.
        """
        waiting = (job for job in self.jobs.values() if not job.begun)
        queued = sorted((job for job in waiting if free[job.urgency]), key=self._rank)
        if not queued:
            return []
        first = queued[0]
        same = [job for job in queued if job.urgency is first.urgency]
        return _fitting(first, same[1:], math.ceil(len(same) / free[first.urgency]))

    def begin(self, jobs: list[QueuedBlock]) -> None:
        """Note that these are being run; whoever waits for them has had its turn."""
        for job in jobs:
            job.begun = True
            for _, page in job.waiting.values():
                self._turns.pop(page, None)
                self._turns[page] = next(self._count)
        while len(self._turns) > MOST_TURNS:
            self._turns.popitem(last=False)

    def _rank(self, job: QueuedBlock) -> tuple[int, int, int]:
        """Return what puts a block before others: urgency, then the page that waited longest."""
        highest = min(urgency for urgency, _ in job.waiting.values())
        pages = [page for urgency, page in job.waiting.values() if urgency == highest]
        turn = min(self._turns.get(page, -1) for page in pages)
        return job.urgency, turn, min(job.waiting)


def _fitting(first: QueuedBlock, others: list[QueuedBlock], most: int) -> list[QueuedBlock]:
    """Return a block with those that can be run as one with it. most: blocks."""
    found, worlds = [first], len(first.part.worlds)
    for job in others:
        if len(found) >= most:
            break
        size = len(job.part.worlds)
        if worlds + size <= MOST_TOGETHER and first.fits(job):
            found.append(job)
            worlds += size
    return found
