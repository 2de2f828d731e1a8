"""What all experiments share: the options, the runs with their progress, and where results go."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from contactline import load, run
from contactline.cli.files import write_whole
from contactline.cli.progress import watching
from contactline.show.tables import markdown
from contactline.show.tables_as_text import csv_text

if TYPE_CHECKING:
    import pandas as pd

    from contactline import Results
    from contactline.show.charts import Picture
    from contactline.study.comparison import Comparison, Difference

WILLING = {
    **dict.fromkeys("reluctance stance_weight risk_weight objection_weight".split(), 0),
    **dict.fromkeys("preparation_scale support_weight withdrawal_support".split(), 0),
    "consent_loss_per_year": 0,
    "cascade": 6,
    "pledge_days": 1,
    "buildup_days": 30,
}
FREE = {"after": "nothing", "needs_backing": False, "needs_leader": False}


as_written = cache(load)  # no file changes while an experiment runs
HOW_LONG = ("days_held_of_365", "days_held_of_90", "still_holding_at_horizon")


def how_long_held(comparison: Comparison) -> Difference:
    """Return how much longer ceasefires last, within the longest time that both runs know."""
    found = {one.name: one for one in comparison.measures}
    return next(found[name] for name in HOW_LONG if name in found)


@dataclass(frozen=True)
class Laboratory:
    """One experiment at work. `options`: of its command line; `name`: that of its script."""

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
        from contactline.show.charts import save

        folder, name = Path(self.options.out), self.name + suffix
        drawn = save(picture, folder, name)
        written = [drawn.png, drawn.svg]
        for text, kind in ((csv_text(table), "csv"), (markdown(table), "md")):
            written.append(folder / f"{name}.{kind}")
            write_whole(written[-1], text)
        print("\n\n".join(sentences))
        print("\n" + "\n".join(map(str, written)), file=sys.stderr)


def all_willing(contributors: Iterable[str]) -> dict[str, object]:
    """Return the dials under which these actors pledge at once, wait for nobody, and stay."""
    mission = {f"mission.{name}": value for name, value in WILLING.items()}
    return mission | {
        f"actors.{one}.{name}": value for one in contributors for name, value in FREE.items()
    }


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
        print("Stopped before the end; nothing was written.", file=sys.stderr)
        sys.exit(130)
