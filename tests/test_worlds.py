"""Dials by world, and sums that do not depend on how many worlds there are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from contactline.arrays import WhileSame, chance, log_odds, ordered_sum
from contactline.dials.distributions import Fixed, Uniform
from contactline.luck import Luck
from contactline.world.settings import Settings


def test_a_sum_over_sectors_is_bit_equal_for_one_world_and_for_many():
    many = np.random.default_rng(1).random((115, 64)) * 1e3
    together = ordered_sum(many)
    for world in range(64):
        assert ordered_sum(np.ascontiguousarray(many[:, [world]]))[0] == together[world]
    for worlds in (2, 3, 8, 17):
        few = many[:, :worlds]
        assert (ordered_sum(few) == together[:worlds]).all()
        assert (ordered_sum(np.ascontiguousarray(few)) == together[:worlds]).all()
        by_side = np.stack([few, few], axis=1)
        assert (ordered_sum(by_side) == together[:worlds]).all()
    assert ordered_sum(np.zeros((0, 3))).tolist() == [0, 0, 0]


@given(st.floats(-30, 30))
def test_chance_and_log_odds_undo_each_other(value):
    there = chance(np.array([value]))
    assert 0 < there[0] < 1
    if abs(value) < 13:
        assert abs(log_odds(there)[0] - value) < 1e-6


def test_a_dial_draws_the_same_luck_under_another_scenario():
    luck = Luck(1, np.arange(100))
    wide = Settings({"war.aid_effect": Uniform(0, 10), "mission.proposal": "x"}, luck)
    narrow = Settings({"talks.deferral": Uniform(5, 6), "war.aid_effect": Uniform(0, 1)}, luck)
    assert np.allclose(wide.war.aid_effect, narrow.war.aid_effect * 10)


def test_a_change_sets_a_number_an_option_or_a_switch():
    settings = Settings(
        {"war.aid_effect": Fixed(1), "mission.proposal": "x", "mission.needs_leader": False},
        Luck(1, np.arange(3)),
    )
    settings.change("war.aid_effect", Fixed(4))
    settings.change("mission.proposal", "y")
    settings.change("mission.needs_leader", True)
    assert settings.war.aid_effect.tolist() == [4, 4, 4]
    assert settings.mission.proposal == "y"
    assert settings.mission.needs_leader


def test_what_is_kept_while_its_objects_are_the_same_is_worked_out_anew_for_others():
    kept, asked = WhileSame(), []
    a, same_numbers = np.zeros(2), np.zeros(2)

    def total(*arrays):
        asked.append(arrays)
        return len(asked)

    found = [kept.of(lambda one=one: total(one), one) for one in (a, a, same_numbers, a)]
    assert found == [1, 1, 2, 3]
