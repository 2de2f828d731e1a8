"""The whole model in arrays and written the plain Mesa way tell the same story.

With the same luck, and nobody firing, every world is the same week by week. With luck of its own
every outcome, measure and name of a run is compared. No number may lie four standard errors from
the other: of equal models one comparison in sixteen thousand does.
"""

import sys
import warnings
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "experiments" / "benchmarks"))

from plain_mesa import actors, mission, results, talks, war
from plain_mesa import world as plain_world
from plain_mesa.dials import number_at
from plain_mesa.world import PlainWorld
from same_shares import array_outcomes, compared, plain_outcomes
from same_weeks import NOBODY_FIRES, differences
from same_weeks import plain_world as plain_with_given_luck

from beside_sample import outcomes_of
from contactline.dials import ISSUES
from contactline.dials.distributions import Choice, Fixed, Normal, Triangular, Uniform
from contactline.scenario import load
from contactline.study.ensemble import run
from contactline.world import call_for_troops, commitment, postures, prospects
from contactline.world import war as array_war
from contactline.world.actors import belligerent, contributor, sending, standing

MOST_STANDARD_ERRORS = 4.0
PLAIN_WORLDS, ARRAY_WORLDS, FEWER = 48, 1024, 256
PARTIES = ("day_question", "days_to_soldiers", "days_to_line", "broker_at_table", "europe_at_table")
PARTIES += ("belief_signed", "belief_end", "contributors", "followers")

SITUATIONS = {
    # Pressed hard, the sides come to terms early, or part.
    "talks": (
        "us-ceasefire-first",
        {
            "horizon_days": 280,
            "broker.engagement": 1,
            "broker.plan_days": 10,
            "broker.patience_days": 200,
            "broker.pressure_on_russia": 1,
            "broker.pressure_on_ukraine": 1,
            "mission.preparation_scale": 0.3,
            "talks.opening_days": 20,
            "talks.concession_days": 20,
            "talks.signing_cost": 0,
            "talks.signing_days": 5,
            "talks.settlement_weeks": 6,
            "talks.leaving_days": 10,
            "talks.hope_days": 40,
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
            "mission.preparation_scale": 0,
            "mission.pledge_days": 5,
            "monitors.observers": 200,
            "mission.lead_time_days": 10,
            "mission.buildup_days": 30,
            "actors.russia.foreign_force.at_most": {"choice": {0: 0.3, 20: 0.2, 60: 0.5}},
        },
    ),
    # All that is rare elsewhere: NATO decides, consent is taken back, troops are hit and go home,
    # orders are renewed, ceasefires break and talks begin again.
    "trouble": (
        "base",
        {
            "horizon_days": 140,
            "broker.engagement": 1,
            "broker.plan_days": 2,
            "broker.pressure_on_russia": 1,
            "broker.pressure_on_ukraine": 1,
            "assume.ceasefire": True,
            "assume.ceasefire_day": 8,
            "assume.terms": "stated",
            "assume.sequence": {"uniform": [40, 100]},
            "assume.foreign_force": 80,
            "mission.russian_consent": "given",
            "mission.badge": "nato",
            "mission.objection_chance": 0.25,
            "mission.reluctance": 0,
            "mission.preparation_scale": 0,
            "mission.pledge_days": 4,
            "mission.without_consent": "stay_away",
            "mission.consent_loss_per_year": 3,
            "mission.lead_time_days": 0,
            "mission.buildup_days": 20,
            "mission.pledge_scale": 2,
            "mission.hits_per_million": 800,
            "mission.hits_in_war": 1,
            "front.violations_per_assault": 13,
            "mission.support_lost_per_casualty": 0.01,
            "monitors.observers": 1500,
            "front.recommitment_days": 24,
            "front.discipline": 0.2,
            "durability.resumption_log_rate": -4,
            "durability.attack_lead_days": 5,
            "durability.tolerance_share": 0.1,
            "durability.ignition_share": 0.35,
            "talks.opening_days": 4,
            "talks.signing_days": 2,
            "talks.settlement_weeks": 0,
            "talks.pause_weeks": 2,
        },
    ),
}

WEEKS = {
    "as it comes": {"horizon_days": 728},
    "daily": {"horizon_days": 210, "talks.decisions": "daily", "talks.information": False},
    "four-weekly, with two switches off": {
        "horizon_days": 420,
        "talks.decisions": "four_weekly",
        "talks.ripeness": False,
        "talks.commitment": False,
    },
    "aims beyond the table": {
        "horizon_days": 364,
        "actors.russia.territory.aim": {"choice": {100: 0.5, 140: 0.5}},
        "actors.russia.alignment.aim": -30,
        "actors.ukraine.territory.aim": 0,
    },
    "all decide together": {
        "horizon_days": 280,
        "mission.badge": "nato",
        "mission.objection_chance": 0.2,
        "mission.preparation_scale": 0,
    },
    "observers alone are asked for": {"horizon_days": 364, "mission.proposal": "observers"},
    "leaders without a soldier": {
        "horizon_days": 280,
        "actors.uk.deployable_troops": 0,
        "actors.france.deployable_troops": {"choice": {0: 0.5, 20000: 0.5}},
        "mission.preparation_scale": 0,
        "mission.needs_leader": False,
    },
    "consent taken back": {
        "horizon_days": 210,
        "assume.ceasefire": True,
        "actors.russia.foreign_force.at_most": {"choice": {20: 0.5, 60: 0.5}},
        "mission.proposal": "monitors",
        "mission.preparation_scale": 0,
        "mission.pledge_days": 10,
        "mission.lead_time_days": 0,
        "mission.objection_weight": 0,
        "mission.consent_loss_per_year": 3,
    },
    "the war comes back around soldiers": {
        "horizon_days": 420,
        "broker.backing": 0.6,
        "assume.ceasefire": True,
        "mission.proposal": "fighting",
        "mission.russian_consent": "given",
        "mission.preparation_scale": 0,
        "mission.pledge_days": 10,
        "mission.lead_time_days": 0,
        "mission.reluctance": 0.5,
        "mission.end_weight": 0.5,
        "durability.resumption_log_rate": -3,
        "talks.pause_weeks": 2,
        "talks.opening_days": 10,
    },
    "soldiers outside the text": {
        "horizon_days": 210,
        "assume.ceasefire": True,
        "assume.alignment": {"uniform": [0, 100]},
        "assume.terms": "stated",
        "mission.preparation_scale": 0,
        "mission.objection_weight": 0,
        "mission.russian_consent": "withheld",
        "mission.lead_time_days": 0,
        "durability.resumption_log_rate": -4,
    },
    "soldiers on the line without consent": {
        "horizon_days": 210,
        "assume.ceasefire": True,
        "mission.preparation_scale": 0,
        "mission.objection_weight": 0,
        "mission.proposal": "monitors",
        "mission.russian_consent": "by_stance",
        "mission.without_consent": "deploy",
        "mission.consent_loss_per_year": 3,
        "mission.lead_time_days": 0,
    },
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


OTHER_RULES = [
    ("talks", "outcome no_talks", "talks.opening_cost", 0.3),
    ("talks", "day_talks known", "talks.opening_days", 1000),
    ("talks", "day_ceasefire known", "talks.signing_cost", 1),
    ("monitors", "peak_troops", "mission.buildup_days", 300),
    ("monitors", "posture monitors", "mission.russian_consent", "withheld"),
    ("monitors", "share_attributed", "monitors.technology", 0.8),
    ("trouble", "day_pledged known", "mission.objection_chance", 0.9),
    ("trouble", "mission_casualties above nought", "mission.hits_per_million", 0.1),
]


@cache
def with_other_rules(situation):
    """The outcomes of arrays in a situation where one rule is another, by the dial that says so."""
    changes = {dial: value for name, _, dial, value in OTHER_RULES if name == situation}
    scenarios = [scenario_of(situation, (change,)) for change in changes.items()]
    return dict(zip(changes, outcomes_of(scenarios, FEWER), strict=True))


@pytest.mark.parametrize(("situation", "what", "dial", "value"), OTHER_RULES)
def test_the_comparison_notices_another_rule(situation, what, dial, value):
    changed = with_other_rules(situation)[dial]
    found = {one.what: one for one in compared(in_plain_mesa(situation), changed)}
    assert abs(found[what].z) > MOST_STANDARD_ERRORS, found[what]


def weeks_of(changes, name="base"):
    return load(name).with_dials({"broker.engagement": 1, **WEEKS[changes]})


@pytest.mark.parametrize("changes", WEEKS)
def test_with_the_same_luck_every_week_of_every_world_is_the_same(changes):
    assert list(differences(weeks_of(changes), worlds=8)) == []


@pytest.mark.parametrize("changes", ["as it comes", "soldiers outside the text"])
def test_with_the_same_luck_the_measures_of_the_parties_are_the_same(changes):
    scenario = weeks_of(changes).with_dials({"horizon_days": 364, **NOBODY_FIRES})
    array = run(scenario, worlds=8, seed=1, workers=1).outcomes
    plain = pd.DataFrame([plain_with_given_luck(scenario, 1, at).play().row() for at in range(8)])
    for name in PARTIES:
        both = (table[name].astype(float) for table in (plain, array))
        np.testing.assert_allclose(*both, rtol=1e-7, err_msg=name)


@pytest.mark.parametrize(
    ("changes", "where", "constant", "value"),
    [
        ("as it comes", actors, "SOBER", 0.5),
        ("as it comes", actors, "LEANING_SPREAD", 2.0),
        ("as it comes", mission, "LEADER_COUNTS", 1),
        ("as it comes", mission, "COMFORT_POINTS", 5),
        ("as it comes", war, "MOST_NEWS", 0.1),
        ("soldiers outside the text", actors, "NUMBERS_STEEPNESS", 1),
        ("soldiers outside the text", mission, "NEUTRAL_BELOW", 90),
        ("the war comes back around soldiers", mission, "HELD", 0.0),
        ("the war comes back around soldiers", mission, "BACKING_NEEDED", 1.0),
    ],
)
def test_the_same_weeks_notice_another_rule(monkeypatch, changes, where, constant, value):
    monkeypatch.setattr(where, constant, value)
    if constant == "NEUTRAL_BELOW":
        monkeypatch.setattr(plain_world, constant, value)
    scenario = weeks_of(changes).with_dials({"horizon_days": 182})
    assert next(differences(scenario, worlds=8), None) is not None


@pytest.mark.parametrize("changes", ["as it comes", "soldiers outside the text"])
def test_the_same_weeks_notice_if_pledges_stand_in_for_offers(monkeypatch, changes):
    def pledges_alone(self, request, *_):
        for one in self.members:
            one.offered = one.pledged

    monkeypatch.setattr(mission.Mission, "offer", pledges_alone)
    scenario = weeks_of(changes).with_dials({"horizon_days": 182})
    assert any(one.what == "offered" for one in differences(scenario, worlds=8))


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
    world.dials.change("talks.hope_days", Uniform(0.0, 1.0))
    rank = world.dials["talks.hope_days"]
    world.dials.change("talks.hope_days", Uniform(10.0, 30.0))
    assert world.dials["talks.hope_days"] == pytest.approx(10 + 20 * rank)


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
    fields = ("name", "level", "on_line", "armed", "effort", "reassures", "fights")
    for plain, array in zip(talks.LADDER, postures.LADDER, strict=True):
        assert [getattr(plain, field) for field in fields] == [
            getattr(array, field) for field in fields
        ]
    put_off = [issue in actors.PUT_OFF_BY_A_TRUCE for issue in ISSUES]
    assert put_off == list(prospects.PUT_OFF_BY_A_TRUCE)
    assert actors.SOBER == belligerent.SOBER
    assert actors.NUMBERS_STEEPNESS == commitment.STEEPNESS
    assert results.LEAST_PRESENCE_TROOPS == postures.LEAST_PRESENCE_TROOPS
    assert mission.AWAY_RISK == postures.AWAY_RISK
    assert mission.HELD == standing.HELD
    assert postures.LEVEL[postures.OBSERVERS] == actors.OBSERVERS_LEVEL
    assert mission.NEUTRAL_BELOW == call_for_troops.NEUTRAL_BELOW
    for name in ("WEEKS_TO_FOLLOW_AID", "USUAL_EXHAUSTION", "MOST_NEWS"):
        assert getattr(war, name) == getattr(array_war, name)
    assert actors.AFTER == contributor.AFTER
    for name in ("BACKING_NEEDED", "OUTSIDE_EUROPE"):
        assert getattr(mission, name) == getattr(contributor, name)
    for name in ("COMFORT_POINTS", "DAYS_TO_LEAVE", "LEADER_COUNTS", "SUPPORT_RECOVERY_PER_WEEK"):
        assert getattr(mission, name) == getattr(sending, name)
