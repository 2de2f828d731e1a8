"""The words of the report: shares, differences, claims against runs, inputs, one world as news."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE, load, parse
from contactline.scenario.assumptions import changes, count_inputs, in_words, sources_of
from contactline.show.report.headlines import headlines
from contactline.show.sheets.chronicle import chronicle_sheet
from contactline.show.sheets.pairs import difference_sheet, reading
from contactline.show.sheets.sheet import share_text
from contactline.show.words import expectation_sentence
from contactline.show.words.newspaper import front_page
from contactline.study.expectations import expectations
from contactline.study.study import run_study
from contactline.world.entries import ChronicleEntry


@pytest.mark.parametrize(
    ("worlds", "n", "low", "high", "text"),
    [
        (92, 500, 0.143, 0.231, "92 of 500, 18 % (14–23)"),
        (0, 500, 0, 0.0131, "0 of 500, 0 % (0–1.3)"),
        (1, 500, 0.0001, 0.02, "1 of 500, under 1 % (0.05–2)"),
        (0, 0, 0, 1, "–"),
    ],
)
def test_a_share_reads_as_count_per_cent_and_interval(worlds, n, low, high, text):
    assert share_text(worlds, n, low, high) == text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (60, ["In 0 of 8 runs", "a ceasefire is imposed within 28 days"]),
        (20, ["In 8 of 8 runs", "the imposed ceasefire is unbroken at the end, 8 days on ("]),
        (
            {"choice": {20: 0.5, 60: 0.5}},
            [
                "of 8 runs",
                "a ceasefire is imposed within 28 days",
                "8 days on where there was one (",
            ],
        ),
    ],
)
def test_a_ceasefire_that_was_not_imposed_is_not_told_as_broken(day, said):
    calm = {"horizon_days": 28, "assume.ceasefire_day": day}
    calm |= {"durability.resumption_log_rate": -14, "durability.ignition_share": 3}
    study = run_study([load("base").with_dials(calm)], worlds=8)
    ((_, told),) = headlines(study, study.views[1])
    begun = int(study.views[1].runs[0].outcomes["day_ceasefire"].notna().sum())
    first = " ".join(told[:2])
    assert all(one in first for one in said)
    assert ("unbroken" in first) == (begun > 0)
    assert begun == 0 or f"In {begun} of {begun} runs" in first


def a_difference(difference, low, high, **more):
    found = {"name": "peak_troops", "label": "Peak", "unit": "soldiers", "a": 10.04, "b": 12.0}
    found |= {"n": 5, "n_a": 5, "n_b": 5, "higher": 3, "lower": 1}
    found |= {"having": None, "everywhere": True, "own_worlds": False}
    found |= {"difference": difference, "low": low, "high": high}
    return SimpleNamespace(
        **found | {"within_noise": low <= 0 <= high, "too_few": np.isinf(low)} | more
    )


@pytest.mark.parametrize(
    ("difference", "low", "high", "more", "text"),
    [
        (2, 1, 3, {}, "more"),
        (-2, -3, -1, {}, "less"),
        (2, -1, 3, {}, "within noise"),
        (0, 0, 0, {"higher": 0, "lower": 0}, "no difference"),
        (0, -np.inf, np.inf, {"higher": 0, "lower": 0}, "too few worlds to tell"),
    ],
)
def test_a_difference_is_read_as_its_interval_says(difference, low, high, more, text):
    assert reading(a_difference(difference, low, high, **more)) == text


def a_comparison(*measures, view=AS_IT_COMES):
    return SimpleNamespace(
        a="base", b="new", worlds=5, view=view, shares=(), measures=measures,
        holding=a_difference(0, 0, 0, unit="share", a=0.2, b=0.2),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "cells"),
    [
        (a_difference(2.5, 1.25, 3.5), ("10.04", "12.00", "+2.50", "+1.25 to +3.50", "soldiers")),
        (a_difference(20, 0.04, 900), ("10", "12", "+20", "+0.04 to +900", "soldiers")),
        (a_difference(20, -300, 300), ("10", "12", "+20", "−300 to +300", "soldiers")),
        (a_difference(0.1, -0.1, 0.3, unit="share", a=0.2, b=0.3),
         ("20.0 %", "30.0 %", "+10", "−10 to +30", "points")),
        (a_difference(2, -float("inf"), float("inf")), ("10", "12", "+2", "–", "soldiers")),
        (a_difference(0, 0, 0, n=0, unit="day"), ("–", "–", "–", "–", "days")),
    ],
)  # fmt: skip
def test_a_paired_difference_has_no_more_digits_than_are_known(one, cells):
    assert difference_sheet(a_comparison(one)).rows[1][1:6] == cells


EXPECTING = replace(load("base"), expect={"peak_troops": "more"}, expect_if_ceasefire={})


@pytest.mark.parametrize(
    ("one", "runs_say", "agrees"),
    [
        (a_difference(2, 1, 3), "more", True),
        (a_difference(-2, -3, -1), "less", False),
        (a_difference(2, -1, 3), "neither more nor less: the difference lies within noise", False),
        (
            a_difference(2, -np.inf, np.inf),
            "neither more nor less: too few worlds have it to tell",
            False,
        ),
    ],
)
def test_a_claim_is_set_against_what_the_paired_runs_say(one, runs_say, agrees):
    (found,) = expectations(EXPECTING, a_comparison(one))
    assert (found.says, found.runs_say, found.agrees) == ("more", runs_say, agrees)
    assert "`new` against `base`" in expectation_sentence(found)


def test_a_claim_about_one_view_is_not_set_against_the_other():
    assert expectations(EXPECTING, a_comparison(a_difference(2, 1, 3), view=IF_CEASEFIRE)) == ()


def test_changes_are_exactly_what_a_scenario_changes():
    scenario = load("base").with_dials({"broker.backing": 0.25, "actors.uk.leads": False})
    found = {one.name: one for one in changes(scenario, load("base"))}
    assert set(found) == {"broker.backing", "actors.uk.leads"}
    assert found["broker.backing"].here == "0.25"
    assert (found["actors.uk.leads"].base, found["actors.uk.leads"].here) == ("yes", "no")
    assert found["actors.uk.leads"].basis == load("base").actors["uk"].basis


def test_every_input_is_counted_once_and_assumptions_apart():
    base = load("base")
    without, every = count_inputs(base)
    stances = sum(len(actor.stances) for actor in base.actors.values())
    assert every == len(base.dials) + len(base.actors) + stances
    sourced = replace(base, actors={})
    assert count_inputs(sourced)[1] == len(base.dials)
    assert 0 < without < every


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        (24, "24"),
        (True, "yes"),
        (None, "none"),
        ("monitors", "monitors"),
        ({"uniform": [0.3, 0.6]}, "from 0.3 to 0.6, evenly"),
        ({"triangular": [40, 60, 75]}, "from 40 to 75, most often near 60"),
        ({"normal": [24, 5]}, "mean 24, standard deviation 5"),
        ({"choice": {10: 1, 24: 3}}, "10 in 25 % of worlds, 24 in 75 % of worlds"),
    ],
)
def test_values_of_a_file_are_put_in_words(plain, words):
    assert in_words(plain) == words


def test_the_newspaper_leaves_routine_to_the_table():
    start = parse('from: base\ntitle: "x"').date
    kinds = ["talks open", "draft", "draft", "ceasefire", "fire", "fire", "horizon"]
    entries = tuple(
        ChronicleEntry(7 * at, kind, "", f"{kind} {at}.", "") for at, kind in enumerate(kinds)
    )
    days = front_page(entries, start)
    assert [entry.text for day in days for entry in day.entries] == [
        "talks open 0.", "draft 1.", "ceasefire 3.", "fire 4.", "horizon 6.",
    ]  # fmt: skip
    assert days[1].date == "10 December 2024"
    assert len(chronicle_sheet(entries, start).rows) == len(kinds)


def test_sources_name_claims_and_figures_once_and_no_assumption():
    found = sources_of(["assumption", "rferl-monitors", "forces-russia", "rferl-monitors"])
    assert [one.id for one in found] == ["rferl-monitors", "forces-russia"]
    assert found[0].source.startswith("an unnamed senior NATO official")
    assert found[1].source.endswith(", 2024")
