"""The command that puts a scenario's answers to dated questions on record: `forecast`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.destinations import check_destination
from contactline.cli.options import as_json, seed, settings

if TYPE_CHECKING:
    from contactline.scenario import Scenario
    from contactline.study.forecast import Card


@click.command()
@click.argument("scenario")
@click.option(
    "--worlds", default=2000, show_default=True, type=click.IntRange(1, 1_000_000),
    help="How many worlds to run.",
)  # fmt: skip
@seed
@click.option(
    "--workers", type=click.IntRange(1, 256), default=None,
    help="How many processes to use.  [default: one per core]",
)  # fmt: skip
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
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@click.option("--quiet", is_flag=True, help="No progress and no messages, only results.")
@as_json
def forecast(scenario: str, answers: Path | None, out: Path | None, **options: Any) -> None:
    """Say what a scenario implies for dated questions, to be scored later.

    The card holds the probabilities by the model's assumptions of a fixed list of questions, and
    what has to be known to make it again. It is a record to score the model by, not advice.
    """
    from contactline.cli.forecast_sheets import print_card, print_scores
    from contactline.cli.selection import chosen
    from contactline.study.forecast import (
        as_plain,
        questions_for,
        read_answers,
        score_as_plain,
        scored,
    )

    check_destination("--out", out, (".json",), overwrite=options["overwrite"])
    (found,) = chosen([scenario], options["settings"])
    truths = read_answers(answers, questions_for(found)) if answers else None
    card = _card(found, options)
    scores = None if truths is None else scored(card, truths)
    plain = as_plain(card) | {"score": None if scores is None else score_as_plain(scores)}
    text = json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text + "\n", encoding="utf-8", newline="\n")
    if options["as_json"]:
        click.echo(text)
        return
    print_card(card)
    if scores is not None:
        print_scores(card, scores)


def _card(found: Scenario, options: dict[str, Any]) -> Card:
    """Return the card of a scenario, run as it comes."""
    from contactline.cli.progress import watching
    from contactline.study.ensemble import run
    from contactline.study.forecast import card_of

    numbers = {name: options[name] for name in ("worlds", "seed", "workers")}
    with watching(quiet=options["quiet"] or options["as_json"]) as watch:

        def progress(done: int, total: int) -> None:
            watch.worlds(found.name, done, total)

        return card_of(run(found, progress=progress, **numbers))
