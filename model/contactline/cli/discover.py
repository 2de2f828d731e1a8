"""The command that says in which worlds something happens: `discover`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import one_measure, worlds


@click.command()
@click.argument("scenario", shell_complete=completion.scenarios)
@click.option("--above", type=float, help="Of a measure that is a number: it counts above this.")
@click.option("--below", type=float, help="Of a measure that is a number: it counts below this.")
@worlds(2000, least=200, most=100_000, of=", once")
@one_measure
def discover(scenario: str, **options: Any) -> None:
    """Say in which worlds something happens.

    A box of inputs, and which inputs tell most.

    The box is found in half of the worlds and tried in the other half, since one is always found.
    Needs the extra `experiments`.
    """
    from contactline.cli.work.discover import tell_discovery

    tell_discovery(scenario, options)
