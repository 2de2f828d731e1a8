"""The expected-utility model against a second version in plain loops, and how fragile it is."""

import csv
from pathlib import Path

import numpy as np
import pytest

from challenge_sample import expectations
from contactline.bargaining import MODELS, OFFERS, MasadOptions, Table

REFERENCE = Path(__file__).parent / "reference" / "eum_emission_inputs.csv"


def gain(i, j, r, p, x, s, span, alone):
    """What i expects of challenging j, at exponent r; `alone`: the worth of doing nothing."""
    d = abs(x[i] - x[j]) / span
    success, failure = 2 - 4 * (0.5 - 0.5 * d) ** r, 2 - 4 * (0.5 + 0.5 * d) ** r
    return s[j] * (p[i][j] * success + (1 - p[i][j]) * failure) + (1 - s[j]) * success - alone


def exponents(threats):
    high, low = max(threats), min(threats)
    if high - low < 1e-12:
        return [1.0] * len(threats)
    ranks = [(2 * one - high - low) / (high - low) for one in threats]
    return [(1 - rank / 3) / (1 + rank / 3) for rank in ranks]


def odds(x, s, c, span, r, share):
    """P, as a share of "all" votes or of those cast between the "pair"."""
    everyone = range(len(x))
    felt = [[(abs(x[k] - x[at]) / span) ** r[k] for at in everyone] for k in everyone]
    votes = [
        [sum(c[k] * s[k] * max(0, felt[k][j] - felt[k][i]) for k in everyone) for j in everyone]
        for i in everyone
    ]
    cast = sum(map(sum, votes)) * 2

    def of(i, j):
        whole = cast if share == "all" else votes[i][j] + votes[j][i]
        return 0 if x[i] == x[j] else votes[i][j] / whole

    return [[of(i, j) for j in everyone] for i in everyone]


def scholz_round(x, s, c, span, *, share="all", linear=False, least=False):
    """Positions after one round. linear: votes without r. least: the compromise nearest by."""
    everyone, one = range(len(x)), [1.0] * len(x)

    def seen(i, j, r, p):
        return gain(i, j, r, p, x, s, span, 2 - 4 * 0.5**r)

    p = odds(x, s, c, span, one, share)
    r = exponents([sum(seen(j, i, 1, p) for j in everyone if j != i) for i in everyone])
    p = odds(x, s, c, span, one if linear else r, share)
    after = list(x)
    for i in everyone:
        fights, compromises = [], []
        for j in everyone:
            a, b = seen(i, j, r[i], p), seen(j, i, r[i], p)
            if x[i] != x[j] and b > a > 0:
                fights.append((abs(x[i] - x[j]), j, x[j]))
            elif x[i] != x[j] and b > -a > 0:
                goal = x[i] + (x[j] - x[i]) * -a / b
                point = abs(goal - x[i]) if least else (-a * x[i] + b * x[j]) / (b - a)
                compromises.append((point, j, goal))
        if fights or compromises:
            after[i] = min(fights or compromises)[2]
    return after


def random_issue(seed):
    rng = np.random.default_rng(seed)
    actors = int(rng.integers(2, 13))
    places = rng.random(actors) * 100 if seed % 2 else rng.permutation(actors) % 5 * 25.0
    return places, rng.uniform(0.02, 1, actors), rng.uniform(0.02, 1, actors)


@pytest.mark.parametrize("seed", range(40))
def test_every_round_of_scholz_goes_as_in_plain_loops(seed):
    x, s, c = random_issue(seed)
    path = MODELS["challenge_scholz"].path(Table.checked(x[:, None], s[:, None], c))
    expected, span = x.tolist(), np.ptp(x)
    for one in path.rounds[:6]:
        expected = scholz_round(expected, s, c, span)
        assert one.positions[:, 0, 0] == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("seed", range(1, 20, 2))
@pytest.mark.parametrize(("stays", "better"), [(1, 0.5), (0.3, 0.8)])
def test_what_all_expect_in_the_reading_of_masad_is_as_in_plain_loops(seed, stays, better):
    x, s, c = random_issue(seed)
    n, span = len(x), np.ptp(x)
    p, weights, order = odds(x, s, c, span, [1] * n, "pair"), c * s, np.argsort(x)
    middle = x[order][np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)]

    def seen(i, j, r, viewer):
        other = j if viewer == i else i
        off = (abs(x[viewer] - middle) + abs(x[other] - middle)) / (4 * span)
        drift = 2 - 4 * (better * (0.5 - off) ** r + (1 - better) * (0.5 + off) ** r)
        alone = stays * (2 - 4 * 0.5**r) + (1 - stays) * drift
        return 0 if i == j else gain(i, j, r, p, x, s, span, alone)

    r = exponents([sum(seen(j, i, 1, j) for j in range(n)) for i in range(n)])
    options = MasadOptions(status_quo=stays, better=better)
    got = expectations(Table.checked(x[:, None], s[:, None], c), options)
    assert got.risk[:, 0, 0] == pytest.approx(r, abs=1e-9)
    for i in range(n):
        own = [seen(i, j, r[i], i) for j in range(n)]
        others = [seen(j, i, r[i], i) for j in range(n)]
        assert got.odds[i, :, 0, 0] == pytest.approx(p[i], abs=1e-9)
        assert got.gain[i, :, 0, 0] == pytest.approx(own, abs=1e-9)
        assert got.partner_gain[i, :, 0, 0] == pytest.approx(others, abs=1e-9)


@pytest.mark.parametrize(
    ("reading", "belgium"), [({}, 5.5), ({"least": True}, 10.0), ({"share": "pair"}, 7.0)]
)
def test_the_page_says_where_other_readings_put_belgium_after_five_rounds(reading, belgium):
    assert emission(5, **reading)[1] == pytest.approx(belgium, abs=0.05)


def test_the_least_move_is_settled_by_rounding_in_the_end():
    found = {round(emission(10, 1 + n * 1e-14, least=True)[1]) for n in range(20)}
    assert len(found) > 1
    published = {round(emission(10, 1 + n * 1e-14)[1], 6) for n in range(20)}
    assert published == {4.291541}


def emission(rounds, factor=1.0, **reading):
    """Positions in the published case; factor: of the capability of the Netherlands."""
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        actors = list(csv.DictReader(file))
    columns = ("position_years", "salience", "capability")
    x, s, c = ([float(row[name]) for row in actors] for name in columns)
    c[0] *= factor
    for _ in range(rounds):
        if len(set(x)) > 1:
            x = scholz_round(x, s, c, 6.0, **reading)
    return x


@pytest.mark.parametrize("timing", ["before_moves", "after_moves"])
def test_a_conflict_moves_nobody_where_it_is_told_not_to(timing):
    rng = np.random.default_rng(13)
    table = Table.checked(
        rng.random((6, 2, 200)) * 100, rng.uniform(0.05, 1, (6, 2, 200)), rng.random((6, 200))
    )
    options = MasadOptions(rounds=1, conflict="nobody_moves", timing=timing)
    one = MODELS["challenge_masad"].path(table, options).rounds[0]
    fought = one.offer == OFFERS.index("conflict")
    assert fought.any()
    assert (one.positions[fought] == table.positions[fought]).all()
