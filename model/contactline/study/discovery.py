"""In which futures does it happen? A box of inputs, found in half of the worlds, tried in the rest.

Scenario discovery after Bryant and Lempert (2010): PRIM (Friedman and Fisher 1999) peels thin
slices of worlds away until the rest have a high share of those in which it happens. It always finds
something; so the box is judged by worlds that had no part in finding it. Boxes and feature scores
are those of the EMA workbench.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from contactline.errors import RunError
from contactline.luck import for_numpy
from contactline.study.bridges.extras import from_extra
from contactline.study.ensemble import Results
from contactline.study.intervals import wilson
from contactline.study.measured import check_measure, measured

if TYPE_CHECKING:
    import pandas as pd

type Mask = NDArray[np.bool_]

FEWEST_WORLDS, FEWEST_CASES = 200, 20
MOST_LIMITS, LOOKED_AT, TREES = 4, 15, 200
LEAST_MASS, MOST_CHANCE = 0.05, 0.05
"""The smallest part of the worlds that a box may hold, and the largest quasi-p of a limit."""

MOST_BY_CHANCE = 0.025
"""How likely chance alone may be where a box is said to stand."""


@dataclass(frozen=True)
class Limit:
    """What a box asks of one input: at least `low`, at most `high`; None asks nothing."""

    input: str
    low: float | None
    high: float | None

    def met(self, values: NDArray[np.float64]) -> Mask:
        """Return where values lie within."""
        low = -np.inf if self.low is None else self.low
        high = np.inf if self.high is None else self.high
        found: Mask = (values >= low) & (values <= high)
        return found


@dataclass(frozen=True)
class Fit:
    """How well a box does in some worlds.

    worlds: all of them; cases: in which it happens; inside: in the box; hits: in the box and it
    happens.
    """

    worlds: int
    cases: int
    inside: int
    hits: int

    @property
    def rate(self) -> float:
        """Return the share of all worlds in which it happens."""
        return self.cases / self.worlds

    @property
    def density(self) -> float:
        """Return the share of the worlds in the box in which it happens; NaN for an empty box."""
        return self.hits / self.inside if self.inside else np.nan

    @property
    def coverage(self) -> float:
        """Return the share of the worlds in which it happens that lie in the box."""
        return self.hits / self.cases if self.cases else np.nan

    @property
    def rate_outside(self) -> float:
        """Return the share of the worlds outside the box in which it happens; NaN for none."""
        outside = self.worlds - self.inside
        return (self.cases - self.hits) / outside if outside else np.nan

    @property
    def chance(self) -> float:
        """Return how likely so many hits or more are in a box that tells nothing (Fisher, exact).

        The box holds `inside` of the worlds whatever happens in them, so hits are drawn without
        putting back.
        """
        from scipy.stats import hypergeom

        return float(hypergeom.sf(self.hits - 1, self.worlds, self.cases, self.inside))

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the density (Wilson)."""
        return wilson(self.hits, self.inside)


@dataclass(frozen=True)
class InputScore:
    """How much an input helps trees to say where it happens; scores add up to 1."""

    input: str
    score: float


@dataclass(frozen=True)
class Discovery:
    """Where something happens among the worlds of one run.

    limits: of the box, the one that matters most first; empty where none was found. learnt: in the
    worlds it was found in, those of even number. tried: in the others. scores: the largest first.
    """

    scenario: str
    measure: str
    above: float | None
    below: float | None
    worlds: int
    seed: int
    limits: tuple[Limit, ...]
    learnt: Fit
    tried: Fit
    scores: tuple[InputScore, ...]

    @property
    def stands(self) -> bool:
        """Return whether it happens more often in the box in worlds that had no part in finding it.

        Its worlds are set against those outside; chance would do as well in 25 of 1,000 cases at
        most, as where a 95 % interval leaves nought below it.
        """
        return bool(self.limits) and self.tried.chance <= MOST_BY_CHANCE


def discover(
    results: Results, measure: str, *, above: float | None = None, below: float | None = None
) -> Discovery:
    """Return in which worlds of a run something happens, as a box of their inputs.

    measure: outcomes joined by `+`, or a measure with a bound: it happens where it lies `above`
    one, or `below`; worlds without a value are those in which it does not. No world is run. Needs
    the extra `experiments`. Raises RunError where there are too few worlds with it or without.
    """
    happens = _happens(results, measure, above, below)
    _check(happens, measure)
    inputs = results.inputs
    names = list(inputs.columns)
    values = inputs.to_numpy()
    even = np.asarray(results.columns.index) % 2 == 0
    scores = _scores(inputs[even], happens[even], results.seed)
    looked_at = inputs[[one.input for one in scores[:LOOKED_AT]]]
    limits = _box(looked_at[even], happens[even])
    columns = {one.input: values[:, names.index(one.input)] for one in limits}
    inside = np.logical_and.reduce(
        [np.ones(happens.size, dtype=bool), *(one.met(columns[one.input]) for one in limits)]
    )
    return Discovery(
        results.scenario.name, measure, above, below, results.worlds, results.seed, limits,
        _fit(happens[even], inside[even]), _fit(happens[~even], inside[~even]), scores,
    )  # fmt: skip


def needs_bound(measure: str, above: float | None = None, below: float | None = None) -> None:
    """Raise RunError for a number without a bound, an outcome with one, or bounds of nothing."""
    for name, bound in (("above", above), ("below", below)):
        if bound is not None and not isfinite(bound):
            raise RunError(f"{name} must be a finite number, got {bound}.")
    if above is not None and below is not None and above >= below:
        raise RunError(f"Nothing lies above {above:g} and below {below:g}. Turn the bounds round.")
    bounded = above is not None or below is not None
    if check_measure(measure):
        if bounded:
            raise RunError(f"{measure} is an outcome, and takes no bound.")
    elif not bounded:
        raise RunError(f"{measure} is a number: say above or below which it counts.")


def happens_in(results: Results, found: Discovery) -> Mask:
    """Return in which worlds of a run it happens, (worlds,)."""
    return _happens(results, found.measure, found.above, found.below)


def _happens(results: Results, measure: str, above: float | None, below: float | None) -> Mask:
    """Return in which worlds it happens, (worlds,). Raises RunError where no bound says."""
    needs_bound(measure, above, below)
    outcomes = check_measure(measure)
    values = measured(results, measure)
    low, high = -np.inf if above is None else above, np.inf if below is None else below
    found: Mask = values == 1 if outcomes else (values > low) & (values < high)
    return found


def _check(happens: Mask, measure: str) -> None:
    """Raise RunError for too few worlds to find a box in one half and try it in the other."""
    cases = int(happens.sum())
    if happens.size < FEWEST_WORLDS or min(cases, happens.size - cases) < FEWEST_CASES:
        raise RunError(
            f"{measure}: so it is in {cases:,} of {happens.size:,} worlds. A box needs at least "
            f"{FEWEST_WORLDS} worlds, {FEWEST_CASES} of them with it and {FEWEST_CASES} without. "
            "Take more worlds, or ask for something else."
        )


def _scores(inputs: pd.DataFrame, happens: Mask, seed: int) -> tuple[InputScore, ...]:
    """Return the score of every input, the largest first."""
    scoring = from_extra("ema_workbench.analysis.feature_scoring", "experiments")
    found, _ = scoring.get_ex_feature_scores(
        inputs, happens, mode=scoring.RuleInductionType.CLASSIFICATION, nr_trees=TREES,
        random_state=for_numpy(seed) % 2**32,
    )  # fmt: skip
    rows = zip(found.index, found.iloc[:, 0], strict=True)
    return tuple(sorted((InputScore(str(name), float(one)) for name, one in rows),
                        key=lambda one: (-one.score, one.input)))  # fmt: skip


def _box(inputs: pd.DataFrame, happens: Mask) -> tuple[Limit, ...]:
    """Return the limits of the box whose density and coverage are best together; () for none.

    Peeled twice: among all inputs, and then among those alone whose limits chance does not explain
    as well. Best is the largest harmonic mean of density and coverage.
    """
    first = _peeled(inputs, happens)
    if first is None:
        return ()
    sound = [name for name, chances in first.p_values[_best(first)].items() if _sound(chances)]
    second = _peeled(inputs[sound[:MOST_LIMITS]], happens) if sound else None
    if second is None:
        return ()
    return _limits(second.box_lims[_best(second)], second.box_lims[0])


def _peeled(inputs: pd.DataFrame, happens: Mask) -> Any:
    """Return the path of boxes from all worlds to the fewest, as the workbench has it; or None."""
    prim = from_extra("ema_workbench.analysis.prim", "experiments")
    return prim.Prim(inputs.reset_index(drop=True), happens, mass_min=LEAST_MASS).find_box()


def _best(box: Any) -> int:
    """Return the place on the path at which density and coverage are best together."""
    path = box.peeling_trajectory
    worth = 2 * path["density"] * path["coverage"] / (path["density"] + path["coverage"])
    return int(worth.fillna(0.0).argmax())


def _sound(chances: Sequence[float]) -> bool:
    """Return whether chance does not explain a limit: its quasi-p (Bryant and Lempert) is small.

    chances: of its lower and its upper end, -1 for an end that asks nothing.
    """
    return max(one for one in chances if one >= 0) < MOST_CHANCE


def _limits(ends: pd.DataFrame, whole: pd.DataFrame) -> tuple[Limit, ...]:
    """Return what a box asks of its inputs. whole: the box of all worlds."""
    found = []
    for name in ends.columns:
        low, high = (
            None if end == all_of_it else float(end)
            for end, all_of_it in zip(ends[name], whole[name], strict=True)
        )
        if low is not None or high is not None:
            found.append(Limit(str(name), low, high))
    return tuple(found)


def _fit(happens: Mask, inside: Mask) -> Fit:
    counts = (happens.size, happens.sum(), inside.sum(), (happens & inside).sum())
    return Fit(*(int(one) for one in counts))
