"""Which lever for which question: every lever loads and moves something, and all pages have it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from cli_sample import call
from contactline.dials.measures import AVERAGED, MEASURES, OUTCOMES
from contactline.scenario import load, parse
from contactline.scenario.content import OWN
from contactline.show import app
from contactline.show.questions import BEYOND, LEVERS, QUESTIONS, THEMES, found
from contactline.show.questions.as_html import questions_in_html
from words_that_need_numbers import forbidden_words

PAGE = Path(__file__).parents[1] / "docs" / "which-lever.md"
FILES = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("text", FILES, ids=[text.splitlines()[1] for text in FILES])
def test_every_lever_of_the_page_loads_and_differs_from_base(text):
    scenario, base = parse(text), load("base")
    assert scenario.title.startswith("What if ")
    about = {field: getattr(base, field) for field in OWN}
    assert replace(scenario, **about) != base


def test_the_page_has_at_least_thirty_questions_each_kind_of_lever_and_no_question_twice():
    assert len(FILES) == len(QUESTIONS) >= 30
    assert {one.lever for one in QUESTIONS} == set(LEVERS)
    assert {one.about for one in QUESTIONS} == set(THEMES)
    assert len({one.text for one in (*QUESTIONS, *BEYOND)}) == len(QUESTIONS) + len(BEYOND)


def test_questions_and_answers_keep_to_the_words_of_the_scale():
    texts = [part for one in QUESTIONS for part in (one.text, one.note)]
    texts += [part for one in BEYOND for part in (one.text, one.why, one.nearest)]
    assert forbidden_words("\n\n".join(texts)) == ()


def test_what_to_look_at_is_counted_or_measured():
    known = {*OUTCOMES, *MEASURES, *AVERAGED}
    looked_at = {name.partition(".")[0] for one in QUESTIONS for name in one.look_at}
    assert looked_at <= known
    assert "days_held" not in looked_at


@pytest.mark.parametrize(
    "words", ["air", "energy", "prisoners", "elections", "nuclear", "refugees", "winter", "drones"]
)
def test_what_cannot_be_asked_is_found_by_its_word_with_a_reason(words):
    _, beyond = found([words])
    assert beyond
    shown = call("dials", words)
    assert shown.exit_code == 0
    assert beyond[0].why.split(",")[0] in " ".join(shown.stdout.split())


def test_numbers_named_as_near_are_there():
    names = {one["name"] for one in json.loads(call("dials", "--json").stdout)}
    told = [name for one in BEYOND for name in re.findall(r"`([a-z]+\.[a-z_]+)`", one.nearest)]
    assert told
    assert set(told) <= names


def test_dials_are_found_by_a_word_in_name_sentence_options_and_actor():
    def names(*words: str) -> set[str]:
        return {one["name"] for one in json.loads(call("dials", "--json", *words).stdout)}

    assert names("patience") == {"broker.patience_days"}
    assert "mission.proposal" in names("buffer")
    assert "front.discipline" in names("Return-fire", "orders")
    assert names("Kingdom", "home") == {"actors.uk.home_support"}
    assert names("plan", "--section", "broker") == {"broker.plan_days", "broker.patience_days"}
    text = call("dials", "patience").stdout
    assert "In a file: broker.patience_days: {triangular: [150, 400, 900]}" in text
    assert "What if Washington lost patience after three months? (dial)" in text


def test_a_word_that_is_nowhere_is_answered_with_a_near_one():
    shown = call("dials", "patiense")
    assert shown.exit_code == 2
    assert (
        "No number and no question has 'patiense' in it. Did you mean 'patience'?" in shown.stderr
    )


def test_a_report_and_the_app_have_the_questions():
    text = str(questions_in_html())
    assert all(one.text.replace("'", "&#39;") in text for one in (*QUESTIONS, *BEYOND))
    testing = pytest.importorskip("starlette.testclient", reason="comes with the extra `app`")
    client = testing.TestClient(app.create_app(), base_url="http://127.0.0.1")
    assert 'href="which-lever' in client.get("/").text
    page = client.get("/which-lever")
    assert (page.status_code, text in page.text) == (200, True)
    assert "http" not in re.sub(r"http-equiv", "", page.text)
