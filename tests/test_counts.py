"""Counts from uniforms agree with the textbook and rise with their mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from contactline.luck import Luck
from contactline.world.counts import (
    LARGE_MEAN,
    MEAN_STEPS,
    UNIFORM_STEPS,
    Bursts,
    BurstsAhead,
    burst_shapes,
    burst_table,
    poisson_count,
)

uniforms = st.floats(1e-9, 1 - 1e-9)


@pytest.mark.parametrize("mean", [0.0, 0.01, 0.7, 3.0, 11.9])
def test_small_poisson_counts_are_exact(mean):
    uniform = (np.arange(20000) + 0.5) / 20000
    expected = stats.poisson.ppf(uniform, mean) if mean else np.zeros(20000)
    assert (poisson_count(uniform, np.full(20000, mean)) == expected).all()


def test_counts_are_exact_on_and_beside_every_edge_of_the_table():
    edges = np.arange(MEAN_STEPS + 1) * (LARGE_MEAN / MEAN_STEPS)
    means = np.concatenate([edges[1:] - 1e-9, edges[1:], edges[1:-1] + 1e-9])
    steps = np.arange(1, UNIFORM_STEPS, 7) / UNIFORM_STEPS
    for uniform in (*(steps - 1e-9), *(steps + 1e-9), 1e-12, 1 - 1e-12):
        counts = poisson_count(np.full(means.size, uniform), means)
        reached = stats.poisson.cdf(counts, means)
        before = np.where(counts > 0, stats.poisson.cdf(counts - 1, means), -1.0)
        assert ((before < uniform) & (uniform <= reached)).all()


@pytest.mark.parametrize("mean", [12.1, 40.0, 700.0, 3000.0])
def test_large_poisson_counts_are_within_one(mean):
    uniform = (np.arange(20000) + 0.5) / 20000
    off = np.abs(poisson_count(uniform, np.full(20000, mean)) - stats.poisson.ppf(uniform, mean))
    assert off.max() <= 1
    assert off.mean() < 0.02


@given(uniforms, st.floats(0, LARGE_MEAN * 4), st.floats(0, 50))
def test_a_higher_mean_gives_hardly_ever_a_lower_count(uniform, mean, more):
    low, high = poisson_count(np.array([uniform] * 2), np.array([mean, mean + more]))
    crosses = mean <= LARGE_MEAN < mean + more
    assert high >= low - crosses


def test_bursts_have_mean_one_and_the_spread_of_their_shape():
    table = burst_table(0.1)
    assert table.mean() == pytest.approx(1)
    assert table.var() == pytest.approx(10, rel=0.03)
    assert (np.diff(table) >= 0).all()


def test_a_burst_shape_is_moved_by_less_than_five_per_cent_and_an_anchor_not_at_all():
    shapes = np.array([0.02, 0.1, 0.137, 2.5])
    assert burst_shapes(shapes)[1] == pytest.approx(0.1, rel=1e-12)
    assert (np.abs(burst_shapes(shapes) / shapes - 1) < 0.05).all()


def test_each_world_has_bursts_of_its_own_shape():
    bursts = Bursts.of_shape(np.array([0.1, 20.0]))
    quiet_cells = bursts.at(np.full((3, 2), 0.3))
    assert (quiet_cells[:, 0] < 0.01).all()
    assert (quiet_cells[:, 1] > 0.5).all()
    assert (bursts.among(np.array([1])).at(np.full((3, 1), 0.3)) == quiet_cells[:, 1:]).all()


def test_one_draw_serves_a_burst_and_a_count():
    uniform = np.random.default_rng(5).random((400, 200))
    burst, rest = Bursts.of_shape(np.full(200, 0.1)).split(uniform)
    assert ((rest >= 0) & (rest < 1)).all()
    assert stats.kstest(rest.ravel(), "uniform").pvalue > 1e-3
    assert abs(stats.spearmanr(burst.ravel(), rest.ravel()).statistic) < 0.02


@pytest.mark.parametrize("rows", [1, 3])
def test_bursts_drawn_ahead_are_those_of_each_day(rows):
    luck = Luck(1, np.tile(np.arange(20), rows))
    bursts = Bursts.of_shape(np.linspace(0.1, 5.0, 20 * rows))
    ahead = BurstsAhead(bursts, luck, "fire", (2, 5))
    for day in (3, 4, 40, 41):
        burst, rest = bursts.split(luck.uniform("fire", day, (2, 5)))
        assert (ahead.at(day)[0] == burst).all()
        assert (ahead.at(day)[1] == rest).all()
