"""The whole model in arrays and written the plain Mesa way tell the same story.

Every outcome, measure and name of a run is compared. No number may lie four standard errors from
the other: of equal models one comparison in sixteen thousand does.
"""

import sys
import warnings
from functools import cache
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "experiments" / "benchmarks"))

from plain_mesa import actors, mission, results, talks, war
from plain_mesa.dials import number_at
from plain_mesa.world import PlainWorld
from same_shares import array_outcomes, compared, plain_outcomes

from contactline.dials.distributions import Choice, Fixed, Normal, Triangular, Uniform
from contactline.scenario import load
from contactline.world import postures
from contactline.world import war as array_war
from contactline.world.actors import belligerent, contributor

MOST_STANDARD_ERRORS = 4.0
PLAIN_WORLDS, ARRAY_WORLDS, FEWER = 48, 1024, 256

SITUATIONS = {
    # Pressed hard, the sides come to terms early, or part.
    "talks": (
        "us-ceasefire-first",
        {
            "horizon_days": 240,
            "broker.engagement": 1,
            "talks.settlement_weeks": 6,
            "talks.patience_weeks": 8,
            "talks.pause_weeks": 3,
        },
    ),
    # A ceasefire on day 8, and a mission of monitors where it is agreed to.
    "monitors": (
        "uk-france-monitors",
        {
            "horizon_days": 120,
            "broker.engagement": 1,
            "assume.ceasefire": True,
            "assume.ceasefire_day": 8,
            "mission.lead_time_days": 10,
            "mission.buildup_days": 30,
        },
    ),
    # All that is rare elsewhere: NATO decides, consent is taken back, troops are hit and go home,
    # orders are renewed, ceasefires break and talks begin again.
    "trouble": (
        "base",
        {
            "horizon_days": 140,
            "broker.engagement": 1,
            "broker.pressure_on_russia": 1,
            "broker.pressure_on_ukraine": 1,
            "assume.ceasefire": True,
            "assume.ceasefire_day": 8,
            "assume.terms": "stated",
            "assume.sequence": {"uniform": [40, 100]},
            "mission.nato_level": True,
            "mission.objection_chance": 0.02,
            "mission.reluctance": 0,
            "mission.proposal": "buffer",
            "mission.without_consent": "stay_away",
            "mission.consent_tolerance": 70,
            "mission.consent_loss_per_year": 3,
            "mission.lead_time_days": 0,
            "mission.buildup_days": 20,
            "mission.pledge_scale": 2,
            "mission.hits_per_million": 800,
            "mission.support_lost_per_casualty": 0.01,
            "monitors.observers": 1500,
            "front.recommitment_days": 24,
            "front.discipline": 0.4,
            "durability.resumption_log_rate": -4,
            "durability.tolerance_share": 0.15,
            "durability.ignition_share": 0.5,
            "talks.pause_weeks": 2,
        },
    ),
}


def scenario_of(situation, change=()):
    name, changes = SITUATIONS[situation]
    return load(name).with_dials({**changes, **dict(change)})


@cache
def in_plain_mesa(situation):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first_seed = 1000 * list(SITUATIONS).index(situation)
        return plain_outcomes(scenario_of(situation), PLAIN_WORLDS, first_seed)


@cache
def all_compared(situation):
    return compared(in_plain_mesa(situation), array_outcomes(scenario_of(situation), ARRAY_WORLDS))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_both_agree_within_monte_carlo_error(situation):
    assert [one for one in all_compared(situation) if abs(one.z) > MOST_STANDARD_ERRORS] == []


def test_every_column_is_compared_and_all_rules_come_into_play():
    numbers = {name: {one.what: one for one in all_compared(name)} for name in SITUATIONS}
    assert all(len(found) > 50 for found in numbers.values())
    assert 0.2 < numbers["talks"]["day_ceasefire known"].plain < 0.8
    assert 0.2 < numbers["monitors"]["posture monitors"].plain < 0.8
    assert 0.1 < numbers["trouble"]["day_pledged known"].plain < 0.6
    assert numbers["trouble"]["broken_how escalation"].plain > 0
    assert numbers["trouble"]["ceasefires"].plain > 1


@pytest.mark.parametrize(
    ("situation", "what", "dial", "value"),
    [
        ("talks", "outcome no_talks", "talks.steepness", 10),
        ("talks", "day_talks known", "war.exhaustion_cost", 1.2),
        ("talks", "day_ceasefire known", "talks.truce_discount", 0.8),
        ("talks", "ceasefires", "talks.settlement_weeks", 40),
        ("monitors", "peak_troops", "mission.buildup_days", 300),
        ("monitors", "posture instructors", "mission.russian_consent", "given"),
        ("monitors", "soldiers_on_line", "mission.russian_consent", "withheld"),
        ("monitors", "contributors", "mission.reluctance", 6),
        ("monitors", "terms_foreign_force", "mission.russian_consent", "withheld"),
        ("monitors", "soldier_months", "mission.lead_time_days", 60),
        ("monitors", "broken_by russia", "durability.value_weight", 15),
        ("monitors", "share_attributed", "monitors.technology", 0.8),
        ("trouble", "day_pledged known", "mission.objection_chance", 0.5),
        ("trouble", "mission_casualties", "mission.hits_per_million", 1),
    ],
)
def test_the_comparison_notices_another_rule(situation, what, dial, value):
    changed = array_outcomes(scenario_of(situation, ((dial, value),)), FEWER)
    found = {one.what: one for one in compared(in_plain_mesa(situation), changed)}
    assert abs(found[what].z) > MOST_STANDARD_ERRORS, found[what]


@pytest.mark.parametrize(
    "value",
    [
        Fixed(3.5),
        Uniform(2.0, 8.0),
        Triangular(0.0, 0.4, 1.0),
        Triangular(2.0, 2.0, 9.0),
        Normal(5.0, 2.0, 3.0, 6.0),
        Choice((1.0, 4.0, 9.0), (1.0, 2.0, 1.0)),
        Uniform(0.0, 90.0, whole=True),
    ],
    ids=str,
)
def test_a_number_is_read_at_its_rank(value):
    ranks = np.linspace(0.01, 0.99, 41)
    plain = [number_at(value, rank) for rank in ranks]
    np.testing.assert_allclose(plain, value.quantile(ranks), rtol=1e-12)


def test_a_dial_that_an_event_changes_keeps_its_rank():
    world = PlainWorld(load("base"), 1)
    world.dials.change("talks.rationality", Uniform(0.0, 1.0))
    rank = world.dials["talks.rationality"]
    world.dials.change("talks.rationality", Uniform(10.0, 30.0))
    assert world.dials["talks.rationality"] == pytest.approx(10 + 20 * rank)


def test_the_broker_takes_office_and_the_same_seed_repeats_itself():
    scenario = load("base").with_horizon(50)
    worlds = [PlainWorld(scenario, 3), PlainWorld(scenario, 3)]
    assert worlds[0].dials["broker.engagement"] == 0
    first, again = (world.play() for world in worlds)
    assert first == again
    assert worlds[0].dials["broker.engagement"] == 1


def test_another_theory_of_bargaining_is_refused():
    with pytest.raises(ValueError, match="compromise"):
        PlainWorld(load("base").with_dials({"bargaining.model": "median"}), 1)


def test_both_stand_on_the_same_constants():
    ladder = [(one.name, one.level, one.on_line, one.armed, one.effort) for one in talks.LADDER]
    assert ladder == [
        (one.name, one.level, one.on_line, one.armed, one.effort) for one in postures.LADDER
    ]
    assert actors.DEFERRED_BY_A_TRUCE == belligerent.DEFERRED_ISSUES
    assert war.WEEKS_TO_FOLLOW_AID == array_war.WEEKS_TO_FOLLOW_AID
    assert mission.COMFORT_POINTS == contributor.COMFORT_POINTS
    assert mission.DAYS_TO_LEAVE == contributor.DAYS_TO_LEAVE
    assert mission.OUTSIDE_EUROPE == contributor.OUTSIDE_EUROPE
    assert mission.SUPPORT_RECOVERY_PER_WEEK == contributor.SUPPORT_RECOVERY_PER_WEEK
    assert results.LEAST_PRESENCE_TROOPS == postures.LEAST_PRESENCE_TROOPS
