"""A card held against what happened: Brier scores, and where numbers fell among the quantiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import inf, isfinite
from pathlib import Path
from typing import Any

from contactline.errors import Fault, FileError, did_you_mean
from contactline.evidence.fields import is_number
from contactline.scenario.files import text_of
from contactline.scenario.reading import read_value
from contactline.scenario.scalars import named, shown
from contactline.scenario.tree import Node
from contactline.study.forecast.answers import SHARES, Answer
from contactline.study.forecast.card import Card
from contactline.study.forecast.questions import Question

type Truth = bool | float

EVEN = 0.25
"""The Brier score of one half for everything."""


class AnswersError(FileError):
    """A file of answers cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """The score of one question.

    brier: of a chance, 0 (best) to 1. place: where a number fell among the quantiles. pinball: mean
    loss over the five quantiles, in the unit of the number, 0 is best. reason: why it has no score.
    """

    id: str
    answer: Truth
    brier: float | None = None
    place: str | None = None
    pinball: float | None = None
    reason: str | None = None


def read_answers(path: Path, questions: Mapping[str, Question]) -> dict[str, Truth]:
    """Return what happened by question id; raises FileError with every fault of the file."""
    return parse_answers(text_of(path, str(path), "a file of answers"), str(path), questions)


def parse_answers(text: str, file: str, questions: Mapping[str, Question]) -> dict[str, Truth]:
    """Return the answers of a text; raises AnswersError with all its faults, each in its place."""
    document = read_value(text, file)
    tree = document.tree
    if not tree.entries:
        must = "must be lines such as `ceasefire-by-2025-01-20: false`"
        raise AnswersError([tree.place.fault(f"{must}, got {shown(tree.plain())}")])
    found = {name: _truth(name, node, questions) for name, node in tree.entries.items()}
    faults = [*document.faults, *(one for one in found.values() if isinstance(one, Fault))]
    if faults:
        raise AnswersError(faults)
    return {name: one for name, one in found.items() if not isinstance(one, Fault)}


def _truth(name: str, node: Node, questions: Mapping[str, Question]) -> Truth | Fault:
    """Return one answer, or what is wrong with it."""
    if name not in questions:
        near = did_you_mean(name, questions) or ". `contactline forecast --json` lists them"
        return node.key_place.fault(f"{named(name)}: no such question{near}")
    value, must = node.value, "a number from 0"
    if value is None:
        return node.place.fault(f"{name}: has no answer. Leave out what is not settled")
    if questions[name].kind == "chance":
        if isinstance(value, bool):
            return value
        must = "true or false"
    elif is_number(value) and value >= 0:
        return float(value)
    return node.place.fault(f"{name}: must be {must}, got {shown(node.plain())}")


def scored(card: Card, answers: Mapping[str, Truth]) -> tuple[Score, ...]:
    """Return a score for each answer, in the order of the card. answers: all of its questions."""
    return tuple(
        _score(name, entry.answer, answers[name])
        for name, entry in card.entries.items()
        if name in answers
    )


def mean_brier(scores: tuple[Score, ...]) -> float | None:
    """Return the mean Brier score of the questions that have one; None if none has."""
    found = [one.brier for one in scores if one.brier is not None]
    return sum(found) / len(found) if found else None


def score_as_plain(scores: tuple[Score, ...]) -> dict[str, Any]:
    """Return the scores for a program to read."""
    count = sum(one.brier is not None for one in scores)
    mean = {"mean_brier": mean_brier(scores), "scored": count, "brier_of_one_half": EVEN}
    return mean | {"questions": [asdict(one) for one in scores]}


def _score(name: str, said: Answer, truth: Truth) -> Score:
    if said.chance is not None:
        return Score(id=name, answer=truth, brier=(said.chance - truth) ** 2)
    if said.quantiles is None:
        return Score(id=name, answer=truth, reason=said.reason)
    levels = {key: inf if level is None else level for key, level in said.quantiles.items()}
    if truth > said.up_to and not isfinite(levels["q95"]):
        reason = f"The runs show no more than {said.up_to:,.0f}."
        return Score(id=name, answer=truth, reason=reason)
    place, loss = _place(levels, truth), _pinball(levels, truth)
    return Score(id=name, answer=truth, place=place, pinball=loss)


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
