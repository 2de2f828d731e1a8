"""The command that runs a figure again and says whether its numbers are the same: `verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli.options import as_json, quiet, workers


@click.command()
@click.argument(
    "figures", metavar="FIGURE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--scenario",
    "scenarios",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where a scenario, or a table of a bargain, is that the figure was drawn of; may be given "
    "again.",
)
@workers
@quiet
@as_json
def verify(figures: tuple[Path, ...], **options: Any) -> None:
    """Run figures again and say whether their numbers are the same.

    A figure is a PNG, SVG or PDF that `run`, `compare`, `check`, `sensitivity`, `bargain`,
    `sweep`, `discover`, `attribute`, `enough` or `robust` has written, or a folder of results. Its
    stamp says which scenarios, worlds and seed it was drawn of. Ends with 1 if numbers differ.
    """
    from contactline.cli.work.verify import verify_and_tell

    verify_and_tell(figures, options)
