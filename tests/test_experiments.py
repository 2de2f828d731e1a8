"""Every experiment answers one question in at most 60 lines, with one figure and one table."""

import ast
import csv
import io
import os
import runpy
import subprocess
import sys
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import matplotlib
import pytest

from contactline.bargaining import MODELS
from contactline.scenario import available
from contactline.show.charts.plan import check_drawable
from contactline.study.plan import read_plan
from words_that_need_numbers import forbidden_words

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "experiments"
SHARED = {"willing"}
DRAWS_NOTHING = {"calibrate"}  # it fits the model
SCRIPTS = {path.stem for path in FOLDER.glob("*.py")} - SHARED
PLANS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
EXPERIMENTS = sorted(SCRIPTS - DRAWS_NOTHING)
MOST_LINES = 60
# Those that run every scenario several times look at fewer days, or fewer worlds.
DAYS = {"theory_lenses": "14", "why_wars_end": "28"}
WORLDS = {"theory_lenses": "3"}


@dataclass(frozen=True)
class Done:
    """A script that has run: its exit code and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def run(name, out, *more):
    """A script run from its first line to its end, as from a shell, in this process."""
    words = ["--worlds", WORLDS.get(name, "8"), "--days", DAYS.get(name, "70"), "--workers", "1"]
    script = str(FOLDER / f"{name}.py")
    printed, told = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        matplotlib.rc_context(),
        redirect_stdout(printed),
        redirect_stderr(told),
        warnings.catch_warnings(),
    ):
        patch.setattr(sys, "argv", [script, *words, "--quiet", "--out", str(out), *more])
        patch.syspath_prepend(str(FOLDER))
        as_in_a_shell(told)
        code = 0
        try:
            runpy.run_path(script, run_name="__main__")
        except SystemExit as ended:
            code = ended.code or 0
    return Done(code, printed.getvalue(), told.getvalue())


def as_in_a_shell(told):
    """Show the warnings that Python shows by itself, on a stream."""
    warnings.resetwarnings()
    for kind in (ImportWarning, PendingDeprecationWarning, ResourceWarning, DeprecationWarning):
        warnings.simplefilter("ignore", kind)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")

    def show(*warning):
        told.write(warnings.formatwarning(*warning[:4]))

    warnings.showwarning = show


def run_alone(name, out, *more):
    """A script run in a process of its own, which has loaded nothing before."""
    command = [sys.executable, str(FOLDER / f"{name}.py"), "--out", str(out), *more]
    around = {**os.environ, "PYTHONPATH": str(ROOT / "model"), "MPLBACKEND": "Agg"}
    return subprocess.run(command, capture_output=True, text=True, env=around, check=False)


@pytest.fixture(scope="module", params=EXPERIMENTS)
def experiment(request, tmp_path_factory):
    out = tmp_path_factory.mktemp(request.param)
    return request.param, out, run(request.param, out)


def test_it_runs_without_a_warning(experiment):
    _, _, done = experiment
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr


def test_it_writes_one_figure_and_one_table(experiment):
    name, out, _ = experiment
    assert sorted(p.name for p in out.iterdir()) == [
        f"{name}.{x}" for x in "csv md png svg".split()
    ]
    assert (out / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    rows = list(csv.reader((out / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) > 5
    assert len({len(row) for row in rows}) == 1
    # One head and one line of dashes stand above the rows of the same table in Markdown.
    lines = (out / f"{name}.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(rows) + 1


def test_its_sentences_keep_to_the_rules_for_words(experiment):
    _, _, done = experiment
    sentences = done.stdout.strip()
    assert 1 <= len(sentences.split("\n\n")) <= 2
    assert forbidden_words(sentences) == ()


@pytest.mark.parametrize(
    "path", [*FOLDER.glob("*.py"), *FOLDER.glob("*.yaml")], ids=lambda one: one.name
)
def test_every_plan_and_script_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_valid_asks_a_question_and_can_be_drawn(name):
    stated = read_plan(FOLDER / f"{name}.yaml")
    assert stated.question.endswith("?")
    check_drawable(stated)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_script_begins_with_its_question(name):
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    question = ast.get_docstring(ast.parse(text)).splitlines()[0]
    assert question.endswith("?")
    assert text.startswith(f'"""{question}')


def test_every_plan_and_script_is_known_in_the_readme():
    assert {"article_scenarios", "theory_lenses", "calibrate"} < SCRIPTS
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    files = [*(f"{name}.py" for name in SCRIPTS), *(f"{name}.yaml" for name in PLANS)]
    unknown = [name for name in files if f"`{name}`" not in readme]
    assert unknown == [], "experiments/README.md: add a row with its question"


def test_the_other_view_of_the_scenarios_is_drawn_apart(tmp_path):
    few = "--worlds 3 --days 28 --if-ceasefire"
    done = run("article_scenarios", tmp_path, *few.split())
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "article_scenarios_if_ceasefire.csv").read_text(encoding="utf-8")
    table = list(csv.DictReader(text.splitlines()))
    assert {row["view"] for row in table} == {"if there were a ceasefire"}


@pytest.mark.parametrize("experiment", ["theory_lenses"], indirect=True)
def test_every_theory_is_in_the_table_of_lenses(experiment):
    name, out, done = experiment
    rows = list(csv.DictReader((out / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["place"] for row in rows} == {model.title for model in MODELS.values()}
    assert len(rows) == 2 * len(MODELS) * (len(available()) - 1)
    assert f"all {len(MODELS)} theories" in done.stdout


def test_an_unknown_option_is_a_usage_error(tmp_path):
    done = run_alone("ceasefire_first", tmp_path, "--word", "5")
    assert done.returncode == 2
    assert "--word" in done.stderr
    assert not any(tmp_path.iterdir())


def test_benchmarks_stand_side_by_side_in_one_run(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("above\n<!-- measured -->\nold\n<!-- end measured -->\nbelow\n")
    script = FOLDER / "benchmarks" / "side_by_side.py"
    command = [sys.executable, str(script), "--quick", "whole", "line", "worlds", "sectors"]
    around = {**os.environ, "PYTHONPATH": str(ROOT / "model")}
    more = ["--against", str(ROOT), "--markdown", str(page)]
    subprocess.run([*command, *more], env=around, check=True)
    text = page.read_text()
    assert text.startswith("above\n<!-- measured -->\n")
    assert text.endswith("\n<!-- end measured -->\nbelow\n")
    assert "| worlds | here | there | here / there |" in text
    assert text.count("\n**") == 4
    assert "old" not in text
