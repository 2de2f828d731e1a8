"""The break-evens of a pack: of a ledger made beforehand, said as the ledger says them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from contactline.cli import main
from contactline.errors import RunError
from contactline.language import speaking
from contactline.scenario import load
from contactline.show.teaching.breaking import MOST, break_evens
from contactline.show.words.overturning import turn_sentence
from contactline.study.ledger import as_plain, ledger
from contactline.study.ledger.stored import read_ledger
from language_sample import in_marks, unmarked
from ledger_sample import FLAT, SIMPLE, toy

__all__ = ["toy"]
SHORT, BESIDE = SIMPLE.with_horizon(70), FLAT.with_horizon(70)
MOVED = ("broker.backing", "broker.aid_to_ukraine", "mission.proposal", "war.aid_effect")


@pytest.fixture
def made(toy):
    return ledger(SHORT, BESIDE, worlds=40, dials=MOVED)


@pytest.fixture
def file(made, tmp_path):
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps({"caution": "", **as_plain(made)}), "utf-8")
    return path


def test_a_ledger_is_read_as_it_was_written(made, file):
    found = read_ledger(file, SHORT)
    assert [(one.name, one.turns != ()) for one in found.entries] == [
        (one.name, one.turns != ()) for one in made.entries
    ]
    said = [
        [turn_sentence(entry, turn, one) for entry in one.overturning for turn in entry.turns]
        for one in (made, found)
    ]
    assert said[0] == said[1] != []


def test_a_pack_gives_the_break_evens_of_a_ledger(file):
    found = read_ledger(file, SHORT)
    told = break_evens(found)
    assert 0 < len(told["rows"]) == min(MOST, len(found.overturning))
    assert "Found in 40 worlds, seed 1." in told["foot"]
    with in_marks():
        marked = break_evens(found)
    texts = [marked["lead"], marked["foot"], *(one["label"] for one in marked["rows"])]
    assert {word for text in texts for word in unmarked(text)} <= {"base"}
    assert break_evens(None) == {}


def test_break_evens_are_said_in_ukrainian(file):
    with speaking("uk"):
        assert "Знайдено: 40 світів" in break_evens(read_ledger(file, SHORT))["foot"]


def test_a_ledger_of_something_else_is_refused(file, tmp_path):
    with pytest.raises(RunError, match="is a ledger of base with the hash"):
        read_ledger(file, load("no-talks"))
    with pytest.raises(RunError, match="is a ledger of another view"):
        read_ledger(file, SHORT.if_ceasefire())
    for text, what in (("{", "cannot be read as a ledger"), ("[]", "no whole ledger")):
        broken = tmp_path / "broken.json"
        broken.write_text(text, "utf-8")
        with pytest.raises(RunError, match=what):
            read_ledger(broken, SHORT)


def test_the_command_puts_break_evens_into_a_pack(file, tmp_path):
    scenario = tmp_path / "simple.yaml"
    scenario.write_text(SHORT.to_yaml(), "utf-8")
    out = tmp_path / "class.html"
    words = ["teach", str(scenario), "--out", str(out), "--ledger", str(file), "--worlds", "3"]
    done = CliRunner().invoke(main, [*words, "--workers", "1", "--quiet", "--no-store"])
    assert done.exit_code == 0, done.output
    page = out.read_text("utf-8")
    assert "Break-evens: where one number alone turns the result" in page
    assert "Found in 40 worlds, seed 1." in page
    assert "where the pack is made with a ledger" not in page
