"""How bargains end: at rest, at the limit of their rounds, and by how many ties on the way."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cli_sample import call
from contactline.bargaining import MODELS, MasadOptions, ScholzOptions, SmpOptions, Table
from contactline.bargaining.challenge.arena import ties_among
from contactline.bargaining.ending import ending
from contactline.bargaining.model import lucky
from contactline.bargaining.smp.turn import tied_bargains, tied_targets

FISHING = Table.checked(
    [[80, 20], [30, 60], [10, 90]], [[0.5, 0.3], [0.6, 0.2], [0.4, 0.5]], [3, 2, 1]
)
# Two alike on either side of one: it would gain as much from either.
EVEN = Table.checked([[50], [0], [100]], [[1], [1], [1]], [2, 1, 1])


def ended(name, table, options=None):
    """How the bargain of a model over a table ends."""
    model = MODELS[name]
    options = options or model.options()
    path = model.path(table, options, lucky([0]))
    return ending(model, table, path, options, lucky([0]))


@pytest.mark.parametrize("turns", [0, 1, 2])
def test_the_spatial_model_stops_at_its_limit(turns):
    end = ended("smp", FISHING, SmpOptions(turns=turns))
    assert (end.how, end.limit, end.unit) == ("limit", turns, "turns")


def test_a_bargain_that_comes_to_rest_in_its_last_turn_is_at_rest():
    last = MODELS["smp"].path(FISHING).moves()[-1].round
    assert ended("smp", FISHING, SmpOptions(turns=last)).how == "rest"
    assert ended("smp", FISHING, SmpOptions(turns=last - 1)).how == "limit"
    assert ended("smp", FISHING).how == "rest"


@pytest.mark.parametrize("name", ["compromise", "median", "nash"])
def test_a_formula_ends_at_once(name):
    end = ended(name, FISHING)
    assert (end.how, end.limit, end.ties) == ("at_once", None, 0)


def test_exchanges_end_when_none_is_left():
    end = ended("exchange", FISHING)
    assert (end.how, end.limit) == ("rest", None)


@pytest.mark.parametrize(
    ("name", "options"), [("challenge_scholz", ScholzOptions), ("challenge_masad", MasadOptions)]
)
def test_challenges_stop_at_their_rounds_or_rest_before(name, options):
    assert ended(name, EVEN, options(rounds=0)).limit == 0
    apart = Table.checked([[0], [0], [0]], [[1], [1], [1]], [1, 1, 1])
    assert ended(name, apart, options(rounds=2)).how == "rest"
    moves = MODELS[name].path(FISHING, options(rounds=2)).moves()
    assert moves
    assert ended(name, FISHING, options(rounds=moves[-1].round - 1)).how == "limit"


def test_targets_that_promise_as_much_are_a_tie():
    gain = np.array([[0.0, 0.2, 0.2], [0.1, 0, 0.3], [-1, -1, 0]])[..., np.newaxis]
    challenges = np.array([[True], [True], [False]])
    assert tied_targets(gain, challenges).tolist() == [1]


def test_bargains_as_likely_are_a_tie_where_they_lead_elsewhere():
    chances = np.array([[0.5, 0.5, 0.0], [0.2, 0.4, 0.4]])[..., np.newaxis]
    positions = np.array([[[10.0]], [[20.0]]])
    same = (np.array([[[10.0]], [[15.0]]]), np.array([[[15.0]], [[12.0]]]))
    assert tied_bargains(chances, positions, same).tolist() == [0]
    other = (np.array([[[11.0]], [[15.0]]]), np.array([[[16.0]], [[12.0]]]))
    assert tied_bargains(chances, positions, other).tolist() == [2]


def test_offers_as_good_are_a_tie_where_they_lead_elsewhere():
    best = np.array([[True, True, False], [True, False, False]])[..., np.newaxis]
    goals = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])[..., np.newaxis]
    assert ties_among(best, goals).tolist() == [1]
    assert ties_among(best, np.ones((2, 3, 1))).tolist() == [0]


def test_the_order_of_rows_decides_where_ties_are_told():
    turned = Table.checked(EVEN.positions[[0, 2, 1]], EVEN.saliences, EVEN.capabilities[:, 0])
    drafts = [MODELS["smp"].draft(table)[0, 0] for table in (EVEN, turned)]
    assert drafts[0] != drafts[1]
    assert ended("smp", EVEN).ties > 0
    assert ended("smp", FISHING).ties == 0


def test_exchanges_worth_as_much_are_a_tie():
    positions = [[0, 100], [100, 0], [0, 100], [100, 0]]
    table = Table.checked(positions, [[0.9, 0.1], [0.1, 0.9]] * 2, [1, 1, 1, 1])
    assert ended("exchange", table).ties > 0
    two = Table.checked(positions[:2], [[0.9, 0.1], [0.1, 0.9]], [1, 1])
    assert ended("exchange", two).ties == 0


def test_ties_of_a_world_are_the_same_among_others():
    both = Table(
        *(
            np.concatenate([getattr(EVEN, part), getattr(turned, part)], axis=-1)
            for turned in [Table.checked([[50], [10], [80]], [[1], [1], [1]], [2, 1, 1])]
            for part in ("positions", "saliences", "capabilities", "walkaway")
        )
    )
    for name in ("smp", "challenge_scholz", "challenge_masad", "exchange"):
        path = MODELS[name].path(both, draws=lucky([0, 1]))
        alone = MODELS[name].path(EVEN, draws=lucky([0]))
        assert path.ties(0) == alone.ties()


EVEN_CSV = "actor,capability,position,salience\nA,2,50,1\nB,1,0,1\nC,1,100,1\n"


def test_the_command_says_how_a_bargain_ended(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text(EVEN_CSV, encoding="utf-8")
    words = ("bargain", str(table), "--option", "turns=1")
    shown = " ".join(call(*words).stdout.split())
    assert "It stopped at the limit of 1 turn; somebody would still move." in shown
    assert "broken by the order of rows." in shown
    assert "stopped at the limit of 1 turn" in " ".join(call(*words, "--why", "A").stdout.split())
    told = json.loads(call(*words, "--json").stdout)
    assert (told["ended"], told["limit"]) == ("limit", 1)
    assert told["ties"] > 0
    told = json.loads(call("bargain", str(table), "--model", "median", "--json").stdout)
    assert (told["ended"], told["limit"], told["ties"]) == ("at_once", None, 0)
