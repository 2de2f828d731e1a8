"""How long is waited where runs end first: restricted means over all who wait, never over few."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline import run
from contactline.dials.measures import AVERAGED, LASTING, MEASURES, no_mean
from contactline.errors import RunError
from contactline.scenario import load
from contactline.show.sheets.pairs import difference_sheet
from contactline.show.words import difference_sentence
from contactline.study.comparison import compare
from contactline.study.intervals import mean_interval
from contactline.study.lasting import columns_of, lasting_interval, lasting_values, watched_days
from contactline.study.measured import change_of, measured

NEVER = np.nan
HORIZON = 730


def a_run(talks, ceasefires, name="base", horizon=HORIZON):
    """A run in which talks open and the first ceasefire begins on these days, NaN for never."""
    talks, begins = np.asarray(talks, dtype=float), np.asarray(ceasefires, dtype=float)
    days = begins - talks
    table = pd.DataFrame(
        {
            "outcome": np.where(np.isnan(begins), "no_talks", "holds_without_foreign_troops"),
            "day_talks": talks,
            "day_ceasefire": begins,
            "days_to_sign": np.where(days >= 0, days, np.nan),
            "ceasefires": (~np.isnan(begins)).astype(float),
        }
    )
    scenario = SimpleNamespace(name=name, view="as it comes", horizon_days=horizon, actors={})
    return SimpleNamespace(scenario=scenario, seed=1, worlds=len(table), columns=table)


def differences(a, b):
    return {one.name: one for one in compare(a, b).measures}


def test_more_events_that_come_late_do_not_look_like_a_longer_wait():
    """The worked case of docs/measures.md: 100, never, never against 130, 300, 300."""
    a = a_run([0, 0, 0], [100, NEVER, NEVER])
    b = a_run([0, 0, 0], [130, 300, 300], "more")
    plain = (b.columns.day_ceasefire - a.columns.day_ceasefire).mean()
    assert plain == 30, "the paired mean over worlds that have both has the wrong sign"
    assert b.columns.day_ceasefire.mean() > a.columns.day_ceasefire.mean()
    found = differences(a, b)
    assert "day_ceasefire" not in found
    waited, share = found["day_ceasefire_to_horizon"], found["day_ceasefire_by_horizon"]
    assert (waited.a, waited.b) == pytest.approx((520, 730 / 3))
    assert waited.difference == pytest.approx(730 / 3 - 520)
    assert (waited.n, waited.higher, waited.lower) == (3, 1, 2)
    assert (share.a, share.b) == pytest.approx((1 / 3, 1))
    assert (waited.label, share.label) == (
        "Days until a ceasefire begins, counted to day 730", "Ceasefire begun by day 730",
    )  # fmt: skip


def test_the_interval_of_all_worlds_is_students():
    luck = np.random.default_rng(5)
    days = luck.integers(1, 1400, (2, 60)).astype(float)
    days[days >= HORIZON] = NEVER
    a, b = (a_run(np.zeros(60), one) for one in days)
    found = differences(a, b)["day_ceasefire_to_horizon"]
    waits = np.nan_to_num(days, nan=HORIZON)
    assert (found.difference, found.low, found.high) == pytest.approx(
        mean_interval(waits[1] - waits[0])[:3]
    )


def test_from_one_event_to_another_by_hand():
    """Signed after 10 and 40 days; one waits in vain for 20, one for 100, one never talks."""
    one = a_run([0, 5, 710, 630, NEVER], [10, 45, NEVER, NEVER, NEVER])
    days, in_vain = watched_days(one, "days_to_sign")
    assert days.tolist()[:4] == [10, 40, 20, 100]
    assert in_vain.tolist() == [False, False, True, True, False]
    assert np.isnan(days[4])
    # The curve is 1 to day 10, 3/4 to day 40 (two of four are left at risk), then 3/8.
    mean = lasting_interval(one, LASTING["days_to_sign_of_90"])
    assert (mean.mean, mean.n) == (pytest.approx(10 + 30 * 3 / 4 + 50 * 3 / 8), 4)
    share = lasting_interval(one, LASTING["days_to_sign_within_90"])
    assert share.mean == pytest.approx(5 / 8)
    assert 0 <= share.low < share.mean < share.high <= 1


def test_who_had_the_event_before_it_could_wait_is_left_out():
    """A ceasefire on day 60 and talks on day 90: nobody waits for it, nor is it waited in vain."""
    days, in_vain = watched_days(a_run([90, 90], [60, NEVER]), "days_to_sign")
    assert np.isnan(days[0])
    assert days[1] == 640
    assert in_vain.tolist() == [False, True]


def test_quicker_signing_of_fewer_talks_is_not_longer():
    """All that sign do so sooner in b; a has more worlds that wait in vain."""
    luck = np.random.default_rng(11)
    talks = luck.integers(0, 700, 400)
    quick, slow = luck.exponential(150, 400), luck.exponential(1, 400)
    signed = [talks + np.floor(quick * scale + slow) for scale in (2.0, 1.0)]
    a, b = (a_run(talks, np.where(one < HORIZON, one, NEVER)) for one in signed)
    found = differences(a, b)["days_to_sign_of_365"]
    exact = np.minimum(signed[1] - talks, 365).mean() - np.minimum(signed[0] - talks, 365).mean()
    assert found.low < exact < found.high < 0
    assert found.own_worlds
    assert differences(a, b)["days_to_sign_within_365"].difference > 0


one_day = st.one_of(st.just(NEVER), st.integers(0, HORIZON - 1).map(float))
lists = st.lists(st.tuples(one_day, one_day), min_size=1, max_size=30)


@given(lists)
def test_values_lie_in_the_run_and_their_mean_is_the_mean(pairs):
    one = a_run(*zip(*pairs, strict=True))
    values = lasting_values(one, LASTING["day_ceasefire_to_horizon"])
    assert values == pytest.approx(one.columns.day_ceasefire.fillna(HORIZON).to_numpy())
    shares = lasting_values(one, LASTING["day_ceasefire_by_horizon"])
    assert shares.tolist() == one.columns.day_ceasefire.notna().tolist()
    for name in ("days_to_sign_of_90", "days_to_sign_within_90"):
        found = lasting_interval(one, LASTING[name])
        assert np.isnan(found.mean) or -1e-9 <= found.mean <= 90


@given(lists, st.integers(0, 29), st.integers(0, HORIZON - 1))
def test_an_event_that_is_added_never_lengthens_the_wait(pairs, at, day):
    talks, ceasefires = map(list, zip(*pairs, strict=True))
    more = list(ceasefires)
    more[at % len(more)] = float(np.fmin(more[at % len(more)], day))
    found = differences(a_run(talks, ceasefires), a_run(talks, more))
    assert found["day_ceasefire_to_horizon"].difference <= 1e-9
    assert found["day_ceasefire_by_horizon"].difference >= 0


def test_no_measure_of_days_has_a_plain_mean():
    for measure in MEASURES.values():
        if measure.kind in ("day", "days"):
            assert measure.is_cut_off, measure.name
            assert measure.name not in AVERAGED
            assert no_mean(measure.name).startswith(f"{measure.name} is cut off where ")
            said = [one for one in LASTING.values() if one.of == measure.name]
            assert {one.kind for one in said} == {"days", "share"}
            assert {*columns_of(measure.name)} <= {*MEASURES}


def test_every_measure_with_missing_worlds_is_restricted_or_told_with_their_share():
    a, b = (run(load(name), worlds=24, seed=3) for name in ("base", "us-ceasefire-first"))
    rows = {row[0]: row for row in difference_sheet(compare(a, b)).rows}
    for change in compare(a, b).measures:
        if change.name in LASTING:
            continue
        missing = a.columns[change.name].isna().any() or b.columns[change.name].isna().any()
        kind = MEASURES[change.name.partition(".")[0]].kind
        assert kind not in ("day", "days"), change.name
        assert not missing or change.having is not None
        assert not missing or rows[change.label][-2] != "all", change.name


def test_sentences_and_tables_say_to_which_day_it_is_counted():
    a, b = a_run([0] * 20, [100] * 10 + [NEVER] * 10), a_run([0] * 20, [90] * 15 + [NEVER] * 5)
    change = differences(a, b)["day_ceasefire_to_horizon"]
    said = difference_sentence(change, "base", "more")
    assert said.startswith("Days until a ceasefire begins, counted to day 730: −170 days under ")
    assert "(95 % interval −300 to −30); a restricted mean over the same 20 worlds." in said
    label = LASTING["day_talks_to_horizon"].label_at(1_095)
    assert label == "Days until talks open, counted to day 1,095"
    row = next(row for row in difference_sheet(compare(a, b)).rows if row[0] == change.label)
    assert row[5:] == ("days", "20", "all", "less")


def test_fewer_worlds_that_begin_to_wait_are_told():
    a, b = a_run([0] * 100, [5] * 100), a_run([0] * 50 + [NEVER] * 50, [5] * 50 + [NEVER] * 50)
    rows = {row[0]: row for row in difference_sheet(compare(a, b)).rows}
    assert rows["Days from talks to ceasefire, of 90"][-1] == (
        "no difference; begins in fewer worlds"
    )


def test_a_waiting_is_asked_by_its_restricted_mean():
    a, b = a_run([0, 0], [100, NEVER]), a_run([0, 0], [90, NEVER])
    assert measured(a, "day_ceasefire_to_horizon").tolist() == [100, 730]
    assert change_of(a, b, "day_ceasefire_to_horizon").difference == -5
    with pytest.raises(RunError, match=r"it has no mean\. Ask for one of: day_ceasefire_to_ho"):
        measured(a, "day_ceasefire")
