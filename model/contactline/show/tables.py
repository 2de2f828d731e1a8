"""The results as tidy tables: one row a thing, one column a quality, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from contactline.scenario import Scenario
from contactline.show.sheets.markdown import markdown_table
from contactline.show.tables_as_text import row_parts
from contactline.study.comparison import Comparison, Difference
from contactline.study.ensemble import Results
from contactline.study.intervals import days_reached, quantile_bands, simultaneous, wilson
from contactline.study.lasting import known_of, lasting_interval, watched_days
from contactline.study.packed import PackedTable, Table
from contactline.world.outcomes import HOLDING, LEAST_PRESENCE_TROOPS, MEASURES, OUTCOMES, Measure

if TYPE_CHECKING:
    import pandas as pd

type Worlds = Sequence[tuple[Scenario, pd.DataFrame]]

BANDS = ("median", "q25", "q75", "q05", "q95")
BANDS_RISING = ("q05", "q25", "median", "q75", "q95")
HAVING = (
    "having_reference", "having_scenario", "having_difference", "having_low", "having_high",
)  # fmt: skip
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def world_table(runs: Sequence[Results]) -> pd.DataFrame:
    """Return one row per world of every run: scenario, view, world, and all its outcomes.

    A contributor that one scenario has and another has not leaves its column empty there.
    """
    found = [(run.scenario, run.outcomes) for run in runs]
    return _world_rows(found, _world_columns(runs))


def world_parts(runs: Sequence[Results]) -> Iterator[pd.DataFrame]:
    """Yield the rows of `world_table` in parts: the whole table would hold every world twice."""
    names = _world_columns(runs)
    for run in runs:
        for rows in _rows_of(run.columns):
            yield _world_rows([(run.scenario, rows)], names)


def world_head(runs: Sequence[Results]) -> pd.DataFrame:
    """Return the first row of every run, with the columns of `world_table`."""
    found = [(run.scenario, next(_rows_of(run.columns)).iloc[:1]) for run in runs]
    return _world_rows(found, _world_columns(runs))


def _rows_of(columns: Table) -> Iterator[pd.DataFrame]:
    """Yield the rows of a run, some at a time."""
    return columns.parts() if isinstance(columns, PackedTable) else row_parts(columns)


def _world_columns(runs: Sequence[Results]) -> list[str]:
    """Return the columns of all runs: those of a world, then those of its contributors."""
    names = list(dict.fromkeys(name for run in runs for name in run.columns))
    of_world = [name for name in names if "." not in name]
    return of_world + sorted(name for name in names if "." in name)


def _world_rows(found: Worlds, names: Iterable[str]) -> pd.DataFrame:
    import pandas as pd

    made = {
        "scenario": _repeated([(one.name, len(frame)) for one, frame in found]),
        "view": _repeated([(one.view, len(frame)) for one, frame in found]),
        "world": np.concatenate([frame.index.to_numpy() for _, frame in found]),
    }
    # Column by column: a whole copy of each run would be too much of a million worlds.
    for name in names:
        parts = [_column_of(frame, name) for _, frame in found]
        made[name] = pd.concat(parts, ignore_index=True)
    return pd.DataFrame(made, copy=False)


def _repeated(words: Iterable[tuple[str, int]]) -> NDArray[np.object_]:
    """Return each word as often as it is said to come, all pointing to one copy of it."""
    return np.concatenate([np.full(times, word, dtype=object) for word, times in words])


def _column_of(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Return a column of a table; one that it lacks is empty."""
    import pandas as pd

    return frame[name] if name in frame else pd.Series(np.full(len(frame), np.nan))


def outcome_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return the share of worlds that end in each outcome, a row each.

    worlds: those that end so, of n. low, high: 95 % intervals that hold for all outcomes together.
    """
    rows = []
    for run in runs:
        counts = counts_of(run)
        lows, highs = simultaneous(list(counts.values()))
        for (name, count), low, high in zip(counts.items(), lows, highs, strict=True):
            about = {**whose(run), "outcome": name, "label": OUTCOMES[name].label}
            found = {"worlds": count, "n": run.worlds, "share": count / run.worlds}
            rows.append(about | found | {"low": float(low), "high": float(high)})
    return _frame(rows)


def counts_of(run: Results) -> dict[str, int]:
    """Return the number of worlds by outcome, best to worst, 0 for one that never comes."""
    found = run.columns["outcome"].value_counts()
    return {name: int(found.get(name, 0)) for name in OUTCOMES}


def count_holding(run: Results) -> int:
    """Return the number of worlds in which a ceasefire is in force at the horizon."""
    return int(run.columns["outcome"].isin(HOLDING).sum())


def count_imposed(run: Results) -> int:
    """Return the number of worlds in which an imposed ceasefire began, of a run with one."""
    return int(run.columns["day_ceasefire"].notna().sum())


def measure_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return the median and the bands of every measure in numbers.

    n: worlds that have a value. Half of them lie from q25 to q75, nine of ten from q05 to q95.
    Days that the end of a run may cut off have those of Kaplan and Meier, empty where their curve
    does not reach so far.
    """
    rows = [
        {
            **whose(run),
            "measure": measure.name,
            "label": measure.label,
            "unit": measure.unit,
            **_bands_of(run, measure),
        }
        for run in runs
        for measure in MEASURES.values()
        if not measure.is_category
    ]
    return _frame(rows)


def lasting_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return how long things last and are waited for: restricted means and shares.

    n: worlds in which the ceasefire, or the waiting, began. low, high: 95 % intervals, each by
    itself.
    """
    rows = []
    for run in runs:
        for one in known_of(run):
            found = lasting_interval(run, one)
            label = one.label_at(run.scenario.horizon_days)
            about = {**whose(run), "measure": one.name, "label": label, "unit": one.unit}
            rows.append(about | {"n": found.n, "worlds": run.worlds, "mean": found.mean})
            rows[-1] |= {"low": found.low, "high": found.high}
    return _frame(rows)


def category_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return the share of worlds by value of every measure in words: posture, who led, and so on.

    n: worlds that have a value, such as those in which the first ceasefire broke. low, high: 95 %
    intervals that hold for all values of one measure together.
    """
    rows = []
    for run in runs:
        for measure in MEASURES.values():
            if measure.is_category:
                rows += _categories(run, measure.name)
    return _frame(rows)


def _categories(run: Results, measure: str) -> list[dict[str, Any]]:
    """Return one row for each value that a measure in words takes."""
    values = run.columns[measure]
    if MEASURES[measure].kind == "yes":
        values = values.dropna().map({True: "yes", False: "no"})
    counts = values[values != ""].value_counts().sort_index()
    if counts.empty:
        return []
    lows, highs = simultaneous(counts.to_numpy())
    about = {**whose(run), "measure": measure, "label": MEASURES[measure].label}
    total = int(counts.sum())
    return [
        {**about, "value": str(value), "worlds": int(count), "n": total}
        | {"share": count / total, "low": float(low), "high": float(high)}
        for (value, count), low, high in zip(counts.items(), lows, highs, strict=True)
    ]


def contributor_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return who sends troops: one row for each contributor of each run.

    worlds: those in which it has at least 100 soldiers on the ground on some day, with Wilson's
    95 % interval of their share. Median and bands are of its peak of troops, over all worlds.
    """
    rows = []
    for run in runs:
        for key, actor in run.scenario.actors.items():
            if actor.role != "contributor":
                continue
            peak = run.columns[f"peak_troops.{key}"]
            sends = int((peak >= LEAST_PRESENCE_TROOPS).sum())
            low, high = wilson(sends, run.worlds)
            about = {**whose(run), "contributor": key, "name": actor.name, "leads": actor.leads}
            share = {"worlds": sends, "share": sends / run.worlds, "low": low, "high": high}
            rows.append(about | share | _bands(peak))
    return _frame(rows)


def weekly_table(runs: Iterable[Results]) -> pd.DataFrame:
    """Return the bands of every weekly quantity, one row a week; empty where no world counts.

    n: worlds counted that week. Amounts are exact to about three per cent.
    """
    import pandas as pd

    parts = [one for run in runs for one in _by_week(run)]
    names = parts[0] if parts else ()
    return pd.DataFrame({name: np.concatenate([one[name] for one in parts]) for name in names})


def _by_week(run: Results) -> Iterator[dict[str, Any]]:
    """Yield the columns of each weekly quantity of a run."""
    weeks = len(next(iter(run.histograms.values())).counts)
    same = {name: _repeated([(word, weeks)]) for name, word in whose(run).items()}
    dates = [(run.scenario.date + timedelta(weeks=week)).isoformat() for week in range(weeks)]
    when = {"week": np.arange(weeks), "date": np.array(dates, dtype=object)}
    for series, histogram in sorted(run.histograms.items()):
        bands = dict(zip(BANDS_RISING, histogram.quantiles(QUANTILES), strict=True))
        yield same | {"series": _repeated([(series, weeks)])} | when | {"n": histogram.n} | bands


def difference_table(comparisons: Iterable[Comparison]) -> pd.DataFrame:
    """Return the paired differences, scenario less reference, of every share and measure."""
    rows = [
        {
            "scenario": one.b,
            "reference": one.a,
            "view": one.view,
            "kind": kind,
            **_difference(difference),
        }
        for one in comparisons
        for kind, found in (("outcome", one.shares), ("measure", one.measures))
        for difference in found
    ]
    return _frame(rows)


def _difference(one: Difference) -> dict[str, Any]:
    """Return one paired difference as a row; `reference_mean` and the like are its a and b."""
    about = {"name": one.name, "label": one.label, "unit": one.unit}
    means = {"reference_mean": one.a, "scenario_mean": one.b, "difference": one.difference}
    ends = {"low": one.low, "high": one.high, "within_noise": one.within_noise}
    worlds = {"n": one.n, "n_reference": one.n_a, "n_scenario": one.n_b}
    moved = {"higher": one.higher, "lower": one.lower}
    return about | means | ends | worlds | moved | _having(one.having)


def _having(one: Difference | None) -> dict[str, Any]:
    """Return how the share of worlds that have a value differs; unknown for a share."""
    values = (one.a, one.b, one.difference, one.low, one.high) if one else [None] * len(HAVING)
    return dict(zip(HAVING, values, strict=True))


def summary_table(runs: Sequence[Results]) -> pd.DataFrame:
    """Return shares of outcomes, measures in numbers and in words, one below the other."""
    import pandas as pd

    parts = {
        "outcome": outcome_table(runs).rename(columns={"outcome": "name"}),
        "measure": measure_table(runs).rename(columns={"measure": "name"}),
        "lasting": lasting_table(runs).rename(columns={"measure": "name"}),
        "category": category_table(runs).rename(columns={"measure": "name"}),
    }
    whole = pd.concat(
        [part.assign(kind=kind) for kind, part in parts.items() if len(part)], ignore_index=True
    )
    columns = ["scenario", "view", "kind", "name", "label", "value", "unit", "worlds", "n"]
    return whole.reindex(columns=[*columns, "share", "mean", "low", "high", *BANDS])


def markdown(frame: pd.DataFrame) -> str:
    """Return a table in Markdown, columns of numbers to the right."""
    columns = (frame[name].tolist() for name in frame.columns)
    return markdown_table(list(map(str, frame.columns)), columns)


def whose(run: Results) -> dict[str, Any]:
    """Return the scenario and the view of a run, as the first columns of a row."""
    return {"scenario": run.scenario.name, "view": run.scenario.view}


def _bands_of(run: Results, measure: Measure) -> dict[str, Any]:
    """Return the bands of a measure, by Kaplan and Meier where the end of a run may cut it off."""
    if not measure.lower_bound_where:
        return _bands(run.columns[measure.name])
    days, cut_off = watched_days(run, measure.name)
    reached = days_reached(days, cut_off, QUANTILES).tolist()
    found = dict(zip(BANDS_RISING, reached, strict=True))
    return {"n": int((~np.isnan(days)).sum())} | {name: found[name] for name in BANDS}


def _bands(values: pd.Series) -> dict[str, Any]:
    bands = quantile_bands(values.to_numpy(dtype=np.float64))
    return {"n": bands.n} | {name: getattr(bands, name) for name in BANDS}


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows)
