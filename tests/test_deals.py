"""What a text and fighting on are worth, why a text is believed, and what both sides then do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.dials import ISSUES
from contactline.scenario import load
from contactline.world.actors.belligerent import given_way
from contactline.world.actors.broker import patience_used
from contactline.world.actors.mood import drifted
from contactline.world.actors.rates import at_a_rate
from contactline.world.actors.red_lines import crosses
from contactline.world.commitment import belief_kept, doubt_taken_away, weight_of_numbers
from contactline.world.postures import (
    LADDER,
    NAMES,
    nearest_rung,
    rung_beside_text,
    rung_in_text,
)
from contactline.world.prospects import distance, loss, optimism_after, war_value
from contactline.world.reckoning import Reckoning
from contactline.world.talks import days_to_write, wish_for_force
from contactline.world.voices import power_at_the_table
from worlds_sample import column, luck_of, theatre_of

SHARES = st.floats(0, 1)
POINTS = st.lists(st.floats(0, 100), min_size=5, max_size=5)
NOTHING_PUT_OFF = column(0)


def terms(*values):
    """Terms that both sides look at, (issues, 1, 1)."""
    return np.array(values, dtype=float)[:, np.newaxis, np.newaxis]


def wishes(ukraine, russia):
    """What each side has of each issue, (issues, 2, 1)."""
    return np.array([ukraine, russia], dtype=float).T[..., np.newaxis]


# --- What a text is worth ----------------------------------------------------------------------


def test_only_what_is_worse_than_the_wish_is_a_loss_but_on_sequence_either_way():
    far = distance(terms(50, 50, 50, 50, 50), wishes([20, 80, 80, 10, 40], [90, 0, 0, 90, 80]))
    assert far[:, :, 0].tolist() == [[30, 40], [30, 50], [30, 50], [40, 40], [10, 30]]
    better = distance(terms(0, 100, 100, 0, 0), wishes([20, 80, 80, 10, 40], [90, 0, 0, 90, 0]))
    assert better[:, 0, 0].tolist() == [0, 0, 0, 0, 40]
    assert better[:, 1, 0].tolist() == [90, 100, 100, 90, 0]


def test_the_loss_is_the_weighted_distance():
    position = wishes([0, 100, 50, 50, 0], [100, 0, 50, 50, 0])
    salience = wishes([1, 0.5, 0.5, 0, 0], [0, 0, 0, 0, 0])
    lost = loss(terms(50, 50, 50, 50, 0), position, salience, put_off=NOTHING_PUT_OFF)
    # (1 * 0.5 + 0.5 * 0.5) / 2 for Ukraine; who cares for nothing loses nothing
    assert lost[:, 0] == pytest.approx([0.375, 0])


def test_a_truce_puts_off_the_quarrel_over_land_but_not_the_one_over_troops():
    position = wishes([0, 50, 100, 50, 100], [100, 50, 0, 50, 100])
    for issue, left in ((0, 0.4), (2, 1.0)):
        salience = np.zeros((5, 2, 1))
        salience[issue] = 1
        lost = loss(terms(50, 50, 50, 50, 100), position, salience, put_off=column(0.6))
        assert lost[:, 0] == pytest.approx([0.5 * left] * 2)


@given(POINTS, POINTS, POINTS, SHARES, SHARES)
def test_a_loss_is_a_share_and_putting_off_never_adds_to_it(draft, one, other, more, put_off):
    salience = np.full((5, 2, 1), 0.7)
    shown, wanted = terms(*draft), wishes(one, other)
    most = loss(shown, wanted, salience, put_off=column(put_off * more))
    least = loss(shown, wanted, salience, put_off=column(put_off))
    assert ((least >= 0) & (least <= most + 1e-12) & (most <= 1 + 1e-12)).all()


@given(POINTS, st.floats(0, 100), st.floats(0, 100))
def test_land_that_one_side_gains_by_a_text_the_other_never_gains_too(draft, land, more):
    wanted, salience = wishes([0, 100, 100, 0, 50], [100, 0, 0, 100, 50]), np.ones((5, 2, 1))
    low, high = sorted((land, more))
    less = loss(terms(low, *draft[1:]), wanted, salience, put_off=NOTHING_PUT_OFF)
    lost = loss(terms(high, *draft[1:]), wanted, salience, put_off=NOTHING_PUT_OFF)
    assert lost[0, 0] >= less[0, 0] - 1e-12
    assert lost[1, 0] <= less[1, 0] + 1e-12


# --- What fighting on is worth -----------------------------------------------------------------


def war(expected=0.5, balance=0.0, beaten=1.0, tired=0.0, cost=0.6):
    parts = (column(value) for value in (expected, balance, beaten, tired))
    return war_value(*parts, cost=column(cost))[0]


def test_war_value_by_hand():
    assert war() == pytest.approx(0.5)
    assert war(balance=1) == pytest.approx(0.7310586)
    assert war(beaten=0.5) == pytest.approx(0.75)  # half of its aims are safe even if beaten
    assert war(beaten=0.5, tired=0.5) == pytest.approx(0.45)


@given(st.floats(0.01, 0.99), st.floats(-3, 3), SHARES, SHARES, SHARES)
def test_war_value_rises_with_hope_and_falls_with_stakes_and_exhaustion(
    expected, balance, beaten, tired, cost
):
    value = war(expected, balance, beaten, tired, cost)
    assert value <= war(expected, balance + 1, beaten, tired, cost) + 1e-12
    assert value >= war(expected, balance, 1, tired, cost) - 1e-12
    assert value >= war(expected, balance, beaten, 1, cost) - 1e-12
    assert -cost - 1e-12 <= value <= 1


def test_optimism_fades_with_land_that_changes_hands_and_not_without():
    start = column(0.6)
    assert optimism_after(start, column(0), learning=column(2), days=365) == 0.6
    taught = optimism_after(start, column(1), learning=column(1), days=365)
    assert taught[0] == pytest.approx(0.6 / np.e)
    weekly = start
    for _ in range(52):
        weekly = optimism_after(weekly, column(2), learning=column(1), days=7)
    assert weekly[0] == pytest.approx(0.6 * np.exp(-2 * 364 / 365))


@given(st.floats(0, 2), st.floats(0, 3), st.floats(0, 5), st.floats(1, 400))
def test_optimism_is_never_turned_round(optimism, news, learning, days):
    after = optimism_after(column(optimism), column(news), learning=column(learning), days=days)
    assert 0 <= after[0] <= optimism


# --- Why a text is believed --------------------------------------------------------------------


def test_five_soldiers_to_a_kilometre_weigh_little_and_sixty_much():
    five, half, sixty, many = weight_of_numbers(column(5, 13, 60, 400), half_per_km=column(13))
    assert half == pytest.approx(0.5)
    assert five == pytest.approx(0.1926, abs=1e-4)  # (5/13)^1.5 = 0.2385, of 1.2385
    assert five < 5 / 13 * 0.9  # less than in proportion
    assert sixty > 0.9
    assert many - sixty < 0.1  # it levels off


@given(st.floats(0, 1000), st.floats(0, 1000), st.floats(0.1, 200))
def test_more_soldiers_never_weigh_less(troops, more, half):
    few, many = weight_of_numbers(column(troops, troops + more), half_per_km=column(half))
    assert 0 <= few <= many <= 1


def doubt(force=0.0, backing=0.0, alignment=20.0, **shares):
    shares = {"from_force": 0.5, "from_backing": 0.4, "from_alignment": 0.25} | shares
    given = {name: column(value) for name, value in shares.items()}
    return doubt_taken_away(column(force), column(backing), column(alignment), **given)[0]


def test_doubt_taken_away_by_hand():
    assert doubt() == 0
    assert doubt(alignment=0) == 0  # neutrality protects nobody, and takes nothing either
    assert doubt(force=1) == pytest.approx(0.5)
    assert doubt(backing=1) == 0  # there is nothing to stand behind
    assert doubt(force=0.25, backing=1) == pytest.approx(1 - 0.875 * 0.8)
    assert doubt(force=1, backing=1) == pytest.approx(1 - 0.5 * 0.6)
    assert doubt(alignment=100) == pytest.approx(0.25)


@given(*[SHARES] * 2, st.floats(0, 100), *[SHARES] * 3, SHARES, st.integers(0, 2))
def test_protection_takes_a_share_of_doubt_and_more_of_it_never_less(
    force, backing, alignment, from_force, from_backing, from_alignment, more, which
):
    shares = {
        "from_force": from_force, "from_backing": from_backing, "from_alignment": from_alignment,
    }  # fmt: skip
    usual, grown = [force, backing, alignment], [force, backing, alignment]
    most = (1, 1, 100)[which]
    grown[which] += more * (most - grown[which])
    assert -1e-12 <= doubt(*usual, **shares) <= doubt(*grown, **shares) + 1e-12 <= 1 + 2e-12


def belief(**changes):
    values = {
        "own_belief": 0.6,
        "taken_away": 0,
        "truce": 0,
        "truce_discount": 0.2,
        "collapses": 0,
        "lost_per_collapse": 0.25,
    } | changes
    return belief_kept(
        column(values.pop("own_belief")), **{name: column(v) for name, v in values.items()}
    )[0]


def test_belief_by_hand():
    assert belief() == pytest.approx(0.6)
    assert belief(taken_away=0.5) == pytest.approx(0.8)
    assert belief(truce=1) == pytest.approx(0.48)
    assert belief(collapses=2) == pytest.approx(0.6 * 0.75**2)


@given(SHARES, SHARES, SHARES, SHARES, st.integers(0, 5), SHARES)
def test_belief_is_a_chance_that_protection_raises_and_collapses_lower(
    own, taken, truce, discount, collapses, lost
):
    given = {
        "own_belief": own, "truce": truce, "truce_discount": discount, "lost_per_collapse": lost,
    }  # fmt: skip
    found = belief(taken_away=taken, collapses=collapses, **given)
    assert -1e-12 <= found <= 1 + 1e-12
    assert found <= belief(taken_away=1, collapses=collapses, **given) + 1e-12
    assert found >= belief(taken_away=taken, collapses=collapses + 1, **given) - 1e-12


# --- What drifts, comes at a rate, and is given ------------------------------------------------


def walked(days, steps, worlds=20_000, start=0.3):
    """Moods after some days in so many steps, from one start."""
    luck, mood = luck_of(worlds), np.full((2, worlds), start)
    for step in range(steps):
        shock = luck.normal("drift of mood", step, (2,))
        rules = {"spread": column(0.1), "memory_days": column(90)}
        mood = drifted(mood, shock, days=days / steps, **rules)
    return mood[0]


@pytest.mark.parametrize("days", [28, 364])
def test_moods_have_one_distribution_in_one_long_step_and_in_many_short_ones(days):
    kept = np.exp(-days / 90)
    for steps in (1, 4, 28):
        mood = walked(days, steps)
        spread = 0.1 * np.sqrt(1 - kept**2)
        assert mood.mean() == pytest.approx(0.3 * kept, abs=4 * spread / np.sqrt(mood.size))
        assert mood.std() == pytest.approx(spread, rel=0.02)


def test_moods_keep_their_spread_and_are_remembered_for_months():
    luck = luck_of(20_000)
    first = 0.1 * luck.normal("mood", cells=(2,))
    later = drifted(
        first, luck.normal("drift of mood", 1, (2,)),
        spread=column(0.1), memory_days=column(90), days=45,
    )  # fmt: skip
    assert later.std() == pytest.approx(0.1, rel=0.02)
    assert np.corrcoef(first[0], later[0])[0, 1] == pytest.approx(np.exp(-0.5), abs=0.02)


@pytest.mark.parametrize("days", [1, 7, 28])
def test_what_comes_at_a_rate_comes_as_often_under_any_step(days):
    uniform = (np.arange(10_000) + 0.5) / 10_000
    stays = 1 - at_a_rate(uniform, days, column(45)).mean()
    assert stays ** (84 / days) == pytest.approx(np.exp(-84 / 45), abs=0.002)


def test_a_side_gives_way_by_two_thirds_in_its_days_and_only_where_it_does():
    progress = np.array([[0.0, 0.2], [0.5, 0.5]])
    gives = np.array([[True, False], [False, True]])
    after = given_way(progress, gives, days=90, concession_days=column(90, 90))
    assert after[0, 0] == pytest.approx(1 - 1 / np.e)
    assert after[1, 1] == pytest.approx(1 - 0.5 / np.e)
    assert (after[[0, 1], [1, 0]] == progress[[0, 1], [1, 0]]).all()
    weekly = progress
    for _ in range(10):
        weekly = given_way(weekly, gives, days=9, concession_days=column(90, 90))
    assert weekly == pytest.approx(after)


@given(SHARES, st.floats(0, 1000), st.floats(1, 2000))
def test_nobody_gives_more_than_all_or_takes_back(progress, days, slow):
    after = given_way(column(progress), np.array([True]), days=days, concession_days=column(slow))
    assert progress - 1e-12 <= after[0] <= 1


def test_patience_is_used_half_as_fast_while_the_sides_talk_and_not_without_a_plan():
    waiting, at_table = np.array([True, True, False]), np.array([False, True, False])
    assert patience_used(column(1, 1, 1), waiting, at_table, days=14).tolist() == [15, 8, 1]


@given(st.floats(0, 5000), st.booleans(), st.booleans(), st.sampled_from([1, 7, 28]))
def test_patience_never_grows_back(used, waiting, at_table, days):
    after = patience_used(column(used), np.array([waiting]), np.array([at_table]), days=days)
    assert used <= after[0] <= used + days


def test_a_reckoning_is_the_sum_of_its_parts_and_tells_the_heaviest_first():
    parts = {"terms": np.array([[0.2], [0.1]]), "fear": np.array([[-0.3], [0.0]])}
    reckoning = Reckoning(parts)
    assert reckoning.net[:, 0] == pytest.approx([-0.1, 0.1])
    assert reckoning.of(0).heaviest(0) == [("fear", -0.3), ("terms", 0.2)]
    assert reckoning.of(1).heaviest(0) == [("terms", 0.1)]


# --- Red lines and what a text can hold --------------------------------------------------------


def test_terms_on_a_red_line_keep_it_and_beyond_it_cross_it():
    at_least, at_most = terms(40, 0, 0, 0, 0)[:, 0], terms(60, 100, 0, 100, 100)[:, 0]
    for land, force, over in ((40, 0, False), (60, 0, False), (39, 0, True), (50, 20, True)):
        found = crosses(terms(land, 50, force, 50, 50)[:, 0], at_least, at_most)
        assert found.tolist() == [over]


@given(POINTS, POINTS, POINTS)
def test_terms_cross_a_line_where_any_issue_does_and_a_wider_line_never_more(draft, low, more):
    low, high = np.minimum(low, more)[:, np.newaxis], np.maximum(low, more)[:, np.newaxis]
    shown = np.array(draft)[:, np.newaxis]
    over = crosses(shown, low, high)[0]
    assert over == any(
        x < a - 1e-9 or x > b + 1e-9
        for x, a, b in zip(draft, low[:, 0], high[:, 0], strict=True)
    )  # fmt: skip
    assert over >= crosses(shown, low - 5, high + 5)[0]


def test_the_ladder_rises_and_each_rung_is_nearest_to_its_own_level():
    levels = column(*(posture.level for posture in LADDER))
    assert (np.diff(levels) > 0).all()
    assert nearest_rung(levels).tolist() == list(range(len(LADDER)))


def in_text(asked, highest=100):
    return NAMES[rung_in_text(np.array([NAMES.index(asked)]), highest=column(highest))[0]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"asked": "monitors"}, "monitors"),
        ({"asked": "monitors", "highest": 60}, "monitors"),
        ({"asked": "monitors", "highest": 20}, "observers"),
        ({"asked": "monitors", "highest": 0}, "none"),
        ({"asked": "observers", "highest": 20}, "observers"),
        ({"asked": "observers", "highest": 10}, "none"),
        ({"asked": "instructors"}, "none"),
        ({"asked": "fighting", "highest": 80}, "observers"),
        ({"asked": "none"}, "none"),
    ],
)
def test_the_force_that_a_text_can_hold(given, expected):
    assert in_text(**given) == expected


@pytest.mark.parametrize(
    ("asked", "without", "expected"),
    [
        ("monitors", "instructors", "instructors"),
        ("monitors", "stay_away", "instructors"),  # where they could stand, if they came
        ("monitors", "deploy", "monitors"),
        ("fighting", "deploy", "fighting"),
        ("none", "deploy", "instructors"),
    ],
)
def test_where_soldiers_stand_whom_no_text_holds(asked, without, expected):
    rung = rung_beside_text(np.array([NAMES.index(asked)]), without_consent=without)
    assert NAMES[rung[0]] == expected


@given(st.sampled_from(NAMES), st.floats(0, 100), st.floats(0, 100))
def test_a_text_never_holds_more_than_asked_or_than_a_red_line_leaves(asked, highest, more):
    levels = {one.name: one.level for one in LADDER}
    held = in_text(asked, highest)
    assert levels[held] <= min(highest, levels[asked])
    assert held != "instructors"
    assert levels[held] <= levels[in_text(asked, min(highest + more, 100))]


def test_the_time_it_takes_to_write():
    assert days_to_write(column(25), settlement_weeks=column(20)) == 7 * 15
    assert days_to_write(column(100), settlement_weeks=column(20)) == 0


def test_voices_follow_strength_and_the_wish_for_troops_follows_voices():
    assert power_at_the_table(column(0.8), column(0), column(0.25)) == pytest.approx(0.6)
    assert power_at_the_table(column(0.8), column(2), column(0)) == pytest.approx(0.8 * np.e)
    stances, weights = np.array([[80.0], [20.0]]), np.array([[3.0], [1.0]])
    assert wish_for_force(stances, weights) == 65
    assert wish_for_force(stances, 0 * weights) == 0


# --- In the theatre ----------------------------------------------------------------------------


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
    land, room = ISSUES.index("territory"), free.possible
    assert room.any()
    assert (free.terms[land] <= ukraine.at_most[land] + 1e-9)[room].all()
    assert (free.terms[land] >= russia.at_least[land] - 1e-9)[room].all()


def test_the_stated_terms_of_june_as_a_true_line_leave_no_ceasefire_and_no_more_talks():
    """Russia insists on four oblasts, Ukraine goes no further than 60: both lines bind.

    Talks are compared world by world: no more of them are gained than lost, but for chance.
    """
    june = {"actors.russia.territory.at_least": 100, "actors.ukraine.territory.at_most": 60}
    firm, base = theatre_of(load("base").with_dials(june), 300), theatre_of(load("base"), 300)
    for theatre in (firm, base):
        theatre.run_until(730)
    assert not firm.tally.ceasefires.any()
    assert base.tally.ceasefires.any()
    talked, usual = (~np.isnan(one.tally.first_talks) for one in (firm, base))
    gained, lost = (talked & ~usual).sum(), (usual & ~talked).sum()
    assert gained - lost <= 3 * np.sqrt(gained + lost), (gained, lost)
    assert gained + lost < 0.05 * talked.size


def test_an_offer_moves_towards_the_other_side_and_back_and_is_no_other_wish():
    theatre = theatre_of(load("base"), worlds=4)
    actors = theatre.talks.actors
    one, other = (side.row for side in theatre.sides.members)
    wish = actors.opening.copy()
    actors.offer(one, other, np.ones(4))
    gap = wish[other] - wish[one]
    assert np.allclose(actors.position[one], wish[one] + actors.flexibility[one] * gap)
    assert (actors.opening == wish).all()
    actors.offer(one, other, np.zeros(4))
    assert (actors.position[one] == wish[one]).all()


def test_what_was_conceded_stands_while_the_agreement_is_in_force():
    theatre = theatre_of(load("base"), worlds=3)
    sides = theatre.sides
    sides.conceded = np.full((2, 3), 0.4)
    moved = sides.conceding(theatre.talks.plain)
    theatre.agreement.in_force = np.array([True, False, False])
    sides.start_afresh(~theatre.talks.at_table & ~theatre.agreement.in_force)
    assert (sides.conceded[:, 0] == 0.4).all()
    assert not sides.conceded[:, 1:].any()
    again = sides.conceding(theatre.talks.plain)
    assert (again[:, 0] == moved[:, 0]).all()
    assert (again[:, 1:] == theatre.talks.plain[:, 1:]).all()


@pytest.fixture(scope="module")
def weeks_of_talks():
    """A year of weeks with talks: conceded and hope before and after each, and the reckonings."""
    eager = {"broker.engagement": 1, "talks.opening_cost": 0, "talks.opening_days": 5}
    theatre = theatre_of(load("base").with_dials(eager), worlds=80)
    sides, weeks = theatre.sides, []
    for day in range(0, 364, 7):
        before = theatre.talks.at_table.copy(), sides.conceded.copy(), sides.hope.copy()
        theatre.run_until(day + 7)
        after = theatre.talks.at_table.copy(), sides.conceded.copy(), sides.hope.copy()
        both = (sides.signing.net > 0).all(axis=0) & theatre.talks.possible
        weeks.append((before, after, sides.signing.net.copy(), both))
    return theatre, weeks


def test_only_who_gains_more_by_the_draft_gives_way_and_only_while_not_both_would_sign(
    weeks_of_talks,
):
    _, weeks = weeks_of_talks
    gave = 0
    for (_, before, _), (at_table, conceded, _), net, both in weeks:
        rose = conceded > before
        assert (net[rose] > net[::-1][rose]).all()
        assert not (rose.any(axis=0) & (both | ~at_table)).any()
        assert not rose.all(axis=0).any()
        gave += rose.any(axis=0).sum()
    assert gave > 100


def test_hope_fades_at_a_table_where_nothing_is_got_and_comes_back_away_from_it(weeks_of_talks):
    theatre, weeks = weeks_of_talks
    start, hope_days = theatre.settings.talks.hope, theatre.settings.talks.hope_days
    for (talked, _, before), (talks, _, after), _, both in weeks:
        without = talked & talks & ~both
        faded = before * np.exp(-7 / hope_days)
        assert after[:, without] == pytest.approx(faded[:, without])
        apart = ~talked & ~talks
        assert (after >= before - 1e-12)[:, apart].all()
        assert (after <= start + 1e-12).all()
    assert (after < 0.9 * start).any()
