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

Piece = tuple[Scenario, Sized]
"""A cut of the worlds of a scenario."""

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


def worth_starting(worlds: int, workers: int | None) -> int:
    """Return how many processes are worth starting for so many worlds in all."""
    return min(at_a_time(workers), math.ceil(worlds / WORTH_A_PROCESS))


def share_of(runs: int, workers: int | None) -> int:
    """Return how many processes each of some runs has, if all of them go on at a time."""
    return math.ceil(at_a_time(workers) / runs)


def cut(worlds: int, most: int, workers: int | None) -> list[range]:
    """Return the worlds in blocks of one size, but for the last: as many for every process.

    most: worlds in a block at most. workers: processes, None for one per core; fewer do where
    each would have less than it is worth to start one.
    """
    processes = worth_starting(worlds, workers)
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
    pieces = [(scenario, cut) for cut in cuts]
    run_pieces(simulate, pieces, seed, workers, take, progress, of=of)


def run_pieces(
    simulate: Simulate,
    pieces: Sequence[Piece],
    seed: int,
    workers: int | None,
    take: Take,
    progress: Progress | None = None,
    *,
    of: object = None,
) -> None:
    """Do as `run_blocks` does for cuts of several scenarios, one beside the other."""
    total = sum(len(cut) for _, cut in pieces)
    done: set[int] = set()
    scenarios = {id(scenario): scenario for scenario, _ in pieces}
    shelves = {key: shelf_of([simulate, of], one, seed) for key, one in scenarios.items()}

    def finished(at: int, result: Any) -> None:
        take(at, result)
        done.add(at)
        if progress:
            progress(sum(len(pieces[one][1]) for one in done), total)

    def run_now(at: int, result: Any) -> None:
        finished(at, result)
        scenario, cut = pieces[at]
        if shelf := shelves[id(scenario)]:
            shelf.put(cut, result)

    for at, (scenario, cut) in enumerate(pieces):
        shelf = shelves[id(scenario)]
        if shelf and (found := shelf.take(cut)):
            finished(at, found[0])
    _run_missing(partial(simulate, seed=seed), pieces, workers, done, run_now)


def _run_missing(
    job: Simulate, pieces: Sequence[Piece], workers: int | None, done: set[int], finished: Take
) -> None:
    """Run every piece that is not done, here if one process will do."""
    missing = [at for at in range(len(pieces)) if at not in done]
    if there := _elsewhere.get():
        _run_elsewhere(there, job, pieces, missing, finished)
        return
    processes = min(at_a_time(workers), len(missing))
    if processes > 1:
        _run_in_processes(job, pieces, processes, done, finished)
        return
    if missing:
        keep_freed_memory()
    for at in missing:
        with inside_a_block():
            result = job(*pieces[at])
        finished(at, result)


def _run_elsewhere(
    there: Elsewhere, job: Simulate, pieces: Sequence[Piece], missing: Sequence[int], finished: Take
) -> None:
    """Run every missing piece on an executor, a few more sent than it can run at a time.

    So what has come back is taken in before the rest is sent, and this process stays small.
    """

    def send(at: int) -> Future[bytes]:
        return there.executor.submit(_packed, job, pieces[at])

    _send_and_take(send, missing, AHEAD * there.processes, finished)


def _send_and_take(send: Send, missing: Sequence[int], most: int, finished: Take) -> None:
    """Send every missing piece, `most` at a time, and hand on what comes back."""
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
    job: Simulate, pieces: Sequence[Piece], processes: int, done: set[int], finished: Take
) -> None:
    """Run every piece in a pool; after a dead worker, those that are missing in a new one."""
    lost, with_script = 0, needs_script((job, [scenario for scenario, _ in pieces]))
    while len(done) < len(pieces):
        pool = new_pool(processes)
        try:
            missing = [at for at in range(len(pieces)) if at not in done]
            send = partial(_start, pool, job, pieces, with_script)
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
    pool: Executor, job: Simulate, pieces: Sequence[Piece], with_script: bool, at: int
) -> Future[bytes]:
    """Send a piece to a pool, which may start a process for it."""
    with starting(with_script=with_script):
        return pool.submit(_packed, job, pieces[at])


def _packed(job: Simulate, piece: Piece) -> bytes:
    """Return the result of a piece in few bytes.

    Weekly counts of a block are 18 MB, of which most are noughts; several of them wait at a time.
    """
    keep_freed_memory()  # a worker of a cluster is not one of ours, which begin with it
    return squeezed(job(*piece))


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
        return pickle.load(opened)  # noqa: S301 - told by a process of ours


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
