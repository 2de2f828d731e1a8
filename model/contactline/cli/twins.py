"""The command that tells one world under two scenarios side by side: `twins`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import (
    as_json,
    chart,
    dry_run,
    imposed,
    language,
    out,
    overwrite,
    quiet,
    seed,
    settings,
    workers,
    worlds,
)


@click.command()
@click.argument("a", shell_complete=completion.scenarios)
@click.argument("b", shell_complete=completion.scenarios)
@click.option(
    "--world",
    type=click.IntRange(min=0),
    default=None,
    help="Which world to tell.  [default: the first of those that change most often]",
)
@worlds(200, of=" to look for one that changes its outcome")
@click.option("--all", "whole", is_flag=True, help="Also tell every week of fire and every draft.")
@imposed
@seed
@workers
@settings
@chart
@out(
    "FILE",
    "Also write both to this file: a page that prints each on a page of its own if it ends in "
    ".html, as --json prints them if it ends in .json. If it ends in .csv a table: a row for each "
    "world that ends otherwise, or with --world a row for each event of that world.",
)
@overwrite("the files")
@dry_run
@language
@quiet
@as_json
def twins(a: str, b: str, **options: Any) -> None:
    """Tell one world under two scenarios side by side.

    Both have the same luck, so whatever differs comes from the scenarios. Without --world, some
    worlds are run: those that end otherwise are counted both ways, with the first event that parts
    each pair, which --chart draws, and the first of the most frequent change is told.
    """
    from contactline.cli.work.twins import tell_twins

    tell_twins((a, b), options)
