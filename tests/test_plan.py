"""Plans: read with every fault at once, carried out as one design, told, drawn, gone on with."""

from __future__ import annotations

import json

import jsonschema
import numpy as np
import pandas as pd
import pytest
from ruamel.yaml import YAML

from cli_sample import call
from contactline import load, plan, run
from contactline.errors import RunError
from contactline.scenario import IF_CEASEFIRE
from contactline.show.charts.plan import check_drawable, form_of
from contactline.show.charts.plan import picture as drawn
from contactline.show.sheets.plan import plan_sheets
from contactline.show.words.planning import plan_sentences, plan_title
from contactline.study.measured import measured
from contactline.study.plan import PlanError, plan_schema, plan_template, read_plan
from contactline.study.store import keeping
from language_sample import in_marks, unmarked

SHORT = {"horizon_days": 84}
SMALL = {"scenarios": ["base"], "view": "imposed", "set": SHORT, "worlds": 5}
FIRE = "violations_per_week"
BOTH = SMALL | {
    "title": "Fire",
    "scenarios": ["base", "no-uk-troops"],
    "over": {"front.discipline": [0, 1]},
    "cases": {"as it is": {}, "wild": {"front.initial_cut": 0.5, "mission.proposal": "none"}},
    "measures": ["ceasefire_holds", FIRE],
    "seeds": [1, 4],
    "against": "as it is",
}


@pytest.fixture(scope="module")
def both():
    return plan(BOTH)


def test_a_point_is_what_a_run_gives_by_itself(both):
    change = {"front.initial_cut": 0.5, "mission.proposal": "none", "front.discipline": 1}
    scenario = load("no-uk-troops").with_dials(SHORT | change).if_ceasefire()
    alone = measured(run(scenario, worlds=5, seed=4), FIRE)
    point = both.plan.changes().index(change)
    assert both.values[FIRE][1, point, 1].tolist() == alone.tolist()
    assert both.plan.view == IF_CEASEFIRE
    assert both.plan.total_worlds == 2 * 4 * 2 * 5 == both.values[FIRE].size


def test_the_table_has_each_seed_by_itself_and_all_of_them(both):
    table = both.table()
    assert len(table) == 2 * 2 * 4 * 3
    assert list(table.seed[:3]) == ["1", "4", "all"]
    one = table[(table.measure == FIRE) & (table.scenario == "base") & (table.case == "wild")]
    one = one[one["front.discipline"] == 0].set_index("seed")
    assert one.loc["all", "n"] == 10
    assert one.loc["all", "mean"] == pytest.approx(one.loc[["1", "4"], "mean"].mean())
    pair = both.values[FIRE][0, [0, 2]].reshape(2, -1)
    assert one.loc["all", "difference"] == pytest.approx(float((pair[1] - pair[0]).mean()))
    assert table[table.case == "as it is"].difference.isna().all()


def test_sentences_say_from_where_to_where_and_against_what(both):
    span, against, fire, _ = plan_sentences(both)
    assert span.startswith("Ceasefire holds")
    assert "`as it is`" in against
    assert "front.discipline 0" in fire
    assert fire.endswith("It goes this way under 2 of 2 seeds by themselves.")


def test_a_scenario_may_be_what_others_are_compared_with():
    stated = read_plan(BOTH | {"against": "base"})
    assert stated.compares_scenarios
    assert stated.reference(1, 3) == (0, 3)
    assert stated.reference(0, 3) is None


def test_every_fault_of_a_plan_is_told_at_once_in_its_place(tmp_path):
    file = tmp_path / "bad.yaml"
    file.write_text(
        "scenarios: [base, uk-france-monitor]\n"
        "view: imposd\n"
        "front: {discipline: 1}\n"
        "over:\n"
        "  front.discipline: 0:1:1\n"
        "  mission.proposal: [monitors, bufer]\n"
        "cases: {a: {front.disciplin: 1}}\n"
        "measures: [ceasefire_hold, days_held_of_365]\n"
        "set: {horizon_days: 84}\n"
        "seeds: [1.5]\n"
        "worlds: 0\n"
        "against: bse\n",
        encoding="utf-8",
    )
    with pytest.raises(PlanError) as told:
        read_plan(file)
    found = {(one.line, one.column): one.text for one in told.value.faults}
    assert list(found) == sorted(found)
    for place, said in {
        (1, 19): "Did you mean 'uk-france-monitors'?",
        (2, 7): "view: must be as it comes or imposed",
        (3, 1): "Write dials by their dotted names, below `over` or `set`",
        (5, 21): "less than two values",
        (6, 32): "over.mission.proposal: must be one of",
        (7, 30): "cases.a.front.disciplin: no such dial or actor field",
        (8, 12): "Did you mean 'ceasefire_holds'?",
        (8, 28): "needs 365 days, and a run of base ends after 84",
        (10, 9): "seeds: must be a whole number",
        (11, 9): "worlds: must be a whole number from 1 to 1,000,000, got 0",
        (12, 10): "Did you mean 'base'?",
    }.items():
        assert said in found[place]
    assert call("plan", file).exit_code == 3


@pytest.mark.parametrize(
    ("lines", "place", "path"),
    [
        ("cases: {long: {}, short: {horizon_days: 200}}", (3, 41), "cases.short.horizon_days"),
        ("over: {horizon_days: [400, 200]}", (3, 28), "over.horizon_days"),
    ],
)
def test_runs_made_too_short_for_a_measure_are_a_fault_in_its_place(tmp_path, lines, place, path):
    file = tmp_path / "short.yaml"
    file.write_text(
        f"scenarios: [base]\nmeasures: [{FIRE}, days_held_of_365]\n{lines}\n", encoding="utf-8"
    )
    with pytest.raises(PlanError) as told:
        read_plan(file)
    (fault,) = told.value.faults
    assert (fault.line, fault.column) == place
    assert fault.text.startswith(f"{path}: days_held_of_365 needs 365 days, and a run of base")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"over": {"front.discipline": [0, 0]}}, "all of them different"),
        ({"over": {"front.discipline": 3}}, "must be a list of values, or 0:1:11"),
        ({"over": {"front.discipline": [0, 1]}, "set": {"front.discipline": 1}}, "also stands"),
        ({"cases": {"a": None}}, "cases.a: must be a mapping of dials to values"),
        ({"scenarios": ["base", "base"]}, "given twice, got base"),
        ({"against": "base", "cases": {"base": {}}}, "both a scenario and a case"),
        ({"over": {"front.discipline": "0:1:101", "front.initial_cut": "0:1:100"}}, "10,000"),
        ({"worlds": True}, "must be a whole number"),
    ],
)
def test_what_a_plan_may_not_say(wrong, said):
    with pytest.raises(PlanError, match=said):
        read_plan(SMALL | {"measures": [FIRE]} | wrong)


def test_what_is_no_plan_is_refused(tmp_path):
    (tmp_path / "empty.yaml").touch()
    for one, said in (
        ({}, "lacks scenarios, measures"),
        (tmp_path / "empty.yaml", "must be a plan, got an empty file"),
        (tmp_path / "none.yaml", "cannot be read"),
    ):
        with pytest.raises(PlanError, match=said):
            read_plan(one)
    with pytest.raises(RunError, match="A plan is a file"):
        read_plan(3)


def test_a_scenario_file_lies_beside_its_plan(tmp_path, monkeypatch):
    (tmp_path / "mine.yaml").write_text("from: base\ntitle: Mine\n", encoding="utf-8")
    file = tmp_path / "study.yaml"
    file.write_text("scenarios: mine.yaml\nmeasures: collapsed\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path.parent)
    (one,) = read_plan(file).scenarios
    assert one.name == "mine"


def test_an_interrupted_plan_goes_on_where_it_was(tmp_path, monkeypatch):
    stated = SMALL | {"measures": [FIRE], "seeds": [1, 2], "worlds": 3}

    def stop(done, total):
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), keeping(tmp_path):
        plan(stated, progress=stop)
    with keeping(tmp_path) as session:
        found = plan(stated)
    assert (session.found, session.kept) == (1, 1)
    assert found.values[FIRE].tolist() == plan(stated).values[FIRE].tolist()


# --- told, written, drawn ------------------------------------------------------------------------


def as_file(folder, stated):
    file = folder / "study.yaml"
    with file.open("w", encoding="utf-8") as opened:
        YAML(typ="safe").dump(stated, opened)
    return file


def test_a_plan_is_printed_written_and_drawn(tmp_path):
    record, chart, file = tmp_path / "a.json", tmp_path / "a.svg", as_file(tmp_path, BOTH)
    words = ("plan", file, "--worlds", 2, "--workers", 1, "--quiet")
    done = call(*words, "--out", record, "--chart", chart)
    assert done.exit_code == 0, done.output
    found = json.loads(record.read_text("utf-8"))
    assert {"caution", "title", "scenarios", "over", "cases", "seeds", "points"} <= set(found)
    assert found["worlds"] == 2
    assert " ".join(done.stdout.split()).count(found["sentences"][0])
    assert "<svg" in chart.read_text("utf-8")
    assert call(*words, "--out", tmp_path / "a.csv").exit_code == 0
    assert len(pd.read_csv(tmp_path / "a.csv")) == 2 * 2 * 4 * 3
    checked = call("plan", file, "--check")
    assert checked.stdout.endswith("valid, 2 scenarios x 4 points x 2 seeds x 5 worlds\n")


FORMS = {
    "lines": {"over": {"front.discipline": "0:1:3"}, "measures": ["ceasefire_holds", FIRE]},
    "maps": {"over": {"front.discipline": [0, 1], "front.initial_cut": [0.5, 1]},
             "measures": [FIRE]},
    "dots": {"over": {"mission.proposal": ["none", "buffer"]}, "measures": [FIRE]},
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_is_drawn_by_what_it_sweeps(form):
    found = plan(SMALL | {"worlds": 3} | FORMS[form])
    assert form_of(found.plan) == form
    picture = drawn(found)
    assert picture.title == picture.figure.texts[0].get_text().replace("\n", " ")
    assert "Violations a week" in picture.alt


def test_a_chart_without_room_is_refused_before_anything_is_run(tmp_path):
    many = SMALL | {
        "over": {"front.discipline": "0:1:9", "mission.proposal": ["none", "buffer"],
                 "front.initial_cut": "0.5:1:3"},
        "measures": [FIRE],
    }  # fmt: skip
    with pytest.raises(RunError, match="54 rows of dots in 1 panels"):
        check_drawable(read_plan(many))
    done = call("plan", as_file(tmp_path, many), "--chart", tmp_path / "a.png")
    assert (done.exit_code, "54 rows" in done.stderr) == (1, True)


def test_all_that_a_plan_tells_is_said_in_the_language_spoken(both):
    with in_marks():
        said = [
            *plan_sentences(both),
            plan_title(both),
            *(one.caption for one in plan_sheets(both)),
        ]
        left = unmarked(" ".join(said))
    assert set(left) <= {"as", "base", "is", "wild", "uk", "troops", "front", "discipline"}


def test_a_new_plan_is_valid_as_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call("new", "my study", "--plan")
    assert done.exit_code == 0, done.output
    assert read_plan("my study.yaml").title == "My study"
    assert json.loads((tmp_path / "contactline.plan.schema.json").read_text()) == plan_schema()
    assert json.loads(call("schema", "--plan").stdout) == plan_schema()
    assert call("new", "my study", "--plan").exit_code == 2


def test_the_schema_takes_what_the_reader_takes():
    check = jsonschema.Draft7Validator(plan_schema())
    assert not list(check.iter_errors(YAML(typ="safe").load(plan_template("a"))))
    assert not list(check.iter_errors(BOTH))
    for wrong in ({"view": "none"}, {"worlds": 0}, {"fronts": 1}, {"over": {"a": 3}}):
        assert list(check.iter_errors(BOTH | wrong))


def test_means_leave_out_worlds_without_a_value(both):
    both.values["none"] = np.full_like(both.values[FIRE], np.nan)
    assert np.isnan(both.means("none")).all()
    del both.values["none"]
