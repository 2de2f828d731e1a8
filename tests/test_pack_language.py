"""A pack in another language: nothing of its own is left in English, its words are careful."""

import html
import re

import pytest
from click.testing import CliRunner

from contactline.cli.teach import teach
from contactline.evidence import figures
from contactline.language import say, speaking
from contactline.scenario import available, load, parse
from contactline.show import teaching
from contactline.show.questions import QUESTIONS
from contactline.show.questions.as_html import page_in_html
from contactline.show.teaching import paper
from contactline.show.teaching.goals import goals
from contactline.show.teaching.handout import spoken
from contactline.show.teaching.interests import interests
from contactline.show.teaching.roles import role_sheets
from contactline.show.words import NOT_A_FORECAST
from contactline.study.ensemble import run
from language_sample import in_marks, unmarked

DAYS = 450
OWN = ("frame", "goals", "limits", "care", "set_up", "glossary", "task", "form", "exit_ticket")
OWN += ("misreadings", "stalls", "memo", "rubric", "rubric_head", "plans", "purpose", "caution")
SOURCES = sorted({one.source for one in figures().values()}, key=len, reverse=True)
"""Names of works, which stay as they are."""

LIKELY = re.compile(
    r"(?:(?:мало|дуже )?(?:мало)?(?:й|і)мовірн[оа]|майже (?:напевно|неможливо)|приблизно порівну)"
)
FORETELLING = re.compile(
    r"\b(?:можливо|певно|напевно|неминуч\w*|безсумнівн\w*|очевидно|прогноз\w*|передбач\w*|"
    r"майбутн\w*)\b",
    re.IGNORECASE,
)
BLAMING = re.compile(
    r"\b(?:ворог\w*|ворож\w*|агрес\w*|окуп\w*|загарбни\w*|терорист\w*|режим\w*|злочинн\w*|"
    r"геро\w*|зрад\w*|капітул\w*)\b",
    re.IGNORECASE,
)
NO_UKRAINIAN = re.compile(
    r"[ыэёъ]|\b(?:являєть?ся|слідуюч\w*|приймати участь|на протязі|учбов\w*|співпада\w*|"
    r"існуюч\w*|бувш\w*|на Україні|по крайній мірі)\b",
    re.IGNORECASE,
)


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


def test_nothing_of_page_and_slides_is_left_in_english(said):
    for page in (teaching.as_page(said), teaching.as_slides(said)):
        text = re.sub(r"<style>.*?</style>|<(code|pre)>.*?</\1>", " ", page, flags=re.DOTALL)
        shown = re.findall(r'(?:alt|aria-label)="([^"]*)"', text) + re.split(r"<[^>]+>", text)
        for one in map(html.unescape, shown):
            for source in SOURCES:
                one = one.replace(source, " ")
            # A title may be the first part of a sentence that is said.
            assert unmarked(re.sub(r"⟦[^⟧]*$", " ", one)) == []


@pytest.mark.parametrize("name", available())
def test_what_a_pack_says_of_a_scenario_is_said(name):
    scenario = load(name)
    titles = [event.title for event in scenario.events]
    with in_marks():
        told = [role_sheets(scenario), interests(scenario), spoken(goals(scenario, load("base")))]
        told += spoken([scenario.title, scenario.summary, scenario.question, titles])
    assert left(told) == []


def test_the_questions_of_students_are_said():
    with in_marks():
        page = page_in_html()
    assert left(visible(page)) == []
    assert 'lang="eo"' in page


@pytest.fixture(scope="module")
def ukrainian(runs):
    with speaking("uk"):
        said = teaching.content(*runs)
        page, made = teaching.as_page(said), teaching.as_slides(said)
        caution = say(NOT_A_FORECAST)
    return said, visible(page).replace(caution, " "), visible(made).replace(caution, " ")


def test_a_ukrainian_pack_foretells_nothing_and_blames_nobody(ukrainian):
    said, page, made = ukrainian
    scale = said["scale"]
    for text in (page.replace(scale, " "), made):
        words = LIKELY.sub("", text)
        assert FORETELLING.findall(words) == []
        assert BLAMING.findall(text) == []
        assert NO_UKRAINIAN.findall(text) == []


def test_a_word_for_a_share_has_its_range_in_ukrainian_too(ukrainian):
    said, _, _ = ukrainian
    sentences = [view["sentences"][0] for view in said["reveal"]]
    found = [match for text in sentences for match in re.finditer(LIKELY, text)]
    assert found
    for match in found:
        assert re.match(r" \(\d+–\d+ %\)", match.string[match.end() :])


def test_a_ukrainian_pdf_keeps_to_the_standard(monkeypatch, ukrainian):
    pytest.importorskip("typst", reason="comes with the extra `teaching`")
    tried = []
    set_it = paper._set

    def watched(typst, said, standards):
        tried.append(standards)
        return set_it(typst, said, standards)

    monkeypatch.setattr(paper, "_set", watched)
    said, _, _ = ukrainian
    assert said["language"] == "uk"
    assert teaching.as_pdf(said).startswith(b"%PDF-")
    assert tried == [["ua-1"]]


def test_the_command_writes_a_pack_in_the_language_asked_for(tmp_path):
    out, made = tmp_path / "pack.html", tmp_path / "slides.html"
    typed = ["base", "--out", str(out), "--slides", str(made), "--worlds", "3", "--workers", "1"]
    typed += ["--set", "horizon_days=28", "--set", "assume.ceasefire_day=7", "--quiet"]
    done = CliRunner().invoke(teach, [*typed, "--language", "uk"])
    assert done.exit_code == 0, done.output
    for file, title in ((out, "<title>Навчальний комплект: "), (made, "<title>Слайди: ")):
        text = file.read_text("utf-8")
        assert '<html lang="uk">' in text
        assert title in text


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one.text)
def test_a_question_in_ukrainian_is_a_file_that_loads(one):
    with speaking("uk"):
        assert parse(one.yaml, name="mine").title == say(one.text) != one.text
