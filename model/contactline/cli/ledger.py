"""The command that says what a result rests on: `ledger`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import (
    as_json,
    blocks_kept,
    dry_run,
    imposed,
    language,
    overwrite,
    quiet,
    record_out,
    seed,
    settings,
    worlds,
)


@click.command()
@click.argument("scenario", shell_complete=completion.scenarios)
@imposed
@click.option(
    "--dial",
    "dials",
    multiple=True,
    shell_complete=completion.dials,
    help="A dial, or a number such as actors.uk.home_support, to move; may be given again.",
)
@worlds(200, least=2, most=100_000, of=" each time")
@seed
@click.option(
    "--workers", type=click.IntRange(1, 256), default=None,
    help="How many dials to move at a time.  [default: one per core]",
)  # fmt: skip
@blocks_kept
@dry_run
@settings
@record_out
@overwrite("the file")
@language
@quiet
@as_json
def ledger(scenario: str, **options: Any) -> None:
    """Say what a result rests on, dial by dial.

    Each dial is moved by itself from its low to its high end in the same worlds. Shown are its
    grade, how far it moves the main outcomes, and its break-even: the value at which another
    outcome becomes the most frequent, or at which the difference from base vanishes or turns
    round.

    With the default of 200 worlds base takes about five minutes on two cores. A scenario that
    differs from base takes up to twice as long, as base is then moved along. One dial takes some
    seconds: try --dial first.
    """
    from contactline.cli.work.ledger import tell_ledger

    tell_ledger(scenario, options)
