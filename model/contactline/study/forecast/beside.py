"""Cards side by side, over the questions that all of them answer, and beside two baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from contactline.study.forecast.answers import Answer
from contactline.study.forecast.card import CardEntry
from contactline.study.forecast.contradictions import Truth
from contactline.study.forecast.questions import Wording
from contactline.study.forecast.scoring import (
    EVEN,
    Answered,
    calibration,
    mean_brier,
    mean_log,
    scored,
)
from contactline.study.forecast.written import WrittenCard

TRUCE_LASTS = "first-truce-lasts-"


def _even(_: Wording) -> float:
    """Return one half for everything."""
    return 0.5


def _unchanged(question: Wording) -> float:
    """Return 1 for a truce that goes on, 0 for whatever would be new."""
    return 1.0 if question.id.startswith(TRUCE_LASTS) else 0.0


BASELINES: Mapping[str, Callable[[Wording], float]] = {
    "always 50 %": _even,
    "nothing changes": _unchanged,
}


@dataclass(frozen=True, kw_only=True)
class Mean:
    """The mean scores of a card over `count` questions; None where there is none.

    is_baseline: whether it is what somebody says who knows nothing.
    """

    name: str
    is_baseline: bool
    count: int
    brier: float | None
    log: float | None


def baseline(name: str, questions: Mapping[str, Wording]) -> WrittenCard:
    """Return what a baseline says to all questions of yes or no."""
    says = BASELINES[name]
    entries = {
        key: CardEntry(one, Answer(chance=says(one), of=0))
        for key, one in questions.items()
        if one.kind == "chance"
    }
    return WrittenCard(name, entries)


def common(cards: Sequence[Answered], answers: Mapping[str, Truth]) -> dict[str, Truth]:
    """Return the settled questions to which every card gives a chance."""
    return {
        name: answers[name]
        for name in cards[0].entries
        if name in answers and all(_says(card, name) for card in cards)
    }


def means(cards: Sequence[Answered], answers: Mapping[str, Truth]) -> tuple[Mean, ...]:
    """Return the mean scores of the cards and of the baselines, over what all cards answer."""
    shared = common(cards, answers)
    asked = {name: cards[0].entries[name].question for name in shared}
    even = [baseline(name, asked) for name in BASELINES]
    return (
        *(_mean_of(card, shared, is_baseline=False) for card in cards),
        *(_mean_of(card, shared, is_baseline=True) for card in even),
    )


def score_as_plain(card: Answered, answers: Mapping[str, Truth]) -> dict[str, Any]:
    """Return the scores of one card, its calibration and the baselines for a program to read."""
    scores = scored(card, answers)
    return {
        "mean_brier": mean_brier(scores),
        "mean_log": mean_log(scores),
        "scored": sum(one.brier is not None for one in scores),
        "brier_of_one_half": EVEN,
        "baselines": [asdict(one) for one in means([card], answers) if one.is_baseline],
        "calibration": [asdict(one) for one in calibration(card, answers)],
        "questions": [asdict(one) for one in scores],
    }


def beside_as_plain(cards: Sequence[Answered], answers: Mapping[str, Truth]) -> dict[str, Any]:
    """Return cards set side by side for a program to read."""
    return {
        "questions": [*common(cards, answers)],
        "means": [asdict(one) for one in means(cards, answers)],
    }


def _says(card: Answered, name: str) -> bool:
    return name in card.entries and card.entries[name].answer.chance is not None


def _mean_of(card: Answered, answers: Mapping[str, Truth], *, is_baseline: bool) -> Mean:
    scores = scored(card, answers)
    return Mean(
        name=card.name, is_baseline=is_baseline, count=len(scores), brier=mean_brier(scores),
        log=mean_log(scores),
    )  # fmt: skip
