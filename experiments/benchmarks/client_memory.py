"""Peak memory of the process that collects the worlds of `run` and writes its folder, no charts.

`--stand-in` takes one block of real worlds for every block, so that a million take a minute: what
is collected is as large as it would be, and says nothing.
"""

import argparse
import tempfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
from memory import own_peak_mb

from contactline import Scenario, load
from contactline.show.report.files import write_study
from contactline.study import ensemble
from contactline.study.bridges.cluster import on_cluster
from contactline.study.ensemble import BLOCK_WORLDS, Block, run, simulate
from contactline.study.pool import run_blocks
from contactline.study.study import run_study


def stand_in(scenario: Scenario) -> None:
    """Let every block be one of real worlds, run elsewhere so that this process stays small."""
    found: dict[int, Block] = {}
    cuts = [range(BLOCK_WORLDS), range(BLOCK_WORLDS, 2 * BLOCK_WORLDS)]
    run_blocks(simulate, scenario, cuts, 1, 2, found.__setitem__)

    def instead(*given: object, **_: object) -> None:
        pieces, take = given[1], given[4]
        for at, (_, cut) in enumerate(pieces):
            rows = {name: values[: len(cut)] for name, values in found[0].columns.items()}
            one = replace(found[0], worlds=np.arange(cut.start, cut.stop), columns=rows)
            take(at, replace(one, samples={}) if cut.start else one)

    ensemble.run_pieces = instead


def main(options: argparse.Namespace) -> None:
    """Run and write, and say what that took."""
    scenario = load("base").with_horizon(options.days)
    if options.stand_in:
        stand_in(scenario)
    numbers = {"worlds": options.worlds, "workers": options.workers}
    with on_cluster(options.cluster) if options.cluster else nullcontext():
        if options.views == 1:
            results = run(scenario, **numbers)
            click.echo(f"{own_peak_mb():,.0f} MB with {results.worlds:,} worlds, one view")
            return
        study = run_study([scenario], **numbers)
    click.echo(f"{own_peak_mb():,.0f} MB with {options.worlds:,} worlds in each of two views")
    with tempfile.TemporaryDirectory() as folder:
        write_study(study, Path(folder), charts=False)
    click.echo(f"{own_peak_mb():,.0f} MB once all is written")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=100_000)
    parser.add_argument("--views", type=int, choices=(1, 2), default=2)
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cluster", help="local, or the address of a Dask scheduler")
    parser.add_argument("--stand-in", action="store_true")
    main(parser.parse_args())
