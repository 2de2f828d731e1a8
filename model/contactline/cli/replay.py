"""The command that tells one world day by day: `replay`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import (
    as_json,
    imposed,
    language,
    overwrite,
    record_out,
    seed,
    settings,
)


@click.command()
@click.argument("scenario", shell_complete=completion.scenarios)
@click.option(
    "--world", default=0, show_default=True, type=click.IntRange(min=0), help="Which world to tell."
)
@click.option("--moves", is_flag=True, help="Tell every move of the bargaining behind each draft.")
@imposed
@seed
@settings
@record_out
@overwrite("the file")
@language
@as_json
def replay(scenario: str, **options: Any) -> None:
    """Tell one world day by day, with the cause of every event.

    It is the same world as in any run of this scenario with this seed.
    """
    from contactline.cli.work.replay import tell_world

    tell_world(scenario, options)
