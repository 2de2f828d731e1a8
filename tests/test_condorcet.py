"""Votes, odds of victory and elections against KTAB's numbers, hand-worked cases and chains."""

import csv
from itertools import groupby
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline.bargaining.smp.vote import (
    TOLERANCES,
    Election,
    Victory,
    Voting,
    coalitions,
    election,
    victory_odds,
    vote,
)

VOTING, VICTORY, ELECTIONS = map(get_args, (Voting, Victory, Election))
REFERENCE = Path(__file__).parent / "reference" / "ktab_pce_unit_test.csv"


def published():
    """Each published election: its name, coalitions, and a rule with the chances by it."""
    rows = csv.DictReader(REFERENCE.read_text().splitlines())
    for case, options in groupby(rows, key=lambda row: row["case"]):
        options = list(options)
        strength = [
            [float(row[f"coalition_vs_{other}"]) for other in range(len(options))]
            for row in options
        ]
        for rule in ELECTIONS:
            chances = [row[f"p_{rule}"] for row in options]
            if all(chances):
                victory = options[0]["victory_rule"].lower()
                yield pytest.param(
                    strength, victory, rule, list(map(float, chances)), id=f"{case}-{rule}"
                )


def chances_of(strength, victory, rule):
    """The chances in one election of one world in which all options stand."""
    strength = np.asarray(strength, dtype=float)[..., np.newaxis]
    return election(strength, victory, rule, np.ones((1, len(strength), 1), dtype=bool))[0, :, 0]


@pytest.mark.parametrize(("strength", "victory", "rule", "expected"), list(published()))
def test_the_published_elections(strength, victory, rule, expected):
    assert chances_of(strength, victory, rule) == pytest.approx(expected, abs=5.1e-5)


def test_all_three_published_rules_are_tried():
    assert len(list(published())) == 5


@pytest.mark.parametrize(
    ("rule", "gain", "loss", "hair"),
    [
        ("proportional", 1, -1, 2e-9),
        ("proportional_binary", 0.8 + 0.4, -0.8 - 0.4, 0.04 + 1.6e-9),
        ("proportional_cubic", 0.5 + 0.125, -0.5 - 0.125, 1e-9),
        ("cubic", 0.25, -0.25, 0),
        ("prospect", 2 / 3, -1, 4e-9 / 3),
        ("binary", 2, -2, 0.2),
    ],
)
def test_votes_by_hand(rule, gain, loss, hair):
    """A weight of 2 and a difference of a half, minus a half, and a thousand-millionth."""
    got = vote(np.float64(2), np.array([0.5, -0.5, 1e-9]), rule)
    assert got == pytest.approx([gain, loss, hair], abs=1e-12)


@pytest.mark.parametrize(
    ("rule", "three_to_one"),
    [
        ("linear", 3 / 4),
        ("square", 9 / 10),
        ("quartic", 81 / 82),
        ("octic", 6561 / 6562),
        ("binary", 1 / (1 + 1e-6)),
    ],
)
def test_odds_of_victory_by_hand(rule, three_to_one):
    strength, other = np.array([3.0, 1, 2]), np.array([1.0, 3, 2])
    got = victory_odds(strength, other, rule)
    assert got == pytest.approx([three_to_one, 1 - three_to_one, 0.5], abs=1e-12)


def test_a_lead_of_a_tenth_decides_a_binary_contest_and_less_is_a_matter_of_degree():
    got = victory_odds(np.array([1.1, 1.2, 1.05, 1, 1]), np.array([1, 1, 1, 1.05, 1.1]), "binary")
    nearly = (1.05 / 2.05 * 2.1 - 1) / 0.1
    sure = 1 / (1 + 1e-6)
    assert got == pytest.approx([sure, sure, nearly, 1 - nearly, 1 - sure], abs=1e-9)
    assert nearly == pytest.approx(0.7561, abs=5e-5)


def test_no_strength_on_either_side_is_even():
    tiny = np.array([1e-300])
    assert victory_odds(tiny, tiny, "octic") == 0.5


@pytest.mark.parametrize("rule", ELECTIONS)
@pytest.mark.parametrize("victory", VICTORY)
def test_of_two_options_each_has_its_odds(victory, rule):
    odds = victory_odds(np.array([3.0, 2.0]), np.array([2.0, 3.0]), victory)
    got = chances_of([[0, 3], [2, 0]], victory, rule)
    assert got == pytest.approx(odds, abs=10 * TOLERANCES.get(rule, 1e-13))


def test_coalitions_by_hand():
    """One voter of weight 2 likes the first better by 0.3, one of weight 1 the second by 0.4."""
    utilities = np.array([[[0.8], [0.5]], [[0.2], [0.6]]])
    got = coalitions(np.array([[2.0], [1.0]]), utilities, "proportional")[..., 0]
    assert got == pytest.approx(np.array([[1e-8, 0.6 + 1e-8], [0.4 + 1e-8, 1e-8]]), abs=1e-15)
    cared = coalitions(np.array([[2.0], [1.0]]), utilities, "prospect")[..., 0]
    assert cared[0, 1] / cared[1, 0] == pytest.approx(got[0, 1] / got[1, 0])  # both sides by 2/3


def test_a_conditional_election_by_hand():
    """The first beats the second 3 to 1, the third beats the second 3 to 1, the others are even."""
    won = np.array([3 / 4 * 1 / 2, 1 / 4 * 1 / 4, 1 / 2 * 3 / 4])
    got = chances_of([[0, 3, 1], [1, 0, 1], [1, 3, 0]], "linear", "conditional")
    assert got == pytest.approx(won / won.sum(), abs=1e-12)


def strengths(options):
    cells = st.floats(1e-6, 100)
    return st.lists(cells, min_size=options**2, max_size=options**2).map(
        lambda values: np.array(values).reshape(options, options, 1)
    )


@pytest.mark.parametrize("victory", VICTORY)
@settings(max_examples=25)
@given(pair=st.tuples(st.floats(1e-8, 1e4), st.floats(1e-8, 1e4)))
def test_one_of_two_wins(victory, pair):
    one, other = map(np.float64, pair)
    odds = victory_odds(one, other, victory), victory_odds(other, one, victory)
    assert sum(odds) == pytest.approx(1, abs=1e-12)
    assert min(odds) >= 0


@pytest.mark.parametrize("rule", ELECTIONS)
@pytest.mark.parametrize("victory", VICTORY)
@settings(max_examples=15)
@given(data=st.data())
def test_the_chances_of_all_that_stand_sum_to_one(rule, victory, data):
    options = data.draw(st.integers(1, 6))
    strength = data.draw(strengths(options))
    flags = data.draw(st.lists(st.booleans(), min_size=2 * options, max_size=2 * options))
    standing = np.array(flags).reshape(2, options, 1)
    standing[:, 0] = True
    got = election(strength, victory, rule, standing)
    assert got.sum(axis=1) == pytest.approx(1, abs=1e-9)
    assert (got >= 0).all()
    assert (got[~standing] == 0).all()
    alone = election(strength, victory, rule, standing[1:])
    assert (alone[0] == got[1]).all()


def long_run(strength, victory, rule):
    """The favourite in the long run, by the matrix of who follows whom."""
    count = len(strength)
    odds = victory_odds(strength, strength.T, victory)
    np.fill_diagonal(odds, 0.5)
    drive = np.ones((count, count)) if rule == "markov_uniform" else strength * odds
    meets = drive / drive.sum(axis=0)
    follows = odds * meets
    np.fill_diagonal(follows, 0)
    np.fill_diagonal(follows, 1 - follows.sum(axis=0))
    return np.linalg.matrix_power(follows, 1 << 20)[:, 0]


@pytest.mark.parametrize("rule", TOLERANCES)
@settings(max_examples=25)
@given(cells=st.lists(st.floats(0.2, 5), min_size=16, max_size=16))
def test_a_markov_election_is_the_long_run_of_its_chain(rule, cells):
    strength = np.array(cells).reshape(4, 4)
    np.fill_diagonal(strength, 0)
    got = chances_of(strength, "linear", rule)
    assert got == pytest.approx(long_run(strength, "linear", rule), abs=100 * TOLERANCES[rule])
    assert chances_of(strength * 8, "linear", rule) == pytest.approx(got, abs=1e-6)


@pytest.mark.parametrize("rule", ELECTIONS)
def test_an_election_of_sixty_and_a_single_world_keep_their_bits(rule):
    strength = np.random.default_rng(3).random((60, 60, 5))
    standing = np.ones((1, 60, 5), dtype=bool)
    many = election(strength, "octic", rule, standing)
    alone = election(strength[..., [3]], "octic", rule, standing[..., [3]])
    assert (many[..., [3]] == alone).all()
    assert np.isfinite(many).all()
    assert many.max() > 0.01


@pytest.mark.parametrize("rule", VOTING)
def test_votes_for_nothing_are_nothing(rule):
    assert vote(np.array([0.0, 3.0]), np.array([0.7, 0.0]), rule) == pytest.approx([0, 0])
