"""A game on paper: what is counted for the umpire, role sheets and cards, as a page and a PDF."""

from __future__ import annotations

import re
from functools import cache

import pytest

from cli_sample import call
from contactline import load
from contactline.scenario import available
from contactline.show.seat.paper import paper, paper_html
from contactline.study.seat.rounds import CHANCES, rounds_in, rounds_of


@cache
def counted(name="uk-france-monitors", actors=("uk", "us", "russia"), worlds=20):
    scenario = load(name).with_horizon(340)
    return scenario, rounds_of(scenario, actors, worlds=worlds, seed=1)


def test_what_happens_in_a_round_is_a_share_of_the_rounds_in_which_it_could():
    scenario, rounds = counted()
    assert rounds_in(scenario) == 4
    assert set(rounds.chance) == set(CHANCES)
    shares = [
        *rounds.chance.values(),
        *(one for own in rounds.own.values() for one in own.values()),
    ]
    assert all(0 <= one.hits <= one.of <= 4 * 20 for one in shares)
    assert rounds.chance["sign"].of
    assert rounds.own["uk"]["prepare"].of
    assert rounds.own["uk"]["object"].of == 0
    assert counted("nato-level", ("uk",), 4)[1].own["uk"]["object"].of


def test_rounds_are_counted_alike_again():
    assert rounds_of(counted()[0], ("uk", "us", "russia"), worlds=20, seed=1) == counted()[1]


def test_a_paper_holds_a_sheet_and_a_card_a_round_for_each_team_and_the_umpires_numbers():
    scenario, rounds = counted()
    said = paper(scenario, ("uk", "russia"), rounds, 1)
    page = paper_html(said)
    assert page.count("Role sheet: ") == 2
    assert page.count('class="card"') == 2 * 4
    assert "Object in NATO" not in page
    assert "20 January 2025: The new United States administration takes office." in page
    assert "not a forecast" in page
    for row in (*said["chance"], *said["own"]):
        assert re.fullmatch(r"umpire|\d{1,3}", row[-2])
        if row[-2] != "umpire":
            hits, of = (int(one.replace(",", "")) for one in re.findall(r"[\d,]+", row[-1]))
            assert abs(int(row[-2]) - 100 * hits / of) <= 0.5
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("name", available())
def test_every_scenario_has_a_paper(name):
    scenario = load(name).with_horizon(170)
    rounds = rounds_of(scenario, ("ukraine", "uk"), worlds=2, seed=3)
    assert "Umpire" in paper_html(paper(scenario, ("ukraine", "uk"), rounds, 3))


def test_the_command_writes_a_page_and_a_pdf(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ("play", "base", "--set", "horizon_days=170", "--as", "uk", "--quiet")
    found = call(*words, "--paper", "game.html")
    assert found.exit_code == 0, found.output
    assert "Umpire" in (tmp_path / "game.html").read_text("utf-8")
    pytest.importorskip("typst")
    assert call(*words, "--paper", "game.pdf").exit_code == 0
    assert (tmp_path / "game.pdf").read_bytes().startswith(b"%PDF")


def test_a_paper_is_refused_where_something_is_played(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ("play", "base", "--as", "uk", "--paper")
    assert "--paper plays nothing: leave out --save" in call(
        *words, "g.html", "--save", "x.yaml"
    ).stderr  # fmt: skip
    assert "--paper must end in .html or .pdf" in call(*words, "g.txt").stderr
