"""The command that writes a scenario as one file with levers: `export`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import (
    dry_run,
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
@click.argument("scenario", shell_complete=completion.scenarios)
@click.option(
    "--static", is_flag=True, required=True,
    help="As a page that needs no server: levers move over positions that are run beforehand.",
)  # fmt: skip
@out("FILE", "Where to write it: a file that ends in .html.", required=True)
@click.option(
    "--lever", "levers", metavar="NAME", multiple=True,
    help="A lever of the page, up to three times.  [default: two that the scenario sets, then "
    "pressure on Russia, the kind of force, Russia's consent]",
)  # fmt: skip
@overwrite("the file")
@worlds(200, least=2, most=2_000, of=" at each position")
@seed
@workers
@settings
@dry_run
@language
@quiet
def export(
    scenario: str,
    out: Path,
    *,
    static: bool,  # noqa: ARG001  # the one form there is
    overwrite: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Write a scenario as one file with levers.

    It opens from the disk in any browser of 2023 or later and asks nothing of the network. Three
    levers have two or three positions each, run in both views in the same worlds.
    """
    from contactline.cli.work.export import write_static

    write_static(scenario, out, overwrite=overwrite, quiet=quiet, **options)
