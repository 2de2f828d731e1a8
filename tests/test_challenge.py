"""The expected-utility model against published output and a case worked by hand."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from challenge_sample import expectations
from contactline.bargaining import MODELS, MasadOptions, ScholzOptions, Table
from contactline.bargaining.challenge.arena import Arena
from contactline.bargaining.compromise import compromise

REFERENCE = Path(__file__).parent / "reference"
PAGE = Path(__file__).parents[1] / "docs" / "bargaining" / "challenge.md"


def rows(name):
    with (REFERENCE / f"eum_emission_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INPUTS = rows("inputs")
NAMES = [row["actor"] for row in INPUTS]


@pytest.fixture(scope="module")
def emission():
    position, salience, capability = (
        [float(row[column]) for row in INPUTS]
        for column in ("position_years", "salience", "capability")
    )
    return Table.checked([[one] for one in position], [[one] for one in salience], capability)


@pytest.fixture(scope="module")
def scholz_path(emission):
    return MODELS["challenge_scholz"].path(emission)


@pytest.fixture(scope="module")
def masad_start(emission):
    return expectations(emission, MasadOptions())


# Published output.


def test_the_start_has_the_published_mean_and_winner(emission):
    assert compromise(emission)[0, 0] == pytest.approx(7.389955686853767, abs=1e-12)
    assert Arena.of(emission).winner[0] == 7


def test_scholz_reproduces_every_published_move_and_no_other(scholz_path):
    expected = rows("scholz_moves")
    moves = scholz_path.moves()
    assert len(moves) == len(expected) == 30
    for move, row in zip(moves, expected, strict=True):
        assert move.round == int(row["round"])
        assert NAMES[move.actor] == row["actor"]
        assert move.offer == row["offer_type"]
        assert NAMES[move.partner] == row["other_actor"]
        assert move.maker == move.partner
        assert move.gain == pytest.approx(float(row["eu_actor_vs_other"]), abs=1e-9)
        assert move.partner_gain == pytest.approx(float(row["eu_other_vs_actor"]), abs=1e-9)
        assert move.after[0] == pytest.approx(float(row["new_position"]), abs=1e-9)


def test_scholz_reproduces_the_published_means(emission, scholz_path):
    for row, positions in zip(rows("scholz_mean"), scholz_path.positions(), strict=True):
        at = Table(positions[..., None], emission.saliences, emission.capabilities, None)
        mean = compromise(at)[0, 0]
        assert mean == pytest.approx(float(row["weighted_mean_log"]), abs=1e-9)
        plotted = float(row["weighted_mean_published_read_from_plot"])
        assert mean == pytest.approx(plotted, abs=0.07)


def test_scholz_reproduces_the_risk_exponents_of_the_start(emission):
    risk = expectations(emission, ScholzOptions()).risk[:, 0, 0]
    known = [1.4057, 0.7542, 0.5089, 1.4057, 1.0465, 1.0465, 1.9649, 0.5, 2.0, 1.1121]
    assert risk == pytest.approx(known, abs=5.1e-5)


def test_masad_reproduces_the_expected_utilities_of_the_start(masad_start):
    table = rows("masad_eu_step0")
    assert len(table) == 90
    for row in table:
        at = NAMES.index(row["source"]), NAMES.index(row["target"])
        assert masad_start.gain[(*at, 0, 0)] == pytest.approx(float(row["eu"]), abs=0.0051)


def test_masad_reproduces_the_risk_exponents_of_the_start(masad_start):
    known = [float(row["risk_exponent_r"]) for row in rows("masad_risk_step0")]
    assert masad_start.risk[:, 0, 0] == pytest.approx(known, abs=0.0051)


def test_masad_reproduces_the_backing_of_belgium_and_the_netherlands(masad_start):
    total = rows("masad_belgium_vs_netherlands")[-1]
    pair = NAMES.index("Belgium"), NAMES.index("Netherlands")
    backing = masad_start.support[(*pair, 0, 0)], masad_start.support[(*pair[::-1], 0, 0)]
    known = float(total["support_for_belgium"]), float(total["support_for_netherlands"])
    assert backing == pytest.approx(known, abs=1e-12)
    assert masad_start.odds[(*pair, 0, 0)] == pytest.approx(0.634, abs=0.0005)


# The case worked by hand on the page.


@pytest.fixture
def two():
    """A at 0, capability 3, salience 0.5; B at 100, capability 1, salience 1."""
    return Table.checked([[0], [100]], [[0.5], [1]], [3, 1])


def seen(expected):
    """Return r of both, P_AB, P_BA, then a and b as A and as B see them."""
    odds, a, b = (
        part[:, :, 0, 0] for part in (expected.odds, expected.gain, expected.partner_gain)
    )
    gains = (a[0, 1], b[0, 1], a[1, 0], b[1, 0])
    return [*expected.risk[:, 0, 0], odds[0, 1], odds[1, 0], *gains]


STILL_FOR_A = 2 - 4 * 0.5**0.5  # the status quo at r = 0.5; -0.828


def test_two_actors_by_hand_as_scholz_reads_it(two):
    got = seen(expectations(two, ScholzOptions()))
    worked = [0.5, 2, 0.3, 0.2, -0.8 - STILL_FOR_A, 0.4 - STILL_FOR_A, 0.4 - 1, -0.8 - 1]
    assert got == pytest.approx(worked)
    (move,) = MODELS["challenge_scholz"].path(two).moves()
    assert (move.round, move.actor, move.offer, move.after) == (1, 0, "confrontation", (100.0,))
    assert MODELS["challenge_scholz"].draft(two)[0, 0] == 100


def test_two_actors_by_hand_as_masad_reads_it(two):
    got = seen(expectations(two, MasadOptions()))
    worked = [0.5, 2, 0.6, 0.4, 0.4 - STILL_FOR_A, 0.8 - STILL_FOR_A, 0.8 - 1, 0.4 - 1]
    assert got == pytest.approx(worked)
    assert MODELS["challenge_masad"].path(two).moves() == ()
    assert MODELS["challenge_masad"].draft(two)[0, 0] == pytest.approx(40)


def test_the_page_prints_the_numbers_worked_by_hand(two):
    page = PAGE.read_text(encoding="utf-8").partition("| second pass |")[2]
    printed = re.findall(r"^\| [^|]+ \| (-?\d\.\d{3}) \| (-?\d\.\d{3}) \|$", page, re.MULTILINE)
    scholz, masad = (seen(expectations(two, one)) for one in (ScholzOptions(), MasadOptions()))
    assert printed == [
        (f"{one:.3f}", f"{other:.3f}") for one, other in zip(scholz, masad, strict=True)
    ]


def test_a_number_of_rounds_may_be_written_as_a_fraction(emission):
    path = MODELS["challenge_scholz"].path(emission, ScholzOptions(rounds=2.0))
    assert len(path.rounds) == 2


def test_turning_the_scale_round_changes_the_reading_of_scholz(emission, scholz_path):
    mirrored = replace(emission, positions=14 - emission.positions)
    draft = MODELS["challenge_scholz"].draft(mirrored)[0, 0]
    assert abs((14 - draft) - scholz_path.draft[0, 0]) > 0.1
