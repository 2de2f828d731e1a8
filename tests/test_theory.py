"""Where theory has the answer, the model gives it: exactly, or within a few standard errors."""

from functools import cache

import numpy as np
import pytest
from scipy.special import ndtri

from contactline.scenario import load
from contactline.study import ensemble
from contactline.study.patterns.life_measures import hazard_ratio, share_alive, weibull_shape
from contactline.study.patterns.line_measures import dispersion
from contactline.study.patterns.observing import observe
from contactline.study.patterns.setups import Setup
from contactline.world.actors.resumption import resumption_chance
from contactline.world.ceasefire import frailty
from contactline.world.counts import BURST_STEPS, Bursts, burst_shapes, poisson_count
from contactline.world.line import FrontLine
from contactline.world.monitors import share_seen
from contactline.world.tally import Tally
from worlds_sample import column, luck_of, settings_of

MOST_STANDARD_ERRORS = 4.0

# --- The self-exciting line: base / (1 - reproduction number) --------------------------------

INTENSITY = column(0.4, 0.1, 0.2, 0.05, 0.25)  # most of the fire at one end, so that it spills
SECTORS, WORLDS, SETTLING_DAYS, DAYS = 5, 300, 80, 60
WAR = 60.0
LEVEL = 0.5
SHARES = column(0.3, 0.7)


def line_of(**dials):
    dials = {"war__assaults_per_day": WAR, "front__violations_per_assault": 1.0} | dials
    dials |= {"front__sector_spread": 0.0, "front__russian_share": SHARES[1]}
    luck = luck_of(WORLDS)
    return FrontLine(INTENSITY, settings_of(luck, **dials), luck)


def played(line, days, *, discipline=0.0, answer=1.0, left=1.0):
    """Violations under a constant level, (days, sides, sectors, worlds)."""
    among = np.arange(WORLDS)
    line.begin(np.ones(WORLDS, dtype=bool), 0)
    line.left = np.full((SECTORS, WORLDS), left)
    ordered = np.full(WORLDS, LEVEL), np.full(WORLDS, discipline)
    answers = np.full((2, WORLDS), answer)
    return np.array([line.among(among).day(day, *ordered, answers) for day in range(days)])


def next_mean(mean, base, *, back, spill, left):
    """The mean of the day after, (2, sectors): what one day makes of another, by the definition."""
    beside = np.zeros_like(mean)
    beside[:, 1:] += mean[:, :-1]
    beside[:, :-1] += mean[:, 1:]
    return left * (base + back * mean[::-1] + spill * beside)


def stationary_mean(base, **bred):
    """The mean that comes back to itself, m = u + A m, (2, sectors)."""
    nothing = np.zeros_like(base)
    unit = np.eye(base.size).reshape(-1, *base.shape)
    breeds = np.array([next_mean(one, nothing, **bred).ravel() for one in unit]).T
    first = next_mean(nothing, base, **bred).ravel()
    return np.linalg.solve(np.eye(base.size) - breeds, first).reshape(base.shape)


def assert_near(found, theory):
    """found: (..., worlds), independent worlds."""
    error = found.std(axis=-1, ddof=1) / np.sqrt(found.shape[-1])
    apart = (found.mean(axis=-1) - theory) / error
    assert np.abs(apart).max() < MOST_STANDARD_ERRORS, apart
    assert (error < 0.1 * theory).all()  # else anything would pass


LINES = [
    # return fire, spill-over, discipline, answer, fire that troops leave
    (0.0, 0.0, 0.0, 1.0, 1.0),
    (0.5, 0.0, 0.0, 1.0, 1.0),
    (0.8, 0.0, 0.0, 1.0, 1.0),
    (0.6, 0.0, 0.75, 1.0, 1.0),
    (0.5, 0.0, 0.0, 1.6, 1.0),
    (0.0, 0.07, 0.0, 1.0, 1.0),
    (0.5, 0.07, 0.0, 1.0, 1.0),
    (0.7, 0.05, 0.4, 1.2, 1.0),
    (0.5, 0.05, 0.0, 1.0, 0.6),
]


@pytest.mark.parametrize(("back", "spill", "discipline", "answer", "left"), LINES)
def test_the_line_settles_at_the_mean_of_a_self_exciting_process(
    back, spill, discipline, answer, left
):
    line = line_of(front__return_fire=back, front__spill_over=spill)
    orders = {"discipline": discipline, "answer": answer, "left": left}
    settled = played(line, SETTLING_DAYS + DAYS, **orders)[SETTLING_DAYS:].mean(axis=0)
    base = WAR * LEVEL * (1 - back - 2 * spill) * np.outer(SHARES, INTENSITY)
    answered = back * (1 - discipline) * answer
    theory = stationary_mean(base, back=answered, spill=spill, left=left)
    assert_near(settled.sum(axis=1), theory.sum(axis=1))
    assert_near(settled.sum(axis=0), theory.sum(axis=0))
    if not spill:
        assert theory.sum() == pytest.approx(left * base.sum() / (1 - left * answered))


@pytest.mark.parametrize("back", [0.3, 0.8])
def test_without_spill_over_the_mean_is_the_level_of_the_war(back):
    settled = played(line_of(front__return_fire=back, front__spill_over=0.0), 140)[80:]
    assert_near(settled.sum(axis=(1, 2)).mean(axis=0), LEVEL * WAR)


def test_spill_over_is_lost_at_the_ends_of_the_line_and_nowhere_else():
    base = np.ones((2, SECTORS))
    theory = stationary_mean(base, back=0.4, spill=0.05, left=1.0)
    lost = 0.05 * theory[:, [0, -1]].sum()
    assert theory.sum() == pytest.approx((base.sum() - lost) / (1 - 0.4 - 0.1))


def test_fire_approaches_its_mean_day_by_day_as_theory_says():
    line = line_of(front__return_fire=0.5, front__spill_over=0.07)
    days = played(line, 6)
    base = WAR * LEVEL * (1 - 0.64) * np.outer(SHARES, INTENSITY)
    theory = WAR * np.outer(SHARES, INTENSITY)
    for day in range(6):
        theory = next_mean(theory, base, back=0.5, spill=0.07, left=1.0)
        assert_near(days[day].sum(axis=(0, 1)), theory.sum())


# --- Survival ---------------------------------------------------------------------------------


def weekly_risk(log_rate, worlds=1, multiple=1.0):
    """The chance that each side resumes in a week, (2, worlds), where nothing else matters."""
    return resumption_chance(
        np.zeros((2, worlds)), np.full(worlds, multiple),
        log_rate=np.full(worlds, log_rate), days=7,
    )  # fmt: skip


@pytest.mark.parametrize("log_rate", [-9.0, -6.0, -3.0])
@pytest.mark.parametrize("weeks", [1, 13, 52])
def test_survival_under_a_constant_hazard_is_exponential(log_rate, weeks):
    alive = (1 - weekly_risk(log_rate)).prod() ** weeks
    assert alive == pytest.approx(np.exp(-7 * weeks * np.exp(log_rate)), rel=1e-12)


def test_lives_drawn_under_a_constant_hazard_are_exponential():
    worlds, log_rate, luck = 4000, -5.0, luck_of(4000)
    alive = np.ones(worlds, dtype=bool)
    for week in range(1, 41):
        resumes = luck.uniform("resume the war", 7 * week, (2,)) < weekly_risk(log_rate, worlds)
        alive &= ~resumes.any(axis=0)
        if week in (5, 20, 40):
            assert_share(alive.mean(), np.exp(-7 * week * np.exp(log_rate)), worlds)


def assert_share(found, theory, worlds):
    error = np.sqrt(theory * (1 - theory) / worlds)
    assert abs(found - theory) < MOST_STANDARD_ERRORS * error, (found, theory, error)


HAZARD = 0.006
BEGINS = 56
NOTHING_ELSE = {
    "assume.ceasefire_day": BEGINS,
    "mission.proposal": "none",
    "talks.pause_weeks": 200,
    "durability.resumption_log_rate": float(np.log(HAZARD)),
    "durability.value_weight": 0,
    "durability.frailty_variance": 0,
    "durability.trust_log": 0,
    "durability.settlement_log": 0,
    "durability.outside_pressure_log": 0,
    "durability.guarantee_log": 0,
    "durability.ukraine_bound_log": 0,
    "durability.attack_lead_days": 0,
    "durability.erosion_per_day": 0,
    "durability.ignition_share": 3,
}
LIVES, WEEKS = 768, 24


@cache
def lives_of(variance):
    """Lives of imposed ceasefires in the whole model, (2, worlds), but for the risk alone."""
    changes = NOTHING_ELSE | {"assume.ceasefire": True, "durability.frailty_variance": variance}
    setup = Setup("bare", "", "life", BEGINS + 7 * WEEKS, changes)
    return observe(load("base"), setup, worlds=LIVES, seed=3).lives


@pytest.mark.parametrize("weeks", [1, 4, 12, 23])
def test_ceasefires_of_the_whole_model_live_exponentially_where_nothing_else_matters(weeks):
    theory = np.exp(-7 * weeks * HAZARD)
    assert_share(share_alive(lives_of(0), 7 * weeks), theory, LIVES)


@pytest.mark.parametrize("weeks", [4, 12, 23])
def test_ceasefires_of_the_whole_model_keep_to_the_frailty_curve(weeks):
    theory = (1 + 3 * HAZARD * 7 * weeks) ** (-1 / 3)
    assert theory > np.exp(-7 * weeks * HAZARD)
    assert_share(share_alive(lives_of(3), 7 * weeks), theory, LIVES)


def test_the_risk_falls_with_age_by_frailty_alone():
    assert weibull_shape(lives_of(0)) == pytest.approx(1, abs=0.12)
    assert weibull_shape(lives_of(3)) < 0.85


MIDPOINTS = (np.arange(200_000) + 0.5) / 200_000


@pytest.mark.parametrize("variance", [0.2, 1.0, 2.5, 8.0])
def test_frailty_has_mean_one_and_the_variance_of_the_dial(variance):
    multiple = frailty(ndtri(MIDPOINTS), np.full(MIDPOINTS.size, variance))
    assert multiple.mean() == pytest.approx(1, rel=1e-3)
    assert multiple.var() == pytest.approx(variance, rel=1e-2)
    assert (np.diff(multiple) <= 0).all()  # who wants the quiet more is less at risk


@pytest.mark.parametrize("variance", [0.2, 1.0, 2.5, 8.0])
@pytest.mark.parametrize("risk_so_far", [0.05, 0.7, 5.0])
def test_frailty_gives_the_closed_form_curve(variance, risk_so_far):
    multiple = frailty(ndtri(MIDPOINTS), np.full(MIDPOINTS.size, variance))
    alive = np.exp(-multiple * risk_so_far).mean()
    assert alive == pytest.approx((1 + variance * risk_so_far) ** (-1 / variance), rel=1e-4)


def test_weekly_decisions_of_uneven_worlds_add_up_to_that_curve():
    midpoints = MIDPOINTS[::20]
    multiple = frailty(ndtri(midpoints), np.full(midpoints.size, 1.5))
    alive = (1 - weekly_risk(-6.0, midpoints.size, multiple)).prod(axis=0)
    for weeks in (4, 52, 260):
        theory = (1 + 1.5 * np.exp(-6.0) * 7 * weeks) ** (-1 / 1.5)
        assert (alive**weeks).mean() == pytest.approx(theory, rel=2e-3)


def test_without_variance_every_world_runs_the_same_risk():
    assert (frailty(column(-3, 0, 3), np.zeros(3)) == 1).all()


# --- Detection --------------------------------------------------------------------------------


@pytest.mark.parametrize("coverage", [0.0, 0.25, 1.0])
@pytest.mark.parametrize("access", [1.0, 0.3])
def test_coverage_sees_its_share(coverage, access):
    seen = share_seen(
        column(0), km_per_patrol=column(4), line_km=1151.0,
        technology=column(coverage), access=column(access),
    )  # fmt: skip
    assert seen[0] == pytest.approx(coverage * access, rel=1e-12)


def test_patrols_at_random_leave_gaps_as_theory_says():
    """Ten patrols of 4 km on 40 km, thrown at random, leave a share 1/e unseen."""
    seen = share_seen(
        column(100), km_per_patrol=column(4), line_km=40.0,
        technology=column(0), access=column(1),
    )  # fmt: skip
    assert seen[0] == pytest.approx(1 - np.exp(-1))


def test_the_tally_weighs_each_side_by_its_fire():
    tally = Tally(1, 0)
    tally.view(np.array([[30.0], [10.0]]), np.array([[0.5], [0.1]]), np.array([[0.2], [0.0]]))
    tally.view(np.array([[0.0], [20.0]]), np.array([[0.5], [0.2]]), np.array([[0.2], [0.1]]))
    assert tally.seen[0] == pytest.approx(30 * 0.5 + 10 * 0.1 + 20 * 0.2)
    assert tally.attributed[0] == pytest.approx(30 * 0.2 + 20 * 0.1)


@pytest.mark.parametrize(("coverage", "access"), [(0.35, 1.0), (0.6, 0.5), (0.0, 1.0)])
def test_a_run_sees_its_coverage_of_all_violations(coverage, access):
    changes = {
        "mission.proposal": "none",
        "monitors.observers": 0,
        "monitors.technology": coverage,
        "monitors.technology_run_by": "sides",
        "monitors.access_ukrainian_side": access,
        "monitors.access_russian_side": access,
        "monitors.attributed_by_patrol": 0.2,
        "monitors.attributed_by_technology": 0.2,
        "assume.ceasefire_day": 3,
        "horizon_days": 40,
    }
    table = ensemble.run(load("base").with_dials(changes).if_ceasefire(), worlds=12).outcomes
    assert table["share_seen"].to_numpy() == pytest.approx(np.full(12, coverage * access))
    assert table["share_attributed"].to_numpy() == pytest.approx(
        np.full(12, 0.2 * coverage * access)
    )


# --- The measures themselves, on lives and counts whose law is known ---------------------------


def lives_by_quantile(hazard, *, shape=1.0, watched=np.inf, count=4000):
    """Weibull lives at the midpoints of equal steps of probability, watched for so long."""
    midpoints = (np.arange(count) + 0.5) / count
    days = (-np.log(midpoints)) ** (1 / shape) / hazard
    return np.stack([np.minimum(days, watched), (days > watched).astype(float)])


@pytest.mark.parametrize("shape", [0.4, 1.0, 1.8])
@pytest.mark.parametrize("watched", [np.inf, 4e6])
def test_the_shape_of_known_lives_is_found(shape, watched):
    lives = lives_by_quantile(2e-7, shape=shape, watched=watched)
    assert weibull_shape(lives) == pytest.approx(shape, rel=0.02)


def test_the_shape_of_two_lives_by_hand():
    """Days 10 and 10 e: the score is k tanh(k / 2) = 2, of which y tanh y = 1 has y = 1.19968."""
    lives = np.array([[10, 10 * np.e], [0, 0]])
    assert weibull_shape(lives) == pytest.approx(2 * 1.19967864, rel=1e-6)


def test_there_is_no_shape_where_none_has_broken_or_all_on_one_day():
    assert np.isnan(weibull_shape(np.array([[100.0, 100.0], [1, 1]])))
    assert np.isnan(weibull_shape(np.array([[63.0, 63.0], [0, 0]])))


@pytest.mark.parametrize("ratio", [0.25, 1.0, 3.0])
@pytest.mark.parametrize("watched", [np.inf, 300.0])
def test_a_known_hazard_ratio_is_found(ratio, watched):
    lives = lives_by_quantile(0.002 * ratio, watched=watched)
    others = lives_by_quantile(0.002, watched=watched)
    assert hazard_ratio(lives, others) == pytest.approx(ratio, rel=0.01)


def test_a_hazard_ratio_by_hand():
    """Breaks on days 1 and 4 against 2 and 3: the score is r² + r = 1, the golden section."""
    lives, others = np.array([[1, 4], [0, 0]]), np.array([[2, 3], [0, 0]])
    golden = (np.sqrt(5) - 1) / 2
    assert hazard_ratio(lives, others) == pytest.approx(golden, rel=1e-9)
    assert hazard_ratio(others, lives) == pytest.approx(1 / golden, rel=1e-9)


def test_equal_arms_have_ratio_one_even_with_ties_and_censoring():
    lives = np.array([[7, 7, 14, 21, 30], [0, 0, 0, 0, 1]])
    assert hazard_ratio(lives, lives) == pytest.approx(1)


def test_there_is_no_ratio_where_one_arm_never_breaks_or_breaks_before_the_other():
    broken, whole = np.array([[5.0, 9.0], [0, 0]]), np.array([[30.0, 30.0], [1, 1]])
    later = np.array([[15.0, 19.0], [0, 0]])
    assert np.isnan(hazard_ratio(broken, whole))
    assert np.isnan(hazard_ratio(whole, broken))
    assert np.isnan(hazard_ratio(broken, later))
    assert np.isnan(hazard_ratio(later, broken))


def counts_of(shape, days=40_000, mean=8.0):
    """Daily counts of one place, bursts of the model and all, (days, 1)."""
    uniform = luck_of(days).uniform("counts")
    burst, uniform = Bursts.of_shape(np.full(days, shape)).split(uniform)
    return poisson_count(uniform, mean * burst)[:, np.newaxis]


@pytest.mark.parametrize("shape", [0.3, 1.0, 4.0])
def test_the_k_of_a_gamma_poisson_count_is_the_shape_of_its_bursts(shape):
    nearest = float(burst_shapes(column(shape))[0])
    assert nearest == pytest.approx(shape, rel=0.05)
    assert dispersion(counts_of(shape))[0] == pytest.approx(nearest, rel=0.06)


def test_the_k_of_a_poisson_count_has_no_bound():
    uniform = luck_of(40_000).uniform("counts")
    counts = poisson_count(uniform, np.full(40_000, 8.0))[:, np.newaxis]
    assert dispersion(counts)[0] > 200
    exact = np.repeat([6.0, 10.0], 2)[:, np.newaxis]  # variance 4 below the mean 8
    assert dispersion(exact)[0] > 1e9


def test_k_by_hand():
    counts = np.array([0.0, 0.0, 8.0, 8.0])[:, np.newaxis]  # mean 4, variance 16
    assert dispersion(counts)[0] == pytest.approx(16 / 12)
    assert BURST_STEPS == 4096
