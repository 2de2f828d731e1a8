"""The desk: runs what open pages ask for, block by block, in processes of its own.

A block is run once however many pages want it, and is kept. Pages take turns, so that nobody waits
for all of another's worlds; first answers go before more worlds, and what is only likely to be
asked next goes last. A block that nobody wants any more is not begun.
"""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import threading
from collections import OrderedDict
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import IntEnum

from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.show.app.parcels import Parcel, parcel, unpacked
from contactline.study.ensemble import Gathered, Results
from contactline.study.pool import KEEPS_DYING
from contactline.study.workers import new_pool, starting

PROCESSES = 2
CUTS = (0, 50, 125, 200, 400, 600, 800, 1000)
"""Where worlds are cut into blocks: those of an answer are shared by two processes, but for the
first, which has two runs to share."""
MOST_BLOCKS, MOST_RESULTS = 240, 12
MOST_LOST = 3
MOST_TURNS = 2000


class Urgency(IntEnum):
    """What goes first. Many worlds go last, and in one process only, so that another is free."""

    FIRST = 0
    MORE = 1
    AHEAD = 2
    MANY = 3


@dataclass(frozen=True)
class Wanted:
    """Some worlds of a scenario, in the view to be run."""

    scenario: Scenario
    seed: int
    worlds: int

    @property
    def key(self) -> tuple[str, str, bool, int]:
        """Return what makes two runs the same."""
        scenario = self.scenario
        digest = scenario.as_written.digest
        return scenario.name, digest, scenario.imposes_ceasefire, self.seed

    def cuts(self) -> list[range]:
        """Return its blocks of worlds."""
        ends = [*(one for one in CUTS if one < self.worlds), self.worlds]
        return [range(*pair) for pair in itertools.pairwise(ends)]


@dataclass(eq=False)
class QueuedBlock:
    """A block to be run, and who waits for it: how urgently, by the turn of asking."""

    key: object
    scenario: Scenario
    seed: int
    cut: range
    done: asyncio.Future[Parcel]
    waiting: dict[int, tuple[Urgency, str]] = field(default_factory=dict)

    @property
    def urgency(self) -> Urgency:
        """Return the highest urgency of those who wait."""
        return min(urgency for urgency, _ in self.waiting.values())


class Desk:
    """What is run, what is to be run, and what has been; all of it in one event loop."""

    def __init__(self, processes: int = PROCESSES) -> None:
        """Start nothing yet."""
        self.processes = processes
        self._pool: Executor | None = None
        self._lost = 0
        self._jobs: dict[object, QueuedBlock] = {}
        self._running: dict[object, Urgency] = {}
        self._blocks: OrderedDict[object, Parcel] = OrderedDict()
        self._results: OrderedDict[object, Results] = OrderedDict()
        self._turns: OrderedDict[str, int] = OrderedDict()
        self._count = itertools.count()
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = threading.Lock()
        self._closed = False

    async def results(self, wanted: Wanted, *, page: str, urgency: Urgency) -> Results:
        """Return the results of a run, the same as `run` gives; page: whose turn it takes."""
        key = (wanted.key, wanted.worlds)
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        cuts = wanted.cuts()
        parcels = await self._parcels(wanted, cuts, page, urgency)
        found = await asyncio.to_thread(_together, wanted, cuts, parcels)
        _keep(self._results, key, found, MOST_RESULTS)
        return found

    def has(self, wanted: Wanted) -> bool:
        """Return whether nothing of a run is left to do."""
        return all((wanted.key, cut) in self._blocks for cut in wanted.cuts())

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._closed = True
        pool, self._pool = self._pool, None
        for job in self._jobs.values():
            job.done.cancel()
        self._jobs.clear()
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()

    async def _parcels(
        self, wanted: Wanted, cuts: list[range], page: str, urgency: Urgency
    ) -> list[Parcel]:
        """Return the blocks in their order; those that are not there are queued."""
        ticket = next(self._count)
        jobs = [self._job(wanted, cut, ticket, (urgency, page)) for cut in cuts]
        self._begin_more()
        try:
            return [await asyncio.shield(job.done) for job in jobs]
        finally:
            self._withdraw(ticket)

    def _job(
        self, wanted: Wanted, cut: range, ticket: int, who: tuple[Urgency, str]
    ) -> QueuedBlock:
        """Return the job of a block, which is done already where the block is kept."""
        key = (wanted.key, cut)
        job = self._jobs.get(key)
        if job is None:
            done: asyncio.Future[Parcel] = asyncio.get_running_loop().create_future()
            job = QueuedBlock(key, wanted.scenario, wanted.seed, cut, done)
            if key in self._blocks:
                self._blocks.move_to_end(key)
                done.set_result(self._blocks[key])
                return job
            self._jobs[key] = job
        job.waiting[ticket] = who
        return job

    def _withdraw(self, ticket: int) -> None:
        """Forget who waited; a job that nobody waits for is dropped if it has not begun."""
        for key, job in list(self._jobs.items()):
            job.waiting.pop(ticket, None)
            if not job.waiting and key not in self._running:
                del self._jobs[key]

    def _begin_more(self) -> None:
        """Begin jobs while a process is free."""
        while len(self._running) < self.processes:
            queued = [job for key, job in self._jobs.items() if key not in self._running]
            if not queued:
                return
            first = min(queued, key=self._rank)
            if first.urgency is Urgency.MANY and Urgency.MANY in self._running.values():
                return
            self._begin(first)

    def _rank(self, job: QueuedBlock) -> tuple[int, int, int]:
        """Return what puts a job before others: urgency, then the page that waited longest."""
        pages = [page for urgency, page in job.waiting.values() if urgency == job.urgency]
        turn = min(self._turns.get(page, -1) for page in pages)
        return job.urgency, turn, min(job.waiting)

    def _begin(self, job: QueuedBlock) -> None:
        """Hand a job to a process; whoever waits for it has had its turn."""
        for _, page in job.waiting.values():
            _keep(self._turns, page, next(self._count), MOST_TURNS)
        self._running[job.key] = job.urgency
        task = asyncio.get_running_loop().create_task(self._play(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _play(self, job: QueuedBlock) -> None:
        """Keep what a job gives, and begin the next; one whose process died is run again."""
        try:
            found = await self._in_a_process(job)
        except BrokenProcessPool as error:
            self._running.pop(job.key, None)
            self._lost += 1
            if self._lost > MOST_LOST or not job.waiting:
                self._end(job, RunError(KEEPS_DYING) if job.waiting else error)
        except Exception as error:  # noqa: BLE001  # it belongs to those who wait
            self._end(job, error)
        else:
            _keep(self._blocks, job.key, found, MOST_BLOCKS)
            self._end(job, found)
        if not self._closed:
            self._begin_more()

    async def _in_a_process(self, job: QueuedBlock) -> Parcel:
        """Return what a job gives. A pool in which a process died is not used again."""
        pool = await asyncio.to_thread(self._executor)
        try:
            submitted = await asyncio.to_thread(_submit, pool, job)
            return await asyncio.wrap_future(submitted)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
            raise

    def _end(self, job: QueuedBlock, found: Parcel | Exception) -> None:
        """Tell those who wait for a job what it gave, or why it gave nothing."""
        self._running.pop(job.key, None)
        self._jobs.pop(job.key, None)
        if job.done.done():
            return
        if isinstance(found, Exception):
            job.done.set_exception(found)
            job.done.exception()  # nobody may be waiting any more
        else:
            job.done.set_result(found)

    def _executor(self) -> Executor:
        """Return the pool of processes, started when the first is needed."""
        with self._starting:
            if self._pool is None:
                self._pool = new_pool(self.processes)
            return self._pool


def _submit(pool: Executor, job: QueuedBlock) -> Future[Parcel]:
    """Hand a job over; the first ones wait for their process to start."""
    with starting(with_script=False):
        return pool.submit(parcel, job.scenario, job.cut, job.seed)


def _together(wanted: Wanted, cuts: list[range], parcels: list[Parcel]) -> Results:
    gathered = Gathered(cuts)
    for at, one in enumerate(parcels):
        gathered.add(at, unpacked(one))
    return gathered.results(wanted.scenario, wanted.seed, 0.0)


def _keep[Key, Kept](store: OrderedDict[Key, Kept], key: Key, value: Kept, most: int) -> None:
    store.pop(key, None)
    store[key] = value
    while len(store) > most:
        store.popitem(last=False)
