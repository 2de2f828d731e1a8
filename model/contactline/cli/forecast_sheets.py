"""What `forecast` prints: the questions by topic with their shares, and the scores."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from math import floor, log10
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from contactline.show.sheets.runs import Sheet
    from contactline.study.forecast import Answer, Card, Entry, Score

SCALE = "ICD 203"
FINE = 10**6
HALF = 0.5
NONE = "–"


def print_card(card: Card) -> None:
    """Print the card: whose it is, how to read it, and each topic with its rule."""
    from contactline import __version__
    from contactline.cli.printing import paragraph
    from contactline.show.words import find_scale
    from contactline.study.forecast import CUT_OFF

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


def _print_topic(entries: Sequence[Entry]) -> None:
    """Print numbers in a sentence, shares in a table, the rule, and why an answer is missing."""
    from contactline.cli.printing import paragraph, sheet

    for question, answer in entries:
        if question.kind == "quantity" and answer.quantiles:
            paragraph(f"`{question.id}`: {bands_text(answer, question.unit)}.")
    sheet(chance_sheet([entry for entry in entries if entry.question.kind == "chance"]))
    for question, answer in entries:
        if answer.reason:
            paragraph(f"`{question.id}` has no answer: {answer.reason}")


def chance_sheet(entries: Sequence[Entry]) -> Sheet:
    """Return a row a question: runs, share with interval, word with range; below it the rule."""
    from contactline.show.sheets.runs import Sheet

    rows = [(question.id, *_chance_cells(answer)) for question, answer in entries]
    caption = f"Settled so: {entries[0].question.topic.rule}".removesuffix(".")
    return Sheet(caption, ("Question", "Runs", "Share of runs", f"Word ({SCALE})"), tuple(rows))


def _chance_cells(answer: Answer) -> tuple[str, str, str]:
    """Return the runs, the share and the word of one answer."""
    if answer.chance is None:
        return (NONE, NONE, NONE)
    runs = f"of {answer.of:,}" if answer.runs is None else f"{answer.runs:,} of {answer.of:,}"
    return (runs, chance_text(answer), word_of(answer))


def chance_text(answer: Answer) -> str:
    """Return "18 % (14–23)", or "fewer than 1 in 520 (0–0.2)" where no run shows it."""
    from contactline.show.sheets.runs import interval_text
    from contactline.show.words.numbers import percent_of

    chance, low, high = answer.chance or 0.0, answer.low or 0.0, answer.high or 0.0
    interval = interval_text(low, high)
    if chance == 0 and high <= HALF:
        return f"fewer than 1 in {_one_in(high)} ({interval})"
    if chance == 1 and 1 - low <= HALF:
        return f"all but fewer than 1 in {_one_in(1 - low)} ({interval})"
    return f"{percent_of(*_counts(answer))} ({interval})"


def _one_in(share: float) -> str:
    """Return how many runs hold one such at this share, rounded down to two digits."""
    many = floor(1 / share)
    step = 10 ** max(floor(log10(many)) - 1, 0)
    return f"{many // step * step:,}"


def word_of(answer: Answer) -> str:
    """Return the likelihood word of a chance with its range, or that the scale has none."""
    from contactline.show.words import find_scale

    scale, (hits, n) = find_scale(SCALE), _counts(answer)
    at = scale.position(Fraction(100 * hits, n))
    if 0 <= at < scale.above:
        return str(scale.bands[int(at)])
    return "no word: below 1 %" if at < 0 else "no word: above 99 %"


def _counts(answer: Answer) -> tuple[int, int]:
    """Return hits and runs; a chance that is no plain count becomes parts of a million."""
    if answer.runs is not None:
        return answer.runs, answer.of
    return round((answer.chance or 0.0) * FINE), FINE


def _bands(answer: Answer) -> tuple[str, ...]:
    """Return median, q25, q75, q05, q95 as text; one that no run reaches is more than the last."""
    from contactline.show.words.numbers import grouped

    levels = answer.quantiles or {}
    known = [levels.get(name) for name in ("median", "q25", "q75", "q05", "q95")]
    texts = iter(grouped([level for level in known if level is not None], whole=True))
    beyond = f"more than {answer.up_to:,.0f}"
    return tuple(beyond if level is None else next(texts) for level in known)


def bands_text(answer: Answer, unit: str) -> str:
    """Return the median, and where half and nine of ten lie, with the runs they rest on."""
    median, q25, q75, q05, q95 = _bands(answer)
    return (
        f"median {median} {unit}; half lie in {q25} to {q75}, nine of ten in {q05} to {q95} "
        f"({answer.of:,} runs)"
    )


def print_scores(card: Card, scores: Sequence[Score]) -> None:
    """Print the score of every question answered, the mean, and what it is worth."""
    from contactline.cli.printing import paragraph, sheet
    from contactline.show.sheets.runs import Sheet
    from contactline.study.forecast.scoring import EVEN, mean_brier

    rows = [(one.id, _truth_text(one), *_score_cells(card, one)) for one in scores]
    head = ("Question", "What happened", "The card said", "Score")
    sheet(Sheet("Scores against what happened, as the file of answers has it", head, tuple(rows)))
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


def _truth_text(one: Score) -> str:
    if isinstance(one.answer, bool):
        return "true" if one.answer else "false"
    return f"{one.answer:,.0f}"


def _score_cells(card: Card, one: Score) -> tuple[str, str]:
    """Return what the card said, and the score or why there is none."""
    answer = card.entries[one.id].answer
    if one.brier is not None:
        return chance_text(answer), f"Brier {one.brier:.3f}"
    if one.place is None:
        return "–", f"none: {one.reason}"
    loss = "" if one.pinball is None else f", pinball loss {one.pinball:,.0f}"
    return f"median {_bands(answer)[0]}", f"{one.place}{loss}"
