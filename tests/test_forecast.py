"""The forecast card: answers worked by hand, dates at every boundary, scores, and the command."""

from __future__ import annotations

import json
from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli_sample import call
from contactline import __version__
from contactline.errors import FileError
from contactline.language.phrases import long_date
from contactline.scenario import load
from contactline.show.sheets.forecast import chance_text, word_of
from contactline.study.ensemble import run
from contactline.study.forecast import (
    QUESTIONS,
    Answer,
    AnswersError,
    as_plain,
    forecast_card,
    questions_for,
    read_answers,
    score_as_plain,
    scored,
)
from contactline.study.forecast.answers import (
    by_date,
    over,
    put,
    spread,
    truce_lasts,
    truce_length,
)
from contactline.study.forecast.card import (
    IF_IMPOSED,
    INTERVALS,
    NEVER_CERTAIN,
    OF_BASE,
    OF_BUNDLED,
    OF_OTHERS,
    PURPOSE,
    Card,
    CardEntry,
)
from contactline.study.forecast.scoring import mean_brier
from contactline.study.forecast.truths import parse_answers
from contactline.study.intervals import wilson
from contactline.world.outcomes import MEASURES
from contactline.world.tally import Tally
from worlds_sample import theatre_of

BASE = load("base")
NEVER = np.nan
HELD = {
    "days_held": [30.0, 60.0, 100.0, 200.0, NEVER],
    "still_holding": [False, False, True, True, None],
}


def a_run(scenario=BASE, *, worlds=5, **columns):
    """Five worlds in which nothing happens, but for the columns given."""
    names = ("ceasefire", "talks", "pledged", "on_line", "question")
    days = {f"day_{name}": NEVER for name in names} | {"days_held": NEVER}
    troops = {
        f"peak_troops.{key}": 0.0
        for key, one in scenario.actors.items()
        if one.role == "contributor"
    }
    values = days | troops | {"peak_troops": 0.0, "still_holding": False} | columns
    frame = pd.DataFrame(values, index=pd.RangeIndex(worlds, name="world"))
    return SimpleNamespace(scenario=scenario, seed=1, worlds=worlds, columns=frame)


def answers_of(results):
    return {name: entry.answer for name, entry in forecast_card(results).entries.items()}


def test_the_list_of_questions_is_fixed():
    dates = ["2025-01-20", "2025-06-30", "2025-12-31", "2026-08-31"]
    series = ("ceasefire", "talks", "pledge", "on-line", "us-asked")
    dated = [f"{name}-by-{day}" for name in series for day in dates]
    peaks = ["peak-troops", *(f"peak-troops-over-{n}" for n in (1000, 5000, 10000, 30000))]
    lasts = ["first-truce-days", *(f"first-truce-lasts-{n}-days" for n in (30, 90, 180, 365))]
    assert list(QUESTIONS) == [*dated, *peaks, *lasts]
    contributors = [f"ground-troops-{k}" for k, a in BASE.actors.items() if a.role == "contributor"]
    assert list(questions_for(BASE)) == [*QUESTIONS, *contributors]
    assert "ground-troops-uk" in contributors


@pytest.mark.parametrize("question", questions_for(BASE).values(), ids=lambda one: one.id)
def test_every_question_has_its_wording_its_rule_and_the_measure_behind_it(question):
    rule = question.topic.rule
    measure = rule.split("In the model: `")[1].split("`")[0]
    assert measure in MEASURES
    assert rule.endswith(".")
    assert question.text
    assert question.text[-1] != "."
    assert (question.unit != "") == (question.kind == "quantity")
    if question.by:
        assert long_date(question.by) in question.text


def test_dates_become_days_of_the_scenario_and_the_day_itself_counts():
    assert (date(2025, 1, 20) - BASE.date).days == 48
    found = answers_of(a_run(day_ceasefire=[48.0, 49.0, 1.0, 209.0, NEVER]))
    january, june = (found[f"ceasefire-by-{day}"] for day in ("2025-01-20", "2025-06-30"))
    assert (january.runs, january.of, january.chance) == (2, 5, 0.4)
    assert (january.low, january.high) == wilson(2, 5)
    assert (june.runs, june.reason) == (4, "")


@pytest.mark.parametrize(
    ("last", "runs", "told"),
    [
        (BASE.date - timedelta(days=1), None, "2024-12-02 is not after 2024-12-03"),
        (BASE.date, None, "2024-12-03 is not after 2024-12-03"),
        (BASE.date + timedelta(days=1), 1, ""),
        (BASE.date + timedelta(days=730), 2, ""),
        (BASE.date + timedelta(days=731), None, "is day 731, and the scenario ends with day 730"),
    ],
)
def test_a_date_outside_the_days_that_are_played_has_a_reason_and_no_number(last, runs, told):
    answer = by_date(a_run(day_pledged=[1.0, 730.0, NEVER, NEVER, NEVER]), "day_pledged", last)
    assert answer.runs == runs
    assert told in answer.reason
    assert bool(answer.reason) == (answer.chance is None) == (answer.low is None)


def test_a_short_horizon_answers_what_it_can():
    found = answers_of(a_run(BASE.with_horizon(209)))
    chances = [found[f"on-line-by-{day}"].chance for day in ("2025-06-30", "2025-12-31")]
    assert chances == [1 / 7, None]
    assert "day 393, and the scenario ends with day 209" in found["on-line-by-2025-12-31"].reason


@given(st.lists(st.one_of(st.none(), st.integers(1, 730)), min_size=1, max_size=20))
@settings(max_examples=30)
def test_shares_never_fall_from_date_to_date(days):
    column = [NEVER if day is None else float(day) for day in days]
    found = answers_of(a_run(worlds=len(days), day_on_line=column))
    chances = [one.chance for name, one in found.items() if name.startswith("on-line-by-")]
    assert chances == sorted(chances)
    assert all(0 <= found[name].low <= found[name].high <= 1 for name in list(found)[8:12])


def test_an_imposed_ceasefire_is_no_answer_to_when_one_begins():
    card = forecast_card(
        a_run(BASE.if_ceasefire(), day_ceasefire=[60.0] * 5, day_pledged=[60.0] * 5)
    )
    assert card.entries["ceasefire-by-2025-06-30"].answer.chance is None
    assert "imposed" in card.entries["ceasefire-by-2025-06-30"].answer.reason
    assert card.entries["pledge-by-2025-06-30"].answer.chance == 6 / 7
    assert card.cautions[-1] == IF_IMPOSED


def test_peaks_are_more_than_a_threshold_and_have_quantiles_over_all_worlds():
    results = a_run(peak_troops=[0.0, 1000.0, 1000.5, 5000.0, 40000.0])
    found = answers_of(results)
    over_each = [found[f"peak-troops-over-{n}"].runs for n in (1000, 5000, 10000, 30000)]
    assert over_each == [3, 1, 1, 1]
    assert found["peak-troops"].quantiles["median"] == 1000.5
    assert found["peak-troops"].quantiles["q25"] == 1000
    assert spread(results, "peak_troops").of == 5


def test_a_contributor_counts_from_its_first_soldier():
    results = a_run(**{"peak_troops.uk": [0.0, 1.0, 99.0, 0.0, 7000.0]})
    assert answers_of(results)["ground-troops-uk"].runs == 3
    assert over(results, "peak_troops.france", 0).runs == 0


def test_the_length_of_a_truce_takes_those_that_outlast_the_run_into_account():
    """Of four truces one breaks after 30 days, one after 60; two are watched for 100 and 200."""
    answer = truce_length(a_run(**HELD))
    assert answer.of == 4
    assert answer.quantiles == {"q05": 30, "q25": 30, "median": 60, "q75": None, "q95": None}
    assert answer.up_to == 200


@pytest.mark.parametrize(
    ("days", "chance"), [(29, 5 / 6), (30, 0.75), (59, 0.75), (60, 0.5), (200, 0.5), (201, None)]
)
def test_the_chance_of_a_truce_to_last_is_read_off_the_curve(days, chance):
    answer = truce_lasts(a_run(**HELD), days)
    assert answer.chance == chance
    assert (answer.runs, answer.of) == (None, 4)
    assert bool(answer.reason) == (chance is None)


def test_where_no_world_has_a_truce_its_length_has_no_answer():
    found = answers_of(a_run())
    for name in ("first-truce-days", "first-truce-lasts-30-days"):
        assert found[name] == Answer(of=0, reason="There is a truce in none of the 5 runs.")


KEYS = set(
    "format cautions scenario title digest date horizon_days imposed seed worlds version cut_off "
    "questions".split()
)
QUESTION_KEYS = set(
    "id kind question rule by unit probability low high runs of quantiles up_to reason".split()
)


@pytest.mark.parametrize("horizon_days", [7, 730])
def test_the_keys_of_the_json_never_change(horizon_days):
    scenario = BASE.with_horizon(horizon_days)
    plain = as_plain(forecast_card(a_run(scenario)))
    assert set(plain) == KEYS
    assert all(set(one) == QUESTION_KEYS for one in plain["questions"])
    assert [one["id"] for one in plain["questions"]] == list(questions_for(scenario))
    json.dumps(plain, allow_nan=False)


def test_the_card_says_what_made_it_and_what_it_may_be_used_for():
    card = forecast_card(a_run(peak_troops=[1.0] * 5))
    plain = as_plain(card)
    assert plain["digest"] == BASE.digest
    assert (plain["version"], plain["cut_off"], plain["date"]) == (
        __version__,
        "2024-12-14",
        "2024-12-03",
    )
    assert card.cautions == (PURPOSE, INTERVALS, NEVER_CERTAIN, OF_BASE)
    for said in ("not advice", "held to account"):
        assert said in PURPOSE
    assert "not the uncertainty about the world" in INTERVALS
    assert "14 December 2024" in OF_BASE
    last = {one["id"]: one["by"] for one in plain["questions"]}
    assert (last["ceasefire-by-2025-01-20"], last["peak-troops"]) == ("2025-01-20", "2026-12-03")


@pytest.mark.parametrize(
    ("scenario", "origin"),
    [
        (BASE, OF_BASE),
        (load("uk-france-monitors"), OF_BUNDLED),
        (BASE.with_horizon(700), OF_OTHERS),
    ],
)
def test_only_base_is_what_the_author_holds(scenario, origin):
    assert origin in forecast_card(a_run(scenario)).cautions


@pytest.mark.parametrize(
    ("runs", "of", "text", "word"),
    [
        (0, 2000, "at most 1 in 2,002 (0–0.2)", "no word: below 1 %"),
        (2000, 2000, "all but at most 1 in 2,002 (99.8–100)", "no word: above 99 %"),
        (3, 2000, "under 1 % (0.05–0.4)", "no word: below 1 %"),
        (400, 2000, "20 % (18–22)", "unlikely (20–45 %)"),
        (0, 1, "at most 1 in 3 (0–79)", "unlikely (20–45 %)"),
    ],
)
def test_no_count_is_told_as_certain(runs, of, text, word):
    low, high = wilson(runs, of)
    answer = Answer(chance=put(runs / of, of), low=low, high=high, runs=runs, of=of)
    assert chance_text(answer) == text
    assert word_of(answer) == word


def test_the_first_european_pledge_and_the_first_hundred_on_the_line_are_kept():
    tally = Tally(3, 1)
    for day, pledged, on_line in ((7, [0, 1, 0], [0, 0, 99.9]), (14, [5, 9, 0], [0, 100, 99.9])):
        tally.europe_pledges(day, np.array(pledged, float))
        tally.europe_on_line(day, np.array(on_line))
    tally.europe_pledges(21, np.zeros(3))
    tally.europe_on_line(21, np.zeros(3))
    assert tally.first_pledge.tolist() == pytest.approx([14, 7, NEVER], nan_ok=True)
    assert tally.first_on_line.tolist() == pytest.approx([NEVER, 14, NEVER], nan_ok=True)


def test_canada_is_not_european_and_instructors_are_not_on_the_line():
    mission = theatre_of(load("base"), worlds=2).mission
    troops = {"uk": 300.0, "canada": 7.0}
    for one in mission.contributors.members:
        mission.contributors.pledged[one.place] = troops.get(one.key, 0.0)
        mission.contributors.deployed[one.place] = troops.get(one.key, 0.0)
    agreement = SimpleNamespace(
        rung=np.array([2, 3]), beside=np.array([0, 0]), in_force=np.array([True, True])
    )
    assert mission.pledged_by_europe().tolist() == [300, 300]
    assert mission.europe_on_line(agreement).tolist() == [0, 300]


def test_the_days_of_a_run_agree_with_its_troops():
    scenario = load("uk-france-monitors").with_dials(
        {"horizon_days": 300, "mission.russian_consent": "given"}
    )
    table = run(scenario.if_ceasefire(), worlds=40).outcomes
    pledged, posted = table["day_pledged"], table["day_on_line"]
    assert posted.notna().any()
    assert (pledged[posted.notna()] < posted[posted.notna()]).all()
    assert (posted[posted.notna()] > table["day_ceasefire"][posted.notna()]).all()
    assert (table["pledged_troops"][pledged.notna()] > 0).all()
    assert (table["peak_troops"][posted.notna()] >= 100).all()
    overseas = table["peak_troops"] == table["peak_troops.canada"]
    assert pledged[~overseas].notna().all()


def a_card(**answers):
    """A card of base with these answers and no others."""
    questions = questions_for(BASE)
    entries = {name: CardEntry(questions[name], one) for name, one in answers.items()}
    return Card(BASE, 1, 10, entries)


CHANCES = {
    "ceasefire-by-2025-01-20": Answer(chance=0.2, low=0.1, high=0.3, runs=2, of=10),
    "pledge-by-2025-01-20": Answer(chance=0.9, low=0.8, high=1.0, runs=9, of=10),
    "on-line-by-2025-01-20": Answer(of=10, reason="It is not played."),
}


def test_brier_scores_by_hand():
    truths = {
        "on-line-by-2025-01-20": True,
        "pledge-by-2025-01-20": True,
        "ceasefire-by-2025-01-20": True,
    }
    scores = scored(a_card(**CHANCES), truths)
    assert [one.brier for one in scores] == [pytest.approx(0.64), pytest.approx(0.01), None]
    assert scores[2].reason == "It is not played."
    assert mean_brier(scores) == pytest.approx(0.325)
    plain = score_as_plain(a_card(**CHANCES), truths)
    assert (plain["mean_brier"], plain["scored"]) == (pytest.approx(0.325), 2)
    assert mean_brier(scores[2:]) is None


BANDS = {"q05": 0.0, "q25": 10.0, "median": 20.0, "q75": 30.0, "q95": 40.0}


@pytest.mark.parametrize(
    ("truth", "place", "loss"),
    [
        (20.0, "in the middle half", (1 + 2.5 + 0 + 2.5 + 1) / 5),
        (5.0, "in the middle nine of ten", (0.25 + 3.75 + 7.5 + 6.25 + 1.75) / 5),
        (50.0, "above nine of ten", (2.5 + 10 + 15 + 15 + 9.5) / 5),
    ],
)
def test_numbers_are_scored_by_their_place_and_pinball_loss(truth, place, loss):
    card = a_card(**{"peak-troops": Answer(of=10, quantiles=BANDS)})
    (score,) = scored(card, {"peak-troops": truth})
    assert (score.place, score.brier) == (place, None)
    assert score.pinball == pytest.approx(loss)


def test_a_truce_longer_than_any_run_shows_is_not_scored():
    card = a_card(**{"first-truce-days": truce_length(a_run(**HELD))})
    (within,) = scored(card, {"first-truce-days": 150.0})
    assert (within.place, within.pinball) == ("in the middle half", None)
    (beyond,) = scored(card, {"first-truce-days": 201.0})
    assert beyond.place is None
    assert beyond.reason == "The runs show no more than 200."


def test_a_file_of_answers_is_read(tmp_path):
    path = tmp_path / "answers.yaml"
    path.write_text("# invented\nceasefire-by-2025-01-20: false\npeak-troops: 12\n", "utf-8")
    found = read_answers(path, questions_for(BASE))
    assert found == {"ceasefire-by-2025-01-20": False, "peak-troops": 12.0}


def test_a_folder_is_no_file_of_answers(tmp_path):
    with pytest.raises(FileError, match="1:1: must be a file of answers, got a folder"):
        read_answers(tmp_path, questions_for(BASE))


def test_every_fault_of_the_answers_is_told_with_its_place():
    text = (
        "ceasefire-by-2025-01-21: true\npledge-by-2025-01-20: 1\npeak-troops: -3\n"
        "on-line-by-2025-01-20:\nfirst-truce-days: true\nweather: true\npeak-troops: 3\n"
    )
    with pytest.raises(AnswersError) as caught:
        parse_answers(text, "a.yaml", questions_for(BASE))
    told = str(caught.value).splitlines()
    assert told == [
        "a.yaml:1:1: ceasefire-by-2025-01-21: no such question. "
        "Did you mean 'ceasefire-by-2025-01-20'?",
        "a.yaml:2:23: pledge-by-2025-01-20: must be true or false, got 1",
        "a.yaml:3:14: peak-troops: must be a number from 0, got -3",
        "a.yaml:4:1: on-line-by-2025-01-20: has no answer. Leave out what is not settled",
        "a.yaml:5:19: first-truce-days: must be a number from 0, got true",
        "a.yaml:6:1: weather: no such question. `contactline forecast --json` lists them",
        "a.yaml:7:1: peak-troops: given twice, first in line 3. Keep one of them",
    ]


@pytest.mark.parametrize("text", ["", "[1, 2]", "true", "{}"])
def test_answers_that_are_no_lines_are_refused(text):
    with pytest.raises(FileError, match="must be lines such as"):
        parse_answers(text, "a.yaml", questions_for(BASE))


QUICK = ("--worlds", "8", "--workers", "1", "--set", "horizon_days=84")


def test_the_command_prints_a_card_to_read():
    shown = call("forecast", "base", *QUICK)
    assert shown.exit_code == 0, shown.stderr
    said = " ".join(shown.stdout.split())
    for part in (PURPOSE, INTERVALS, OF_OTHERS, "Settled so: True if", "of 8"):
        assert part in said
    digest = BASE.with_horizon(84).digest
    assert digest in said
    assert "`on-line-by-2025-06-30` has no answer: 2025-06-30 is day 209" in said
    assert max(map(len, shown.stdout.splitlines())) <= 110


def test_the_command_prints_and_writes_json_and_scores(tmp_path):
    answers, out = tmp_path / "answers.yaml", tmp_path / "card.json"
    answers.write_text("ceasefire-by-2025-01-20: true\npeak-troops: 0\n", "utf-8")
    words = ("forecast", "base", *QUICK, "--score", answers, "--out", out)
    shown = call(*words, "--json")
    assert shown.exit_code == 0, shown.stderr
    card = json.loads(shown.stdout)
    assert set(card) == KEYS | {"score"}
    assert (card["worlds"], card["seed"]) == (8, 1)
    assert card["digest"] == BASE.with_horizon(84).digest
    assert json.loads(out.read_text("utf-8")) == card
    said = {one["id"]: one["probability"] for one in card["questions"]}
    expected = (1 - said["ceasefire-by-2025-01-20"]) ** 2
    assert card["score"]["mean_brier"] == pytest.approx(expected)
    again = call(*words)
    assert again.exit_code == 2
    assert "--overwrite" in again.stderr
    printed = call(*words, "--overwrite")
    assert f"Mean Brier score {expected:.3f} over 1" in printed.stdout


def test_without_answers_the_score_is_null():
    assert json.loads(call("forecast", "base", *QUICK, "--json").stdout)["score"] is None


def test_wrong_answers_end_with_3_before_anything_runs(tmp_path):
    answers = tmp_path / "answers.yaml"
    answers.write_text("ceasefire-by-2025-01-2: true\n", "utf-8")
    shown = call("forecast", "base", "--worlds", "1000000", "--score", answers)
    assert shown.exit_code == 3
    assert "answers.yaml:1:1:" in shown.stderr
    assert "Did you mean 'ceasefire-by-2025-01-20'?" in shown.stderr


def test_the_file_of_a_card_ends_in_json(tmp_path):
    shown = call("forecast", "base", "--out", tmp_path / "card.txt")
    assert shown.exit_code == 2
    assert "--out must end in .json, got card.txt" in shown.stderr
