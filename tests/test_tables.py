"""Tidy tables: worked by hand, the same bytes every time, and numbers that read back."""

from __future__ import annotations

import math
from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE
from contactline.show import tables
from contactline.show.sheets.markdown import cell
from contactline.show.tables_as_text import csv_text
from contactline.study.comparison import compare
from contactline.study.intervals import simultaneous, wilson
from contactline.world.outcomes import MEASURES, OUTCOMES
from contactline.world.weekly import Histogram

HOLDS, QUIET = "holds_with_troops_on_line", "holds_without_foreign_troops"
COLLAPSED, TALKS, NOTHING = "collapsed", "talks_without_agreement", "no_talks"


def a_run(name="base", *, view=AS_IT_COMES, senders=("uk",), **columns):
    """Four worlds: one holds with troops, one collapses, one only talks, one does nothing."""
    values = dict.fromkeys(MEASURES, [0.0] * 4) | {
        "outcome": [HOLDS, COLLAPSED, TALKS, NOTHING],
        "posture": ["monitors", "none", "none", "none"],
        "broken_by": ["", "russia", "", ""],
        "broken_how": ["", "escalation", "", ""],
        "still_holding": [True, False, None, None],
        "broker_at_table": [None] * 4,
        "europe_at_table": [None] * 4,
        "days_held": [500.0, 20.0, np.nan, np.nan],
    }
    values |= {f"peak_troops.{key}": [100.0, 99.9, 0.0, 300.0] for key in senders}
    frame = pd.DataFrame(values | columns, index=pd.RangeIndex(4, name="world"))
    actors = {"russia": SimpleNamespace(name="Russia", role="belligerent", leads=False)}
    for key in senders:
        actors[key] = SimpleNamespace(name=key.upper(), role="contributor", leads=key == "uk")
    weekly = {"troops": Histogram(np.array([0.0, 10.0]), np.array([[1, 3], [0, 0]]))}
    scenario = SimpleNamespace(
        name=name, view=view, actors=actors, date=date(2024, 12, 3), horizon_days=14
    )
    return SimpleNamespace(
        scenario=scenario, seed=1, worlds=4, columns=frame, outcomes=frame, histograms=weekly
    )


def row_of(frame, **where):
    for key, value in where.items():
        frame = frame[frame[key] == value]
    (row,) = frame.to_dict("records")
    return row


def test_every_outcome_has_a_row_with_intervals_that_hold_together():
    frame = tables.outcome_table([a_run(), a_run("other", view=IF_CEASEFIRE)])
    assert list(frame["outcome"]) == [*OUTCOMES, *OUTCOMES]
    counts = {name: int(name != QUIET) for name in (HOLDS, QUIET, COLLAPSED, TALKS, NOTHING)}
    low, high = simultaneous([counts.get(name, 0) for name in OUTCOMES])
    at = list(OUTCOMES).index(COLLAPSED)
    row = row_of(frame, scenario="other", outcome=COLLAPSED)
    assert (row["view"], row["worlds"], row["n"], row["share"]) == (IF_CEASEFIRE, 1, 4, 0.25)
    assert (row["low"], row["high"]) == (low[at], high[at])
    assert row_of(frame, scenario="base", outcome=QUIET)["share"] == 0


def test_measures_leave_out_worlds_without_a_value():
    run = a_run(day_talks=[np.nan, 10.0, 20.0, 40.0])
    row = row_of(tables.measure_table([run]), measure="day_talks")
    assert (row["n"], row["median"], row["q25"], row["q75"]) == (3, 20, 15, 30)
    assert (row["label"], row["unit"]) == ("Day talks open", "day")


def test_every_measure_in_numbers_is_there_and_none_in_words():
    frame = tables.measure_table([a_run()])
    assert list(frame["measure"]) == [name for name, one in MEASURES.items() if not one.is_category]


def test_measures_in_words_are_counted_where_they_have_a_value():
    frame = tables.category_table([a_run()])
    how = row_of(frame, measure="broken_how")
    assert (how["value"], how["worlds"], how["n"]) == ("escalation", 1, 1)
    held = row_of(frame, measure="still_holding", value="yes")
    assert (held["worlds"], held["n"]) == (1, 2)
    low, high = simultaneous([1, 1])
    assert (held["low"], held["high"]) == (low[1], high[1])


def test_a_contributor_sends_troops_from_100_soldiers_on():
    row = row_of(tables.contributor_table([a_run()]), contributor="uk")
    assert (row["worlds"], row["share"], row["leads"]) == (2, 0.5, True)
    assert (row["low"], row["high"]) == wilson(2, 4)
    assert row["median"] == pytest.approx((99.9 + 100) / 2)


def test_only_contributors_are_in_the_table_of_contributors():
    frame = tables.contributor_table([a_run(senders=("uk", "france"))])
    assert list(frame["contributor"]) == ["uk", "france"]


def test_weeks_carry_their_date_and_are_empty_where_no_world_counts():
    frame = tables.weekly_table([a_run()])
    first, second = frame.to_dict("records")
    assert (first["week"], first["date"], first["n"]) == (0, "2024-12-03", 4)
    assert (first["q05"], first["q25"], first["median"]) == (0, 0, 10)
    assert (second["date"], second["n"]) == ("2024-12-10", 0)
    assert math.isnan(second["median"])


def test_differences_are_the_scenario_less_its_reference():
    base, changed = a_run(), a_run("changed", area_km2=[2.0, 3.0, 4.0, 5.0])
    frame = tables.difference_table([compare(base, changed)])
    row = row_of(frame, name="area_km2")
    assert (row["scenario"], row["reference"], row["kind"]) == ("changed", "base", "measure")
    assert (row["reference_mean"], row["scenario_mean"], row["difference"]) == (0, 3.5, 3.5)
    assert row["within_noise"] is False
    assert row_of(frame, name="peak_troops.uk")["difference"] == 0
    assert list(frame["kind"]).count("outcome") == len(OUTCOMES)


def test_worlds_of_scenarios_with_other_contributors_share_one_table():
    frame = tables.world_table([a_run(senders=("uk",)), a_run("other", senders=("canada",))])
    assert list(frame.columns)[:4] == ["scenario", "view", "world", "outcome"] or (
        set(frame.columns[:3]) == {"scenario", "view", "world"}
    )
    assert list(frame.columns)[-2:] == ["peak_troops.canada", "peak_troops.uk"]
    text = csv_text(frame)
    lines = text.splitlines()
    assert len(lines) == 9
    assert lines[1].endswith(",,100")
    assert lines[5].endswith(",100,")


FRAME = pd.DataFrame(
    {
        "name": ["plain", 'with "quotes", and a comma', ""],
        "yes": [True, False, True],
        "whole": [3.0, -0.0, np.nan],
        "part": [0.1, 1e-7, 1234567.25],
    }
)


def test_csv_is_written_by_hand_worked_rules():
    assert csv_text(FRAME) == (
        "name,yes,whole,part\n"
        "plain,TRUE,3,0.1\n"
        '"with ""quotes"", and a comma",FALSE,0,1e-07\n'
        ",TRUE,,1234567.25\n"
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_the_same_number(value):
    assert float(cell(value)) == value


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_has_no_decimals(value):
    assert cell(float(value)) == str(value)


def test_markdown_puts_numbers_to_the_right_and_keeps_bars_apart():
    frame = pd.DataFrame({"what": ["a|b", "two\nlines"], "n": [1.5, 2.0]})
    assert tables.markdown(frame) == (
        "| what | n |\n| --- | --: |\n| a\\|b | 1.5 |\n| two lines | 2 |\n"
    )


def test_markdown_of_no_rows_is_a_head():
    assert tables.markdown(pd.DataFrame({"a": [], "b": []})).startswith("| a | b |\n")
