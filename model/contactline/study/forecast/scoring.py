"""A card held against what happened: Brier scores, and where numbers fell among the quantiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import inf, isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contactline.errors import Fault, FileError, did_you_mean
from contactline.scenario.files import text_of
from contactline.scenario.reading import read_value
from contactline.scenario.scalars import named, shown
from contactline.study.forecast.answers import SHARES, Answer

if TYPE_CHECKING:
    from contactline.scenario.tree import Node
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
    return parse_answers(text_of(path, str(path)), str(path), questions)


def parse_answers(text: str, file: str, questions: Mapping[str, Question]) -> dict[str, Truth]:
    """Return the answers of a text; raises AnswersError with all its faults, each in its place."""
    document = read_value(text, file)
    tree, faults = document.tree, list(document.faults)
    if not tree.entries:
        must = "must be lines such as `ceasefire-by-2025-01-20: false`"
        raise AnswersError([tree.place.fault(f"{must}, got {shown(tree.plain())}")])
    for name, node in tree.entries.items():
        fault = _fault(name, node, questions)
        faults += [fault] if fault else []
    if faults:
        raise AnswersError(faults)
    return {name: _truth(node) for name, node in tree.entries.items()}


def _fault(name: str, node: Node, questions: Mapping[str, Question]) -> Fault | None:
    """Return what is wrong with one answer, or nothing."""
    if name not in questions:
        near = did_you_mean(name, questions) or ". `contactline forecast --json` lists them"
        return node.key_place.fault(f"{named(name)}: no such question{near}")
    value = node.value
    if value is None:
        return node.place.fault(f"{name}: has no answer. Leave out what is not settled")
    if questions[name].kind == "chance" and not isinstance(value, bool):
        got = shown(node.plain())
        return node.place.fault(f"{name}: must be true or false, got {got}")
    if questions[name].kind == "quantity" and not _is_amount(value):
        return node.place.fault(f"{name}: must be a number from 0, got {shown(node.plain())}")
    return None


def _is_amount(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 <= value < inf  # type: ignore[operator]


def _truth(node: Node) -> Truth:
    value = node.value
    return value if isinstance(value, bool) else float(value)  # type: ignore[arg-type]


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
