"""The command that puts a scenario's answers to dated questions on record: `forecast`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli.options import as_json, overwrite, quiet, seed, settings, workers, worlds


@click.command()
@click.argument("scenario")
@worlds(2000, of="")
@seed
@workers
@settings
@click.option(
    "--score", "answers", metavar="ANSWERS.yaml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score the card: a file with lines such as `ceasefire-by-2025-01-20: false`.",
)  # fmt: skip
@click.option(
    "--out", metavar="FILE.json", type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the card to this file, as JSON.",
)  # fmt: skip
@overwrite("the file")
@quiet
@as_json
def forecast(scenario: str, answers: Path | None, out: Path | None, **options: Any) -> None:
    """Say what a scenario implies for dated questions.

    The card holds the probabilities by the model's assumptions of a fixed list of questions, and
    what has to be known to make it again. It is a record to score the model by later, not advice.
    """
    from contactline.cli.work.forecast import tell_forecast

    tell_forecast(scenario, answers, out, options)
