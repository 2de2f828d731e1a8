"""The command that runs scenarios, and writes and prints what comes of it: `run`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import run_options
from contactline.cli.processes import load_processes


@click.command()
@click.argument(
    "scenarios", nargs=-1, required=True, metavar="SCENARIO...", shell_complete=completion.scenarios
)
@run_options
def run(scenarios: tuple[str, ...], **options: Any) -> None:
    """Run scenarios: tables, charts and a report.

    SCENARIO is a name that `contactline list` prints, or the path of a file. With more than one,
    each is compared with `base` if that is among them, otherwise with the last, in the same worlds.
    """
    load_processes(options)
    from contactline.cli.work.run import run_and_tell

    run_and_tell("run", scenarios, options)
