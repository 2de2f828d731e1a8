"""What `teach` does: write a hand-out for a class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli.duration import announcement
from contactline.cli.files import write_whole
from contactline.cli.options import check_destination
from contactline.cli.progress import watching
from contactline.cli.selection import chosen, with_ceasefire
from contactline.scenario import Scenario, load
from contactline.show import teaching
from contactline.study.ensemble import run


def write_handout(
    scenario: str, out: Path, *, overwrite: bool, quiet: bool, **options: Any
) -> None:
    """Write the hand-out of a scenario to a file."""
    check_destination("--out", out, (".html", ".pdf"), overwrite=overwrite)
    kind = out.suffix.lower()
    if kind == ".pdf":
        teaching.need_typst()
    (found,) = chosen([scenario], options.pop("settings"))
    runs = _three_runs(found, quiet=quiet, **options)
    write_whole(out, teaching.handout(*runs) if kind == ".html" else teaching.pdf(*runs))
    click.echo(str(out))


def _three_runs(found: Scenario, *, quiet: bool, **rest: Any) -> tuple[Any, Any, Any]:
    """Return the scenario as it comes, if there were a ceasefire, and base (None if it is base)."""
    found = found.as_it_comes()
    base = load("base").with_horizon(found.horizon_days)
    asked = [found, *with_ceasefire([found])] + ([] if found == base else [base])
    runs = []
    ahead = announcement(asked, rest["worlds"], rest["workers"])
    with watching(quiet=quiet, announced=ahead) as watch:
        for at, one in enumerate(asked, start=1):
            runs.append(run(one, **rest))
            watch.worlds(one.name, at * rest["worlds"], len(asked) * rest["worlds"])
    return runs[0], runs[1], runs[2] if len(runs) > 2 else None
