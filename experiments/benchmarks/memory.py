"""Peak memory of a process, and of a process with all that it has started."""

from __future__ import annotations

import os
import resource
import sys
import threading
from pathlib import Path

PAUSE_SECONDS = 0.1


def own_peak_mb() -> float:
    """Return the peak memory of this process in MB, imports included."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


class FamilyMemory:
    """The peak of this process and its descendants together, watched while a block of code runs.

    Shared pages count once (the proportional set size of Linux). Elsewhere `peak_mb` is NaN:
    worker processes are children of a server that is never waited for, so no total of them is kept.
    """

    peak_mb = float("nan")

    def __enter__(self) -> FamilyMemory:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        if sys.platform == "linux":
            self.peak_mb = 0.0
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(PAUSE_SECONDS):
            self.peak_mb = max(self.peak_mb, sum(map(_memory_mb, _family(os.getpid()))))


def _family(pid: int) -> list[int]:
    """Return a process and all its descendants, as far as they still run."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(member for child in children for member in _family(child))]


def _memory_mb(pid: int) -> float:
    """Return the memory of one process, 0 if it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(float(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
