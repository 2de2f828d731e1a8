"""Languages: what each catalogue holds, and how dates, counts and lists are said in it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from contactline import speaking
from contactline.errors import RunError
from contactline.language import (
    current,
    languages,
    local_number,
    say,
    say_as,
    say_many,
    texts_of,
)
from contactline.language.phrases import counted, decimal, listing, long_date, per_cent, whole
from contactline.language.texts import read_catalogue
from contactline.world.stories import STORIES
from language_sample import MARKED, in_marks, unmarked

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))

import catalogue  # noqa: E402

OTHERS = languages()[1:]


def fields(text: str) -> set[str]:
    """The names that a text leaves open."""
    return {name.partition(".")[0] for _, name, _, _ in Formatter().parse(text) if name}


def test_english_comes_first_and_ukrainian_is_there():
    assert languages()[0] == "en"
    assert "uk" in languages()
    assert current() == "en"


@pytest.mark.parametrize(("language", "nought"), [("en", "0.0"), ("uk", "0,0")])
def test_a_number_that_is_rounded_to_nought_has_no_sign_of_minus(language, nought):
    with speaking(language):
        assert local_number("-0.0 %") == f"{nought} %"
        assert decimal(-0.04) == say("{n:.1f}", n=-0.04) == say("{n}", n=-0.0) == nought
        assert whole(-0.4) == "0"
        assert local_number("-0.04") == f"−{nought}4"


@pytest.mark.parametrize(
    ("language", "less", "many"), [("en", "−5.3", "−12,400"), ("uk", "−5,3", "−12\xa0400")]
)
def test_below_nought_a_number_has_the_sign_of_minus(language, less, many):
    with speaking(language):
        assert local_number("-5.3") == decimal(-5.3) == less
        assert whole(-12_400) == many
        assert say("{low:.1f} to {high:+.0f}", low=np.float64(-5.3), high=4) in (
            f"{less} to +4",
            f"{less} до +4",
        )
        assert say("{n}", n=np.int64(-3)) == "−3"
        assert say("{name}", name="us-first -3") == "us-first -3"


def test_a_language_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(RunError, match=r"There is no language 'ukr'.*uk.*Languages are en, uk"):
        speaking("ukr").__enter__()


def test_what_no_catalogue_holds_is_said_in_english():
    with speaking("uk"):
        assert current() == "uk"
        assert say("no such text {at}", at=1) == "no such text 1"
        assert say_as("here", "no such text") == "no such text"
        assert say_many("{n} such", "{n} suches", 2, n=2) == "2 suches"
    assert current() == "en"


def test_in_the_language_of_marks_every_text_is_marked():
    with in_marks():
        assert current() == MARKED
        assert say("under 1 %") == "⟦under 1 %⟧"
        assert say(STORIES["pledge"][0], name="X", troops=1200.0).startswith("⟦X pledges 1")
        assert [counted(n, "world") for n in (1, 3)] == ["1 ⟦world⟧", "3 ⟦worlds⟧"]
    assert unmarked("one ⟦two ⟦three⟧ four⟧ fives 12") == ["one", "fives"]
    assert current() == "en"


def test_a_text_without_values_keeps_its_braces():
    assert say("{this}") == "{this}"


def test_numbers_dates_and_lists_follow_the_language():
    assert (whole(12400), decimal(1234.56)) == ("12,400", "1,234.6")
    with speaking("uk"):
        assert long_date(date(2024, 12, 3)) == "3 грудня 2024"
        assert (whole(12400), decimal(1234.56)) == ("12\xa0400", "1\xa0234,6")
        assert listing(["Київ", "Париж", "Лондон"]) == "Київ, Париж і Лондон"
        assert say("{x:,.1f} {y}", x=1234.5, y="1.5") == "1\xa0234,5 1.5"
        assert per_cent(0.314) == "31 %"
    assert long_date(date(2024, 12, 3)) == "3 December 2024"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_leaves_open_what_the_text_leaves_open(language):
    wrong = {}
    for message in read_catalogue(language):
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        allowed = set().union(*map(fields, texts)) if message.id else set()
        if message.id and any(one and fields(one) - allowed for one in said):
            wrong[texts[0]] = said
    assert wrong == {}


def test_the_catalogues_are_current():
    assert catalogue.main(["--check"]) == 0, "python docs/catalogue.py writes them anew"


def test_the_texts_of_scripts_are_handed_to_the_page():
    assert texts_of("en", ".js") == {}
    assert all(isinstance(one, list) for one in texts_of("uk", ".js").values())


def test_counts_have_the_form_of_their_number():
    with speaking("uk"):
        assert [counted(n, "world") for n in (1, 3, 5, 21)] == [
            "1 світ",
            "3 світи",
            "5 світів",
            "21 світ",
        ]


SILENT = """
import importlib, pkgutil
import contactline
import contactline.language.texts as room

class Unasked:
    def get(self):
        raise AssertionError("a module asks which language is spoken while it is imported")

room._spoken = Unasked()
for one in pkgutil.walk_packages(contactline.__path__, "contactline."):
    if not one.name.endswith("__main__"):
        importlib.import_module(one.name)
"""


def test_no_module_says_anything_while_it_is_imported():
    # It would keep what it says in the language of whoever came first.
    told = subprocess.run(
        [sys.executable, "-c", SILENT], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
