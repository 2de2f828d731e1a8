"""Single values of a scenario changed by name, as on the command line."""

from __future__ import annotations

import datetime as dt

import pytest

from contactline.cli.selection import with_ceasefire
from contactline.dials.distributions import Fixed, Uniform
from contactline.errors import ScenarioError
from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE, Scenario, load, parse, parse_setting
from scenario_sample import KNOWN, write_library


@pytest.fixture
def base(tmp_path) -> Scenario:
    """Return the small base scenario."""
    return load("base", known=KNOWN, folder=write_library(tmp_path))


def refusal(call, *arguments, **options) -> str:
    with pytest.raises(ScenarioError) as caught:
        call(*arguments, **options)
    return str(caught.value)


def test_single_changes(base):
    changed = base.with_dials(
        {
            "war.aid": 0.5,
            "mission.proposal": "monitors",
            "actors.uk.foreign_force.position": {"uniform": [1, 2]},
            "actors.uk.stances.foreign_force.salience": Uniform(0.1, 0.2),
            "actors.uk.leads": False,
        },
        known=KNOWN,
    )
    assert changed.dials["war.aid"] == Fixed(0.5)
    assert changed.dials["mission.proposal"] == "monitors"
    stance = changed.actors["uk"].stances["foreign_force"]
    assert (stance.position, stance.salience) == (Uniform(1.0, 2.0), Uniform(0.1, 0.2))
    assert changed.actors["uk"].leads is False
    assert changed.title == base.title
    assert changed != base
    assert base.with_dials({}, known=KNOWN) == base


def test_a_scenario_has_two_views_and_one_that_imposes_a_ceasefire_only_that():
    base = load("base")
    imposed, by_itself = base.if_ceasefire(), base.with_dials({"assume.ceasefire": True})
    assert (base.view, imposed.view) == (AS_IT_COMES, IF_CEASEFIRE)
    assert imposed == by_itself
    assert imposed.digest == by_itself.digest != base.digest
    assert (imposed.as_written, by_itself.as_written) == (base, by_itself)
    assert by_itself.if_ceasefire() is by_itself
    assert base.as_it_comes() is base
    assert imposed.as_it_comes() == by_itself.as_it_comes() == base


TOO_LATE = "assume.ceasefire_day: must be before the last day (horizon_days {}) where a ceasefire "
TOO_LATE += "is imposed, got {}. Set an earlier day, or more horizon_days"


@pytest.mark.parametrize(
    ("text", "place", "numbers"),
    [
        ("assume: {ceasefire: true, ceasefire_day: 730}", "3:42", (730, 730)),
        ("horizon_days: 60\nassume: {ceasefire: true}", "3:15", (60, 60)),
        ("assume: {ceasefire: true, ceasefire_day: {uniform: [800, 900]}}", "3:42", (730, 800)),
        ("horizon_days: 28\nassume: {ceasefire: true}", "3:15", (28, 60)),
    ],
)
def test_an_imposed_ceasefire_that_no_world_reaches_is_refused_at_its_place(text, place, numbers):
    found = refusal(parse, f"from: base\ntitle: T\n{text}\n", name="my.yaml")
    assert found == f"my.yaml:{place}: {TOO_LATE.format(*numbers)}"


def test_a_short_run_as_it_comes_asks_for_no_ceasefire():
    short = parse("from: base\ntitle: T\nhorizon_days: 28\n", name="my.yaml")
    assert short.horizon_days == 28
    assert parse("from: base\ntitle: T\nassume: {ceasefire_day: 3000}\n").never_imposed
    assert not load("base").never_imposed
    some = "from: base\ntitle: T\nassume: {ceasefire: true, ceasefire_day: {uniform: [700, 800]}}"
    assert not parse(some).never_imposed
    assert refusal(with_ceasefire, [load("base"), short]) == (
        f"my.yaml:1:1: {TOO_LATE.format(28, 60)}"
    )
    assert with_ceasefire([load("base")]) == [load("base").if_ceasefire()]
    twice = load("base").if_ceasefire().with_dials
    assert TOO_LATE.format(28, 60) in refusal(twice, {"horizon_days": 28})


def test_another_horizon_or_day_0_keeps_dated_events(base):
    assert [event.id for event in base.with_horizon(60, known=KNOWN).events] == ["us-inauguration"]
    later = base.with_dials({"date": dt.date(2025, 1, 10)}, known=KNOWN)
    assert [(event.id, event.day) for event in later.events] == [
        ("us-inauguration", 10),
        ("thaw", 100),
    ]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {"war.aid": 0, "war.adi": 1},
            "--set:2:1: war.adi: no such dial or actor field, got war.adi. Did you mean 'war.aid'?",
        ),
        ({"war.aid": 3}, "--set:1:1: war.aid: must be from -1 to 1, got 3"),
        (
            {"actors.us.leads": True},
            "--set:1:1: actors.us.leads: no such dial or actor field, got actors.us.leads. "
            "Did you mean 'actors.uk.leads'?",
        ),
        (
            {"actors.uk.territory.position": 3},
            "--set:1:1: actors.uk.stances.territory: lacks salience. Add it",
        ),
        (
            {"war.aid": 9, "talks.patience_weeks": 0.5},
            "--set:1:1: war.aid: must be from -1 to 1, got 9\n--set:2:1: talks.patience_weeks: "
            "must be a whole number from 1 to 104 (weeks), got 0.5",
        ),
    ],
)
def test_bad_single_changes_are_refused(base, changes, text):
    assert refusal(base.with_dials, changes, known=KNOWN, file="--set") == text


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("talks.patience_weeks=12", ("talks.patience_weeks", 12)),
        (" war.aid = {uniform: [0, 1]}", ("war.aid", {"uniform": [0, 1]})),
        ("assume.ceasefire=true", ("assume.ceasefire", True)),
        ("mission.proposal=none", ("mission.proposal", "none")),
    ],
)
def test_settings_are_read_as_in_a_file(text, setting):
    assert parse_setting(text) == setting


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a", "1:1: must be a dial and its value such as war.assaults_per_day=100, got the"),
        ("=3", "1:1: must be a dial and its value"),
        ("war.aid=", "1:9: war.aid: must have a value, got none"),
        ("war.aid=*x", "1:9: aliases are not allowed, got *x. Write the value itself"),
        ("war.aid=[1", "1:11: not valid YAML: expected ',' or ']', but got '<stream end>'"),
        ("a={b: 1, b: 2}", "1:10: b: given twice, first in line 1. Keep one of them"),
    ],
)
def test_bad_settings_are_refused(text, fault):
    assert refusal(parse_setting, text).startswith(f"--set:{fault}")
