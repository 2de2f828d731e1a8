"""A folder of results opens in pandas, frictionless, R and LibreOffice without a change."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cli_sample import call
from contactline.dials.measures import MEASURES

WORLDS = 12
# Under this scenario ceasefires break within weeks, under base most hold as long.
BREAKING = "from: base\ntitle: One side attacks\nactors: {russia: {plays: {resume: at_once}}}\n"
R_SCRIPT = """
outcomes <- read.csv("outcomes.csv")
stopifnot(is.logical(outcomes$still_holding), is.numeric(outcomes$days_held))
begun <- subset(outcomes, !is.na(days_held))
library(survival)
curve <- survfit(Surv(days_held, !still_holding) ~ scenario, data = begun)
print(sum(curve$n))
print(sum(curve$n.event))
print(nrow(outcomes))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of results of two scenarios, in both views, with a workbook."""
    place = tmp_path_factory.mktemp("elsewhere") / "results"
    breaking = place.parent / "breaking.yaml"
    breaking.write_text(BREAKING, encoding="utf-8")
    words = ["--worlds", WORLDS, "--set", "horizon_days=84", "--workers", 1, "--no-charts"]
    done = call("run", breaking, "base", *words, "--format", "xlsx", "--out", place)
    assert done.exit_code == 0, done.output
    return place


def needs(program):
    """The path of a program, or a reason why the test is left out."""
    return shutil.which(program) or pytest.skip(f"{program} is not installed on this machine")


def outcomes_of(folder):
    return pd.read_csv(folder / "outcomes.csv")


def test_pandas_reads_it_as_it_is(folder):
    table = outcomes_of(folder)
    assert len(table) == 4 * WORLDS
    assert pd.api.types.is_numeric_dtype(table["days_held"])
    held = table["still_holding"].dropna()
    assert set(held) == {True, False}
    assert table["still_holding"].isna().equals(table["days_held"].isna())
    assert set(MEASURES) <= {name.partition(".")[0] for name in table} | {"led_by"}


def test_frictionless_finds_no_fault_in_it(folder):
    frictionless = pytest.importorskip("frictionless", reason="comes with the extra `dev`")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])[:5]
    named = {Path(task.place).name for task in report.tasks}
    assert named == {path.name for path in folder.glob("*.csv")}


def test_r_fits_a_survival_curve_to_it(folder):
    program = needs("Rscript")
    done = subprocess.run(
        [program, "--vanilla", "-e", R_SCRIPT], cwd=folder, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    if "there is no package called" in done.stderr:
        pytest.skip("R is installed without its package survival")
    assert done.returncode == 0, done.stderr
    table = outcomes_of(folder).dropna(subset=["days_held"])
    broken = int((~table["still_holding"].astype(bool)).sum())
    counted = [int(line.split()[-1]) for line in done.stdout.splitlines()]
    assert counted == [len(table), broken, 4 * WORLDS]


def test_libreoffice_opens_tables_and_workbook(folder, tmp_path):
    """What it understands is written out again as it stands, and holds the same numbers."""
    program = needs("soffice")
    sources = [folder / "outcomes.csv", folder / "tables.xlsx"]
    shutil.copy(folder / "tables.xlsx", tmp_path / "book.xlsx")
    done = subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx", "--outdir", str(tmp_path / "out"), str(sources[0]), str(tmp_path / "book.xlsx")],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    table = outcomes_of(folder)
    for file, sheet in (("outcomes.xlsx", "outcomes"), ("book.xlsx", "outcomes")):
        rows = list(openpyxl.load_workbook(tmp_path / "out" / file)[sheet].values)
        assert list(rows[0]) == list(table.columns)
        assert len(rows) == len(table) + 1
        days = rows[0].index("days_held")
        read = [row[days] for row in rows[1:]]
        assert read == [None if pd.isna(one) else one for one in table["days_held"]]
