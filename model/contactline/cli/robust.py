"""The command that searches levers for what does well at several goals: `robust`."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import study_options, worlds


@click.command()
@click.argument("scenario", shell_complete=completion.scenarios)
@click.option(
    "--lever", "levers", multiple=True, required=True, shell_complete=completion.dials,
    help="A dial that somebody can set, or a number of an actor; may be given again.",
)  # fmt: skip
@click.option(
    "--most", multiple=True, metavar="MEASURE[=ENOUGH]", shell_complete=completion.measures,
    help="A goal of which most is sought, and what is enough in a world; may be given again.",
)  # fmt: skip
@click.option(
    "--least", multiple=True, metavar="MEASURE[=ENOUGH]", shell_complete=completion.measures,
    help="A goal of which least is sought, and what is enough in a world; may be given again.",
)  # fmt: skip
@click.option(
    "--tries", default=200, show_default=True, type=click.IntRange(10, 100_000),
    help="How many settings of the levers to try.",
)  # fmt: skip
@worlds(50, of=" at each setting; what is found is run again in as many others")
@study_options
def robust(scenario: str, **options: Any) -> None:
    """Search levers for settings that do well at several goals at once.

    Prints the frontier: the settings that none other beats in every goal, with regrets and how
    often all goals are met, in worlds that had no part in the search. Needs the extra
    `experiments`. An optimum of a model is a statement about its rules, no advice.
    """
    from contactline.cli.work.robust import tell_frontier

    tell_frontier(scenario, options)
