"""Challenges between actors of unlike weight, by hand, and what must hold of any of them."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline.bargaining.smp.contest import Eyes, ThirdParties, contests, distances, risk_as_seen
from contactline.bargaining.smp.vote import Voting

VOTING, THIRD_PARTIES, EYES = (get_args(words) for words in (Voting, ThirdParties, Eyes))


def column(*values):
    return np.array(values, dtype=float)[:, np.newaxis]


def line(*positions):
    """The distances between actors on one issue, from 0 to 1."""
    places = column(*positions)[:, np.newaxis]
    return distances(places, np.ones_like(places))


def neutral(actors):
    return np.zeros((actors, actors, 1))


def test_a_contest_of_two_by_hand():
    """At 0.2 and 0.8, weights 1 and 3, resisting with chances 0.5 and 1.

    Votes 0.6 and 1.8, so odds 1/4. Challenged by the first, the second always resists: 2 (1/4 +
    3/4 x 0.4) - 1.4 = -0.3 for the first. The first resists half the time: 1 + 3/4 + 1/4 x 0.4 -
    1.4 = 0.45 for the second, and 0.4 + 3/4 x 0.4 + 1/4 - 1.4 = -0.45 for the first.
    """
    got = contests(line(0.2, 0.8), neutral(2), column(1, 3), column(0.5, 1))
    assert got.odds[..., 0] == pytest.approx(np.array([[0.5, 0.25], [0.75, 0.5]]))
    assert got.gain[[0, 1], [1, 0], 0] == pytest.approx([-0.3, 0.45])
    assert got.target_gain[1, 0, 0] == pytest.approx(-0.45)


def test_prospect_voting_counts_what_a_challenger_wins_less_than_what_its_target_loses():
    got = contests(line(0.2, 0.8), neutral(2), column(1, 1), column(1, 1), voting="prospect")
    assert got.odds[[0, 1], [1, 0], 0] == pytest.approx([2 / 5, 2 / 5])


@pytest.mark.parametrize("third", [1, 2])
def test_third_parties_start_afresh(third):
    """Actors at 0, 1 and 1/4, of weight 1: those at 1/4 lean to the first by 0.5 each.

    With one's help the first would win with odds 1.5 / 2.5. Beside the first it expects 0.6 (1.5 +
    1) + 0.4 x 0.75 = 1.8, beside the second 0.6 x 2.25 + 0.4 (0.5 + 1) = 1.95: it fears the far
    side more, joins it, and adds 0.15. Another such actor does the same, as if it were alone.
    """
    places, ones = line(0, 1, *[0.25] * third), column(*[1] * (2 + third))
    odds = contests(places, neutral(2 + third), ones, ones).odds[0, 1, 0]
    assert odds == pytest.approx(1 / (2 + 0.15 * third))


@pytest.mark.parametrize("known", [0, 1 / 3, 1 / 2, 2 / 3, 1])
def test_challenger_and_target_agree_where_attitudes_are_alike_or_known(known):
    rng = np.random.default_rng(1)
    distance = distances(rng.random((6, 2, 1)), rng.random((6, 2, 1)))
    weight = rng.random((6, 1))

    def odds(risk, eyes):
        return contests(distance, risk_as_seen(risk, known), weight, weight, eyes=eyes).odds

    alike, mixed = np.full((6, 1), 0.4), rng.uniform(-1, 1, (6, 1))
    assert odds(alike, "challenger") == pytest.approx(odds(alike, "target"))
    apart = np.abs(odds(mixed, "challenger") - odds(mixed, "target")).max()
    assert apart < 1e-12 if known == 1 else apart > 0.01


@pytest.mark.parametrize("voting", VOTING)
@settings(max_examples=20)
@given(
    seed=st.integers(0, 10_000), third=st.sampled_from(THIRD_PARTIES), eyes=st.sampled_from(EYES)
)
def test_odds_are_chances_and_gains_are_bounded_by_every_rule(voting, seed, third, eyes):
    """A gain is a difference of two sums of two utilities."""
    rng = np.random.default_rng(seed)
    distance = distances(rng.random((5, 2, 3)), rng.random((5, 2, 3)))
    seen = risk_as_seen(rng.uniform(-1, 1, (5, 3)), 1 / 3)
    weight, resists = rng.random((2, 5, 3))
    got = contests(distance, seen, weight, resists, voting=voting, third_parties=third, eyes=eyes)
    assert ((got.odds > 0) & (got.odds < 1)).all()
    assert (np.abs([got.gain, got.target_gain]) <= 2).all()
