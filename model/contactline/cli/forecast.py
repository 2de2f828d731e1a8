"""The command that puts answers to dated questions on record, and scores them: `forecast`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import (
    as_json,
    dry_run,
    language,
    out,
    overwrite,
    quiet,
    seed,
    settings,
    workers,
    worlds,
)


@click.command()
@click.argument(
    "names",
    metavar="SCENARIO|CARD...",
    nargs=-1,
    required=True,
    shell_complete=completion.scenarios,
)
@worlds(2000, of=" of each scenario")
@seed
@workers
@settings
@click.option(
    "--score", "answers", metavar="ANSWERS.yaml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score the cards: a file with lines such as `ceasefire-by-2025-01-20: false`.",
)  # fmt: skip
@out("FILE.json", "Also write the card of the scenario to this file, as JSON.")
@click.option(
    "--form", metavar="FILE.csv", type=click.Path(dir_okay=False, path_type=Path),
    help="Write a blank card to fill in, with the questions of the scenario; nothing is run.",
)  # fmt: skip
@overwrite("the file")
@dry_run
@language
@quiet
@as_json
def forecast(names: tuple[str, ...], answers: Path | None, **options: Any) -> None:
    """Say what a scenario implies for dated questions, and score cards.

    The card holds the probabilities by the model's assumptions of a fixed list of questions, and
    what has to be known to make it again. It is a record to score the model by later, not advice.

    A card that was written with --out is read as it was written; a .csv holds cards of people, a
    column each. Several are set side by side.
    """
    from contactline.cli.work.forecast import tell_forecast

    tell_forecast(names, answers, options)
