"""The command that plays a model of collective decisions on a table: `bargain`."""

from __future__ import annotations

from pathlib import Path

import click

from contactline.cli.options import as_json, overwrite, seed

# As bargaining.MODELS has them.
MODELS = "compromise, median, nash, smp, exchange, challenge_scholz, challenge_masad"


@click.command()
@click.argument("table", metavar="TABLE.csv")
@click.option(
    "--model",
    "name",
    default="smp",
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
@click.option(
    "--scale",
    nargs=2,
    type=float,
    default=(0, 100),
    show_default=True,
    metavar="LOW HIGH",
    help="The ends of the scale of the positions.",
)
@seed
@click.option("--why", metavar="ACTOR", help="Tell only how this actor moved, and why.")
@click.option(
    "--chart",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the path of positions, as .png or .svg.",
)
@overwrite("the chart")
@as_json
def bargain(
    table: str, name: str, options: tuple[str, ...], scale: tuple[float, float], seed: int,
    why: str | None, chart: Path | None, *, overwrite: bool, as_json: bool,
) -> None:  # fmt: skip
    """Play a bargain over the stances in a table.

    TABLE.csv has the columns actor, capability, position and salience, and issue if there are
    several; or it is a table of KTAB. See docs/bargaining. Ends with 3 if the table has faults.
    """
    from contactline.cli.work.bargain import play

    play(table, name, options, scale, seed, why, chart, overwrite=overwrite, as_json=as_json)
