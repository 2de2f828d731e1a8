"""What studies call beyond noise: intervals that hold what they say, checked without the model."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from cli_sample import call
from contactline import available, load, plan
from contactline.cli.columns import print_sheet
from contactline.errors import RunError
from contactline.language import say, speaking
from contactline.show.charts.frontier import picture as frontier_picture
from contactline.show.charts.sweep import picture as sweep_picture
from contactline.show.sheets.sheet import Sheet
from contactline.show.sheets.studies import frontier_sheet
from contactline.show.words.choosing import NO_ADVICE, frontier_sentences
from contactline.show.words.discovering import HOW_IT_IS_FOUND, discovery_sentences, headline
from contactline.show.words.in_units import Measured
from contactline.show.words.planning import plan_sentences, plan_title
from contactline.show.words.precision import enough_paragraph
from contactline.show.words.shares import question_text
from contactline.show.words.sweeping import sweep_sentences
from contactline.study.bridges.salib import problem
from contactline.study.comparison import share_difference
from contactline.study.discovery import Discovery, Fit, InputScore, Limit, needs_bound
from contactline.study.enough import Enough, ReachSeen, enough
from contactline.study.intervals import MeanInterval, level_of_pairs, mean_difference, wilson
from contactline.study.plan import PlanError, PlanResults, read_plan
from contactline.study.robust import Frontier, Goal, Setting, _apart, robust
from contactline.study.sensitivity import inquiry_of, swings
from contactline.study.sweep import Axis, Sweep, sweep

BASE = load("base")
LEARNT = Fit(worlds=150, cases=87, inside=127, hits=83)
DIAL, FIRE = "front.discipline", "violations_per_week"
GOALS = [Goal(FIRE, "least"), Goal("collapsed", "least")]


def sweep_of(values: np.ndarray, measure: str = FIRE) -> Sweep:
    """A sweep that found these values, (levels, worlds)."""
    axis = Axis(DIAL, tuple(np.linspace(0, 1, len(values)).tolist()))
    share = measure == "collapsed"
    return Sweep((BASE,), (axis,), measure, share, values.shape[1], 1, values[np.newaxis])


def plan_of(values: np.ndarray) -> PlanResults:
    """What a plan of one dial found, (levels, worlds)."""
    levels, worlds = values.shape
    over = {DIAL: np.linspace(0, 1, levels).tolist()}
    stated = read_plan({"scenarios": ["base"], "over": over, "measures": [FIRE], "worlds": worlds})
    return PlanResults(stated, {FIRE: values[np.newaxis, :, np.newaxis]}, 0.0)


@pytest.mark.parametrize("told", [lambda v: sweep_sentences(sweep_of(v)),
                                  lambda v: plan_sentences(plan_of(v))])  # fmt: skip
def test_a_dial_that_does_nothing_is_seldom_called_beyond_noise(told):
    """Eleven points that differ by luck alone: at the level of one pair two in three would be."""
    draw = np.random.default_rng(3)
    found = [draw.normal(100, 1, (1, 60)) + draw.normal(0, 1, (11, 60)) for _ in range(60)]
    assert sum("within noise" not in told(values)[0] for values in found) <= 7


def test_two_points_are_one_pair_and_more_points_many():
    assert level_of_pairs(2) == 0.95
    assert level_of_pairs(11) == pytest.approx(1 - 0.05 / 55)
    values = np.random.default_rng(1).normal(0, 1, (3, 20)) + np.array([[0], [5], [9]])
    found, gap = sweep_of(values), values[2] - values[0]
    for of, level in ((2, 0.95), (3, 1 - 0.05 / 3)):
        change = found.change(0, (0,), (2,), of=of)
        wanted = stats.t.interval(level, 19, gap.mean(), stats.sem(gap))
        assert (change.low, change.high) == pytest.approx(wanted)
    assert "picked from 3 points" in sweep_sentences(found)[0]
    assert "picked from" not in sweep_sentences(sweep_of(values[:2]))[0]


def test_a_small_end_beside_a_large_one_keeps_its_digits():
    """In the table 42 stands as 42; beside 4,600 in a sentence it must not become 0."""
    spread = np.linspace(-1, 1, 20)
    values = np.array([4600 + 300 * spread, 42 + 5 * spread])
    found = sweep_of(values)
    assert "from 42.0 violations a week at front.discipline 1 to 4,600" in sweep_sentences(found)[0]
    assert "from 42.0 to 4,600" in sweep_picture(found).title
    assert "from 42.0 violations" in plan_sentences(plan_of(values))[0]
    assert "from 42.0 to 4,600" in plan_title(plan_of(values))


def discovery_of(tried: Fit) -> Discovery:
    """What was discovered if this came of trying the box."""
    limits, scores = (Limit(DIAL, None, 0.36),), (InputScore(DIAL, 1.0),)
    return Discovery("base", "collapsed", None, None, 300, 1, limits, LEARNT, tried, scores)


def test_a_wide_box_is_set_against_what_lies_outside():
    """So in 75 of 119 worlds inside and in 8 of 31 outside: no toss of a coin does that."""
    fit = Fit(worlds=150, cases=83, inside=119, hits=75)
    table = [[75, 119 - 75], [8, 31 - 8]]
    assert fit.chance == pytest.approx(stats.fisher_exact(table, alternative="greater").pvalue)
    found = discovery_of(fit)
    assert found.stands
    assert "outside of it, it is so in 26 %" in discovery_sentences(found)[1]
    assert "63 % of worlds with front.discipline below 0.36" in headline(found)


@pytest.mark.parametrize("fit", [Fit(150, 83, 119, 68), Fit(150, 83, 0, 0), Fit(150, 83, 150, 83)])
def test_a_box_no_better_than_outside_does_not_stand_and_is_no_headline(fit):
    found = discovery_of(fit)
    assert not found.stands
    assert "no box is told from chance" in headline(found)
    assert "does not stand" in discovery_sentences(found)[1]


def test_a_box_of_pure_chance_stands_in_one_of_forty_cases_at_most():
    draw = np.random.default_rng(5)
    hits = draw.hypergeometric(83, 67, 60, size=4000)
    found = [Fit(150, 83, 60, int(one)).chance <= 0.025 for one in hits]
    assert np.mean(found) <= 0.03


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({"above": np.nan}, "above must be a finite number, got nan"),
        ({"below": np.inf}, "below must be a finite number, got inf"),
        ({"above": 5, "below": 3}, "Nothing lies above 5 and below 3"),
    ],
)
def test_bounds_between_which_nothing_lies_are_refused(bounds, said):
    with pytest.raises(RunError, match=said):
        needs_bound(FIRE, **bounds)


# --- how many worlds are enough ------------------------------------------------------------------


def run_of(monkeypatch: pytest.MonkeyPatch, *columns: np.ndarray) -> list[SimpleNamespace]:
    """Runs of the same worlds in which `collapsed` is what the columns say."""
    runs = [SimpleNamespace(scenario=BASE, seed=1, worlds=one.size, of=one) for one in columns]
    monkeypatch.setattr("contactline.study.enough.measured", lambda run, _: run.of.astype(float))
    return runs


def test_a_lone_share_never_lies_below_nought(monkeypatch):
    """One world of 60: 0.3 to 8.9 % (Wilson), not less than nothing."""
    found = enough(*run_of(monkeypatch, np.arange(60) == 7), measure="collapsed")
    assert found.interval == pytest.approx(wilson(1, 60))
    assert found.seen[-1].reach == pytest.approx(np.diff(wilson(1, 60))[0] / 2)
    assert "1.7 % (0.3 to 8.9)" in enough_paragraph(found)


def test_enough_and_compare_give_one_verdict(monkeypatch):
    """Worlds gained and lost: what the interval of the difference says, both commands say."""
    for gained in range(30):
        for lost in range(10):
            if gained + lost:
                after, before = (np.arange(100) < gained, np.arange(100) >= 100 - lost)
                found = enough(*run_of(monkeypatch, before, after), measure="collapsed")
                change = share_difference("", "", 100, (lost, gained), (gained, lost))
                near = abs(min(change.low, change.high, key=abs)) < 2e-3
                assert near or found.within_noise == change.within_noise, (gained, lost)


def test_very_many_times_as_many_are_not_given_a_number():
    seen = (ReachSeen(60, -2.2, 4.2, -6.4, 2.0),)
    found = Enough(FIRE, "a", "b", 60, 1, -2.2, 16.8, 3400.0, seen)
    assert "more than 1,000 times as many" in enough_paragraph(found)
    assert "more than" not in enough_paragraph(replace(found, apart=168.0)).rpartition("luck")[2]


# --- the frontier --------------------------------------------------------------------------------


def test_a_share_on_the_frontier_is_never_certain():
    """All of 20 worlds: 84 to 100 % (Wilson), where Student's interval of equal values is none."""
    goal = Goal("ceasefire_holds", "most")
    low, high = wilson(20, 20)
    assert goal.mean(np.ones(20)) == MeanInterval(1.0, low, high, 20)
    pair = np.array([[[0.0] * 20, [1.0] + [0.0] * 19]])
    ((gap, least, most, n),) = _apart([goal], pair, [0, 1])
    assert (gap, n) == (0.05, 20)
    assert (least, most) == pytest.approx(mean_difference(*pair[0], share=True)[3:])


def test_the_ends_of_a_frontier_that_differ_by_luck_alone_are_within_noise():
    draw, goal, clear = np.random.default_rng(4), Goal(FIRE, "least"), 0
    for _ in range(100):
        values = draw.normal(0, 1, (1, 12, 50))
        order = np.argsort(values[0].mean(axis=1)).tolist()
        ((_, low, high, _),) = _apart([goal], values, order)
        clear += not low <= 0 <= high
    assert clear <= 10


@pytest.mark.parametrize("enough", ["nan", "inf", "many"])
def test_what_is_enough_is_a_finite_number(enough):
    words = ("robust", "base", "--lever", DIAL, "--least", FIRE)
    done = call(*words, "--most", f"ceasefire_holds={enough}")
    assert done.exit_code == 2
    assert f"'{enough}' is no finite number" in " ".join(done.output.split())
    if enough != "many":
        goals = [Goal(FIRE, "least"), Goal("ceasefire_holds", "most", float(enough))]
        with pytest.raises(RunError, match="must be a finite number"):
            robust(BASE, [DIAL], goals)


def frontier_of(fire: MeanInterval) -> Frontier:
    """A frontier of one choice of which a goal came to this."""
    goals = (Goal(FIRE, "least"), Goal("ceasefire_holds", "most"))
    means = (fire, MeanInterval(0.5, 0.3, 0.7, 20))
    choice = Setting({DIAL: 0.5}, means, (fire.mean, 0.0), 1.0)
    return Frontier("base", goals, (DIAL,), (choice,), (), means, np.zeros((1, 2)), 20, 1)


def test_a_choice_has_the_number_that_the_chart_gives_it_and_no_unknown_numbers():
    sheet = frontier_sheet(frontier_of(MeanInterval(40.0, 30.0, 50.0, 20)))
    assert [row[:2] for row in sheet.rows] == [("", "as it is"), ("1", "front.discipline 0.5")]
    nothing = frontier_of(MeanInterval(np.nan, -np.inf, np.inf, 0))
    told = [*frontier_sentences(nothing), frontier_picture(nothing).title]
    told += [cell for row in frontier_sheet(nothing).rows for cell in row]
    assert "unknown" not in " ".join(told)


# --- what is named -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("sensitivity", "base", "--measure", FIRE, "--method", "sobol"),
        ("sensitivity", "base", "--measure", FIRE, "--method", "morris"),
        ("sensitivity", "base", "--measure", FIRE),
    ],
    ids=["sobol", "morris", "swings"],
)
def test_an_input_named_twice_is_refused_before_anything_runs(words, monkeypatch):
    for place in ("ensemble.run_pieces", "design.running.run_blocks"):
        monkeypatch.setattr(f"contactline.study.{place}", None)
    done = call(*words, "--dial", DIAL, "--dial", DIAL)
    assert done.exit_code == 1
    assert f"{DIAL} is named twice" in " ".join(done.output.split())


@pytest.mark.parametrize("of", [problem, lambda one, names: swings(one, FIRE, dials=names),
                                lambda one, names: robust(one, names, GOALS)])  # fmt: skip
def test_a_script_that_names_an_input_twice_is_told(of):
    with pytest.raises(RunError, match="discipline is named twice"):
        of(BASE, [DIAL, DIAL])


def test_what_somebody_privately_wants_is_said_to_be_ranked_not_set():
    with pytest.raises(RunError, match="cannot be set") as told:
        problem(BASE, ["private.ukraine.leaning"])
    assert "Dials are" not in str(told.value)


def test_a_plan_knows_one_number_written_in_two_ways():
    stated = {"scenarios": ["base"], "measures": [FIRE], "over": {DIAL: [0, 1, 1.0]}}
    with pytest.raises(PlanError, match="all of them different"):
        read_plan(stated)
    switch = {"over": {"mission.needs_leader": [True, False]}}
    assert read_plan(stated | switch).axes[0].levels == (True, False)


def test_a_sweep_goes_over_the_horizon_as_a_plan_does():
    soon = {"horizon_days": [14, 28]}
    found = sweep(BASE, soon, "no_talks", worlds=3)
    stated = {"scenarios": ["base"], "measures": ["no_talks"], "over": soon, "worlds": 3}
    same = plan(stated)
    assert found.values.tolist() == same.as_sweep("no_talks").values.tolist()
    assert found.axes[0].unit == same.plan.axes[0].unit == "days"


# --- charts --------------------------------------------------------------------------------------


def sweep_of_many(scenarios: int, levels: tuple[float | str, ...] = (0.0, 1.0)) -> Sweep:
    """A sweep of so many scenarios, each 100 above the one before."""
    ones = tuple(replace(BASE, name=f"scenario-{at}") for at in range(scenarios))
    values = np.arange(5.0) + 100 * np.arange(1, scenarios + 1)[:, np.newaxis, np.newaxis]
    values = np.repeat(values, len(levels), axis=1)
    return Sweep(ones, (Axis(DIAL, levels),), FIRE, False, 5, 1, values)


@pytest.mark.parametrize("scenarios", [1, 3, 4, 6])
@pytest.mark.parametrize("levels", [(0.0, 1.0), ("monitors", "buffer", "none")])
def test_every_scenario_of_a_sweep_is_drawn(scenarios, levels):
    """Beyond three each has a panel of its own; none is left out without a word."""
    figure = sweep_picture(sweep_of_many(scenarios, levels)).figure
    drawn = [line.get_ydata().mean() for ax in figure.axes for line in ax.lines]
    assert sorted(drawn) == [2.0 + 100 * at for at in range(1, scenarios + 1)]
    heights = {ax.get_ylim() for ax in figure.axes if ax.lines}
    assert len(heights) == 1


def test_more_scenarios_than_a_chart_holds_are_refused_before_anything_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("contactline.study.design.running.run_blocks", None)
    names = available()[:7]
    done = call("sweep", *names, "--over", f"{DIAL}=0:1:2", "--chart", tmp_path / "many.svg")
    assert done.exit_code == 1
    assert "A chart has room for 6 scenarios, got 7" in " ".join(done.output.split())


def test_a_chart_of_a_sweep_that_moves_nothing_says_so():
    found = sweep_of_many(1)
    assert sweep_picture(found).title == "Violations a week: the same at every point"


@pytest.mark.parametrize("name", ["ceasefire", FIRE, "collapsed+no_talks"])
def test_what_is_asked_ends_as_a_sentence(name):
    assert question_text(inquiry_of(name))[-1] in "?."


def test_a_heading_says_a_unit_once():
    assert Measured(FIRE).heading == Measured(FIRE).heading_of_difference == "Violations a week"
    assert Measured("collapsed").heading == "Ceasefire collapsed (%)"
    assert Measured("collapsed").heading_of_difference == "Ceasefire collapsed (points)"


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_value_that_a_dial_does_not_take_is_said_to_stand_behind_over(dry):
    done = call("sweep", "base", "--over", f"{DIAL}=0,2", "--worlds", 2, *dry)
    assert done.exit_code == 3
    assert done.stderr.splitlines()[-1].startswith("--over:1:1: front.discipline: must be from 0")


@pytest.mark.parametrize(("levels", "warned"), [(3, False), (12, True)])
def test_of_many_points_compared_with_one_some_differ_by_chance(levels, warned):
    values = np.random.default_rng(8).normal(0, 1, (2, levels, 1, 30))
    values[1] += 5
    over = {DIAL: np.linspace(0, 1, levels).tolist()}
    stated = read_plan({"scenarios": ["base", "no-talks"], "over": over, "measures": [FIRE],
                        "worlds": 30, "against": "base"})  # fmt: skip
    _, against = plan_sentences(PlanResults(stated, {FIRE: values}, 0.0))
    assert f"{levels} of {levels} points differ beyond noise" in against
    assert ("Each interval stands alone" in against) == warned


@pytest.mark.parametrize("text", [NO_ADVICE, HOW_IT_IS_FOUND])
def test_what_is_said_below_a_study_is_said_in_ukrainian(text):
    with speaking("uk"):
        assert say(text) != text


def test_the_name_of_an_axis_does_not_reach_beyond_it():
    with speaking("uk"):
        figure = frontier_picture(frontier_of(MeanInterval(40.0, 30.0, 50.0, 20))).figure
    figure.canvas.draw()
    (ax,) = figure.axes
    assert ax.yaxis.label.get_window_extent().height <= ax.bbox.height


def test_thousands_of_a_table_are_not_parted(capsys):
    number = "2\N{NO-BREAK SPACE}440"
    cell = f"{number} порушень на тиждень (від {number} до {number})"
    print_sheet(Sheet("", ("Важелі", "Порушень"), (("як є " * 12, cell),)))
    assert capsys.readouterr().out.count(number) == 3
