"""What `teach` does: write a pack for a class."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.files import write_whole
from contactline.cli.options import check_destinations
from contactline.cli.progress import watching
from contactline.cli.selection import chosen, with_ceasefire
from contactline.scenario import Scenario, load
from contactline.show import teaching
from contactline.study.ahead import After, runs_ahead
from contactline.study.ensemble import run_each
from contactline.study.ledger.stored import read_ledger

WRITTEN = After(here_s=1.5)
"""What it takes to write a pack once its worlds are run."""


def write_pack(
    scenario: str, out: Path, *, overwrite: bool, quiet: bool, dry_run: bool, slides: Path | None,
    readers: str, ledger: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Write the pack of a scenario to a file, and its slides to another if asked."""
    given = {"--out": (out, (".html", ".pdf")), "--slides": (slides, (".html",))}
    check_destinations(given, overwrite=overwrite)
    kind = out.suffix.lower()
    if kind == ".pdf":
        teaching.need_typst()
    (found,) = chosen([scenario], options.pop("settings"))
    made = read_ledger(ledger, found.as_it_comes()) if ledger else None
    if dry_run:
        ahead = runs_ahead(_asked(found), **options, together=True)
        tell_cost(ahead, options, together=True, after=WRITTEN)
        return
    runs = _three_runs(_asked(found), quiet=quiet, **options)
    parts = teaching.PARTS if readers == "all" else (readers,)
    said = teaching.content(*runs, ledger=made)
    write = teaching.as_page if kind == ".html" else teaching.as_pdf
    write_whole(out, write(said, parts))
    click.echo(str(out))
    if slides:
        write_whole(slides, teaching.as_slides(said))
        click.echo(str(slides))


def _asked(found: Scenario) -> list[Scenario]:
    """Return the scenario as it comes, if there were a ceasefire, and base unless it is base."""
    found = found.as_it_comes()
    base = load("base").with_horizon(found.horizon_days)
    return [found, *with_ceasefire([found]), *([] if found == base else [base])]


def _three_runs(asked: Sequence[Scenario], *, quiet: bool, **rest: Any) -> tuple[Any, Any, Any]:
    """Return the runs of the scenario in both views, and of base, None where it is base."""
    ahead = announcement(asked, rest["worlds"], rest["workers"], together=True)
    with watching(quiet=quiet, announced=ahead) as watch:
        progress = partial(watch.worlds, asked[0].name)
        first, imposed, *others = run_each(asked, progress=progress, **rest)
    return first, imposed, next(iter(others), None)
