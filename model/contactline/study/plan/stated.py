"""What a plan states: which scenarios, in which cases and at which values, and under which luck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from contactline.scenario import Scenario, View
from contactline.study.design.changes import Change
from contactline.study.levels import Level
from contactline.study.sweep import Axis


@dataclass(frozen=True)
class Point:
    """One thing that is done to every scenario: a case, and a value of each dial swept."""

    case: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, eq=False)
class StudyPlan:
    """Scenarios, each at all points, in `worlds` worlds under each seed.

    scenarios: with what `set` changes in all of them, in the view to be run. cases: changes by the
    name of the case; {"": {}} where none is stated. against: the scenario, or the case, that the
    others are compared with, "" for none.
    """

    title: str
    question: str
    scenarios: tuple[Scenario, ...]
    cases: Mapping[str, Change]
    axes: tuple[Axis, ...]
    measures: tuple[str, ...]
    worlds: int
    seeds: tuple[int, ...]
    against: str = ""

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return case after case, in each all combinations of the values swept."""
        levels = list(product(*(axis.levels for axis in self.axes)))
        return tuple(Point(case, one) for case in self.cases for one in levels)

    @property
    def view(self) -> View:
        """Return the view that is run."""
        return self.scenarios[0].view

    @property
    def total_worlds(self) -> int:
        """Return how many worlds there are in all."""
        return len(self.scenarios) * len(self.points) * len(self.seeds) * self.worlds

    @property
    def size(self) -> str:
        """Return how large it is: "2 scenarios x 6 points x 2 seeds x 20 worlds"."""
        counts = {
            "scenario": len(self.scenarios),
            "point": len(self.points),
            "seed": len(self.seeds),
            "world": self.worlds,
        }
        return " x ".join(f"{n:,} {one}{'' if n == 1 else 's'}" for one, n in counts.items())

    @property
    def compares_scenarios(self) -> bool:
        """Return whether `against` is a scenario; otherwise it is a case, or nothing."""
        return self.against in [one.name for one in self.scenarios]

    def changes(self) -> list[Change]:
        """Return what each point changes, as `run_rows` takes it."""
        names = [axis.dial for axis in self.axes]
        return [
            {**self.cases[point.case], **dict(zip(names, point.levels, strict=True))}
            for point in self.points
        ]

    def reference(self, scenario: int, point: int) -> tuple[int, int] | None:
        """Return the scenario and the point that a pair is compared with, None for no other."""
        if not self.against:
            return None
        if self.compares_scenarios:
            other = [one.name for one in self.scenarios].index(self.against), point
        else:
            here = self.points[point]
            other = scenario, self.points.index(Point(self.against, here.levels))
        return other if other != (scenario, point) else None
