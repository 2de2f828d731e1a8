"""What commands share: where they write, --scale, what a shell offers, and how long they take."""

from __future__ import annotations

import json
import subprocess

import click
import pandas as pd
import pytest
from click.shell_completion import BashComplete

from cli_sample import call, command, environment
from contactline.cli import COMMANDS, main
from contactline.cli.duration import announcement, in_words, seconds_of
from contactline.dials import DIALS
from contactline.dials.measures import AVERAGED, HOLDS, OUTCOMES
from contactline.scenario import available, load

SHORT = ("--set", "horizon_days=84")
SLOW = {"mesa", "pandas", "scipy", "matplotlib", "pydantic", "ruamel", "rich", "jinja2"}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def options_named(flag):
    """The options of this name that help shows, by command."""
    return {
        name: one
        for name, found in main.commands.items()
        for one in found.params
        if isinstance(one, click.Option) and flag in one.opts and not one.hidden
    }


def test_out_is_where_results_are_written_and_overwrite_replaces_them():
    found = options_named("--out")
    assert {"run", "compare", "sensitivity", "ledger", "replay", "forecast"} <= set(found)
    assert all(isinstance(one.type, click.Path) for one in found.values())
    assert set(found) <= set(options_named("--overwrite"))


def test_every_command_that_takes_workers_keeps_its_blocks_and_goes_to_a_cluster():
    found = set(options_named("--workers"))
    assert {"run", "ledger", "check", "sensitivity", "sweep", "verify"} <= found
    assert found <= set(options_named("--no-store")) & set(options_named("--cluster"))


def test_scale_is_that_of_positions_in_every_command():
    found = options_named("--scale")
    assert set(found) == {"bargain", "stances"}
    assert all(one.metavar == "LOW HIGH" for one in found.values())
    assert set(options_named("--words")) == {"run", "compare"}


def test_every_help_text_tells_the_exit_codes():
    for name in ("", *COMMANDS):
        shown = " ".join(call(*filter(None, [name]), "--help").stdout.split())
        assert "Ends with 0 if all went well" in shown
        assert "with 3 if a file has faults" in shown


@pytest.mark.parametrize(
    ("words", "column"),
    [
        (["replay", "base", *SHORT], "text"),
        (["ledger", "base", *SHORT, "--worlds", "4", "--dial", "front.initial_cut"], "dial"),
        (["sensitivity", "base", *SHORT, "--worlds", "4", "--workers", "1", "--imposed",
          "--measure", "violations_first_week", "--dial", "front.initial_cut"], "kind"),
        (["sensitivity", "base", *SHORT, "--worlds", "300", "--workers", "1", "--imposed",
          "--groups", "--measure", "violations_first_week"], "by"),
    ],
    ids=["replay", "ledger", "sensitivity", "groups"],
)  # fmt: skip
def test_what_is_found_is_written_as_a_table_or_as_json_prints_it(own_folder, words, column):
    quiet = [] if words[0] == "replay" else ["--quiet"]
    shown = call(*words, *quiet, "--out", "a.csv")
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.rstrip().endswith("a.csv")
    table = pd.read_csv("a.csv")
    assert column in table
    assert len(table)
    printed = call(*words, "--json", "--out", "a.json")
    assert json.loads((own_folder / "a.json").read_text("utf-8")) == json.loads(printed.stdout)
    again = call(*words, "--out", "a.csv")
    assert (again.exit_code, "a.csv is there already" in again.stderr) == (2, True)
    other = call(*words, "--out", "a.txt")
    assert (other.exit_code, "must end in .json or .csv" in other.stderr) == (2, True)


def offered(*words, typed=""):
    """What a shell would offer for the last word."""
    return [one.value for one in BashComplete(main, {}, "contactline", "").get_completions(
        list(words), typed)]  # fmt: skip


def test_a_shell_offers_scenarios_and_files_of_scenarios(own_folder):
    (own_folder / "mine.yaml").touch()
    assert offered("run") == [*sorted(available()), "mine.yaml"]
    assert offered("compare", "base", typed="us-") == ["us-ceasefire-first"]
    assert offered("validate", typed="./m") == ["./mine.yaml"]


def test_a_shell_offers_dials_measures_and_models():
    assert offered("ledger", "base", "--dial") == list(DIALS)
    assert offered("run", "base", "--set", typed="mission.proposal")[0] == "mission.proposal="
    words = offered("run", "base", "--set", typed="mission.proposal=b")
    assert words == ["mission.proposal=buffer"]
    assert offered("sensitivity", "base", "--measure") == [*OUTCOMES, *AVERAGED, HOLDS]
    assert offered("sensitivity", "base", "--measure", typed="collapsed+no_t") == [
        "collapsed+no_talks"
    ]
    assert offered("bargain", "a.csv", "--model", typed="n") == ["nash"]
    assert "front" in offered("dials", "--section")


def test_a_shell_does_not_wait(own_folder):
    """What makes a start slow is not loaded: a tenth of a second and NumPy for dials, no more."""
    script = (
        "import sys\nfrom contactline.cli import main\n"
        "try: main(prog_name='contactline')\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    asked = {"_CONTACTLINE_COMPLETE": "bash_complete", "COMP_CWORD": "4"}
    shown = subprocess.run(
        [command()[0], "-c", script], cwd=own_folder, capture_output=True, text=True, check=True,
        env=environment(COMP_WORDS="contactline run base --set mission.pl", **asked),
    )  # fmt: skip
    assert "plain,mission.pledge_scale=" in shown.stdout
    assert SLOW.isdisjoint(shown.stderr.split())


def test_long_work_is_announced_and_short_work_is_not():
    base = load("base")
    assert announcement([base], 100, 1) == ""
    said = announcement([base, base.if_ceasefire()], 10_000, 1)
    assert said.startswith("20,000 worlds of 730 days: about ")
    assert said.endswith(" minutes on one core, more on a slow machine.")
    assert seconds_of(base.with_horizon(365), 500, 1) == seconds_of(base, 500, 1) / 2
    assert [in_words(one) for one in (11, 94, 95, 5400)] == [
        "20 seconds", "100 seconds", "2 minutes", "2 hours"
    ]  # fmt: skip
