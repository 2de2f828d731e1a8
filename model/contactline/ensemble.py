"""Many worlds of one scenario: cut into blocks, run here or in several processes, put together.

A block is a pure function of the scenario and the numbers of its worlds. Blocks may run in
any order and anywhere, and a block lost with its process is run again: the result is the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.chronicle import Chronicle, Entry
from contactline.errors import RunError
from contactline.luck import Luck
from contactline.pool import run_blocks
from contactline.record import Histogram
from contactline.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from contactline.theatre import Theatre

BLOCK_WORLDS = 256
MOST_WORLDS = 1_000_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Block:
    """The results of some worlds, reduced: columns by world and counts by week."""

    worlds: NDArray[np.int64]
    columns: dict[str, NDArray[np.generic]]
    weekly: dict[str, Histogram]
    line: NDArray[np.int64]
    line_worlds: NDArray[np.int64]
    phases: NDArray[np.int64]
    samples: dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Results:
    """The results of an ensemble. See `outcomes.MEASURES` for the columns of `outcomes`.

    `imposed`: the view "if there were a ceasefire". `outcomes`: one row a world. `weekly`:
    histograms over worlds by week. `line_violations`: (weeks, sectors), summed over the
    `line_world_weeks` (weeks,) worlds in a ceasefire. `phases`: (weeks, 3) worlds at war, at
    war and talking, in a ceasefire. `samples`: (weeks, up to 3) of worlds 0 to 2.
    """

    scenario: Scenario
    seed: int
    worlds: int
    imposed: bool
    outcomes: pd.DataFrame
    weekly: dict[str, Histogram]
    line_violations: NDArray[np.int64]
    line_world_weeks: NDArray[np.int64]
    phases: NDArray[np.int64]
    samples: dict[str, NDArray[np.float64]]
    seconds: float


def simulate(
    scenario: Scenario, worlds: Sequence[int], *, seed: int = 1, imposed: bool = False
) -> Block:
    """Return the results of these worlds, run together in this process."""
    from contactline.outcomes import columns

    numbers = np.asarray(worlds, dtype=np.int64)
    theatre = _played(scenario, Luck(seed, numbers), imposed, Chronicle())
    record = theatre.stage.record
    return Block(
        numbers,
        columns(theatre),
        record.histograms(),
        record.line,
        record.line_worlds,
        record.phases,
        record.samples,
    )


def run(
    scenario: Scenario,
    *,
    worlds: int = 500,
    seed: int = 1,
    workers: int | None = 1,
    block: int = BLOCK_WORLDS,
    imposed: bool = False,
    progress: Progress | None = None,
) -> Results:
    """Return the results of `worlds` worlds, numbered from 0.

    workers: processes, None for one per core. block: worlds run together. imposed: put a
    ceasefire in force on the day the scenario assumes. progress: called with worlds done and
    in all. The result is the same for any workers and block. Raises RunError.
    """
    _check(worlds, seed, workers, block)
    began = time.perf_counter()
    imposed = imposed or scenario.dials["assume.ceasefire"] is True
    cuts = [range(at, min(at + block, worlds)) for at in range(0, worlds, block)]
    done = run_blocks(simulate, scenario, cuts, seed, imposed, workers, progress)
    return _joined(scenario, seed, imposed, done, time.perf_counter() - began)


def replay(
    scenario: Scenario, world: int, *, seed: int = 1, imposed: bool = False
) -> tuple[Entry, ...]:
    """Return the chronicle of one world, the same world as in any ensemble of this seed."""
    if world < 0:
        raise RunError(f"world must be 0 or more, got {world}. Worlds are numbered from 0.")
    chronicle = Chronicle(keep=True)
    imposed = imposed or scenario.dials["assume.ceasefire"] is True
    _played(scenario, Luck(seed, np.array([world])), imposed, chronicle)
    return chronicle.of_world(0)


def _played(scenario: Scenario, luck: Luck, imposed: bool, chronicle: Chronicle) -> Theatre:
    from contactline.theatre import Staging, Theatre

    staging = Staging(rng=luck.seed, written=scenario, imposed=imposed)
    theatre = Theatre(staging, luck, chronicle)
    theatre.run_until(scenario.horizon_days)
    theatre.finish(scenario.horizon_days)
    return theatre


def _joined(
    scenario: Scenario, seed: int, imposed: bool, blocks: list[Block], seconds: float
) -> Results:
    import pandas as pd

    names = list(blocks[0].columns)
    table = {name: np.concatenate([block.columns[name] for block in blocks]) for name in names}
    numbers = np.concatenate([block.worlds for block in blocks])
    weekly = {
        name: sum((block.weekly[name] for block in blocks[1:]), start=first)
        for name, first in blocks[0].weekly.items()
    }
    return Results(
        scenario=scenario,
        seed=seed,
        worlds=numbers.size,
        imposed=imposed,
        outcomes=pd.DataFrame(table, index=pd.Index(numbers, name="world")),
        weekly=weekly,
        line_violations=np.sum([block.line for block in blocks], axis=0),
        line_world_weeks=np.sum([block.line_worlds for block in blocks], axis=0),
        phases=np.sum([block.phases for block in blocks], axis=0),
        samples=_samples(blocks),
        seconds=seconds,
    )


def _samples(blocks: list[Block]) -> dict[str, NDArray[np.float64]]:
    names = blocks[0].samples
    parts = {name: [b.samples[name] for b in blocks if name in b.samples] for name in names}
    return {name: np.concatenate(part, axis=1) for name, part in parts.items()}


def _check(worlds: int, seed: int, workers: int | None, block: int) -> None:
    limits = (
        ("worlds", worlds, 1, MOST_WORLDS),
        ("seed", seed, 0, 2**62),
        ("block", block, 1, 8192),
    )
    for name, value, low, high in limits:
        if not low <= value <= high:
            raise RunError(f"{name} must be from {low} to {high}, got {value}.")
    if workers is not None and not 1 <= workers <= 256:
        raise RunError(f"workers must be from 1 to 256, got {workers}.")
