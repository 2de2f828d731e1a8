"""What scripts of one question share: options, runs with their progress, and where results go.

`python my_question.py --worlds 50 --out results/mine`; see `experiments/`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contactline.cli.files import write_whole
from contactline.cli.progress import watching
from contactline.scenario import load
from contactline.show.tables import markdown
from contactline.show.tables_as_text import csv_text
from contactline.study.ensemble import Results, run

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.charts import Picture
    from contactline.study.comparison import Comparison, Difference

as_written = cache(load)  # no file changes while a script runs
HOW_LONG = ("days_held_of_365", "days_held_of_90", "still_holding_at_horizon")


def how_long_held(comparison: Comparison) -> Difference:
    """Return how much longer ceasefires last, within the longest time that both runs know."""
    found = {one.name: one for one in comparison.measures}
    return next(found[name] for name in HOW_LONG if name in found)


@dataclass(frozen=True)
class Laboratory:
    """One script at work. `options`: of its command line; `name`: that of its script."""

    name: str
    options: argparse.Namespace

    def run(
        self,
        scenario: str,
        change: dict[str, object] | None = None,
        *,
        label: str = "",
        if_ceasefire: bool = False,
    ) -> Results:
        """Return the run of a scenario, with some of its dials changed.

        label: what tables and charts call it. if_ceasefire: in the view with a ceasefire imposed.
        """
        chosen = self.options
        written = as_written(scenario)
        if changes := {**(change or {}), **({"horizon_days": chosen.days} if chosen.days else {})}:
            written = written.with_dials(changes)
        name = label if change else scenario
        written = replace(written, title=label or written.title, name=name)
        written = written.if_ceasefire() if if_ceasefire else written
        with watching(quiet=chosen.quiet) as watch:
            return run(
                written,
                worlds=chosen.worlds,
                seed=chosen.seed,
                workers=chosen.workers,
                progress=lambda done, total: watch.worlds(name, done, total),
            )

    def caption(self, under: str, view: str, interval: str) -> str:
        """Return the caption of a figure: what was run, how many worlds, seed, kind of interval."""
        many = f"n = {self.options.worlds:,} worlds a run, seed {self.options.seed}"
        said = f"Runs of the model under {under}, {view}; {many}, the same worlds in every run."
        return f"{said} {interval}."

    def publish(
        self, picture: Picture, table: pd.DataFrame, sentences: Sequence[str], suffix: str = ""
    ) -> None:
        """Write the figure and the table, print the sentences, and say where the files lie.

        suffix: ends the names of the files, so that two views of one question lie side by side.
        """
        # Only who draws waits for Matplotlib.
        from contactline.show.charts import save

        folder, name = Path(self.options.out), self.name + suffix
        drawn = save(picture, folder, name)
        written = [drawn.png, drawn.svg]
        for text, kind in ((csv_text(table), "csv"), (markdown(table), "md")):
            written.append(folder / f"{name}.{kind}")
            write_whole(written[-1], text)
        click.echo("\n\n".join(sentences))
        click.echo("\n" + "\n".join(map(str, written)), err=True)


@contextmanager
def laboratory(script: str, question: str | None, *flags: tuple[str, str]) -> Iterator[Laboratory]:
    """Give the laboratory of one script; stopped by the user it ends with code 130.

    flags: further switches of its command line, each with its help.
    """
    name = Path(script).stem
    parser = argparse.ArgumentParser(description=(question or "").splitlines()[0])
    parser.add_argument("--worlds", type=int, default=400, help="worlds of every run")
    parser.add_argument("--seed", type=int, default=1, help="the same seed meets the same luck")
    parser.add_argument("--workers", type=int, help="processes; one per core if not given")
    parser.add_argument("--days", type=int, help="follow each world for fewer days, for a try")
    parser.add_argument("--out", default=f"results/{name}", help="folder for figure and table")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    for flag, purpose in flags:
        parser.add_argument(flag, action="store_true", help=purpose)
    try:
        yield Laboratory(name, parser.parse_args())
    except KeyboardInterrupt:
        click.echo("Stopped before the end; nothing was written.", err=True)
        sys.exit(130)
