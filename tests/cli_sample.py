"""How the tests of the command line call it: in this process, or as a program of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from contactline.cli import main

MODEL = Path(__file__).parents[1] / "model"
PROGRAM = "import sys; sys.argv[0] = 'contactline'; from contactline.cli import main; main()"
QUICK = ("--worlds", "8", "--set", "horizon_days=84")


def call(*words):
    """The command line in this process: exit_code, stdout, stderr."""
    return CliRunner().invoke(main, [str(word) for word in words], prog_name="contactline")


def command(*words):
    """The words that start the command line as a program."""
    return [sys.executable, "-c", PROGRAM, *map(str, words)]


def environment(**more):
    """The environment of a program that finds the package."""
    return {**os.environ, "PYTHONPATH": str(MODEL), **more}


def hears_interrupts():
    """Let a program that is starting answer Ctrl-C, even where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def program(*words, folder, **more):
    """The command line as a program of its own, run to its end."""
    return subprocess.run(
        command(*words), cwd=folder, env=environment(**more), capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
