"""The expected-utility model: what must hold on any table, and what each switch of Masad does."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from challenge_sample import expectations
from contactline.bargaining import MODELS, OFFERS, MasadOptions, ScholzOptions, Table
from contactline.errors import BargainError

READINGS = ("challenge_scholz", "challenge_masad")
QUIET = MasadOptions(conflict="nobody_moves")


def random_table(seed, actors=7, issues=2, worlds=1):
    rng = np.random.default_rng(seed)
    return Table(
        rng.random((actors, issues, worlds)) * 100,
        rng.uniform(0.05, 1, (actors, issues, worlds)),
        rng.uniform(0.05, 1, (actors, worlds)),
        np.zeros((actors, worlds)),
    )


seeds = st.integers(0, 10**6)


@settings(max_examples=25)
@given(seed=seeds, actors=st.integers(2, 9))
@pytest.mark.parametrize("reading", READINGS)
def test_positions_stay_within_the_range_of_the_start(reading, seed, actors):
    table = random_table(seed, actors)
    path = MODELS[reading].path(table, replace(MODELS[reading].options(), rounds=5))
    low, high = table.positions.min(axis=0), table.positions.max(axis=0)
    for one in path.rounds:
        assert ((low <= one.positions) & (one.positions <= high)).all()


@settings(max_examples=25)
@given(place=st.floats(-1e6, 1e6), seed=seeds)
@pytest.mark.parametrize("reading", READINGS)
def test_who_agree_from_the_start_stay(reading, place, seed):
    table = random_table(seed)
    table = replace(table, positions=np.full(table.positions.shape, place))
    assert MODELS[reading].path(table).moves() == ()


@settings(max_examples=25)
@given(seed=seeds, data=st.data())
@pytest.mark.parametrize(
    ("reading", "options"),
    [
        ("challenge_scholz", ScholzOptions(rounds=3)),
        ("challenge_masad", replace(QUIET, rounds=1)),
        ("challenge_masad", replace(QUIET, rounds=3, choice="no_reneging")),
    ],
)
def test_the_order_of_the_table_does_not_matter_where_nobody_ties(reading, options, seed, data):
    table = random_table(seed)
    order = data.draw(st.permutations(range(7)))
    moved = Table(*(getattr(table, one.name)[order] for one in fields(table)))
    straight = MODELS[reading].path(table, options).rounds[-1].positions
    other = MODELS[reading].path(moved, options).rounds[-1].positions
    assert other == pytest.approx(straight[order], abs=1e-7)


@settings(max_examples=25)
@given(seed=seeds, factor=st.floats(1e-3, 1e3))
@pytest.mark.parametrize("reading", READINGS)
def test_the_units_of_capability_and_of_the_scale_do_not_matter(reading, seed, factor):
    table = random_table(seed)
    options = replace(MODELS[reading].options(), rounds=3)
    draft = MODELS[reading].draft(table, options)
    stronger = replace(table, capabilities=table.capabilities * factor)
    assert MODELS[reading].draft(stronger, options) == pytest.approx(draft, abs=1e-7)
    longer = replace(table, positions=table.positions * factor + 5)
    wanted = pytest.approx(draft * factor + 5, abs=1e-7 * max(factor, 1))
    assert MODELS[reading].draft(longer, options) == wanted


@settings(max_examples=25)
@given(seed=seeds, actors=st.integers(2, 9))
@pytest.mark.parametrize("options", [ScholzOptions(), MasadOptions(), MasadOptions(status_quo=0.3)])
def test_risk_exponents_run_from_a_half_to_two(options, seed, actors):
    risk = expectations(random_table(seed, actors), options).risk
    assert (risk.min(axis=0) == 0.5).all()
    assert (risk.max(axis=0) == 2).all()


@settings(max_examples=25)
@given(seed=seeds, actors=st.integers(2, 9))
def test_one_of_two_wins(seed, actors):
    odds = expectations(random_table(seed, actors), MasadOptions()).odds
    both = odds + odds.swapaxes(0, 1)
    differ = ~np.eye(actors, dtype=bool)
    assert both[differ] == pytest.approx(1)
    assert (both[~differ] == 0).all()


MASAD = [
    MasadOptions(),
    QUIET,
    MasadOptions(timing="after_moves", choice="no_reneging", status_quo=0.4, better=0.2),
]


@pytest.mark.parametrize("options", [ScholzOptions(), *MASAD])
@pytest.mark.parametrize("actors", [2, 12])
def test_one_world_alone_goes_as_among_many_to_the_last_bit(options, actors):
    reading = READINGS[isinstance(options, MasadOptions)]
    many = random_table(3, actors, 3, 400)
    luck = np.random.default_rng(4).random((10, actors * 3, 400))
    whole = MODELS[reading].path(many, options, lambda _, number, cells: luck[number - 1, :cells])
    for world in (0, 1, 399):
        alone = MODELS[reading].path(
            many.among(np.array([world])),
            options,
            lambda _, number, cells, at=world: luck[number - 1, :cells, [at]].T,
        )
        assert (alone.draft[:, 0] == whole.draft[:, world]).all()
        for one, other in zip(alone.rounds, whole.rounds, strict=True):
            for name in ("positions", "partner", "offer", "odds", "gain", "partner_gain"):
                here, there = getattr(one, name)[..., 0], getattr(other, name)[..., world]
                assert np.array_equal(here, there, equal_nan=True), name


@pytest.mark.parametrize("options", [ScholzOptions(), QUIET])
def test_issues_are_played_each_by_itself(options):
    reading = READINGS[isinstance(options, MasadOptions)]
    table = random_table(5, issues=3)
    first = replace(table, positions=table.positions[:, :1], saliences=table.saliences[:, :1])
    together = MODELS[reading].path(table, options).rounds[-1].positions
    alone = MODELS[reading].path(first, options).rounds[-1].positions
    assert (together[:, :1] == alone).all()


# Who takes part, and cases at the edge.


@pytest.mark.parametrize("options", [ScholzOptions(), QUIET, replace(QUIET, status_quo=0.5)])
def test_who_does_not_care_neither_moves_nor_counts(options):
    reading = READINGS[isinstance(options, MasadOptions)]
    table = random_table(8)
    joined = Table(
        np.concatenate([table.positions, np.full((1, 2, 1), 5000.0)]),
        np.concatenate([table.saliences, np.zeros((1, 2, 1))]),
        np.concatenate([table.capabilities, np.full((1, 1), 50.0)]),
        np.zeros((8, 1)),
    )
    without = MODELS[reading].path(table, options).rounds[-1].positions
    last = MODELS[reading].path(joined, options).rounds[-1].positions
    assert (last[:7] == without).all()
    assert (last[7] == 5000).all()


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.filterwarnings("error")
def test_where_nobody_has_a_vote_nothing_fails(reading):
    table = Table(
        np.array([[[0.0]], [[40.0]], [[100.0]]]),
        np.full((3, 1, 1), 0.5),
        np.zeros((3, 1)),
        np.zeros((3, 1)),
    )
    path = MODELS[reading].path(table, replace(MODELS[reading].options(), rounds=3))
    assert np.isfinite(path.rounds[-1].positions).all()
    odds = expectations(table, MODELS[reading].options()).odds[0, 1, 0, 0]
    assert odds == {"challenge_scholz": 0, "challenge_masad": 0.5}[reading]


@pytest.mark.parametrize("options", [ScholzOptions(), MasadOptions()])
@pytest.mark.filterwarnings("error")
def test_all_are_neutral_where_all_are_threatened_alike(options):
    twins = Table.checked([[0], [100]], [[0.6], [0.6]], [1, 1])
    assert (expectations(twins, options).risk == 1).all()
    reading = READINGS[isinstance(options, MasadOptions)]
    assert MODELS[reading].path(twins, replace(options, rounds=0)).rounds == ()


# The switches of Masad.


def last_positions(options, table):
    return MODELS["challenge_masad"].path(table, options).rounds[-1].positions


@pytest.mark.parametrize(
    "change",
    [
        {"conflict": "nobody_moves"},
        {"timing": "after_moves"},
        {"choice": "no_reneging"},
        {"status_quo": 0.5},
    ],
)
def test_each_switch_changes_something(change):
    table = random_table(11, actors=8, issues=3, worlds=60)
    plain = last_positions(MasadOptions(rounds=3), table)
    assert (last_positions(MasadOptions(rounds=3, **change), table) != plain).any()


def test_better_counts_only_where_the_status_quo_may_pass():
    table = random_table(12, worlds=20)
    hope, fear = (replace(QUIET, better=better) for better in (1.0, 0.0))
    assert (last_positions(hope, table) == last_positions(fear, table)).all()
    hope, fear = (replace(one, status_quo=0.2) for one in (hope, fear))
    assert (last_positions(hope, table) != last_positions(fear, table)).any()


@pytest.mark.parametrize("timing", ["before_moves", "after_moves"])
def test_the_loser_of_a_conflict_adopts_the_winners_position(timing):
    table = random_table(13, actors=6, issues=2, worlds=200)
    options = MasadOptions(rounds=1, timing=timing)
    one = MODELS["challenge_masad"].path(table, options).rounds[0]
    fought = np.argwhere(one.offer == OFFERS.index("conflict"))
    assert len(fought)
    for actor, issue, world in fought:
        other = one.partner[actor, issue, world]
        assert one.partner[other, issue, world] == actor
        at, there = one.positions[[actor, other], issue, world]
        assert at == there
        assert at in table.positions[[actor, other], issue, world]
    odds = one.odds[tuple(fought.T)]
    kept = one.positions[tuple(fought.T)] == table.positions[tuple(fought.T)]
    assert kept.mean() == pytest.approx(0.5)
    assert odds[kept].mean() > odds[~kept].mean() + 0.05


def test_luck_is_drawn_only_where_a_conflict_moves_somebody():
    assert MasadOptions().draws_luck
    assert not QUIET.draws_luck
    assert not ScholzOptions().draws_luck

    def never(*_):
        raise AssertionError

    MODELS["challenge_masad"].path(random_table(1), QUIET, never)


@pytest.mark.parametrize("name", ["status_quo", "better"])
def test_a_chance_above_one_is_refused(name):
    with pytest.raises(BargainError, match=f"{name} is a chance and must be from 0 to 1. Got 1.5"):
        MasadOptions(**{name: 1.5})
