"""Blocks of worlds in this process or in several; a block lost with its process is run again."""

from __future__ import annotations

import gzip
import io
import math
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.store import inside_a_block, shelf_of
from contactline.study.workers import (
    WORTH_A_PROCESS,
    keep_freed_memory,
    needs_script,
    new_pool,
    starting,
)

MOST_LOST_POOLS = 3
KEEPS_DYING = "Worker processes died again and again. Try fewer workers, or workers=1."
UNGUARDED = (
    "Worker processes ended before any work was done. They read this script for the policies in "
    "it: put the call under `if __name__ == '__main__':`, or run with workers=1."
)

AHEAD = 4
"""Blocks that wait at an executor for each of its processes, so that none is ever idle."""

Simulate = Callable[..., Any]
Take = Callable[[int, Any], None]
Progress = Callable[[int, int], None]
Ask = Callable[..., Callable[[], Any]]
Send = Callable[[int], Future[bytes]]
FAST = 1  # of gzip's levels


@dataclass(frozen=True)
class Elsewhere:
    """Where blocks run instead of processes of this machine, and how many at a time."""

    executor: Executor
    processes: int


_elsewhere: ContextVar[Elsewhere | None] = ContextVar("elsewhere", default=None)


@contextmanager
def blocks_on(executor: Executor, processes: int) -> Iterator[None]:
    """Let the blocks of every study inside run on an executor, so many at a time.

    executor: anything whose `submit` gives futures of `concurrent.futures`, such as a thread pool,
    mpi4py's, or that of `bridges.cluster`. The results are the same. The caller closes it.
    """
    token = _elsewhere.set(Elsewhere(executor, processes))
    try:
        yield
    finally:
        _elsewhere.reset(token)


def at_a_time(workers: int | None) -> int:
    """Return how many blocks run at a time: on an executor, or processes, one per core if None."""
    there = _elsewhere.get()
    return there.processes if there else workers or os.cpu_count() or 1


def cut(worlds: int, most: int, workers: int | None) -> list[range]:
    """Return the worlds in blocks of one size, but for the last: as many for every process.

    most: worlds in a block at most. workers: processes, None for one per core; fewer do where
    each would have less than it is worth to start one.
    """
    processes = min(at_a_time(workers), math.ceil(worlds / WORTH_A_PROCESS))
    rounds = math.ceil(worlds / (processes * most))
    size = math.ceil(worlds / (processes * rounds))
    return [range(at, min(at + size, worlds)) for at in range(0, worlds, size)]


def cut_around_kept(
    simulate: Simulate, scenario: Scenario, worlds: int, most: int, seed: int, workers: int | None
) -> list[range]:
    """Return the worlds in blocks as `cut` does, but for blocks that are kept: those as they are.

    So a run goes on with another number of processes, or with more worlds.
    """
    kept = ranges_kept(simulate, scenario, worlds, seed)
    return cut_around(kept, range(worlds), most, workers)


def ranges_kept(
    simulate: Simulate, scenario: Scenario, worlds: int, seed: int, *, of: object = None
) -> list[range]:
    """Return the blocks of a study that are kept, in order, none in two. of: as in `run_blocks`."""
    shelf = shelf_of([simulate, of], scenario, seed)
    return shelf.ranges(worlds) if shelf else []


def cut_around(
    kept: Iterable[range], stretch: range, most: int, workers: int | None
) -> list[range]:
    """Return a stretch in blocks as `cut` does, but for what of it is kept: that as it is.

    kept: ranges in order, none in two.
    """
    at, cuts = stretch.start, list[range]()
    inside = [one for one in kept if stretch.start <= one.start and one.stop <= stretch.stop]
    for one in [*inside, range(stretch.stop, stretch.stop)]:
        parts = cut(one.start - at, most, workers) if at < one.start else []
        cuts += [range(at + part.start, at + part.stop) for part in parts]
        cuts += [one] if one else []
        at = one.stop
    return cuts


def run_blocks(
    simulate: Simulate,
    scenario: Scenario,
    cuts: Sequence[Sized],
    seed: int,
    workers: int | None,
    take: Take,
    progress: Progress | None = None,
    *,
    of: object = None,
) -> None:
    """Hand the result of every cut of worlds to `take`, with its place, as soon as it is done.

    workers: processes, None for one per core. progress: called with worlds done and in all. Inside
    `store.keeping` finished blocks are kept, and those that are there are not run again. of: what
    a block depends on that neither its range nor `simulate` says, such as the rows of a design.
    """
    total = sum(len(cut) for cut in cuts)
    done: set[int] = set()
    shelf = shelf_of([simulate, of], scenario, seed)

    def finished(at: int, result: Any) -> None:
        take(at, result)
        done.add(at)
        if progress:
            progress(sum(len(cuts[one]) for one in done), total)

    def run_now(at: int, result: Any) -> None:
        finished(at, result)
        if shelf:
            shelf.put(cuts[at], result)

    for at, cut in enumerate(cuts):
        if shelf and (found := shelf.take(cut)):
            finished(at, found[0])
    _run_missing(partial(simulate, scenario, seed=seed), cuts, workers, done, run_now)


def _run_missing(
    job: Simulate, cuts: Sequence[Sized], workers: int | None, done: set[int], finished: Take
) -> None:
    """Run every cut that is not done, here if one process will do."""
    missing = [at for at in range(len(cuts)) if at not in done]
    if there := _elsewhere.get():
        _run_elsewhere(there, job, cuts, missing, finished)
        return
    processes = min(at_a_time(workers), len(missing))
    if processes > 1:
        _run_in_processes(job, cuts, processes, done, finished)
        return
    if missing:
        keep_freed_memory()
    for at in missing:
        with inside_a_block():
            result = job(cuts[at])
        finished(at, result)


def _run_elsewhere(
    there: Elsewhere, job: Simulate, cuts: Sequence[Sized], missing: Sequence[int], finished: Take
) -> None:
    """Run every missing cut on an executor, a few more sent than it can run at a time.

    So what has come back is taken in before the rest is sent, and this process stays small.
    """

    def send(at: int) -> Future[bytes]:
        return there.executor.submit(_packed, job, cuts[at])

    _send_and_take(send, missing, AHEAD * there.processes, finished)


def _send_and_take(send: Send, missing: Sequence[int], most: int, finished: Take) -> None:
    """Send every missing cut, `most` at a time, and hand on what comes back."""
    waiting: dict[Future[bytes], int] = {}
    for at in missing:
        if len(waiting) >= most:
            _take_in(waiting, finished)
        waiting[send(at)] = at
    while waiting:
        _take_in(waiting, finished)


def _take_in(waiting: dict[Future[bytes], int], finished: Take) -> None:
    """Hand on what is done, once anything is; what failed comes last, so that nothing is lost."""
    done = wait(waiting, return_when=FIRST_COMPLETED).done
    for one in sorted(done, key=lambda one: (_failed(one), waiting[one])):
        finished(waiting.pop(one), restored(one.result()))


def _failed(one: Future[bytes]) -> bool:
    return one.cancelled() or one.exception() is not None


def _run_in_processes(
    job: Simulate, cuts: Sequence[Sized], processes: int, done: set[int], finished: Take
) -> None:
    """Run every cut in a pool; after a dead worker, those that are missing in a new one."""
    lost, with_script = 0, needs_script(job)
    while len(done) < len(cuts):
        pool = new_pool(processes)
        try:
            missing = [at for at in range(len(cuts)) if at not in done]
            send = partial(_start, pool, job, cuts, with_script)
            _send_and_take(send, missing, AHEAD * processes, finished)
        except (BrokenProcessPool, EOFError, ConnectionError) as error:
            lost += 1
            if with_script and not done:
                raise RunError(UNGUARDED) from None
            if lost > MOST_LOST_POOLS:
                raise RunError(KEEPS_DYING) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _start(
    pool: Executor, job: Simulate, cuts: Sequence[Sized], with_script: bool, at: int
) -> Future[bytes]:
    """Send a cut to a pool, which may start a process for it."""
    with starting(with_script=with_script):
        return pool.submit(_packed, job, cuts[at])


def _packed(job: Simulate, cut: Sized) -> bytes:
    """Return the result of a cut in few bytes.

    Weekly counts of a block are 18 MB, of which most are noughts; several of them wait at a time.
    """
    keep_freed_memory()  # a worker of a cluster is not one of ours, which begin with it
    return squeezed(job(cut))


def squeezed(result: Any) -> bytes:
    """Return what a process hands over in few bytes; harder takes twice as long for little.

    It is squeezed while it is written, and read while it is restored: all of it is never there
    a second time.
    """
    told = io.BytesIO()
    with gzip.GzipFile(fileobj=told, mode="wb", compresslevel=FAST, mtime=0) as squeezing:
        pickle.dump(result, squeezing, pickle.HIGHEST_PROTOCOL)
    return told.getvalue()


def restored(told: bytes) -> Any:
    """Return what `squeezed` was given, by a process of ours."""
    with gzip.GzipFile(fileobj=io.BytesIO(told)) as opened:
        return pickle.load(opened)  # noqa: S301


@contextmanager
def asking(processes: int, begin: Callable[..., None], *known: Any) -> Iterator[Ask]:
    """Yield `ask`: `ask(work, *arguments)` sets work going and returns how to get its result.

    begin, known: what each process does before its first work. None outlives a failure.
    """
    pool = new_pool(processes, begin, *known)

    def ask(work: Callable[..., Any], *arguments: Any, **named: Any) -> Callable[[], Any]:
        with starting(with_script=False):
            return pool.submit(work, *arguments, **named).result

    try:
        yield ask
    except BaseException:
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
