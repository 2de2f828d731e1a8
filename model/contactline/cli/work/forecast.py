"""What `forecast` does: put a scenario's answers to dated questions on record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from contactline import __version__
from contactline.cli.columns import print_sheet
from contactline.cli.options import (
    check_destination,
    writing,
)
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.terminal import json_text, paragraph
from contactline.scenario import Scenario
from contactline.show.sheets.forecast import SCALE, bands_text, chance_sheet, score_sheet
from contactline.show.words import find_scale
from contactline.study.ensemble import run
from contactline.study.forecast import (
    CUT_OFF,
    Card,
    CardEntry,
    Score,
    as_plain,
    forecast_card,
    questions_for,
    read_answers,
    score_as_plain,
    scored,
)
from contactline.study.forecast.scoring import EVEN, mean_brier


def tell_forecast(
    scenario: str, answers: Path | None, out: Path | None, options: dict[str, Any]
) -> None:
    """Print the card of a scenario with its score if there are answers, and write it if asked."""
    check_destination("--out", out, (".json",), overwrite=options["overwrite"])
    (found,) = chosen([scenario], options["settings"])
    truths = read_answers(answers, questions_for(found)) if answers else None
    card = _card(found, options)
    scores = None if truths is None else scored(card, truths)
    plain = as_plain(card) | {"score": None if scores is None else score_as_plain(scores)}
    text = json_text(plain)
    if out:
        with writing(out):
            out.write_text(text + "\n", encoding="utf-8", newline="\n")
    if options["as_json"]:
        click.echo(text)
        return
    _print_card(card)
    if scores is not None:
        _print_scores(card, scores)


def _card(found: Scenario, options: dict[str, Any]) -> Card:
    """Return the card of a scenario, run as it comes."""
    numbers = {name: options[name] for name in ("worlds", "seed", "workers")}
    with watching(quiet=options["quiet"] or options["as_json"]) as watch:

        def progress(done: int, total: int) -> None:
            watch.worlds(found.name, done, total)

        return forecast_card(run(found, progress=progress, **numbers))


def _print_card(card: Card) -> None:
    """Print the card: whose it is, how to read it, and each topic with its rule."""
    click.echo(f"Forecast card of {card.scenario.name}: {card.scenario.title}\n")
    click.echo(f"  digest     {card.digest}")
    click.echo(f"  starts     {card.scenario.date}, {card.scenario.horizon_days} days")
    click.echo(f"  runs       {card.worlds:,} worlds, seed {card.seed}, version {__version__}")
    click.echo(f"  knowledge  up to {CUT_OFF}\n")
    for caution in card.cautions:
        paragraph(caution)
    paragraph(f"Words: {SCALE}. {find_scale(SCALE).rule} In brackets: 95 % intervals in per cent.")
    for topic, group in groupby(card.entries.values(), key=lambda entry: entry.question.topic):
        click.echo(f"{topic.title}\n{'-' * len(topic.title)}\n")
        _print_topic(list(group))


def _print_topic(entries: Sequence[CardEntry]) -> None:
    """Print numbers in a sentence, shares in a table, the rule, and why an answer is missing."""
    for question, answer in entries:
        if question.kind == "quantity" and answer.quantiles:
            paragraph(f"`{question.id}`: {bands_text(answer, question.unit)}.")
    print_sheet(chance_sheet([entry for entry in entries if entry.question.kind == "chance"]))
    for question, answer in entries:
        if answer.reason:
            paragraph(f"`{question.id}` has no answer: {answer.reason}")


def _print_scores(card: Card, scores: Sequence[Score]) -> None:
    """Print the score of every question answered, the mean, and what it is worth."""
    print_sheet(score_sheet(card, scores))
    mean = mean_brier(tuple(scores))
    if mean is None:
        paragraph("No question with a share has been settled, so there is no mean Brier score.")
        return
    count = sum(one.brier is not None for one in scores)
    paragraph(
        f"Mean Brier score {mean:.3f} over {count}: 0 is best, 1 worst, and one half for all "
        f"would score {EVEN}. Questions on one topic hang together, so few of them count for less "
        "than they seem to; a single course of events says little about how good the shares are."
    )
