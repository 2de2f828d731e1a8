"""What a plan would cost."""

from __future__ import annotations

from contactline.study.ahead import BlocksAhead, rows_ahead
from contactline.study.plan.stated import StudyPlan


def plan_ahead(stated: StudyPlan, workers: int | None) -> list[BlocksAhead]:
    """Return the blocks of a plan: those of each scenario under each seed."""
    changes = stated.changes()
    return [
        one
        for scenario in stated.scenarios
        for seed in stated.seeds
        for one in rows_ahead(scenario, changes, stated.measures, stated.worlds, seed, workers)
    ]
