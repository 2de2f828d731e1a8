"""Dotted names in scenario files: as pages print them, with the same meaning as nested ones."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from contactline.dials import DIALS
from contactline.errors import ScenarioError
from contactline.scenario import json_schema, load, parse
from contactline.scenario.reading import read
from scenario_sample import KNOWN, load_text

HEAD = "from: base\ntitle: T\n"


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Path()


DOTTED = """\
mission.pledge_scale: 2
actors.uk.foreign_force.position: {times: 1.2}
actors.uk.stances.foreign_force.salience: 0.1
actors.uk.home_support: 0.3
actors.uk.plays.pledge: never
events.thaw.day: 90
events.thaw.change.war.aid: 0.5
expect.days_held_of_365: less
"""
NESTED = """\
mission: {pledge_scale: 2}
actors:
  uk:
    home_support: 0.3
    plays: {pledge: never}
    stances: {foreign_force: {position: {times: 1.2}, salience: 0.1}}
events: {thaw: {day: 90, change: {war.aid: 0.5}}}
expect: {days_held_of_365: less}
"""


def test_dotted_names_mean_the_same_as_nested_ones(here):
    below = "dials:\n" + "".join(f"  {line}\n" for line in DOTTED.splitlines())
    mixed = f"dials: {{mission: {{pledge_scale: 2}}}}\n{DOTTED.partition(chr(10))[2]}"
    nested = load_text(here, HEAD + NESTED)
    for spelled in (DOTTED, below, mixed):
        assert load_text(here, HEAD + spelled) == nested


def test_dotted_names_stand_beside_nested_ones(here):
    text = "war: {aid: 0.5}\nwar.advance_km2_per_day: 7\nactors: {uk: {leads: false}}\n"
    mixed = load_text(here, f"{HEAD}{text}actors.uk.home_support: 0.3\n")
    nested = "war: {aid: 0.5, advance_km2_per_day: 7}\nactors: {uk: {leads: false, "
    assert mixed == load_text(here, f"{HEAD}{nested}home_support: 0.3}}}}\n")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "war.aid: 0.5\nwar:\n  aid: 0.6\n",
            "5:3: war.aid: given twice, first in line 3, column 1. Keep one of them",
        ),
        (
            "war:\n  aid: 0.5\nwar.aid: 0.5\n",
            "5:1: war.aid: given twice, first in line 4, column 3. Keep one of them",
        ),
        (
            "dials:\n  war.aid: 0.5\nwar.aid: 0.6\n",
            "5:1: war.aid: given twice, first in line 4, column 3. Keep one of them",
        ),
        (
            "war: {aid: {uniform: [0, 1]}}\nwar.aid: {uniform: [0, 1]}\n",
            "4:1: war.aid: given twice, first in line 3, column 7. Keep one of them",
        ),
        (
            "actors.uk.foreign_force.position: 9\nactors: {uk: {stances: {foreign_force: "
            "{position: 8}}}}\n",
            "4:41: actors.uk.stances.foreign_force.position: given twice, first in line 3, "
            "column 1. Keep one of them",
        ),
        (
            "actors.uk: null\nactors.uk.leads: true\n",
            "4:1: actors.uk: given twice, first in line 3, column 1. Keep one of them",
        ),
        ("dials: 3\n", "3:8: dials: must be a mapping of dials such as `mission.pledge_scale: 2`, "
         "got 3"),
        ("waar.aid: 1\n", "3:1: waar.aid: no such key, got waar.aid. Did you mean 'war.aid'?"),
        ("war.aids: 1\n", "3:1: war.aids: no such dial, got aids. Did you mean 'aid'?"),
        ("war.aid: 7\n", "3:10: war.aid: must be from -1 to 1, got 7"),
        (
            "actors.uk.foreign_forse.position: 3\n",
            "3:1: actors.uk.foreign_forse: no such actor field, got foreign_forse. "
            "Did you mean 'foreign_force'?",
        ),
        (
            "actors: {uk: {foreign_force: {position: 3}}}\n",
            "3:15: actors.uk.foreign_force: no such actor field, got foreign_force. Write "
            "foreign_force below stances",
        ),
    ],
)  # fmt: skip
def test_what_stands_twice_or_nowhere_is_refused_with_its_places(here, text, fault):
    with pytest.raises(ScenarioError) as caught:
        load_text(here, HEAD + text)
    assert str(caught.value) == f"my.yaml:{fault}"


def test_every_dial_can_be_set_by_its_dotted_name():
    base = load("base")
    stated = read(base.to_yaml(), "base").tree
    lines = [
        f"{name}: {value}"
        for name, value in (
            (name, stated.entries[dial.section].entries[dial.key].plain())
            for name, dial in DIALS.items()
        )
    ]
    text = HEAD + "\n".join(lines).replace("'", "").replace("True", "true").replace(
        "False", "false"
    )
    again = parse(text)
    assert again.dials == base.dials


def test_the_schema_knows_dotted_names():
    checker = jsonschema.Draft7Validator(json_schema(KNOWN))

    def wrong(text: str) -> int:
        return len([*checker.iter_errors(read(HEAD + text, "x").tree.plain())])

    assert wrong(DOTTED) == 0
    assert wrong("dials:\n  war.aid: 0.5\n  actors.uk.leads: true\n") == 0
    assert [wrong("war.aid: 7\n"), wrong("dials: {war.aid: 7}\n"), wrong("waar.aid: 1\n")] == [
        1
    ] * 3
