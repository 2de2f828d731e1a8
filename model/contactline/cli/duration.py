"""How long a command is going to take, said before it begins; nothing is said of short work."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence

from contactline.scenario import Scenario
from contactline.study.ensemble import BLOCK_WORLDS
from contactline.study.pool import cut

# Seconds of one core of docs/performance.md for two years: of every block, of every world in it.
S_PER_BLOCK, S_PER_WORLD, OF_DAYS = 1.0, 0.004, 730
# The line is watched in every world of this view, from its first day on.
IF_CEASEFIRE_TIMES = 1.5
SAID_FROM_S = 10.0


def announcement(
    runs: Sequence[Scenario],
    worlds: int,
    workers: int | None,
    *,
    what: str = "",
    together: bool = False,
) -> str:
    """Return how many worlds are run and about how long that takes; "" if it is soon done.

    runs: the scenario of every run, `worlds` each. what: is run, if not simply as many worlds.
    together: several runs go on at a time, and the processes are shared out among them.
    """  # fmt: skip
    cores = min(workers or os.cpu_count() or 1, os.cpu_count() or 1)
    each = math.ceil(cores / len(runs)) if together else cores
    seconds = sum(seconds_of(one, worlds, each) for one in runs) / (cores // each)
    if seconds < SAID_FROM_S:
        return ""
    said = what or f"{len(runs) * worlds:,} worlds of {runs[0].horizon_days:,} days"
    where = f"{cores} cores" if cores > 1 else "one core"
    return f"{said}: about {in_words(seconds)} on {where}, more on a slow machine."


def seconds_of(scenario: Scenario, worlds: int, cores: int) -> float:
    """Return about how many seconds a run takes."""
    cuts = cut(worlds, BLOCK_WORLDS, cores)
    blocks = math.ceil(len(cuts) / cores)
    seconds = blocks * (S_PER_BLOCK + S_PER_WORLD * len(cuts[0]))
    times = IF_CEASEFIRE_TIMES if scenario.imposes_ceasefire else 1
    return seconds * times * scenario.horizon_days / OF_DAYS


def in_words(seconds: float) -> str:
    """Return a time as one says it: in tens of seconds, in minutes, in hours."""
    if seconds < 95:
        return f"{math.ceil(seconds / 10) * 10} seconds"
    if seconds < 90 * 60:
        return f"{math.ceil(seconds / 60)} minutes"
    return f"{math.ceil(seconds / 3600)} hours"
