"""Results on disk: numbers as Parquet, all else as JSON, and back again the same."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from contactline import __version__
from contactline.dials.measures import MEASURES
from contactline.errors import RunError
from contactline.scenario import AS_IT_COMES, Scenario, parse
from contactline.show.report.folder import results_folder
from contactline.show.words.commands import handed_round
from contactline.study.bridges.extras import from_extra
from contactline.study.ensemble import Results
from contactline.world.weekly import Histogram

if TYPE_CHECKING:
    import pandas as pd

ABOUT = "results.json"
FORM = 1


def save(run: Results, folder: str | os.PathLike[str]) -> Path:
    """Return the folder, made anew, that holds the results: whole, or not there.

    Needs the extra `parquet`. Raises RunError where the folder has files in it already.
    """
    from_extra("pyarrow", "parquet")
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RunError(f"{target} is there already. Choose the name of a new folder.")
    with results_folder(target.parent, target.name, out=target, overwrite=False) as draft:
        for name, frame in _frames(run).items():
            frame.to_parquet(draft.path / f"{name}.parquet", index=False)
        text = json.dumps(_about(run), indent=1, ensure_ascii=False)
        (draft.path / ABOUT).write_text(text + "\n", encoding="utf-8", newline="\n")
    return target


def load(folder: str | os.PathLike[str]) -> Results:
    """Return the results that `save` wrote. Raises RunError where there are none to be read."""
    import pandas as pd

    from_extra("pyarrow", "parquet")
    source = Path(folder)
    try:
        about = json.loads((source / ABOUT).read_text(encoding="utf-8"))
        read = {name: pd.read_parquet(source / f"{name}.parquet") for name in about["tables"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(
            f"{source} holds no saved results that can be read: {error}. "
            "Name a folder that Results.save has written."
        ) from error
    if about.get("form") != FORM:
        raise RunError(f"{source} was saved by version {about.get('version')}, in another form.")
    return _results(about, read)


def _frames(run: Results) -> dict[str, pd.DataFrame]:
    """Return the numbers of a run as tables."""
    import pandas as pd

    parts = [_seen(name, one) for name, one in run.histograms.items()]
    empty = pd.DataFrame({"series": [], "week": [], "bin": [], "worlds": []})
    samples = {
        f"{name}.{at}": row for name, one in run.samples.items() for at, row in enumerate(one.T)
    }
    return {
        "outcomes": run.outcomes.reset_index(),
        "histograms": pd.concat(parts, ignore_index=True) if parts else empty,
        "line": pd.DataFrame(run.line_violations).rename(columns=str),
        "weeks": pd.DataFrame(run.phases, columns=["war", "talks", "ceasefire"]).assign(
            line_worlds=run.line_world_weeks
        ),
        "samples": pd.DataFrame(samples),
    }


def _seen(name: str, one: Histogram) -> pd.DataFrame:
    """Return the bins of a histogram that any world is in."""
    import pandas as pd

    week, place = np.nonzero(one.counts)
    worlds = one.counts[week, place].astype(np.int64)
    return pd.DataFrame({"series": name, "week": week, "bin": place, "worlds": worlds})


def _about(run: Results) -> dict[str, Any]:
    """Return all that is no table: the scenario, its view, what was asked, and bins."""
    written = run.scenario.as_written
    values: dict[str, list[float]] = {}
    grids = {name: _grid(one, values) for name, one in run.histograms.items()}
    return {
        "program": "contactline",
        "version": __version__,
        "form": FORM,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "scenario": {
            "name": written.name,
            "source": handed_round(written.source),
            "digest": written.digest,
        },
        "yaml": written.to_yaml(),
        "view": run.scenario.view,
        "seed": run.seed,
        "worlds": run.worlds,
        "seconds": run.seconds,
        "weeks": len(run.phases),
        "grids": values,
        "series": grids,
        "tables": ["outcomes", "histograms", "line", "weeks", "samples"],
    }


def _grid(one: Histogram, values: dict[str, list[float]]) -> str:
    """Return the name of the bins of a histogram; those of a new kind are put down."""
    found = one.values.tolist()
    name = next((key for key, known in values.items() if known == found), str(len(values)))
    values[name] = found
    return name


def _results(about: dict[str, Any], read: dict[str, pd.DataFrame]) -> Results:
    """Return the results of what was read."""
    weeks = read["weeks"]
    return Results(
        scenario=_scenario(about),
        seed=about["seed"],
        worlds=about["worlds"],
        columns=_outcomes(read["outcomes"]),
        histograms=_histograms(about, read["histograms"]),
        line_violations=read["line"].to_numpy(dtype=np.int64),
        line_world_weeks=weeks["line_worlds"].to_numpy(dtype=np.int64),
        phases=weeks[["war", "talks", "ceasefire"]].to_numpy(dtype=np.int64),
        samples=_samples(read["samples"]),
        seconds=about["seconds"],
    )


def _outcomes(read: pd.DataFrame) -> pd.DataFrame:
    """Return the table of outcomes; truth keeps its kind where no world lacks it."""
    yes = [name for name, one in MEASURES.items() if one.kind == "yes" and name in read]
    return read.set_index("world").astype(dict.fromkeys(yes, object))


def _scenario(about: dict[str, Any]) -> Scenario:
    """Return the scenario in the view that was run."""
    said = about["scenario"]
    written = replace(parse(about["yaml"], name=said["name"]), source=said["source"])
    return written if about["view"] == AS_IT_COMES else written.if_ceasefire()


def _histograms(about: dict[str, Any], read: pd.DataFrame) -> dict[str, Histogram]:
    """Return the weekly histograms, in their order."""
    grids = {name: np.array(values) for name, values in about["grids"].items()}
    found = {}
    by_series = dict(tuple(read.groupby("series", sort=False)))
    for name, grid in about["series"].items():
        counts = np.zeros((about["weeks"], len(grids[grid])), dtype=np.int32)
        if name in by_series:
            rows = by_series[name]
            counts[rows["week"].to_numpy(int), rows["bin"].to_numpy(int)] = rows["worlds"]
        found[name] = Histogram(grids[grid], counts)
    return found


def _samples(read: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the first worlds week by week, (weeks, worlds) by series."""
    rows: dict[str, list[np.ndarray]] = {}
    for column in read.columns:
        rows.setdefault(str(column).rpartition(".")[0], []).append(read[column].to_numpy())
    return {name: np.stack(columns, axis=1) for name, columns in rows.items()}
