"""Patterns of the record: the measures by hand, what is seen, the verdicts, and the fit to them."""

import runpy
import sys
from dataclasses import fields, replace
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from ruamel.yaml import YAML

from contactline.dials import DIALS
from contactline.errors import ContactlineError, EvidenceError, RunError
from contactline.evidence import seeds_folder
from contactline.evidence.calibration import posterior, read_posterior
from contactline.scenario import load
from contactline.scenario.values import distribution_of
from contactline.study.patterns import PATTERNS, check, matching, observing
from contactline.study.patterns.life_measures import share_alive
from contactline.study.patterns.line_measures import (
    dispersion,
    first_week_drop,
    level_before,
    neighbour_correlation,
    top_fifth_share,
    weeks_to_return,
    worst_areas_share,
)
from contactline.study.patterns.matching import Matched, Stage, implausibility, match, spread_evenly
from contactline.study.patterns.observing import Observed, joined, observe
from contactline.study.patterns.posterior import as_plain, posterior_text
from contactline.study.patterns.setups import (
    ARMED_TRUCE,
    AS_IT_COMES,
    BARE_TRUCE,
    FORCE_WANTED,
    LAND_AND_NATO,
    LEFT_ALONE,
    SETUPS,
    STANDING_TRUCE,
    WAR_MONTH,
    Setup,
)
from contactline.study.patterns.stages import stages
from contactline.study.patterns.table_measures import (
    CEASEFIRE,
    LEADING,
    RELUCTANT,
    TALKS,
    WILLING,
    comes_within,
    gained,
    median_days_to_signature,
    median_months,
    more_accept,
    pledges_first,
    pledges_in_war,
    pledges_within,
    share_signed,
    signed_with,
    spells_ended,
)
from contactline.world.postures import MONITORS, OBSERVERS

ROOT = Path(__file__).parent.parent
BASE = load("base")


def one_world(*counts):
    """A column of counts, (cells, 1)."""
    return np.array(counts, dtype=float)[:, np.newaxis]


# --- Measures of the line, by hand -------------------------------------------------------------


def test_the_top_fifth_by_hand():
    assert top_fifth_share(one_world(1, 9, 3, 4, 5, 6, 7, 8, 2, 10))[0] == 19 / 55


def test_the_four_worst_areas_by_hand():
    """Of 36 sectors an area has two; the worst pair is 5 + 4, so that 4 + 3 is no pair any more."""
    sectors = np.ones(36)
    sectors[[10, 11, 12]] = 5, 4, 3  # 5 + 4, then 3 + 1
    sectors[0] = 6  # 6 + 1
    sectors[30:32] = 2, 2  # 2 + 2
    assert worst_areas_share(one_world(*sectors))[0] == (9 + 7 + 4 + 4) / sectors.sum()


def test_neighbours_by_hand():
    rising = np.exp(one_world(0, 1, 2, 3))
    assert neighbour_correlation(rising)[0] == pytest.approx(1)
    by_turns = np.exp(one_world(0, 1, 0, 1, 0))
    assert neighbour_correlation(by_turns)[0] == pytest.approx(-1)
    # Logs 0 0 1 1 0: pairs (0,0) (0,1) (1,1) (1,0), each value as often with the other.
    assert neighbour_correlation(np.exp(one_world(0, 0, 1, 1, 0)))[0] == pytest.approx(0)


def test_neighbours_leave_quiet_sectors_out_and_need_three_pairs():
    gap = one_world(*np.exp([0, 1, 2, 3]), 0, 7)
    assert neighbour_correlation(gap)[0] == pytest.approx(1)
    assert np.isnan(neighbour_correlation(one_world(1, 2, 3, 0, 5))[0])
    assert np.isnan(neighbour_correlation(one_world(0, 0, 0, 0, 0))[0])
    for count in (1, 3, 7, 14):
        assert np.isnan(neighbour_correlation(one_world(*[count] * 9))[0])
        assert np.isnan(neighbour_correlation(one_world(*[count] * 9, 2))[0])


def test_the_drop_of_the_first_week_by_hand():
    daily = one_world(*[99] * 3, *[10] * 28, *[4] * 7, *[50] * 20)
    assert level_before(daily, 31)[0] == 10
    assert first_week_drop(daily, 31)[0] == pytest.approx(0.6)


def test_the_weeks_until_the_old_level_is_back_by_hand():
    back = one_world(*[10] * 28, *[0] * 7, *[10] * 30)
    assert weeks_to_return(back, 28, until=65)[0] == 2  # days 7 to 13 are the first full week
    nearly = one_world(*[10] * 28, *[0] * 3, *[9] * 30)
    assert weeks_to_return(nearly, 28, until=61)[0] == pytest.approx(10 / 7)
    never = one_world(*[10] * 28, *[8.9] * 70)
    assert weeks_to_return(never, 28, until=28 + 63)[0] == 9


def test_share_alive_by_hand():
    lives = np.array([[90.0, 91.0, 30.0, 400.0], [0, 0, 0, 1]])
    assert share_alive(lives, 90) == 0.5
    assert share_alive(lives, 0) == 1


# --- Measures of talks, texts and pledges, by hand ---------------------------------------------


def days_of(*worlds):
    """What each day was in some worlds, written as 0 war, 1 talks, 2 ceasefire: (days, worlds)."""
    return np.array([[int(day) for day in one] for one in worlds]).T


def test_spells_of_talks_by_hand():
    spells = spells_ended(days_of("0110111222", "0011100011", "1200000000", "0000000000"))
    days, signed = spells
    assert days[0, :3].tolist() == [2, 3, 1]
    assert days[1, 0] == 3  # two days before a war day, then three that end in a signature
    assert signed[:, 0].tolist() == [0, 1]
    assert np.isnan(days[1, 1])  # the last two days of the second world are a spell still open
    assert np.isnan(days[:, 3]).all()
    assert share_signed(spells) == 2 / 4  # (2, parted) (3, signed) (3, parted) (1, signed)
    assert median_days_to_signature(spells) == 2
    assert median_months(spells) == pytest.approx(2.5 / (365 / 12))


def test_no_spell_at_all_is_no_number():
    spells = spells_ended(days_of("0000", "0011"))
    with np.errstate(all="ignore"), pytest.warns(RuntimeWarning):
        assert np.isnan(share_signed(spells))


def test_what_comes_within_some_days_by_hand():
    phase = days_of("0012", "0000", "0201")
    assert comes_within(phase, TALKS, 3).tolist() == [1, 0, 0]
    assert comes_within(phase, CEASEFIRE, 3).tolist() == [0, 0, 1]
    assert comes_within(phase, CEASEFIRE, 4).tolist() == [1, 0, 1]


def test_texts_that_hold_a_posture_by_hand():
    postures = np.array([[0, 1, 3, np.nan]])
    assert signed_with(postures, OBSERVERS)[:3].tolist() == [0, 1, 1]
    assert signed_with(postures, MONITORS)[:3].tolist() == [0, 0, 1]
    assert np.isnan(signed_with(postures, MONITORS)[3])


def test_what_guarantees_buy_by_hand():
    much, little = np.array([[0.1, 0.2, -0.1, 0.3]] * 2), np.array([[-0.1, 0.1, -0.3, -0.2]] * 2)
    assert gained(more_accept(much, little)) == 3 / 4 - 1 / 4


def test_who_pledges_first_by_hand():
    nobody = np.nan
    days = np.array([[5, 9, nobody, 7], [5, 4, nobody, 7], [8, nobody, nobody, 3]])
    assert pledges_first(days, LEADING, WILLING)[[0, 1, 3]].tolist() == [1, 0, 1]
    assert pledges_first(days, WILLING, RELUCTANT)[[0, 1, 3]].tolist() == [1, 1, 0]
    assert np.isnan(pledges_first(days, WILLING, RELUCTANT)[2])
    assert pledges_within(days, WILLING, 4).tolist() == [0, 1, 0, 0]
    phase = days_of("0000000000", "0022222222", "0000000000", "0000000002")
    assert pledges_in_war(days, phase, WILLING, 6).tolist() == [1, 0, 0, 0]
    assert pledges_in_war(days, phase, WILLING, 8).tolist() == [1, 0, 0, 1]


PHASES = arrays(np.int64, (40, 3), elements=st.integers(0, 2))


@settings(max_examples=40)
@given(PHASES)
def test_spells_add_up_to_the_days_of_talks_that_are_over(phase):
    days, signed = spells_ended(phase)
    still = np.array([len(world) - len("".join(map(str, world)).rstrip("1")) for world in phase.T])
    talked = (phase == TALKS).sum(axis=0) - still
    assert np.nansum(days, axis=0).tolist() == talked.tolist()
    assert (np.isnan(days) == np.isnan(signed)).all()


COUNTS = st.integers(0, 500)
LINE = arrays(float, (115, 2), elements=COUNTS).filter(lambda one: (one.sum(axis=0) > 0).all())
DAILY = arrays(float, (60, 2), elements=st.integers(1, 500))


@settings(max_examples=40)
@given(LINE, st.sampled_from([2.0, 7.0, 0.5]))
def test_shares_of_the_line_are_shares_whatever_the_scale(line, scale):
    fifth, areas = top_fifth_share(line), worst_areas_share(line)
    assert ((fifth >= 0.2 - 1e-12) & (fifth <= 1 + 1e-12)).all()
    assert ((areas >= line.max(axis=0) / line.sum(axis=0) - 1e-12) & (areas <= 1 + 1e-12)).all()
    assert top_fifth_share(scale * line) == pytest.approx(fifth)
    assert worst_areas_share(scale * line) == pytest.approx(areas)
    assert top_fifth_share(line[::-1]) == pytest.approx(fifth)
    correlation = neighbour_correlation(line)
    assert (np.isnan(correlation) | (np.abs(correlation) <= 1 + 1e-9)).all()
    assert neighbour_correlation(line[::-1]) == pytest.approx(correlation, nan_ok=True, abs=1e-6)
    assert neighbour_correlation(scale * line) == pytest.approx(correlation, nan_ok=True, abs=1e-6)


@settings(max_examples=40)
@given(DAILY, st.sampled_from([2.0, 8.0, 0.5]))
def test_measures_by_day_do_not_turn_on_the_scale(daily, scale):
    drop, weeks = first_week_drop(daily, 30), weeks_to_return(daily, 30, until=60)
    assert (drop <= 1).all()
    assert ((weeks >= 1) & (weeks <= 30 / 7)).all()
    assert first_week_drop(scale * daily, 30) == pytest.approx(drop)
    assert weeks_to_return(scale * daily, 30, until=60) == pytest.approx(weeks)
    assert (dispersion(daily) > 0).all()


@settings(max_examples=40)
@given(arrays(float, (2, 9), elements=st.integers(0, 1000)), st.integers(0, 900))
def test_fewer_are_alive_on_a_later_day(lives, day):
    assert 0 <= share_alive(lives, day + 50) <= share_alive(lives, day) <= 1


# --- What every pattern and every set-up owes --------------------------------------------------

SHORT_LIFE_DAYS = 60 + 182


@cache
def seen_in(name):
    """What a few worlds show in a set-up; lives are watched for half a year only."""
    setup = SETUPS[name]
    if setup.seen == "life":
        setup = replace(setup, horizon_days=SHORT_LIFE_DAYS)
    return observe(BASE, setup, worlds=24)


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_is_a_figure_and_can_be_measured(name):
    pattern = PATTERNS[name]
    assert pattern.id == name == pattern.figure.id
    low, high = pattern.figure.tolerance
    assert low < high
    value = pattern.figure.value
    values = value if isinstance(value, tuple) else (value,)
    assert all(isinstance(one, float) and low <= one <= high for one in values)
    assert pattern.figure.source
    assert len(pattern.title) > 8
    assert bool(pattern.situation) == bool(pattern.setups)
    measured = pattern.by_world(*(seen_in(setup.name) for setup in pattern.setups))
    assert np.isfinite(pattern.over_worlds(measured))
    if pattern.setups:
        assert measured.shape[-1] == 24


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_is_base_but_for_what_it_states(name):
    setup = SETUPS[name]
    assert setup.name == name
    assert setup.words
    situation = setup.of(BASE)
    assert situation.horizon_days == setup.horizon_days
    for dial, value in situation.dials.items():
        if dial not in setup.changes:
            assert value == BASE.dials[dial], dial
    for dial, value in setup.changes.items():
        assert situation.dials[dial] == BASE.with_dials({dial: value}).dials[dial]


def test_a_setup_with_an_unknown_dial_is_refused():
    wrong = Setup("wrong", "", "line", 30, {"front.disciplin": 0})
    with pytest.raises(ContactlineError, match=r"Did you mean 'front\.discipline'"):
        wrong.of(BASE)


def test_every_fitted_pattern_is_one_that_is_not_held_out():
    fitted = stages(96, 112)
    for name in chain(*(one.patterns for one in fitted)):
        assert not PATTERNS[name].held_out
    dials = [one.ranges for one in fitted]
    assert set(chain(*dials)) == set(posterior())
    assert sum(map(len, dials)) == len(posterior())  # no dial is fitted twice


# --- What is seen -----------------------------------------------------------------------------


def same(one, other, worlds=slice(None)):
    """Both saw the same; `worlds`: those of `other` that are in `one`."""
    for part, whole in zip(vars(one).values(), vars(other).values(), strict=True):
        assert np.array_equal(part, whole[:, worlds], equal_nan=True)


SHORT = {
    "war": replace(WAR_MONTH, horizon_days=10),
    "line": replace(STANDING_TRUCE, horizon_days=12),
    "life": replace(ARMED_TRUCE, horizon_days=90),
    "talks": replace(AS_IT_COMES, horizon_days=90),
    "text": LAND_AND_NATO,
    "pledges": replace(FORCE_WANTED, horizon_days=90),
}


@pytest.mark.parametrize("kind", SHORT)
def test_a_world_shows_the_same_in_any_company(kind):
    few = observe(BASE, SHORT[kind], worlds=8)
    many = observe(BASE, SHORT[kind], worlds=300)
    assert many.worlds == 300
    same(few, many, slice(8))


def test_the_number_of_workers_does_not_matter(monkeypatch):
    once = observe(BASE, SHORT["line"], worlds=8, workers=1)
    monkeypatch.setattr(observing, "BLOCK_WORLDS", 3)
    same(observe(BASE, SHORT["line"], worlds=8, workers=2), once)
    same(observe(BASE, SHORT["line"], worlds=8, workers=1), once)


def test_what_a_setup_does_not_look_at_is_empty():
    seen = observe(BASE, SHORT["line"], worlds=2)
    assert seen.daily.shape == (12, 2)
    assert seen.sectors.sum(axis=0) == pytest.approx(seen.daily.sum(axis=0))
    assert (seen.lives.shape, seen.tempo.shape, seen.worlds) == ((0, 2), (0, 2), 2)
    assert (seen.restricted[1] > seen.restricted[0]).all()  # less access on the Russian side


def test_blocks_are_joined_world_beside_world():
    one = Observed(*(np.full((2, 3), at) for at in range(len(fields(Observed)))))
    other = Observed(*(np.full((2, 1), 10 * at) for at in range(len(fields(Observed)))))
    assert joined([one, other]).lives.tolist() == [[3, 3, 3, 30]] * 2


def test_days_are_counted_from_the_ceasefire_and_commitments_fall_on_theirs():
    """With nothing but unprovoked fire and a full stop at a commitment, those days are silent."""
    changes = {
        "front.initial_cut": 1, "front.return_fire": 0, "front.spill_over": 0,
        "front.recommitment_days": 9,
    }  # fmt: skip
    daily = observe(BASE.with_dials(changes), replace(
        SHORT["line"], changes={**STANDING_TRUCE.changes, **changes}, horizon_days=20,
    ), worlds=3).daily  # fmt: skip
    assert np.flatnonzero((daily == 0).all(axis=1)).tolist() == [0, 9, 18]


def test_a_life_that_outlasts_the_watch_is_censored_there():
    lives = observe(BASE, SHORT["life"], worlds=16).lives
    days, unbroken = lives
    assert (days[unbroken == 1] == 90 - 60).all()
    assert (days[unbroken == 0] <= 90 - 60).all()


def test_the_armed_force_is_there_within_weeks_and_as_dense_as_stated():
    troops = seen_in(ARMED_TRUCE.name).troops
    assert (troops > 5).all()
    assert 10 < np.median(troops) < 18
    assert (seen_in(BARE_TRUCE.name).troops == 0).all()


def test_a_war_left_alone_has_no_broker():
    alone = LEFT_ALONE.of(BASE)
    assert alone.events == ()
    assert alone.dials["broker.engagement"].value == 0
    assert AS_IT_COMES.of(BASE).events == BASE.events


# --- The verdicts -----------------------------------------------------------------------------

FEW = ("front-length", "assaults-november-2024", "front-top-fifth")


def test_a_check_measures_what_was_seen_and_judges_it():
    counted = []
    found = check(
        BASE, worlds=8, workers=1, patterns=FEW,
        progress=lambda done, total: counted.append((done, total)),
    )  # fmt: skip
    assert counted == [(8, 8)]  # both patterns of the war share one set-up
    assert (found.scenario, found.scenario_hash, found.seed) == ("base", BASE.digest, 1)
    length, tempo, fifth = found.verdicts
    assert (length.model, length.low, length.high, length.worlds) == (1151, 1151, 1151, 0)
    assert length.setup == ""
    seen = observe(BASE, WAR_MONTH, worlds=8)
    assert tempo.model == seen.tempo.mean()
    assert fifth.model == pytest.approx(top_fifth_share(seen.sectors).mean())
    for one in (tempo, fifth):
        assert one.low < one.model < one.high
        assert one.worlds == 8
        assert one.setup == WAR_MONTH.words
    assert found.passed == sum(one.passed for one in found.verdicts)


def test_progress_counts_on_over_setups(monkeypatch):
    from contactline.study.patterns import checking

    def faked(scenario, setup, *, worlds, progress, **rest):
        progress(worlds // 2, worlds)
        progress(worlds, worlds)
        return Observed(*(np.array([[5.0] * 4 + [9.0] * 4, [0, 1] * 4]) for _ in fields(Observed)))

    monkeypatch.setattr(checking, "observe", faked)
    counted = []
    check(
        BASE, worlds=8, patterns=("assaults-november-2024", "fortna-hazard-ratio"),
        progress=lambda done, total: counted.append((done, total)),
    )  # fmt: skip
    assert counted == [(done, 24) for done in (4, 8, 12, 16, 20, 24)]


def test_a_check_of_very_few_worlds_still_ends():
    changes = {"durability.resumption_log_rate": -3}
    setup = replace(BARE_TRUCE, horizon_days=120, changes={**BARE_TRUCE.changes, **changes})
    lives = observe(BASE, setup, worlds=3).lives
    from contactline.study.patterns.checking import interval_over_worlds

    low, high = interval_over_worlds(PATTERNS["truce-shape"].over_worlds, lives, 1)
    assert np.isnan(low) or low <= high


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("truce-shap", "Unknown pattern 'truce-shap'. Did you mean 'truce-shape'?"),
        ("xyz", "Unknown pattern 'xyz'. Patterns are: front-length, assaults-november-2024,"),
    ],
)
def test_an_unknown_pattern_is_named_with_the_nearest(name, text):
    with pytest.raises(RunError) as caught:
        check(BASE, worlds=2, patterns=(name,))
    assert str(caught.value).startswith(text)


# --- The fit ------------------------------------------------------------------------------------

TEMPO, SHAPE = "assaults-november-2024", "truce-shape"


def shown_at(pattern, distance):
    """What shows at a distance from the record, where 1 is the upper edge and -1 the lower."""
    figure = PATTERNS[pattern].figure
    low, high = figure.tolerance
    above = (high - figure.value) * np.maximum(distance, 0)
    return figure.value + above + (figure.value - low) * np.minimum(distance, 0)


def test_implausibility_by_hand():
    distances = np.array([0, 1, -1, 0.5, 3, np.nan])
    found = shown_at(TEMPO, distances)[np.newaxis]
    assert implausibility((TEMPO,), found) == pytest.approx([0, 1, 1, 0.5, 3, np.inf])
    both = np.stack([shown_at(TEMPO, distances), shown_at(SHAPE, np.array([2, 0, 0, -0.7, 1, 0]))])
    assert implausibility((TEMPO, SHAPE), both) == pytest.approx([2, 1, 1, 0.7, 3, np.inf])


def test_implausibility_of_a_range_is_nothing_within_it():
    low, high = PATTERNS["front-top-fifth"].figure.value
    least, most = PATTERNS["front-top-fifth"].figure.tolerance
    found = np.array([[low, (low + high) / 2, high, least, most]])
    assert implausibility(("front-top-fifth",), found) == pytest.approx([0, 0, 0, 1, 1])


RANGES = {"front.return_fire": (0.2, 0.6), "durability.trust_log": (0.0, 2.0)}


@pytest.mark.parametrize("count", [7, 40])
def test_candidates_fill_every_stratum_of_every_dial_once(count):
    candidates = spread_evenly(RANGES, count, seed=5)
    for (low, high), values in zip(RANGES.values(), candidates, strict=True):
        strata = np.floor((values - low) / (high - low) * count)
        assert sorted(strata) == list(range(count))


def test_the_same_seed_gives_the_same_candidates_and_another_gives_others():
    first, again, other = (spread_evenly(RANGES, 9, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def study(**changes):
    values = {"name": "a study", "ranges": RANGES, "patterns": (TEMPO, SHAPE)}
    return Stage(**(values | {"candidates": 200, "worlds": 1, "waves": 2} | changes))


@pytest.fixture
def known(monkeypatch):
    """A model of two lines: return fire sets the tempo, trust the shape; both fit in a box."""

    def shown_by(study, scenario, tried, seed, workers, progress):
        if progress:
            progress(tried.shape[1], tried.shape[1])
        fire, trust = tried
        return np.stack([shown_at(TEMPO, (fire - 0.3) / 0.05), shown_at(SHAPE, (trust - 1) / 0.2)])

    monkeypatch.setattr(matching, "shown_by", shown_by)


@pytest.mark.usefixtures("known")
def test_a_known_region_is_found():
    counted = []
    matched = match(
        study(candidates=600), BASE,
        progress=lambda done, total: counted.append((done, total)),
    )  # fmt: skip
    assert counted == [(600, 1200), (1200, 1200)]
    fire, trust = matched.kept
    assert len(fire) > 50
    assert 0.25 <= fire.min() < 0.26
    assert 0.34 < fire.max() <= 0.35
    assert 0.8 <= trust.min() < 0.84
    assert 1.16 < trust.max() <= 1.2
    low, middle, high = matched.posterior()["front.return_fire"]
    assert 0.25 < low < 0.27
    assert middle == pytest.approx(0.3, abs=0.01)
    assert 0.33 < high < 0.35
    assert low == np.quantile(fire, 0.05)


@pytest.mark.usefixtures("known")
def test_the_second_wave_looks_where_the_first_came_near():
    first, second = match(study(waves=1), BASE), match(study(), BASE)
    assert np.ptp(second.tried[0]) < 0.6 * np.ptp(first.tried[0])
    assert (second.implausible <= 1).mean() > 3 * (first.implausible <= 1).mean()


def test_kept_are_the_best_quarter_as_far_as_it_is_within_every_tolerance():
    implausible = np.array([3, 0.5, 2, 0.1, 0.9, 4, 0.2, 1.5] * 4)  # 16 of 32 within
    tried = np.stack([np.arange(32.0), np.arange(32.0)])
    matched = Matched(study(), tried, np.zeros((2, 32)), implausible)
    assert sorted(implausible[matched.kept[0].astype(int)]) == [0.1] * 4 + [0.2] * 4
    worse = replace(matched, implausible=implausible + 0.85)
    with pytest.raises(RunError, match="a study: 4 candidates came within every tolerance, 5 are"):
        _ = worse.kept


@pytest.mark.usefixtures("known")
def test_what_moves_what_is_told():
    moves = match(study(), BASE).moves()
    assert moves[TEMPO]["front.return_fire"] == pytest.approx(1)
    assert abs(moves[TEMPO]["durability.trust_log"]) < 0.3
    assert moves[SHAPE]["durability.trust_log"] == pytest.approx(1)


@pytest.mark.usefixtures("known")
def test_the_same_seed_finds_the_same():
    one, other, third = (match(study(), BASE, seed=seed).posterior() for seed in (3, 3, 4))
    assert one == other
    assert one != third


@pytest.mark.usefixtures("known")
def test_a_record_out_of_reach_is_an_error_that_says_what_to_do():
    away = study(ranges=RANGES | {"front.return_fire": (0.5, 0.6)})
    with pytest.raises(RunError) as caught:
        match(away, BASE).posterior()
    assert str(caught.value) == (
        "a study: 0 candidates came within every tolerance, 5 are needed. "
        "Try more candidates or wider ranges."
    )


def test_a_fit_on_the_model_itself_finds_the_tempo_of_the_war():
    ranges = {"war.assaults_per_day": (120.0, 260.0)}
    small = study(ranges=ranges, patterns=(TEMPO,), candidates=24, waves=1, worlds=2)
    matched = match(small, BASE, workers=1)
    tempo, shown = matched.tried[0], matched.found[0]
    assert (shown <= tempo).all()  # assaults ebb with exhaustion
    assert shown == pytest.approx(tempo, rel=0.1)
    low, _, high = matched.posterior()["war.assaults_per_day"]
    assert 140 < low < high < 230
    again = match(small, BASE, workers=2)
    assert np.array_equal(again.found, matched.found)


# --- The file of ranges ---------------------------------------------------------------------------


def fitted(seed=1):
    rng = np.random.default_rng(seed)
    tried = np.stack([rng.uniform(*ends, size=60) for ends in RANGES.values()])
    return Matched(study(), tried, rng.normal(size=(2, 60)), np.linspace(0, 2, 60))


def test_ranges_are_written_to_three_digits():
    plain = as_plain({"front.return_fire": (0.123456, 0.2, 0.98765)})
    assert plain == {"front.return_fire": {"triangular": [0.123, 0.2, 0.988]}}


def test_what_is_written_reads_the_same(tmp_path):
    file = tmp_path / "posterior.yaml"
    file.write_text(posterior_text([fitted()], 7), encoding="utf-8")
    found = read_posterior(file)
    assert found == as_plain(fitted().posterior())
    for name, plain in found.items():
        low, high = distribution_of(DIALS[name], plain).support
        assert RANGES[name][0] <= low < high <= RANGES[name][1]
    whole = YAML(typ="safe").load(file)
    about = whole["studies"]["a study"]
    assert whole["seed"] == 7
    assert about["kept"] == fitted().kept.shape[1] == 15
    assert about["fitted_to"] == [TEMPO, SHAPE]
    assert about["before"]["front.return_fire"] == [0.2, 0.6]
    assert set(whole["moves"]) == {TEMPO, SHAPE}
    assert all(-1 <= size <= 1 for dials in whole["moves"].values() for size in dials.values())


def test_the_same_fit_gives_the_same_text():
    assert posterior_text([fitted()], 1) == posterior_text([fitted()], 1)
    assert posterior_text([fitted()], 1).startswith("# The ranges of the dials")


@pytest.mark.parametrize("text", ["seed: 1\n", "ranges: {}\n", "ranges: [1, 2]\n", "ranges:\n"])
def test_a_file_without_ranges_says_how_to_write_it_anew(tmp_path, text):
    (tmp_path / "posterior.yaml").write_text(text)
    with pytest.raises(EvidenceError) as caught:
        read_posterior(tmp_path / "posterior.yaml")
    assert str(caught.value) == (
        "posterior.yaml: ranges: must hold dials and their ranges. "
        "Run experiments/calibrate.py to write it anew."
    )


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(EvidenceError, match=r"^posterior\.yaml cannot be read: No such file"):
        read_posterior(tmp_path / "posterior.yaml")


def test_only_calibrated_dials_may_say_so_and_the_place_is_told(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("from: base\ntitle: Mine\nfront:\n  russian_share: calibrated\n")
    with pytest.raises(ContactlineError) as caught:
        load(file)
    assert "mine.yaml:4:" in str(caught.value)
    assert "front.russian_share" in str(caught.value)
    assert "calibrated is only for the dials of seeds/calibration/posterior.yaml" in str(
        caught.value
    )


def test_a_calibrated_dial_takes_its_range_from_the_file(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("from: base\ntitle: Mine\nfront:\n  return_fire: calibrated\n")
    plain = posterior()["front.return_fire"]
    assert load(file).dials["front.return_fire"] == distribution_of(
        DIALS["front.return_fire"], plain
    )
    assert load(file).dials["front.return_fire"].to_plain() == plain


def test_base_takes_all_fitted_ranges_and_no_others():
    plain = YAML(typ="safe").load(ROOT / "scenarios" / "base.yaml")
    marked = {
        f"{section}.{name}"
        for section in {name.partition(".")[0] for name in DIALS}
        for name, value in plain.get(section, {}).items()
        if value == "calibrated"
    }
    assert marked == set(posterior())
    for name in marked:
        assert "assumption" not in DIALS[name].basis, name


def test_the_file_in_the_seeds_is_one_that_calibrate_writes():
    whole = YAML(typ="safe").load(seeds_folder() / "calibration" / "posterior.yaml")
    for name, plain in whole["ranges"].items():
        low, high = distribution_of(DIALS[name], plain).support
        assert DIALS[name].low <= low < high <= DIALS[name].high, name


def test_a_fit_of_two_candidates_ends_in_a_clear_error_and_writes_nothing(tmp_path, monkeypatch):
    out, script = tmp_path / "posterior.yaml", str(ROOT / "experiments" / "calibrate.py")
    few = ["--candidates", "2", "--worlds", "1", "--workers", "1", "--quiet"]
    monkeypatch.setattr(sys, "argv", [script, "--out", str(out), *few])
    with pytest.raises(ContactlineError, match=r"candidates came within .* 5 are needed\."):
        runpy.run_path(script, run_name="__main__")
    assert not out.exists()
