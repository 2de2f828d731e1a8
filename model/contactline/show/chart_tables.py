"""What the charts show, as tidy tables: every chart can be drawn again from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from contactline.evidence import front
from contactline.scenario import Scenario, View
from contactline.show.tables import whose
from contactline.study.comparison import Comparison
from contactline.study.ensemble import Results
from contactline.study.lasting import survival_of
from contactline.world.entries import ChronicleEntry

if TYPE_CHECKING:
    import pandas as pd

PHASES = ("war", "talks", "ceasefire")


def phase_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return how many worlds are at war, at war and talking, and in a ceasefire, a row a week."""
    rows = []
    for run in runs:
        counts = np.asarray(run.phases)
        weeks = _weeks(run, len(counts))
        rows.append(weeks | dict(zip(PHASES, counts.T, strict=True)))
    return _stacked(rows)


def survival_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return the share of first ceasefires that still hold, a row a day since they began."""
    rows = []
    for run in runs:
        curve = survival_of(run, np.arange(run.scenario.horizon_days + 1))
        columns = {name: getattr(curve, name) for name in ("share", "low", "high", "at_risk")}
        told = {"broken": curve.events, "censored": curve.censored}
        days = {"day": np.arange(run.scenario.horizon_days + 1)}
        rows.append(_repeated(whose(run), len(curve.at)) | days | columns | told)
    return _stacked(rows)


def sector_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return the violations of every week in every sector of the line, a row each.

    violations: summed over `n`, the worlds in a ceasefire that week. Sectors from north-east on.
    """
    line, rows = front(), []
    for run in runs:
        counts = np.asarray(run.line_violations)
        weeks, sectors = counts.shape
        by_week = {name: np.repeat(values, sectors) for name, values in _weeks(run, weeks).items()}
        where = {
            "sector": np.tile(np.arange(1, sectors + 1), weeks),
            "direction": np.tile(np.array(line.sector_direction[:sectors], dtype=object), weeks),
        }
        n = np.repeat(np.asarray(run.line_world_weeks), sectors)
        rows.append(by_week | where | {"violations": counts.ravel(), "n": n})
    return _stacked(rows)


def sample_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return the first worlds of each run week by week, as charts draw them as thin lines."""
    rows = []
    for run in runs:
        for series, values in run.samples.items():
            weeks, worlds = values.shape
            by_week = _weeks(run, weeks)
            one = {name: np.repeat(column, worlds) for name, column in by_week.items()}
            one |= {"series": np.repeat(np.array([series], dtype=object), values.size)}
            rows.append(one | {"world": np.tile(np.arange(worlds), weeks), "value": values.ravel()})
    return _stacked(rows)


def flip_table(comparisons: Iterable[Comparison]) -> pd.DataFrame:
    """Return how many worlds go from which outcome to which under another scenario, a row each."""
    import pandas as pd

    return pd.DataFrame(
        [
            {"scenario": one.b, "reference": one.a, "view": one.view}
            | {"before": str(before), "after": str(after), "worlds": int(count)}
            for one in comparisons
            for before, counts in one.flips.iterrows()
            for after, count in counts.items()
        ]
    )


def chronicle_table(
    scenario: Scenario,
    chronicles: Mapping[View, Sequence[ChronicleEntry]],
    worlds: Mapping[View, int],
) -> pd.DataFrame:
    """Return what happens in one world of a scenario in each view, a row an event.

    worlds: its number, by view.
    """
    import pandas as pd

    return pd.DataFrame(
        [
            {"scenario": scenario.name, "view": view, "world": worlds[view], "day": one.day}
            | {"date": (scenario.date + timedelta(days=one.day)).isoformat(), "kind": one.kind}
            | {"actor": one.actor, "text": one.text, "cause": one.cause}
            for view, entries in chronicles.items()
            for one in entries
        ]
    )


def input_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return what each world drew before anything happened, a row a world of every run."""
    import pandas as pd

    parts = []
    for run in runs:
        part = run.inputs.reset_index()
        for at, (name, value) in enumerate(whose(run).items()):
            part.insert(at, name, value)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _weeks(run: Results, weeks: int) -> dict[str, Any]:
    """Return the columns that say which week of which run a row is about."""
    dates = [(run.scenario.date + timedelta(weeks=week)).isoformat() for week in range(weeks)]
    about = {"week": np.arange(weeks), "date": np.array(dates, dtype=object)}
    return _repeated(whose(run), weeks) | about


def _repeated(same: Mapping[str, Any], times: int) -> dict[str, Any]:
    return {name: np.array([value] * times, dtype=object) for name, value in same.items()}


def _stacked(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return tables of the same columns, one below the other."""
    import pandas as pd

    names = rows[0] if rows else ()
    return pd.DataFrame({name: np.concatenate([one[name] for one in rows]) for name in names})
