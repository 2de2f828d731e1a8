"""The report, its tables and what commands print, in a language of marks and in Ukrainian."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from contactline.bargaining import MODELS
from contactline.cli.columns import print_sheet
from contactline.dials.measures import MEASURES
from contactline.evidence import claims, figures
from contactline.language import speaking
from contactline.scenario import available, load
from contactline.show.report.as_markdown import study_in_markdown
from contactline.show.report.page import page
from contactline.show.sheets.twins import TwinPages, twin_page
from contactline.show.words import (
    confidence_sentence,
    flips_sentence,
    likelihood_sentence,
    range_sentence,
)
from contactline.show.words.units import COUNTED, DECIMAL
from contactline.study import ensemble
from contactline.study.comparison import share_difference
from contactline.study.ledger import numbers_of
from contactline.study.pairs import twin_pairs
from contactline.study.twins import twins
from language_sample import WORD, in_marks, unmarked
from report_sample import short, study

NO_PROSE = re.compile(r"<(style|code|pre|svg)\b.*?</\1>|`[^`]*`", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
LEFT_AS_IT_IS = {"Base", "contactline", "nbsp", "quot", "amp", "from_draft", "ICD", "SHA"}
"""Words that stand in every language as they are: of HTML, of the program, of scales."""
NAMES = {
    word
    for name in available()
    for word in (name, *name.split("-"), *load(name).actors, load(name).title)
}


def chronicles():
    """The chronicle of the world that is told in each view."""
    return {
        view.name: ensemble.replay(view.run_of("uk-france-monitors").scenario, 0)
        for view in study().views
    }


def prose(page_or_text):
    """What is left to read of a page, or of Markdown, without code and tags."""
    return TAG.sub(" ", NO_PROSE.sub(" ", page_or_text))


def words_of(text):
    """The words of three letters or more that stand outside of all marks and are no names."""
    return [one for one in unmarked(text) if one not in LEFT_AS_IT_IS and one not in NAMES]


def words_of_works():
    """The words of what names sources and publishers, and of what stands in a scenario's file."""
    works = [one.source for one in figures().values() if not one.source[:1].islower()]
    numbers = [one.name for name in available() for one in numbers_of(load(name))]
    codes = [*figures(), *claims(), *numbers, *MODELS, "from_draft", "file", "events"]
    dates = [one.date for one in claims().values()]
    return {word for text in (*works, *codes, *dates) for word in WORD.findall(text)}


def test_no_text_of_the_markdown_is_left_unsaid():
    with in_marks():
        assert set(words_of(prose(study_in_markdown(study())))) == set()


def test_no_sentence_of_the_page_is_left_unsaid():
    with in_marks():
        made = page(study(), [], {})
    said = made[made.index("<body>") :]
    head, _, behind = said.partition('<section id="assumed"')
    assert set(words_of(prose(head))) == set()
    assert set(words_of(prose(f"<section {behind}"))) - words_of_works() == set()
    assert '<html lang="eo">' in made


def test_no_event_of_a_chronicle_is_left_unsaid():
    scenario = short("uk-france-monitors", **{"assume.ceasefire": True})
    with in_marks():
        for world in range(4):
            for one in ensemble.replay(scenario, world):
                told = re.sub(r"⟦⟧|[+−]?\d[\d.,]*", " ", f"{one.text} {one.cause}")
                assert words_of(told) == [], one


def test_no_text_of_twins_is_left_unsaid():
    pair = short("base"), short("uk-france-monitors")
    with in_marks():
        told = twins(*pair, 0)
        pairs = twin_pairs(*pair, worlds=40)
        made = twin_page(TwinPages(pair, 0, 1, told, "contactline twins base", pairs))
    assert set(words_of(prose(made[made.index("<body>") :]))) == set()


def test_a_table_in_the_terminal_is_said(capsys):
    from contactline.show.sheets.runs import outcome_sheet

    with in_marks():
        print_sheet(outcome_sheet(study().views[0].runs))
    assert set(words_of(capsys.readouterr().out)) <= {"France"}


LATIN = re.compile(r"[A-Za-z]{3,}")


def test_the_ukrainian_report_has_no_english_but_names_and_sources():
    with speaking("uk"):
        made = page(study(), [], chronicles())
        printed = study_in_markdown(study())
    start = made.index("<body>")
    told = prose(made[start : made.index('<section id="assumed"')])
    for text in (told, prose(printed)):
        assert {one for one in LATIN.findall(text) if one not in LEFT_AS_IT_IS | NAMES} == set()


@pytest.mark.parametrize(
    ("hits", "n", "said"),
    [
        (0, 1, "У 0 із 1 прогону моделі (цей сценарій) припинення вогню тримається"),
        (1, 2, "У 1 із 2 прогонів моделі (цей сценарій) припинення вогню тримається"),
        (2, 5, "У 2 із 5 прогонів моделі (цей сценарій) припинення вогню тримається"),
        (5, 21, "У 5 із 21 прогону моделі (цей сценарій) припинення вогню тримається"),
        (21, 100, "У 21 із 100 прогонів моделі (цей сценарій) припинення вогню тримається"),
    ],
)
def test_a_likelihood_is_grammatical_for_every_count(hits, n, said):
    with speaking("uk"):
        told = likelihood_sentence("припинення вогню тримається", hits, n)
    assert told.startswith(said)
    assert told.endswith(", ICD 203.")
    assert not LATIN.findall(told.replace("ICD 203", ""))


def test_a_likelihood_is_told_whole():
    with speaking("uk"):
        told = likelihood_sentence("припинення вогню тримається", 21, 100, under="`base`")
        none = likelihood_sentence("припинення вогню тримається", 0, 400)
    assert told == (
        "У 21 із 100 прогонів моделі (`base`) припинення вогню тримається (21 %, "
        "95\N{NO-BREAK SPACE}% інтервал від 14 % до 30 %): малоймовірно (20–45 %), "
        "на межі з «дуже малоймовірно (5–20 %)», ICD 203."
    )
    assert "у жодному з цих прогонів, нижче від найнижчого слова шкали" in none


@pytest.mark.parametrize(
    ("assumptions", "dials", "said"),
    [
        (1, 1, "низька: єдина вхідна величина є припущенням без джерела."),
        (0, 5, "висока: джерело мають усі 5 вхідних величин."),
        (21, 100, "помірна: вхідних величин, що є припущеннями без джерела, — 21 із 100."),
    ],
)
def test_confidence_is_told_in_ukrainian(assumptions, dials, said):
    with speaking("uk"):
        told = confidence_sentence(assumptions, dials)
    assert told == f"Достовірність цього твердження {said}"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "У тому самому світі, `b`:"),
        (21, "У тих самих 21 світі, `b`:"),
        (500, "У тих самих 500 світах, `b`:"),
    ],
)
def test_flips_are_grammatical_for_every_count(n, said):
    change = share_difference("collapsed", "Ceasefire collapsed", n, (0, 1), (1, 0))
    with speaking("uk"):
        assert flips_sentence(change, "b").startswith(said)


def test_every_unit_that_is_counted_has_its_forms():
    uncounted = ("", "day", "km2", "share")
    counted = {one.unit for one in MEASURES.values()} - set(uncounted)
    assert counted - set(COUNTED) == set()
    assert list(COUNTED) == list(DECIMAL)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1.0], "рівно 1 день"),
        ([2.0, 21.0], "від 2 до 21 дня для 2 прогонів"),
        ([0.0] * 10 + [22.0] * 12, "від 0 до 22 днів, дев’ять із десяти — від 0 до 22"),
        ([0.5, 2.5], "від 0,50 до 2,50 дня"),
    ],
)
def test_units_agree_with_their_number(values, said):
    with speaking("uk"):
        assert said in range_sentence("Troops pledged", values, "days")


def test_the_cautions_of_a_card_are_kept_in_english_and_told_in_ukrainian():
    script = (
        "from contactline.language import say, speak; speak('uk');"
        "from contactline.study.forecast import card;"
        "print(card.OF_BASE); print(say(card.OF_BASE))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    kept, told = done.stdout.splitlines()
    assert "on 14 December 2024;" in kept
    assert "станом на 14 грудня 2024 року;" in told
