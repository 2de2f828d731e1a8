"""The command that says what moves a measure most, and what groups carry: `sensitivity`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import (
    as_json,
    dry_run,
    imposed,
    language,
    overwrite,
    quiet,
    record_out,
    seed,
    settings,
    workers,
)


@click.command()
@click.argument("scenario", shell_complete=completion.scenarios)
@click.option(
    "--measure",
    shell_complete=completion.measures,
    help="A measure such as days_held_of_365, an outcome such as collapsed, or outcomes joined "
    "by +.",
)
@click.option(
    "--method",
    type=click.Choice(["ranks", "morris", "sobol"]),
    default="ranks",
    show_default=True,
    help="By rank correlation and swings; by Morris, to see which of many inputs matter at all; or "
    "by Sobol, for the share of each alone and with others. The last two need the extra "
    "experiments.",
)
@click.option(
    "--groups",
    is_flag=True,
    help="The share of the answer that each group of inputs carries, by mechanism and by actor; "
    "without --measure: ceasefire and troops_on_line. With morris or sobol: by mechanism.",
)
@imposed
@click.option(
    "--dial",
    "dials",
    multiple=True,
    shell_complete=completion.dials,
    help="A dial, or a number such as actors.uk.home_support, to swing or to sample; may be given "
    "again.",
)
@click.option(
    "--top",
    default=8,
    show_default=True,
    type=click.IntRange(1, 200),
    help="Without --dial: how many to swing, of those that stand out by rank correlation; with "
    "sobol to sample.",
)
@click.option(
    "--all",
    "all_inputs",
    is_flag=True,
    help="With sobol: sample all inputs that differ between worlds, as morris does.",
)
@click.option(
    "--samples",
    type=click.IntRange(4, 100_000),
    help="With morris: trajectories.  [default: 10] With sobol: draws of all inputs, a power of "
    "two.  [default: 64]",
)
@click.option(
    "--second-order",
    is_flag=True,
    help="With sobol: also what every two inputs do only together; twice as many rows.",
)
@click.option(
    "--worlds",
    type=click.IntRange(2, 100_000),
    help="How many worlds to run each time.  [default: 300; with --groups 6,000, once; with morris "
    "and sobol 50 a row]",
)
@seed
@workers
@dry_run
@settings
@click.option(
    "--chart",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --groups, morris or sobol: draw what was found, as .png, .svg or .pdf.",
)
@record_out
@overwrite("the files")
@language
@quiet
@as_json
def sensitivity(scenario: str, **options: Any) -> None:
    """Say what moves a measure most.

    One run, of four times as many worlds, gives the rank correlation of every input that differs
    between worlds. Then each of those that stand out from chance, or each one named, is swung
    from its low to its high end in the same worlds. With --groups: what share of the answer
    stances, red lines and other groups of inputs carry. With --method morris or sobol: many rows
    in which inputs are set together, the same worlds in each.
    """
    from contactline.cli.work.sensitivity import tell_sensitivity

    tell_sensitivity(scenario, options)
