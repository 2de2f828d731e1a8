"""Small slips of the pen in scenario files: each is read as meant, or refused with what to write.

A comment that cuts a title, tabs, quotes around numbers, units, and names of bundled scenarios.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from contactline.dials import DIALS
from contactline.dials.distributions import Fixed
from contactline.errors import ScenarioError
from contactline.scenario import FIELDS, load, parse
from contactline.scenario.meant import number_meant

HEAD = "from: base\ntitle: T\n"


def refusal(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        parse(text)
    return str(caught.value)


CUT = "a # behind a space begins a comment and cuts the text off. Write"


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("title: Plan #2", '"Plan #2"'),
        ("title: Plan  #second", '"Plan  #second"'),
        ("title: Plan # 2", '"Plan # 2"'),
        ("title: 5 #2", '"5 #2"'),
        ('title: Say "no" #2', r'"Say \"no\" #2"'),
    ],
)
def test_a_title_is_never_cut_off_in_silence(line, whole):
    assert refusal(f"from: base\n{line}\n") == f"text:2:8: title: {CUT} {whole}"


@pytest.mark.parametrize("title", ["#2", "# 2 plans", "#second"])
def test_a_title_that_is_all_comment_is_answered_with_its_text(title):
    assert refusal(f"from: base\ntitle: {title}\n") == f'text:2:1: title: {CUT} "{title}"'


def test_every_text_for_readers_is_kept_whole():
    text = (
        f"{HEAD}summary: What #1 says\nquestion: Is it #1?\n"
        "actors:\n  uk: {name: 'UK #1'}\n  eu:\n    name: EU #1\n"
        "events:\n  x:\n    day: 3\n    title: Plan #2 is put\n"
    )
    faults = refusal(text).splitlines()
    assert [fault.split(": ")[1] for fault in faults] == [
        "summary", "question", "actors.eu.name", "events.x.title",
    ]  # fmt: skip


def test_a_text_cut_off_between_brackets_is_named_and_not_the_end_of_the_file():
    text = f"{HEAD}events:\n  x: {{title: Plan #2, day: 3}}\n"
    assert refusal(text) == f'text:4:14: {CUT} "Plan #2"'


@pytest.mark.parametrize("end", ["", " # a note", "  # a note", "\t# a note", " # why?"])
def test_a_comment_is_no_part_of_a_title(end):
    scenario = parse(f"from: base\ntitle: Plan{end}\nwar: {{aid_effect: 0.5}} #2\n")
    assert (scenario.title, scenario.dials["war.aid_effect"]) == ("Plan", Fixed(0.5))
    assert parse("from: base\ntitle: 'Plan #2'\n").title == "Plan #2"
    assert parse("from: base\ntitle: C#2\n").title == "C#2"


def test_a_text_that_begins_with_a_dash_is_answered_with_quotes():
    assert refusal("from: base\ntitle: - x\n").endswith(
        "Put a text that begins with a dash in quotes"
    )


def test_tabs_separate_and_end_lines_but_do_not_indent():
    spaced = parse(f"{HEAD}mission:\n  pledge_scale: 1.5 # note\n")
    tabbed = "from:\tbase\ntitle:\tT\t\n\t\n\t# a comment\nmission:\n  pledge_scale:\t1.5\t# note\n"
    assert parse(tabbed) == spaced
    assert parse(f"{HEAD}mission: {{pledge_scale:\t1.5,\trotation_ratio: 3}}\t\n") == spaced
    wrong = "text:4:1: not valid YAML: found character '\\t' that cannot start any token"
    assert refusal(f"{HEAD}mission:\n\tpledge_scale: 1\n") == f"{wrong}. Indent with spaces"


DAYS, SHARE, SCALE = FIELDS["horizon_days"], DIALS["broker.backing"], DIALS["assume.territory"]


@pytest.mark.parametrize(
    ("text", "dial", "meant"),
    [
        ("1.5", None, "Leave out the quotes: 1.5"),
        ("1,5", None, "Write 1.5"),
        ("10,000", None, "Write 10000, or 10.000"),
        ("10_000", None, "Write 10000"),
        ("1 250 000", None, "Write 1250000"),
        ("50 %", SHARE, "Write 0.5"),
        ("50%", SCALE, "Write 50"),
        ("24 months", DAYS, "Write 730, the number of days"),
        ("2 years", DAYS, "Write 730, the number of days"),
        ("1 week", DAYS, "Write 7, the number of days"),
        ("100 km", None, "Write 100 without a unit"),
        ("many", None, ""),
        ("0x1F", None, ""),
        ("2024-12-03", None, ""),
    ],
)
def test_what_is_no_number_is_answered_with_the_number_meant(text, dial, meant):
    assert number_meant(text, dial) == (f". {meant}" if meant else "")


def test_a_number_of_the_file_is_refused_with_what_it_may_be():
    said = refusal(f"{HEAD}horizon_days: 24 months\n")
    must = "horizon_days: must be a whole number from 7 to 3650 (days)"
    assert said == f"text:3:15: {must}, got the text '24 months'. Write 730, the number of days"
    assert refusal(f'{HEAD}assume: {{ceasefire: "true"}}\n').endswith("Leave out the quotes: true")
    assert refusal(f"{HEAD}horizon_days: [3]\n").endswith("from 7 to 3650 (days), got [3]")
    commas = refusal(f"{HEAD}broker: {{backing: {{uniform: [0,1, 0,5]}}}}\n")
    assert commas.endswith("got [0, 1, 0, 5]. Write decimals with a point")


@pytest.mark.parametrize("parent", ["base.yaml", "scenarios/base.yaml", "./base.yml"])
def test_a_bundled_scenario_called_as_a_file_is_named(tmp_path: Path, monkeypatch, parent):
    monkeypatch.chdir(tmp_path)
    Path("tab.yaml").write_text(f"from: {parent}\ntitle: T\n")
    with pytest.raises(ScenarioError, match=r"Did you mean 'base', the bundled scenario\?"):
        load("tab.yaml")
    with pytest.raises(ScenarioError, match=r"Did you mean 'base', the bundled scenario\?"):
        load(parent)
    assert "the bundled scenario?" in refusal(f"from: {parent}\ntitle: T\n")
