"""The command that carries out a plan: `plan`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import (
    as_json,
    chart,
    dry_run,
    language,
    overwrite,
    quiet,
    record_out,
    workers,
)


@click.command()
@click.argument(
    "file", metavar="FILE", type=click.Path(path_type=Path), shell_complete=completion.plans
)
@click.option(
    "--worlds", type=click.IntRange(1, 1_000_000),
    help="Take so many worlds instead of what the plan says: a quick try.",
)  # fmt: skip
@click.option("--check", "only_check", is_flag=True, help="Only check the plan; run nothing.")
@workers
@dry_run
@chart
@record_out
@overwrite("the files")
@language
@quiet
@as_json
def plan(file: Path, **options: Any) -> None:
    """Carry out a plan: scenarios, cases, dials swept and seeds.

    FILE is a short YAML file; `contactline new NAME --plan` writes one to start from. All its
    faults are told before anything is run, with 3. Interrupted, the same command goes on.
    """
    from contactline.cli.work.plan import tell_plan

    tell_plan(file, options)
