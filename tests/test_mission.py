"""Who joins, how troops arrive, what they see and what sends them home."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.scenario import load
from contactline.world.actors.institution import objects
from contactline.world.actors.request import Request
from contactline.world.actors.sending import (
    deployed_after_week,
    drawn_in,
    staff_work,
    stance_part,
    support_after_week,
    troops_pledged,
)
from contactline.world.agreement import Agreement
from contactline.world.mission import share_arrived, troops_per_km
from contactline.world.monitors import (
    access_granted,
    restrictions_a_week,
    share_attributed,
    share_seen,
    view_of_sides,
)
from contactline.world.postures import LEVEL, NAMES
from worlds_sample import column, luck_of, settings_of, theatre_of

MONITORS, OBSERVERS = NAMES.index("monitors"), NAMES.index("observers")
INSTRUCTORS = NAMES.index("instructors")


def stance(position, rung=MONITORS, weight=0.9):
    return stance_part(column(position), np.array([rung]), weight=column(weight))[0]


def test_a_stance_by_hand():
    assert stance(60) == 0  # as far as it would go itself
    assert stance(50) == pytest.approx(-0.9)
    assert stance(70) == pytest.approx(0.9)
    assert stance(80) == stance(100)  # more comfort than 20 points adds nothing
    assert stance(50, INSTRUCTORS) == pytest.approx(0.9)


@given(st.floats(0, 100), st.floats(0, 100), st.integers(0, 4))
def test_a_willing_government_is_never_less_willing_and_a_harder_posture_never_easier(
    position, more, rung
):
    assert stance(min(position + more, 100), rung) >= stance(position, rung)
    assert stance(position, rung + 1) <= stance(position, rung)


def drawn(*pledged, leads=(True, True, False, False)):
    """How far each of two leaders and two followers is drawn in."""
    members = np.array(pledged, dtype=bool)[:, np.newaxis]
    return drawn_in(members, np.array(leads)[:, np.newaxis])[:, 0].tolist()


def test_everybodys_pledge_draws_others_in_and_a_leaders_three_times():
    assert drawn(False, False, False, False) == [0, 0, 0, 0]
    # a leader sees 3 + 1 + 1 others, a follower 3 + 3 + 1; half of all is all it takes
    assert drawn(False, False, True, False) == pytest.approx([0.4, 0.4, 0, 2 / 7])
    assert drawn(True, False, False, False) == pytest.approx([0, 1, 6 / 7, 6 / 7])
    assert drawn(True, True, True, True) == [1, 1, 1, 1]


@given(st.lists(st.booleans(), min_size=4, max_size=4), st.integers(0, 3))
def test_one_more_pledge_never_draws_anybody_out_and_its_own_counts_for_nobody(pledged, one):
    with_it, without = list(pledged), list(pledged)
    with_it[one], without[one] = True, False
    more, less = drawn(*with_it), drawn(*without)
    assert more[one] == pytest.approx(less[one])
    assert all(0 <= a <= b + 1e-12 <= 1 + 1e-9 for a, b in zip(less, more, strict=True))


def test_one_objection_blocks_a_decision_by_all():
    net = np.array([[2.0, 2.0], [-1.0, -3.0]])
    assert objects(net, objection=column(-1.73, -1.73)).any(axis=0).tolist() == [False, True]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 200), st.floats(0, 0.5))
def test_support_recovers_towards_home_and_casualties_only_cost_it(support, home, hits, cost):
    rules = {"lost_per_hit": column(cost)}
    quiet = support_after_week(column(support), column(home), column(0), **rules)[0]
    assert min(support, home) - 1e-12 <= quiet <= max(support, home) + 1e-12
    assert 0 <= support_after_week(column(support), column(home), column(hits), **rules)[0] <= quiet


def test_nobody_arrives_in_the_lead_time_and_two_thirds_within_the_build_up():
    rules = {"lead_time_days": column(30), "buildup_days": column(90)}
    assert share_arrived(column(30), **rules) == 0
    assert share_arrived(column(120), **rules) == pytest.approx(1 - 1 / np.e)


def test_a_pledge_is_bounded_by_rotation():
    rungs = np.array([0, MONITORS, NAMES.index("buffer")])
    pledged = troops_pledged(column(21000, 21000, 21000), rungs, rotation_ratio=3, scale=1)
    assert pledged.tolist() == [0, 5600, 7000]


@given(st.floats(0, 1e5), st.floats(0, 1e5), st.floats(1, 720))
def test_troops_approach_their_target_and_never_pass_it(deployed, target, buildup):
    after = deployed_after_week(column(deployed), column(target), buildup_days=column(buildup))[0]
    assert min(deployed, target) - 1 <= after <= max(deployed, target)


def test_two_thirds_arrive_within_the_build_up():
    deployed = column(0)
    for _ in range(13):
        deployed = deployed_after_week(deployed, column(9000), buildup_days=column(91))
    assert deployed[0] == pytest.approx(9000 * (1 - np.exp(-1)))


def test_density_on_the_line_adds_up_to_the_troops():
    weight = column(0.7, 0.2, 0.1)[:, np.newaxis]
    for focus in (0, 0.5, 1):
        density = troops_per_km(column(600), weight, line_km=30, focus=column(focus))
        assert (density * 10).sum() == pytest.approx(600)
    assert troops_per_km(column(600), weight, line_km=30, focus=column(1))[0, 0] == 42


def test_full_technology_sees_what_access_allows_and_nobody_sees_nothing():
    rules = {"km_per_patrol": column(4), "line_km": 1000.0}
    assert share_seen(column(0), technology=column(1), access=column(0.4), **rules) == 0.4
    assert share_seen(column(0), technology=column(0), access=column(1), **rules) == 0
    one = share_seen(column(10), technology=column(0), access=column(1), **rules)
    assert one == pytest.approx(1 - np.exp(-0.004))


@given(st.floats(0, 1e5), st.floats(0, 1), st.floats(0, 1))
def test_what_is_attributed_is_seen_and_what_is_seen_is_a_share(people, technology, access):
    seen = share_seen(
        column(people), km_per_patrol=column(4), line_km=1151.0,
        technology=column(technology), access=column(access),
    )  # fmt: skip
    attributed = share_attributed(
        seen, by_patrol=column(0.1), by_technology=column(0.5), technology=column(technology)
    )
    assert 0 <= attributed[0] <= seen[0] <= access + 1e-12


def test_restrictions_by_hand():
    # 200 people are 20 patrols, ten on each side, seven days a week
    turned_back = restrictions_a_week(column(200), np.array([[0.9], [0.2]]))
    assert turned_back[:, 0] == pytest.approx([7, 56])
    assert restrictions_a_week(column(0), np.array([[0.9], [0.2]])).sum() == 0


def test_lost_consent_cuts_the_view_on_both_sides():
    settings = settings_of(luck_of(2))
    access = access_granted(np.array([False, True]), settings)
    seen, _ = view_of_sides(column(5000, 5000), access, settings, 1151.0)
    assert (seen[:, 1] < seen[:, 0]).all()
    assert seen[1, 0] < seen[0, 0]  # less access on the Russian side


WORLDS = 200
EVERYWHERE, NOWHERE = np.ones(WORLDS, dtype=bool), np.zeros(WORLDS, dtype=bool)


def request(rung=MONITORS, **changes):
    """Monitors in a text with consent in a quiet ceasefire, backed by the United States."""
    known = {
        "in_text": EVERYWHERE, "outside_text": NOWHERE, "backing": np.full(WORLDS, 0.5),
        "fire_share": np.zeros(WORLDS), "stage": np.full(WORLDS, 2), "asked": NOWHERE,
    } | changes  # fmt: skip
    return Request(rung=np.full(WORLDS, rung), **known)


def asked(request_, *, days=400, called=EVERYWHERE, allowed=EVERYWHERE, change=None, **dials):
    """A theatre whose contributors are asked each week for so many days; its settings."""
    dials = {"mission__pledge_days": 20, "mission__preparation_scale": 0} | dials
    theatre = theatre_of(load("base").with_dials(change or {}), worlds=WORLDS)
    settings = settings_of(theatre.luck, **dials)
    contributors = theatre.mission.contributors
    for day in range(0, days, 7):
        reckoning = contributors.reckon(request_, settings)
        contributors.prepare(request_, reckoning, called, settings)
        pledging = contributors.pledge(request_, reckoning, allowed, day, settings)
        assert (pledging.reckoning.net[pledging.joins] > 0).all()
    theatre.mission.add_up()
    return theatre, settings


def pledges(theatre, key):
    members = theatre.mission.contributors.members
    return next((one.pledged > 0) for one in members if one.key == key)


def part(name, request_, **dials):
    """One part of what France reckons, by world."""
    theatre = theatre_of(load("base"), worlds=WORLDS)
    reckoning = theatre.mission.contributors.reckon(request_, settings_of(theatre.luck, **dials))
    return reckoning.parts[name][0]


def test_a_reckoning_by_hand():
    fire = np.full(WORLDS, 0.4)
    assert part("risk", request(fire_share=fire)) == pytest.approx(-0.8)
    away = request(INSTRUCTORS, fire_share=fire)
    assert part("risk", away) == pytest.approx(-0.16)
    assert part("American backing", request()) == pytest.approx(1)
    assert part("consent of both sides", request()) == pytest.approx(3.8)
    assert not part("consent of both sides", request(in_text=NOWHERE)).any()
    uninvited = request(INSTRUCTORS, in_text=NOWHERE, outside_text=EVERYWHERE)
    assert part("objection of Russia", uninvited) == pytest.approx(-1.2)
    assert part("reluctance", request()) == pytest.approx(-2.1)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"backing": np.ones(WORLDS)}, {"backing": np.zeros(WORLDS)}),
        ({}, {"in_text": NOWHERE}),
        ({}, {"outside_text": EVERYWHERE}),
        ({}, {"fire_share": np.full(WORLDS, 0.6)}),
    ],
)
def test_what_draws_a_government_in(better, worse):
    theatre = theatre_of(load("base"), worlds=WORLDS)
    reckon = theatre.mission.contributors.reckon
    more, less = (reckon(request(**one), theatre.settings).net for one in (better, worse))
    assert (more > less).all()


def test_followers_go_only_where_a_leader_goes():
    theatre, _ = asked(request())
    led = pledges(theatre, "uk") | pledges(theatre, "france")
    assert led.any() and not led.all()  # noqa: PT018 - both ends must be seen
    for key in ("estonia", "canada", "germany"):
        assert not (pledges(theatre, key) & ~led).any()
    alone, _ = asked(request(), mission__needs_leader=False)
    assert (pledges(alone, "estonia") & ~led).any()
    free, _ = asked(request(), change={"actors.estonia.needs_leader": False})
    assert (pledges(free, "estonia") & ~led).any()


def test_a_government_that_waits_for_a_ceasefire_does_not_pledge_before_one():
    for after, stages in {"nothing": (0, 1, 2), "talks": (1, 2), "ceasefire": (2,)}.items():
        for stage in (0, 1, 2):
            at_stage = request(stage=np.full(WORLDS, stage))
            theatre, _ = asked(at_stage, days=140, change={"actors.france.after": after})
            assert pledges(theatre, "france").any() == (stage in stages), (after, stage)


def test_a_government_that_needs_backing_goes_only_with_it():
    needs = {"actors.france.needs_backing": True}
    for backing, goes in ((0.2, False), (0.25, True)):
        backed = request(backing=np.full(WORLDS, backing))
        theatre, _ = asked(backed, days=140, change=needs)
        assert pledges(theatre, "france").any() == goes


def test_a_question_speeds_staff_work_and_nothing_else_does():
    """Fourteen days, twice as fast where asked, in the second and third world."""
    asked_here, pace = np.array([False, True, True]), np.array([2.0, 2.0, 1.0])
    assert staff_work(14, asked_here, pace=pace).tolist() == [14, 28, 14]


def test_who_is_asked_for_troops_has_its_option_earlier_and_for_the_rest_is_the_same():
    slow, works = {"actors.france.option_days": 100}, {"mission__preparation_scale": 1}
    theatres = {
        (here.any(), pace): asked(
            request(asked=here), days=63, change=slow, mission__question_pace=pace, **works
        )[0]
        for here, pace in ((NOWHERE, 2), (EVERYWHERE, 1), (EVERYWHERE, 2))
    }
    france = next(iter(theatres.values())).mission.contributors.keys.index("france")
    ready = {key: one.mission.contributors.ready[france] for key, one in theatres.items()}
    assert not ready[False, 2].any()
    assert not ready[True, 1].any()
    assert ready[True, 2].any()
    parts = part("own stance", request()), part("own stance", request(asked=EVERYWHERE))
    assert (parts[0] == parts[1]).all()


def test_nobody_pledges_before_its_option_is_ready():
    slow = {"actors.france.option_days": 200}
    early, _ = asked(request(), days=200, change=slow, mission__preparation_scale=1)
    late, _ = asked(request(), days=300, change=slow, mission__preparation_scale=1)
    assert not pledges(early, "france").any()
    assert pledges(late, "france").any()
    assert (late.mission.contributors.ready | (late.mission.contributors.pledged <= 0)).all()


def test_a_pledge_once_made_stays_until_it_lapses():
    theatre, settings = asked(request())
    contributors, before = theatre.mission.contributors, pledges(theatre, "uk")
    unwelcome = request(in_text=NOWHERE, outside_text=EVERYWHERE)
    reckoning = contributors.reckon(unwelcome, settings)
    contributors.pledge(unwelcome, reckoning, EVERYWHERE, 700, settings)
    assert (pledges(theatre, "uk") >= before).all()
    contributors.take_back(EVERYWHERE)
    assert not pledges(theatre, "uk").any()


def test_nobody_pledges_where_no_force_is_wanted():
    theatre, _ = asked(request(), allowed=NOWHERE)
    assert not theatre.mission.pledged.any()
    assert theatre.mission.contributors.ready.any()
    uncalled, _ = asked(request(), called=NOWHERE)
    assert not uncalled.mission.contributors.ready.any()  # nor does any staff work on it


@pytest.mark.parametrize("name", ["no-foreign-troops", "neutral-observers"])
def test_where_nobody_asks_for_soldiers_no_question_is_raised_and_no_option_prepared(name):
    changes = {"mission.preparation_scale": 0, "broker.engagement": 1, "broker.plan_days": 1}
    for one in (load(name), load(name).if_ceasefire()):
        theatre = theatre_of(one.with_dials(changes), worlds=40)
        theatre.run_until(200)
        assert theatre.broker.plan.any()
        assert not theatre.broker.has_asked().any()
        assert not theatre.mission.contributors.ready.any()
    changed = theatre_of(load("uk-france-monitors").with_dials(changes), worlds=40)
    changed.run_until(70)
    assert changed.broker.has_asked().any()
    assert changed.mission.contributors.ready.any()


def test_soldiers_are_called_for_by_whoever_asks_in_the_war_and_by_a_text_or_ukraine_after_it():
    theatre = theatre_of(load("base"), worlds=4)
    call, agreement = theatre.call, theatre.agreement
    theatre.talks.asked = np.array([0, OBSERVERS, INSTRUCTORS, MONITORS])
    assert call.for_soldiers().tolist() == [False, False, True, True]
    alignment, rung = np.array([24.0, 26.0, 10.0, 10.0]), np.array([0, 0, OBSERVERS, MONITORS])
    terms = np.stack([np.full(4, 50.0), alignment, LEVEL[rung], *np.full((2, 4), 50.0)])
    everywhere = np.ones(4, dtype=bool)
    beside = np.full(4, INSTRUCTORS)
    agreement.begin(everywhere, 0, terms, rung, beside=beside, pressure=np.zeros(4))
    assert call.for_soldiers().tolist() == [False, True, False, True]


def test_who_has_no_soldier_prepares_offers_and_pledges_none_and_leads_nobody():
    nobody = {f"actors.{key}.deployable_troops": 0 for key in ("uk", "france")}
    theatre, settings = asked(request(), change=nobody)
    contributors = theatre.mission.contributors
    rows = [contributors.keys.index(key) for key in ("uk", "france")]
    contributors.offer(request(), EVERYWHERE, settings)
    assert not contributors.ready[rows].any()
    assert not contributors.going[rows].any()
    assert contributors.ready.any()
    assert not contributors.going.any()  # all others need a leader who goes
    played = {**nobody, "actors.uk.plays.pledge": "at_once"}
    assert not pledges(asked(request(), change=played)[0], "uk").any()


def test_decided_in_nato_one_ally_can_block():
    alone, _ = asked(request(), mission__badge="nato", mission__objection_chance=1.0)
    assert not alone.mission.pledged.any()
    nobody, _ = asked(request(), mission__badge="nato", mission__objection_chance=0.0)
    assert nobody.mission.pledged.any()


def in_force(rung=MONITORS, since=0):
    """A ceasefire with this force in its text, in every world."""
    agreement = Agreement(WORLDS, np.zeros(WORLDS))
    rungs = np.full(WORLDS, rung)
    terms = np.full((5, WORLDS), LEVEL[rung])
    beside = np.full(WORLDS, INSTRUCTORS)
    agreement.begin(EVERYWHERE, since, terms, rungs, beside=beside, pressure=np.zeros(WORLDS))
    return agreement


def test_consent_taken_back_leaves_the_text_without_its_soldiers():
    theatre, settings = asked(request(), mission__consent_loss_per_year=3.0)
    mission, agreement, lost = theatre.mission, in_force(), NOWHERE
    for day in range(7, 371, 7):
        at_stake = agreement.consent_at_stake()
        gone = theatre.sides.takes_consent_back(at_stake, day, settings)
        agreement.lose_consent(gone, troops_stay=False)
        mission.lose_consent(gone, troops_stay=False)
        lost = lost | gone
        mission.arrive(agreement, day, settings)
    assert 0.9 < lost.mean() < 1
    assert (agreement.rung[lost] == 0).all()
    assert (agreement.rung[~lost] == MONITORS).all()
    assert (mission.posture(agreement)[lost] == INSTRUCTORS).all()
    assert not mission.on_line(agreement)[lost].any()
    assert mission.on_line(agreement)[~lost].any()


def test_observers_come_where_a_text_holds_them_and_go_with_it():
    theatre = theatre_of(load("base"), worlds=WORLDS)
    settings = settings_of(theatre.luck, mission__neutral_observers=1000)
    mission, agreement = theatre.mission, in_force(NAMES.index("observers"))
    mission.arrive(agreement, 30, settings)
    assert not mission.observers.any()
    mission.arrive(agreement, 120, settings)
    assert mission.observers == pytest.approx(1000 * (1 - 1 / np.e))
    agreement.end(EVERYWHERE)
    mission.arrive(agreement, 127, settings)
    assert not mission.observers.any()


def test_a_ceasefire_without_them_lets_pledges_lapse_and_one_with_them_keeps_them():
    for rung, kept in ((MONITORS, True), (NAMES.index("observers"), False), (0, False)):
        theatre, _ = asked(request())
        theatre.mission.begin(EVERYWHERE, np.full(WORLDS, rung))
        assert theatre.mission.pledged.any() == kept


def test_soldiers_weigh_by_number_and_posture_and_one_alone_hardly():
    theatre, settings = asked(request(), talks__reassurance_half_per_km=13)
    mission = theatre.mission
    rung = np.full(WORLDS, MONITORS)
    offered, weights = mission.contributors.offered, []
    for soldiers in (1, 5 * mission.line_km, 60 * mission.line_km):
        offered[:] = soldiers / len(offered)
        weights.append(mission.weight_offered(rung, settings)[0])
        armed = mission.weight_offered(np.full(WORLDS, NAMES.index("fighting")), settings)[0]
        assert armed > weights[-1]  # as many, and more to each
    assert weights[0] < 1e-3
    assert weights[1] < 0.2 * 0.6
    assert weights[2] > 0.9 * 0.6


def test_offers_follow_the_text_and_outside_it_weigh_less():
    theatre, settings = asked(request(), days=14, allowed=NOWHERE)
    mission, contributors = theatre.mission, theatre.mission.contributors
    assert not contributors.pledged.any()
    contributors.offer(request(), EVERYWHERE, settings)
    within = contributors.offered
    contributors.offer(
        request(INSTRUCTORS, in_text=NOWHERE, outside_text=EVERYWHERE),
        EVERYWHERE,
        settings_of(theatre.luck, mission__objection_weight=0),
    )
    outside = contributors.offered
    both = (within > 0) & (outside > 0)
    assert both.any()
    assert (outside[both] < within[both]).all()  # fewer, and away from the line
    contributors.offered = np.where(both, within, 0)
    weight = mission.weight_offered(MONITORS, settings)
    contributors.offered = np.where(both, outside, 0)
    less = mission.weight_offered(INSTRUCTORS, settings)
    assert (less < weight)[both.any(axis=0)].all()


def test_an_offer_needs_an_option_and_conditions_and_draws_others_in():
    theatre, settings = asked(request(), days=7, mission__preparation_scale=30)
    contributors = theatre.mission.contributors
    contributors.offer(request(), EVERYWHERE, settings)
    assert not contributors.offered.any()  # nobody is ready
    contributors.ready[:] = True
    alone = contributors.reckon(request(), settings).parts["company of others"]
    contributors.offer(request(), EVERYWHERE, settings)
    leads, waits = contributors.leads[:, 0], contributors.needs_leader & ~contributors.leads
    assert contributors.offered[leads].any()
    assert not contributors.offered[waits[:, 0]].any()  # no leader had offered before
    company = contributors.reckon(request(), settings).parts["company of others"]
    assert not alone.any()
    assert company.any()
    contributors.offer(request(), EVERYWHERE, settings)
    assert contributors.offered[waits[:, 0]].any()
    contributors.offer(request(), NOWHERE, settings)
    assert not contributors.offered.any()  # nobody could come


def test_casualties_cost_support_and_lost_support_brings_troops_home():
    theatre, settings = asked(
        request(), mission__support_lost_per_casualty=0.5, mission__withdrawal_support=0.3
    )
    mission, agreement = theatre.mission, in_force()
    for day in range(49, 196, 7):
        mission.arrive(agreement, day, settings)
    mission.exposure = np.full(WORLDS, 1e7)
    hit = mission.suffer(7, settings)
    went = mission.deployed > 0
    assert went.any()
    assert (hit[went] > 0).all()
    leaves = mission.withdraw(settings)
    assert leaves.any()
    assert not mission.contributors.pledged[leaves].any()
    again, welcome = mission.contributors, request()
    again.support = np.ones_like(again.support)
    again.pledge(welcome, again.reckon(welcome, settings), EVERYWHERE, 700, settings)
    assert not again.pledged[leaves].any()  # gone home for good


def test_a_government_without_support_at_home_does_not_pledge():
    theatre, _ = asked(request(), mission__withdrawal_support=0.9)
    assert not theatre.mission.pledged.any()


def test_leaders_stand_first_and_nobody_is_drawn_in_by_pledges_of_the_same_day():
    theatre = theatre_of(load("base"), worlds=40)
    contributors = theatre.mission.contributors
    order = [one.leads for one in contributors.members]
    assert order == sorted(order, reverse=True)
    assert {one.key for one in contributors.members if one.leads} == {"france", "uk"}
    first = contributors.reckon(theatre.call.today(theatre.fire_share), theatre.settings)
    assert not first.parts["company of others"].any()


def test_capitals_prepare_and_pledge_before_anybody_talks():
    theatre = theatre_of(load("base"), worlds=WORLDS)
    theatre.run_until(180)
    silent = np.isnan(theatre.tally.first_talks)
    assert silent.any()
    assert theatre.mission.contributors.ready[:, silent].any()
    assert theatre.mission.pledged[silent].any()


def test_before_a_ceasefire_the_risk_of_one_is_seen():
    """A government looks at the fire that a truce would bring, not at none."""
    theatre = theatre_of(load("base"), worlds=40)
    risk = theatre.mission.contributors.reckon(
        theatre.call.today(theatre.fire_share), theatre.settings
    ).parts["risk"]
    assert (risk < 0).all()


@pytest.mark.parametrize(("rung", "stay"), [(OBSERVERS, True), (MONITORS, False)])
def test_soldiers_outside_a_text_stay_when_consent_to_those_in_it_is_taken_back(rung, stay):
    theatre, _ = asked(request())
    theatre.agreement = in_force(rung)
    theatre.mission.contributors.pledged[:] = 1000.0
    theatre.sides.takes_consent_back = lambda *_: EVERYWHERE
    theatre._lose_consent(70)
    assert (theatre.agreement.rung == 0).all()
    assert (theatre.mission.pledged > 0).all() == stay


def test_consent_lost_bars_pledges_in_its_ceasefire_and_not_once_that_has_broken():
    theatre, _ = asked(request())
    theatre.agreement = in_force(MONITORS)
    theatre.mission.lost_consent = EVERYWHERE.copy()
    theatre._contributors(70)
    assert theatre.pledging is not None
    assert not theatre.pledging.asked.any()
    theatre.agreement.end(EVERYWHERE)
    theatre.talks.asked[:] = MONITORS
    theatre.talks.rung[:] = MONITORS
    theatre._contributors(77)
    assert theatre.pledging.asked.all()
