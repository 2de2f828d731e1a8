"""Worker processes: what they may read as they start, and that they end with who started them."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import multiprocessing.spawn
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from pathlib import Path
from types import FrameType
from typing import Any

from contactline.errors import RunError
from contactline.language import current, speak

METHOD = "forkserver" if sys.platform == "linux" else "spawn"
PRELOADED = ["contactline.world.theatre", "contactline.world.outcomes"]
WORTH_A_PROCESS = 256
"""Worlds; with fewer it takes longer to start a process than to run them here."""

SAFE_PATH = "PYTHONSAFEPATH"
SCRIPT = "__main__"
UNREADABLE = (
    "A policy of this run is defined in a notebook, or in a script that came through a pipe, where "
    "other processes cannot read it. Save it as a file, or run with workers=1."
)

ENDING = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]
"""The signals that ask a process to end, on this system."""

Answer = Callable[[int, FrameType | None], object] | int | None

_starting = threading.RLock()


def new_pool(processes: int, *begin: Any) -> Executor:
    """Return a pool of processes. begin: what each calls before its first work, with arguments."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        # A worker that reads its user's script must not start workers of its own.
        raise SystemExit(1)
    get_ready()
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context(METHOD),
        initializer=_begin_worker,
        initargs=(current(), *begin),
    )


def get_ready(*more: str) -> None:
    """Let what processes need be loaded beside this one, so that they start at once later.

    more: modules that they will need besides those that run worlds. What is loaded stays as it is.
    """
    if METHOD == "forkserver":
        from multiprocessing import forkserver

        multiprocessing.get_context(METHOD).set_forkserver_preload([*PRELOADED, *more])
        with starting(with_script=False):
            resource_tracker.ensure_running()  # first, as it ends what comes next
            with born_deaf_to_interrupts():
                forkserver.ensure_running()


def needs_script(job: object) -> bool:
    """Return whether a job holds something that is defined in the script that was started.

    Raises RunError where it does, and no other process could read that script.
    """
    if SCRIPT.encode() not in pickle.dumps(job):
        return False
    script = sys.modules[SCRIPT]
    file = getattr(script, "__file__", None)
    if script.__spec__ is None and not (file and Path(file).is_file()):
        raise RunError(UNREADABLE)
    return True


@contextmanager
def starting(*, with_script: bool) -> Iterator[None]:
    """Let processes start that no file of the user's can get in the way of, nor a Ctrl-C.

    with_script: they read the script that was started too, for what is defined in it; otherwise
    it may come from a pipe or a notebook, and need not guard its calls.
    """

    def prepared(name: str) -> dict[str, Any]:
        data = told(name)
        data["sys_path"] = installed_first(data["sys_path"])
        if not with_script:
            data = {key: one for key, one in data.items() if not key.startswith("init_main")}
        return data

    with interrupts_wait(), _starting, _safe_path():
        told = multiprocessing.spawn.get_preparation_data
        multiprocessing.spawn.get_preparation_data = prepared
        try:
            yield
        finally:
            multiprocessing.spawn.get_preparation_data = told


def installed_first(path: list[str]) -> list[str]:
    """Return a search path in which folders of the user stand behind what is installed.

    A `random.py` beside a scenario is then never taken for Python's. The folder that holds this
    package keeps its place.
    """
    script = getattr(sys.modules[SCRIPT], "__file__", None)
    own = {Path.cwd(), *([Path(script).resolve().parent] if script else [])}
    own -= {Path(__file__).resolve().parents[2]}
    behind = [one for one in path if Path(one or ".").resolve() in own]
    return [one for one in path if one not in behind] + behind


@contextmanager
def _safe_path() -> Iterator[None]:
    """Let a Python that starts meanwhile not look for its modules in the current folder."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


@contextmanager
def born_deaf_to_interrupts() -> Iterator[None]:
    """Let processes that start meanwhile hear no Ctrl-C; this one hears it afterwards.

    They inherit that it is held back. Were it ignored here instead, one that comes now were lost.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Answer a Ctrl-C, or another signal to end, only when the work inside is done.

    A worker whose start is cut short would look for locks that are gone, and say so at length.
    """
    came: list[int] = []

    def noted(number: int, _: FrameType | None) -> None:
        came.append(number)

    with ExitStack() as stack:
        for one in ENDING:
            stack.enter_context(_answering(one, noted))
        yield
    if came:
        signal.raise_signal(came[0])


@contextmanager
def _answering(number: signal.Signals, answer: Answer) -> Iterator[None]:
    """Let a signal be answered in another way; only the main thread may choose how.

    One that ends the process at once, or that nobody hears, stays as it is.
    """
    if threading.current_thread() is not threading.main_thread() or not callable(
        signal.getsignal(number)
    ):
        yield
        return
    before = signal.signal(number, answer)
    try:
        yield
    finally:
        signal.signal(number, before)


def _begin_worker(language: str, begin: Callable[..., None] | None = None, *known: Any) -> None:
    speak(language)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    keep_freed_memory()
    gc.freeze()  # what is there already stays; so it need not be gone through, nor copied
    if begin:
        begin(*known)


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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
