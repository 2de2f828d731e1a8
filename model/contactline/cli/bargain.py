"""The command that plays a model of collective decisions on a table: `bargain`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import as_json, language, overwrite, seed, table_options

# As bargaining.MODELS has them.
MODELS = "compromise, median, nash, smp, exchange, challenge_scholz, challenge_masad"


@click.command()
@click.argument("table", metavar="TABLE.csv")
@click.option(
    "--model",
    "name",
    default="smp",
    shell_complete=completion.models,
    show_default=True,
    help=f"One of {MODELS}.",
)
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the model; may be given again.",
)
@table_options
@seed
@click.option("--why", metavar="ACTOR", help="Tell only how this actor moved, and why.")
@click.option(
    "--chart",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the path of positions, as .png or .svg.",
)
@overwrite("the chart")
@language
@as_json
def bargain(
    table: str, name: str, options: tuple[str, ...], seed: int, why: str | None,
    chart: Path | None, *, overwrite: bool, as_json: bool, **reading: Any,
) -> None:  # fmt: skip
    """Play a bargain over the stances in a table.

    TABLE.csv has the columns actor, capability, position and salience, and issue if there are
    several; or columns in pairs, such as position_aid and salience_aid; or it is a table of KTAB,
    of DECIDE or in XLSX; or - for the standard input. What is guessed is said on stderr. See
    docs/bargaining. Ends with 3 if the table has faults.
    """
    from contactline.cli.work.bargain import play

    play(table, name, options, seed, why, chart, reading, overwrite=overwrite, as_json=as_json)
