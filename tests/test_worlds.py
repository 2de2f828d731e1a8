"""Dials by world, and sums that do not depend on how many worlds there are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from contactline.arrays import chance, log_odds, ordered_sum
from contactline.dials.distributions import Fixed, Uniform
from contactline.luck import Luck
from contactline.world.settings import Settings


def test_a_sum_over_sectors_is_bit_equal_for_one_world_and_for_many():
    many = np.random.default_rng(1).random((115, 64)) * 1e3
    together = ordered_sum(many)
    for world in range(64):
        assert ordered_sum(np.ascontiguousarray(many[:, [world]]))[0] == together[world]


@given(st.floats(-30, 30))
def test_chance_and_log_odds_undo_each_other(value):
    there = chance(np.array([value]))
    assert 0 < there[0] < 1
    if abs(value) < 13:
        assert abs(log_odds(there)[0] - value) < 1e-6


def test_a_dial_draws_the_same_luck_under_another_scenario():
    luck = Luck(1, np.arange(100))
    wide = Settings({"a.b": Uniform(0, 10), "c.d": "x"}, luck)
    narrow = Settings({"z.y": Uniform(5, 6), "a.b": Uniform(0, 1)}, luck)
    assert np.allclose(wide["a.b"], narrow["a.b"] * 10)


def test_a_change_sets_a_number_an_option_or_a_switch():
    settings = Settings({"a.b": Fixed(1), "c.d": "x", "e.f": False}, Luck(1, np.arange(3)))
    settings.change("a.b", Fixed(4))
    settings.change("c.d", "y")
    settings.change("e.f", True)
    assert settings["a.b"].tolist() == [4, 4, 4]
    assert settings.option("c.d") == "y"
    assert settings.switch("e.f")
