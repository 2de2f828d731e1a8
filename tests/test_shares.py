"""What inputs carry of an answer: known answers, idle inputs, groups that add up, and words."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from contactline.cli.sensitivity import sensitivity
from contactline.errors import RunError
from contactline.luck import Luck
from contactline.scenario import load
from contactline.show.charts.shares import picture
from contactline.show.sheets.sensitivity import actor_sheet, input_sheet, mechanism_sheet
from contactline.show.words.shares import groups_paragraph, share_of
from contactline.study.ensemble import run
from contactline.study.inputs import MECHANISMS, actor_numbers, inputs_of, mechanism_of, varies
from contactline.study.measured import measured
from contactline.study.sensitivity import INQUIRIES, groups_of
from contactline.study.sensitivity.groups import Inquiry
from contactline.study.sensitivity.shares import Explained, curves, grouped_by
from contactline.world.theatre import Staging, Theatre

BASE = load("base")
SHORT = BASE.with_horizon(70)


def uniforms(inputs, worlds, seed=1):
    return np.random.default_rng(seed).random((inputs, worlds))


def test_three_to_one_is_nine_to_one_of_the_variance():
    values = uniforms(60, 3000)
    found = Explained(values, 3 * values[7] + values[30])
    strong, weak, idle = (found.part("x", [at]) for at in (7, 30, 45))
    assert found.total == pytest.approx(1)
    assert strong.share == pytest.approx(0.9, abs=0.02)
    assert weak.share == pytest.approx(0.1, abs=0.02)
    assert strong.low < 0.9 < strong.high
    assert weak.low < 0.1 < weak.high
    assert not weak.within_noise
    assert idle.within_noise


def test_the_variance_that_luck_makes_is_not_explained():
    values = uniforms(200, 2000)
    luck = np.random.default_rng(2).standard_normal(2000)
    found = Explained(values, np.sqrt(12) * values[0] + np.sqrt(3) * luck)
    low, high = found.interval
    assert low < 0.25 < high
    assert high - low < 0.2
    idle = found.part("idle", range(1, 200))
    assert idle.low < 0 < idle.high


def test_a_parabola_counts_as_much_as_a_line():
    values = uniforms(30, 2000)
    line, bend = values[0] - 0.5, (values[1] - 0.5) ** 2
    found = Explained(values, line / line.std() + bend / bend.std())
    assert found.part("bend", [1]).share == pytest.approx(0.5, abs=0.03)


def test_a_yes_or_no_is_explained_by_what_decides_it():
    values = uniforms(150, 1500)
    found = Explained(values, (values[3] > 0.7).astype(float))
    assert found.part("x", [3]).low > 0.85


def test_nothing_is_explained_of_pure_chance():
    idle = [
        Explained(uniforms(150, 800, seed), uniforms(1, 800, seed + 100)[0]) for seed in range(8)
    ]
    assert sum(one.is_noise for one in idle) >= 6
    assert np.mean([one.total for one in idle]) == pytest.approx(0, abs=0.05)
    part = next(one for one in idle if one.is_noise).part("all", range(150))
    assert np.isnan(part.share)
    assert part.within_noise


def test_groups_add_up_to_what_is_explained():
    values = uniforms(90, 1000)
    found = Explained(values, values[:40].sum(axis=0))
    names = [f"{'abc'[at % 3]}.{at}" for at in range(90)]
    parts = grouped_by(found, names, lambda name: name[0])
    assert sum(part.explained for part in parts) == pytest.approx(found.total)
    assert sum(part.share for part in parts) == pytest.approx(1)
    assert sum(part.inputs for part in parts) == 90
    assert [part.explained for part in parts] == sorted((p.explained for p in parts), reverse=True)


def test_shares_are_the_same_in_other_units_and_twice_in_a_row():
    values = uniforms(20, 400)
    answer = values[0] + values[1] ** 2
    one, same = Explained(values, answer), Explained(values, answer)
    other = Explained(values * 1000 - 7, 5 - 100 * answer)
    assert one.part("x", [0]) == same.part("x", [0])
    assert other.parts == pytest.approx(one.parts)


def test_an_input_that_never_differs_explains_nothing():
    values = uniforms(5, 200)
    values[2] = 4.0
    found = Explained(values, values[0])
    assert found.parts[2] == 0
    assert set(curves(values).owner) == {0, 1, 3, 4}


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (np.ones(200), "days_held is the same in all 200 worlds; there is nothing to share out."),
        (np.arange(20.0), "Shares need at least 50 worlds with a value of days_held, got 20."),
    ],
)
def test_too_few_worlds_or_none_that_differ_are_refused(answer, text):
    with pytest.raises(RunError) as caught:
        Explained(uniforms(3, answer.size), answer, "days_held")
    assert str(caught.value).startswith(text)


def test_a_question_with_one_answer_is_said_and_the_other_one_still_told(monkeypatch):
    typed = ["base", "--groups", "--worlds", "60", "--imposed", "--set", "horizon_days=70"]
    typed += ["--workers", "1", "--quiet"]
    constant = Inquiry("Is there a ceasefire?", "all worlds", lambda results: np.ones(60))
    fire = Inquiry(
        "How much fire?", "all worlds", lambda one: measured(one, "violations_first_week")
    )
    monkeypatch.setitem(INQUIRIES, "ceasefire", constant)
    monkeypatch.setitem(INQUIRIES, "troops_on_line", fire)
    done = CliRunner().invoke(sensitivity, typed)
    assert done.exit_code == 0, done.output
    said = " ".join(done.output.split())
    assert "ceasefire is the same in all 60 worlds; there is nothing to share out." in said
    assert "How much fire?" in said
    told = json.loads(CliRunner().invoke(sensitivity, [*typed, "--json"]).stdout)
    assert [one["name"] for one in told["questions"]] == ["troops_on_line"]
    assert [*told["without_answer"]] == ["ceasefire"]
    monkeypatch.setitem(INQUIRIES, "troops_on_line", constant)
    alone = CliRunner().invoke(sensitivity, typed)
    assert isinstance(alone.exception, RunError)


def test_the_inputs_are_what_the_worlds_drew():
    worlds = np.array([0, 5, 137])
    luck = Luck(3, worlds)
    theatre = Theatre(Staging(rng=3, written=BASE), luck)
    found = dict(zip((one := inputs_of(BASE, luck)).names, one.values, strict=True))
    sides, members = theatre.sides, theatre.mission.contributors.members
    assert found["actors.russia.foreign_force.at_most"].tolist() == sides.own_at_most[2, 1].tolist()
    assert found["actors.ukraine.territory.position"].tolist() == sides.opening[0, 0].tolist()
    assert found["actors.ukraine.capability"].tolist() == sides.ukraine.capability.tolist()
    assert found["private.russia.leaning"].tolist() == sides.leaning[1].tolist()
    assert found["private.ukraine.mood"].tolist() == sides.mood[0].tolist()
    assert found["private.want_of_quiet"].tolist() == theatre.ceasefire.want_of_quiet.tolist()
    assert found["war.aid_effect"].tolist() == theatre.settings.war.aid_effect.tolist()
    for member in members:
        drew = found[f"actors.{member.key}.deployable_troops"]
        assert drew.tolist() == member.available_troops.tolist()
        assert found[f"private.{member.key}.leaning"].tolist() == member.leaning.tolist()


def test_every_number_that_differs_is_an_input_once_and_no_other():
    luck = Luck(1, np.arange(300))
    names = inputs_of(BASE, luck).names
    assert len(set(names)) == len(names)
    assert {name for name, one in actor_numbers(BASE).items() if varies(one)} <= set(names)
    fixed = BASE.with_dials({"war.aid_effect": 0.4, "actors.uk.home_support": 0.5})
    gone = set(names) - set(inputs_of(fixed, luck).names)
    assert gone == {"war.aid_effect", "actors.uk.home_support"}


def test_every_input_has_a_group_and_whose_it_is():
    members = {one.name: one for one in inputs_of(BASE, Luck(1, np.arange(60))).members}
    assert {one.mechanism for one in members.values()} <= set(MECHANISMS)
    assert {one.actor for one in members.values()} <= {"", *BASE.actors}
    assert members["broker.backing"].actor == "us"
    assert members["talks.hope_russia"].actor == "russia"
    assert members["war.aid_effect"].actor == ""
    assert mechanism_of("actors.russia.territory.at_least") == "red_lines"
    assert mechanism_of("actors.uk.home_support") == "conditions"
    assert mechanism_of("talks.belief_ukraine") == "belief"
    assert mechanism_of("talks.leaning_sd") == "leanings"


def test_a_dial_that_only_an_event_makes_uncertain_is_an_input():
    event = replace(BASE.events[0], change={"monitors.observers": BASE.dials["broker.backing"]})
    changed = replace(BASE, events=(event,))
    assert "monitors.observers" in inputs_of(changed, Luck(1, np.arange(20))).names


@pytest.fixture(scope="module")
def results():
    return run(SHORT.if_ceasefire(), worlds=120)


def test_results_give_their_inputs_as_a_table(results):
    table = results.drawn().table()
    assert table.shape == (120, len(results.drawn().names))
    assert table["actors.uk.home_support"].between(0.35, 0.65).all()


def test_a_run_says_what_each_group_carries(results):
    found = groups_of(results, "violations_first_week")
    assert (found.worlds, found.of) == (120, 120)
    for parts in (found.mechanisms, found.actors, found.inputs):
        assert sum(part.explained for part in parts) == pytest.approx(found.explained)
    assert found.mechanisms[0].name == "front"
    held = groups_of(results, "troops_on_line") if results.outcomes["end_troops"].max() else None
    assert held is None or held.worlds <= 120


def test_unknown_questions_are_named(results):
    with pytest.raises(RunError, match="Did you mean 'day_talks'"):
        groups_of(results, "day_talk")
    assert all(one.words.endswith("?") for one in INQUIRIES.values())


def made_groups():
    """Groups of a made-up answer that Russia's red line decides for nine tenths."""
    results = run(SHORT, worlds=4)
    scenario, luck = results.scenario, Luck(1, np.arange(900))
    inputs = inputs_of(scenario, luck)
    line = inputs.values[inputs.names.index("actors.russia.territory.at_least")]
    aid = inputs.values[inputs.names.index("war.aid_effect")]
    answer = 3 * (line - line.mean()) / line.std() + (aid - aid.mean()) / aid.std()
    answer += 0.01 * luck.normal("what no input explains")
    table = pd.DataFrame({"outcome": "collapsed", "soldier_months": answer})
    return groups_of(replace(results, worlds=900, columns=table), "soldier_months")


def test_a_paragraph_says_who_carries_the_answer():
    found = made_groups()
    assert found.own.share == pytest.approx(0.9, abs=0.03)
    said, share = groups_paragraph(found), share_of(found.own)
    assert "explain over 99 % of the differences" in said
    assert f"conditions and caps of the actors carry {share} (95 % interval" in said
    assert f": red lines {share}, " in said
    assert "stances about 0 %" in said
    assert "Then comes war 1" in said
    assert "weight of voices" in said.partition("Not told from chance: ")[2]


def test_tables_and_chart_show_every_group_once():
    found = made_groups()
    sheet = mechanism_sheet(found)
    assert sheet.rows[0][:3] == ("Red lines", "5", share_of(found.own))
    assert sheet.rows[-1][:3] == ("All inputs", f"{len(found.inputs)}", "100 %")
    assert len(sheet.rows) == len(found.mechanisms) + 1
    whose = actor_sheet(found, {"russia": "Russia"})
    assert whose.rows[0][0] == "Russia"
    assert [row[0] for row in input_sheet(found, 15).rows] == [
        "actors.russia.territory.at_least", "war.aid_effect",
    ]  # fmt: skip
    drawn = picture([found], run(SHORT, worlds=4))
    assert f"red lines {share_of(found.own)}, war" in drawn.alt
    (axes,) = drawn.figure.axes
    assert len(axes.get_yticklabels()) == len(found.mechanisms)


def test_the_command_prints_groups_and_draws_them(tmp_path):
    chart = tmp_path / "shares.svg"
    typed = ["base", "--groups", "--worlds", "60", "--imposed", "--set", "horizon_days=70"]
    typed += ["--measure", "violations_first_week", "--workers", "1", "--quiet"]
    done = CliRunner().invoke(sensitivity, [*typed, "--chart", str(chart)])
    assert done.exit_code == 0, done.output
    said = " ".join(done.output.split())
    assert "not a forecast" in said
    assert "Violations in the first week" in said
    assert chart.read_text().startswith("<svg")
    told = json.loads(CliRunner().invoke(sensitivity, [*typed, "--json"]).stdout)
    (one,) = told["questions"]
    assert one["worlds"] == 60
    assert sum(part["explained"] for part in one["actors"]) == pytest.approx(one["explained"])


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ([], "Give --measure, or --groups"),
        (["--groups", "--dial", "war.aid_effect"], "--dial does not go with it"),
        (["--measure", "days_held_of_90", "--chart", "x.png"], "--chart needs --groups"),
        (["--groups", "--chart", "x.txt"], "--chart must end in"),
    ],
)
def test_options_that_do_not_go_together_are_refused(typed, text):
    done = CliRunner().invoke(sensitivity, ["base", *typed])
    assert done.exit_code == 2
    assert text in " ".join(done.output.split())


def test_what_actors_say_and_refuse_carries_whether_there_is_a_ceasefire():
    found = groups_of(run(BASE, worlds=600), "ceasefire")
    assert found.low > 0.2
    assert found.own.low > 0.3
    assert found.worlds == 600
