"""A design run: its rows packed into blocks, on as many processes as are wanted."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from contactline.errors import RunError, whole_number
from contactline.luck import Luck
from contactline.scenario import Scenario, scenario_of
from contactline.study.design.changes import Change, groups_of_rows
from contactline.study.design.packing import Pack, packs
from contactline.study.design.rows import Rows, columns_for
from contactline.study.ensemble import check_run, outcomes_of
from contactline.study.measured import check_measure
from contactline.study.packed import shared_words
from contactline.study.pool import ranges_kept, run_blocks

type Progress = Callable[[int, int], None]
type Columns = dict[str, NDArray[np.generic]]

BLOCK_WORLDS = 4096
MOST_WORLDS = 20_000_000


def run_rows(
    scenario: Scenario | str | Path,
    changes: Sequence[Change],
    measures: Sequence[str] | None = None,
    *,
    worlds: int = 50,
    seed: int = 1,
    workers: int | None = 1,
    block: int = BLOCK_WORLDS,
    progress: Progress | None = None,
) -> Rows:
    """Return what each row of a design shows in `worlds` worlds, numbered from 0.

    changes: one mapping a row, with names and values as in `Scenario.with_dials`; an empty one is
    the scenario as it is. measures: those that are kept, as in `study.measured`; every column of
    outcomes if not given. progress: called with the worlds done and in all. Each row is what `run`
    gives by itself, for any workers and block. Raises RunError and ScenarioError.
    """
    scenario, began = scenario_of(scenario), time.perf_counter()
    worlds, seed, workers, block = check_run(worlds, seed, workers, block)
    _check_size(len(changes), worlds)
    kept = None if measures is None else columns_for(tuple(measures))
    groups = groups_of_rows(scenario, changes)
    for name in measures or ():
        check_measure(name, *(one.scenario for one in groups))
    job, design = partial(simulate_pack, kept), [worlds, [dict(one) for one in changes]]
    there = ranges_kept(job, scenario, len(changes) * worlds, seed, of=design)
    cuts = list(packs(groups, worlds, block, workers, there))
    gathered = _Gathering(cuts, worlds, len(changes))
    run_blocks(job, scenario, cuts, seed, workers, gathered.add, progress, of=design)
    seconds = time.perf_counter() - began
    return Rows(scenario, tuple(changes), worlds, seed, gathered.columns(), seconds)


def by_rows(progress: Progress, worlds: int) -> Progress:
    """Return a progress in worlds that tells of whole rows. worlds: of each row."""
    return lambda done, total: progress(done // worlds, total // worlds)


def onward(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Return what reports the worlds of one design as part of those of several.

    before: worlds of the designs that are done. total: worlds of all.
    """
    return (lambda done, _: progress(before + done, total)) if progress else None


def simulate_pack(kept: Sequence[str] | None, _: Scenario, pack: Pack, *, seed: int) -> Columns:
    """Return the columns of outcomes of the worlds of one block. kept: which, None for all."""
    found = outcomes_of(pack.staged(), Luck(seed, pack.worlds()))
    return found if kept is None else {name: found[name] for name in kept}


def _check_size(rows: int, worlds: int) -> None:
    """Raise RunError for a design that no machine would hold."""
    whole_number("rows", rows)
    if rows * worlds > MOST_WORLDS:
        raise RunError(
            f"A design may have {MOST_WORLDS:,} worlds in all, got {rows:,} rows of {worlds:,}. "
            "Take fewer rows or fewer worlds."
        )


class _Gathering:
    """The blocks of a design so far, each world put into its place."""

    def __init__(self, cuts: Sequence[Pack], worlds: int, rows: int) -> None:
        self._cuts, self._worlds, self._rows = cuts, worlds, rows
        self._found: Columns = {}

    def add(self, at: int, block: Columns) -> None:
        """Take in the block at place `at`."""
        places = self._cuts[at].places(self._worlds)
        for name, values in block.items():
            found = shared_words(values)
            self._column(name, found.dtype)[places] = found

    def _column(self, name: str, kind: np.dtype[np.generic]) -> NDArray[np.generic]:
        """Return a column for all worlds that can hold values of this kind."""
        column = self._found.get(name)
        if column is None:
            column = np.empty(self._rows * self._worlds, dtype=kind)
        wide = column.astype(np.result_type(column.dtype, kind), copy=False)
        self._found[name] = wide
        return wide

    def columns(self) -> Columns:
        """Return the columns, each (rows, worlds)."""
        shape = (self._rows, self._worlds)
        return {name: values.reshape(shape) for name, values in self._found.items()}
