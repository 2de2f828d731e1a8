"""Every dial: declared well, listed in the base scenario, and able to change something."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest
from ruamel.yaml import YAML

from contactline import evidence
from contactline.dials import DIALS
from contactline.errors import ScenarioError
from contactline.scenario import Event, load, value_of
from contactline.study.ensemble import run
from contactline.world.outcomes import MEASURES, OUTCOMES

BASE = load("base")
WORLDS = 40
DAYS = 210


def extremes(dial):
    """The two settings of a dial that lie farthest apart."""
    if dial.switch:
        return False, True
    if dial.options:
        return dial.options[0], dial.options[-1]
    return dial.low, dial.high


def column(dial, value):
    changes = {"horizon_days": DAYS, "assume.ceasefire_day": 30, **dial.given, dial.name: value}
    return run(BASE.with_dials(changes), worlds=WORLDS).outcomes[dial.moves]


@pytest.mark.parametrize("name", DIALS)
def test_a_dial_moves_the_outcome_it_says(name):
    dial = DIALS[name]
    low, high = (column(dial, value) for value in extremes(dial))
    changed = (low != high) & ~(pd.isna(low) & pd.isna(high))
    assert changed.any(), f"{name} from one end to the other does not move {dial.moves}"


@cache
def after_event(given, change=()):
    """The outcomes of base with some dials, where an event changes others on day 3."""
    base = BASE.with_dials(dict(given))
    values = {name: value_of(DIALS[name], value) for name, value in change}
    event = Event(
        id="change", day=3, date=base.date + timedelta(days=3), dated=False,
        title="A change", claims=(), change=values,
    )  # fmt: skip
    return run(replace(base, events=(event, *base.events)), worlds=WORLDS).outcomes


READ_ONCE = [name for name, dial in DIALS.items() if dial.at_start]


@pytest.mark.parametrize("name", [name for name in DIALS if name not in READ_ONCE])
def test_an_event_on_a_dial_changes_something(name):
    given = {"horizon_days": DAYS, "assume.ceasefire_day": 30} | dict(DIALS[name].given)
    given = tuple(given.items())
    moved = (
        not after_event(given, ((name, value),)).equals(after_event(given))
        for value in extremes(DIALS[name])
    )
    assert any(moved), f"an event on {name} does nothing: is it read once, at the start?"


def test_an_event_on_a_dial_that_is_read_once_is_refused(tmp_path):
    """An event changes every dial: those that are read once are refused, each at its place."""
    changes = [f"      {name}: {str(extremes(dial)[1]).lower()}\n" for name, dial in DIALS.items()]
    path = tmp_path / "event.yaml"
    head = "from: base\ntitle: Event\nevents:\n  change:\n    title: A change\n    day: 3\n"
    path.write_text(f"{head}    change:\n{''.join(changes)}")
    with pytest.raises(ScenarioError) as refused:
        load(path)
    assert [(fault.line, fault.column) for fault in refused.value.faults] == [
        (8 + list(DIALS).index(name), 7) for name in READ_ONCE
    ]
    texts = {fault.text for fault in refused.value.faults}
    assert (
        "events.change.change.front.burst_shape: is read once, when a world starts, so no event "
        "can change it, got 20. Set burst_shape below front instead"
    ) in texts


@pytest.mark.parametrize("name", DIALS)
def test_a_dial_is_declared_well(name):
    dial = DIALS[name]
    assert re.fullmatch(r"[a-z]+\.[a-z0-9_]+", name)
    assert dial.moves in MEASURES or dial.moves == "outcome"
    assert dial.kind in ("lever", "uncertainty", "constant")
    assert dial.sentence.endswith(".")
    assert 20 < len(dial.sentence) < 140
    assert dial.basis
    unknown = set(dial.basis) - evidence.sources() - {evidence.ASSUMPTION}
    assert not unknown, f"{name} cites {unknown}, which no claim and no figure is called"
    assert set(dial.given) <= {*DIALS, "horizon_days"}
    if dial.is_number:
        assert dial.unit
        assert dial.low <= dial.default <= dial.high
    if dial.options:
        assert dial.default in dial.options


def stated_in_base():
    """The names of the dials that the file of base states."""
    plain = YAML(typ="safe", pure=True).load(evidence.scenarios_folder() / "base.yaml")
    return [name for name, dial in DIALS.items() if dial.key in plain.get(dial.section, {})]


def test_the_base_scenario_states_the_dials_that_differ_from_their_default():
    base = load("base").dials
    differ = [name for name, dial in DIALS.items() if base[name] != value_of(dial, dial.default)]
    assert stated_in_base() == differ


def test_the_base_scenario_comments_on_what_it_states():
    text = (evidence.scenarios_folder() / "base.yaml").read_text()
    prose = " ".join(line.strip(" #") for line in text.splitlines())
    for name in stated_in_base():
        assert DIALS[name].sentence in prose, name
        assert f"Basis: {', '.join(DIALS[name].basis)}." in prose, name


def test_the_default_of_a_dial_is_one_the_base_scenario_thinks_possible():
    for name, value in load("base").dials.items():
        dial = DIALS[name]
        if dial.is_number:
            low, high = value.support
            assert low <= dial.default <= high, name
        else:
            assert value == dial.default, name


def test_an_outcome_has_words_for_readers():
    for outcome in OUTCOMES.values():
        assert outcome.label
        assert outcome.definition.endswith(".")
    for measure in MEASURES.values():
        assert measure.definition.endswith(".")
        assert bool(measure.unit) == measure.is_number


FIELDS = {
    "capability": (0, 1, "outcome"),
    "foreign_force.position": (0, 100, "peak_troops"),
    "foreign_force.salience": (0, 1, "posture"),
    "territory.flexibility": (0, 1, "day_ceasefire"),
    "deployable_troops": (0, 200000, "peak_troops"),
    "home_support": (0, 1, "peak_troops"),
    "leads": (False, True, "peak_troops"),
    "option_days": (0, 1000, "peak_troops"),
    "after": ("nothing", "ceasefire", "pledged_troops"),
    "needs_backing": (False, True, "peak_troops"),
    "needs_leader": (True, False, "peak_troops"),
    "territory.at_most": (30, 100, "outcome"),
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_an_actor_changes_something(field):
    low, high, moves = FIELDS[field]
    contributor = moves in ("peak_troops", "pledged_troops")
    actor = "france" if contributor else "ukraine"
    actor = "lithuania" if field == "needs_leader" else actor  # a leader needs none
    given = {"assume.ceasefire": True} if contributor or moves == "posture" else {}
    base = load("base").with_dials({"horizon_days": 364, **given})
    ends = [
        run(base.with_dials({f"actors.{actor}.{field}": value}), worlds=96).outcomes[moves]
        for value in (low, high)
    ]
    assert np.any((ends[0] != ends[1]) & ~(pd.isna(ends[0]) & pd.isna(ends[1])))
