"""What `export` does: run a grid of levers, and write it as one file."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.files import write_whole
from contactline.cli.options import check_destinations
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.scenario import Scenario
from contactline.show import export
from contactline.study.ahead import After, runs_ahead
from contactline.study.ensemble import Results, run

WRITTEN = After(here_s=2.0)
"""What it takes to make the file of all the runs."""

type Point = tuple[str, tuple[int, ...]]


def write_static(
    scenario: str, out: Path, *, overwrite: bool, quiet: bool, dry_run: bool,
    levers: Sequence[str], settings: Sequence[str], **options: Any,
) -> None:  # fmt: skip
    """Write the static file of a scenario."""
    check_destinations({"--out": (out, (".html",))}, overwrite=overwrite)
    (found,) = chosen([scenario], settings)
    grid = export.grid(found.as_it_comes(), levers)
    asked = _asked(grid)
    if dry_run:
        tell_cost(runs_ahead([*asked.values()], **options), options, after=WRITTEN)
        return
    runs = _runs(asked, quiet=quiet, **options)
    said = _command(scenario, out, levers, settings, options)
    write_whole(out, export.static_file(export.content(grid, runs, said)))
    click.echo(str(out))


def _asked(grid: export.Grid) -> dict[Point, Scenario]:
    """Return every scenario to be run, by view and point. Raises ScenarioError."""
    there = {point: grid.at(point) for point in grid.points()}
    comes: dict[Point, Scenario] = {("comes", point): one for point, one in there.items()}
    return comes | {("imposed", point): one.if_ceasefire() for point, one in there.items()}


def _runs(asked: dict[Point, Scenario], *, quiet: bool, **rest: Any) -> dict[Point, Results]:
    """Return the results of every one, in the same worlds."""
    ahead = announcement(list(asked.values()), rest["worlds"], rest["workers"])
    runs = {}
    with watching(quiet=quiet, announced=ahead) as watch:
        for at, (point, one) in enumerate(asked.items(), start=1):
            runs[point] = run(one, **rest)
            watch.worlds(one.name, at * rest["worlds"], len(asked) * rest["worlds"])
    return runs


def _command(
    scenario: str, out: Path, levers: Sequence[str], settings: Sequence[str],
    options: dict[str, Any],
) -> str:  # fmt: skip
    """Return the command that makes the same file again."""
    words = ["contactline", "export", scenario, "--static", "--out", out.name]
    words += [word for name in levers for word in ("--lever", name)]
    words += [word for one in settings for word in ("--set", one)]
    words += ["--worlds", str(options["worlds"]), "--seed", str(options["seed"])]
    return shlex.join(words)
