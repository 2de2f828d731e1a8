"""The command that writes a pack for a class: `teach`."""

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
@out(
    "FILE",
    "Where to write it: a page if it ends in .html, a PDF if it ends in .pdf.",
    required=True,
)
@click.option(
    "--for",
    "readers",
    type=click.Choice(["all", "students", "teacher"]),
    default="all",
    show_default=True,
    help="Whose sheets to write.",
)
@click.option(
    "--slides", metavar="FILE", type=click.Path(path_type=Path), default=None,
    help="Also write slides to this file, .html: a chart and a question on each.",
)  # fmt: skip
@click.option(
    "--ledger", metavar="FILE", type=click.Path(path_type=Path), default=None,
    help="A ledger of the scenario as .json, for the break-evens: contactline ledger --out.",
)  # fmt: skip
@overwrite("the files")
@worlds(200, least=2, most=100_000, of=" each time")
@seed
@workers
@settings
@dry_run
@language
@quiet
def teach(scenario: str, out: Path, *, overwrite: bool, quiet: bool, **options: Any) -> None:
    """Write a pack for a class: plans, roles, guesses, results, a key.

    Both views of the scenario are run, and base in the same worlds to compare with. A PDF needs
    the extra `teaching`.
    """
    from contactline.cli.work.teach import write_pack

    write_pack(scenario, out, overwrite=overwrite, quiet=quiet, **options)
