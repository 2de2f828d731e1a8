"""A plan carried out: its points as rows of one design, scenario by scenario, seed by seed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from contactline.study.design import onward, run_rows
from contactline.study.plan.reading import read_plan
from contactline.study.plan.results import PlanResults
from contactline.study.plan.stated import StudyPlan

type Progress = Callable[[int, int], None]


def plan(
    one: StudyPlan | str | Path | Mapping[str, Any],
    *,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> PlanResults:
    """Return what a plan finds: a file, or a mapping with the same keys.

    progress: called with the worlds done and in all. The results are the same for any workers, and
    inside `keeping()` an interrupted plan goes on where it was. Raises PlanError for a plan with
    faults, before anything is run.
    """
    stated = one if isinstance(one, StudyPlan) else read_plan(one)
    began, changes, done = time.perf_counter(), stated.changes(), 0
    values = {name: np.empty(_shape(stated)) for name in stated.measures}
    for number, scenario in enumerate(stated.scenarios):
        for place, seed in enumerate(stated.seeds):
            rows = run_rows(
                scenario, changes, stated.measures, worlds=stated.worlds, seed=seed,
                workers=workers, progress=onward(progress, done, stated.total_worlds),
            )  # fmt: skip
            done += len(changes) * stated.worlds
            for name in stated.measures:
                values[name][number, :, place] = rows.values(name)
    return PlanResults(stated, values, time.perf_counter() - began)


def _shape(stated: StudyPlan) -> tuple[int, int, int, int]:
    """Return how many scenarios, points, seeds and worlds there are."""
    return len(stated.scenarios), len(stated.points), len(stated.seeds), stated.worlds
