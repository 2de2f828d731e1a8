"""Every dial: declared well, listed in the base scenario, and able to change something."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import batched

import pandas as pd
import pytest
from ruamel.yaml import YAML

from beside_sample import outcomes_of
from contactline import evidence
from contactline.dials import DIALS
from contactline.errors import ScenarioError
from contactline.scenario import Event, load, value_of
from contactline.study.ensemble import simulate
from contactline.world.outcomes import MEASURES, OUTCOMES
from worlds_sample import FEW_ROUNDS

BASE = load("base")
DAYS = 210
BARGAIN_DAYS = 42  # drafts are on the table from the first day on
# A world is the same among few as among many: others are only run where the first show no change.
# Much happens in the first, whatever the dial; in other versions of the model others would do.
FEW, MORE, MANY = (13, 18, 21, 40), (3, 9, 14, 16, 17, 20, 24, 26, 78), range(96)
STEPS = (FEW, MORE, MANY)


def extremes(dial):
    """The two settings of a dial that lie farthest apart."""
    if dial.switch:
        return False, True
    if dial.options:
        return dial.options[0], dial.options[-1]
    if dial.name == "assume.ceasefire_day":
        return dial.low, DAYS - 1  # a later day is refused
    return dial.low, dial.high


def differ(one, other):
    """Whether two columns of outcomes differ in any world."""
    return ((one != other) & ~(pd.isna(one) & pd.isna(other))).any()


@cache
def base_with(given):
    """Base with values of some dials, (name, value) each."""
    return BASE.with_dials({"horizon_days": DAYS, "assume.ceasefire_day": 30, **dict(given)})


def all_given(dial):
    """The values that other dials have where one is looked at, (name, value) each.

    Bargains are cut short: what moves the drafts of many rounds moves those of a few.
    """
    short = {**FEW_ROUNDS, "horizon_days": BARGAIN_DAYS} if dial.section == "bargaining" else {}
    rounds = {name: rounds for name, rounds in short.items() if name != dial.name}
    return tuple({**rounds, **dial.given}.items())


def given_to(dial):
    return base_with(all_given(dial))


def with_event(scenario, change):
    """The scenario, where an event on day 3 changes some dials."""
    values = {name: value_of(DIALS[name], value) for name, value in change.items()}
    event = Event(
        id="change", day=3, date=scenario.date + timedelta(days=3), dated=False,
        title="A change", claims=(), change=values,
    )  # fmt: skip
    return replace(scenario, events=(event, *scenario.events))


def two_ends(dial):
    given = given_to(dial)
    return [
        replace(given, dials={**given.dials, dial.name: value_of(dial, value)})
        for value in extremes(dial)
    ]


def usual_and_events(dial):
    """What is given to a dial, as it is and where an event sets the dial to either end."""
    changes = [{}, *({dial.name: value} for value in extremes(dial))]
    return [with_event(given_to(dial), change) for change in changes]


def one_event(dial):
    """What is given to a dial, where an event sets it to an end at which it did not begin."""
    begins = given_to(dial).dials[dial.name]
    end = next(one for one in reversed(extremes(dial)) if value_of(dial, one) != begins)
    return [with_event(given_to(dial), {dial.name: end})]


def among(settings_of, names, worlds):
    """The outcomes of these worlds in every setting of every dial, by name."""
    return together({name: settings_of(DIALS[name]) for name in names}, worlds)


def together(settings, worlds):
    """The outcomes of these worlds in every setting, under the key that the settings have."""
    tables = iter(outcomes_of([one for each in settings.values() for one in each], worlds))
    return {key: [next(tables) for _ in each] for key, each in settings.items()}


@cache
def first():
    """The outcomes of the few worlds that both tests of dials ask for, played side by side.

    The ends of every dial by its name, base with what is given to some dial by what is, and the
    same with an event by the name of the dial. An event that changes nothing lets all stand beside
    those that have one.
    """
    ends = {name: two_ends(dial) for name, dial in DIALS.items()}
    every = [all_given(DIALS[name]) for name in READ_ALWAYS]
    quiet = ends | {given: [base_with(given)] for given in every}
    settings = {key: [with_event(one, {}) for one in each] for key, each in quiet.items()}
    events = {("event", name): one_event(DIALS[name]) for name in READ_ALWAYS}
    return together(settings | events, FEW)


@cache
def ends_of(step):
    """The outcomes at both ends of every dial that the worlds before have not seen move."""
    if step == 0:
        return {name: first()[name] for name in DIALS}
    before = ends_of(step - 1)
    names = [name for name, ends in before.items() if not moves(name, ends)]
    return among(two_ends, names, STEPS[step])


def moves(name, ends):
    """Whether a dial moves in any world what it says it moves."""
    return differ(*(one[DIALS[name].moves] for one in ends))


@cache
def usual_and_changed(step):
    """The outcomes without an event and with it, of every dial that it has not yet changed."""
    if step == 0:
        given = {name: all_given(DIALS[name]) for name in READ_ALWAYS}
        return {name: [*first()[given[name]], *first()["event", name]] for name in READ_ALWAYS}
    before = usual_and_changed(step - 1)
    names = [name for name, tables in before.items() if not changes(tables)]
    return among(usual_and_events, names, STEPS[step][:40])


def changes(tables):
    """Whether any outcome after an event is another one than without it."""
    usual, *changed = tables
    return any(not one.equals(usual) for one in changed)


@pytest.mark.parametrize("name", ["front.return_fire", "talks.hope_days", "mission.buildup_days"])
def test_settings_side_by_side_are_as_each_is_alone(name):
    dial = DIALS[name]
    settings = [*two_ends(dial), *usual_and_events(dial)]
    for one, beside in zip(settings, outcomes_of(settings, FEW), strict=True):
        alone = pd.DataFrame(simulate(one, FEW).columns)
        pd.testing.assert_frame_equal(alone, beside)


@pytest.mark.parametrize("name", DIALS)
def test_a_dial_moves_the_outcome_it_says(name):
    moved = any(moves(name, ends_of(step)[name]) for step in range(len(STEPS)))
    assert moved, f"{name} from one end to the other does not move {DIALS[name].moves}"


READ_ONCE = [name for name, dial in DIALS.items() if dial.at_start]
READ_ALWAYS = tuple(name for name in DIALS if name not in READ_ONCE)


@pytest.mark.parametrize("name", READ_ALWAYS)
def test_an_event_on_a_dial_changes_something(name):
    moved = any(changes(usual_and_changed(step)[name]) for step in range(len(STEPS)))
    assert moved, f"an event on {name} does nothing: is it read once, at the start?"


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


@pytest.mark.parametrize("share", [0, 0.04, 0.96, 1])
def test_no_side_expects_all_or_nothing_of_the_war(share):
    """At the ends fortune and power could move nothing any more."""
    for side in ("ukraine", "russia"):
        with pytest.raises(ScenarioError, match=r"must be from 0\.05 to 0\.95"):
            load("base").with_dials({f"war.expected_share_{side}": share})


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
        assert bool(measure.unit) == (measure.is_number or measure.is_cut_off)


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


def ends_of_field(field):
    """Base followed for a year, with a field of an actor at either end."""
    *ends, moved = FIELDS[field]
    contributor = moved in ("peak_troops", "pledged_troops")
    actor = "france" if contributor else "ukraine"
    actor = "lithuania" if field == "needs_leader" else actor  # a leader needs none
    given = {"assume.ceasefire": True} if contributor or moved == "posture" else {}
    base = load("base").with_dials({"horizon_days": 364, **given})
    return [base.with_dials({f"actors.{actor}.{field}": value}) for value in ends]


@cache
def outcomes_of_fields(step):
    """The outcomes at both ends of every field that the worlds before have not seen move."""
    before = outcomes_of_fields(step - 1) if step else dict.fromkeys(FIELDS)
    names = [name for name in before if not step or not field_moves(name, step - 1)]
    tables = outcomes_of([one for name in names for one in ends_of_field(name)], STEPS[step])
    return dict(zip(names, batched(tables, 2), strict=True))


def field_moves(field, step):
    low, high = (one[FIELDS[field][-1]] for one in outcomes_of_fields(step)[field])
    return differ(low, high)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_an_actor_changes_something(field):
    moved = any(field_moves(field, step) for step in range(len(STEPS)))
    assert moved, f"{field} does not move {FIELDS[field][-1]}"
