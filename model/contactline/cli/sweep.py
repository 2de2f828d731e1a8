"""The command that moves one dial or two over their values: `sweep`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import one_measure, worlds


@click.command()
@click.argument(
    "scenarios", nargs=-1, required=True, metavar="SCENARIO...", shell_complete=completion.scenarios
)
@click.option(
    "--over", "over", multiple=True, required=True, metavar="DIAL=FROM:TO:VALUES",
    shell_complete=completion.settings,
    help="A dial or a number of an actor and its values: 0:1:11 for eleven from 0 to 1, or a list "
    "such as 0,0.5,1 or monitors,buffer; may be given twice.",
)  # fmt: skip
@worlds(100, of=" at every point")
@one_measure
def sweep(scenarios: tuple[str, ...], **options: Any) -> None:
    """Move one dial, or two, over their values in the same worlds.

    One dial gives a line with its band, two a map; several scenarios stand side by side.
    """
    from contactline.cli.work.sweep import tell_sweep

    tell_sweep(scenarios, options)
