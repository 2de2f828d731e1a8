"""Who joins, how troops arrive, what they see and what sends them home."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.scenario import load
from contactline.world.actors import Broker
from contactline.world.actors.contributor import (
    Request,
    deployed_after_week,
    readiness_to_join,
    troops_pledged,
)
from contactline.world.agreement import Agreement
from contactline.world.mission import troops_per_km
from contactline.world.monitors import (
    access_granted,
    restrictions_a_week,
    share_attributed,
    share_seen,
    view_of_sides,
)
from contactline.world.postures import NAMES
from worlds_sample import column, luck_of, settings_of, theatre_of

MONITORS = NAMES.index("monitors")
WEIGHTS = dict.fromkeys(
    ("reluctance", "stance", "backing", "consent", "cascade", "support", "risk"), column(1)
)


def ready(margin=0, **changes):
    values = {"backing": 0, "consent": 0, "leaders_share": 0, "fire_share": 0, "support": 0.5}
    values |= changes
    parts = {name: column(value) for name, value in values.items()}
    return readiness_to_join(column(margin), weights=WEIGHTS, **parts)[0]


def test_readiness_by_hand():
    assert ready() == pytest.approx(1 / (1 + np.e))  # reluctance alone
    assert ready(10) == pytest.approx(0.5)
    assert ready(20) == ready(70)  # more comfort than 20 points adds nothing
    assert ready(0, consent=1) == pytest.approx(0.5)


@given(
    st.floats(-80, 80), st.sampled_from(["backing", "consent", "leaders_share", "support"]),
    st.floats(0, 0.5), st.floats(0, 0.5),
)  # fmt: skip
def test_what_draws_a_government_in(margin, name, value, more):
    assert ready(margin, **{name: value + more}) >= ready(margin, **{name: value})
    assert ready(margin, fire_share=value + more) <= ready(margin, fire_share=value)


def test_a_pledge_is_bounded_by_rotation():
    rungs = np.array([0, MONITORS, NAMES.index("buffer")])
    pledged = troops_pledged(column(21000, 21000, 21000), rungs, rotation_ratio=3, scale=1)
    assert pledged.tolist() == [0, 3500, 7000]


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


def mission_on_the_line(**changes):
    """A mission of monitors in a ceasefire, decided once, in 200 worlds."""
    theatre = theatre_of(load("base"), worlds=200)
    mission, settings = theatre.mission, settings_of(theatre.luck, **changes)
    everywhere = np.ones(200, dtype=bool)
    mission.ask(request(everywhere, settings), everywhere, settings)
    return mission, settings, everywhere


def request(consents, settings):
    """Monitors are asked for, in quiet times, and backed as the dials say."""
    worlds = consents.size
    backing = Broker.backing(settings)
    if settings.mission.nato_level:
        backing = np.ones(worlds)
    return Request(np.full(worlds, MONITORS), consents, backing, np.zeros(worlds))


def pledges(mission, key):
    return next((one.pledged > 0) for one in mission.contributors.members if one.key == key)


def test_followers_go_only_where_a_leader_goes():
    mission, *_ = mission_on_the_line()
    led = pledges(mission, "uk") | pledges(mission, "france")
    assert led.any() and not led.all()  # noqa: PT018 - both ends must be seen
    for key in ("estonia", "canada", "germany"):
        assert not (pledges(mission, key) & ~led).any()
    alone, *_ = mission_on_the_line(mission__needs_leader=False)
    assert (pledges(alone, "estonia") & ~led).any()


def test_a_pledge_once_made_stays():
    mission, settings, everywhere = mission_on_the_line()
    before = pledges(mission, "uk")
    mission.ask(request(~everywhere, settings), everywhere, settings)
    assert (pledges(mission, "uk") >= before).all()


def test_decided_in_nato_one_ally_can_block():
    alone, *_ = mission_on_the_line(mission__nato_level=True, mission__objection_chance=1.0)
    assert not alone.pledged.any()


def test_consent_taken_back_sends_troops_on_the_line_home():
    theatre = theatre_of(load("base"), worlds=200)
    mission, settings = (
        theatre.mission,
        settings_of(theatre.luck, mission__consent_loss_per_year=3.0),
    )
    everywhere = np.ones(200, dtype=bool)
    mission.ask(request(everywhere, settings), everywhere, settings)
    agreement = Agreement(200)
    terms, rung = np.full((5, 200), 60.0), np.full(200, MONITORS)
    agreement.begin(everywhere, 0, terms, rung, everywhere, np.zeros(200))
    lost = np.zeros(200, dtype=bool)
    for day in range(7, 371, 7):
        at_stake = agreement.consent_at_stake()
        gone = theatre.sides.takes_consent_back(at_stake, day, settings)
        agreement.lose_consent(gone, troops_stay=False)
        mission.lose_consent(gone)
        lost |= gone
        mission.deploy(agreement, ~everywhere, day, settings)
    assert 0.9 < lost.mean() < 1
    assert (agreement.rung[lost] == 0).all()
    assert (agreement.rung[~lost] == MONITORS).all()
    mission.deploy(agreement, ~everywhere, 371, settings)
    assert not mission.pledged[lost].any()


def test_casualties_cost_support_and_lost_support_brings_troops_home():
    mission, settings, *_ = mission_on_the_line(
        mission__support_lost_per_casualty=0.5, mission__withdrawal_support=0.3
    )
    agreement = Agreement(200)
    rung, level = np.full(200, MONITORS), np.full((5, 200), 60.0)
    agreement.begin(np.ones(200, dtype=bool), 0, level, rung, rung > 0, np.zeros(200))
    mission.deploy(agreement, rung < 0, 1000, settings)
    mission.exposure = np.full(200, 1e7)
    hit = mission.suffer(7, settings)
    assert (hit[mission.deployed > 0] > 0).all()
    went = mission.deployed > 0
    mission.withdraw(settings)
    assert (mission.pledged[went] == 0).any()


def test_a_government_without_support_at_home_does_not_pledge():
    mission, *_ = mission_on_the_line(mission__withdrawal_support=0.9)
    assert not mission.pledged.any()


def test_leaders_decide_at_once_and_followers_after_them():
    theatre = theatre_of(load("base"), worlds=40)
    everywhere = np.ones(40, dtype=bool)
    asked = request(everywhere, theatre.settings)
    rounds = theatre.mission.ask(asked, everywhere, theatre.settings)
    order = [one.leads for joining in rounds for one in joining.members]
    assert order == sorted(order, reverse=True)
    leaders, _ = rounds
    assert [one.key for one in leaders.members] == ["france", "uk"]
    assert not leaders.leaders_share.any()
