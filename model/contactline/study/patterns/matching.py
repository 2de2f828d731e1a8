"""Fit uncertain constants to the record by history matching (Vernon, Goldstein and Bower 2010).

Candidates are spread evenly over ranges of the constants; each is run and measured like the
record. A candidate is implausible by its worst pattern: how far it is from the record, where the
edge of the tolerance is 1. The next wave is spread over what the least implausible candidates
leave of the ranges. In the end the least implausible quarter gives the posterior ranges, as far as
it lies within every tolerance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from contactline.arrays import Array, Chosen
from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.patterns.observing import Progress, counting_on, observe
from contactline.study.patterns.registry import PATTERNS, setups_of
from contactline.study.patterns.verdict import record_of, tolerance_of
from contactline.study.pool import run_blocks

KEPT_OF_A_WAVE = 0.25
POSTERIOR = (0.05, 0.5, 0.95)
LEAST_KEPT = 5
LEAST_LEFT = 2  # a range needs two ends

type Ranges = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Stage:
    """What is fitted to what. ranges: of each dial before the record is looked at.

    patterns: ids. candidates: in each of the waves. worlds: run for each candidate and set-up.
    """

    name: str
    ranges: Ranges
    patterns: tuple[str, ...]
    candidates: int
    worlds: int
    waves: int = 2


@dataclass(frozen=True)
class Matched:
    """What a study found in its last wave.

    tried: candidates by dial, (dials, candidates). found: what each shows of each pattern,
    (patterns, candidates). implausible: (candidates,).
    """

    study: Stage
    tried: Array
    found: Array
    implausible: Array

    @property
    def kept(self) -> Array:
        """Return the least implausible quarter, (dials, kept), those within every tolerance.

        Raises RunError if hardly any is.
        """
        best = least_implausible(self.implausible)
        inside = best[self.implausible[best] <= 1]
        if inside.size < LEAST_KEPT:
            raise RunError(
                f"{self.study.name}: {inside.size} candidates came within every tolerance, "
                f"{LEAST_KEPT} are needed. Try more candidates or wider ranges."
            )
        return self.tried[:, inside]

    def posterior(self) -> dict[str, tuple[float, float, float]]:
        """Return low end, middle and high end of each dial: 5 %, 50 % and 95 % of those kept."""
        ends = np.quantile(self.kept, POSTERIOR, axis=1)
        return {
            name: (float(low), float(middle), float(high))
            for name, (low, middle, high) in zip(self.study.ranges, ends.T, strict=True)
        }

    def moves(self) -> dict[str, dict[str, float]]:
        """Return the rank correlation of each dial with each pattern over the last wave."""
        from scipy.stats import spearmanr

        return {
            pattern: {
                dial: float(spearmanr(values, shown).statistic)
                for dial, values in zip(self.study.ranges, self.tried, strict=True)
            }
            for pattern, shown in zip(self.study.patterns, self.found, strict=True)
        }


def match(
    study: Stage,
    scenario: Scenario,
    *,
    seed: int = 1,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Matched:
    """Return what a study finds. progress: called with candidates done and in all.

    The result is the same for any workers. Raises RunError if hardly a candidate will do.
    """
    ranges, total = study.ranges, study.waves * study.candidates
    for wave in range(study.waves):
        tried = spread_evenly(ranges, study.candidates, seed=seed + wave)
        told = counting_on(wave * study.candidates, total, progress)
        found = shown_by(study, scenario, tried, seed, workers, told)
        implausible = implausibility(study.patterns, found)
        best = tried[:, least_implausible(implausible)]
        ranges = {
            name: (float(values.min()), float(values.max()))
            for name, values in zip(study.ranges, best, strict=True)
        }
    return Matched(study, tried, found, implausible)


def spread_evenly(ranges: Ranges, count: int, *, seed: int) -> Array:
    """Return candidates over all ranges, (dials, count).

    A Latin hypercube, so each dial is spread evenly whatever the others do.
    """
    from scipy.stats import qmc

    design = qmc.LatinHypercube(d=len(ranges), rng=seed).random(count)
    low, high = np.array(list(ranges.values())).T
    candidates: Array = qmc.scale(design, low, high).T
    return candidates


def least_implausible(implausible: Array) -> Chosen:
    """Return the places of the least implausible quarter, the least first."""
    order = np.argsort(implausible, kind="stable")
    return order[: max(LEAST_LEFT, round(KEPT_OF_A_WAVE * implausible.size))]


def implausibility(patterns: Sequence[str], found: Array) -> Array:
    """Return how far each candidate is from the record at its worst, (candidates,).

    found: (patterns, candidates). 0 is on the record, 1 at the edge of the tolerance; what cannot
    be measured is infinitely far.
    """
    far = [_distance(name, shown) for name, shown in zip(patterns, found, strict=True)]
    worst: Array = np.max(far, axis=0)
    return worst


def _distance(pattern: str, shown: Array) -> Array:
    figure = PATTERNS[pattern].figure
    (low, high), (least, most) = record_of(figure), tolerance_of(figure)
    below = (low - shown) / max(low - least, 1e-9)
    above = (shown - high) / max(most - high, 1e-9)
    return np.nan_to_num(np.maximum(np.maximum(below, above), 0), nan=np.inf, posinf=np.inf)


def shown_by(
    study: Stage,
    scenario: Scenario,
    tried: Array,
    seed: int,
    workers: int | None,
    progress: Progress | None,
) -> Array:
    """Return what each candidate shows of each pattern, (patterns, candidates)."""
    found = np.empty((len(study.patterns), tried.shape[1]))

    def take(at: int, shown: Array) -> None:
        found[:, at] = shown

    cuts = [range(at, at + 1) for at in range(tried.shape[1])]
    job: Callable[..., Array] = partial(measure_candidate, study, tried)
    run_blocks(job, scenario, cuts, seed, workers, take, progress)
    return found


def measure_candidate(
    study: Stage, tried: Array, scenario: Scenario, cut: Sequence[int], *, seed: int
) -> Array:
    """Return what one candidate shows of each pattern, (patterns,). cut: its number alone."""
    values = dict(zip(study.ranges, tried[:, cut[0]].tolist(), strict=True))
    candidate = scenario.with_dials(values)
    patterns = [PATTERNS[name] for name in study.patterns]
    seen = {
        setup.name: observe(candidate, setup, worlds=study.worlds, seed=seed)
        for setup in setups_of(patterns)
    }
    return np.array([one.over_worlds(one.in_worlds(seen)) for one in patterns])
