"""Texts that registries hold and others say: of dials, outcomes, scenarios, stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from contactline.dials.measures import LASTING
from contactline.evidence import GRADE_MEANINGS
from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE
from contactline.show.questions import BEYOND, LEVERS, QUESTIONS, THEMES
from contactline.show.teaching import fixed, goals
from contactline.show.teaching.plans import PLANS
from contactline.show.words.labels import HORIZON
from contactline.study.forecast import card
from contactline.study.forecast.questions import CONTRIBUTORS
from contactline.study.forecast.questions import QUESTIONS as QUESTIONS_OF_A_CARD
from contactline.study.inputs import MECHANISMS
from contactline.study.patterns.stored import kept_check
from contactline.study.sensitivity import INQUIRIES
from contactline.world.postures import NAMES
from contactline.world.stories import STORIES, UNITS

type Texts = Iterator[tuple[str, str]]
"""Each with the place where it is written, as a path in the package."""


def of_stories() -> Texts:
    """Yield how a chronicle says what happens, and why."""
    for text, cause in STORIES.values():
        yield from (("world/stories.py", one) for one in (text, cause))
    yield from (("world/stories.py", one) for one in UNITS.values())


def of_questions() -> Texts:
    """Yield what students ask, with which lever, and why some of it has none."""
    for text in (*THEMES, *LEVERS, *LEVERS.values()):
        yield "show/questions/question.py", text
    for one in QUESTIONS:
        yield from (("show/questions/asked.py", text) for text in (one.text, one.note))
    for beyond in BEYOND:
        told = (beyond.text, beyond.why, beyond.nearest)
        yield from (("show/questions/beyond.py", text) for text in told)


def of_packs() -> Texts:
    """Yield what every pack for a class has: its aims, fixed parts and plans."""
    aims = (goals.EXPLAIN, goals.COMPARE, goals.CRITICISE, [goal for _, goal in goals.OF_A_CHANGE])
    yield from (("show/teaching/goals.py", text) for text in _every(aims))
    parts = [texts for name, texts in vars(fixed).items() if name.isupper() and name != "IN_ALL"]
    yield from (("show/teaching/fixed.py", text) for text in _every(parts))
    for plan in PLANS:
        steps = [(step.phase, step.done, step.product) for step in plan.steps]
        told = _every((plan.title, plan.note, steps))
        yield from (("show/teaching/plans.py", text) for text in told)


def of_reports() -> Texts:
    """Yield what a report says of views, of grades, and of labels that name the last day."""
    yield from (("scenario/model.py", view) for view in (AS_IT_COMES, IF_CEASEFIRE))
    for text in (*GRADE_MEANINGS, *GRADE_MEANINGS.values()):
        yield "evidence/grades.py", text
    for one in LASTING.values():
        if HORIZON in one.label:
            yield "show/words/labels.py", one.label.replace(HORIZON, "day {day}")
    yield from (("world/postures.py", name) for name in NAMES)
    yield from (("world/outcomes.py", way) for way in ("escalation", "resumption"))


def of_patterns() -> Texts:
    """Yield what the model is checked against, where it is looked at, and how sure a figure is."""
    check = kept_check()
    for one in check.verdicts if check else ():
        yield "study/patterns/registry.py", one.title
        yield "study/patterns/registry.py", one.setup.rstrip(".")
        told = (one.figure.what, one.figure.sure, one.figure.unit)
        yield from (("seeds/figures.yaml", text) for text in told)


def of_inquiries() -> Texts:
    """Yield what is asked of groups of inputs, and what the groups are called."""
    yield from (("study/inputs.py", text) for text in MECHANISMS.values())
    for one in INQUIRIES.values():
        yield from (("study/sensitivity/groups.py", text) for text in (one.words, one.over))


def of_forecasts() -> Texts:
    """Yield what a forecast card asks, and what has to be read with it."""
    for topic in (CONTRIBUTORS, *(one.topic for one in QUESTIONS_OF_A_CARD.values())):
        for text in (topic.title, topic.rule):
            yield "study/forecast/questions.py", text
    cautions = (
        card.PURPOSE, card.INTERVALS, card.NEVER_CERTAIN, card.OF_BASE, card.OF_BUNDLED,
        card.OF_OTHERS, card.IF_IMPOSED,
    )  # fmt: skip
    yield from (("study/forecast/card.py", text) for text in cautions)


def _every(texts: object) -> Iterator[str]:
    """Yield every text in lists of lists of them."""
    if isinstance(texts, str):
        yield texts
    elif isinstance(texts, Iterable):
        yield from (text for one in texts for text in _every(one))


REGISTRIES: tuple[Callable[[], Texts], ...] = (
    of_questions,
    of_packs,
    of_reports,
    of_forecasts,
    of_inquiries,
    of_patterns,
    of_stories,
)


def texts() -> Texts:
    """Yield every text of every registry that is not empty."""
    for one in REGISTRIES:
        yield from ((place, text) for place, text in one() if text)
