"""Runs from the command line: what they write and print, and what they leave when they fail."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pandas as pd
import pytest

from cli_sample import QUICK, call, command, environment, hears_interrupts, program
from contactline import OUTCOMES
from contactline.cli.selection import labels_of
from contactline.errors import RunError
from contactline.scenario import load
from contactline.show.sheets.markdown import cell
from contactline.show.words import NOT_A_FORECAST
from contactline.study.ensemble import simulate
from words_that_need_numbers import forbidden_words

QUIETLY = (*QUICK, "--workers", "1", "--no-charts")


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A run of two scenarios: what was printed, and where."""
    place = tmp_path_factory.mktemp("run")
    before = Path.cwd()
    os.chdir(place)
    try:
        return call("run", "uk-france-monitors", "base", *QUIETLY), place
    finally:
        os.chdir(before)


def leftovers(folder=Path("results")):
    """Everything in the folder of results, hidden or not, but the note of the last run."""
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def test_a_run_prints_results_on_stdout_and_progress_on_stderr(finished):
    shown, place = finished
    assert shown.exit_code == 0
    assert " ".join(shown.stdout.split()).startswith(NOT_A_FORECAST)
    assert "In words" not in shown.stdout
    assert re.search(r"^32 of 32 worlds, [\d,]+ a second", shown.stderr, re.MULTILINE)
    assert "worlds," not in shown.stdout.splitlines()[0]
    for name in ("table.md", "report.html"):
        (path,) = re.findall(rf"^\w+ +(\S+{re.escape(name)})$", shown.stdout, re.MULTILINE)
        assert (place / path).is_file()


def test_what_a_run_prints_keeps_to_the_words_of_the_scale(finished):
    assert forbidden_words(finished[0].stdout) == ()


def test_the_folder_is_named_after_the_run(finished):
    assert leftovers(finished[1] / "results") == [".last", "uk-france-monitors-base-seed1-8"]


def test_the_manifest_holds_the_command_that_makes_it_again(finished):
    (path,) = finished[1].glob("results/*/manifest.json")
    told = json.loads(path.read_text(encoding="utf-8"))["command"]
    assert told == (
        "contactline run uk-france-monitors base --worlds 8 --seed 1 --set horizon_days=84"
    )


def test_open_finds_the_last_report(finished, monkeypatch):
    monkeypatch.chdir(finished[1])
    shown = call("open", "--print")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert Path(shown.stdout.strip()).is_file()
    told = json.loads(call("open", "--print", "--json").stdout)
    assert told == {"report": shown.stdout.strip(), "opened": False}


def test_a_world_alone_equals_its_row(finished):
    (path,) = finished[1].glob("results/*/outcomes.csv")
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    for one in (load("base").if_ceasefire(), load("uk-france-monitors")):
        alone, name = simulate(one.with_horizon(84), [7]), one.name
        here = (rows.scenario == name) & (rows["view"] == one.view) & (rows.world == "7")
        row = rows[here].iloc[0]
        for column, values in alone.columns.items():
            value = values.tolist()[0]
            value = float(f"{value:.9g}") if isinstance(value, float) else value
            told = str(value).upper() if isinstance(value, bool) else cell(value)
            assert row[column] == told, column


def test_json_is_pure_and_says_what_the_text_says(own_folder):
    shown = call("compare", "uk-france-monitors", "base", *QUIETLY, "--json")
    assert (shown.exit_code, shown.stderr) == (0, "")
    told = json.loads(shown.stdout, parse_constant=pytest.fail)
    assert told["reference"] == "base"
    assert len(told["outcomes"]) == 2 * 2 * len(OUTCOMES)
    assert {one["scenario"] for one in told["paired"]} == {"uk-france-monitors"}
    assert sum(sum(row.values()) for row in told["paired"][0]["flips"].values()) == 8
    assert told["paired"][1]["claims"][0]["says"] == "more"
    assert (own_folder / told["files"]["Report"]).is_file()


def test_quiet_keeps_stderr_empty_and_compare_shows_the_matrix():
    shown = call("compare", "no-talks", "base", *QUIETLY, "--quiet", "--words", "phia")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "Under base" in shown.stdout
    assert "PHIA." in shown.stdout
    assert "ICD 203" not in shown.stdout
    assert forbidden_words(shown.stdout) == ()


def test_without_base_the_last_scenario_is_the_reference():
    words = ["run", "no-talks", "uk-france-monitors", *QUIETLY, "--json"]
    assert json.loads(call(*words).stdout)["reference"] == "uk-france-monitors"


def test_one_scenario_is_compared_with_nothing(own_folder):
    shown = call("run", "base", *QUIETLY, "--json", "--out", "mine")
    told = json.loads(shown.stdout)
    assert (told["reference"], told["paired"], told["differences"]) == ("", [], [])
    assert not Path("results").exists()
    assert not Path("mine/differences.csv").exists()
    assert Path("mine/scenario.yaml").is_file()


def test_files_of_one_name_get_labels_that_differ(own_folder):
    for folder, share in (("a", 0.1), ("b", 0.9)):
        Path(folder).mkdir()
        words = 'title: "Alike"\nsummary: "Two files."\nquestion: "Which?"\n'
        text = f"from: base\n{words}broker: {{backing: {share}}}\n"
        Path(folder, "x.yaml").write_text(text, encoding="utf-8")
    shown = call("run", "a/x.yaml", "b/x.yaml", *QUIETLY, "--json")
    told = json.loads(shown.stdout)
    assert {row["scenario"] for row in told["outcomes"]} == {"a/x", "b/x"}
    folder = Path(told["folder"])
    assert sorted(path.name for path in (folder / "scenarios").iterdir()) == [
        "a-x.yaml",
        "b-x.yaml",
    ]
    assert load(folder / "scenarios/a-x.yaml").title == "Alike (a/x)"


@pytest.mark.parametrize(
    ("stems", "given", "labels"),
    [
        (["base", "x"], ["base", "a/x.yaml"], ["base", "x"]),
        (["base", "base"], ["base", "/q/base.yaml"], ["base", "q/base"]),
        (["x", "x"], ["/a/b/x.yaml", "/c/b/x.yaml"], ["a/b/x", "c/b/x"]),
    ],
)
def test_labels_are_as_short_as_they_can_be(stems, given, labels):
    assert labels_of(stems, given) == labels


def test_one_file_named_in_two_ways_is_refused(own_folder):
    call("new", "x")
    shown = call("run", "x.yaml", "./x.yaml", *QUIETLY)
    assert (shown.exit_code, "named twice" in shown.stderr) == (2, True)


def test_a_folder_of_somebody_else_is_refused_before_anything_runs(own_folder, monkeypatch):
    monkeypatch.setattr("contactline.cli.work.run.run_study", pytest.fail)
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine", encoding="utf-8")
    for more in ([], ["--overwrite"]):
        shown = call("run", "base", *QUIETLY, "--out", "mine", *more)
        assert (shown.exit_code, shown.stdout) == (1, "")
        assert shown.stderr.startswith("contactline: mine ")
    assert leftovers(Path("mine")) == ["notes.txt"]


def test_an_earlier_run_is_replaced_on_demand(finished):
    (earlier,) = finished[1].glob("results/*/")
    shutil.copytree(earlier, "mine")
    words = ["run", "base", *QUIETLY, "--quiet", "--out", "mine"]
    assert (call(*words).exit_code, Path("mine/differences.csv").exists()) == (1, True)
    assert call(*words, "--overwrite").exit_code == 0
    assert not Path("mine/differences.csv").exists()


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "Interrupted: nothing was written.\n"),
        (RunError("It broke. Mend it."), 1, "contactline: It broke. Mend it.\n"),
        (OSError("No space left on device"), 1, "No space left on device"),
    ],
)
def test_a_run_that_ends_while_charts_are_drawn_leaves_nothing(monkeypatch, error, code, told):
    def fails(*_):
        raise error

    monkeypatch.setattr("contactline.show.report.pictures.save", fails)
    shown = call("run", "base", *QUICK, "--workers", "1", "--quiet")
    assert (shown.exit_code, shown.stdout) == (code, "")
    assert told in shown.stderr
    assert len(shown.stderr.splitlines()) == 1
    assert leftovers() == []


def code_in_a_shell(returned: int) -> int:
    """Return the code of an end as a shell tells it: 128 and the number, if a signal ended it.

    Python lets Ctrl-C itself end a program started by `-m` that it met while `exec` was at work on
    a text, as where a module with dataclasses is imported; but only when all has been told.
    """
    return returned if returned >= 0 else 128 - returned


@pytest.mark.parametrize(
    ("workers", "seconds", "number", "code"),
    [(1, 1, signal.SIGINT, 130), (2, 1, signal.SIGTERM, 143), (2, 0.2, signal.SIGINT, 130)],
)
def test_a_run_that_is_interrupted_says_so_and_leaves_nothing(
    own_folder, workers, seconds, number, code
):
    """After 0.2 s the workers are still starting. Ctrl-C reaches all processes, the other one."""
    words = command("run", "base", "--worlds", "20000", "--workers", workers)
    running = subprocess.Popen(
        words, cwd=own_folder, env=environment(), text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hears_interrupts,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not leftovers(own_folder / "results") and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(seconds)
    (os.killpg if number == signal.SIGINT else os.kill)(running.pid, number)
    printed, told = running.communicate(timeout=60)
    assert (code_in_a_shell(running.returncode), printed) == (code, "")
    assert told.splitlines()[-1] == "Interrupted: nothing was written."
    assert "Traceback" not in told
    assert leftovers(own_folder / "results") == []


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """A scenario run twice by programs of their own: what each printed, and its folder."""
    place, found = tmp_path_factory.mktemp("programs"), []
    for workers, seed in ((1, "0"), (2, "4711")):
        out = f"out{workers}"
        words = ["run", "uk-france-monitors", *QUICK, "--workers", workers, "--no-charts"]
        more = {"PYTHONHASHSEED": seed, "NO_COLOR": "1"}
        found.append((program(*words, "--out", out, folder=place, **more), place / out))
    return found


def test_the_same_bytes_come_with_other_workers_and_hash_seeds(programs):
    found = []
    for shown, folder in programs:
        assert shown.returncode == 0, shown.stderr
        found.append({path.name: path.read_bytes() for path in folder.glob("*.*")})
    for name in ("outcomes.csv", "table.csv", "weekly.csv", "contributors.csv", "table.md"):
        assert found[0][name] == found[1][name], name
    assert found[0]["report.html"] == found[1]["report.html"]


def test_progress_in_plain_lines_has_no_colour(programs):
    for shown, _ in programs:
        assert "\x1b" not in shown.stderr + shown.stdout
        assert "16 of 16 worlds" in shown.stderr
