"""The ledger in words, as JSON and as a table, from the command line and in the report."""

import json
import os
import signal
import subprocess
import time
from dataclasses import replace

import jsonschema
import pandas as pd
import pytest

from cli_sample import call, command, environment, hears_interrupts
from contactline.dials import DIALS
from contactline.show.report.assumptions import with_ledgers
from contactline.show.report.files import write_tables
from contactline.show.report.page import page
from contactline.show.templates import prose
from contactline.show.words.overturning import (
    findings_sentences,
    grades_sentence,
    overturning_sentence,
    turn_sentence,
)
from contactline.study.ledger import MAINS, as_plain, counted, ledger, numbers_of, rows_of
from contactline.world.outcomes import OUTCOMES
from ledger_sample import FLAT, SIMPLE, toy
from report_sample import Outline, study
from words_that_need_numbers import forbidden_words

__all__ = ["toy"]


def test_sentences_count_the_dials_and_keep_to_the_words_of_the_scale(toy):
    parent = replace(FLAT.with_dials({"mission.proposal": "none"}), name="parent")
    names = ["broker.aid_to_ukraine", "broker.backing", "war.aid_effect"]
    made = ledger(FLAT, parent, worlds=100, dials=names)
    closing = overturning_sentence(made)
    assert closing == (
        "2 of the 3 dials moved could each overturn this: 2 make another outcome the most "
        "frequent; 1 undoes that a ceasefire holds at the horizon in more worlds than under "
        "`parent`; 1 undoes that a ceasefire holds with foreign troops on the line in more worlds "
        "than under `parent`. With 1 of them the runs at the end of the range say otherwise "
        "beyond noise; with the other 1 what comes instead lies within noise."
    )
    told = [*findings_sentences(made), closing]
    told += [turn_sentence(one, turn, made) for one in made.overturning for turn in one.turns]
    assert told[0] == (
        "The most frequent outcome under `base` is “ceasefire holds, troops on the line”, in 65 "
        "of 100 worlds."
    )
    assert (
        "Under `base`, a ceasefire holds at the horizon in more worlds than under `parent`"
        in (told[1])
    )
    assert told[-1] == (
        "`broker.backing`: from 0.04 downwards, the most frequent outcome is “ceasefire collapsed” "
        "instead of “ceasefire holds, troops on the line”, within noise."
    )
    assert forbidden_words("\n\n".join(told)) == ()


def test_none_and_one_are_said_so(toy):
    none = ledger(FLAT, worlds=100, dials=["war.aid_effect"])
    assert overturning_sentence(none) == (
        "None of the 1 dial moved overturns this by itself between its ends."
    )
    one = ledger(FLAT, worlds=100, dials=["broker.aid_to_ukraine"])
    assert overturning_sentence(one) == (
        "1 of the 1 dial moved could overturn this by itself: 1 makes another outcome the most "
        "frequent. "
        "At the end of its range the runs say otherwise beyond noise."
    )


def test_grades_are_counted_in_words():
    counts = {"measured": 1, "published": 30, "expert judgement": 0, "assumption": 56}
    assert grades_sentence("mine", counts) == (
        "Of the 87 numbers of `mine`, 1 is measured, 30 are published, 0 are expert judgement, "
        "and 56 are assumptions without a source, at least in part."
    )


SCHEMA = {
    "type": "object",
    "required": ["scenario", "digest", "parent", "worlds", "seed", "imposed", "horizon_days",
                 "outcomes", "findings", "moved", "could_overturn", "grades", "dials"],
    "properties": {
        "parent": {"type": ["string", "null"]},
        "outcomes": {"type": "object", "propertyNames": {"enum": list(OUTCOMES)}},
        "findings": {"type": "array", "minItems": 1, "items": {
            "required": ["kind", "name"],
            "properties": {"kind": {"enum": ["outcome", "comparison"]}}}},
        "dials": {"type": "array", "items": {
            "type": "object",
            "required": ["dial", "unit", "kind", "value", "grade", "basis", "sources", "in_use",
                         "levels", "levels_from", "moved_alone", "effects", "overturns"],
            "properties": {
                "grade": {"enum": ["measured", "published", "expert judgement", "assumption"]},
                "levels_from": {"enum": ["worlds", "figure", "declared", "words", None]},
                "effects": {"items": {
                    "required": ["name", "from", "to", "difference", "low", "high"],
                    "properties": {"name": {"enum": list(MAINS)},
                                   "difference": {"type": "number", "minimum": -1, "maximum": 1}},
                }},
                "overturns": {"items": {
                    "required": ["finding", "break_even", "side", "end", "instead", "clear"],
                    "properties": {"side": {"enum": ["below", "above", "everywhere", "at"]},
                                   "clear": {"type": "boolean"}},
                }},
            }}},
    },
}  # fmt: skip


def test_the_ledger_as_json_keeps_to_its_schema(toy):
    names = ["broker.aid_to_ukraine", "mission.proposal", "bargaining.smp_turns"]
    made = ledger(SIMPLE, worlds=50, dials=names)
    told = json.loads(json.dumps(as_plain(made), allow_nan=False))
    jsonschema.validate(told, SCHEMA)
    assert told["digest"] == SIMPLE.digest
    assert told["moved"] == 2
    row = next(one for one in rows_of(made) if one["dial"] == "broker.aid_to_ukraine")
    assert row["low"] == pytest.approx(0.05)
    assert row["holds_effect"] == pytest.approx(0.9, abs=0.2)


QUICK = ["--worlds", "4", "--set", "horizon_days=63", "--workers", "1", "--imposed"]


def test_the_command_prints_a_table_and_a_closing_sentence():
    typed = ["--dial", "front.initial_cut", "--dial", "bargaining.smp_turns"]
    shown = call("ledger", "uk-france-monitors", *QUICK, *typed, "--quiet")
    assert (shown.exit_code, shown.stderr) == (0, "")
    text = " ".join(shown.stdout.split())
    assert "not a forecast" in text
    assert "Not in use under this scenario, so not moved: bargaining.smp_turns." in text
    assert "of the 1 dial moved" in text
    assert "the same 4 worlds each time, seed 1" in text
    assert all(len(line) <= 100 for line in shown.stdout.splitlines())


def test_the_command_as_json_compares_with_base_in_the_same_worlds():
    shown = call("ledger", "uk-france-monitors", *QUICK, "--dial", "front.initial_cut", "--json")
    told = json.loads(shown.stdout)
    jsonschema.validate(told, SCHEMA)
    assert (told["parent"], told["horizon_days"], told["imposed"]) == ("base", 63, True)
    assert [one["dial"] for one in told["dials"]] == ["front.initial_cut"]
    alone = call("ledger", "base", *QUICK, "--dial", "front.initial_cut", "--json")
    assert json.loads(alone.stdout)["parent"] is None


def test_the_command_offers_the_nearest_dial():
    shown = call("ledger", "base", "--dial", "front.initial_cat")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "Did you mean 'front.initial_cut'?" in shown.stderr


FEW = ("front.initial_cut", "mission.proposal", "bargaining.smp_turns")


@pytest.fixture(scope="module")
def ledgered():
    """The small study of the report with a ledger of a few dials."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("contactline.study.ledger.assembling.asked", lambda _: FEW)
        return with_ledgers(study())


def test_a_study_has_a_ledger_of_each_scenario_in_focus(ledgered):
    (made,) = ledgered.ledgers
    assert (made.scenario.name, made.parent) == ("uk-france-monitors", "base")
    assert (made.worlds, made.seed, made.scenario.view) == (12, 1, "as it comes")
    assert ledgered.runs == study().runs


def test_the_page_tells_the_ledger_and_keeps_to_the_words(ledgered):
    text = page(ledgered, [], {})
    (made,) = ledgered.ledgers
    for sentence in [*findings_sentences(made), overturning_sentence(made)]:
        assert str(prose(sentence)) in text
    assert "bargaining.<wbr>smp_turns" in text
    outline = Outline(text)
    assert len(outline.all("caption")) == len(outline.all("table"))
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    rests = text[text.index('id="rests"') : text.index('id="reading"')]
    units = {dial.unit for dial in DIALS.values()}
    blocks = [block for block in Outline(rests).blocks if block.strip() not in units]
    assert forbidden_words("\n\n".join(blocks)) == ()


def test_the_page_lists_every_number_with_its_grade_also_without_a_ledger():
    text = page(study(), [], {})
    scenario = study().focus[0]
    for one in numbers_of(scenario):
        assert f"<code>{one.name}</code>" in text
        assert all(str(prose(ground.in_words)) in text for ground in one.grounds)
    for one in study().scenarios:
        assert str(prose(grades_sentence(one.name, counted(numbers_of(one))))) in text
    assert "--ledger</code>" in text


def test_the_ledger_is_a_table_in_the_folder_only_if_it_was_made(ledgered, tmp_path):
    write_tables(study(), tmp_path / "without", {})
    assert not (tmp_path / "without" / "ledger.csv").exists()
    write_tables(ledgered, tmp_path / "with", {})
    table = pd.read_csv(tmp_path / "with" / "ledger.csv")
    assert sorted(table["dial"]) == sorted(FEW)
    row = table.set_index("dial").loc["front.initial_cut"]
    effect = next(
        one.effects[0] for one in ledgered.ledgers[0].entries if one.name == "front.initial_cut"
    )
    assert row["ceasefire_effect"] == pytest.approx(effect.change.difference)


def test_a_run_makes_a_ledger_only_if_asked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("contactline.study.ledger.assembling.asked", lambda _: FEW)
    typed = ["--worlds", "4", "--set", "horizon_days=63", "--workers", "1", "--no-charts"]
    shown = call("run", "base", *typed, "--ledger", "--out", "made")
    assert shown.exit_code == 0, shown.stderr
    manifest = json.loads((tmp_path / "made" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"].endswith(" --ledger")
    assert "ledger.csv" in manifest["files"]


def test_an_interrupted_ledger_ends_with_a_sentence(tmp_path):
    """It is interrupted as soon as its processes have finished some runs."""
    running = subprocess.Popen(
        command("ledger", "base", "--worlds", "40", "--workers", "2"), cwd=tmp_path,
        env=environment(CONTACTLINE_STORE=str(tmp_path / "store")), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=hears_interrupts,
    )  # fmt: skip
    while running.poll() is None and not any(tmp_path.rglob("*.block")):
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert "Interrupted" in err
    assert "Traceback" not in err
