"""The Spatial Model of Politics against the published output of KTAB."""

import numpy as np
import pytest

from contactline.bargaining import OFFERS, SmpOptions
from contactline.bargaining.smp.power import risks, winning_chances
from contactline.bargaining.smp.turn import bargains, best_targets
from smp_sample import (
    CASES,
    CHALLENGES,
    CHANCES,
    POSITIONS,
    RISKS,
    after,
    contest_of,
    published,
    published_path,
)

TURNS = range(11)


def test_the_published_tables_are_whole():
    sizes = [len(rows) for rows in (POSITIONS, CHANCES, RISKS, CHALLENGES)]
    assert sizes == [7 * 3 * 11, 7 * 11, 7 + 5, 7 + 5]


@pytest.mark.parametrize("turn", TURNS)
def test_published_positions(turn):
    actors, issues, _ = published("dummy_3dim")
    got = published_path().positions()[turn]
    for row in POSITIONS:
        if int(row["turn"]) == turn:
            at = actors.index(row["actor"]), issues.index(row["dimension"])
            assert got[at] == pytest.approx(float(row["position_0_100"]), abs=0.0501), row


def test_the_published_run_ends_after_ten_turns():
    assert len(published_path().positions()) == len(TURNS)


@pytest.mark.parametrize("turn", TURNS)
def test_published_winning_chances(turn):
    actors, _, table = published("dummy_3dim")
    table = after(table, published_path().positions()[turn])
    got = winning_chances(table, SmpOptions())[:, 0]
    expected = {row["actor"]: row["probability"] for row in CHANCES if int(row["turn"]) == turn}
    assert got == pytest.approx([float(expected[actor]) for actor in actors], abs=5.1e-5)


@pytest.mark.parametrize("case", CASES)
def test_published_risk_attitudes(case):
    actors, _, table = published(case)
    expected = {row["actor"]: row["risk_attitude_R"] for row in RISKS if row["case"] == case}
    got = risks(table, CASES[case])[:, 0]
    assert got == pytest.approx([float(expected[actor]) for actor in actors], abs=0.00051)


@pytest.mark.parametrize("row", CHALLENGES, ids=lambda row: f"{row['case']}-{row['initiator']}")
@pytest.mark.parametrize(("eyes", "by"), [("challenger", "initiator"), ("target", "target")])
def test_published_odds_and_gains(row, eyes, by):
    actors, _, table = published(row["case"])
    at = actors.index(row["initiator"]), actors.index(row["target"]), 0
    got = contest_of(table, CASES[row["case"]], eyes)
    columns = ("p_win_est_by_", "gain_initiator_est_by_", "gain_target_est_by_")
    expected = [float(row[column + by]) for column in columns]
    assert [got.odds[at], got.gain[at], got.target_gain[at]] == pytest.approx(expected, abs=5.1e-5)


@pytest.mark.parametrize("case", CASES)
def test_published_targets_and_bargains(case):
    actors, _, table = published(case)
    contest = contest_of(table, CASES[case])
    target, challenges = best_targets(contest.gain)
    odds = np.take_along_axis(contest.odds, target[:, None], axis=1)[:, 0]
    moves, asked = bargains(table, target, odds, "s2p2")
    assert challenges.all()
    for row in CHALLENGES:
        if row["case"] == case:
            actor = actors.index(row["initiator"])
            assert actors[target[actor, 0]] == row["target"]
            for side, offer in (("initiator", moves), ("target", asked)):
                expected = list(map(float, row[f"bargain_position_{side}"].split()))
                assert offer[actor, :, 0] == pytest.approx(expected, abs=0.0101)


@pytest.mark.parametrize("turn", range(1, 11))
def test_a_path_tells_the_contest_behind_every_move(turn):
    _, _, table = published("dummy_3dim")
    here = after(table, published_path().positions()[turn - 1])
    contest = contest_of(here, SmpOptions())
    target, _ = best_targets(contest.gain)
    odds = np.take_along_axis(contest.odds, target[:, None], axis=1)[:, 0]
    offers = bargains(here, target, odds, "s2p2")
    moves = [move for move in published_path().moves() if move.round == turn]
    assert moves
    for move in moves:
        own = move.maker == move.actor
        assert move.offer in OFFERS
        assert target[move.maker, 0] == (move.partner if own else move.actor)
        at = (move.maker, target[move.maker, 0], 0)
        gains = contest.gain[at], contest.target_gain[at]
        assert move.odds == (contest.odds[at] if own else 1 - contest.odds[at])
        assert (move.gain, move.partner_gain) == (gains if own else gains[::-1])
        where = list(move.issues)
        assert move.before == tuple(here.positions[move.actor, where, 0])
        assert move.after == tuple(offers[0 if own else 1][move.maker, where, 0])


def test_moves_lead_from_one_round_to_the_next():
    path = published_path()
    at = path.positions()[0].copy()
    for turn, expected in enumerate(path.positions()[1:], start=1):
        for move in path.moves():
            if move.round == turn:
                at[move.actor, list(move.issues)] = move.after
        assert (at == expected).all()
