"""Two runs of the same worlds: flips, paired differences, and runs that do not pair."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline.dials.measures import LASTING
from contactline.errors import RunError
from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE
from contactline.show.words import difference_sentence, flips_sentence
from contactline.study.comparison import compare
from contactline.study.intervals import mean_interval, paired_share_interval
from contactline.world.outcomes import MEASURES as REGISTERED
from contactline.world.outcomes import OUTCOMES as REGISTERED_OUTCOMES
from words_that_need_numbers import forbidden_words

ORDER = ("holds", "collapsed", "no_talks")
OUTCOMES = {name: SimpleNamespace(name=name, label=name.replace("_", " ")) for name in ORDER}
MEASURES = {
    name: SimpleNamespace(name=name, label=label, unit=unit, is_number=name != "broken_by")
    for name, label, unit in [
        ("day_ceasefire", "Day of the ceasefire", "day"),
        ("peak_troops", "Troops at their peak", "troops"),
        ("broken_by", "Who broke it", ""),
        ("not_in_the_table", "Never measured", ""),
    ]
}


def a_run(name, ends, days=None, *, seed=1, view=AS_IT_COMES, horizon_days=730, **columns):
    days = [np.nan] * len(ends) if days is None else days
    table = pd.DataFrame({"outcome": ends, "day_ceasefire": days, "broken_by": "", **columns})
    table.index.name = "world"
    actors = {"uk": SimpleNamespace(name="United Kingdom")}
    scenario = SimpleNamespace(name=name, view=view, horizon_days=horizon_days, actors=actors)
    return SimpleNamespace(scenario=scenario, seed=seed, worlds=len(ends), columns=table)


def compared(a, b):
    return compare(a, b, outcomes=OUTCOMES, measures=MEASURES)


BASE = a_run("base", ["holds", "collapsed", "collapsed", "no_talks"], [10, 20, 30, np.nan])
CHANGED = a_run("changed", ["holds", "holds", "collapsed", "collapsed"], [12, np.nan, 36, 40])


def test_flips_count_worlds_in_the_order_of_outcomes():
    got = compared(BASE, CHANGED)
    assert list(got.flips.index) == list(got.flips.columns) == list(ORDER)
    assert got.flips.to_numpy().tolist() == [[1, 0, 0], [1, 1, 0], [0, 1, 0]]
    assert (got.flips.index.name, got.flips.columns.name) == ("base", "changed")
    assert got.flipped == 2
    assert got.turned(["collapsed", "no_talks"], ["holds"]) == 1
    assert got.turned(["holds"], ["collapsed"]) == 0


def test_shares_are_paired():
    holds, collapsed, no_talks = compared(BASE, CHANGED).shares
    assert (holds.a, holds.b, holds.difference) == (0.25, 0.5, 0.25)
    assert (holds.n, holds.n_a, holds.n_b, holds.higher, holds.lower) == (4, 1, 2, 1, 0)
    assert (holds.low, holds.high) == paired_share_interval(1, 0, 4)
    assert (collapsed.difference, collapsed.higher, collapsed.lower) == (0, 1, 1)
    assert (no_talks.label, no_talks.difference) == ("no talks", -0.25)


def test_several_outcomes_can_be_taken_together():
    got = compared(BASE, CHANGED)
    came = got.change_in(["holds", "collapsed"], "a ceasefire came")
    assert (came.label, came.a, came.b, came.higher, came.lower) == (
        "a ceasefire came", 0.75, 1.0, 1, 0,
    )  # fmt: skip
    assert got.change_in(["holds"]).difference == got.shares[0].difference
    assert got.change_in(["holds", "holds"]).difference == got.shares[0].difference


@pytest.mark.parametrize("ask", ["change_in", "turned"])
def test_unknown_outcomes_are_named(ask):
    got = compared(BASE, CHANGED)
    words = [["hold"]] if ask == "change_in" else [["holds"], ["hold"]]
    with pytest.raises(RunError, match=r"Unknown outcome 'hold'. Outcomes are: holds, collapsed"):
        getattr(got, ask)(*words)


def test_measures_pair_only_worlds_that_have_both():
    (day,) = compared(BASE, CHANGED).measures
    assert (day.name, day.label, day.unit) == ("day_ceasefire", "Day of the ceasefire", "day")
    assert (day.n, day.n_a, day.n_b, day.higher, day.lower) == (2, 3, 3, 2, 0)
    assert (day.a, day.b, day.difference) == (20, 24, 4)
    assert (day.difference, day.low, day.high, day.n) == mean_interval([2, 6])


@pytest.mark.parametrize(("n", "known"), [(1, False), (4, False), (9, False), (10, True)])
@pytest.mark.parametrize("change", [0.0, 3.0])
def test_few_worlds_that_all_say_the_same_tell_nothing_of_others(n, known, change):
    days = [5.0] * n + [np.nan] * 20
    ends = ["holds"] * len(days)
    later = [day + change for day in days]
    (day,) = compared(a_run("a", ends, days), a_run("b", ends, later)).measures
    assert day.too_few == (not known)
    assert (day.low, day.high) == ((change, change) if known else (-np.inf, np.inf))
    assert day.within_noise == (not known or change == 0)


def test_measures_by_contributor_follow_their_total():
    extra = {"peak_troops.uk": [1, 2], "peak_troops.xx": [0, 0], "peak_troops": [3, 4]}
    a = a_run("a", ["holds", "holds"], **extra, **{"peak_troops.fr": [0, 0]})
    b = a_run("b", ["holds", "holds"], **extra)
    got = [(one.name, one.label) for one in compared(a, b).measures]
    assert got == [
        ("day_ceasefire", "Day of the ceasefire"),
        ("peak_troops", "Troops at their peak"),
        ("peak_troops.uk", "Troops at their peak, United Kingdom"),
        ("peak_troops.xx", "Troops at their peak, xx"),
    ]


def test_a_measure_that_no_world_shares_says_so():
    never = a_run("never", ["no_talks"] * 4)
    (day,) = compared(BASE, never).measures
    assert (day.n, day.n_a, day.n_b) == (0, 3, 0)
    assert np.isnan(day.difference)
    assert day.within_noise


@pytest.mark.filterwarnings("error")
def test_identical_runs_differ_in_nothing():
    got = compared(BASE, BASE)
    assert got.flipped == 0
    assert {one.difference for one in (*got.shares, *got.measures)} == {0}
    assert all(one.within_noise for one in (*got.shares, *got.measures))


def test_a_clear_change_is_not_noise():
    a = a_run("a", ["collapsed"] * 100, [100.0 + i % 3 for i in range(100)])
    b = a_run("b", ["holds"] * 60 + ["collapsed"] * 40, [50.0 + i % 7 for i in range(100)])
    got = compared(a, b)
    assert [one.within_noise for one in got.shares] == [False, False, True]
    assert not got.measures[0].within_noise


ends = st.lists(st.tuples(*[st.sampled_from(ORDER)] * 2), min_size=1, max_size=40)


@given(ends)
@settings(max_examples=50)
def test_flips_and_shares_agree_and_mirror(pairs):
    a, b = (a_run(name, list(e)) for name, e in zip("ab", zip(*pairs, strict=True), strict=True))
    there, back = compared(a, b), compared(b, a)
    assert there.flips.to_numpy().sum() == len(pairs)
    assert (there.flips.to_numpy() == back.flips.to_numpy().T).all()
    assert there.flipped == sum(x != y for x, y in pairs)
    assert sum(one.difference for one in there.shares) == pytest.approx(0)
    for one, other in zip(there.shares, back.shares, strict=True):
        assert one.low <= one.difference <= one.high
        assert one.difference == -other.difference


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"seed": 2}, "seed is 1 and 2"),
        ({"view": IF_CEASEFIRE}, "view is as it comes and if there were a ceasefire"),
        ({"horizon_days": 365}, "horizon_days is 730 and 365"),
        ({"ends": ["holds"] * 3}, "worlds is 4 and 3"),
        ({"seed": 2, "view": IF_CEASEFIRE}, "seed is 1 and 2; view is as it comes and"),
    ],
)
def test_runs_that_do_not_pair_are_refused(change, says):
    other = a_run("other", change.pop("ends", ["holds"] * 4), **change)
    with pytest.raises(RunError) as caught:
        compared(BASE, other)
    assert str(caught.value).startswith("base and other cannot be compared world by world: ")
    assert says in str(caught.value)
    assert "Run both again with the same seed, worlds, horizon_days and view." in str(caught.value)


def test_worlds_of_other_numbers_are_refused():
    other = a_run("other", ["holds"] * 4)
    other.columns.index = [0, 1, 2, 7]
    with pytest.raises(RunError, match="world 3 is in one of them only"):
        compared(BASE, other)
    other.columns.index = [0, 2, 1, 3]
    with pytest.raises(RunError, match="worlds are in another order"):
        compared(BASE, other)


@pytest.mark.parametrize("odd", ["armistice", np.nan])
def test_an_outcome_outside_the_registry_is_refused(odd):
    other = a_run("other", ["holds", "holds", odd, "holds"])
    with pytest.raises(RunError, match=rf"other: world 2 has the outcome {odd!r}. Outcomes are: "):
        compared(BASE, other)


def test_every_number_of_the_registry_can_be_said():
    endings = list(REGISTERED_OUTCOMES)
    values = {
        name: np.arange(8.0 * len(endings))
        for name, measure in REGISTERED.items()
        if measure.is_number
    }
    a, b = a_run("a", endings * 8), a_run("b", endings * 8)
    a.columns = a.columns.assign(**values)
    b.columns = b.columns.assign(**{name: 2 * x for name, x in values.items()})
    got = compare(a, b)
    assert [one.name for one in got.shares] == endings
    assert [one.name for one in got.measures if one.name not in LASTING] == list(values)
    for one in got.measures:
        assert not one.within_noise or one.name in LASTING
        assert forbidden_words(difference_sentence(one, "a", "b")) == ()
    for one in got.shares:
        assert forbidden_words(flips_sentence(one, "b")) == ()
