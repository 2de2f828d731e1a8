"""The exchange model: a case by hand, the published exchanges, and what must always hold."""

import csv
import tracemalloc
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline.bargaining import MODELS, Table, exchange

MODEL = MODELS["exchange"]
PUBLISHED = Path(__file__).parents[2] / "shared" / "data" / "bargaining"


def random(actors, issues, worlds=1, seed=1):
    rng = np.random.default_rng(seed)
    shape = (actors, issues, worlds)
    able = rng.random((actors, worlds)) + 0.1
    return Table.checked(rng.random(shape) * 100, rng.random(shape) * 0.8 + 0.1, able)


def test_two_actors_and_two_issues_by_hand():
    """A1 at 0 and 0 cares for the second issue, A2 at 100 and 100 for the first; both in %."""
    positions, saliences = [[0.0, 0.0], [100.0, 100.0]], [[10.0, 90.0], [60.0, 50.0]]
    table = Table.checked(positions, np.array(saliences) / 100, [1, 1])
    path = MODEL.path(table)
    assert len(path.rounds) == 1
    assert path.positions()[-1] == pytest.approx(np.array([[100.0, 0.0], [100.0, 80.0]]), abs=1e-9)
    first, second = path.moves()
    assert (first.actor, first.partner, first.issues, first.offer) == (0, 1, (0,), "exchange")
    assert (second.actor, second.partner, second.issues) == (1, 0, (1,))
    assert first.maker == second.maker == 1  # it demands the first issue
    assert 100 * first.gain == pytest.approx(500, abs=1e-9)
    assert first.gain == first.partner_gain == second.gain
    before = (table.weights * table.positions).sum(axis=0) / table.weights.sum(axis=0)
    assert before[:, 0] == pytest.approx([600 / 7, 250 / 7], abs=1e-9)
    assert path.draft[:, 0] == pytest.approx([100, 200 / 7], abs=1e-9)


def test_sides_and_aims_are_those_before_any_exchange_by_hand():
    """A at 0, B at 100. All the way is worth 20, 40, 50 to both if A goes it, 80, 100, 50 if B.

    They swap 40, 10 and 10; at last a tenth of B's second, towards where A stood there at first.
    """
    path = MODEL.path(Table.checked([[0] * 3, [100] * 3], [[0.2, 0.4, 0.5], [0.8, 1, 0.5]], [1, 1]))
    moves = path.moves()
    supplies = [(move.actor, *move.issues) for move in moves]
    assert supplies == [(0, 1), (1, 2), (0, 0), (1, 2), (0, 0), (1, 1)]
    assert [move.after[0] for move in moves] == pytest.approx([100, 20, 50, 0, 100, 90], abs=1e-9)
    assert [move.gain for move in moves[::2]] == pytest.approx([60 / 7, 3, 6 / 7], abs=1e-9)
    assert path.draft[:, 0] == pytest.approx([100, 650 / 7, 0], abs=1e-9)


@pytest.mark.skipif(
    not (PUBLISHED / "exchange_inputs.csv").exists(),
    reason="the published case is not part of this project: its licence is the GPL",
)
def test_the_published_exchanges_come_in_order():
    def rows(name):
        return list(csv.DictReader((PUBLISHED / f"exchange_{name}.csv").open(encoding="utf-8")))

    inputs = rows("inputs")
    actors, issues = (
        list(dict.fromkeys(row[name] for row in inputs)) for name in ("actor", "issue")
    )

    def grid(name):
        cells = {(row["actor"], row["issue"]): float(row[name]) for row in inputs}
        return np.array([[cells[actor, issue] for issue in issues] for actor in actors])

    path = MODEL.path(Table.checked(grid("position"), grid("salience"), grid("power")[:, 0]))
    moves, expected = path.moves(), rows("expected_exchanges")
    assert len(path.rounds) == len(expected) == 20
    for row in expected:
        pair = [move for move in moves if move.round == int(row["order"])]
        ends = {(actors[move.actor], issues[move.issues[0]]): move.after[0] for move in pair}
        assert len(ends) == 2
        for own in "ij":
            end = ends[row[f"actor_{own}"], row[f"supply_issue_{own}"]]
            assert end == pytest.approx(float(row[f"{own}_position_after"]), abs=1e-6)
        assert pair[0].gain == pytest.approx(float(row["gain_each"]), abs=1e-8)
        assert [actors[move.maker] for move in pair] == [row["actor_i"]] * 2
    for row in rows("outcomes"):
        after = float(row["weighted_mean_after_all_exchanges"])
        assert path.draft[issues.index(row["issue"]), 0] == pytest.approx(after, abs=1e-4)


def ends_plainly(start, care, weights):
    """Return where all stand in the end, each pair reckoned anew each time; i demands p, j q."""
    total = weights.sum(axis=0)
    above = start > (weights * start).sum(axis=0) / total
    now, gone, best = start.copy(), np.zeros_like(start), (1,)
    while best:
        best, most = (), 1e-9
        for i, j, p, q in product(*map(range, (len(start),) * 2 + start.shape[1:] * 2)):
            way, other_way = start[i, p] - now[j, p], start[j, q] - now[i, q]
            forth = way * other_way and gone[j, p] * way >= 0 and gone[i, q] * other_way >= 0
            if p == q or not forth or (above[i, [p, q]] == above[j, [p, q]]).any():
                continue
            dp = abs(way) * weights[j, p] / total[p]
            dq = dp * (care[i, p] + care[j, p]) / (care[i, q] + care[j, q])
            part = abs(other_way) / (dq * total[q] / weights[i, q])
            gain = min(part, 1) * (care[i, p] * dp - care[i, q] * dq)
            if gain > most:
                most, best = gain, ((j, p, way * min(part, 1)), (i, q, other_way / max(part, 1)))
        for actor, issue, step in best:
            now[actor, issue], gone[actor, issue] = now[actor, issue] + step, step
    return now


@pytest.mark.parametrize("seed", range(15))
def test_it_ends_where_the_equations_do_taken_plainly(seed):
    table = random(5, 3, seed=seed)
    parts = (table.positions[..., 0], table.saliences[..., 0], table.weights[..., 0])
    assert MODEL.path(table).positions()[-1] == pytest.approx(ends_plainly(*parts), abs=1e-6)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), actors=st.integers(2, 7), issues=st.integers(1, 4))
def test_what_always_holds(seed, actors, issues):
    table = random(actors, issues, seed=seed)
    path = MODEL.path(table)
    steps = path.positions()
    assert (path.draft >= table.positions.min(axis=0) - 1e-9).all()
    assert (path.draft <= table.positions.max(axis=0) + 1e-9).all()
    assert (steps.min(axis=1) >= table.positions.min(axis=0).T - 1e-9).all()
    assert (steps.max(axis=1) <= table.positions.max(axis=0).T + 1e-9).all()
    moved = np.diff(steps, axis=0)
    assert not ((moved > 0).any(axis=0) & (moved < 0).any(axis=0)).any()
    for move in path.moves():
        assert move.gain == move.partner_gain > 0
        assert (len(move.issues), move.offer) == (1, "exchange")
    for one in path.rounds:
        assert (one.offer > 0).sum() == 2
    assert (issues > 1) or not path.rounds


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_order_of_actors_and_units_do_not_matter(seed, data):
    table = random(6, 3, seed=seed)
    order = np.array(data.draw(st.permutations(range(6))))
    moved = Table(
        table.positions[order], table.saliences[order] * 0.7, table.capabilities[order] * 7,
        table.walkaway,
    )  # fmt: skip
    path, other = MODEL.path(table), MODEL.path(moved)
    assert other.positions() == pytest.approx(path.positions()[:, order], abs=1e-6)
    assert other.draft == pytest.approx(path.draft, abs=1e-6)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_nobody_gains_where_all_care_in_the_same_proportion(seed):
    rng = np.random.default_rng(seed)
    saliences = np.outer(rng.integers(1, 11, 5), rng.integers(1, 11, 4)) / 100
    table = Table.checked(rng.integers(0, 11, (5, 4)) * 10, saliences, rng.random(5) + 0.1)
    assert MODEL.path(table).rounds == ()


@pytest.mark.parametrize("unit", [1, 0.7, 0.3, 0.1])
def test_who_stands_at_the_outcome_is_on_no_side(unit):
    """The last two are at the outcome of the first issue, 50, whatever the rounding says."""
    saliences = np.array([[0.3, 0.9], [0.3, 0.8], [0.9, 0.1], [0.1, 0.9]]) * unit
    positions = np.array([[0, 100], [100, 100], [50, 0], [50, 100]])
    assert MODEL.path(Table.checked(positions, saliences, [1, 1, 1, 1])).rounds == ()


def test_a_move_of_nothing_is_no_exchange():
    """By hand as above, but the first weighs so little that the other need not move for it."""
    saliences = np.array([[10.0, 90.0], [60.0, 50.0]]) / 100
    path = MODEL.path(Table.checked([[0, 0], [100, 100]], saliences, [1e-13, 1]))
    assert path.rounds == ()
    path = MODEL.path(Table.checked([[0, 0], [100, 100]], saliences, [1e-3, 1]))
    assert len(path.moves()) == 2


def test_ties_go_to_the_first_actors_and_then_the_first_issues():
    """Two pairs alike; two pairs of issues alike; then a lower actor against a lower issue."""
    positions, saliences = [[0, 0], [100, 100]], [[0.1, 0.9], [0.6, 0.5]]
    pairs = MODEL.path(Table.checked(positions * 2, saliences * 2, [1] * 4)).moves()
    assert [(move.round, move.actor, move.partner) for move in pairs[:2]] == [(1, 0, 1), (1, 1, 0)]
    doubled = [[*row, *row] for row in positions], [[*row, *row] for row in saliences]
    issues = MODEL.path(Table.checked(*doubled, [1, 1])).moves()
    assert [(move.round, move.issues) for move in issues[:2]] == [(1, (0,)), (1, (1,))]
    alike = [[0.1, 0.1, 0.9, 0.9], [0.3, 0.9, 0.9, 0.3], [0.9, 0.3, 0.3, 0.9]]
    first = MODEL.path(Table.checked([[0] * 4, [100] * 4, [100] * 4], alike, [1, 1, 1])).moves()[0]
    assert (first.actor, first.partner, first.issues) == (0, 1, (1,))
    noisy = [[0.1, 0.1, 0.9, 0.9], [0.7, 0.7, 0.3, 0.3]]  # 0.9 - 0.3 rounds to more than 0.7 - 0.1
    assert MODEL.path(Table.checked(noisy, doubled[1], [1, 1])).moves()[0].issues == (0,)


def test_who_stands_together_does_not_exchange():
    table = random(5, 3)
    alike = Table(
        np.full_like(table.positions, 40), *(table.saliences, table.capabilities, table.walkaway)
    )
    assert MODEL.path(alike).rounds == ()
    assert MODEL.draft(alike) == pytest.approx(40)


def test_nobody_supplies_what_it_does_not_weigh_in_on():
    table = random(5, 3, seed=4)
    table.saliences[0, 1] = 0
    table.capabilities[2] = 0
    moved = {(move.actor, issue) for move in MODEL.path(table).moves() for issue in move.issues}
    assert moved
    assert (0, 1) not in moved
    assert 2 not in {actor for actor, _ in moved}


def test_one_world_alone_has_the_bits_it_has_among_many(monkeypatch):
    many = random(6, 3, worlds=120)
    drafts = MODEL.draft(many)
    for world in (0, 50, 119):
        assert (MODEL.draft(many.among(slice(world, world + 1)))[:, 0] == drafts[:, world]).all()
    monkeypatch.setattr(exchange, "CELLS_AT_ONCE", 18**2 * 7)
    assert (MODEL.draft(many) == drafts).all()


def test_a_large_table_is_played_to_its_end():
    path = MODEL.path(random(15, 13))
    assert len(path.rounds) > 100
    assert np.isfinite(path.draft).all()


def test_more_worlds_take_up_no_more_room_for_open_exchanges(monkeypatch):
    many = random(12, 5, worlds=200)
    whole = 8 * 60**2 * 200
    monkeypatch.setattr(exchange, "CELLS_AT_ONCE", 60**2 * 20)
    tracemalloc.start()
    MODEL.draft(many)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.8 * whole


def test_a_world_that_has_come_to_its_end_stays_there():
    path = MODEL.path(random(6, 3, worlds=30))
    going = np.stack([one.going for one in path.rounds])
    assert not (going[1:] & ~going[:-1]).any()
    assert len(set(going.sum(axis=0))) > 1
    for world in range(30):
        assert len(path.moves(world)) == 2 * going[:, world].sum()
        assert (path.positions(world)[-1] == path.rounds[-1].positions[..., world]).all()
