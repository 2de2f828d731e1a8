"""The command that puts a difference down to the changes that make it: `attribute`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import one_measure, worlds


@click.command()
@click.argument("a", shell_complete=completion.scenarios)
@click.argument("b", shell_complete=completion.scenarios)
@worlds(200, of=" in each run")
@click.option(
    "--orders", default=64, show_default=True, type=click.IntRange(2, 10_000),
    help="Of more than ten changes: in how many orders to make them.",
)  # fmt: skip
@one_measure
def attribute(a: str, b: str, **options: Any) -> None:
    """Put a difference down to the changes that make it.

    Every change from scenario A to B gets its Shapley value: what it adds on average over all
    orders in which the changes can be made, in the same worlds. The values add up to the whole.
    """
    from contactline.cli.work.attribute import tell_attribution

    tell_attribution((a, b), options)
