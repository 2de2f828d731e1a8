"""What a side would bring about if it won: what it is worth to it, and what follows from it.

Sweeps are paired: one aim is moved, everything else and all luck stay the same.
"""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside_sample import outcomes_of
from contactline.dials import ISSUES
from contactline.dials.issues import ISSUE_WORDS
from contactline.errors import ScenarioError
from contactline.luck import Luck
from contactline.scenario import load
from contactline.scenario.fields import AIMS
from contactline.show.teaching.interests import aim_in_words, interests
from contactline.study import ensemble
from contactline.study.inputs import inputs_of, mechanism_of
from contactline.study.ledger.numbers import numbers_of
from contactline.world.prospects import loss, reaching, war_value
from worlds_sample import column, theatre_of

WORLDS = 200
BASE = load("base")
LAND = "actors.russia.territory.aim"
LEANING_TO_MOSCOW = "actors.russia.alignment.aim"
UKRAINE, RUSSIA = 0, 1
POSITIONS, AIM_POINTS = st.floats(0, 100), st.floats(-100, 200)


def stances(ukraine, russia):
    """The same number on all issues for each side, (issues, 2, 1)."""
    return np.broadcast_to(np.array([[ukraine], [russia]], dtype=float), (len(ISSUES), 2, 1))


# --- What aims are worth -----------------------------------------------------------------------


def test_aims_by_hand():
    """On land Russia fights for 150 and asks for 90; on sanctions it asks for more than it aims."""
    wants, aims = stances(20, 90), stances(10, 150)
    land, alignment = ISSUES.index("territory"), ISSUES.index("alignment")
    sequence = ISSUES.index("sequence")
    assert reaching(aims, wants)[land].ravel().tolist() == [10, 150]
    assert reaching(aims, wants)[alignment].ravel().tolist() == [20, 90]
    assert reaching(aims, wants)[sequence].ravel().tolist() == [20, 90]
    care = np.zeros((len(ISSUES), 2, 1))
    care[land] = care[alignment] = 1
    far = reaching(aims, wants)
    beyond = loss(wants, far, care, put_off=column(0))
    beaten = loss(far[:, ::-1], wants, care, put_off=column(0))
    assert beyond.ravel() == pytest.approx([0.05, 0.3])  # 10 and 60 of 100 points on one of two
    assert beaten.ravel() == pytest.approx([0.65, 0.4])  # 130 and 80 points of land


def war(expected, won_beyond, beaten=0.5):
    parts = [column(value) for value in (expected, 0, beaten, 0.25)]
    return war_value(*parts, cost=column(0.4), won_beyond=column(won_beyond))[0]


def test_victory_beyond_the_table_counts_as_far_as_it_is_expected():
    assert war(0.75, 0) == pytest.approx(0.775)
    assert war(0.75, 0.2) - war(0.75, 0) == pytest.approx(0.15)
    assert war(0.1, 0.2) - war(0.1, 0) == pytest.approx(0.02)


@given(POSITIONS, POSITIONS, AIM_POINTS, AIM_POINTS, st.floats(0, 50))
def test_an_aim_never_falls_short_of_the_table_and_a_farther_one_never_does_less(
    ukraine, russia, of_ukraine, of_russia, farther
):
    wants, care = stances(ukraine, russia), stances(0.7, 0.4)
    near = reaching(stances(of_ukraine, of_russia), wants)
    nothing = column(0)
    assert (loss(near, wants, care, put_off=nothing) <= 1e-12).all()
    direction = np.array([1 if row in (0, 3) else -1 for row in range(len(ISSUES))])
    direction[ISSUES.index("sequence")] = 0
    far = near + (direction * farther)[:, np.newaxis, np.newaxis] * stances(-1, 1)
    far = reaching(far, wants)
    won = [loss(wants, one, care, put_off=nothing) for one in (near, far)]
    assert (won[1] >= won[0] - 1e-12).all()
    beaten = [loss(one[:, ::-1], wants, care, put_off=nothing) for one in (near, far)]
    assert (beaten[1] >= beaten[0] - 1e-12).all()


def test_no_aim_is_the_position_and_a_short_one_is_nothing_new():
    plain, short = theatre_of(BASE), theatre_of(BASE.with_dials({LAND: 0}))
    assert (plain.sides.won_beyond == 0).all()
    assert (plain.sides.russia.aim == plain.sides.russia.opening).all()
    assert (short.sides.won_beyond == 0).all()
    assert (short.sides.lost_if_beaten == plain.sides.lost_if_beaten).all()
    assert (short.estimates.of_war() == plain.estimates.of_war()).all()


# --- In the theatre ----------------------------------------------------------------------------


def worth_of_war(aim, tilt):
    """War value of both sides on day 0, and the worth of the draft, with a tilted balance."""
    theatre = theatre_of(BASE.with_dials({LAND: aim}), worlds=64)
    theatre.war.balance = np.full(64, float(tilt))
    draft = theatre.sides.value_of_text(theatre.talks.terms, theatre.settings)
    return theatre.estimates.of_war(), draft


def test_a_farther_aim_makes_war_worth_more_to_the_winner_and_less_to_the_other():
    """It adds in step with the hope to win: a Russia that is losing gains next to nothing by it."""
    gains = {}
    for tilt in (-4, 0, 2):
        (near, draft), (far, same) = worth_of_war(100, tilt), worth_of_war(200, tilt)
        assert (draft == same).all()
        gains[tilt] = far - near
        assert (gains[tilt][RUSSIA] > 0).all()
        assert (gains[tilt][UKRAINE] < 0).all()
    russia = [gains[tilt][RUSSIA].mean() for tilt in (-4, 0, 2)]
    ukraine = [gains[tilt][UKRAINE].mean() for tilt in (-4, 0, 2)]
    assert russia[0] < 0.3 * russia[1] < 0.3 * russia[2]
    assert ukraine[0] > ukraine[1] > ukraine[2]


SWEEPS = {LAND: (None, 125, 150, 200), LEANING_TO_MOSCOW: (None, -50, -100)}


@cache
def usual():
    return ensemble.run(BASE, worlds=WORLDS, workers=1).outcomes


@cache
def outcomes(name):
    """The outcomes of the same worlds without an aim, and with one farther and farther."""
    changed = [BASE.with_dials({name: aim}) for aim in SWEEPS[name] if aim is not None]
    return [usual(), *outcomes_of(changed, WORLDS)]


@pytest.mark.parametrize("name", SWEEPS)
@pytest.mark.parametrize("measure", ["day_talks", "day_ceasefire"])
def test_farther_aims_make_talks_and_a_ceasefire_rarer(name, measure):
    """A few are gained: a Ukraine with more to lose comes where it stayed away before."""
    seen = np.array([one[measure].notna() for one in outcomes(name)])
    shares = seen.mean(axis=1)
    assert (np.diff(shares) < 0).all(), shares
    gained, lost = (seen[-1] & ~seen[0]).sum(), (seen[0] & ~seen[-1]).sum()
    assert gained < 0.2 * lost, (gained, lost)


@pytest.mark.parametrize("name", SWEEPS)
def test_farther_aims_make_harder_terms_where_a_text_is_signed_in_both(name):
    """Land and alignment are compared in the same worlds, not over whichever still sign."""
    near, far, *_ = outcomes(name)
    both = near["day_ceasefire"].notna() & far["day_ceasefire"].notna()
    assert both.sum() >= 30
    assert (far["terms_territory"] - near["terms_territory"])[both].mean() > 0.5
    assert (far["terms_alignment"] - near["terms_alignment"])[both].mean() < -1


def test_aims_are_inputs_among_the_stances_and_numbers_of_the_ledger():
    drawn = BASE.with_dials({LAND: {"choice": {100: 0.7, 150: 0.3}}})
    luck = Luck(3, np.arange(200))
    found = dict(zip((one := inputs_of(drawn, luck)).names, one.values, strict=True))
    assert set(found[LAND]) == {100.0, 150.0}
    others = dict(zip((one := inputs_of(BASE, luck)).names, one.values, strict=True))
    assert LAND not in others
    assert all((found[name] == values).all() for name, values in others.items())
    assert mechanism_of(LAND) == "stances"
    assert LAND in [one.name for one in numbers_of(drawn)]


def test_the_order_of_talks_is_nothing_to_fight_for():
    with pytest.raises(ScenarioError, match=r"no such dial or actor field.*russia.sequence.aim"):
        BASE.with_dials({"actors.russia.sequence.aim": 20})


# --- In words ----------------------------------------------------------------------------------


def test_every_aim_has_words_also_beyond_the_scale_of_a_text():
    for issue, dial in AIMS.items():
        assert all(aim_in_words(issue, at) for at in (dial.low, 0, 50, 100, dial.high))
        low, high = ISSUE_WORDS[issue].aims
        assert (dial.low, dial.high) == (low, high)
        beyond = {at for at in (low, high) if not 0 <= at <= 100}
        assert beyond <= set(ISSUE_WORDS[issue].beyond)
    assert "sequence" not in AIMS
    assert "four oblasts" in aim_in_words("territory", 110)
    assert "Dnipro" in aim_in_words("territory", 190)


def test_the_hand_out_tells_an_aim_only_where_there_is_one():
    def of_russia(scenario):
        wants = next(one["wants"] for one in interests(scenario) if one["name"] == "Russia")
        return " ".join(wants)

    said = of_russia(BASE.with_dials({LAND: 150}))
    assert "would bring about, if it won, land beyond the four oblasts" in said
    assert "if it won" not in of_russia(BASE)


# --- Moderation --------------------------------------------------------------------------------


def stating(side, territory, alignment, sanctions):
    return {
        f"actors.{side}.{issue}.position": position
        for issue, position in zip(
            ("territory", "alignment", "sanctions"), (territory, alignment, sanctions), strict=True
        )
    }


MODERATE = {
    UKRAINE: stating("ukraine", 40, 60, 30),
    RUSSIA: stating("russia", 60, 40, 60),
}
MAXIMAL = {
    UKRAINE: stating("ukraine", 0, 100, 0),
    RUSSIA: stating("russia", 100, 0, 100),
}


WANTS = [("moderate", "moderate"), ("maximal", "maximal")]
WANTS += [(one, None) for one in ("moderate", "maximal")]
WANTS += [(None, one) for one in ("moderate", "maximal")]


def stated(ukraine, russia):
    """Base where one side or both say what they want."""
    changes = {}
    for side, want in ((UKRAINE, ukraine), (RUSSIA, russia)):
        changes |= {"moderate": MODERATE, "maximal": MAXIMAL}[want][side] if want else {}
    return BASE.with_dials(changes)


@cache
def all_that_come_to_terms():
    """In which of the same worlds talks open, and a ceasefire comes, by what the sides want."""
    tables = outcomes_of([stated(*both) for both in WANTS], WORLDS)
    return {
        both: (found["day_talks"].notna().to_numpy(), (found["ceasefires"] > 0).to_numpy())
        for both, found in zip(WANTS, tables, strict=True)
    }


def come_to_terms(ukraine, russia):
    return all_that_come_to_terms()[ukraine, russia]


@pytest.mark.parametrize(("what", "least"), [(0, 0.04), (1, 0.05)])
def test_two_moderate_sides_come_to_terms_more_often_than_two_that_want_everything(what, least):
    moderate, maximal = (come_to_terms(want, want)[what] for want in ("moderate", "maximal"))
    gained = moderate.astype(float) - maximal
    assert gained.mean() - 2 * gained.std() / np.sqrt(WORLDS) > 0
    assert gained.mean() > least


@pytest.mark.parametrize("what", [0, 1])
@pytest.mark.parametrize("side", [UKRAINE, RUSSIA])
def test_a_step_of_one_side_towards_the_other_makes_terms_no_rarer(side, what):
    stays, steps = [None, None], [None, None]
    stays[side], steps[side] = "maximal", "moderate"
    gained = come_to_terms(*steps)[what].mean() - come_to_terms(*stays)[what].mean()
    assert gained > 0
