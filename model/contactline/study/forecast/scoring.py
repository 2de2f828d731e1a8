"""A card held against what happened: Brier and log scores, calibration, places of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, log
from typing import Protocol

from contactline.study.forecast.answers import SHARES, Answer
from contactline.study.forecast.card import CardEntry
from contactline.study.forecast.contradictions import Truth

EVEN = 0.25
"""The Brier score of one half for everything."""
BINS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0))
IMPOSSIBLE = "It was held to be impossible, so the log score has no bound."


class Answered(Protocol):
    """Anything with answers to questions: a card that was made now, or one that was kept."""

    @property
    def name(self) -> str:
        """Return what the card is called beside others."""

    @property
    def entries(self) -> Mapping[str, CardEntry]:
        """Return the questions and their answers by id."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """The score of one question.

    brier: of a chance, 0 (best) to 1. log: minus the natural logarithm of the chance given to what
    happened, 0 (best) to infinity. place: where a number fell among the quantiles. pinball: mean
    loss over the five quantiles, in the unit of the number, 0 is best. reason: why a score is
    missing or without bound.
    """

    id: str
    answer: Truth
    brier: float | None = None
    log: float | None = None
    place: str | None = None
    pinball: float | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Bin:
    """Questions with a chance from low to below high: how many, what was said, what happened.

    said: mean chance. happened: share of them that were true.
    """

    low: float
    high: float
    count: int
    said: float
    happened: float


def scored(card: Answered, answers: Mapping[str, Truth]) -> tuple[Score, ...]:
    """Return a score for each answer that the card asks for, in the order of the card."""
    return tuple(
        _score(name, entry.answer, answers[name])
        for name, entry in card.entries.items()
        if name in answers
    )


def mean_brier(scores: Sequence[Score]) -> float | None:
    """Return the mean Brier score of the questions that have one; None if none has."""
    return _mean([one.brier for one in scores if one.brier is not None])


def mean_log(scores: Sequence[Score]) -> float | None:
    """Return the mean log score of the questions that have one; None if none has."""
    return _mean([one.log for one in scores if one.log is not None])


def calibration(card: Answered, answers: Mapping[str, Truth]) -> tuple[Bin, ...]:
    """Return how often things happened, by the chance that the card gave them; no empty bin."""
    pairs = [
        (entry.answer.chance, float(answers[name]))
        for name, entry in card.entries.items()
        if name in answers and entry.answer.chance is not None
    ]
    bins = []
    for low, high in BINS:
        within = [one for one in pairs if low <= one[0] < high or one[0] == high == 1]
        if within:
            said, happened = (sum(part) / len(within) for part in zip(*within, strict=True))
            bins.append(Bin(low, high, len(within), said, happened))
    return tuple(bins)


def _mean(found: Sequence[float]) -> float | None:
    return sum(found) / len(found) if found else None


def _score(name: str, said: Answer, truth: Truth) -> Score:
    if said.chance is not None:
        return _score_of_chance(name, said.chance, truth)
    if said.quantiles is None:
        return Score(id=name, answer=truth, reason=said.reason)
    levels = {key: inf if level is None else level for key, level in said.quantiles.items()}
    if truth > said.up_to and not isfinite(levels["q95"]):
        reason = f"The runs show no more than {said.up_to:,.0f}."
        return Score(id=name, answer=truth, reason=reason)
    place, loss = _place(levels, truth), _pinball(levels, truth)
    return Score(id=name, answer=truth, place=place, pinball=loss)


def _score_of_chance(name: str, chance: float, truth: Truth) -> Score:
    """Return both scores of a chance, 0 to 1."""
    given = chance if truth else 1 - chance
    loss = -log(given) if given > 0 else inf
    reason = None if isfinite(loss) else IMPOSSIBLE
    return Score(id=name, answer=truth, brier=(chance - truth) ** 2, log=loss + 0.0, reason=reason)


def _place(levels: Mapping[str, float], truth: float) -> str:
    if levels["q25"] <= truth <= levels["q75"]:
        return "in the middle half"
    if levels["q05"] <= truth <= levels["q95"]:
        return "in the middle nine of ten"
    return "below nine of ten" if truth < levels["q05"] else "above nine of ten"


def _pinball(levels: Mapping[str, float], truth: float) -> float | None:
    """Return the mean pinball loss over the quantiles; None where one of them is not known."""
    if not all(isfinite(level) for level in levels.values()):
        return None
    losses = [
        max(part * (truth - levels[name]), (part - 1) * (truth - levels[name]))
        for name, part in SHARES.items()
    ]
    return sum(losses) / len(losses)
