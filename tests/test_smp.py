"""The Spatial Model of Politics: steps worked by hand, every choice, and what must hold."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline.bargaining import SmpOptions, Table
from contactline.bargaining.compromise import compromise
from contactline.bargaining.options import kinds, words_of
from contactline.bargaining.path import NOBODY
from contactline.bargaining.smp import rounds
from contactline.bargaining.smp.contest import (
    contests,
    distances,
    risk_as_seen,
    risk_attitudes,
    utility,
)
from contactline.bargaining.smp.power import first_at_place, risks, winning_chances
from contactline.bargaining.smp.rounds import shares
from contactline.bargaining.smp.turn import bargains, best_targets
from contactline.errors import BargainError
from smp_sample import CHOICES, PAGE, SMP, contest_of, ends_of, random


def two():
    """The example of the page on this model: A with twice the capability of B, one issue."""
    return Table.checked([[20], [80]], [[0.5], [0.5]], [2, 1])


def test_the_example_by_hand():
    table, options = two(), SmpOptions()
    assert utility(distances(table.positions / 100, table.saliences), 0)[0, 1, 0] == (
        pytest.approx(0.4)
    )
    assert risks(table, options)[:, 0] == pytest.approx([1, -0.5])
    contest = contest_of(table, options)
    assert contest.odds[[0, 1], [1, 0], 0] == pytest.approx([0.6, 0.375], abs=1e-9)
    assert contest.gain[[0, 1], [1, 0], 0] == pytest.approx([0.216, 0.27], abs=1e-9)
    moves, asked = bargains(table, np.array([[1], [0]]), np.array([[0.6], [0.375]]), "s2p2")
    assert moves[:, 0, 0].tolist() == asked[:, 0, 0].tolist() == [38.46, 35.88]
    assert winning_chances(table, options)[:, 0] == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize(
    ("risk", "stands", "expected"),
    [(1, 20, [0.820, 0.966, 0.975]), (-0.5, 80, [0.640, 0.463, 0.435])],
)
def test_what_each_bargain_of_the_example_is_worth(risk, stands, expected):
    """To A and to B: things as they are, the bargain of A, the bargain of B."""
    ends = np.array([[20, 80], [38.46, 38.46], [35.88, 35.88]])
    worth = utility(np.abs(ends - stands) / 100, risk).mean(axis=1)
    assert worth == pytest.approx(expected, abs=6e-4)


@pytest.mark.parametrize("name", kinds(SmpOptions))
def test_the_page_explains_every_choice(name):
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{name}`")]
    default, words = getattr(SmpOptions(), name), words_of(kinds(SmpOptions)[name])
    assert [word for word in words if f"`{word}` (" not in row] == []
    assert row.split("|")[2].strip().startswith(f"`{default}`" if words else f"{default}, ")


def test_the_example_ends_where_the_first_bargain_puts_both():
    path = SMP.path(two())
    assert path.positions()[:, :, 0].tolist() == [[20, 80], [38.46, 38.46], [38.46, 38.46]]
    assert path.draft[0, 0] == SMP.draft(two())[0, 0] == pytest.approx(38.46)
    assert compromise(two())[0, 0] == pytest.approx(40)
    mine, theirs = path.moves()
    assert (mine.actor, mine.partner, mine.maker, mine.offer) == (0, 1, 0, "bargain")
    assert (theirs.actor, theirs.partner, theirs.maker) == (1, 0, 0)
    assert (mine.odds, theirs.odds) == pytest.approx((0.6, 0.4), abs=1e-9)
    assert (mine.gain, mine.partner_gain) == pytest.approx((0.216, -0.288), abs=1e-9)
    assert (theirs.gain, theirs.partner_gain) == pytest.approx((-0.288, 0.216), abs=1e-9)


def test_distances_by_hand():
    """Each looks with its own saliences, so the two do not agree; who cares for nothing sees 0."""
    positions = np.array([[[0.0], [0]], [[1], [0]], [[0], [1]]])
    saliences = np.array([[[0.3], [0.4]], [[0.5], [0]], [[0], [0]]])
    got = distances(positions, saliences)[..., 0]
    assert got == pytest.approx(np.array([[0, 0.6, 0.8], [1, 0, 1], [0, 0, 0]]))


def test_distances_to_other_positions_by_hand():
    """The actors stand at 0 and 0.5, the one position looked at is 0.2."""
    ideals, saliences = np.array([[[0.0]], [[0.5]]]), np.ones((2, 1, 1))
    got = distances(np.full((1, 1, 1), 0.2), saliences, ideals)
    assert got[:, 0, 0] == pytest.approx([0.2, 0.3])


def test_utility_by_hand():
    got = utility(np.array([0, 0.5, 0.5, 0.5, 1, 1.5]), np.array([1, 0, 1, -1, 1, 0.5]))
    assert got == pytest.approx([1, 0.5, 0.75, 0.25, 0, -0.75])


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("middle", [1, 0.1, -0.5]), ("low", [1, 0.4, 0]), ("high", [1, -0.2, -1])],
)
def test_risk_attitudes_by_hand(scale, expected):
    got = risk_attitudes(np.array([[0.6, 1 / 3], [0.3, 1 / 3], [0.1, 1 / 3]]), scale)
    assert got[:, 0] == pytest.approx(expected)
    assert got[:, 1].tolist() == [0, 0, 0]  # nobody is likelier to prevail than others


def test_risk_as_seen_by_hand():
    got = risk_as_seen(np.array([[1.0], [-0.5]]), 1 / 3)[..., 0]
    assert got == pytest.approx(np.array([[1, 0.5], [0, -0.5]]))


def test_who_stands_at_one_place_by_hand():
    """The third is near the second, but the second stands for itself no more."""
    places = np.array([0.5, 0.5004, 0.5012, 0.9]).reshape(4, 1, 1)
    assert first_at_place(places)[:, 0].tolist() == [0, 0, 2, 3]


def test_targets_tied_but_for_rounding_go_to_the_first_in_the_table():
    gain = np.array([[9, 0.2, 0.2 + 1e-14], [1e-6, 9, 9e-6], [0.1, 0.3, 9]])[..., None]
    target, challenges = best_targets(gain)
    assert target[:, 0].tolist() == [1, 2, 1]
    assert challenges[:, 0].tolist() == [True, False, True]  # a gain of 9e-6 is not worth it


@pytest.mark.parametrize(
    ("interpolation", "odds", "moves", "asked"),
    [
        ("s1p1", 0.6, 44, 44),
        ("s2p2", 0.6, 38.46, 38.46),
        ("s2pmax", 0.6, 20, 68),  # the likely winner is unmoved
        ("s2pmax", 0.25, 50, 80),
        ("s2pmax", 0.5, 20, 80),
    ],
)
def test_bargains_by_hand(interpolation, odds, moves, asked):
    both = np.array([[1], [0]])
    got = bargains(two(), both, np.array([[odds], [0.5]]), interpolation)
    assert [offer[0, 0, 0] for offer in got] == [moves, asked]


def test_a_third_actor_backs_the_side_whose_victory_would_cost_it_more():
    """Whom it backs spares it: so an actor at the challenger's place helps the target.

    Weights of 0.5 and distances of 0.6: both sides 0.3, and it leans to the challenger by 0.3, so
    odds are 2/3. Its vote is 0.5 (2/3 (1 - 1) - 1/3 (1 - 0.4)) = -0.1: odds become 0.3 / 0.7.
    """
    table = Table.checked([[20], [80], [20]], [[0.5]] * 3, [1, 1, 1])
    distance, weight = distances(table.positions / 100, table.saliences), np.full((3, 1), 0.5)
    odds = {
        which: contests(distance, np.zeros((3, 3, 1)), weight, weight, third_parties=which).odds
        for which in ("half", "none", "full")
    }
    assert odds["half"][[0, 1], [1, 0], 0] == pytest.approx([3 / 7, 4 / 7])
    assert odds["none"][[0, 1], [1, 0], 0] == pytest.approx([1 / 2, 1 / 2])
    assert (odds["none"] == odds["full"]).all()


TABLE = random(6, 3, worlds=20)


@cache
def played(**options):
    return SMP.path(TABLE, SmpOptions(turns=5, **options))


def test_a_word_that_is_no_choice_is_refused():
    with pytest.raises(BargainError, match=r"victory must be one of linear, square, .* Got 'cube'"):
        SmpOptions(victory="cube")


@pytest.mark.parametrize(("name", "word"), CHOICES)
def test_every_choice_matters_and_stays_within_the_scale(name, word):
    chosen = ends_of(played(**{name: word}))
    assert (chosen >= TABLE.positions.min(axis=0)).all()
    assert (chosen <= TABLE.positions.max(axis=0)).all()
    assert np.abs(chosen - ends_of(played())).max() > 1


def test_third_parties_that_commit_fully_or_not_at_all_are_alike():
    none, full = (ends_of(played(third_parties=word)) for word in ("none", "full"))
    assert (none == full).all()


def test_only_drawn_bargains_need_luck():
    asked = []

    def draws(purpose, turn, cells):
        asked.append((purpose, turn, cells))
        return np.full((cells, 20), 0.5)

    SMP.path(TABLE, SmpOptions(turns=3), draws)
    assert not asked
    SMP.path(TABLE, SmpOptions(turns=3, transition="drawn"), draws)
    assert asked == [("bargain taken up", turn, 6) for turn in (1, 2, 3)]


def test_luck_picks_among_the_bargains_in_the_order_of_the_table():
    """At 0 all leave things as they are; just below 1 each takes the last bargain it is in."""
    one = SmpOptions(turns=1, transition="drawn")
    still, last = (
        SMP.path(TABLE, one, lambda _purpose, _turn, cells, at=at: np.full((cells, 20), at))
        for at in (0.0, 1 - 1e-12)
    )
    assert (ends_of(still) == TABLE.positions).all()
    assert still.moves() == ()
    (round_,) = last.rounds
    target = best_targets(contest_of(TABLE, SmpOptions()).gain)[0][:, 0]
    for actor in range(6):
        challengers = np.flatnonzero(target == actor).tolist()
        assert round_.maker[actor, 0, 0] == max([actor, *challengers])


def test_seeds_give_other_bargains_and_the_same_seed_the_same():
    drawn = SmpOptions(turns=5, transition="drawn")
    assert (SMP.draft(TABLE, drawn) == SMP.draft(TABLE, drawn)).all()
    assert (SMP.draft(TABLE, drawn) != SMP.draft(TABLE)).any()


@pytest.mark.parametrize("world", range(20))
def test_a_world_rests_when_it_moves_less_than_a_fiftieth_of_its_first_turn(world):
    path = SMP.path(TABLE)
    way = path.positions(world) / 100
    moved = np.sqrt((np.diff(way, axis=0) ** 2).sum(axis=2)).sum(axis=1)
    least = 0.02 * (moved[0] + 1e-4)
    assert (moved[1:-1] >= least).all()
    assert moved[-1] < least


@pytest.mark.parametrize("turns", [0, 1, 3])
def test_turns_end_the_bargaining_too(turns):
    path = SMP.path(TABLE, SmpOptions(turns=turns))
    assert len(path.rounds) == turns
    if not turns:
        assert (path.draft == compromise(TABLE)).all()


def test_worlds_at_rest_stay_where_they_are_while_others_go_on():
    path = SMP.path(TABLE)
    for before, one in zip(path.rounds, path.rounds[1:], strict=False):
        rests = ~one.going
        assert (one.positions[..., rests] == before.positions[..., rests]).all()
        assert (one.maker[..., rests] == NOBODY).all()
    assert not path.rounds[-1].going.all()


def small_tables(draw):
    """A table of any kind that is allowed, with ties, zeros and saliences that sum over one."""
    actors, issues = draw(st.integers(2, 5)), draw(st.integers(1, 3))

    def numbers(*shape, values):
        size = int(np.prod(shape))
        return np.reshape(draw(st.lists(values, min_size=size, max_size=size)), shape)

    saliences = numbers(actors, issues, values=st.just(0.0) | st.floats(0.01, 1))
    capabilities = numbers(actors, values=st.just(0.0) | st.floats(0.01, 10))
    saliences[0], capabilities[0] = 0.5, 1.0
    steps = st.sampled_from([0.0, 25.0, 33.337, 50.0, 100.0])
    positions = numbers(actors, issues, values=steps | st.floats(0, 100))
    return Table.checked(positions, saliences, capabilities)


@pytest.mark.parametrize("election", ["conditional", "markov_incentive", "markov_uniform"])
@settings(max_examples=25)
@given(data=st.data())
def test_all_stay_between_the_outermost(election, data):
    table = small_tables(data.draw)
    path = SMP.path(table, SmpOptions(election=election, turns=6))
    low, high = table.positions.min(axis=0), table.positions.max(axis=0)
    for one in path.rounds:
        assert (one.positions >= low).all()
        assert (one.positions <= high).all()
    assert (path.draft >= low - 1e-9).all()
    assert (path.draft <= high + 1e-9).all()


@settings(max_examples=40)
@given(data=st.data())
def test_odds_are_chances(data):
    table = small_tables(data.draw)
    table = Table(table.positions, shares(table.saliences), table.capabilities, table.walkaway)
    for eyes in ("challenger", "target"):
        contest = contest_of(table, SmpOptions(), eyes)
        assert (contest.odds >= 0).all()
        assert (contest.odds <= 1).all()
        assert np.isfinite(contest.gain).all()
    assert winning_chances(table, SmpOptions()).max() <= 1 + 1e-12


@settings(max_examples=25)
@given(data=st.data())
def test_who_stand_at_one_place_stay_there(data):
    table = small_tables(data.draw)
    same = np.broadcast_to(table.positions[:1], table.positions.shape)
    path = SMP.path(Table(same, table.saliences, table.capabilities, table.walkaway))
    assert all((one.positions == same).all() for one in path.rounds)
    assert path.moves() == ()


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_the_order_of_the_table_does_not_matter_without_ties(seed, data):
    table = random(5, 2, worlds=20, seed=seed)
    order = np.array(data.draw(st.permutations(range(5))))
    parts = (table.positions, table.saliences, table.capabilities, table.walkaway)
    moved = Table(*(part[order] for part in parts))
    got, expected = (ends_of(SMP.path(one, SmpOptions(turns=3))) for one in (moved, table))
    assert got == pytest.approx(expected[order], abs=0.0101)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), scale=st.sampled_from([0.25, 3, 100]))
def test_the_unit_of_capability_does_not_matter(seed, scale):
    table = random(5, 2, worlds=20, seed=seed)
    scaled = Table(table.positions, table.saliences, table.capabilities * scale, table.walkaway)
    got, expected = (ends_of(SMP.path(one, SmpOptions(turns=8))) for one in (scaled, table))
    assert got == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("election", ["conditional", "markov_incentive", "markov_uniform"])
@pytest.mark.parametrize("transition", ["likeliest", "drawn"])
def test_one_world_alone_has_the_bits_it_has_among_many(monkeypatch, election, transition):
    table = random(6, 3, worlds=120)
    options = SmpOptions(election=election, transition=transition, turns=4)
    luck = np.random.default_rng(4).random((6, 6, 120))

    def path_of(some):
        return SMP.path(table.among(some), options, lambda _, turn, __: luck[turn - 1][:, some])

    many = path_of(np.arange(120))
    for cells, some in ((rounds.CELLS_AT_ONCE, [7]), (1, [0, 7, 119]), (7 * 36, range(0, 120, 3))):
        monkeypatch.setattr(rounds, "CELLS_AT_ONCE", cells)
        few = path_of(np.array(some))
        assert (few.draft == many.draft[:, some]).all()
        for one, other in zip(few.rounds, many.rounds, strict=False):
            for part in ("positions", "maker", "partner", "odds", "gain", "partner_gain"):
                got, expected = getattr(one, part), getattr(other, part)[..., some]
                assert ((got == expected) | (got != got) & (expected != expected)).all()


def test_saliences_that_sum_over_one_are_divided_by_the_largest_sum():
    saliences = np.array([[[0.9, 0.3], [0.6, 0.2]], [[0.3, 0.1], [0.3, 0.1]]])
    got = shares(saliences)
    assert got[..., 0] == pytest.approx(np.array([[0.6, 0.4], [0.2, 0.2]]))
    assert (got[..., 1] == saliences[..., 1]).all()  # these sum to a half at most


def test_a_table_with_such_saliences_is_played_with_their_shares():
    parts = TABLE.positions, TABLE.capabilities, TABLE.walkaway
    loud = TABLE.saliences * np.linspace(1.2, 0.4, 6)[:, None, None]
    given_, shared = (
        SMP.path(Table(parts[0], part, *parts[1:]), SmpOptions(turns=4))
        for part in (loud, shares(loud))
    )
    assert (ends_of(given_) == ends_of(shared)).all()
    assert given_.draft == pytest.approx(shared.draft)


@pytest.mark.parametrize("nought", ["saliences", "capabilities"])
@pytest.mark.parametrize(("name", "word"), [("turns", 6), *CHOICES])
def test_an_actor_without_weight_breaks_nothing(nought, name, word):
    parts = {key: getattr(TABLE, key).copy() for key in ("saliences", "capabilities")}
    parts[nought][2] = 0
    table = Table.checked(TABLE.positions, **parts)
    path = SMP.path(table, SmpOptions(**{"turns": 3, name: word}))
    assert np.isfinite(ends_of(path)).all()
    assert np.isfinite(path.draft).all()
    assert np.abs(ends_of(path) - TABLE.positions).max() > 1


def test_sixty_actors_and_twenty_issues():
    table = random(60, 20)
    path = SMP.path(table, SmpOptions(turns=4))
    assert len(path.rounds) == 4
    assert (path.draft >= table.positions.min(axis=0)).all()
    assert len(path.moves()) > 60
