"""A pack in another language: what it says of its own is left nowhere in English."""

import html
import re

import pytest

from contactline.scenario import load
from contactline.show import teaching
from contactline.show.questions.as_html import page_in_html
from contactline.study.ensemble import run
from language_sample import in_marks, unmarked

DAYS = 450
OWN = ("frame", "goals", "limits", "care", "set_up", "glossary", "task", "form", "exit_ticket")
OWN += ("misreadings", "stalls", "memo", "rubric", "rubric_head", "plans", "purpose", "caution")


@pytest.fixture(scope="module")
def runs():
    scenario = load("uk-france-monitors").with_horizon(DAYS)
    base = load("base").with_horizon(DAYS)
    return [run(one, worlds=12) for one in (scenario, scenario.if_ceasefire(), base)]


@pytest.fixture(scope="module")
def said(runs):
    with in_marks():
        return teaching.content(*runs)


def every(texts):
    """Every text in lists and tables of them, without names and commands in backticks."""
    if isinstance(texts, str):
        yield re.sub(r"`[^`]*`", " ", texts)
    elif isinstance(texts, dict):
        yield from (text for one in texts.values() for text in every(one))
    elif isinstance(texts, list | tuple):
        yield from (text for one in texts for text in every(one))


def left(*texts):
    return [word for one in texts for text in every(one) for word in unmarked(text)]


def visible(page):
    """What people read or hear of a page, without names and commands."""
    page = re.sub(r"<style>.*?</style>|<(code|pre)>.*?</\1>", " ", page, flags=re.DOTALL)
    called = " ".join(re.findall(r'aria-label="([^"]*)"', page))
    return html.unescape(f"{re.sub(r'<[^>]+>', ' ', page)} {called}")


@pytest.mark.parametrize("part", OWN)
def test_its_own_words_are_said(said, part):
    assert said[part]
    assert left(said[part]) == []


def test_roles_and_what_is_leant_on_are_said(said):
    for one in said["roles"]:
        assert left(one["title"], one["note"], one["fears"][1:], one["asks"][1:]) == []
        for text in every([one["wants"], one["secret"], one["fears"], one["asks"]]):
            assert text.startswith("⟦")
            assert text.endswith("⟧")
    for one in said["strongest"]:
        assert left(one["moves"]) == []


def test_questions_and_key_are_said(said):
    groups = [group for group, _ in said["debrief"]]
    assert left(groups, [asked for asked, _ in said["answers"]]) == []
    for text in every([said["debrief"], said["answers"]]):
        assert "⟦" in text


def test_the_questions_of_students_are_said():
    with in_marks():
        page = page_in_html()
    assert left(visible(page)) == []
    assert 'lang="eo"' in page
