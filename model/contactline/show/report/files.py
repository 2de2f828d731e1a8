"""The files of a study: tables, charts, scenarios, report and manifest, in one folder."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from contactline.scenario import View
from contactline.show import chart_tables, tables
from contactline.show.codebook import CODEBOOK, codebook
from contactline.show.report.as_markdown import study_in_markdown
from contactline.show.report.evaluation import check_charts
from contactline.show.report.folder import MANIFEST, folder_name, slug
from contactline.show.report.formats import WORKBOOK, write_formats
from contactline.show.report.manifest import manifest
from contactline.show.report.one_world import Told, chronicles_in, example_in, one_world
from contactline.show.report.page import page
from contactline.show.tables_as_text import as_written, csv_of_parts, csv_parts
from contactline.study.ledger import Ledger, rows_of
from contactline.study.pool import Ask
from contactline.study.study import Study

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.report.pictures import Shown

Say = Callable[[str], None]

WORLDS = "outcomes"
MOST_INPUTS = 20_000
"""Above so many worlds the table of inputs is left out: `Results.inputs` draws it anew."""


def write_study(
    study: Study,
    folder: Path,
    *,
    charts: bool = True,
    formats: Sequence[str] = (),
    say: Say | None = None,
) -> None:
    """Write everything there is to say about a study into a folder.

    charts: whether to draw them; without them tables and report are there in a few seconds.
    formats: of tables beside CSV, `parquet` or `xlsx`. say: told what is being done.
    """
    began = time.perf_counter()
    tell = say or (lambda _: None)
    with _artists(study, folder, charts=charts) as ask:
        told = one_world(study, ask)
        drawing = _draw(ask, study, folder / "charts") if charts else None
        checked = ask(check_charts)
        tell("Writing the tables")
        write_scenarios(study, folder)
        written = write_tables(study, folder, told, formats)
        if drawing:
            tell("Drawing the charts")
        shown = drawing(told) if drawing else []
        chronicles, slides = chronicles_in(told), checked() if charts else ()
    tell("Writing the report")
    text = page(study, shown, chronicles, slides)
    write(folder / "report.html", text)
    meant = files_meant(study, written, [one.job.file for one in shown], formats)
    about = manifest(study, folder, meant, study.seconds + time.perf_counter() - began)
    write(folder / MANIFEST, json.dumps(about, indent=2, ensure_ascii=False) + "\n")


def _artists(study: Study, folder: Path, *, charts: bool) -> AbstractContextManager[Ask]:
    """Return how to ask for charts and more; without charts all of it is done here."""
    if not charts:
        return nullcontext(partial)
    # Only who draws waits for Matplotlib.
    from contactline.show.report.pictures import artists

    return artists(study, study.workers, folder)


def _draw(ask: Ask, study: Study, folder: Path) -> Callable[[Told], list[Shown]]:
    """Let the charts of a study be drawn; return how to get them from the chronicles."""
    # Only who draws waits for Matplotlib.
    from contactline.show.report.pictures import draw

    return draw(ask, study, folder)


def write_tables(
    study: Study,
    folder: Path,
    told: Told,
    formats: Sequence[str] = (),
) -> tuple[str, ...]:
    """Write the tables of a study as CSV with their codebook, and the one to read as Markdown.

    Returns the names of the tables.
    """
    found = _reduced(study, told)
    write(folder / f"{WORLDS}.csv", csv_of_parts(tables.world_parts(study.runs)))
    for name, frame in found.items():
        write(folder / f"{name}.csv", csv_parts(frame))
    if formats:
        write_formats({WORLDS: _worlds(study)} | found, folder, formats)
    names = [one.name for one in study.scenarios]
    described = {WORLDS: tables.world_head(study.runs)} | found
    about = codebook(
        described, name=folder_name(names, study.seed, study.worlds), command=study.command
    )
    write(folder / CODEBOOK, json.dumps(about, indent=1, ensure_ascii=False) + "\n")
    write(folder / "table.md", study_in_markdown(study))
    return tuple(described)


def files_meant(
    study: Study, written: Sequence[str], charts: Sequence[str], formats: Sequence[str]
) -> list[str]:
    """Return every file that a folder of results must hold beside its manifest.

    written, charts: names of tables and of charts. formats: of tables beside CSV.
    """
    scenarios = [f"scenarios/{name}" for name in scenario_files(study)]
    return [
        *("report.html", "scenario.yaml", "table.md", CODEBOOK),
        *(scenarios if len(scenarios) > 1 else ()),
        *(f"{name}.csv" for name in written),
        *(f"charts/{name}.{kind}" for name in charts for kind in ("png", "svg")),
        *(f"{name}.parquet" for name in written if "parquet" in formats),
        *([WORKBOOK] if "xlsx" in formats else ()),
    ]


def tables_of(study: Study, told: Told) -> dict[str, pd.DataFrame]:
    """Return every table of a study by its name; those without a row are left out."""
    return {WORLDS: _worlds(study)} | _reduced(study, told)


def _worlds(study: Study) -> pd.DataFrame:
    """Return the table of all worlds: as large as all runs together."""
    return as_written(tables.world_table(study.runs))


def _reduced(study: Study, told: Told) -> dict[str, pd.DataFrame]:
    """Return every table but that of all worlds; those without a row are left out."""
    runs, focus = study.runs, study.focus[0]
    made = {
        "table": tables.summary_table(runs),
        "contributors": tables.contributor_table(runs),
        "weekly": tables.weekly_table(runs),
        "phases": chart_tables.phase_table(runs),
        "survival": chart_tables.survival_table(runs),
        "sectors": chart_tables.sector_table(runs),
        "samples": chart_tables.sample_table(runs),
        "chronicle": chart_tables.chronicle_table(focus, chronicles_in(told), _worlds_told(study)),
        "differences": tables.difference_table(study.comparisons),
        "flips": chart_tables.flip_table(study.comparisons),
        "ledger": ledger_table(study.ledgers),
    }
    if study.worlds <= MOST_INPUTS:
        made["inputs"] = chart_tables.input_table(runs)
    return {name: as_written(frame) for name, frame in made.items() if len(frame)}


def _worlds_told(study: Study) -> dict[View, int]:
    """Return the number of the world that is told in each view."""
    return {view.name: example_in(study, view).world for view in study.views}


def ledger_table(ledgers: Sequence[Ledger]) -> pd.DataFrame:
    """Return one row a scenario and dial: grade, sources, ends, effects and break-evens."""
    import pandas as pd

    return pd.DataFrame([row for one in ledgers for row in rows_of(one)])


def write_scenarios(study: Study, folder: Path) -> None:
    """Write every scenario with all its dials, as it was run: one file, or a folder of several."""
    if len(study.scenarios) == 1:
        write(folder / "scenario.yaml", study.scenarios[0].to_yaml())
        return
    first = study.focus[0]
    write(folder / "scenario.yaml", first.to_yaml())
    for name, scenario in zip(scenario_files(study), study.scenarios, strict=True):
        write(folder / "scenarios" / name, scenario.to_yaml())


def scenario_files(study: Study) -> list[str]:
    """Return a file name for each scenario, no two alike."""
    names: list[str] = []
    for scenario in study.scenarios:
        stem, number = slug(scenario.name), 2
        name = f"{stem}.yaml"
        while name in names:
            name, number = f"{stem}-{number}.yaml", number + 1
        names.append(name)
    return names


def write(path: Path, parts: str | Iterable[str]) -> None:
    """Write a text, whole or in parts, in UTF-8 with line feeds, on every system the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as opened:
        opened.writelines([parts] if isinstance(parts, str) else parts)
