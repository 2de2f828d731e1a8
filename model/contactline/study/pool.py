"""Blocks of worlds in this process or in several; a block lost with its process is run again."""

from __future__ import annotations

import ctypes
import gc
import math
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

from contactline.errors import RunError
from contactline.scenario import Scenario

WORTH_A_PROCESS = 256
MOST_LOST_POOLS = 3
KEEPS_DYING = (
    "Worker processes died again and again. In a script, put the call under "
    "`if __name__ == '__main__':`; otherwise try fewer workers, or workers=1."
)

Simulate = Callable[..., Any]
Take = Callable[[int, Any], None]
Progress = Callable[[int, int], None]
Ask = Callable[..., Callable[[], Any]]
Answer = Callable[[int, FrameType | None], object] | signal.Handlers


def cut(worlds: int, most: int, workers: int | None) -> list[range]:
    """Return the worlds in blocks of one size, but for the last: as many for every process.

    most: worlds in a block at most. workers: processes, None for one per core; fewer do where
    each would have less than it is worth to start one.
    """
    processes = min(workers or os.cpu_count() or 1, math.ceil(worlds / WORTH_A_PROCESS))
    rounds = math.ceil(worlds / (processes * most))
    size = math.ceil(worlds / (processes * rounds))
    return [range(at, min(at + size, worlds)) for at in range(0, worlds, size)]


def run_blocks(
    simulate: Simulate,
    scenario: Scenario,
    cuts: Sequence[range],
    seed: int,
    workers: int | None,
    take: Take,
    progress: Progress | None = None,
) -> None:
    """Hand the result of every cut of worlds to `take`, with its place, as soon as it is done.

    workers: processes, None for one per core. progress: called with worlds done and in all.
    """
    processes = min(workers or os.cpu_count() or 1, len(cuts))
    total = sum(len(cut) for cut in cuts)
    done: set[int] = set()

    def finished(at: int, result: Any) -> None:
        take(at, result)
        done.add(at)
        if progress:
            progress(sum(len(cuts[one]) for one in done), total)

    if processes == 1:
        keep_freed_memory()
        for at, cut in enumerate(cuts):
            finished(at, simulate(scenario, cut, seed=seed))
        return
    job = partial(simulate, scenario, seed=seed)
    _run_in_processes(job, cuts, processes, done, finished)


def _run_in_processes(
    job: Simulate, cuts: Sequence[range], processes: int, done: set[int], finished: Take
) -> None:
    """Run every cut in a pool; after a dead worker, those that are missing in a new one."""
    lost = 0
    while len(done) < len(cuts):
        pool = _pool(processes)
        try:
            missing = [at for at in range(len(cuts)) if at not in done]
            with interrupts_wait():
                jobs = {pool.submit(_tidily, job, cuts[at]): at for at in missing}
            for finished_job in as_completed(jobs):
                finished(jobs.pop(finished_job), finished_job.result())
        except BrokenProcessPool as error:
            lost += 1
            if lost > MOST_LOST_POOLS:
                raise RunError(KEEPS_DYING) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _tidily(job: Simulate, cut: range) -> Any:
    """Return the result of a cut, once the theatre behind it has left the memory."""
    result = job(cut)
    gc.collect()
    return result


@contextmanager
def asking(processes: int, begin: Callable[..., None], *known: Any) -> Iterator[Ask]:
    """Yield `ask`: `ask(work, *arguments)` sets work going and returns how to get its result.

    begin, known: what each process does before its first work. None outlives a failure.
    """
    pool = _pool(processes, begin, *known)

    def ask(work: Callable[..., Any], *arguments: Any, **named: Any) -> Callable[[], Any]:
        with interrupts_wait():
            return pool.submit(work, *arguments, **named).result

    try:
        yield ask
    except BaseException:
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(processes: int, *begin: Any) -> Executor:
    method = "forkserver" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        from multiprocessing import forkserver

        context.set_forkserver_preload(["contactline.world.theatre", "contactline.world.outcomes"])
        with deaf_to_interrupts():
            forkserver.ensure_running()
    return ProcessPoolExecutor(
        processes, mp_context=context, initializer=_begin_worker, initargs=begin
    )


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Let processes that start meanwhile ignore Ctrl-C; the one the user sees answers it."""
    with _answering(signal.SIG_IGN):
        yield


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Answer a Ctrl-C only when the work inside is done.

    A worker whose start is cut short would look for locks that are gone, and say so at length.
    """
    came: list[int] = []
    with _answering(lambda number, _: came.append(number)):
        yield
    if came:
        signal.raise_signal(came[0])


@contextmanager
def _answering(answer: Answer) -> Iterator[None]:
    """Let Ctrl-C be answered in another way; only the main thread may choose how."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, answer)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin_worker(begin: Callable[..., None] | None = None, *known: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_freed_memory()
    gc.freeze()  # what is there already stays; so it need not be gone through, nor copied
    if begin:
        begin(*known)


def keep_freed_memory() -> None:
    """Let the C library keep freed memory for the next array; twice as fast on Linux.

    glibc otherwise maps and clears every large temporary array anew. Elsewhere nothing is done.
    """
    if sys.platform != "linux":
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    trim_threshold, mmap_threshold = -1, -3
    mallopt(mmap_threshold, 1 << 30)
    mallopt(trim_threshold, 1 << 30)
