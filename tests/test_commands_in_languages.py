"""What commands print that list, tell claims and dials, bargain or play: nothing is left unsaid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from contactline.cli import main
from contactline.dials import DIALS
from contactline.evidence import claims, figures
from contactline.scenario import available
from contactline.scenario.decisions import DECISIONS
from contactline.study.seat import read_game
from language_sample import in_marks, unmarked

FISHING = Path(__file__).parents[1] / "docs" / "bargaining" / "fishing.csv"
CODE = re.compile(r"\b[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)+\b|\b\w+=\w+")
NAMES = {"base", "Base", "contactline", "own", "come"}


def printed(*words, lines=()):
    """What a command prints, of the lines that are piped into it."""
    done = CliRunner().invoke(
        main, [str(word) for word in words], input="".join(f"{line}\n" for line in lines),
        prog_name="contactline",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    return done.stdout


def left(text, names=()):
    """The words of a text outside of all marks that are no codes and no names."""
    return set(unmarked(CODE.sub(" ", text))) - NAMES - set(names)


def words_of(*texts):
    return {word for text in texts for word in re.findall(r"[A-Za-z]{3,}", text)}


def test_scenarios_are_listed_in_the_language_spoken():
    with in_marks():
        told = printed("list")
    assert left(told, available()) == set()
    assert "Буферна зона: європейці охороняють лінію" in printed("list", "--language", "uk")


def test_claims_are_told_in_the_language_spoken():
    ids = words_of(*claims(), *(one for claim in claims().values() for one in claim.informs))
    with in_marks():
        told = printed("claims")
    assert left(told, ids) == set()


def test_dials_and_questions_are_told_in_the_language_spoken():
    works = words_of(*(one.source for one in figures().values() if not one.source[:1].islower()))
    codes = words_of(*DIALS, *(one for dial in DIALS.values() for one in dial.options))
    codes |= {"triangular", "uniform", "true", "false"}
    with in_marks():
        told = printed("dials", "--section", "mission")
        asked = printed("dials", "prisoners")
    assert left(told, works | codes) == set()
    assert left(asked) == set()


@pytest.mark.parametrize("words", [(), ("--why", "North"), ("--model", "nash")])
def test_a_bargain_is_told_in_the_language_spoken(words):
    table = FISHING.read_text("utf-8")
    with in_marks():
        told = printed("bargain", FISHING, *words)
    assert left(told, words_of(table) | {"KTAB", "fishing"}) == set()


SHORT = ("play", "base", "--set", "horizon_days=84", "--others", "4", "--as", "russia")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_printed_game_is_told_in_the_language_spoken(folder):
    with in_marks():
        told = printed(*SHORT, "--out", "o", lines=["?", "9", "stay_away"] + [""] * 30)
        page = (folder / "o" / "history.html").read_text("utf-8")
    assert left(told, words_of(*DECISIONS)) <= {"Januaro"}  # a month, as the language calls it
    assert '<html lang="eo">' in page


def test_a_game_left_in_english_goes_on_in_ukrainian(folder):
    told = printed(*SHORT, "--save", "g.yaml", lines=["stay_away", "", "", "", "quit"])
    assert "You have left in turn 2 of 3." in told
    again = ("play", "--resume", "g.yaml", "--save", "g.yaml", "--others", "0")
    told = printed(*again, "--language", "uk", lines=[""] * 30)
    assert "Зіграно ходів: 1 з 3." in told
    assert left(told, words_of(*DECISIONS)) <= {"Enter", "wait", "more", "quit"}  # what one types
    game = read_game(folder / "g.yaml")
    assert [dict(one["russia"]) for one in game.orders] == [{"come_to_the_table": "stay_away"}] * 3


def test_a_game_on_paper_is_written_in_ukrainian(folder, monkeypatch):
    monkeypatch.setattr("contactline.cli.work.play.ROUND_WORLDS", 8)
    printed("play", "base", "--as", "uk", "--paper", "p.html", "--language", "uk", "--quiet")
    page = (folder / "p.html").read_text("utf-8")
    body = re.sub(r"<[^>]*>", " ", page.partition("<main>")[2])
    assert '<html lang="uk">' in page
    assert left(body) == set()
