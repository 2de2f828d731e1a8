"""The command that sets the model against the record: `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import (
    as_json,
    dry_run,
    language,
    overwrite,
    quiet,
    seed,
    settings,
    workers,
    worlds,
)


@click.command()
@click.argument("scenario", default="base", shell_complete=completion.scenarios)
@click.option(
    "--pattern", "patterns", multiple=True, metavar="ID",
    help="Check this pattern only; may be given again.",
)  # fmt: skip
@worlds(2000, least=2, most=100_000, of=" in each set-up")
@seed
@workers
@dry_run
@settings
@click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw the model against the record, as .png, .svg or .pdf.",
)  # fmt: skip
@overwrite("the chart")
@language
@quiet
@as_json
def check(scenario: str, **options: Any) -> None:
    """Set the model against the record.

    Puts SCENARIO (base, if none is named) in the situations that the record is from, measures
    there what was measured, and says for each pattern whether the model lies within the stated
    tolerance. docs/check.md explains the patterns. Ends with 0 if all of them lie within, with 1
    if one does not.
    """
    from contactline.cli.work.check import tell_check

    tell_check(scenario, options)
