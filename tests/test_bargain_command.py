"""The command `bargain`: what it prints, how it ends, and that JSON is only JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bargain_sample import EMISSIONS, HAGGLING, ktab_rows, ktab_text
from bargain_sample import haggling as haggling_rounds
from cli_sample import call, program
from contactline import bargaining
from contactline.bargaining import MODELS, Model, Table
from contactline.bargaining.compromise import compromise
from contactline.bargaining.median import median
from contactline.bargaining.nash import nash
from contactline.cli import main
from contactline.show.sheets.bargain import CAUTION
from words_that_need_numbers import forbidden_words

YEARS = ("--scale", "4", "10")
ISSUES = "actor,issue,capability,position,salience\n"
HEAD = "actor,capability,position,salience\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "emissions.csv").write_text(EMISSIONS, encoding="utf-8")
    (tmp_path / "dummy.csv").write_text(ktab_text("dummy_3dim"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def haggling(monkeypatch):
    """A model of two rounds: the first actor meets the second half way, then nobody moves."""
    monkeypatch.setattr(bargaining, "MODELS", {**MODELS, "haggling": HAGGLING})
    return ("--model", "haggling")


def told(*words):
    """What the command tells a program."""
    shown = call("bargain", *words, "--json")
    assert (shown.exit_code, shown.stderr) == (0, ""), shown.stderr
    return json.loads(shown.stdout, parse_constant=pytest.fail)


def prose(*words):
    """What the command prints, in one line."""
    shown = call("bargain", *words)
    assert (shown.exit_code, shown.stderr) == (0, ""), shown.stderr
    return " ".join(shown.stdout.split())


def test_the_command_is_in_the_help_after_sensitivity():
    names = list(main.commands)
    assert names.index("bargain") > names.index("sensitivity")
    assert "bargain" in call("--help").stdout
    shown = " ".join(call("bargain", "--help").stdout.split())
    assert [name for name in MODELS if name not in shown] == []
    assert "[default: smp]" in shown


def test_a_formula_gives_the_outcome_and_says_that_it_has_no_rounds():
    shown = call("bargain", "emissions.csv", *YEARS, "--model", "compromise")
    assert (shown.exit_code, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    assert lines[0] == "emissions: 10 actors, 1 issue, positions from 4 to 10"
    assert lines[1] == "Model: compromise model (van den Bos 1991)"
    assert "  Belgium             7.00" in lines
    assert "  outcome             7.39" in lines
    text = " ".join(shown.stdout.split())
    assert (
        "This model is a formula: it gives the outcome at once, without rounds or moves. "
        "The outcome is 7.39 on the issue."
    ) in text
    assert text.endswith(CAUTION)


def test_rounds_are_told_move_by_move(haggling):
    shown = call("bargain", "emissions.csv", *YEARS, *haggling)
    lines = shown.stdout.splitlines()
    assert "  actor           start    end  change" in lines
    assert "  Netherlands      4.00   5.50   +1.50" in lines
    assert "  Belgium          7.00   7.00       –" in lines
    assert "  outcome          7.39   7.53   +0.14" in lines
    text = " ".join(shown.stdout.split())
    assert (
        "Round 1: Netherlands moves from 4.00 to 5.50 on the issue, through a compromise offered "
        "by Belgium (Netherlands at 42 % to prevail; gain −0.115 for Netherlands, +0.230 for "
        "Belgium)."
    ) in text
    assert "1 move in 2 rounds. The outcome is 7.53 on the issue." in text


def test_why_tells_one_actors_story(haggling):
    text = " ".join(
        call("bargain", "emissions.csv", *YEARS, *haggling, "--why", "NETHERLANDS").stdout.split()
    )
    assert "Round 1: Netherlands moves from 4.00 to 5.50" in text
    assert "In all Netherlands goes from 4.00 to 5.50 on the issue. The outcome is 7.53" in text
    text = prose("emissions.csv", *YEARS, *haggling, "--why", "Greece")
    assert "Greece never moves: in 2 rounds it takes up no offer that would move it." in text
    assert "In all Greece stays at 7.00 on the issue." in text
    assert "Netherlands" not in text


def test_why_under_a_formula_says_that_nobody_moves():
    text = " ".join(
        call("bargain", "emissions.csv", "--model", "median", "--why", "Greece").stdout.split()
    )
    assert "Greece does not move. This model is a formula" in text


def test_json_has_every_round_and_every_field_of_a_move(haggling):
    all_of_it = told("emissions.csv", *YEARS, *haggling, "--seed", "3", "--why", "Netherlands")
    assert (all_of_it["model"], all_of_it["source"]) == ("haggling", "these tests")
    assert (all_of_it["options"], all_of_it["seed"], all_of_it["scale"]) == ({}, 3, [4, 10])
    assert (all_of_it["title"], all_of_it["file"]) == ("emissions", "emissions.csv")
    assert all_of_it["actors"][:2] == ["Netherlands", "Belgium"]
    assert all_of_it["issues"] == ["the issue"]
    assert [one["round"] for one in all_of_it["rounds"]] == [0, 1, 2]
    assert all_of_it["rounds"][0]["positions"][:3] == [[4], [7], [4]]
    assert all_of_it["rounds"][2]["positions"][:3] == [[5.5], [7], [4]]
    (move,) = all_of_it["moves"]
    assert move.pop("sentence").startswith("Round 1: Netherlands moves")
    assert move == {
        "round": 1, "actor": "Netherlands", "partner": "Belgium", "maker": "Belgium",
        "offer": "compromise", "issues": ["the issue"], "before": [4], "after": [5.5],
        "odds": 0.42, "gain": -0.1148, "partner_gain": 0.2296,
    }  # fmt: skip
    assert all_of_it["why"]["actor"] == "Netherlands"
    assert len(all_of_it["why"]["story"]) == 2


def test_what_a_model_does_not_say_is_null(monkeypatch):
    def silent(*table):
        nothing = dict.fromkeys(("odds", "gain"), np.full((10, 1, 1), np.nan))
        return (replace(one, **nothing) for one in haggling_rounds(*table))

    monkeypatch.setattr(bargaining, "MODELS", {"silent": Model("silent", "", "", rounds=silent)})
    (move,) = told("emissions.csv", *YEARS, "--model", "silent")["moves"]
    assert (move["odds"], move["gain"], move["partner_gain"]) == (None, None, 0.2296)
    assert move["sentence"].endswith("a compromise offered by Belgium (gain +0.230 for Belgium).")


def told_of(table, *words):
    """What the command tells a program of a table given as text."""
    Path("table.csv").write_text(table, encoding="utf-8", newline="")
    return told("table.csv", *words)


def test_the_published_case_of_ktab_ends_where_it_should():
    found = told("dummy.csv", "--model", "smp")
    rows = ktab_rows("smp_expected_positions", case="dummy_3dim")
    assert len(found["rounds"]) == 1 + max(int(row["turn"]) for row in rows)
    for row in rows:
        actor, issue = found["actors"].index(row["actor"]), found["issues"].index(row["dimension"])
        got = found["rounds"][int(row["turn"])]["positions"][actor][issue]
        assert got == pytest.approx(float(row["position_0_100"]), abs=0.0501)
    assert set(found["outcome"]) == set(found["issues"])


def test_the_chances_of_the_last_positions_are_those_that_ktab_prints():
    found = told("dummy.csv", "--model", "smp")
    rows = ktab_rows("smp_expected_winprob", case="dummy_3dim", turn="10")
    assert [row["actor"] for row in rows] == found["actors"]
    expected = [float(row["probability"]) for row in rows]
    assert found["winning_chances"] == pytest.approx(expected, abs=5.1e-5)
    assert (
        "Election among the last positions, as the model holds it: 40 % for SActor-05; "
        "33 % for SActor-00 and SActor-01; 15 % for SActor-04 and SActor-06; 10 % for SActor-03; "
        "2 % for SActor-02. This is what"
    ) in prose("dummy.csv")


def test_a_model_without_elections_has_no_chances():
    assert told("dummy.csv", "--model", "exchange")["winning_chances"] is None
    assert "Election among" not in prose("dummy.csv", "--model", "exchange")


@pytest.mark.parametrize("name", MODELS)
def test_every_model_plays_both_forms_and_explains_itself(name):
    for file, scale in (("emissions.csv", YEARS), ("dummy.csv", ())):
        shown = call("bargain", file, *scale, "--model", name)
        assert (shown.exit_code, shown.stderr) == (0, "")
        assert f"Model: {MODELS[name].title} ({MODELS[name].source})" in shown.stdout
        prose = " ".join(shown.stdout.split()).replace(CAUTION, "").partition("Positions on")[2]
        assert forbidden_words(prose) == ()
        found = told(file, *scale, "--model", name)
        assert all(0 <= end <= 100 for end in found["outcome"].values())
        assert bool(found["moves"]) <= bool(MODELS[name].rounds)


def test_options_reach_the_model():
    few = told("dummy.csv", "--model", "smp", "--option", "turns=1", "--option", "victory = square")
    assert len(few["rounds"]) == 2
    assert few["options"]["turns"] == 1
    assert few["options"]["victory"] == "square"
    assert "turns=1; seed 1" in prose("dummy.csv", "--option", "turns=1")


def test_luck_starts_at_the_seed():
    drawn = ("dummy.csv", "--model", "smp", "--option", "transition=drawn")
    paths = [told(*drawn, "--seed", seed)["rounds"] for seed in ("1", "1", "2")]
    assert paths[0] == paths[1]
    assert paths[0] != paths[2]


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ([], "Missing argument 'TABLE.csv'"),
        (["--model", "mdian"], "No such model: 'mdian'. Did you mean 'median'? Models are "),
        (["--option", "turns"], "must be NAME=VALUE, got 'turns'."),
        (["--option", "=1"], "must be NAME=VALUE, got '=1'."),
        (["--option", "turns=many"], "turns must be a number. Got 'many'."),
        (["--option", "turn=1"], "There is no option 'turn' here."),
        (["--option", "turns=1", "--option", "turns=2"], "turns is set twice. Give it once."),
        (["--option", "victory=best"], "victory must be one of "),
        (["--scale", "10", "4"], "the lower first. Got 10 and 4."),
        (["--scale", "nan", "4"], "must be two finite numbers"),
        (["--scale", "4"], "requires 2 arguments"),
        (["--why", "Belgum"], "No such actor: 'Belgum'. Did you mean 'Belgium'?"),
        (["--why", "Peru"], "No such actor: 'Peru'."),
        (["--chart", "a.pdf"], "--chart must end in .png or .svg, got a.pdf."),
        (["--chart", "emissions.csv/a.png"], "cannot be written"),
        (["--overwrite"], "--overwrite needs --chart."),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(words, advice):
    shown = call("bargain", *(["emissions.csv"] if words else []), *words)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert advice in " ".join(shown.stderr.split())


def test_a_table_with_faults_ends_with_3_and_all_of_them():
    Path("bad.csv").write_text(f"{HEAD}A,-1,2,.5\nB,1,NaN,.5\n", encoding="utf-8")
    shown = call("bargain", "bad.csv", "--json")
    assert (shown.exit_code, shown.stdout) == (3, "")
    assert shown.stderr == (
        "bad.csv:2:3: capability of A: must be from 0 up, got -1\n"
        "bad.csv:3:5: position of B: must be a finite number, got the text 'NaN'\n"
    )


@pytest.mark.parametrize(
    "rows",
    [
        "A,1,NaN,.5\nB,1,2,.5", "A,-1,2,.5\nB,1,2,.5", "A,1,2,1.5\nB,1,2,.5", "A,1,2,.5",
        "A,1,2,0\nB,1,2,0", "A,1,2,.5\nA,1,3,.5", "A,1,2\nB,1,2,.5", "A,1,2,80\nB,1,2,400",
    ],
)  # fmt: skip
@pytest.mark.parametrize("model", ["smp", "compromise"])
def test_one_cause_is_one_message_and_ends_with_3(rows, model):
    Path("bad.csv").write_text(f"{HEAD}{rows}\n", encoding="utf-8")
    shown = call("bargain", "bad.csv", "--model", model)
    assert (shown.exit_code, shown.stdout) == (3, "")
    assert re.fullmatch(r"bad\.csv:\d+:\d+: .+\n", shown.stderr)


def test_a_file_that_is_missing_ends_as_for_scenarios(own_folder):
    shown = program("bargain", "no.csv", folder=own_folder)
    assert (shown.returncode, shown.stdout) == (3, "")
    assert shown.stderr == "no.csv:1:1: cannot be read: No such file or directory\n"


RELAXED = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = st.sampled_from([*',;\t\n"\r .-', "nan", "1e400", "-1", "0", "50", "salience", "é", "😀"])


@RELAXED
@given(
    st.integers(0, 120), st.integers(0, 9), st.lists(PIECES, max_size=3).map("".join),
    st.sampled_from([f"{HEAD}A,1,2,.5\nB,1,3,.5\n", ISSUES + "A,x,1,2,.5\nB,x,1,2,.5\n"]),
)  # fmt: skip
def test_no_table_ends_in_a_traceback(at, cut, piece, whole):
    text = whole[:at] + piece + whole[at + cut :]
    Path("table.csv").write_text(text, encoding="utf-8", newline="")
    shown = call("bargain", "table.csv", "--model", "compromise")
    assert shown.exit_code in (0, 3), shown.output
    assert bool(shown.stderr) >= (shown.exit_code == 3)


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@RELAXED
@given(st.lists(NAMES.map(str.strip).filter(bool), min_size=2, max_size=4, unique=True))
def test_names_of_any_characters_come_back_in_json(names):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(HEAD.strip().split(","))
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(
        (name, 1, 20 * at, 0.5) for at, name in enumerate(names)
    )
    assert told_of(text.getvalue(), "--model", "median")["actors"] == names
    shown = call("bargain", "table.csv", "--model", "median", "--why", names[0])
    assert shown.exit_code == 0, shown.stderr


@pytest.mark.parametrize("name", ["path.png", "path.SVG"])
def test_a_chart_is_drawn_and_never_over_another(own_folder, haggling, name):
    words = ("bargain", "emissions.csv", *YEARS, *haggling, "--chart", name)
    shown = call(*words)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines()[-1] == f"Chart  {name}"
    start = (own_folder / name).read_bytes()[:5]
    assert start == (b"\x89PNG\r" if name.endswith("png") else b"<svg ")
    again = call(*words)
    assert (again.exit_code, again.stdout) == (2, "")
    assert f"{name} is there already. Name another file, or give --overwrite." in again.stderr
    assert call(*words, "--overwrite").exit_code == 0
    assert told("emissions.csv", *YEARS, "--chart", f"b{name[-4:]}")["chart"] == f"b{name[-4:]}"


def test_the_page_on_bargaining_shows_what_the_command_prints(own_folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    page = (Path(__file__).parents[1] / "docs/bargaining/README.md").read_text(encoding="utf-8")
    blocks = dict.fromkeys(("csv", "sh", "text"), ())
    for kind, block in re.findall(r"^```(\w+)\n(.*?)^```", page, re.DOTALL | re.MULTILINE):
        blocks[kind] += (block,)
    (table,), (commands,), (fault, shown) = blocks["csv"], blocks["sh"], blocks["text"]
    Path("fishing.csv").write_text(table, encoding="utf-8")
    for line in commands.splitlines():
        assert call(*line.split()[1:]).exit_code == 0, line
    assert call("bargain", "fishing.csv", "--why", "Islands").stdout.strip() == shown.strip()
    Path("fishing.csv").write_text(table.replace("0.3", "30"), encoding="utf-8")
    assert call("bargain", "fishing.csv").stderr == fault


@pytest.mark.parametrize("name", ["README", "compromise", "median", "nash"])
def test_links_of_the_pages_on_bargaining_lead_somewhere(name):
    page = Path(__file__).parents[1] / "docs" / "bargaining" / f"{name}.md"
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_cases_worked_by_hand_on_the_pages():
    three = Table.checked([[80], [30], [10]], [[0.5], [0.6], [0.4]], [3, 2, 1])
    assert compromise(three)[0, 0] == pytest.approx(160 / 3.1)
    assert median(three)[0, 0] == 30
    heavier = Table.checked([[80], [30], [10]], [[0.5], [0.6], [0.4]], [3.4, 2, 1])
    assert compromise(heavier)[0, 0] == pytest.approx(53.3, abs=0.05)
    assert median(heavier)[0, 0] == 80
    for able, patience, terms in (((1, 1), 0, 50), ((2, 1), 0, 39.8), ((1, 1), 0.5, 62.7)):
        two = Table.checked([[0], [100]], [[1], [1]], able, [0, patience])
        assert nash(two)[0, 0] == pytest.approx(terms, abs=0.05)


def test_what_is_guessed_is_one_line_on_stderr_and_stands_in_json():
    Path("t.csv").write_text("name,clout,position,salience\nA,3,80,50\nB,2,30,60\n", "utf-8")
    shown = call("bargain", "t.csv", "--json")
    lines = shown.stderr.splitlines()
    assert lines == json.loads(shown.stdout)["guesses"]
    assert [line.partition(" ")[0] for line in lines] == ["Columns:", "Saliences"]
    words = ("--columns", "actor=name", "--columns", "capability=clout", "--full-salience", "100")
    assert len(call("bargain", "t.csv", *words).stderr.splitlines()) == 1


def test_a_position_without_salience_is_named_where_it_bears_on_the_outcome():
    rows = "A,x,3,80,.5\nA,y,3,20,.5\nB,x,2,30,.6\nB,y,2,90,.4\nC,x,2,10,.9\n"
    Path("t.csv").write_text(f"{ISSUES}{rows}C,y,2,0,0\n", encoding="utf-8")
    assert call("bargain", "t.csv").stderr == (
        "Salience 0, but a position, which others weigh in this model: C on y. "
        "Leave the position empty where there is no stance.\n"
    )
    assert call("bargain", "t.csv", "--model", "exchange").stderr == ""
    Path("t.csv").write_text(f"{ISSUES}{rows}", encoding="utf-8")
    shown = call("bargain", "t.csv", "--json")
    assert json.loads(shown.stdout)["without_stance"] == [["C", "y"]]
    assert shown.stderr.startswith("Without a stance: C on y.")


def test_a_table_comes_through_a_pipe():
    shown = CliRunner().invoke(main, ["bargain", "-", *YEARS, "--json"], input=EMISSIONS)
    assert (shown.exit_code, shown.stderr) == (0, "")
    piped = json.loads(shown.stdout)
    assert (piped["file"], piped["title"]) == ("-", "table")
    assert piped["outcome"] == told("emissions.csv", *YEARS)["outcome"]


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["--columns", "actor"], "must be NAME=HEADING, got 'actor'."),
        (["--columns", "aktor=x"], "No such column: 'aktor'. Did you mean 'actor'?"),
        (["--columns", "actor=a", "--columns", "actor=b"], "actor is set twice. Give it once."),
        (["--full-salience", "0"], "Full salience must be a finite number above 0. Got 0."),
    ],
)
def test_how_a_table_is_read_can_be_wrong_usage(words, advice):
    shown = call("bargain", "emissions.csv", *words)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert advice in " ".join(shown.stderr.split())


def test_stances_writes_any_table_as_a_plain_one(own_folder):
    shown = call("stances", "emissions.csv", *YEARS, "--out", "plain.csv")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout == "Plain table  plain.csv\n"
    plain = (own_folder / "plain.csv").read_text(encoding="utf-8")
    assert plain.startswith(ISSUES + "Netherlands,the issue,0.08,0.0,0.8\n")
    assert call("stances", "emissions.csv", *YEARS).stdout == plain
    before, after = told("emissions.csv", *YEARS), told("plain.csv")
    assert after["saliences"] == before["saliences"]
    assert [move["gain"] for move in after["moves"]] == [move["gain"] for move in before["moves"]]
    again = call("stances", "emissions.csv", "--out", "plain.csv")
    assert (again.exit_code, again.stdout) == (2, "")
    assert call("stances", "emissions.csv", "--out", "a.txt").exit_code == 2
    assert call("stances", "no.csv").exit_code == 3
    lost = call("stances", "emissions.csv", "--out", "new/plain.csv")
    assert "new/plain.csv cannot be written: there is no folder new. Make it first" in lost.stderr
    assert not (own_folder / "new").exists()
