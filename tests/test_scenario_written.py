"""Scenarios written back, their digests, the JSON Schema, the template, the bundled files."""

from __future__ import annotations

import pickle
import time
from copy import deepcopy
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactline.evidence import scenarios_folder
from contactline.scenario import Scenario, available, json_schema, load, parse, template
from contactline.scenario.content import OWN
from contactline.scenario.reading import read
from contactline.scenario.tree import Place, planted
from scenario_sample import BASE, KNOWN, load_text, write_library

HEAD = "from: base\ntitle: T\n"


@pytest.fixture
def base(tmp_path) -> Scenario:
    """Return the small base scenario."""
    return load("base", known=KNOWN, folder=write_library(tmp_path))


def test_equality_and_digest_ignore_name_place_and_order(tmp_path, base):
    plain = read(BASE, "base").tree.plain()
    backwards = {key: plain[key] for key in reversed(plain)}
    for key in ("actors", "events"):
        backwards[key] = dict(reversed(list(plain[key].items())))
    tree = planted(backwards, Place("other.yaml"))
    other = Scenario.from_tree(tree, name="other", source="other.yaml", known=KNOWN)
    assert other == base
    assert other.digest == base.digest
    assert len(base.digest) == 64
    assert base.with_dials({"war.aid": 0}, known=KNOWN).digest != base.digest


def test_a_scenario_travels_to_another_process(base):
    assert pickle.loads(pickle.dumps(base)) == base


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30)
LEVELS = st.one_of(
    st.floats(0, 1),
    st.lists(st.floats(0, 1), min_size=2, max_size=2).map(lambda ends: {"uniform": sorted(ends)}),
    st.tuples(st.floats(0, 1), st.floats(1e-9, 9)).map(lambda pair: {"normal": list(pair)}),
    st.dictionaries(st.floats(0, 1), st.floats(1e-9, 9), min_size=1).map(lambda c: {"choice": c}),
)


@settings(max_examples=60, deadline=None)
@given(title=TEXTS.filter(str.strip), words=TEXTS, levels=st.lists(LEVELS, min_size=4, max_size=4))
def test_what_is_written_loads_to_an_equal_scenario(title, words, levels):
    plain = deepcopy(read(BASE, "base").tree.plain())
    plain["title"] = title
    plain["actors"]["uk"]["name"] = words.strip() or "null"
    plain["actors"]["uk"]["capability"], plain["actors"]["uk"]["home_support"] = levels[:2]
    plain["actors"]["uk"]["stances"]["foreign_force"]["salience"] = levels[2]
    plain["events"]["thaw"]["change"]["war.aid"] = levels[3]
    tree = planted(plain, Place("made"))
    scenario = Scenario.from_tree(tree, name="made", source="made", known=KNOWN)
    again = parse(scenario.to_yaml(), known=KNOWN)
    assert again == scenario
    assert again.digest == scenario.digest


def test_the_resolved_file_stands_alone(tmp_path):
    child = load_text(tmp_path, HEAD + "war: {aid: 0.25}\n")
    text = child.to_yaml()
    assert "from:" not in text
    assert "\n  aid: 0.25\n" in text
    (tmp_path / "alone.yaml").write_text(text)
    assert load(tmp_path / "alone.yaml", known=KNOWN, folder=tmp_path) == child


SMALL_SCHEMA = json_schema(KNOWN)


def is_valid(text: str) -> bool:
    """Return whether a text fits the schema of the small table of dials."""
    validator = jsonschema.Draft7Validator(SMALL_SCHEMA)
    return validator.is_valid(read(text, "my.yaml").tree.plain())


def test_the_schema_is_draft_7_and_describes_every_dial():
    jsonschema.Draft7Validator.check_schema(SMALL_SCHEMA)
    described = SMALL_SCHEMA["definitions"]["mission.pledge_scale"]
    assert described["description"] == "A dial. Allowed: from 0 to 5 (times)."
    assert described["default"] == 1
    for section, key in (name.split(".") for name in KNOWN.dials):
        reference = SMALL_SCHEMA["properties"][section]["properties"][key]
        assert reference == {"$ref": f"#/definitions/{section}.{key}"}
    assert "prefixItems" not in str(SMALL_SCHEMA)


def test_the_schema_takes_what_loads(base):
    assert is_valid(BASE)
    assert is_valid(base.to_yaml())
    assert is_valid(HEAD + "actors: {uk: null, us: {stances: {territory: {at_least: null}}}}")


@pytest.mark.parametrize(
    "change",
    [
        "wra: {}",
        "war: {adi: 1}",
        "war: {aid: 7}",
        "war: {aid: ten}",
        "war: {aid: {uniform: [0, 1, 2]}}",
        "war: {aid: {uniform: [0, 7]}}",
        "war: {aid: {unifrom: [0, 1]}}",
        "war: {aid: {choice: {0: 0}}}",
        "talks: {patience_weeks: 1.5}",
        "assume: {ceasefire: yes}",
        "mission: {proposal: monitor}",
        "claims: [nobody]",
        "date: 3 December",
        "horizon_days: {uniform: [10, 20]}",
        "expect: {days_held_of_365: higher}",
        "actors: {UK: {name: U}}",
        "actors: {uk: {capabilty: 1}}",
        "actors: {uk: {stances: {foreign_froce: {position: 1}}}}",
        "events: {thaw: {change: {war.aids: 1}}}",
    ],
)
def test_the_schema_refuses_what_the_check_refuses(change):
    assert is_valid(HEAD)
    assert not is_valid(HEAD + change)


def test_the_template_loads_as_it_is(tmp_path):
    path = tmp_path / "my-idea.yaml"
    path.write_text(template("my-idea"))
    assert load(path).title == "My idea"
    jsonschema.validate(read(path.read_text(), "my").tree.plain(), json_schema())
    assert "# yaml-language-server: $schema=contactline.schema.json" in template("x")


@settings(max_examples=30, deadline=None)
@example("ŉ" + "a" * 119)
@example("\x1b\r\x08")
@given(name=st.text(max_size=200))
def test_the_template_loads_under_any_name(name):
    assert parse(template(name)).title


def test_every_example_of_the_template_loads():
    lines = template("full").splitlines()
    start = lines.index("# The numbers below are those of base.") + 1
    shown = [line.removeprefix("# ") for line in lines[start:] if line.startswith("# ")]
    words = ("What should", "Actors of", "Positions run", "Events change")
    examples = [line for line in shown if not line.startswith(words)]
    scenario, base = parse("\n".join([*lines[: start - 1], *examples])), load("base")
    assert scenario.actors["ireland"].plays == {"pledge": "after_ceasefire"}
    assert "more-pressure" in [event.id for event in scenario.events]
    assert {key: scenario.actors[key] for key in base.actors} == dict(base.actors)
    assert [event for event in scenario.events if event in base.events] == list(base.events)
    assert scenario.dials == base.dials
    assert scenario.expect == {"area_km2": "more"}


def test_a_new_file_is_equal_to_base_until_it_is_changed():
    new, base = parse(template("mine")), load("base")
    about = {field: getattr(base, field) for field in OWN}
    assert replace(new, **about) == base


@pytest.mark.parametrize("name", available())
def test_every_bundled_scenario_loads_and_fits_the_schema(name):
    scenario = load(name)
    text = (scenarios_folder() / f"{name}.yaml").read_text("utf-8")
    schema = jsonschema.Draft7Validator(json_schema())
    assert list(schema.iter_errors(read(text, name).tree.plain())) == []
    assert list(schema.iter_errors(read(scenario.to_yaml(), name).tree.plain())) == []
    assert parse(scenario.to_yaml()) == scenario


def test_loading_base_again_is_quick():
    load("base")
    began = time.perf_counter()
    load("base")
    assert time.perf_counter() - began < 0.15
