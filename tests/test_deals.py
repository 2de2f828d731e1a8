"""What a deal is worth and whether talks open and end, by hand and by property."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.dials import ISSUES
from contactline.scenario import load
from contactline.world.actors.belligerent import (
    belief_in_deal,
    consent_chance,
    deal_value,
    readiness,
    signature_chance,
)
from contactline.world.postures import LADDER, nearest_rung, rung_on_offer
from contactline.world.talks import (
    concession_progress,
    weeks_to_write,
)
from worlds_sample import column, theatre_of

SHARES = st.floats(0, 1)


def terms(*values):
    return np.array(values, dtype=float)[:, np.newaxis]


def test_a_deal_at_ones_own_position_is_worth_ones_belief():
    position = terms(10, 90, 80, 0, 30)
    value = deal_value(position, position, np.full((5, 1), 0.5), column(0.7), deferral=column(0))
    assert value == pytest.approx(0.7)


def test_a_deal_loses_the_weighted_distance():
    draft, position = terms(50, 50, 50, 50, 0), terms(0, 100, 50, 50, 0)
    salience = terms(1, 0.5, 0.5, 0, 0)
    # (1 * 0.5 + 0.5 * 0.5) / 2 = 0.375 lost of a deal believed in with 0.8
    value = deal_value(draft, position, salience, column(0.8), deferral=column(1))
    assert value == pytest.approx(0.8 * 0.625)


def test_a_truce_puts_off_the_quarrel_over_land():
    position, salience = terms(0, 50, 50, 50, 100), terms(1, 0, 0, 0, 0)
    truce = deal_value(
        terms(50, 50, 50, 50, 100), position, salience, column(1), deferral=column(0.6)
    )
    assert truce == pytest.approx(1 - 0.5 * 0.4)


def belief(**changes):
    values = {
        "own_belief": 0.6,
        "force_level": 0,
        "from_force": 0.5,
        "truce": 0,
        "truce_discount": 0.2,
        "collapses": 0,
        "lost_per_collapse": 0.25,
    } | changes
    return belief_in_deal(
        column(values.pop("own_belief")), **{name: column(v) for name, v in values.items()}
    )[0]


def test_belief_by_hand():
    assert belief() == pytest.approx(0.6)
    assert belief(force_level=100) == pytest.approx(0.8)
    assert belief(truce=1) == pytest.approx(0.48)
    assert belief(collapses=2) == pytest.approx(0.6 * 0.75**2)


@given(SHARES, st.floats(0, 100), SHARES, SHARES, SHARES, st.integers(0, 5), SHARES)
def test_belief_is_a_chance(own, level, force, truce, discount, collapses, lost):
    assert -1e-12 <= belief(
        own_belief=own, force_level=level, from_force=force, truce=truce,
        truce_discount=discount, collapses=collapses, lost_per_collapse=lost,
    ) <= 1 + 1e-12  # fmt: skip


@given(st.floats(-1, 1), st.floats(0, 0.5))
def test_pressure_makes_talks_and_signatures_likelier(gain, pressure):
    rules = {"opening_cost": column(0.1), "steepness": column(20)}
    ready = readiness(column(gain), column(pressure), **rules)
    assert ready >= readiness(column(gain), column(0), **rules)
    rules = {"signing_cost": column(0.1), "rationality": column(20)}
    signs = signature_chance(column(gain), column(pressure), **rules)
    assert signs >= signature_chance(column(gain), column(0), **rules)


def test_a_side_that_breaks_even_after_its_costs_is_ready_every_other_week():
    ready = readiness(column(0.1), column(0.05), opening_cost=column(0.15), steepness=column(30))
    assert ready == pytest.approx(0.5)


def test_concessions_and_the_time_it_takes_to_write():
    assert concession_progress(column(8), concession_weeks=column(8)) == pytest.approx(1 - 1 / np.e)
    assert weeks_to_write(column(25), settlement_weeks=column(20)) == 15
    assert weeks_to_write(column(100), settlement_weeks=column(20)) == 0


def test_the_ladder_rises_and_each_rung_is_nearest_to_its_own_level():
    levels = column(*(posture.level for posture in LADDER))
    assert (np.diff(levels) > 0).all()
    assert nearest_rung(levels).tolist() == list(range(len(LADDER)))


def offer(position, proposal="from_draft", highest=100, consents=True, without="instructors"):
    rung = rung_on_offer(
        column(position),
        proposal=proposal,
        highest_for_ukraine=column(highest),
        russia_consents=np.array([consents]),
        without_consent=without,
    )
    return LADDER[rung[0]].name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"position": 58}, "monitors"),
        ({"position": 58, "consents": False}, "instructors"),
        ({"position": 58, "consents": False, "without": "stay_away"}, "none"),
        ({"position": 58, "consents": False, "without": "deploy"}, "monitors"),
        ({"position": 22}, "observers"),
        ({"position": 22, "consents": False}, "none"),
        ({"position": 41, "consents": False}, "instructors"),
        ({"position": 10, "proposal": "buffer"}, "buffer"),
        ({"position": 10, "proposal": "buffer", "highest": 70}, "none"),
    ],
)
def test_the_rung_on_offer(given, expected):
    assert offer(**given) == expected


def test_russia_is_even_at_its_tolerance():
    likely = consent_chance(column(10, 10), column(50, 80), tolerance=column(40, 40))
    assert likely[0] == pytest.approx(0.5)
    assert likely[1] < 0.05


def test_no_draft_crosses_a_red_line_and_one_without_room_is_never_signed():
    barred = load("base").with_dials(
        {"actors.ukraine.territory.at_most": 40, "actors.russia.territory.at_least": 60}
    )
    theatre = theatre_of(barred, worlds=32)
    talks = theatre.talks
    assert not talks.possible.any()
    theatre.run_until(365)
    assert not theatre.tally.ceasefires.any()
    free = theatre_of(load("base"), worlds=32).talks
    ukraine, russia = free.sides.members
    land = ISSUES.index("territory")
    assert (free.terms[land] <= ukraine.at_most[land] + 1e-9).all()
    assert (free.terms[land] >= russia.at_least[land] - 1e-9).all()


def test_flexible_actors_move_towards_the_draft_and_back_when_talks_end():
    theatre = theatre_of(load("base"), worlds=4)
    actors = theatre.talks.actors
    actor = actors.members[0]
    draft = np.zeros_like(actor.opening)
    actors.concede(draft, np.ones(4))
    assert np.allclose(actor.position, actor.opening * (1 - actor.flexibility))
    actors.concede(draft, np.zeros(4))
    assert (actor.position == actor.opening).all()


def test_what_was_conceded_stands_while_the_agreement_is_in_force():
    theatre = theatre_of(load("base"), worlds=3)
    talks, settings = theatre.talks, theatre.settings
    talks.at_table[:] = True
    nowhere = np.zeros(3, dtype=bool)
    for _ in range(4):
        talks.concede(nowhere, settings)
    moved = talks.actors.members[0].position.copy()
    talks.at_table[:] = False
    talks.concede(np.array([True, False, False]), settings)
    assert (talks.actors.members[0].position[:, 0] == moved[:, 0]).all()
    assert (talks.actors.members[0].position[:, 1:] == talks.actors.members[0].opening[:, 1:]).all()
