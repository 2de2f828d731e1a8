"""Many worlds of one scenario: cut into blocks, run here or in several processes, put together.

A block is a pure function of the scenario and the numbers of its worlds. Blocks may run in
any order and anywhere, and a block lost with its process is run again: the result is the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from contactline.errors import RunError, shortened, whole_number
from contactline.luck import Luck
from contactline.scenario import Scenario, scenario_of
from contactline.study.inputs import Inputs, inputs_of
from contactline.study.packed import PackedTable, Table
from contactline.study.pool import cut_around_kept, run_pieces, share_of, worth_starting
from contactline.study.shown import DrawnCharts, shown
from contactline.world.chronicle import Chronicle
from contactline.world.entries import ChronicleEntry
from contactline.world.outcomes import columns
from contactline.world.weekly import Histogram

if TYPE_CHECKING:
    import pandas as pd

    from contactline.world.actors import Given
    from contactline.world.theatre import Theatre

BLOCK_WORLDS = 1024
MOST_WORLDS = 1_000_000
MOST_IN_A_BLOCK = 8192
MOST_WORKERS = 256
LAST_WORLD = 2**63 - 1
COUNTED = ("line", "line_worlds", "phases")
"""What of a block is added up beside its weeks."""

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


@dataclass(frozen=True, repr=False, eq=False)
class Results:
    """The results of an ensemble; `MEASURES` says what the columns of `outcomes` are.

    `scenario`: in the view that was run. `columns`: those of `outcomes`, read one by one, such as
    `columns["outcome"]`. `histograms`: over worlds by week, of every weekly quantity.
    `line_violations`: (weeks, sectors), summed over the `line_world_weeks` (weeks,) worlds in a
    ceasefire. `phases`: (weeks, 3) worlds at war, at war and talking, in a ceasefire. `samples`:
    (weeks, up to 3) of worlds 0 to 2.
    """

    scenario: Scenario
    seed: int
    worlds: int
    columns: Table
    histograms: dict[str, Histogram]
    line_violations: NDArray[np.int64]
    line_world_weeks: NDArray[np.int64]
    phases: NDArray[np.int64]
    samples: dict[str, NDArray[np.float64]]
    seconds: float

    @property
    def outcomes(self) -> pd.DataFrame:
        """How every world ends and all that is measured in it, one row a world.

        Many worlds are held packed until this is asked for, and from then on as this table.
        """
        if isinstance(self.columns, PackedTable):
            object.__setattr__(self, "columns", self.columns.whole())
        return cast("pd.DataFrame", self.columns)

    @property
    def inputs(self) -> pd.DataFrame:
        """What every world drew before anything happened: a row a world, a column an input."""
        return self.drawn().table().set_index(self.columns.index)

    @property
    def weekly(self) -> pd.DataFrame:
        """Bands over the worlds of every weekly quantity, a row a week."""
        return cast("pd.DataFrame", shown("weekly_of")(self))

    @property
    def plot(self) -> DrawnCharts:
        """The charts, a method each, such as `plot.survival()`."""
        return cast("DrawnCharts", shown("Plots")(self))

    def table(self) -> pd.DataFrame:
        """Return shares of outcomes, measures, and how long ceasefires last, a row each."""
        return cast("pd.DataFrame", shown("table_of")(self))

    def save(self, folder: str | Path) -> Path:
        """Write the results to a new folder as Parquet and JSON. Raises RunError."""
        return cast("Path", shown("save")(self, folder))

    @classmethod
    def load(cls, folder: str | Path) -> Results:
        """Return the results that `save` wrote to a folder. Raises RunError."""
        return cast("Results", shown("load")(folder))

    def drawn(self) -> Inputs:
        """Return what every world drew, with what each input is, drawn again from its luck."""
        numbers = self.columns.index.to_numpy(dtype=np.int64)
        return inputs_of(self.scenario, Luck(self.seed, numbers))

    def __repr__(self) -> str:
        """Return one line, such as `Results(base, 500 worlds, seed 1)`."""
        imposed = f", {self.scenario.view}" if self.scenario.imposes_ceasefire else ""
        return f"Results({self.scenario.name}{imposed}, {self.worlds:,} worlds, seed {self.seed})"

    def _repr_html_(self) -> str:
        return cast("str", shown("as_html")(self))

    def _repr_png_(self) -> bytes:
        return cast("bytes", shown("as_png")(self))


def simulate(
    scenario: Scenario, worlds: Sequence[int], *, seed: int = 1, seats: Given | None = None
) -> Block:
    """Return the results of these worlds, run together in this process."""
    numbers = np.asarray(worlds, dtype=np.int64)
    theatre = _played(scenario, Luck(seed, numbers), seats)
    weekly, found = theatre.record.weekly, columns(theatre)
    let_go(theatre)  # before its weeks are counted, which takes room of its own
    return Block(
        numbers,
        found,
        weekly.histograms(),
        weekly.line,
        weekly.line_worlds,
        weekly.phases,
        weekly.samples(),
    )


def outcomes_of(scenario: Scenario, luck: Luck) -> dict[str, NDArray[np.generic]]:
    """Return the columns of outcomes of some worlds, each (worlds,), and nothing else of them."""
    theatre = _played(scenario, luck)
    found = columns(theatre)
    let_go(theatre)
    return found


def run(
    scenario: Scenario | str | Path,
    *,
    worlds: int = 500,
    seed: int = 1,
    workers: int | None = 1,
    block: int = BLOCK_WORLDS,
    progress: Progress | None = None,
    seats: Given | None = None,
) -> Results:
    """Return the results of `worlds` worlds, numbered from 0.

    scenario: in the view to be run, such as `scenario.if_ceasefire()`; or the name or path of one,
    to be run as it comes. seed: any whole number. workers: processes, None for one per core.
    block: worlds run together at most. progress: called with the worlds done and in all. seats: who
    plays which actor, by its key, beside what the scenario says. The result is the same for any
    workers and block. Raises RunError.
    """
    scenario = scenario_of(scenario)
    worlds, seed, workers, block = check_run(worlds, seed, workers, block)
    _check_seats(scenario, seats, elsewhere=workers != 1)
    play = partial(simulate, seats=seats) if seats else simulate
    return _run_each(play, [scenario], worlds, seed, workers, block, progress)[0]


def run_each(
    scenarios: Sequence[Scenario],
    *,
    worlds: int,
    seed: int = 1,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> list[Results]:
    """Return what `run` returns for each scenario; where there are processes, several at a time.

    scenarios: in the view to be run. progress: called with the worlds done and those of all.
    Raises RunError.
    """
    worlds, seed, workers, block = check_run(worlds, seed, workers, BLOCK_WORLDS)
    processes = worth_starting(len(scenarios) * worlds, workers)
    return _run_each(simulate, scenarios, worlds, seed, processes, block, progress)


def _run_each(
    play: Callable[..., Block],
    scenarios: Sequence[Scenario],
    worlds: int,
    seed: int,
    workers: int | None,
    block: int,
    progress: Progress | None,
) -> list[Results]:
    """Return the results of each scenario, none cut into more blocks than its processes need."""
    began = time.perf_counter()
    share = share_of(len(scenarios), workers)
    cuts = [cut_around_kept(play, one, worlds, block, seed, share) for one in scenarios]
    gathered = [Gathered(one) for one in cuts]
    places = [(run, at) for run, one in enumerate(cuts) for at in range(len(one))]

    def take(place: int, found: Block) -> None:
        run, at = places[place]
        gathered[run].add(at, found)

    pieces = [(scenarios[run], cuts[run][at]) for run, at in places]
    run_pieces(play, pieces, seed, workers, take, progress)
    seconds = time.perf_counter() - began
    return [one.results(of, seed, seconds) for one, of in zip(gathered, scenarios, strict=True)]


def replay(
    scenario: Scenario | str | Path, world: int, *, seed: int = 1, seats: Given | None = None
) -> tuple[ChronicleEntry, ...]:
    """Return the chronicle of one world, the same world as in any ensemble of this seed.

    seed: any whole number. seats: who plays which actor, as in `run`. Raises RunError.
    """
    world, seed = whole_number("world", world), whole_number("seed", seed)
    if not 0 <= world <= LAST_WORLD:
        raise RunError(f"world must be from 0 to {LAST_WORLD}, got {shortened(str(world))}.")
    (told,) = chronicles(scenario_of(scenario), Luck(seed, np.array([world])), seats)
    return told


def chronicles(
    scenario: Scenario, luck: Luck, seats: Given | None = None
) -> tuple[tuple[ChronicleEntry, ...], ...]:
    """Return the chronicle of every world of some luck, each as `replay` tells it."""
    theatre = _played(scenario, luck, seats, told=True)
    return tuple(map(theatre.chronicle.of_world, range(len(luck.worlds))))


def _check_seats(scenario: Scenario, seats: Given | None, *, elsewhere: bool) -> None:
    """Raise RunError where seats cannot be taken, before any world is run."""
    if seats:
        from contactline.world.actors import check_seats

        check_seats(scenario.actors, seats, elsewhere=elsewhere)


def _played(
    scenario: Scenario, luck: Luck, seats: Given | None = None, *, told: bool = False
) -> Theatre:
    """Return the theatre after the last day. told: with a chronicle of what happened."""
    theatre = staged(scenario, luck, seats, told=told)
    theatre.run_until(scenario.horizon_days)
    theatre.finish(scenario.horizon_days)
    return theatre


def staged(
    scenario: Scenario, luck: Luck, seats: Given | None = None, *, told: bool = False
) -> Theatre:
    """Return the theatre on day 0. told: with a chronicle of what happens."""
    # Mesa takes half a second to come: only who plays a world waits for it.
    from contactline.world.theatre import Staging, Theatre

    staging = Staging(rng=luck.seed, written=scenario)
    return Theatre(staging, luck, Chronicle(keep=told), seats)


def let_go(theatre: Theatre) -> None:
    """Free what a theatre and its agents hold, 50 MB of a large block: they hold one another."""
    for agent in list(theatre.agents):
        vars(agent).clear()
    vars(theatre).clear()


class Gathered:
    """The blocks of an ensemble so far: rows put in their places, counts added up as they come.

    cuts: the worlds of each block, from 0 on.
    """

    def __init__(self, cuts: Sequence[range]) -> None:
        self.cuts = cuts
        self.table = PackedTable(cuts)
        self.samples: list[dict[str, NDArray[np.float64]]] = [{} for _ in cuts]
        self.weekly: dict[str, Histogram] = {}
        self.totals: dict[str, NDArray[np.int64]] = {}

    def add(self, at: int, block: Block) -> None:
        """Take in the block at place `at`; whole numbers add up the same in any order."""
        self.table.put(at, block.columns)
        self.samples[at] = block.samples
        self._count(block)

    def _count(self, block: Block) -> None:
        """Add the counts of a block; of its weeks one by one, for two sets of them are large."""
        for name, counts in block.weekly.items():
            self.weekly[name] = self.weekly[name] + counts if name in self.weekly else counts
        for name in COUNTED:
            counts = getattr(block, name)
            self.totals[name] = self.totals[name] + counts if name in self.totals else counts

    def results(self, scenario: Scenario, seed: int, seconds: float) -> Results:
        """Return the whole once every block is in."""
        return Results(
            scenario=scenario,
            seed=seed,
            worlds=self.cuts[-1].stop,
            columns=self.table.complete(),
            histograms=self.weekly,
            line_violations=self.totals["line"],
            line_world_weeks=self.totals["line_worlds"],
            phases=self.totals["phases"],
            samples=self._sampled(),
            seconds=seconds,
        )

    def _sampled(self) -> dict[str, NDArray[np.float64]]:
        parts = [one for one in self.samples if one]
        return {name: np.concatenate([one[name] for one in parts], axis=1) for name in parts[0]}


def check_run(
    worlds: int, seed: int, workers: int | None, block: int
) -> tuple[int, int, int | None, int]:
    """Return the numbers of a run as Python's own whole numbers, whatever kind they are.

    Raises RunError where a run could not be: too few or too many worlds or workers, or no number.
    """
    return (
        _within("worlds", worlds, MOST_WORLDS),
        whole_number("seed", seed),
        workers if workers is None else _within("workers", workers, MOST_WORKERS),
        _within("block", block, MOST_IN_A_BLOCK),
    )


def _within(name: str, value: int, most: int) -> int:
    """Return a whole number from 1 to `most`; raises RunError for any other."""
    number = whole_number(name, value)
    if not 1 <= number <= most:
        raise RunError(f"{name} must be from 1 to {most}, got {shortened(str(number))}.")
    return number
