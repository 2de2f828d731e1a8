"""What is handed round: commands that can be pasted, no folder of a person, no running formula."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from html import unescape
from pathlib import Path

import frictionless
import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cli_sample import call
from contactline import load, read_tables, run
from contactline.bargaining.tables import as_csv, parse_table
from contactline.bargaining.tables.formulas import inert, restored
from contactline.errors import RunError
from contactline.show.report.formats import write_formats
from contactline.show.tables_as_text import csv_text
from contactline.show.words.commands import command, handed_round, scenario_words
from contactline.study.forecast import parse_people, questions_for

QUICK = ("--worlds", "2", "--workers", "1", "--set", "horizon_days=30", "--quiet")
MINE = 'from: base\ntitle: "=1+1"\n'
ODD = ("NA", "1e3", "-y")


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Return the home folder of somebody called Alice."""
    return tmp_path_factory.mktemp("homes") / "alice"


@pytest.fixture(scope="module")
def results(home) -> Path:
    """Return the folder of a run of scenarios with odd names, called by whole paths."""
    here = home / "class"
    here.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        patch.setenv("HOME", str(home))
        for name in ODD:
            (here / f"{name}.yaml").write_text(MINE, encoding="utf-8")
        files = [str(here / f"{name}.yaml") for name in ODD]
        shown = call("run", *files, *QUICK, "--no-charts", "--out", "r")
        assert shown.exit_code == 0, shown.stderr
    return here / "r"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("run", "mine.yaml", "base"), "contactline run mine.yaml base"),
        (("run", "my question.yaml"), 'contactline run "my question.yaml"'),
        (("run", "--set", "a.b={times: 2}"), 'contactline run --set "a.b={times: 2}"'),
        (("run", "it's.yaml"), 'contactline run "it\'s.yaml"'),
        (("run", "$HOME.yaml"), "contactline run '$HOME.yaml'"),
        (("run", ""), 'contactline run ""'),
    ],
)
def test_a_command_is_quoted_where_it_must_be(words, line):
    assert command(*words) == line


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)))
@example(["a b", "c;d", "`e`", "$f", "!g", "h\\", '"', "'", "~", "=i", "*", "%j%", "\n"])
def test_a_shell_reads_every_command_as_it_was_meant(words):
    assert shlex.split(command(*words)) == ["contactline", *words]


def test_files_are_told_as_others_may_see_them(tmp_path, monkeypatch):
    home = tmp_path / "homes" / "alice"
    (home / "class" / "deep").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home / "class")
    told = {
        "base": "base",
        "mine.yaml": "mine.yaml",
        "./mine.yaml": "mine.yaml",
        str(home / "class" / "deep" / "mine.yaml"): "deep/mine.yaml",
        str(home / "mine.yaml"): "mine.yaml",
        "../other/mine.yaml": "mine.yaml",
        "-x.yaml": "./-x.yaml",
    }
    assert {name: handed_round(name) for name in told} == told
    monkeypatch.chdir(tmp_path / "homes")
    assert handed_round("alice/class/mine.yaml") == "mine.yaml"
    assert handed_round("all/mine.yaml") == "all/mine.yaml"
    monkeypatch.chdir(home)
    assert handed_round("class/mine.yaml") == "class/mine.yaml"
    (home / "class" / "mine.yaml").symlink_to(home / "class" / "deep" / "other.yaml")
    assert handed_round("class/mine.yaml") == "class/mine.yaml"


def test_a_scenario_is_named_in_a_command_with_all_that_was_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("my plan.yaml").write_text(MINE, encoding="utf-8")
    mine = load("my plan.yaml")
    assert scenario_words(load("base").if_ceasefire()) == ("base",)
    assert scenario_words(mine) == ("my plan.yaml",)
    changed = mine.with_dials({"horizon_days": 30, "actors.uk.home_support": {"plus": 0.1}})
    assert scenario_words(changed) == (
        "my plan.yaml", "--set", "horizon_days=30",
        "--set", "actors.uk.home_support={uniform: [0.45, 0.75]}",
    )  # fmt: skip
    Path("my plan.yaml").unlink()
    assert scenario_words(changed) == ("my plan.yaml",)


def test_the_commands_of_a_folder_can_be_pasted(results, monkeypatch):
    monkeypatch.chdir(results.parent)
    about = json.loads((results / "manifest.json").read_text("utf-8"))
    files = ["./-y.yaml" if name == "-y" else f"{name}.yaml" for name in ODD]
    assert shlex.split(about["command"])[:5] == ["contactline", "run", *files]
    assert [one["source"] for one in about["scenarios"]] == files
    page = unescape((results / "report.html").read_text("utf-8"))
    told = re.findall(r"<code>(contactline (?:run|replay|ledger) .*?)</code>", page)
    assert told[0].startswith("contactline replay NA.yaml --set horizon_days=30 --world ")
    assert about["command"] in told
    for line in told:
        assert call(*shlex.split(line)[1:2], "--help").exit_code == 0
    assert call(*shlex.split(told[0])[1:]).exit_code == 0


def test_nobody_is_named_in_what_is_handed_round(results, home):
    kept = [path for path in results.rglob("*") if path.is_file()]
    found = [path.name for path in kept if re.search(rb"alice|homes", path.read_bytes())]
    assert len(kept) > 15
    assert found == []


def test_saved_results_name_nobody(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "alice").mkdir()
    (tmp_path / "alice" / "mine.yaml").write_text(MINE, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "alice"))
    made = run(load(tmp_path / "alice" / "mine.yaml").with_horizon(20), worlds=2)
    kept = made.save("kept")
    assert (
        json.loads((kept / "results.json").read_text("utf-8"))["scenario"]["source"] == "mine.yaml"
    )
    assert not any(b"alice" in path.read_bytes() for path in kept.iterdir())


def test_names_come_back_as_texts(results):
    tables = read_tables(results)
    assert set(tables["outcomes"]["scenario"]) == set(ODD)
    assert set(tables["differences"]["reference"]) == {ODD[-1]}
    assert str(tables["outcomes"]["still_holding"].dtype) == "boolean"
    for name, frame in tables.items():
        plain = pd.read_csv(results / f"{name}.csv", dtype=str, keep_default_na=False)
        assert list(map(restored, plain.columns)) == list(frame.columns)
        assert len(plain) == len(frame)


def test_the_codebook_says_that_names_are_texts(results):
    package = frictionless.Package(str(results / "datapackage.json"))
    rows = package.get_resource("outcomes").read_rows()
    assert {row["scenario"] for row in rows} == {inert(name) for name in ODD}
    assert frictionless.validate(str(results / "datapackage.json")).valid


def test_a_folder_without_a_codebook_is_no_folder_of_tables(tmp_path):
    with pytest.raises(RunError, match="holds no tables that can be read"):
        read_tables(tmp_path)


def begins_formula(text: str) -> bool:
    return text[:1] in tuple("=+-@\t\r") and not re.fullmatch(r"[-+]?[\d.]+(e[-+]?\d+)?", text)


def test_no_cell_of_a_folder_runs_in_a_spreadsheet(results):
    for path in results.glob("*.csv"):
        cells = {one for row in csv.reader(path.open(encoding="utf-8", newline="")) for one in row}
        assert not [one for one in cells if begins_formula(one)], path.name


def test_no_cell_of_a_workbook_runs(tmp_path):
    frame = pd.DataFrame({"scenario": ["=1+1", "NA", "123", "-y"], "number": [-1.5, 2, 3, 4]})
    write_formats({"outcomes": frame}, tmp_path, ["xlsx"])
    sheet = openpyxl.load_workbook(tmp_path / "tables.xlsx")["outcomes"]
    assert [cell.value for cell in sheet["A"]] == ["scenario", *frame["scenario"]]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert [cell.quotePrefix for cell in sheet["A"]] == [False, True, False, False, True]
    assert sheet["B2"].value == -1.5


@given(st.text(max_size=6).filter(lambda text: not text.endswith("'")))
@example("=1+1")
@example("'=1")
@example("-1")
@example("＝1")
def test_a_text_is_made_inert_and_comes_back(text):
    made = inert(text)
    assert not begins_formula(made) or made == text == ""
    assert restored(made) == text


def test_numbers_stay_numbers_beside_texts_made_inert():
    frame = pd.DataFrame({"=h": [-1.5, -2.0], "b": ["-1.5", "@x"]})
    assert csv_text(frame) == "'=h,b\n-1.5,'-1.5\n-2,'@x\n"


def test_a_plain_table_of_stances_does_not_run_and_reads_back():
    text = "actor,capability,position,salience\n=cmd(),3,80,0.5\n-B,2,30,0.6\nNA,1,-0,1\n"
    found = parse_table(text)
    plain = as_csv(found)
    assert [row[0] for row in csv.reader(io.StringIO(plain))][1:] == ["'=cmd()", "'-B", "NA"]
    assert parse_table(plain).actors == found.actors == ("=cmd()", "-B", "NA")


def test_people_called_oddly_keep_their_names():
    asked = questions_for(load("base"))
    text = "question,'=x,NA,123\nceasefire-by-2025-01-20,0.1,20 %,0.3\n"
    assert [one.name for one in parse_people(text, "class.csv", asked)] == ["=x", "NA", "123"]
