"""What a study would cost: its blocks of worlds, and the time and memory they take.

Time is learnt by a trial: some worlds of each sort of block are run here, few and more, and a line
through both says what a whole block takes. It is processor time, so other work on the machine
hardly moves it; on the clock it is what free cores would take. Memory is by stated rates.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import heapify, heapreplace

import numpy as np

from contactline.scenario import Scenario
from contactline.study.design.changes import Change, Group, groups_of_rows
from contactline.study.design.packing import Pack, packs
from contactline.study.design.rows import columns_for
from contactline.study.design.running import BLOCK_WORLDS as BLOCK_OF_ROWS
from contactline.study.design.running import simulate_pack
from contactline.study.ensemble import BLOCK_WORLDS, simulate
from contactline.study.pool import at_a_time, cut_around_kept, ranges_kept, share_of, worth_starting
from contactline.study.store import inside_a_block
from contactline.study.workers import keep_freed_memory

type Job = Callable[..., object]
type Sample = Callable[[int], int]

FEW, MORE = 64, 512
"""Worlds of a trial, the smaller and the larger one where blocks are so large."""

MOST_TRIALS = 4
"""Beyond so many sorts of blocks each is tried with fewer worlds, so that it stays short."""

START_S = 2.5
"""Until everything is imported, of a processor of 2020."""

SHARED_BY = 8
"""Processes that charts are shared out to, at most."""

# Peak memory in MB, measured on Linux: of a process that runs a block of so many worlds of two
# years; of a process that only collects; and of a world that is collected, which is held packed.
BLOCKS_MB = {1: 168.0, 64: 185.0, 256: 193.0, 1024: 211.0, 4096: 379.0, 8192: 616.0}
CLIENT_MB, A_WORLD_MB, A_NUMBER_MB = 220.0, 0.0003, 0.000016


@dataclass(frozen=True)
class BlocksAhead:
    """Blocks of one sort that are ahead. worlds: of each block that is not kept.

    sort: blocks of one sort take as long as each other, by worlds. sample: runs about so many
    worlds of them and returns how many. kept: worlds of each block that is there already. held_mb:
    what the study holds of them in the end.
    """

    sort: str
    worlds: tuple[int, ...]
    sample: Sample
    held_mb: float
    kept: tuple[int, ...] = ()


@dataclass(frozen=True)
class After:
    """What comes after the runs, by stated rates: seconds in this process, in all, and memory."""

    here_s: float = 0.0
    shared_s: float = 0.0
    more_mb: float = 0.0


NOTHING = After()


@dataclass(frozen=True)
class Cost:
    """What a study would cost. seconds: on the clock with all processes free.

    processor_s: of all blocks together. tried: worlds of the trial, tried_s: what it took.
    """

    worlds: int
    blocks: int
    kept_worlds: int
    kept_blocks: int
    processor_s: float
    seconds: float
    processes: int
    tried: int
    tried_s: float
    client_mb: float
    worker_mb: float


def runs_ahead(
    scenarios: Sequence[Scenario],
    worlds: int,
    seed: int,
    workers: int | None,
    *,
    together: bool = False,
) -> list[BlocksAhead]:
    """Return what `run` would do for each scenario, or `run_each` for all of them together."""
    held, made = worlds * A_WORLD_MB, dict[int, BlocksAhead]()
    if together:
        workers = share_of(len(scenarios), worth_starting(len(scenarios) * worlds, workers))
    for one in scenarios:
        if id(one) not in made:
            made[id(one)] = _of_job(simulate, one, worlds, seed, workers, held)
    return [made[id(one)] for one in scenarios]


def watched_ahead(
    watches: Sequence[tuple[Job, Scenario]], worlds: int, seed: int, workers: int | None
) -> list[BlocksAhead]:
    """Return what is done where scenarios are watched otherwise than by `run`."""
    return [
        _of_job(job, one, worlds, seed, workers, worlds * A_WORLD_MB, apart=True)
        for job, one in watches
    ]


def _of_job(
    job: Job,
    scenario: Scenario,
    worlds: int,
    seed: int,
    workers: int | None,
    held_mb: float,
    *,
    apart: bool = False,
) -> BlocksAhead:
    def sample(many: int) -> int:
        job(scenario, range(min(many, worlds)), seed=seed)
        return min(many, worlds)

    kept = ranges_kept(job, scenario, worlds, seed)
    cuts = cut_around_kept(job, scenario, worlds, BLOCK_WORLDS, seed, workers)
    return BlocksAhead(
        sort=scenario.digest if apart else f"{scenario.view}, {scenario.horizon_days}",
        worlds=tuple(len(one) for one in cuts if one not in kept),
        sample=sample,
        held_mb=held_mb,
        kept=tuple(map(len, kept)),
    )


def rows_ahead(
    scenario: Scenario,
    changes: Sequence[Change],
    measures: Sequence[str] | None,
    worlds: int,
    seed: int,
    workers: int | None,
) -> list[BlocksAhead]:
    """Return what `run_rows` would do."""
    columns = None if measures is None else columns_for(tuple(measures))
    job, design = partial(simulate_pack, columns), [worlds, [dict(one) for one in changes]]
    groups, total = groups_of_rows(scenario, changes), len(changes) * worlds
    kept = ranges_kept(job, scenario, total, seed, of=design)
    cuts = list(packs(groups, worlds, BLOCK_OF_ROWS, workers, kept))
    there = [one.place in kept for one in cuts]
    each = A_WORLD_MB if columns is None else A_NUMBER_MB * len(columns)
    return [
        BlocksAhead(
            sort=f"rows, {scenario.view}, {scenario.horizon_days}",
            worlds=tuple(len(one) for one, is_there in zip(cuts, there, strict=True)
                         if not is_there),
            sample=partial(_sample_of_rows, job, scenario, groups[len(groups) // 2], worlds, seed),
            held_mb=total * each,
            kept=tuple(len(one) for one, is_there in zip(cuts, there, strict=True) if is_there),
        )
    ]  # fmt: skip


def _sample_of_rows(
    job: Job, scenario: Scenario, group: Group, worlds: int, seed: int, many: int
) -> int:
    """Run rows from all of a group that come to about so many worlds, and return how many."""
    rows = max(1, min(len(group.rows), many // worlds))
    chosen = np.linspace(0, len(group.rows) - 1, rows).astype(int)
    each, numbers = min(worlds, many), tuple(group.numbers[at] for at in chosen)
    places = tuple(group.rows[at] for at in chosen)
    pack = Pack(group.scenario, places, 0, (each,) * rows, numbers, range(rows * each))
    job(scenario, pack, seed=seed)
    return rows * each


def cost_of(
    ahead: Sequence[BlocksAhead],
    workers: int | None,
    *,
    together: bool = False,
    after: After = NOTHING,
) -> Cost:
    """Return what blocks cost, after a trial of each sort.

    together: all blocks stand in one line for the processes; otherwise each part is waited for.
    after: what comes after the runs.
    """
    tried = _trials([one for one in ahead if one.worlds])
    parts = [[tried.seconds(one.sort, n) for n in one.worlds] for one in ahead]
    parts = [[each for part in parts for each in part]] if together else parts
    processes = max([1, *(min(at_a_time(workers), len(part)) for part in parts)])
    here_s = START_S + after.here_s
    shared_s = after.shared_s / min(at_a_time(workers), SHARED_BY)
    client_mb, worker_mb = _memory(ahead, processes)
    return Cost(
        *_counted(ahead),
        processor_s=sum(map(sum, parts)) + here_s + after.shared_s,
        seconds=sum(_makespan(part, processes) for part in parts) + here_s + shared_s,
        processes=processes,
        tried=tried.worlds,
        tried_s=tried.took_s,
        client_mb=client_mb + after.more_mb,
        worker_mb=worker_mb,
    )


def _counted(ahead: Sequence[BlocksAhead]) -> tuple[int, int, int, int]:
    """Return worlds and blocks, and how many of both are kept."""
    kept_worlds, kept_blocks = (sum(map(of, (one.kept for one in ahead))) for of in (sum, len))
    worlds, blocks = (sum(map(of, (one.worlds for one in ahead))) for of in (sum, len))
    return worlds + kept_worlds, blocks + kept_blocks, kept_worlds, kept_blocks


def _memory(ahead: Sequence[BlocksAhead], processes: int) -> tuple[float, float]:
    """Return the peak memory in MB of this process, and of each that runs blocks."""
    block = max((n for one in ahead for n in one.worlds), default=0)
    worker_mb = float(np.interp(block, list(BLOCKS_MB), list(BLOCKS_MB.values()))) if block else 0.0
    least_mb = CLIENT_MB if processes > 1 else max(CLIENT_MB, worker_mb)
    return least_mb + sum(one.held_mb for one in ahead), worker_mb


@dataclass(frozen=True)
class _Trials:
    """What was learnt. lines: by sort, what a block takes and what each world of it adds."""

    lines: Mapping[str, tuple[float, float]]
    worlds: int
    took_s: float

    def seconds(self, sort: str, worlds: int) -> float:
        """Return about how long a block of so many worlds takes one core."""
        fixed, each = self.lines[sort]
        return fixed + each * worlds


def _trials(ahead: Sequence[BlocksAhead]) -> _Trials:
    """Return what a trial of each sort shows; the first world of all warms the machine up."""
    sorts = {one.sort: one for one in reversed(ahead)}
    share = min(1.0, MOST_TRIALS / max(len(sorts), 1))
    began, tried, lines = time.process_time(), 0, {}
    if ahead:
        keep_freed_memory()
        with inside_a_block():
            tried += ahead[0].sample(1)
            for sort, one in sorts.items():
                block = max(one.worlds)
                sizes = {min(block, FEW), min(block, max(MORE, block // 4))}
                points = [_timed(one.sample, max(1, int(size * share))) for size in sorted(sizes)]
                tried += sum(many for many, _ in points)
                lines[sort] = _line(points[0], points[-1])
    return _Trials(lines, tried, time.process_time() - began)


def _timed(sample: Sample, worlds: int) -> tuple[int, float]:
    began = time.process_time()
    many = sample(worlds)
    return many, time.process_time() - began


def _line(few: tuple[int, float], more: tuple[int, float]) -> tuple[float, float]:
    """Return what a block takes, and each world of it, from two trials: (worlds, seconds) each."""
    (n, s), (m, t) = few, more
    each = (t - s) / (m - n) if m > n and t > s else 0.0
    return max(t - each * m, 0.0), each


def _makespan(seconds: Sequence[float], processes: int) -> float:
    """Return how long blocks take if each goes to the process that is free first."""
    ends = [0.0] * max(processes, 1)
    heapify(ends)
    for each in seconds:
        heapreplace(ends, ends[0] + each)
    return max(ends)
