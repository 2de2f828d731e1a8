"""Workers end with who started them, read no file of the user's, and need no script."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import spawn
from pathlib import Path
from types import ModuleType

import pytest

from cli_sample import command, environment
from contactline.errors import RunError
from contactline.study.workers import installed_first, needs_script, starting

PIDS = """
import os, time
from pathlib import Path
from contactline.study.pool import run_blocks
from pids import note
run_blocks(note, {folder!r}, [range(1), range(1, 2)], 1, 2, print)
"""
NOTE = """
import os, time
from pathlib import Path
def note(folder, worlds, *, seed):
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(120)
"""
RUN = """
from contactline import load, run
print(len(run(load("base").with_horizon(30), worlds=4, block=2, workers=2).outcomes))
"""
POLICY = """
from contactline import load, run
def never(decision):
    return False
seats = {"uk": {"pledge": never}}
print(len(run(load("base").with_horizon(30), worlds=4, block=2, workers=2, seats=seats).outcomes))
"""


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def soon(wanted, seconds=60):
    """Whether something comes true before long."""
    deadline = time.monotonic() + seconds
    while not wanted() and time.monotonic() < deadline:
        time.sleep(0.05)
    return wanted()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_no_worker_outlives_a_process_that_is_killed(tmp_path):
    noted = tmp_path / "noted"
    noted.mkdir()
    (tmp_path / "pids.py").write_text(NOTE, encoding="utf-8")
    (tmp_path / "script.py").write_text(PIDS.format(folder=str(noted)), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "script.py"], cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL
    )
    assert soon(lambda: len(list(noted.iterdir())) == 2)
    pids = [int(one.name) for one in noted.iterdir()]
    assert all(map(alive, pids))
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert soon(lambda: not any(map(alive, pids)), 10)


def python(*words, text="", folder):
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment(), input=text,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_script_may_come_through_a_pipe(tmp_path):
    done = python("-", text=RUN, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "4\n", "")


def test_a_script_guards_nothing_and_workers_read_no_file_of_the_current_folder(tmp_path):
    (tmp_path / "installed").mkdir()
    (tmp_path / "installed" / "script.py").write_text(RUN, encoding="utf-8")
    for name in ("random", "numpy", "socket", "mesa"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('read')", encoding="utf-8")
    done = python("installed/script.py", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "4\n", "")


def test_workers_read_the_script_only_for_what_is_defined_in_it(monkeypatch):
    script = ModuleType("__main__")
    script.__file__ = __file__
    monkeypatch.setitem(sys.modules, "__main__", script)
    with starting(with_script=False):
        assert not [key for key in spawn.get_preparation_data("x") if key.startswith("init_main")]
    assert "init_main_from_path" in spawn.get_preparation_data("x")
    script.policy = type("Policy", (), {"__module__": "__main__", "__qualname__": "policy"})
    assert not needs_script(RUN)
    assert needs_script(script.policy)
    script.__file__ = "<stdin>"
    with pytest.raises(RunError, match=r"defined in a notebook, .* Save it as a file, or run with"):
        needs_script(script.policy)


def test_a_script_with_policies_that_is_not_guarded_is_told_so_at_once(tmp_path):
    (tmp_path / "script.py").write_text(POLICY, encoding="utf-8")
    done = python("script.py", folder=tmp_path)
    assert "RunError: Worker processes ended before any work was done." in done.stderr
    assert done.stderr.count("Traceback") == 1
    assert len(done.stderr.splitlines()) < 20


def test_folders_of_the_user_stand_behind_what_is_installed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert installed_first(["", "/lib", str(tmp_path)]) == ["/lib", "", str(tmp_path)]
    package = str(Path(sys.modules["contactline"].__file__).parents[1])
    monkeypatch.chdir(package)
    assert installed_first([package, "/lib"]) == [package, "/lib"]


@pytest.mark.parametrize("words", [("--help",), ("claims",)])
def test_a_disk_without_room_for_what_is_printed_is_told_in_a_line(words, tmp_path):
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run(
            command(*words), cwd=tmp_path, env=environment(), stdout=full,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    told = "contactline: what is printed cannot be written: No space left on device.\n"
    assert done.stderr == told


def test_what_several_threads_start_at_once_leaves_nothing_behind():
    before = spawn.get_preparation_data

    def start(_):
        with starting(with_script=False):
            time.sleep(0.002)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(start, range(24)))
    assert spawn.get_preparation_data is before
