"""The desk: runs what open pages ask for, block by block, in processes of its own.

A block is run once however many pages want it, and is kept. Which comes next, and which are run as
one, the `queue` says. A block that nobody wants any more is not begun.
"""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
from collections import OrderedDict
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.show.app.parcels import Parcel, parcels, unpacked
from contactline.show.app.queue import Queue, QueuedBlock, Urgency
from contactline.study.design.apart import SomeWorlds
from contactline.study.ensemble import Gathered, Results
from contactline.study.pool import KEEPS_DYING
from contactline.study.workers import new_pool, starting

PROCESSES = 2
CUTS = (0, 50, 125, 200, 400, 600, 800, 1000)
"""Where worlds are cut into blocks: those of an answer are shared by two processes, but for the
first, which has two runs to share."""
MOST_BLOCKS, MOST_RESULTS = 1200, 12
"""What is kept: about 350 MB of blocks, with all that a class asks for in half an hour."""
MOST_LOST = 3
CROWD_SECONDS = 10.0
"""Pages that had to wait for a first answer within so many seconds are there together."""


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


class Desk:
    """What is run, what is to be run, and what has been; all of it in one event loop."""

    def __init__(self, processes: int = PROCESSES) -> None:
        """Start nothing yet."""
        self.processes = processes
        self._pool: Executor | None = None
        self._lost = 0
        self._queue = Queue()
        self._running: dict[int, Urgency] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._blocks: OrderedDict[object, Parcel] = OrderedDict()
        self._results: OrderedDict[object, Results] = OrderedDict()
        self._waited: dict[str, float] = {}
        # Of its own, so that no process waits for its next work behind answers being made.
        self._handing = ThreadPoolExecutor(1)
        self._closed = False

    async def results(self, wanted: Wanted, *, page: str, urgency: Urgency) -> Results:
        """Return the results of a run, the same as `run` gives; page: whose turn it takes."""
        key = (wanted.key, wanted.worlds)
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        cuts = wanted.cuts()
        found = await self._parcels(wanted, cuts, page, urgency)
        together = await asyncio.to_thread(_together, wanted, cuts, found)
        _keep(self._results, key, together, MOST_RESULTS)
        return together

    def has(self, wanted: Wanted) -> bool:
        """Return whether nothing of a run is left to do."""
        return all((wanted.key, cut) in self._blocks for cut in wanted.cuts())

    def is_crowded(self) -> bool:
        """Return whether more than one page has waited for a first answer of late."""
        since = asyncio.get_running_loop().time() - CROWD_SECONDS
        self._waited = {page: when for page, when in self._waited.items() if when >= since}
        return len(self._waited) > 1

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._closed = True
        pool, self._pool = self._pool, None
        self._handing.shutdown(wait=False, cancel_futures=True)
        for job in self._queue.jobs.values():
            job.done.cancel()
        self._queue.jobs.clear()
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()

    async def _parcels(
        self, wanted: Wanted, cuts: list[range], page: str, urgency: Urgency
    ) -> list[Parcel]:
        """Return the blocks in their order; those that are not there are queued."""
        ticket = self._queue.ticket()
        jobs = [self._job(wanted, cut, ticket, (urgency, page)) for cut in cuts]
        if urgency is Urgency.FIRST and not all(job.done.done() for job in jobs):
            self._waited[page] = asyncio.get_running_loop().time()
        self._begin_more()
        try:
            return [await asyncio.shield(job.done) for job in jobs]
        finally:
            self._queue.withdraw(ticket)

    def _job(
        self, wanted: Wanted, cut: range, ticket: int, who: tuple[Urgency, str]
    ) -> QueuedBlock:
        """Return the job of a block, which is done already where the block is kept."""
        key = (wanted.key, cut)
        job = self._queue.jobs.get(key)
        if job is None:
            loop = asyncio.get_running_loop()
            done: asyncio.Future[Parcel] = loop.create_future()
            part = SomeWorlds(wanted.scenario, cut)
            job = QueuedBlock(key, part, wanted.seed, done, loop.time())
            if key in self._blocks:
                self._blocks.move_to_end(key)
                done.set_result(self._blocks[key])
                return job
            self._queue.jobs[key] = job
        job.waiting[ticket] = who
        return job

    def _begin_more(self) -> None:
        """Begin jobs while a process is free."""
        while jobs := self._queue.together(self._free()):
            self._begin(jobs)

    def _free(self) -> dict[Urgency, int]:
        """Return how many processes each urgency may have; one is for first answers alone.

        More worlds may have it too where only one page asks.
        """
        free = self.processes - len(self._running)
        others = sum(one is not Urgency.FIRST for one in self._running.values())
        less = max(min(free, self.processes - 1 - others), 0) if self.processes > 1 else free
        return {
            Urgency.FIRST: free,
            Urgency.MORE: less if self.is_crowded() else free,
            Urgency.AHEAD: less,
            Urgency.MANY: 0 if Urgency.MANY in self._running.values() else min(less, 1),
        }

    def _begin(self, jobs: list[QueuedBlock]) -> None:
        """Hand jobs to a process, to be run as one."""
        number = self._queue.ticket()
        self._running[number] = jobs[0].urgency
        self._queue.begin(jobs)
        task = asyncio.get_running_loop().create_task(self._play(jobs, number))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _play(self, jobs: list[QueuedBlock], number: int) -> None:
        """Keep what jobs give, and begin the next; those whose process died are run again.

        What comes next is begun before those are told who wait for this.
        """
        found: list[Parcel] | Exception
        try:
            found = await self._in_a_process(jobs)
        except Exception as error:  # noqa: BLE001  # it belongs to those who wait
            found = error
        del self._running[number]
        if isinstance(found, BrokenProcessPool):
            self._lost += 1
            for job in jobs:
                self._again(job, found)
        if not self._closed:
            self._begin_more()
        if not isinstance(found, BrokenProcessPool):
            for at, job in enumerate(jobs):
                self._end(job, found if isinstance(found, Exception) else found[at])

    async def _in_a_process(self, jobs: list[QueuedBlock]) -> list[Parcel]:
        """Return what jobs give. A pool in which a process died is not used again."""
        loop = asyncio.get_running_loop()
        pool = await loop.run_in_executor(self._handing, self._executor)
        try:
            submitted = await loop.run_in_executor(self._handing, _submit, pool, jobs)
            return await asyncio.wrap_future(submitted)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
            raise

    def _again(self, job: QueuedBlock, error: Exception) -> None:
        """Queue a job anew whose process died, unless that has happened too often."""
        job.begun = False
        if self._lost > MOST_LOST or not job.waiting:
            self._end(job, RunError(KEEPS_DYING) if job.waiting else error)

    def _end(self, job: QueuedBlock, found: Parcel | Exception) -> None:
        """Tell those who wait for a job what it gave, or why it gave nothing."""
        self._queue.jobs.pop(job.key, None)
        if isinstance(found, Parcel):
            _keep(self._blocks, job.key, found, MOST_BLOCKS)
        if job.done.done():
            return
        if isinstance(found, Exception):
            job.done.set_exception(found)
            job.done.exception()  # nobody may be waiting any more
        else:
            job.done.set_result(found)

    def _executor(self) -> Executor:
        """Return the pool of processes, started when the first is needed."""
        if self._pool is None:
            self._pool = new_pool(self.processes)
        return self._pool


def _submit(pool: Executor, jobs: list[QueuedBlock]) -> Future[list[Parcel]]:
    """Hand jobs over; the first ones wait for their process to start."""
    with starting(with_script=False):
        return pool.submit(parcels, [job.part for job in jobs], jobs[0].seed)


def _together(wanted: Wanted, cuts: list[range], found: list[Parcel]) -> Results:
    gathered = Gathered(cuts)
    for at, one in enumerate(found):
        gathered.add(at, unpacked(one))
    return gathered.results(wanted.scenario, wanted.seed, 0.0)


def _keep[Key, Kept](store: OrderedDict[Key, Kept], key: Key, value: Kept, most: int) -> None:
    store.pop(key, None)
    store[key] = value
    while len(store) > most:
        store.popitem(last=False)
