"""The command that says how many worlds are enough: `enough`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import one_measure, worlds


@click.command()
@click.argument(
    "scenarios", nargs=-1, required=True, metavar="SCENARIO [OTHER]",
    shell_complete=completion.scenarios,
)  # fmt: skip
@worlds(500, least=50, most=100_000, of=" to learn from")
@one_measure
def enough(scenarios: tuple[str, ...], **options: Any) -> None:
    """Say how many worlds are enough.

    Enough for a measure, or to tell two scenarios apart.

    What more worlds make smaller is the error of counting runs; what the inputs do not know stays.
    With OTHER, it is about how SCENARIO differs from OTHER in the same worlds.
    """
    from contactline.cli.work.enough import tell_enough

    tell_enough(scenarios, options)
