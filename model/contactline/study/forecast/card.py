"""The forecast card: the answers to all questions, with what they rest on and how to read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from contactline import __version__
from contactline.language.phrases import english_date
from contactline.scenario import Scenario, available, load
from contactline.study.ensemble import Results
from contactline.study.forecast.answers import SHARES, Answer
from contactline.study.forecast.questions import CUT_OFF, Wording, questions_for

FORMAT = 1
BASE = "base"
PURPOSE = (
    "This card records what the assumptions of the model imply for dated questions. It is made so "
    "that the model can be scored against what happened later, and held to account. It is not "
    "advice, and no decision should rest on it."
)
INTERVALS = (
    "Each 95 % interval says only how far the luck of these runs may have moved a share: more runs "
    "make it narrower. It is not the uncertainty about the world, which is larger, and which no "
    "interval here shows: the assumptions, and the rules of the model themselves, may be wrong."
)
NEVER_CERTAIN = (
    "Where none of N runs show a thing, the card puts its probability at 1 in N + 2, the most that "
    "it may be put at so far, and says at most; where all do, at all but that. No number of runs "
    "makes anything certain."
)
_CUT_OFF = english_date(CUT_OFF)
OF_BASE = (
    "The ranges of base state the uncertainty of its author on "
    f"{_CUT_OFF}; nothing after that day shaped the scenario or the model."
)
OF_BUNDLED = (
    "This scenario is not base, whose ranges state the uncertainty of its author: it asks what "
    "would follow from other assumptions, and its shares hold only under them. Nothing after "
    f"{_CUT_OFF} shaped it or the model."
)
OF_OTHERS = (
    "This scenario does not come with the model. The ranges of base state the uncertainty of its "
    f"author, and nothing after {_CUT_OFF} shaped base or the model; for what this scenario "
    "changes, and for when it was written, whoever wrote it answers."
)
IF_IMPOSED = "A ceasefire is imposed in every run: all shares here are what would follow from that."


class CardEntry(NamedTuple):
    """A question and what is said to it."""

    question: Wording
    answer: Answer


@dataclass(frozen=True)
class Card:
    """The answers of one run to all questions, by id."""

    scenario: Scenario
    seed: int
    worlds: int
    entries: Mapping[str, CardEntry]

    @property
    def name(self) -> str:
        """Return what the card is called beside others: its scenario."""
        return self.scenario.name

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what the scenario says in its file, alike in both views."""
        return self.scenario.as_written.digest

    @property
    def cautions(self) -> tuple[str, ...]:
        """Return what has to be read with the numbers."""
        imposed = (IF_IMPOSED,) if self.scenario.imposes_ceasefire else ()
        return (PURPOSE, INTERVALS, NEVER_CERTAIN, _origin(self.digest), *imposed)


def forecast_card(results: Results) -> Card:
    """Return the card of an ensemble; one of 2,000 worlds or more is worth keeping."""
    questions = questions_for(results.scenario)
    entries = {name: CardEntry(one, one.answer(results)) for name, one in questions.items()}
    return Card(results.scenario, results.seed, results.worlds, entries)


def as_plain(card: Card) -> dict[str, Any]:
    """Return the card for a program to read; every question has the same keys."""
    scenario = card.scenario
    return {
        "format": FORMAT,
        "cautions": list(card.cautions),
        "scenario": scenario.name,
        "title": scenario.title,
        "digest": card.digest,
        "date": scenario.date.isoformat(),
        "horizon_days": scenario.horizon_days,
        "imposed": scenario.imposes_ceasefire,
        "seed": card.seed,
        "worlds": card.worlds,
        "version": __version__,
        "cut_off": CUT_OFF.isoformat(),
        "questions": [_plain_entry(scenario, entry) for entry in card.entries.values()],
    }


def _plain_entry(scenario: Scenario, entry: CardEntry) -> dict[str, Any]:
    question, answer = entry
    return {
        "id": question.id,
        "kind": question.kind,
        "question": question.text,
        "rule": question.topic.rule,
        "by": question.last_day(scenario).isoformat(),
        "unit": question.unit or None,
        "probability": answer.chance,
        "low": answer.low,
        "high": answer.high,
        "runs": answer.runs,
        "of": answer.of,
        "quantiles": _plain_quantiles(answer),
        "up_to": answer.up_to if isfinite(answer.up_to) else None,
        "reason": answer.reason or None,
    }


def _plain_quantiles(answer: Answer) -> dict[str, float | None] | None:
    return {name: answer.quantiles[name] for name in SHARES} if answer.quantiles else None


def _origin(digest: str) -> str:
    """Return what may be said of where the scenario comes from; its content tells, not its name."""
    for name in available():
        if load(name).digest == digest:
            return OF_BASE if name == BASE else OF_BUNDLED
    return OF_OTHERS
