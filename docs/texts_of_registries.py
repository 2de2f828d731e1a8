"""Texts that registries hold and others say: of dials, outcomes, scenarios, stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from contactline.show.questions import BEYOND, LEVERS, QUESTIONS, THEMES
from contactline.show.teaching import fixed, goals
from contactline.show.teaching.plans import PLANS
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


def _every(texts: object) -> Iterator[str]:
    """Yield every text in lists of lists of them."""
    if isinstance(texts, str):
        yield texts
    elif isinstance(texts, Iterable):
        yield from (text for one in texts for text in _every(one))


REGISTRIES: tuple[Callable[[], Texts], ...] = (
    of_questions,
    of_packs,
    of_stories,
)


def texts() -> Texts:
    """Yield every text of every registry that is not empty."""
    for one in REGISTRIES:
        yield from ((place, text) for place, text in one() if text)
