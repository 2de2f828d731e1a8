"""The command that says which dials move a measure most: `sensitivity`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli.options import as_json, imposed, quiet, seed, settings, workers, worlds


@click.command()
@click.argument("scenario")
@click.option(
    "--measure",
    required=True,
    help="A measure such as days_held, an outcome such as collapsed, or outcomes joined by +.",
)
@imposed
@click.option("--dial", "dials", multiple=True, help="A dial to swing; may be given again.")
@click.option(
    "--top",
    default=8,
    show_default=True,
    type=click.IntRange(1, 200),
    help="Without --dial: how many dials to swing, those with the strongest rank correlation.",
)
@worlds(300, least=2, most=100_000, of=" each time")
@seed
@workers
@settings
@quiet
@as_json
def sensitivity(scenario: str, **options: Any) -> None:
    """Say which dials move a measure most.

    One run gives the rank correlation of every uncertain dial. Then each of the strongest, or
    each dial named, is swung from its low to its high end in the same worlds.
    """
    from contactline.cli.work.sensitivity import tell_sensitivity

    tell_sensitivity(scenario, options)
