"""Put a scenario into every set-up, measure the patterns of the record, and judge them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from contactline.arrays import Array
from contactline.errors import RunError, did_you_mean
from contactline.scenario import Scenario, scenario_of
from contactline.study.patterns.observing import Observed, Progress, counting_on, observe
from contactline.study.patterns.registry import PATTERNS, Pattern, setups_of
from contactline.study.patterns.verdict import Check, Verdict

RESAMPLES = 200
INTERVAL = (2.5, 97.5)
WORLDS = 2000


def check(
    scenario: Scenario | str | Path,
    *,
    worlds: int = WORLDS,
    seed: int = 1,
    workers: int | None = None,
    patterns: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Check:
    """Return the verdict on every pattern, or on those named, for this scenario.

    worlds: run in each set-up. progress: called with worlds done and in all. The result is the
    same for any workers. Raises RunError for an unknown pattern.
    """
    scenario = scenario_of(scenario)
    chosen = [known_pattern(name) for name in (PATTERNS if patterns is None else patterns)]
    setups = setups_of(chosen)
    seen: dict[str, Observed] = {}
    for at, setup in enumerate(setups):
        told = counting_on(at * worlds, len(setups) * worlds, progress)
        seen[setup.name] = observe(
            scenario, setup, worlds=worlds, seed=seed, workers=workers, progress=told
        )
    verdicts = tuple(verdict(one, seen, seed) for one in chosen)
    return Check(scenario.name, scenario.digest, seed, verdicts)


def verdict(pattern: Pattern, seen: Mapping[str, Observed], seed: int) -> Verdict:
    """Return how a pattern comes out, with its 95 % interval over worlds.

    seen: by name of the set-up.
    """
    values = pattern.in_worlds(seen)
    low, high = interval_over_worlds(pattern.over_worlds, values, seed)
    worlds = values.shape[-1] if pattern.setups else 0
    return Verdict(
        figure=pattern.figure,
        title=pattern.title,
        setup=pattern.situation,
        model=pattern.over_worlds(values),
        low=low,
        high=high,
        worlds=worlds,
        held_out=pattern.held_out,
    )


def interval_over_worlds(
    measure: Callable[[Array], float], values: Array, seed: int
) -> tuple[float, float]:
    """Return the 95 % interval of a measure by the bootstrap over worlds (Efron 1979).

    values: (..., worlds). A world is drawn with all that was measured in it, in every set-up.
    """
    rng, worlds = np.random.default_rng(seed), values.shape[-1]
    found = [measure(values[..., rng.integers(worlds, size=worlds)]) for _ in range(RESAMPLES)]
    low, high = np.nanpercentile(found, INTERVAL)
    return float(low), float(high)


def known_pattern(name: str) -> Pattern:
    """Return the pattern of this id; raises RunError that offers the nearest one."""
    if name in PATTERNS:
        return PATTERNS[name]
    hint = did_you_mean(name, PATTERNS) or f". Patterns are: {', '.join(PATTERNS)}."
    raise RunError(f"Unknown pattern {name!r}{hint}")
