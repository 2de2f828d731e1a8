"""Every bundled scenario: it runs, stays open, and moves the way its claim says."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from beside_sample import outcomes_of, words_of
from contactline import evidence
from contactline.dials import DIALS
from contactline.dials.measures import LASTING
from contactline.scenario import available, json_schema, load, schema_text
from contactline.study.comparison import compare
from contactline.study.ensemble import run, simulate
from contactline.world.outcomes import MEASURES, OUTCOMES

ARTICLE = [name for name in available() if name != "base"]
# What is clear among the first worlds needs no more of them; others follow where it is not.
STEPS = (128, 384, 1024)
FEW, HALF, WORLDS = 64, STEPS[1], STEPS[-1]
CLEAR_STANDARD_ERRORS, USUAL_STANDARD_ERRORS = 2.5, 1.96


def views_of(scenario):
    """Both views of a scenario."""
    return scenario, scenario.if_ceasefire()


@cache
def base(view, worlds):
    """A run of base in one view."""
    return next(run(one, worlds=worlds) for one in views_of(load("base")) if one.view == view)


def first_of_base(view, worlds):
    """The first worlds of base in one view, out of the fewest that are run of it."""
    whole = base(view, WORLDS if view == "as it comes" or worlds > HALF else HALF)
    return replace(whole, worlds=worlds, columns=whole.outcomes.head(worlds))


def followed_by(results, worlds):
    """The results of so many worlds, of which the first have been run."""
    numbers = np.arange(results.worlds, worlds)
    columns = simulate(results.scenario, numbers).columns
    others = pd.DataFrame(columns, index=pd.Index(numbers, name=results.outcomes.index.name))
    return replace(results, worlds=worlds, columns=pd.concat([results.outcomes, others]))


@cache
def in_one_theatre(at):
    """The names of scenarios that differ in numbers only in a view, a tuple for each theatre."""
    groups = {}
    for name in ARTICLE:
        groups.setdefault(words_of(views_of(load(name))[at]), []).append(name)
    return [tuple(names) for names in groups.values()]


@cache
def first_of_several(names, at):
    """The first worlds of scenarios in a view, played side by side, by name."""
    scenarios = [views_of(load(name))[at] for name in names]
    numbers = pd.RangeIndex(STEPS[0], name="world")
    whole = base("as it comes", WORLDS)
    return {
        one.name: replace(whole, scenario=one, worlds=STEPS[0], columns=table.set_index(numbers))
        for one, table in zip(scenarios, outcomes_of(scenarios, STEPS[0]), strict=True)
    }


def first_of(name, at):
    """The first worlds of a scenario in one of its views."""
    names = next(names for names in in_one_theatre(at) if name in names)
    return first_of_several(names, at)[name]


@pytest.fixture(scope="module", params=ARTICLE)
def both_views(request):
    """What each view of a scenario expects, and its first worlds."""
    scenario = load(request.param)
    expected = (scenario.expect, scenario.expect_if_ceasefire)
    return [(expects, first_of(scenario.name, at)) for at, expects in enumerate(expected)]


def not_moved(expects, results, standard_errors):
    """What has not moved against base as expected, by more than so many standard errors."""
    change = compare(first_of_base(results.scenario.view, results.worlds), results)
    found = {one.name: one for one in (*change.shares, *change.measures)}
    wrong = []
    for what, direction in expects.items():
        low, high = found[what].low, found[what].high
        least = (high - low) / 2 * (standard_errors / USUAL_STANDARD_ERRORS - 1)
        if not (low > least if direction == "more" else high < -least):
            wrong.append(f"{what} should be {direction}: {low:+.3g} to {high:+.3g}")
    return wrong


def test_the_scenarios_of_the_article_are_there():
    assert available()[0] == "base"
    assert set(ARTICLE) == {
        "no-talks", "us-ceasefire-first", "talks-first", "uk-france-monitors",
        "eu-uk-buffer-zone", "instructors-only", "baltic-canada-join", "no-uk-troops",
        "nato-level", "no-us-backing", "russia-withholds-consent", "return-fire-discipline",
        "no-foreign-troops", "neutral-observers", "options-not-ready",
    }  # fmt: skip


def test_a_scenario_moves_as_its_claim_says(both_views):
    assert any(expects for expects, _ in both_views)
    for expects, results in both_views:
        for worlds in STEPS[1:]:
            if not_moved(expects, results, CLEAR_STANDARD_ERRORS):
                results = followed_by(results, worlds)
        if results.worlds == WORLDS:
            assert not_moved(expects, results, USUAL_STANDARD_ERRORS) == []


def test_worlds_that_follow_are_those_of_one_run():
    scenario = load("no-talks").with_dials({"horizon_days": 70})
    whole, parts = run(scenario, worlds=12), followed_by(run(scenario, worlds=5), 12)
    pd.testing.assert_frame_equal(whole.outcomes, parts.outcomes)


def test_no_scenario_puts_all_worlds_into_one_outcome(both_views):
    for _, results in both_views:
        assert results.outcomes["outcome"].head(FEW).nunique() > 1


def test_base_is_open_and_nobody_pushing_sees_fewer_ceasefires():
    outcomes = base("as it comes", WORLDS).outcomes
    shares = outcomes["outcome"].value_counts(normalize=True)
    assert shares.max() < 0.5
    assert {*shares[shares > 0.03].index} == {*OUTCOMES}
    assert base("if there were a ceasefire", HALF).outcomes["outcome"].head(FEW).nunique() > 1
    quiet = followed_by(first_of("no-talks", 0), HALF).outcomes
    assert (quiet["ceasefires"] > 0).mean() < (outcomes["ceasefires"] > 0).mean() - 0.1


@pytest.mark.parametrize("name", available())
def test_a_scenario_is_written_for_a_class(name):
    scenario = load(name)
    assert scenario.question.endswith("?")
    assert scenario.summary.endswith(".")
    assert scenario.claims
    for what in (*scenario.expect, *scenario.expect_if_ceasefire):
        assert what in OUTCOMES or what.partition(".")[0] in {**MEASURES, **LASTING}


@cache
def citations():
    """Every (source, place) pair: dials, actors and stances in base, events and scenarios."""
    base = load("base")
    places = {name: dial.basis for name, dial in DIALS.items()}
    for key, actor in base.actors.items():
        places[f"actors.{key}"] = actor.basis
        places |= {f"actors.{key}.{issue}": one.basis for issue, one in actor.stances.items()}
    places |= {f"events.{event.id}": event.claims for event in base.events}
    places |= {f"scenarios.{name}": load(name).claims for name in available()}
    return {(source, place) for place, sources in places.items() for source in sources}


@pytest.mark.parametrize("name", evidence.claims())
def test_a_claim_and_what_it_informs_agree_both_ways(name):
    claim = evidence.claims()[name]
    cited = {place for source, place in citations() if source == name}
    listed = set(claim.informs)
    assert not listed - cited, "the claim lists what does not cite it"
    assert not cited - listed, "what cites the claim is not in its list"
    assert bool(listed) != bool(claim.left_out), "a claim informs something or says why not"


def test_the_schema_is_laid_out_without_a_change():
    assert json.loads(schema_text(json_schema())) == json_schema()


def test_the_schema_defines_a_distribution_once():
    text = schema_text(json_schema())
    assert text.count('"additionalProperties": {"type": "number", "exclusiveMinimum"') == 1
    assert text.count("[low, mode, high]") == 1
    assert max(map(len, text.splitlines())) < 300
