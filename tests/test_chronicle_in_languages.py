"""Chronicles, twins and games say every text: nothing of them stands outside the catalogue."""

from __future__ import annotations

import re

import pytest

from contactline.language import speaking
from contactline.scenario import load
from contactline.show.seat import debrief
from contactline.show.seat.briefing import briefing
from contactline.show.seat.paper import paper, paper_html
from contactline.show.sheets.twins import TwinPages, twin_page
from contactline.study.ensemble import replay
from contactline.study.seat import Game, GameSetup, GameTable, game_text
from contactline.study.seat.ending import ending
from contactline.study.seat.rounds import Rounds, RoundShare
from contactline.study.seat.saved import parse_game
from contactline.study.twins import twins, worth_telling
from language_sample import in_marks, unmarked

WORLDS = {
    "base": (1, False),
    "uk-france-monitors": (3, False),
    "us-ceasefire-first": (2, True),
    "return-fire-discipline": (5, True),
}
NAMES = {"base", "contactline"}


def told(name: str) -> list[str]:
    """What a world tells, and why."""
    world, imposed = WORLDS[name]
    scenario = load(name)
    entries = replay(scenario.if_ceasefire() if imposed else scenario, world)
    return [text for one in entries for text in (one.text, one.cause)]


@pytest.mark.parametrize("name", WORLDS)
def test_every_text_of_a_chronicle_is_said(name):
    with in_marks():
        assert [word for text in told(name) for word in unmarked(text)] == []


@pytest.mark.parametrize("name", WORLDS)
def test_a_chronicle_in_ukrainian_has_no_latin_words(name):
    with speaking("uk"):
        found = [word for text in told(name) for word in re.findall(r"[A-Za-z]{2,}", text)]
    assert found == []


def test_twins_tell_the_same_in_any_language():
    pair = load("base"), load("us-ceasefire-first")
    english = [(one.day, one.shared) for one in twins(*pair, 4)]
    with speaking("uk"):
        ukrainian = twins(*pair, 4)
        page = twin_page(TwinPages(pair, 4, 1, worth_telling(ukrainian), ""))
    assert [(one.day, one.shared) for one in ukrainian] == english
    assert '<html lang="uk">' in page


def played() -> Game:
    """A game in which somebody has ordered something once."""
    game = Game(GameSetup(load("base"), 1, 1, ("uk",)))
    orders = [{"uk": {"prepare": "prepare", "object": "let_pass"}}]
    return Game(game.setup, (*orders, *({},) * (game.setup.turns - 1)))


def test_a_game_is_said_from_briefing_to_debrief():
    with in_marks():
        table = GameTable(played().setup)
        first = briefing(table, "uk")
        for orders in played().orders:
            table.play(orders)
        end = ending(played(), table, count=8)
        said = [*first.own, *(text for _, texts in first.sections for text in texts)]
        said += [text for item in first.agenda for text in (item.title, item.ask, item.facts)]
        said += [*debrief.summary(end), *debrief.turning_points(end)]
        said += debrief.others_sentences(end)
        assert [word for text in said for word in unmarked(text)] == []


def test_a_saved_game_depends_on_no_language():
    english = game_text(played())
    with speaking("uk"):
        assert game_text(played()) == english
        assert parse_game(english, "g.yaml") == played()


def rounds() -> Rounds:
    """Numbers for a paper, as if they had been counted."""
    share = RoundShare(3, 30)
    return Rounds(10, {"uk": {"prepare": share, "pledge": RoundShare(1, 2)}}, {"sign": share})


def test_every_text_of_a_paper_is_said():
    with in_marks():
        page = paper_html(paper(load("base"), ("uk",), rounds(), 1))
    body = re.sub(r"<[^>]*>|\d+ \w+ 20\d\d", " ", page.partition("<main>")[2])
    assert set(unmarked(body)) <= NAMES


def test_a_paper_speaks_ukrainian():
    with speaking("uk"):
        said = paper(load("base"), ("uk",), rounds(), 1)
    assert said["language"] == "uk"
    assert said["words"]["umpire"] == "Таблиця ведучого"
