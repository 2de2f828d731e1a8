"""Made-up results in the shape of real ones, small and quick, for the tests of the charts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from contactline.scenario import AS_IT_COMES, View
from contactline.world.entries import ChronicleEntry
from contactline.world.weekly import AMOUNTS, POSITIONS, Histogram

OUTCOME_NAMES = (
    "holds_with_troops_on_line",
    "holds_with_troops_away_from_line",
    "holds_with_observers_only",
    "holds_without_foreign_troops",
    "collapsed",
    "talks_without_agreement",
    "no_talks",
)
SHARES = (0.11, 0.08, 0.02, 0.04, 0.31, 0.16, 0.28)
ARMED, HOLDING, COLLAPSED, TALKS = 2, 4, 5, 6  # so many outcomes from the best on
CONTRIBUTORS = {
    "uk": "United Kingdom",
    "france": "France",
    "estonia": "Estonia",
    "latvia": "Latvia",
    "lithuania": "Lithuania",
    "canada": "Canada",
    "germany": "Germany",
}
OTHERS = {
    "ukraine": ("Ukraine", "belligerent"),
    "russia": ("Russia", "belligerent"),
    "us": ("United States", "broker"),
    "nato": ("NATO", "institution"),
    "eu": ("European Union", "institution"),
}
ISSUES = ("territory", "alignment", "foreign_force", "sanctions", "sequence")


def histogram(values: np.ndarray, grid: np.ndarray = AMOUNTS) -> Histogram:
    """Return the weekly histogram of values, (weeks, worlds), of which NaN is not counted."""
    counts = np.zeros((len(values), grid.size), dtype=np.int64)
    known = ~np.isnan(values)
    bins = np.searchsorted((grid[1:] + grid[:-1]) / 2, values[known])
    np.add.at(counts, (known.nonzero()[0], bins), 1)
    return Histogram(grid, counts)


@dataclass(frozen=True)
class SampleScenario:
    """A stand-in for a scenario."""

    name: str
    title: str
    horizon_days: int = 730
    view: View = AS_IT_COMES
    date: date = date(2024, 12, 3)
    actors: dict[str, Any] = field(default_factory=dict)
    events: tuple[Any, ...] = ()

    @property
    def as_written(self) -> SampleScenario:
        """Return the scenario itself."""
        return self

    @property
    def digest(self) -> str:
        """Return a digest of the name."""
        return sha256(self.name.encode()).hexdigest()


@dataclass(frozen=True)
class SampleResults:
    """A stand-in for the results of a run."""

    scenario: SampleScenario
    seed: int
    worlds: int
    columns: pd.DataFrame
    histograms: dict[str, Histogram]
    line_violations: np.ndarray
    line_world_weeks: np.ndarray
    phases: np.ndarray
    samples: dict[str, np.ndarray]
    seconds: float = 1.0


def sample_results(
    name: str = "uk-france-monitors",
    title: str = "UK and France monitor a ceasefire along the line",
    *,
    worlds: int = 200,
    shares: tuple[float, ...] = SHARES,
    seed: int = 1,
    sectors: int = 115,
    horizon_days: int = 730,
) -> SampleResults:
    """Return made-up results whose outcomes have the given shares, best to worst."""
    luck = np.random.default_rng(seed)
    weeks = -(-horizon_days // 7)
    outcome = luck.choice(len(OUTCOME_NAMES), size=worlds, p=shares)
    table = _outcomes(luck, outcome, horizon_days)
    begun = (table["day_ceasefire"].to_numpy() // 7)[None, :]
    ended = begun + (table["days_held"].to_numpy() // 7)[None, :]
    ended = np.where(table["still_holding"].to_numpy()[None, :], np.inf, ended)
    week = np.arange(weeks)[:, None]
    quiet = (week >= begun) & (week < ended)
    talking = (week >= (table["day_talks"].to_numpy() // 7)[None, :]) & ~quiet & (week < begun + 1)
    weekly, samples = _weekly(luck, quiet, week - begun, outcome)
    uneven = luck.lognormal(0, 1.6, sectors)
    expected = 4.0 * uneven * quiet.sum(axis=1)[:, None]
    return SampleResults(
        scenario=SampleScenario(name, title, horizon_days, actors=_actors(), events=_events()),
        seed=seed,
        worlds=worlds,
        columns=table,
        histograms=weekly,
        line_violations=luck.poisson(expected),
        line_world_weeks=quiet.sum(axis=1),
        phases=np.stack([(~quiet & ~talking).sum(1), talking.sum(1), quiet.sum(1)], axis=1),
        samples=samples,
    )


def _actors() -> dict[str, Any]:
    named = OTHERS | {key: (name, "contributor") for key, name in CONTRIBUTORS.items()}
    return {
        key: SimpleNamespace(name=name, role=role, stances=dict.fromkeys(ISSUES))
        for key, (name, role) in named.items()
    }


def _events() -> tuple[Any, ...]:
    return (
        SimpleNamespace(day=48, id="us-inauguration", title="New US administration takes office"),
    )


def _outcomes(luck: np.random.Generator, outcome: np.ndarray, horizon_days: int) -> pd.DataFrame:
    worlds = len(outcome)
    stopped = outcome < COLLAPSED
    talks = np.where(outcome < TALKS, luck.integers(1, horizon_days // 3, worlds), np.nan)
    begun = np.where(stopped, talks + luck.integers(1, horizon_days // 4, worlds), np.nan)
    left = horizon_days - begun
    held = np.where(outcome < HOLDING, left, np.minimum(luck.weibull(0.7, worlds) * 120 + 1, left))
    columns = {
        "outcome": [OUTCOME_NAMES[index] for index in outcome],
        "day_talks": talks,
        "day_ceasefire": begun,
        "days_held": np.where(stopped, np.floor(held), np.nan),
        "still_holding": outcome < HOLDING,
        "ceasefires": stopped.astype(float),
        "pledged_troops": np.where(outcome < ARMED, luck.uniform(9000, 50000, worlds), 0.0),
        "peak_troops": np.where(outcome < ARMED, 20000.0, 0.0),
        "violations_per_week": np.where(stopped, luck.gamma(2, 300, worlds), np.nan),
        "share_seen": np.where(stopped, luck.beta(4, 3, worlds), np.nan),
        "mission_casualties": np.where(outcome < ARMED, luck.poisson(3, worlds), 0.0),
        "area_km2": luck.normal(2500, 900, worlds),
    }
    for rank, key in enumerate(CONTRIBUTORS):
        columns[f"peak_troops.{key}"] = np.where(outcome < ARMED, 9000.0 * 0.5**rank, 0.0)
    return pd.DataFrame(columns, index=pd.RangeIndex(worlds, name="world"))


def _weekly(
    luck: np.random.Generator, quiet: np.ndarray, age: np.ndarray, outcome: np.ndarray
) -> tuple[dict[str, Histogram], dict[str, np.ndarray]]:
    weeks, worlds = quiet.shape
    size = luck.uniform(4000, 40000, worlds) * (outcome < ARMED)
    built = np.clip(np.nan_to_num(age) / 20, 0, 1) * size * quiet
    weekly = {"troops": histogram(built)}
    for rank, key in enumerate(CONTRIBUTORS):
        weekly[f"troops.{key}"] = histogram(built * (0.5**rank))
    violations = np.where(quiet, luck.gamma(2, 40, quiet.shape), np.nan)
    weekly["violations"] = histogram(violations)
    for issue in ISSUES:
        for number, actor in enumerate([*OTHERS, *CONTRIBUTORS]):
            path = np.linspace(0, luck.normal(0, 8), weeks)[:, None]
            start = (10 + 75 * (number / 11) + luck.normal(0, 3)) * np.ones(worlds)
            weekly[f"position.{actor}.{issue}"] = histogram(
                np.clip(start + path, 0, 100), POSITIONS
            )
        draft = np.clip(50 + np.cumsum(luck.normal(0, 1.5, (weeks, worlds)), axis=0), 0, 100)
        talking = np.arange(weeks)[:, None] >= luck.integers(5, max(weeks // 2, 6), worlds)
        weekly[f"draft.{issue}"] = histogram(np.where(talking, draft, np.nan), POSITIONS)
    samples = {"troops": built[:, :3], "violations": violations[:, :3]}
    return weekly, samples


def base(**changes: Any) -> SampleResults:
    """Return small made-up results of a base scenario."""
    return sample_results("base", "Base: as reported", worlds=60, **changes)


def entry(day: int, kind: str, text: str = "Something happens.") -> ChronicleEntry:
    """Return an entry of a chronicle."""
    return ChronicleEntry(day, kind, "", text, "")


CHRONICLE = [
    entry(48, "event"),
    entry(91, "talks open"),
    *[entry(91 + 7 * week, "draft", "The draft on the table: " + "54 " * 40) for week in range(6)],
    entry(133, "ceasefire"),
    *[entry(140, "pledge", f"Contributor {number} pledges 500 soldiers.") for number in range(8)],
    *[entry(140 + 7 * week, "fire") for week in range(23)],
    entry(301, "escalation"),
    entry(730, "horizon"),
]
