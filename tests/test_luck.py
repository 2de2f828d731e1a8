"""Luck by address: the same draw wherever, whenever and with whomever a world runs."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from contactline.luck import Ahead, Luck, _unit_interval


def test_a_world_alone_has_the_luck_it_has_in_company():
    together = Luck(7, np.arange(300))
    alone = Luck(7, np.array([137]))
    for cells in ((), (5,), (2, 115)):
        assert (
            alone.uniform("fire", 12, cells)[..., 0]
            == together.uniform("fire", 12, cells)[..., 137]
        ).all()


@given(st.permutations(list(range(9))), st.integers(0, 2**60), st.integers(0, 4000))
def test_order_of_worlds_does_not_matter(order, seed, day):
    straight = Luck(seed, np.arange(9)).uniform("sign", day, (3,))
    shuffled = Luck(seed, np.array(order)).uniform("sign", day, (3,))
    assert (shuffled == straight[:, order]).all()


def test_among_keeps_the_draws_of_the_chosen():
    luck = Luck(3, np.arange(50))
    chosen = np.array([2, 40, 17])
    assert (luck.among(chosen).uniform("x", 5, (4,)) == luck.uniform("x", 5, (4,))[:, chosen]).all()


def test_more_cells_change_no_earlier_cell():
    luck = Luck(1, np.arange(10))
    assert (luck.uniform("x", 1, (200,))[:115] == luck.uniform("x", 1, (115,))).all()


@pytest.mark.parametrize("other", [Luck(2, np.arange(5)), Luck(1, np.arange(5, 10))])
def test_another_seed_or_world_is_another_luck(other):
    assert not np.isin(Luck(1, np.arange(5)).uniform("x"), other.uniform("x")).any()


def test_another_purpose_or_day_is_another_luck():
    luck = Luck(1, np.arange(500))
    draws = [luck.uniform("x", 1), luck.uniform("x", 2), luck.uniform("y", 1)]
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert abs(np.corrcoef(draws[a], draws[b])[0, 1]) < 0.2
        assert (draws[a] != draws[b]).all()


def test_draws_are_uniform_and_neighbours_have_nothing_in_common():
    draws = np.stack([Luck(1, np.arange(2000)).uniform("fire", day, (20,)) for day in range(10)])
    assert ((draws > 0) & (draws < 1)).all()
    counts, _ = np.histogram(draws, bins=256, range=(0, 1))
    assert stats.chisquare(counts).pvalue > 1e-4
    for axis in range(3):
        moved = np.moveaxis(draws, axis, 0)
        assert abs(np.corrcoef(moved[1:].ravel(), moved[:-1].ravel())[0, 1]) < 0.01
    assert np.unique(draws).size == draws.size


def test_normal_draws_are_standard_normal():
    draws = Luck(1, np.arange(20000)).normal("x")
    assert stats.kstest(draws, "norm").pvalue > 1e-4


def test_luck_drawn_ahead_is_the_luck_of_its_day():
    luck = Luck(1, np.arange(5))
    ahead = Ahead(luck, "shock", "sign", every=7)
    for day in (0, 7, 3000):
        assert (ahead.at(day)[1] == luck.uniform("sign", day)).all()
        assert (ahead.normal_at(day)[0] == luck.normal("shock", day)).all()


def test_luck_is_the_same_in_every_process():
    code = (
        "import numpy as np; from contactline.luck import Ahead, Luck;"
        "print(Luck(5, np.arange(3)).uniform('sign', 9).tolist())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {f"{Luck(5, np.arange(3)).uniform('sign', 9).tolist()}\n"}


def test_the_lowest_and_the_highest_word_stay_inside_the_unit_interval():
    ends = _unit_interval(np.array([0, 2**64 - 1], dtype=np.uint64))
    assert 0 < ends[0] < 1e-15
    assert 1 - 1e-15 < ends[1] < 1


def test_worlds_that_stand_many_times_meet_their_own_luck():
    numbers = np.tile(np.arange(7), 5)[3:]
    several, alone = Luck(4, numbers), Luck(4, np.arange(7))
    once = alone.stretch(("fire", "mood"), (2, 3), (5,))
    np.testing.assert_array_equal(
        several.stretch(("fire", "mood"), (2, 3), (5,)), once[..., numbers]
    )
    for chosen in (np.array([0, 9, 30]), np.arange(0, 32, 2), np.arange(0)):
        part = several.among(chosen)
        np.testing.assert_array_equal(part.worlds, numbers[chosen])
        np.testing.assert_array_equal(
            part.uniform("fire", 2, (5,)), alone.uniform("fire", 2, (5,))[:, numbers[chosen]]
        )
    assert Luck(4, np.arange(0)).uniform("fire", 1, (5,)).shape == (5, 0)
