"""The command that compares two scenarios in the same worlds: `compare`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import run_options
from contactline.cli.processes import load_processes


@click.command()
@click.argument("a", shell_complete=completion.scenarios)
@click.argument("b", shell_complete=completion.scenarios)
@run_options
def compare(a: str, b: str, **options: Any) -> None:
    """Compare two scenarios in the same worlds.

    The reference is `base` if it is one of them, otherwise B. Also prints how many worlds move
    from which outcome to which.
    """
    load_processes(options)
    from contactline.cli.work.run import run_and_tell

    run_and_tell("compare", (a, b), options)
