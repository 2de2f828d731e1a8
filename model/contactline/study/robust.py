"""Settings of levers that do well at several goals at once, and in how many worlds they do.

A search over levers (EMA workbench, epsilon-NSGA-II) keeps the choices that no other one beats in
every goal: the frontier. What it found has looked at the worlds of the search, so its numbers are
made anew in others. A world is a future: its inputs and its luck are what nobody knew. In each of
them a choice is so far from the best on the frontier (its regret), and meets what is asked or not.
An optimum of a model is a statement about its rules, no advice.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from io import StringIO
from math import isfinite
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from contactline.errors import RunError, did_you_mean
from contactline.luck import for_numpy
from contactline.scenario import Scenario
from contactline.study.bridges import ema
from contactline.study.bridges.extras import from_extra
from contactline.study.design import run_rows
from contactline.study.intervals import (
    MeanInterval,
    level_of_pairs,
    mean_difference,
    mean_interval,
)
from contactline.study.levels import Level, declared_in, refuse_twice
from contactline.study.measured import check_measure

if TYPE_CHECKING:
    import pandas as pd

type Way = Literal["most", "least"]
type Values = NDArray[np.float64]
type Progress = Callable[[int, int], None]

FINEST, REGRET_OF = 50, 0.9
POPULATION = 24


@dataclass(frozen=True)
class Goal:
    """A measure of which most, or least, is sought. enough: what satisfies in a single world."""

    measure: str
    way: Way
    enough: float | None = None

    @property
    def sign(self) -> float:
        """Return 1 where more is better, -1 where less is."""
        return 1.0 if self.way == "most" else -1.0

    @property
    def share(self) -> bool:
        """Return whether it is a share of worlds."""
        return bool(check_measure(self.measure))

    def mean(self, values: Values) -> MeanInterval:
        """Return the mean of values, one a world, with its 95 % interval."""
        return mean_interval(values, share=self.share)

    def met(self, values: Values) -> NDArray[np.bool_]:
        """Return where a value satisfies; nowhere where there is none, everywhere unless asked."""
        if self.enough is None:
            return np.ones(values.shape, dtype=bool)
        found: NDArray[np.bool_] = self.sign * values >= self.sign * self.enough
        return found


@dataclass(frozen=True)
class Setting:
    """One setting of the levers on the frontier.

    means: of each goal, with its interval, in worlds that had no part in the search. regrets: of
    each goal, how far it is behind the best on the frontier in nine of ten worlds at most.
    satisfied: the share of worlds in which all goals are met that say what is enough.
    """

    levers: Mapping[str, Level]
    means: tuple[MeanInterval, ...]
    regrets: tuple[float, ...]
    satisfied: float


@dataclass(frozen=True)
class Frontier:
    """Choices that none other beats in every goal, from least to most of the first.

    apart: of each goal, the last choice less the first, world by world; none for a lone choice.
    tried: mean of each goal of all that the search tried, (tries, goals), in the worlds of the
    search. scenario: as it is, without any lever moved, measured as the choices are.
    """

    scenario: str
    goals: tuple[Goal, ...]
    levers: tuple[str, ...]
    choices: tuple[Setting, ...]
    apart: tuple[MeanInterval, ...]
    as_it_is: tuple[MeanInterval, ...]
    tried: Values
    worlds: int
    seed: int

    def table(self) -> pd.DataFrame:
        """Return a row a choice: levers, goals with intervals, regrets, share satisfied."""
        import pandas as pd

        rows = []
        for one in self.choices:
            row: dict[str, object] = dict(one.levers)
            for goal, mean, regret in zip(self.goals, one.means, one.regrets, strict=True):
                name = goal.measure
                row |= {name: mean.mean, f"{name}_low": mean.low, f"{name}_high": mean.high}
                row[f"{name}_regret"] = regret
            rows.append({**row, "satisfied": one.satisfied})
        return pd.DataFrame(rows)


def robust(
    scenario: Scenario,
    levers: Sequence[str],
    goals: Sequence[Goal],
    *,
    tries: int = 200,
    worlds: int = 50,
    seed: int = 1,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Frontier:
    """Return the frontier of the levers for some goals.

    levers: dials that somebody can set, or numbers of actors. tries: settings that are tried, in
    the same worlds; what is found is run again in as many others, of the next seed. progress:
    called with the tries done and in all. Needs the extra `experiments`. Raises RunError.
    """
    _check(scenario, levers, goals)
    tried = _tried(scenario, levers, goals, tries, worlds, seed, workers, progress)
    means = np.array([[found[ema.outcome_name(one.measure)] for one in goals]
                      for _, found in tried])  # fmt: skip
    best = front(means * [one.sign for one in goals])
    chosen = list({_key(tried[at][0]): tried[at][0] for at in best}.values())
    changes = [{}, *chosen]
    rows = run_rows(
        scenario, changes, [one.measure for one in goals], worlds=worlds, seed=seed + 1,
        workers=workers,
    )  # fmt: skip
    values = np.stack([rows.values(one.measure) for one in goals])
    found, order = _choices(chosen, goals, values[:, 1:])
    as_it_is = tuple(one.mean(values[at, 0]) for at, one in enumerate(goals))
    apart = _apart(goals, values[:, 1:], order)
    return Frontier(
        scenario.name, tuple(goals), tuple(levers), found, apart, as_it_is, means, worlds, seed
    )


def front(points: Values) -> list[int]:
    """Return the places of points that no other beats: as good in every goal and better in one.

    points: (points, goals), more is better; one with NaN is never chosen. Of equal ones the first.
    """
    chosen = []
    for at, one in enumerate(points):
        as_good, better = np.all(points >= one, axis=1), np.any(points > one, axis=1)
        same_before = np.all(points[:at] == one, axis=1).any()
        if not (np.isnan(one).any() or (as_good & better).any() or same_before):
            chosen.append(at)
    return chosen


def _check(scenario: Scenario, levers: Sequence[str], goals: Sequence[Goal]) -> None:
    """Raise RunError for fewer than two goals, no lever, one named twice, or an unknown one."""
    if len(goals) < 2:
        raise RunError(f"A frontier needs two goals or more, got {len(goals)}.")
    for one in goals:
        check_measure(one.measure, scenario)
        if one.enough is not None and not isfinite(one.enough):
            text = f"What is enough of {one.measure} must be a finite number, got {one.enough}."
            raise RunError(text)
    if not levers:
        near = did_you_mean("", ema.all_levers()) or ""
        raise RunError(f"Name a lever to search over{near or '.'}")
    for name in levers:
        declared_in(scenario, name)
    refuse_twice(levers)


def _tried(
    scenario: Scenario,
    levers: Sequence[str],
    goals: Sequence[Goal],
    tries: int,
    worlds: int,
    seed: int,
    workers: int | None,
    progress: Progress | None,
) -> list[tuple[dict[str, Level], dict[str, float]]]:
    """Return every setting that the search tried, with the mean of each goal."""
    workbench = from_extra("ema_workbench", "experiments")
    kinds: dict[str, ema.Kind] = {
        one.measure: "maximize" if one.way == "most" else "minimize" for one in goals
    }
    made = ema.model(
        scenario, dials=(), levers=levers, measures=[one.measure for one in goals], kinds=kinds,
        numbered=True, worlds=worlds, seed=seed,
    )  # fmt: skip
    kept: list[tuple[dict[str, Level], dict[str, float]]] = []
    heard = sys.stderr

    def keep(change: dict[str, Level], found: dict[str, float]) -> None:
        kept.append((change, found))
        if progress:
            with redirect_stderr(heard):
                progress(min(len(kept), tries), tries)

    with (
        TemporaryDirectory() as folder,
        redirect_stderr(StringIO()),  # the workbench draws a bar of its own
        _own_luck(seed),
        ema.packed(made, workers=workers, keep=keep) as evaluator,
    ):
        evaluator.optimize(
            nfe=tries, searchover="levers", epsilons=_steps(scenario, goals, worlds, seed),
            population_size=min(POPULATION, tries), rng=for_numpy(seed),
            reference=workbench.Sample("as the worlds draw it"), convergence_freq=tries,
            filename="tried.tar.gz", directory=folder,
        )  # fmt: skip
    return kept


def _steps(scenario: Scenario, goals: Sequence[Goal], worlds: int, seed: int) -> list[float]:
    """Return below which difference two choices count as alike, by goal.

    A fiftieth of what the measure is under the scenario, or a hundredth of a share.
    """
    measures = [one.measure for one in goals]
    rows = run_rows(scenario, [{}], measures, worlds=worlds, seed=seed)
    means = [float(rows.means(name)[0]) for name in measures]
    return [
        0.01 if check_measure(name) else max(abs(np.nan_to_num(mean)) / FINEST, 1e-6)
        for name, mean in zip(measures, means, strict=True)
    ]


@contextmanager
def _own_luck(seed: int) -> Iterator[None]:
    """Leave Python's own random numbers as they were; the workbench seeds them for all."""
    before = random.getstate()
    random.seed(for_numpy(seed))
    try:
        yield
    finally:
        random.setstate(before)


def _apart(goals: Sequence[Goal], values: Values, order: Sequence[int]) -> tuple[MeanInterval, ...]:
    """Return how the last choice differs from the first, by goal; nothing for a lone one.

    The two are the ends of the frontier in these very worlds, so the interval allows for their
    being picked.
    """
    if len(order) < 2:
        return ()
    level = level_of_pairs(len(order))
    found = (
        mean_difference(of[order[0]], of[order[-1]], level, share=goal.share)
        for goal, of in zip(goals, values, strict=True)
    )
    n = values.shape[-1]
    return tuple(MeanInterval(one.difference, one.low, one.high, n) for one in found)


def _key(change: Mapping[str, Level]) -> tuple[tuple[str, Level], ...]:
    return tuple(sorted(change.items()))


def _choices(
    chosen: Sequence[Mapping[str, Level]], goals: Sequence[Goal], values: Values
) -> tuple[tuple[Setting, ...], list[int]]:
    """Return the choices with what they come to in other worlds, and their places in `chosen`.

    values: (goals, choices, worlds).
    """
    signs = np.array([one.sign for one in goals])[:, np.newaxis, np.newaxis]
    behind = signs * (np.max(signs * values, axis=1, keepdims=True) * signs - values)
    regrets = np.quantile(behind, REGRET_OF, axis=-1)
    met = np.logical_and.reduce([one.met(values[at]) for at, one in enumerate(goals)])
    found = [
        Setting(
            dict(levers),
            tuple(one.mean(values[goal, at]) for goal, one in enumerate(goals)),
            tuple(float(one) for one in regrets[:, at]),
            float(met[at].mean()),
        )
        for at, levers in enumerate(chosen)
    ]
    order = sorted(range(len(found)), key=lambda at: found[at].means[0].mean)
    return tuple(found[at] for at in order), order
