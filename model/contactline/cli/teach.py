"""The command that writes a hand-out for a class: `teach`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli.options import (
    check_destination,
    overwrite,
    quiet,
    seed,
    settings,
    workers,
    worlds,
    writing,
)
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.scenario import Scenario, load
from contactline.show import teaching
from contactline.study.ensemble import run


@click.command()
@click.argument("scenario")
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it: a page if it ends in .html, a PDF if it ends in .pdf.",
)
@overwrite("the file")
@worlds(300, least=2, most=100_000, of=" each time")
@seed
@workers
@settings
@quiet
def teach(scenario: str, out: Path, *, overwrite: bool, quiet: bool, **options: Any) -> None:
    """Write a hand-out for a class of 50 minutes.

    Both views of the scenario are run, and base in the same worlds to compare with. A PDF needs
    the extra `teaching`.
    """
    check_destination("--out", out, (".html", ".pdf"), overwrite=overwrite)
    kind = out.suffix.lower()
    if kind == ".pdf":
        teaching.need_typst()
    (found,) = chosen([scenario], options.pop("settings"))
    runs = _three_runs(found, quiet=quiet, **options)
    made = teaching.handout(*runs).encode() if kind == ".html" else teaching.pdf(*runs)
    with writing(out):
        out.write_bytes(made)
    click.echo(str(out))


def _three_runs(found: Scenario, *, quiet: bool, **rest: Any) -> tuple[Any, Any, Any]:
    """Return the scenario as it comes, if there were a ceasefire, and base (None if it is base)."""
    found = found.as_it_comes()
    base = load("base").with_horizon(found.horizon_days)
    asked = [found, found.if_ceasefire()] + ([] if found == base else [base])
    runs = []
    with watching(quiet=quiet) as watch:
        for at, one in enumerate(asked, start=1):
            runs.append(run(one, **rest))
            watch.worlds(one.name, at * rest["worlds"], len(asked) * rest["worlds"])
    return runs[0], runs[1], runs[2] if len(runs) > 2 else None
