"""The forecast card as tables to read: shares with a word, numbers in bands, and scores."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor, log10

from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words import find_scale
from contactline.show.words.numbers import grouped, interval_text, percent_of
from contactline.study.forecast import Answer, Card, CardEntry, Score

SCALE = "ICD 203"
FINE = 10**6
HALF = 0.5


def chance_sheet(entries: Sequence[CardEntry]) -> Sheet:
    """Return a row a question: runs, share with interval, word with range; below it the rule."""
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


def score_sheet(card: Card, scores: Sequence[Score]) -> Sheet:
    """Return a row a question answered: what happened, what the card said, and the score."""
    rows = tuple((one.id, _truth_text(one), *_score_cells(card, one)) for one in scores)
    head = ("Question", "What happened", "The card said", "Score")
    return Sheet("Scores against what happened, as the file of answers has it", head, rows)


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
        return NONE, f"none: {one.reason}"
    loss = "" if one.pinball is None else f", pinball loss {one.pinball:,.0f}"
    return f"median {_bands(answer)[0]}", f"{one.place}{loss}"
