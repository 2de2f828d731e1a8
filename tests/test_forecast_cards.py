"""Cards that were written down, cards of people, and answers that contradict each other."""

from __future__ import annotations

import json
import os
from math import inf, log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli_sample import call
from contactline.cli.files import write_whole
from contactline.errors import TableError
from contactline.language import speaking
from contactline.scenario import load
from contactline.study.forecast import (
    Answer,
    AnswersError,
    CardEntry,
    CardError,
    WrittenCard,
    as_plain,
    beside_as_plain,
    calibration,
    forecast_card,
    form_text,
    is_card,
    means,
    parse_card,
    parse_people,
    questions_for,
    read_card,
    read_people,
    scored,
    written,
)
from contactline.study.forecast.answers import put
from contactline.study.forecast.contradictions import incoherent
from contactline.study.forecast.truths import parse_answers
from test_forecast import HELD, a_run

BASE = load("base")
QUESTIONS = questions_for(BASE)
JANUARY, JUNE = "ceasefire-by-2025-01-20", "ceasefire-by-2025-06-30"
QUICK = ("--worlds", "8", "--workers", "1", "--quiet")


@pytest.fixture(scope="module")
def card_file(tmp_path_factory):
    """A card of base over 8 worlds, as the command writes it."""
    path = tmp_path_factory.mktemp("cards") / "card.json"
    done = call("forecast", "base", *QUICK, "--out", path)
    assert done.exit_code == 0, done.stderr
    return path


@pytest.fixture
def answers_file(tmp_path):
    path = tmp_path / "answers.yaml"
    path.write_text(f"{JANUARY}: false\n", "utf-8")
    return path


def a_person(name="Anna", **chances):
    names = {key.replace("_", "-"): chance for key, chance in chances.items()}
    entries = {
        key: CardEntry(QUESTIONS[key], Answer(chance=one, of=0)) for key, one in names.items()
    }
    return WrittenCard(name, entries)


def test_a_written_card_says_what_the_card_said():
    card = forecast_card(a_run(peak_troops=[0.0, 1.0, 2.0, 900.0, 20_000.0], **HELD))
    again = parse_card(json.dumps(as_plain(card)), "card.json")
    assert again.plain == as_plain(card)
    assert list(again.entries) == list(card.entries)
    for name, (question, answer) in again.entries.items():
        asked = card.entries[name].question
        assert answer == card.entries[name].answer
        assert (question.kind, question.text, question.topic) == (
            asked.kind,
            asked.text,
            asked.topic,
        )


def test_the_card_that_was_written_is_scored_without_a_run(card_file, answers_file, monkeypatch):
    """Case 04: another model, or none, leaves the score of a card that was kept as it is."""
    monkeypatch.setattr("contactline.cli.work.forecast.run", None)
    done = call("forecast", card_file, "--score", answers_file, "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    kept = json.loads(card_file.read_text("utf-8"))
    assert {key: told[key] for key in kept if key != "score"} == {
        key: kept[key] for key in kept if key != "score"
    }
    said = next(one["probability"] for one in kept["questions"] if one["id"] == JANUARY)
    assert told["score"]["mean_brier"] == pytest.approx(said**2)
    assert told["score"]["mean_log"] == pytest.approx(-log(1 - said))
    shown = call("forecast", card_file, "--score", answers_file)
    for part in (kept["digest"], "8 worlds, seed 1", f"Mean Brier score {said**2:.3f} over 1"):
        assert part in shown.stdout
    assert "nothing changes" in shown.stdout


def test_a_card_without_runs_of_a_thing_is_put_at_one_in_two_more_when_it_is_read():
    plain = as_plain(forecast_card(a_run()))
    for one in plain["questions"]:
        if one["id"] == JANUARY:
            one["probability"] = 0.0
    entry = parse_card(json.dumps(plain), "card.json").entries[JANUARY]
    assert (entry.answer.runs, entry.answer.of, entry.answer.chance) == (0, 5, 1 / 7)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_of_runs_is_put_as_a_chance_between_nought_and_one(counts):
    runs, of = counts
    chance = put(runs / of, of)
    answer = Answer(chance=chance, runs=runs, of=of)
    assert 1 / (of + 2) <= chance <= (of + 1) / (of + 2)
    assert (answer.is_least, answer.is_most) == (runs == 0, runs == of)
    assert chance == runs / of or answer.is_least or answer.is_most


def test_what_nobody_counted_is_no_share_of_runs():
    assert not Answer(chance=0.0, of=0).is_least
    assert not Answer(chance=1.0, of=0).is_most


def faults_of_card(change):
    plain = as_plain(forecast_card(a_run()))
    change(plain)
    with pytest.raises(CardError) as caught:
        parse_card(json.dumps(plain, indent=2), "card.json")
    return str(caught.value)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda card: card.pop("digest"), "card.json:1:1: lacks digest. A card is scored as"),
        (lambda card: card.update(format=2), "card.json:2:13: format: must be 1, got 2"),
        (lambda card: card.update(questions=[]), "questions: must be a list, got []"),
        (lambda card: card.update(questions=[3]), "must be a question, got 3"),
        (lambda card: card.update(cut_off="today"), "cut_off: must be a date such as 2025-01-20"),
        (
            lambda card: card["questions"][0].update(probability=0.4),
            f"{JANUARY}: 0 of 5 runs are no probability of 0.4. A card is scored as it was",
        ),
        (
            lambda card: card["questions"][0].update(probability=1.4),
            "probability: must be a number from 0 to 1, got 1.4",
        ),
        (
            lambda card: card["questions"].append(card["questions"][0]),
            f"{JANUARY}: stands twice.",
        ),
        (
            lambda card: card["questions"][20]["quantiles"].update(q05=9),
            "quantiles: must not fall from q05 on.",
        ),
    ],
)
def test_a_card_that_was_changed_is_refused_at_its_place(change, told):
    assert told in faults_of_card(change)


def test_a_card_that_was_cut_off_is_still_known_as_one(tmp_path, card_file):
    path = tmp_path / "half.json"
    path.write_text(card_file.read_text("utf-8")[:3000], "utf-8")
    assert is_card(path)
    done = call("forecast", path)
    assert done.exit_code == 3
    assert "not valid YAML" in done.stderr
    assert "lacks actors" not in done.stderr
    scenario = tmp_path / "one.json"
    scenario.write_text('{"title": "One", "from": "base"}', "utf-8")
    assert not is_card(scenario)
    assert call("forecast", scenario, "--form", tmp_path / "blank.csv").exit_code == 0


def test_answers_that_contradict_each_other_are_refused_with_their_places():
    """Case 05, and soldiers on the line where none were in the country."""
    text = (
        f"{JANUARY}: true\n{JUNE}: false\npeak-troops: 1200\npeak-troops-over-5000: true\n"
        "peak-troops-over-10000: true\n"
    )
    remedy = "Correct one of them, or leave out what is not settled"
    with pytest.raises(AnswersError) as caught:
        parse_answers(text, "a.yaml", QUESTIONS)
    assert str(caught.value).splitlines() == [
        f"a.yaml:2:26: {JUNE}: false contradicts {JANUARY}: true in line 1. "
        f"What has happened by one date has happened by every later one. {remedy}",
        "a.yaml:4:24: peak-troops-over-5000: true contradicts peak-troops: 1200 in line 3. "
        f"{remedy}",
    ]
    with pytest.raises(AnswersError) as caught:
        parse_answers("on-line-by-2025-12-31: true\npeak-troops: 0\n", "a.yaml", QUESTIONS)
    assert str(caught.value) == (
        "a.yaml:2:14: peak-troops: 0 contradicts on-line-by-2025-12-31: true in line 1. "
        f"Where this is true there were at least 100 soldiers. {remedy}"
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("first-truce-days: 30\nfirst-truce-lasts-30-days: true", 1),
        ("first-truce-days: 31\nfirst-truce-lasts-30-days: true", 0),
        ("first-truce-lasts-30-days: false\nfirst-truce-lasts-90-days: true", 1),
        ("peak-troops-over-1000: false\npeak-troops-over-30000: true", 1),
        ("peak-troops: 1001\npeak-troops-over-1000: false\npeak-troops-over-5000: false", 1),
        ("peak-troops: 1000\npeak-troops-over-1000: false\npeak-troops-over-5000: false", 0),
        ("peak-troops: 0\nground-troops-uk: true\nground-troops-france: true", 1),
        ("peak-troops: 1\nground-troops-uk: true", 0),
        (f"{JANUARY}: false\n{JUNE}: true", 0),
        (f"{JANUARY}: true\npledge-by-2025-06-30: false", 0),
    ],
)
def test_each_contradiction_is_one_fault(text, faults):
    if not faults:
        assert parse_answers(text, "a.yaml", QUESTIONS)
        return
    with pytest.raises(AnswersError) as caught:
        parse_answers(text, "a.yaml", QUESTIONS)
    assert len(caught.value.faults) == faults


def test_log_scores_calibration_and_baselines_by_hand():
    card = a_person(ceasefire_by_2025_01_20=0.1, ceasefire_by_2025_06_30=0.3,
                    pledge_by_2025_01_20=0.9)  # fmt: skip
    truths = {JANUARY: False, JUNE: True, "pledge-by-2025-01-20": True}
    assert [one.log for one in scored(card, truths)] == pytest.approx(
        [-log(0.9), -log(0.3), -log(0.9)]
    )
    bins = calibration(card, truths)
    assert [(one.low, one.count, one.happened) for one in bins] == [
        (0.0, 1, 0.0),
        (0.2, 1, 1.0),
        (0.8, 1, 1.0),
    ]
    mine, even, unchanged = means([card], truths)
    assert mine.brier == pytest.approx((0.01 + 0.49 + 0.01) / 3)
    assert (even.brier, even.log) == pytest.approx((0.25, log(2)))
    assert (unchanged.brier, unchanged.log) == (pytest.approx(2 / 3), inf)
    assert [one.is_baseline for one in (mine, even, unchanged)] == [False, True, True]


def test_what_was_held_to_be_impossible_has_no_bound_and_says_so():
    (one,) = scored(a_person(ceasefire_by_2025_01_20=0.0), {JANUARY: True})
    assert (one.brier, one.log) == (1.0, inf)
    assert "impossible" in one.reason


def test_cards_are_compared_over_what_all_of_them_answer():
    anna = a_person("Anna", ceasefire_by_2025_01_20=0.2, ceasefire_by_2025_06_30=0.5)
    ben = a_person("Ben", ceasefire_by_2025_01_20=0.4)
    truths = {JANUARY: False, JUNE: True}
    told = beside_as_plain([anna, ben], truths)
    assert told["questions"] == [JANUARY]
    assert [(one["name"], one["brier"]) for one in told["means"][:2]] == [
        ("Anna", pytest.approx(0.04)),
        ("Ben", pytest.approx(0.16)),
    ]
    nothing = beside_as_plain([anna, a_person("Cid")], truths)
    assert nothing["questions"] == []
    assert all(one["brier"] is None for one in nothing["means"])


CLASS = f"question,Anna,Ben\n{JANUARY},10 %,0.05\n{JUNE},5 %,\n"


@pytest.mark.parametrize(
    "text",
    [
        CLASS,
        CLASS.replace(",", ";").replace("0.05", "0,05"),
        CLASS.replace(",", "\t"),
        f"Name,{JANUARY},{JUNE}\nAnna,10%,5%\nBen,0.05,\n",
        f"Timestamp,Name,{JANUARY},{JUNE}\n9:05,Anna,10%,5%\n9:06,Ben,0.05,\n",
    ],
)
def test_a_class_fills_in_a_table(text):
    cards = parse_people(text, "class.csv", QUESTIONS)
    assert [card.name for card in cards] == ["Anna", "Ben"]
    chances = [{name: one.answer.chance for name, one in card.entries.items()} for card in cards]
    assert chances == [{JANUARY: 0.1, JUNE: 0.05}, {JANUARY: 0.05}]


def test_a_class_comes_in_a_code_page_of_windows(tmp_path):
    path, told = tmp_path / "class.csv", []
    path.write_bytes(f"question;Zoé\n{JANUARY};0,1\n{JUNE};0,05\n".encode("cp1252"))
    (card,) = read_people(path, QUESTIONS, told.append)
    assert (card.name, len(card.entries)) == ("Zoé", 2)
    assert told == [
        "The text is not in UTF-8 and is read as Windows-1252 "
        "(if that is wrong, save it as CSV UTF-8)."
    ]


def test_a_bad_cell_among_decimal_commas_is_told_in_its_place():
    text = f"question;Anna;Ben\n{JANUARY};0,5;\n{JUNE};abc;0,2\nceasefire-by-2025-12-31;0,4;\n"
    with pytest.raises(TableError) as caught:
        parse_people(text, "class.csv", QUESTIONS)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"class.csv:3:25: {JUNE}: must be a chance, got the text 'abc'")


def test_a_row_without_a_name_is_a_card_all_the_same():
    (card,) = parse_people(f"{JANUARY},{JUNE}\n0.1,0.2\n", "class.csv", QUESTIONS)
    assert (card.name, len(card.entries)) == ("card 1", 2)


def test_every_fault_of_a_table_of_cards_is_told_with_its_place():
    text = (
        f"question,Anna,Ben,Anna\n{JANUARY},20,maybe,\n{JANUARY},0.1,,\nweather,,,\n"
        f"peak-troops,5,,\n{JUNE},10 %,,0.3\nceasefire-by-2025-12-31,0.2,,\n"
    )
    with pytest.raises(TableError) as caught:
        parse_people(text, "class.csv", QUESTIONS)
    how = "Write 20 % or 0.2, or leave the cell empty"
    assert str(caught.value).splitlines() == [
        "class.csv:1:19: Anna: stands twice. Give each person another name",
        f"class.csv:2:28: {JANUARY}: must be a chance, got the text 'maybe'. {how}",
        f"class.csv:3:1: {JANUARY}: given twice, first in line 2. Keep one of them",
        "class.csv:4:1: weather: no such question. A blank card has them: --form FILE.csv",
        "class.csv:5:1: peak-troops: asks for a number, and a table of people holds chances. "
        "Leave the row out",
    ]
    with pytest.raises(TableError) as caught:
        parse_people(f"question,Anna\n{JANUARY},20 %\n{JUNE},0.3\n", "c.csv", QUESTIONS)
    assert "c.csv:3:25: " in str(caught.value)
    assert "Write all of them with %, or none" in str(caught.value)


@pytest.mark.parametrize("text", ["", "question\n", "question,Anna\n"])
def test_a_text_that_is_no_table_of_cards_is_refused(text):
    with pytest.raises(TableError, match=r"must be cards\. Begin with a heading"):
        parse_people(text, "class.csv", QUESTIONS)


def test_a_blank_card_asks_in_the_language_spoken_under_names_that_stay():
    with speaking("uk"):
        head, first, *_ = form_text(QUESTIONS).splitlines()
    assert head == form_text(QUESTIONS).splitlines()[0]
    assert first.startswith("ceasefire-by-2025-01-20,Загальне припинення вогню почалося")


def test_a_blank_card_is_written_filled_in_and_scored_beside_others(
    tmp_path, card_file, answers_file
):
    blank, answers = tmp_path / "blank.csv", answers_file
    done = call("forecast", "base", "--form", blank)
    assert done.exit_code == 0, done.stderr
    asked = form_text(QUESTIONS)
    assert blank.read_text("utf-8") == asked
    empty = call("forecast", blank)
    assert empty.exit_code == 3
    assert "nobody has filled in a cell" in empty.stderr
    lines = asked.splitlines()
    blank.write_text("\n".join([lines[0], f"{lines[1]}30 %", *lines[2:]]), "utf-8")
    mine = call("forecast", blank, "--score", answers)
    assert "Mean Brier score 0.090 over 1" in mine.stdout
    both = call("forecast", card_file, blank, "--score", answers)
    said = " ".join(both.stdout.split())
    assert both.exit_code == 0, both.stderr
    for part in ("card 3", "always 50 %", "nothing changes", "every card answers"):
        assert part in said
    told = json.loads(call("forecast", card_file, blank, "--score", answers, "--json").stdout)
    assert [one["name"] for one in told["score"]["means"]][1:] == [
        "card 3",
        "always 50 %",
        "nothing changes",
    ]
    assert told["cards"][1]["probabilities"] == {JANUARY: 0.3}


def test_a_person_who_gives_more_to_less_is_told(tmp_path):
    assert incoherent({JANUARY: 0.4, JUNE: 0.3}) == [(JANUARY, JUNE)]
    assert incoherent({"peak-troops-over-5000": 0.4, "peak-troops-over-1000": 0.4}) == []
    path = tmp_path / "class.csv"
    path.write_text(f"question,Anna\n{JANUARY},40 %\n{JUNE},30 %\n", "utf-8")
    said = " ".join(call("forecast", path).stdout.split())
    assert f"Anna gives 40 % to `{JANUARY}` and 30 % to `{JUNE}`, without which" in said


def test_a_model_is_never_incoherent(card_file):
    entries = read_card(card_file).entries
    chances = {name: one.answer.chance for name, one in entries.items()}
    assert incoherent({name: one for name, one in chances.items() if one is not None}) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("card", "--worlds", "5"), "--worlds changes no card that is written. Leave it out."),
        (("card", "--set", "horizon_days=70"), "--set changes no card that is written."),
        (("card", "--out", "new.json"), "--out is for a scenario, not for a card"),
        (("base", "talks-first", "--out", "new.json"), "--out takes one scenario, got 2."),
        (("base", "--out", "new.json", "--form", "new.csv"), "--form runs nothing"),
        (("base", "--form", "new.txt"), "--form must end in .csv, got new.txt"),
        (("card", "card"), "is named twice."),
    ],
)
def test_options_that_do_not_go_together_are_refused(card_file, words, told):
    done = call("forecast", *[card_file if word == "card" else word for word in words])
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())


def test_a_card_that_cannot_be_written_leaves_the_one_that_is_there(tmp_path, monkeypatch):
    path = tmp_path / "card.json"
    path.write_text("kept", "utf-8")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = call("forecast", "base", *QUICK, "--out", path, "--overwrite")
    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert path.read_text("utf-8") == "kept"
    assert [one.name for one in tmp_path.iterdir()] == ["card.json"]


def test_a_text_is_written_whole_through_a_link(tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", "utf-8")
    link.symlink_to(real)
    write_whole(link, "new\n")
    assert (real.read_text("utf-8"), link.is_symlink()) == ("new\n", True)


def test_a_card_made_now_is_written_as_its_plain_form():
    card = forecast_card(a_run())
    assert written(card).plain == as_plain(card)
    assert Path(written(card).name).name == "base"
