"""What `export` does: run a grid of levers, and write it as one file."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.files import write_whole
from contactline.cli.options import check_destinations
from contactline.cli.progress import Watching, watching
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
    ahead = announcement(list(asked.values()), options["worlds"], options["workers"])
    said = _command(scenario, out, levers, settings, options)
    with watching(quiet=quiet, announced=ahead) as watch:
        content = export.content(grid, RunsWhenAsked(asked, watch, **options), said)
    write_whole(out, export.static_file(content))
    click.echo(str(out))


def _asked(grid: export.Grid) -> dict[Point, Scenario]:
    """Return every scenario to be run, by view and point. Raises ScenarioError."""
    there = {point: grid.at(point) for point in grid.points()}
    comes: dict[Point, Scenario] = {("comes", point): one for point, one in there.items()}
    return comes | {("imposed", point): one.if_ceasefire() for point, one in there.items()}


class RunsWhenAsked(Mapping[Point, Results]):
    """The results by view and point, in the same worlds, each run when it is looked up.

    None is held: those of a whole grid would be half a gigabyte.
    """

    def __init__(self, asked: Mapping[Point, Scenario], watch: Watching, **numbers: Any) -> None:
        self._asked, self._watch, self._numbers = asked, watch, numbers
        self._done = 0

    def __getitem__(self, point: Point) -> Results:
        found, worlds = run(self._asked[point], **self._numbers), self._numbers["worlds"]
        self._done += worlds
        self._watch.worlds(self._asked[point].name, self._done, len(self) * worlds)
        return found

    def __iter__(self) -> Iterator[Point]:
        return iter(self._asked)

    def __len__(self) -> int:
        return len(self._asked)


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
