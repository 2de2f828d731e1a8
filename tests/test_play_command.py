"""`contactline play`: a game from a script or from lines piped in, saved, left and resumed."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pandas as pd
import pytest
from click.testing import CliRunner

from cli_sample import call, command, environment, hears_interrupts
from contactline.cli import main
from contactline.study.seat import read_game, table_of

SHORT = ("play", "base", "--set", "horizon_days=84", "--others", "10")


def typed(lines, *words):
    """The command line with lines piped in."""
    return CliRunner().invoke(
        main, [str(word) for word in words], input="".join(f"{line}\n" for line in lines),
        prog_name="contactline",
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_game_is_played_with_lines_piped_in_and_ends_with_comparisons(folder):
    lines = ["?", "9", "stay_away"] + [""] * 40
    found = typed(lines, *SHORT, "--as", "russia", "--save", "g.yaml", "--out", "o")
    assert found.exit_code == 0, found.output
    assert "Turn 3 of 3" in found.stdout
    assert "What binds you: it takes the other side as well" in found.stdout
    assert "Say a number from 1 to 3, or stay_away, come, own." in found.stdout
    assert "With you for Russia this world ends as" in found.stdout
    assert "of 10 others" in found.stdout
    game = read_game(folder / "g.yaml")
    assert [dict(one["russia"]) for one in game.orders] == [{"come_to_the_table": "stay_away"}] * 3
    assert {path.name for path in (folder / "o").iterdir()} == {
        "game.yaml", "history.html", "history.csv", "orders.csv",
    }  # fmt: skip
    orders = pd.read_csv(folder / "o" / "orders.csv")
    assert list(orders["new"]) == [True, False, False]
    assert read_game(folder / "o" / "game.yaml") == game


def test_several_teams_are_asked_one_after_the_other(folder):
    found = typed([""] * 60, *SHORT, "--as", "uk", "--as", "us")
    assert found.exit_code == 0, found.output
    assert "United Kingdom alone at the screen now" in found.stdout
    assert "United States (incoming administration) alone at the screen now" in found.stdout
    assert "You gave no orders" in found.stdout


def test_who_waits_is_asked_again_once_something_can_be_decided(folder):
    scenario = ("play", "no-foreign-troops", "--set", "horizon_days=84", "--others", "10")
    found = typed(["1", "wait"] + [""] * 40, *scenario, "--as", "us")
    assert "Press Enter, or say wait or more: wait" in found.stdout
    assert found.exit_code == 0, found.output
    assert "Turn 2 of 3, 31 December 2024: United States (incoming administration) waits" in (
        found.stdout
    )
    assert "20 January 2025: The new United States administration takes office." in found.stdout
    assert "Walk away. Do you give up your plan and walk away?" in found.stdout


def test_who_leaves_finds_the_game_saved_and_goes_on(folder):
    first = typed(["", "", "quit"], *SHORT, "--as", "uk")
    assert first.exit_code == 0, first.output
    assert "You have left in turn" in first.stdout
    (path,) = folder.glob("*.game.yaml")
    again = typed([], "play", "--resume", path)
    assert "The input has ended" in again.stdout
    assert len([*folder.glob("*.game.yaml")]) == 2


def test_a_script_asks_nobody_and_resuming_it_gives_the_same_history(folder):
    (folder / "s.yaml").write_text("- {prepare: wait}\n- {prepare: prepare}\n", "utf-8")
    one = call(*SHORT, "--as", "uk", "--script", "s.yaml", "--save", "g.yaml", "--quiet")
    assert one.exit_code == 0, one.output
    again = call("play", "--resume", "g.yaml", "--others", "10", "--quiet")
    assert (
        one.stdout.partition("=== The end")[2].partition("Saved")[0]
        == (again.stdout.partition("=== The end")[2])
    )
    assert table_of(read_game(folder / "g.yaml")).chronicle()


REFUSED = {
    "Missing argument 'SCENARIO', or --resume FILE": ("play", "--as", "uk"),
    "Missing option '--as'": ("play", "base"),
    "no such actor to play, got ukk. Did you mean 'uk'?": ("play", "base", "--as", "ukk"),
    "eu cannot be played": ("play", "base", "--as", "eu"),
    "--save must end in .yaml or .yml": ("play", "base", "--as", "uk", "--save", "g.txt"),
    "--resume takes all of it from the file: leave out SCENARIO, --as, --world": (
        "play", "base", "--as", "uk", "--world", "0", "--resume", "g.yaml",
    ),
    "--overwrite needs --save, --out or --paper": ("play", "base", "--as", "uk", "--overwrite"),
}  # fmt: skip


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_typed_wrongly_ends_with_2(said, folder):
    found = call(*REFUSED[said])
    assert found.exit_code == 2, found.output
    assert said in found.stderr


def test_files_with_faults_end_with_3(folder):
    (folder / "s.yaml").write_text("- {prepare: maybe}\n", "utf-8")
    found = call("play", "base", "--as", "uk", "--script", "s.yaml")
    assert found.exit_code == 3
    assert found.stderr.startswith("s.yaml:1:13: turns.1.prepare: must be wait, prepare or own")
    gone = call("play", "--resume", "gone.yaml")
    assert gone.exit_code == 3
    assert "gone.yaml:1:1: cannot be read: No such file" in gone.stderr


@pytest.mark.skipif(os.name != "posix", reason="sends a signal as a terminal does")
def test_ctrl_c_saves_the_game(folder):
    words = ("play", "base", "--as", "uk", "--save", "g.yaml")
    with subprocess.Popen(
        command(*words), cwd=folder, env=environment(PYTHONUNBUFFERED="1"), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=hears_interrupts,
    ) as running:  # fmt: skip
        for line in running.stdout:
            if line.startswith("    1  "):
                break
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert "Interrupted in turn 1 of 26. The game is saved in g.yaml." in told
    assert read_game(folder / "g.yaml").turn == 0
