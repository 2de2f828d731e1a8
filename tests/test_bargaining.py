"""The bargaining models against hand-worked cases, published numbers and what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.bargaining import MODELS, Table
from contactline.bargaining.compromise import compromise
from contactline.bargaining.median import median
from contactline.bargaining.model import lucky
from contactline.bargaining.nash import nash, solution

# Bueno de Mesquita's case of car emission standards in the European Community: years of delay.
EMISSION = {
    "Netherlands": (0.08, 4, 0.80),
    "Belgium": (0.08, 7, 0.40),
    "Luxembourg": (0.03, 4, 0.20),
    "Germany": (0.16, 4, 0.80),
    "France": (0.16, 10, 0.60),
    "Italy": (0.16, 10, 0.60),
    "United Kingdom": (0.16, 10, 0.90),
    "Ireland": (0.05, 7, 0.10),
    "Denmark": (0.05, 4, 1.00),
    "Greece": (0.08, 7, 0.70),
}


def emission(worlds=1):
    capability, position, salience = np.array(list(EMISSION.values()), dtype=float).T
    many = np.ones(worlds)
    return Table(
        position[:, None, None] * many,
        salience[:, None, None] * many,
        capability[:, None] * many,
        np.zeros((10, worlds)),
    )


def test_compromise_reproduces_the_published_mean():
    assert compromise(emission())[0, 0] == pytest.approx(7.389955686853767, abs=1e-12)


def test_median_reproduces_the_published_winner():
    assert median(emission())[0, 0] == 7


@pytest.mark.parametrize(
    ("worst", "expected"), [(100, 7.3378264507), (1e3, 7.3846100839), (1e6, 7.3899503268)]
)
def test_nash_reproduces_the_limit_towards_compromise(worst, expected):
    table = emission()
    disagreement = np.full((10, 1), -float(worst))
    start = compromise(table)
    got = solution(table.positions, table.saliences, table.capabilities, disagreement, start)
    assert got[0, 0] == pytest.approx(expected, abs=1e-8)


def test_two_actors_by_hand():
    table = Table(
        np.array([[[0.0]], [[100.0]]]),
        np.array([[[0.5]], [[1.0]]]),
        np.array([[1.0], [0.5]]),
        np.zeros((2, 1)),
    )
    assert compromise(table)[0, 0] == 50
    assert median(table)[0, 0] == 0  # half the weight lies at or below 0


def test_who_can_walk_away_pulls_the_nash_draft():
    table = emission()
    walkaway = np.zeros((10, 1))
    walkaway[6] = 0.999999  # the United Kingdom would rather have no agreement
    pulled = nash(Table(table.positions * 10, table.saliences, table.capabilities, walkaway))
    plain = nash(Table(table.positions * 10, table.saliences, table.capabilities, 0 * walkaway))
    assert pulled[0, 0] > plain[0, 0] + 1


FORMULAS = [name for name, model in MODELS.items() if model.formula]


def tables(draw):
    actors, issues = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    cells = actors * issues

    def numbers(size, values):
        return np.array(draw(st.lists(values, min_size=size, max_size=size)), dtype=float)

    return Table(
        numbers(cells, st.just(0) | st.floats(1e-6, 100)).reshape(actors, issues, 1),
        numbers(cells, st.just(0) | st.floats(0.001, 1)).reshape(actors, issues, 1),
        numbers(actors, st.floats(0.01, 1)).reshape(actors, 1),
        numbers(actors, st.floats(0, 0.9)).reshape(actors, 1),
    )


@pytest.mark.parametrize("model", MODELS)
@given(data=st.data())
def test_a_draft_lies_within_the_positions_that_matter(model, data):
    table = tables(data.draw)
    draft = MODELS[model].draft(table)
    matter = (table.saliences > 0).any(axis=0)
    low = np.where(matter, table.positions.min(axis=0), 50)
    high = np.where(matter, table.positions.max(axis=0), 50)
    assert (draft >= low - 1e-9).all()
    assert (draft <= high + 1e-9).all()


@pytest.mark.parametrize("model", FORMULAS)
@given(data=st.data())
def test_the_order_of_actors_and_the_unit_of_capability_do_not_matter(model, data):
    table = tables(data.draw)
    order = np.array(data.draw(st.permutations(range(len(table.capabilities)))))
    moved = Table(
        table.positions[order],
        table.saliences[order],
        table.capabilities[order] * 8,
        table.walkaway[order],
    )
    assert np.allclose(MODELS[model].draft(table), MODELS[model].draft(moved), atol=1e-6)


@pytest.mark.parametrize("model", MODELS.values())
def test_a_model_says_what_it_is_and_how_it_is_played(model):
    assert all((model.title, model.source, model.idea))
    assert bool(model.formula) != bool(model.rounds)


@pytest.mark.parametrize("model", MODELS)
def test_one_world_and_many_give_the_same_bits(model):
    rng = np.random.default_rng(2)
    many = Table(
        rng.random((12, 5, 40)) * 100,
        rng.random((12, 5, 40)),
        rng.random((12, 40)),
        rng.random((12, 40)) * 0.8,
    )
    drafts = MODELS[model].draft(many)
    for world in (0, 17, 39):
        one = Table(
            *(part[..., [world]] for part in (many.positions, many.saliences)),
            many.capabilities[:, [world]],
            many.walkaway[:, [world]],
        )
        draft = MODELS[model].draft(one, draws=lucky([world]))
        assert (draft[:, 0] == drafts[:, world]).all()


@pytest.mark.parametrize("model", MODELS)
def test_an_issue_nobody_cares_about_ends_in_the_middle(model):
    table = Table(np.full((3, 1, 1), 90.0), np.zeros((3, 1, 1)), np.ones((3, 1)), np.zeros((3, 1)))
    assert MODELS[model].draft(table)[0, 0] == 50
