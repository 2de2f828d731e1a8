"""What was run: some scenarios, each in its views, and the paired comparisons between them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from contactline.errors import RunError
from contactline.evidence.likelihood import DEFAULT_SCALE
from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE, Scenario, View
from contactline.study.comparison import Comparison, compare
from contactline.study.ensemble import Results, run_each
from contactline.study.ledger import Ledger

Watch = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ViewOfRuns:
    """The runs of one view: that of the reference first, then in the order of being named.

    comparisons: each other run against that of the reference, where both are there.
    """

    runs: tuple[Results, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def name(self) -> View:
        """Return the name of the view."""
        return self.runs[0].scenario.view

    def run_of(self, scenario: str) -> Results | None:
        """Return the run of a scenario, None where it is not seen in this view."""
        return next((run for run in self.runs if run.scenario.name == scenario), None)

    def against_reference(self, scenario: str) -> Comparison | None:
        """Return the comparison of a scenario with the reference, if there is one."""
        return next((one for one in self.comparisons if one.b == scenario), None)


@dataclass(frozen=True)
class Study:
    """Scenarios with their runs: "as it comes" and "if there were a ceasefire" kept apart.

    reference: the name of the scenario that the others are compared with, "" for none. command:
    what to type to get the same again. scale: of likelihood words. seconds: taken by the runs.
    ledgers: what each scenario in focus rests on, if that was asked.
    """

    scenarios: tuple[Scenario, ...]
    reference: str
    views: tuple[ViewOfRuns, ...]
    seed: int
    worlds: int
    workers: int
    command: str
    scale: str
    seconds: float
    ledgers: tuple[Ledger, ...] = ()

    @property
    def runs(self) -> tuple[Results, ...]:
        """Return every run, view by view."""
        return tuple(run for view in self.views for run in view.runs)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Return every comparison, view by view."""
        return tuple(one for view in self.views for one in view.comparisons)

    @property
    def focus(self) -> tuple[Scenario, ...]:
        """Return the scenarios to tell about: all but the reference, or the only one."""
        others = tuple(one for one in self.scenarios if one.name != self.reference)
        return others or self.scenarios


def run_study(
    scenarios: Sequence[Scenario],
    *,
    reference: str = "",
    worlds: int = 500,
    seed: int = 1,
    workers: int | None = 1,
    command: str = "",
    scale: str = DEFAULT_SCALE,
    watch: Watch | None = None,
) -> Study:
    """Return the scenarios run in both views; one that imposes a ceasefire has only that view.

    reference: name of the scenario to compare the others with, "" for none. watch: called with
    what is being run, the worlds done and all worlds of the study. Raises RunError.
    """
    began = time.perf_counter()
    _check_comparable(scenarios, reference)
    views = tuple(_views(_runs(scenarios, worlds, seed, workers, watch), reference))
    cores, seconds = workers or os.cpu_count() or 1, time.perf_counter() - began
    return Study(
        tuple(scenarios), reference, views, seed, worlds, cores, command, scale, seconds
    )  # fmt: skip


def _runs(
    scenarios: Sequence[Scenario], worlds: int, seed: int, workers: int | None, watch: Watch | None
) -> list[Results]:
    """Return each scenario run in each of its views."""
    jobs = runs_of(scenarios)
    progress = _telling(watch, jobs, worlds)
    return run_each(jobs, worlds=worlds, seed=seed, workers=workers, progress=progress)


def runs_of(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Return each scenario in each of its views, the view "as it comes" first."""
    as_they_come = [one for one in scenarios if not one.imposes_ceasefire]
    return [*as_they_come, *(one.if_ceasefire() for one in scenarios)]


def _views(runs: Sequence[Results], reference: str) -> Iterator[ViewOfRuns]:
    """Yield the views that have a run, each with its comparisons."""
    for view in (AS_IT_COMES, IF_CEASEFIRE):
        seen = [run for run in runs if run.scenario.view == view]
        base = [run for run in seen if run.scenario.name == reference]
        others = [run for run in seen if run.scenario.name != reference]
        if seen:
            pairs = tuple(compare(base[0], run) for run in others if base)
            yield ViewOfRuns((*base, *others), pairs)


def _telling(
    watch: Watch | None, jobs: Sequence[Scenario], worlds: int
) -> Callable[[int, int], None] | None:
    """Return what is called after each block, and tells the watch which run it has come to."""
    if watch is None:
        return None
    said = [f"{one.name}, {one.view}" for one in jobs]

    def tell(done: int, total: int) -> None:
        watch(said[min(done // worlds, len(said) - 1)], done, total)

    tell(0, len(jobs) * worlds)
    return tell


def _check_comparable(scenarios: Sequence[Scenario], reference: str) -> None:
    """Raise RunError before hours are spent on runs that cannot be compared."""
    days = {scenario.name: scenario.horizon_days for scenario in scenarios}
    if reference and len(set(days.values())) > 1:
        found = ", ".join(f"{name} {number}" for name, number in days.items())
        raise RunError(
            f"Scenarios with different horizons cannot be compared world by world: {found} days. "
            f"Add `--set horizon_days={days[reference]}`, or run them one by one."
        )
