"""What the runs of a scenario say to one question, or why they can say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf, isnan

import numpy as np

from contactline.study.ensemble import Results
from contactline.study.intervals import KaplanMeier, quantile_bands, wilson
from contactline.study.lasting import survival_of

SHARES: Mapping[str, float] = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}
ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A chance with its 95 % interval, or the quantiles of a number; or neither, and the reason.

    runs: worlds in which it is so, None where the chance is no plain count. of: worlds it rests
    on, 0 where it rests on none, as what somebody wrote down. quantiles: None stands for more than
    `up_to`, the most that the runs could show.
    """

    chance: float | None = None
    low: float | None = None
    high: float | None = None
    runs: int | None = None
    of: int
    quantiles: Mapping[str, float | None] | None = None
    up_to: float = inf
    reason: str = ""

    @property
    def is_least(self) -> bool:
        """Return whether none of the runs show it, so that the chance is put at 1 in N + 2."""
        return self.chance is not None and self.of > 0 and self.chance <= _least(self.of)

    @property
    def is_most(self) -> bool:
        """Return whether all of the runs show it: all but 1 in N + 2."""
        return self.chance is not None and self.of > 0 and self.chance >= _most(self.of)


def put(share: float, of: int) -> float:
    """Return the chance that is put forward for a share of runs: never nought, never one.

    Where none of N runs show a thing, 1 in N + 2 is the rule of succession (Laplace 1774); where
    all do, all but that. Any other share is left as it is. of: N, 1 or more.
    """
    return min(max(share, _least(of)), _most(of))


def _least(of: int) -> float:
    return 1 / (of + 2)


def _most(of: int) -> float:
    return (of + 1) / (of + 2)


def by_date(results: Results, measure: str, last: date) -> Answer:
    """Return the share of worlds in which the day `measure` is not later than the date `last`.

    There is none where the date is not among the days that are played, 1 to the horizon.
    """
    start, horizon = results.scenario.date, results.scenario.horizon_days
    day = (last - start).days
    if day <= 0:
        return _none(results, f"{last} is not after {start}, the day on which the scenario starts.")
    if day > horizon:
        return _none(results, f"{last} is day {day}, and the scenario ends with day {horizon}.")
    return _share(results, int((results.columns[measure] <= day).sum()))


def ceasefire_by(results: Results, last: date) -> Answer:
    """Return the share of worlds with a ceasefire by this date; none where one is imposed."""
    if results.scenario.imposes_ceasefire:
        return _none(results, "A ceasefire is imposed: that it begins is assumed, not found.")
    return by_date(results, "day_ceasefire", last)


def talks_by(results: Results, last: date) -> Answer:
    """Return the share of worlds with talks by this date; none where a ceasefire is imposed."""
    if results.scenario.imposes_ceasefire:
        return _none(results, "A ceasefire is imposed: talks wait until its day.")
    return by_date(results, "day_talks", last)


def over(results: Results, column: str, amount: float) -> Answer:
    """Return the share of worlds in which a measure is more than this amount."""
    return _share(results, int((results.columns[column] > amount).sum()))


def spread(results: Results, column: str) -> Answer:
    """Return the quantiles of a measure that every world has."""
    bands = quantile_bands(results.columns[column].to_numpy(dtype=np.float64))
    return Answer(of=bands.n, quantiles={name: getattr(bands, name) for name in SHARES})


def truce_length(results: Results) -> Answer:
    """Return by which day of the first truce 5, 25, 50, 75, 95 % have broken (Kaplan, Meier)."""
    curve = survival_of(results, np.arange(results.scenario.horizon_days + 1.0))
    if curve.n == 0:
        return _no_truce(results)
    found = {name: _first_at_or_below(curve, 1 - part) for name, part in SHARES.items()}
    known = curve.at[~np.isnan(curve.share)]
    return Answer(of=curve.n, quantiles=found, up_to=float(known[-1]))


def truce_lasts(results: Results, days: int) -> Answer:
    """Return the chance that the first truce is unbroken after so many days (Kaplan, Meier)."""
    curve = survival_of(results, np.array([float(days)]))
    if curve.n == 0:
        return _no_truce(results)
    chance, low, high = (float(part[0]) for part in (curve.share, curve.low, curve.high))
    if isnan(chance):
        return Answer(of=curve.n, reason=f"No run watches its first truce for {days} days.")
    # That none has broken is shown only by those watched so long.
    of = int(curve.at_risk[0]) if chance == 1 else curve.n
    return Answer(of=of, chance=put(chance, of), low=low, high=high)


def _first_at_or_below(curve: KaplanMeier, share: float) -> float | None:
    there = np.flatnonzero(curve.share <= share + ROUNDING)
    return float(curve.at[there[0]]) if there.size else None


def _share(results: Results, runs: int) -> Answer:
    low, high = wilson(runs, results.worlds)
    chance = put(runs / results.worlds, results.worlds)
    return Answer(chance=chance, low=low, high=high, runs=runs, of=results.worlds)


def _no_truce(results: Results) -> Answer:
    return Answer(of=0, reason=f"There is a truce in none of the {results.worlds:,} runs.")


def _none(results: Results, reason: str) -> Answer:
    return Answer(of=results.worlds, reason=reason)
