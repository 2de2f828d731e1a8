"""The fixed list of dated questions. Ids and rules are not changed, so that old cards stay good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType

from contactline import evidence
from contactline.language.phrases import english_date
from contactline.scenario import Scenario
from contactline.study.ensemble import Results
from contactline.study.forecast.answers import (
    Answer,
    by_date,
    ceasefire_by,
    over,
    spread,
    talks_by,
    truce_lasts,
    truce_length,
)

CUT_OFF = date.fromisoformat(evidence.CUT_OFF)
DATES = (date(2025, 1, 20), date(2025, 6, 30), date(2025, 12, 31), date(2026, 8, 31))
TROOPS = (1_000, 5_000, 10_000, 30_000)
TRUCE_DAYS = (30, 90, 180, 365)
GROUND_TROOPS = "ground-troops-"


@dataclass(frozen=True)
class Topic:
    """What some questions share: a title, and the rule by which each of them is settled."""

    title: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What is asked. kind: "chance" (settled by true or false) or "quantity" (by a number).

    text: the statement that is true or false, or what the number is. by: the last day that
    counts, None for the last day of the scenario. unit: of a quantity.
    """

    id: str
    kind: str = "chance"
    topic: Topic
    text: str
    by: date | None = None
    unit: str = ""

    def last_day(self, scenario: Scenario) -> date:
        """Return the last day that counts under this scenario."""
        return self.by or scenario.date + timedelta(days=scenario.horizon_days)


@dataclass(frozen=True, kw_only=True)
class Question(Wording):
    """One question, and how the runs of a scenario answer it."""

    answer: Callable[[Results], Answer]


CEASEFIRE = Topic(
    "A general ceasefire has begun",
    "True if, on that day or before it, a ceasefire has come into force that Ukraine and Russia "
    "have both agreed to, that covers the whole contact line and all weapons, and that has no set "
    "end within 30 days; how long it then holds does not matter. In the model: `day_ceasefire`.",
)
TALKS = Topic(
    "Ukraine and Russia have begun talks on an end of the fighting",
    "True if, on some day from the first day of the scenario up to that one, delegations that both "
    "governments have sent to agree on a ceasefire or on peace have met, in one room or through a "
    "mediator on the spot. Talks on prisoners, grain or single sites alone do not count, nor what "
    "is only reported. In the model: `day_talks`.",
)
PLEDGE = Topic(
    "A European government has committed troops",
    "True if, on that day or before it, at least one European government has decided by its own "
    "procedure to send soldiers of its own to Ukraine once the fighting has stopped, and has said "
    "so; that it is willing, or makes plans, does not count. Canada is not counted as European. In "
    "the model: `day_pledged`; a government may pledge there before anybody talks, once its staffs "
    "have an option ready.",
)
ON_LINE = Topic(
    "European troops stand on the contact line",
    "True if, on some day up to that one, at least 100 soldiers of European states together were "
    "posted along the contact line by order of their governments, as observers, monitors or a "
    "force between the sides. Instructors elsewhere and volunteers do not count. In the model: "
    "`day_on_line`.",
)
ASKED = Topic(
    "The United States have asked European states for troops",
    "True if, from the first day of the scenario up to that day, the government of the United "
    "States, or an envoy who speaks for it, has asked at least one European government, in writing "
    "or in public, whether or with what soldiers it would take part in a mission after the "
    "fighting. What is only reported of a conversation does not count, nor what somebody says who "
    "is not in office. In the model: `day_question`; the broker there stands for the United "
    "States.",
)
PEAK = Topic(
    "Foreign troops on the ground at their peak",
    "The most soldiers of the states that contribute to a mission after the fighting, in Ukraine "
    "on one day up to the last day of the scenario, by order of their governments; 0 if there were "
    "none. Those who fight on either side, and embassy staff, do not count. In the model: "
    "`peak_troops`.",
)
CONTRIBUTORS = Topic(
    "Who has ground troops in Ukraine",
    "True if at least one soldier of that state was in Ukraine for a mission after the fighting, "
    "by order of its government, on some day up to the last day of the scenario. In the model: "
    "`peak_troops` of the contributor is more than 0.",
)
TRUCE = Topic(
    "How long the first truce lasts, if there is one",
    "Days from the first day of the first general ceasefire, as defined above, to the day on which "
    "a side renounces it or fire along the line is back at the level of the war for a week; single "
    "violations do not end it. It lasts 30 days if it is unbroken when day 30 after its first day "
    "ends. Not settled if there is no such ceasefire, nor before it breaks or "
    "the days asked for are over. In the model: `days_held`, with truces that outlast the scenario "
    "counted as lasting at least so long.",
)


def _dated(name: str, topic: Topic, answer: Callable[[Results, date], Answer]) -> list[Question]:
    return [
        Question(
            id=f"{name}-by-{last}",
            topic=topic,
            text=f"{topic.title} by {english_date(last)}",
            by=last,
            answer=partial(_asked_by, answer, last),
        )
        for last in DATES
    ]


def _asked_by(answer: Callable[[Results, date], Answer], last: date, results: Results) -> Answer:
    return answer(results, last)


def _peaks() -> list[Question]:
    size = Question(
        id="peak-troops",
        kind="quantity",
        topic=PEAK,
        text="Most foreign soldiers on the ground at one time",
        unit="soldiers",
        answer=partial(spread, column="peak_troops"),
    )
    return [size] + [
        Question(
            id=f"peak-troops-over-{amount}",
            topic=PEAK,
            text=f"More than {amount:,} foreign soldiers are on the ground at one time",
            answer=partial(over, column="peak_troops", amount=amount),
        )
        for amount in TROOPS
    ]


def _truces() -> list[Question]:
    length = Question(
        id="first-truce-days",
        kind="quantity",
        topic=TRUCE,
        text="Days until the first truce breaks",
        unit="days",
        answer=truce_length,
    )
    return [length] + [
        Question(
            id=f"first-truce-lasts-{days}-days",
            topic=TRUCE,
            text=f"The first truce is unbroken when day {days} after its first day ends",
            answer=partial(truce_lasts, days=days),
        )
        for days in TRUCE_DAYS
    ]


_FIXED = (
    *_dated("ceasefire", CEASEFIRE, ceasefire_by),
    *_dated("talks", TALKS, talks_by),
    *_dated("pledge", PLEDGE, lambda results, last: by_date(results, "day_pledged", last)),
    *_dated("on-line", ON_LINE, lambda results, last: by_date(results, "day_on_line", last)),
    *_dated("us-asked", ASKED, lambda results, last: by_date(results, "day_question", last)),
    *_peaks(),
    *_truces(),
)

QUESTIONS: Mapping[str, Question] = MappingProxyType({one.id: one for one in _FIXED})


def topic_of(name: str, rule: str) -> str:
    """Return the title that a question of this id stands under; its rule where none is known."""
    if name in QUESTIONS:
        return QUESTIONS[name].topic.title
    return CONTRIBUTORS.title if name.startswith(GROUND_TROOPS) else rule


def questions_for(scenario: Scenario) -> Mapping[str, Question]:
    """Return all questions to a scenario: the fixed ones, then one for each contributor."""
    found = dict(QUESTIONS)
    for key, actor in scenario.actors.items():
        if actor.role == "contributor":
            question = _ground_troops(key, actor.name)
            found[question.id] = question
    return found


def _ground_troops(key: str, name: str) -> Question:
    return Question(
        id=f"{GROUND_TROOPS}{key}",
        topic=CONTRIBUTORS,
        text=f"{name} has ground troops in Ukraine",
        answer=partial(over, column=f"peak_troops.{key}", amount=0),
    )
