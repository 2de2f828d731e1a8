"""What a command writes is whole or not there; drafts of runs that died are cleared by the next."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager

import pytest

from cli_sample import call, environment
from contactline.show.report.drafts import clear, hidden

resource = pytest.importorskip("resource", reason="Windows sets no limit to files")

TABLE = "actor,capability,position,salience\nA,3,80,0.5\nB,2,30,0.6\n"
DIES = """
import os, signal, sys
from pathlib import Path
from contactline.show.report.drafts import hidden
with hidden(Path(sys.argv[1])) as draft:
    draft.mkdir()
    (draft / "half.csv").write_text("half")
    if sys.argv[2] == "replacing":
        Path(sys.argv[1]).rename(draft.with_name(draft.name + "-replaced"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def there(folder):
    return sorted(path.name for path in folder.iterdir())


def die(target, how="making"):
    """Let a process be killed while it makes this folder."""
    subprocess.run([sys.executable, "-c", DIES, target, how], env=environment(), check=False)


@contextmanager
def full_after(size, monkeypatch):
    """Let no file grow beyond so many bytes, as on a disk that is full; Python's own not at all."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_drafts_of_dead_runs_are_cleared_and_those_of_others_stay(tmp_path):
    die(tmp_path / "mine")
    assert len(there(tmp_path)) == 2
    with hidden(tmp_path / "file") as one:
        one.write_text("x", encoding="utf-8")
        with hidden(tmp_path / "other") as another:
            assert there(tmp_path) == sorted([one.name, f"{one.name}.lock", f"{another.name}.lock"])
    assert there(tmp_path) == []


def test_an_earlier_folder_is_put_back_if_the_run_that_replaced_it_died(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "report.html").write_text("old", encoding="utf-8")
    die(tmp_path / "mine", "replacing")
    assert "mine" not in there(tmp_path)
    clear(tmp_path)
    assert there(tmp_path) == ["mine"]
    assert there(tmp_path / "mine") == ["report.html"]


COMMANDS = {
    "forecast": ("forecast", "base", "--worlds", "500", "--out", "x.json", "--overwrite"),
    "form": ("forecast", "base", "--form", "x.csv", "--overwrite"),
    "check": ("check", "base", "--chart", "x.png", "--overwrite"),
    "sensitivity": ("sensitivity", "base", "--groups", "--chart", "x.pdf", "--overwrite"),
    "bargain": ("bargain", "table.csv", "--chart", "x.svg", "--overwrite"),
    "stances": ("stances", "table.csv", "--out", "x.csv", "--overwrite"),
    "ledger": ("ledger", "base", "--out", "x.csv", "--overwrite"),
    "replay": ("replay", "base", "--out", "x.json", "--overwrite"),
    "teach": ("teach", "base", "--out", "x.html", "--overwrite"),
    "export": ("export", "base", "--static", "--out", "x.html", "--overwrite"),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("place", ["full", "long", "folder", "file above", "no folder"])
def test_the_place_of_a_file_is_checked_before_the_work(words, place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    name = next(word for word in words if word.startswith("x."))
    (tmp_path / "folder" / name).mkdir(parents=True)
    (tmp_path / name).write_text("old", encoding="utf-8")
    before = there(tmp_path)
    at = {"long": "l" * 256 + name, "folder": f"folder/{name}", "file above": f"table.csv/{name}"}
    at["no folder"] = f"nowhere/deep/{name}"
    told = [at.get(place, name) if word == name else word for word in words]
    with full_after(1000 if place == "full" else 1 << 30, monkeypatch):
        found = call(*told)
    assert found.exit_code == 2, found.output
    said = {"folder": ("is a folder", "is a directory")}.get(place, ("cannot be written: ",))
    assert any(one in found.stderr for one in said)
    assert (tmp_path / name).read_text(encoding="utf-8") == "old"
    assert there(tmp_path) == before


def test_a_disk_that_is_full_later_leaves_the_file_that_was_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "x.png").write_text("old", encoding="utf-8")
    with full_after(5000, monkeypatch):
        found = call("bargain", "table.csv", "--chart", "x.png", "--overwrite")
    assert found.exit_code == 2
    assert "x.png cannot be written: File too large." in found.stderr
    assert (tmp_path / "x.png").read_text(encoding="utf-8") == "old"
    assert there(tmp_path) == ["table.csv", "x.png"]


def test_a_folder_of_the_longest_name_is_written_and_a_longer_one_refused_at_once(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    quick = ("--worlds", "2", "--workers", "1", "--set", "horizon_days=30", "--no-charts")
    assert call("run", "base", *quick, "--quiet", "--out", "n" * 255).exit_code == 0
    assert there(tmp_path) == ["n" * 255]
    longer = call("run", "base", "--worlds", "500", "--out", "n" * 256)
    assert longer.exit_code == 1
    assert f"could not be made in {'n' * 256}: File name too long. See" in longer.stderr
    assert "unfinished" not in longer.stderr


@pytest.mark.parametrize(
    "name",
    [
        *("CON", "con.b", "LPT1", "CONIN$", "conout$.yaml", "COM¹"),
        *("a:b", "x?", "mine.", "mine ", "mine..yaml", "a\\b", "a\tb"),
    ],
)
def test_a_new_file_has_a_name_that_windows_can_hold(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = call("new", name)
    assert found.exit_code == 2
    assert "cannot be held by Windows" in found.stderr
    assert there(tmp_path) == []


def test_a_link_is_written_through(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "x.csv").write_text("old", encoding="utf-8")
    (tmp_path / "x.csv").symlink_to("deep/x.csv")
    assert call("stances", "table.csv", "--out", "x.csv", "--overwrite").exit_code == 0
    assert (tmp_path / "x.csv").is_symlink()
    assert (tmp_path / "deep" / "x.csv").read_text(encoding="utf-8").startswith("actor,")
