"""The command line: exit codes, what goes to stdout and what to stderr, JSON, and good advice."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import jsonschema
import pytest

from cli_sample import call, command, environment, program
from contactline import cli, evidence
from contactline.cli import COMMANDS, main
from contactline.dials import DIALS
from contactline.errors import ScenarioError
from contactline.scenario import available, load
from contactline.show.report.folder import RESULTS

WORDS = "run compare replay list validate schema claims dials new open".split()
SLOW = set("pandas scipy mesa matplotlib jinja2 networkx starlette".split())
HEAVY = SLOW | set("numpy pydantic rich ruamel ruamel.yaml".split())


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def broken(own_folder):
    """A scenario file with three faults."""
    path = own_folder / "broken.yaml"
    path.write_text(
        'from: base\ntitle: "Broken"\nwar:\n  advance_km2_per_dy: 3\nexpect: {no_such: more}\n'
        "horizon_days: yes\n",
        encoding="utf-8",
    )
    return path


def test_every_command_is_there_and_explains_itself():
    assert set(WORDS) <= set(main.commands)
    shown = call("--help").stdout
    for name, one in main.commands.items():
        assert one.name == name
        assert one.get_short_help_str(limit=1000) == COMMANDS[name]
        assert f"  {name} {COMMANDS[name]}\n" in re.sub(" {2,}(?=[A-Z])", " ", shown)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_how_it_is_used(name):
    shown = call(name, "--help")
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"Usage: contactline {name}")


def test_every_file_of_a_command_is_named_after_it():
    folder = Path(cli.__file__).parent
    files = {path.stem for path in folder.glob("*.py")}
    shared = set(
        "__init__ asking columns completion dry_run duration failures files laboratory options "
        "groups processes program progress rerun rerun_studies sampling selection swings telling "
        "terminal".split()
    )
    assert files - shared == set(COMMANDS)
    assert {path.stem for path in (folder / "work").glob("*.py")} - shared <= set(COMMANDS)


def test_help_loads_nothing_heavy(own_folder):
    script = (
        "import sys\nfrom contactline.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    words = [command()[0], "-c", script]
    shown = subprocess.run(
        words, env=environment(), cwd=own_folder, capture_output=True, text=True, check=True
    )
    assert "Commands:" in shown.stdout
    assert HEAVY.isdisjoint(shown.stderr.split())
    loaded = [name for name in shown.stderr.split() if name.startswith("contactline")]
    known = {"contactline", "contactline.cli", "contactline.errors"}
    assert set(loaded) == known | {"contactline.cli.failures", "contactline.cli.program"}


def test_the_help_of_a_command_waits_for_nothing_heavy(own_folder):
    modules = ", ".join(f"contactline.cli.{name}" for name in COMMANDS)
    words = [command()[0], "-c", f"import sys, {modules}\nprint(*sys.modules)"]
    shown = subprocess.run(
        words, env=environment(), cwd=own_folder, capture_output=True, text=True, check=True
    )
    assert HEAVY.isdisjoint(shown.stdout.split())


def test_a_script_waits_for_nothing_heavy_before_it_runs_something(own_folder):
    names = "load, run, compare, replay"
    words = [
        command()[0],
        "-c",
        f"import sys; from contactline import {names}; print(*sys.modules)",
    ]
    shown = subprocess.run(
        words, env=environment(), cwd=own_folder, capture_output=True, text=True, check=True
    )
    assert SLOW.isdisjoint(shown.stdout.split())


def test_the_version_is_told():
    assert call("--version").stdout.startswith("contactline ")


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["rn", "base"], "Did you mean 'run'?"),
        (["run", "--wrlds", "3", "base"], "--worlds"),
        (["dials", "--section", "wars"], "Did you mean 'war'?"),
        (["run"], "Missing argument"),
        (["run", "base", "base"], "base is named twice"),
        (["run", "base", "--worlds", "0"], "0 is not in the range"),
        (["run", "base", "--overwrite"], "--overwrite needs --out"),
        (["run", "base", "--words", "kent"], "'icd203', 'phia'"),
        (["dials", "--json", "--markdown"], "exclude each other"),
        (["replay", "base", "--world", "-1"], "-1 is not in the range"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(words, advice):
    shown = call(*words)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert advice in shown.stderr


@pytest.mark.parametrize("name", ["run", "compare", "replay", "validate"])
def test_a_broken_scenario_ends_with_3_and_every_fault(name, broken):
    words = [name, broken, "base"] if name in ("run", "compare") else [name, broken]
    shown = call(*words)
    assert shown.exit_code == 3
    assert "broken.yaml:4:3: war.advance_km2_per_dy" in shown.stderr
    assert "broken.yaml:6:15: horizon_days" in shown.stderr
    assert "Traceback" not in shown.stderr
    assert not RESULTS.exists()


def test_an_unknown_name_offers_the_nearest():
    shown = call("run", "uk-france-monitor")
    assert shown.exit_code == 3
    assert "Did you mean 'uk-france-monitors'?" in shown.stderr


def test_faults_of_settings_and_scenarios_come_together(broken):
    shown = call("run", broken, "nope", "--set", "war.nothing", "--set", "bad=1")
    assert shown.exit_code == 3
    for part in ("--set:1:", "broken.yaml:4:3:", "nope:1:1:"):
        assert part in shown.stderr


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (["broker.backng=1"], "--set:1:1: broker.backng: no such dial"),
        (["broker.backing=7"], "--set:1:1: broker.backing: must be from 0 to 1"),
        (["broker.backing=1", "broker.backing=0"], "--set:2:1: broker.backing: is set twice"),
        (["broker.backing=[1"], "--set:1:"),
    ],
)
def test_a_setting_that_cannot_be_made_ends_with_3(settings, told):
    words = [word for setting in settings for word in ("--set", setting)]
    shown = call("run", "base", *words)
    assert (shown.exit_code, told in shown.stderr) == (3, True), shown.stderr


def test_validate_tells_of_every_file(own_folder, broken):
    odd = own_folder / "odd.yaml"
    odd.write_text('from: base\ntitle: "Odd"\nexpect: {no_talk: more}\n', encoding="utf-8")
    shown = call("validate", "base", broken, odd)
    assert shown.exit_code == 3
    assert shown.stdout.splitlines()[0] == "base: valid"
    with pytest.raises(ScenarioError) as caught:
        load(odd)
    assert str(caught.value) == (
        f"{odd}:3:10: expect.no_talk: no such outcome or measure in numbers, got no_talk. "
        "Did you mean 'no_talks'?"
    )
    assert str(caught.value) in shown.stderr.splitlines()


def test_validate_in_json_says_the_same_on_stdout_only(broken):
    shown = call("validate", "base", broken, "--json")
    assert (shown.exit_code, shown.stderr) == (3, "")
    good, bad = json.loads(shown.stdout)
    assert (good["valid"], good["faults"]) == (True, [])
    assert {fault["line"] for fault in bad["faults"]} >= {4, 6}


def test_all_bundled_scenarios_are_valid():
    shown = call("validate", *available())
    assert (shown.exit_code, shown.stderr) == (0, "")


def test_list_names_every_scenario_with_its_title():
    lines = call("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(available())
    assert load("base").title in lines[0]


@pytest.mark.parametrize(
    "words", [["list"], ["claims"], ["dials"], ["schema"], ["validate", "base"], ["new", "x"]]
)
def test_json_is_all_there_is_on_stdout(words):
    shown = call(*words, "--json")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert json.loads(shown.stdout)


def test_the_schema_that_is_printed_is_one():
    jsonschema.Draft7Validator.check_schema(json.loads(call("schema").stdout))


def test_claims_show_all_of_them_with_their_flags_and_the_dials_they_inform():
    text = " ".join(call("claims").stdout.split())
    for claim in evidence.claims().values():
        assert claim.id in text
        assert claim.flag in text
        assert claim.left_out in text
    informed, left_out = text.index("Claims that inform"), text.index("Claims left out")
    assert informed < text.index("rferl-monitors (") < left_out
    told = json.loads(call("claims", "--json").stdout)
    assert all(set(ids) <= set(evidence.claims()) for ids in told["dials"].values())


def test_dials_show_range_kind_basis_and_meaning():
    text = " ".join(call("dials").stdout.split())
    for dial in DIALS.values():
        assert dial.name in text
        assert " ".join(dial.sentence.split()) in text
    table = call("dials", "--markdown", "--section", "broker").stdout
    assert table.startswith("| name | unit |")
    assert len(table.splitlines()) == 2 + sum(dial.section == "broker" for dial in DIALS.values())
    told = json.loads(call("dials", "--section", "war", "--json").stdout)
    assert {one["section"] for one in told} == {"war"}


def test_new_writes_a_file_that_is_valid_and_never_over_another(own_folder):
    shown = call("new", "my-idea")
    assert (shown.exit_code, shown.stdout) == (0, "my-idea.yaml\n")
    assert "contactline run my-idea.yaml base" in shown.stderr
    assert call("validate", "my-idea.yaml").exit_code == 0
    (own_folder / "my-idea.yaml").write_text("mine", encoding="utf-8")
    again = call("new", "my-idea.yaml")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "already there" in again.stderr
    assert (own_folder / "my-idea.yaml").read_text(encoding="utf-8") == "mine"
    lost = call("new", "no-such-folder/x")
    assert "cannot be written: there is no folder no-such-folder. Make it first" in lost.stderr


@pytest.mark.parametrize("name", ["", ".hidden", "deep/", ".."])
def test_a_new_file_is_never_hidden(name, own_folder):
    (own_folder / "deep").mkdir()
    found = call("new", name)
    assert found.exit_code == 2
    assert "must name a file that is not hidden" in found.stderr
    assert [path.name for path in own_folder.rglob("*")] == ["deep"]


def test_any_whole_number_is_a_seed(own_folder):
    told = call("replay", "base", "--seed", "-3", "--json")
    assert json.loads(told.stdout)["seed"] == -3
    assert "is not a valid integer" in call("run", "base", "--seed", "1.5").stderr


def test_new_writes_the_schema_beside_the_file_and_renews_only_its_own(own_folder):
    schema, now = own_folder / "contactline.schema.json", call("schema").stdout
    assert json.loads(call("new", "one", "--json").stdout) == {
        "file": "one.yaml",
        "schema": "contactline.schema.json",
    }
    assert schema.read_text("utf-8") == now
    schema.write_text('{"title": "contactline scenario"}', encoding="utf-8")
    assert "left as it is" not in call("new", "two").stderr
    assert schema.read_text("utf-8") == now
    schema.write_text("mine", encoding="utf-8")
    assert "no schema of contactline and is left as it is" in call("new", "three").stderr
    assert schema.read_text("utf-8") == "mine"


def test_the_command_that_new_tells_can_be_pasted(own_folder):
    for name in ("my question", "it's mine", "-x", "a;b", "$HOME", "plan {2}", "Ünïcode"):
        line = call("new", "--", name).stderr.splitlines()[-1].partition("type: ")[2]
        words = shlex.split(line)
        assert call(*words[1:2], "--help").exit_code == 0
        assert len(words) == 4
        assert (own_folder / words[2]).is_file()
        assert not words[2].startswith("-")
    assert 'contactline run "my question 2.yaml" base' in call("new", "my question 2").stderr


def test_open_without_a_report_says_how_to_make_one():
    shown = call("open")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "contactline run uk-france-monitors base" in shown.stderr
    assert call("open", "nowhere").exit_code == 1


def test_replay_tells_a_world_day_by_day_with_causes():
    shown = call("replay", "base", "--world", "3", "--imposed", "--set", "horizon_days=100")
    assert (shown.exit_code, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    assert lines[0] == "World 3 under base, if there were a ceasefire, seed 1."
    assert "Day 60, 1 February 2025" in lines
    assert any(line.strip().startswith("because: ") for line in lines)


def test_replay_in_json_has_every_entry_with_its_date():
    words = ["replay", "base", "--imposed", "--set", "horizon_days=100", "--json"]
    told = json.loads(call(*words).stdout)
    assert (told["scenario"], told["world"]) == ("base", 0)
    imposed = next(entry for entry in told["entries"] if entry["kind"] == "imposed")
    assert (imposed["day"], imposed["date"]) == (60, "2025-02-01")
    assert imposed["cause"]


def test_a_reader_who_leaves_early_is_no_error(own_folder):
    words = shlex.join(command("dials"))
    shown = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {words} | head -n 1"],
        env=environment(), cwd=own_folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (shown.returncode, shown.stderr) == (0, "")
    assert len(shown.stdout.splitlines()) == 1


def test_a_program_of_its_own_ends_with_the_same_codes(own_folder):
    shown = program("validate", "nope", folder=own_folder)
    assert (shown.returncode, shown.stdout) == (3, "nope: 1 fault\n")
    assert "Traceback" not in shown.stderr
    assert program("nope", folder=own_folder).returncode == 2
