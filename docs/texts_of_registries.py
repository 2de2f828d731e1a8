"""Texts that registries hold and others say: of dials, outcomes, scenarios, stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from contactline.bargaining import MODELS
from contactline.dials import DIALS
from contactline.dials.issues import ISSUE_WORDS
from contactline.dials.measures import HOLDING_LABEL, LASTING
from contactline.evidence import GRADE_MEANINGS, claims, figures, front, grounds_of, outlines
from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE, available, load
from contactline.scenario.decisions import DECISIONS, STRATEGIES
from contactline.scenario.fields import FIELDS
from contactline.show.app.drawn.drawing import from_key
from contactline.show.questions import BEYOND, LEVERS, QUESTIONS, THEMES
from contactline.show.teaching import fixed, goals
from contactline.show.teaching.plans import PLANS
from contactline.show.words.labels import HORIZON
from contactline.study.forecast import card
from contactline.study.forecast.questions import CONTRIBUTORS, questions_for
from contactline.study.forecast.questions import QUESTIONS as QUESTIONS_OF_A_CARD
from contactline.study.inputs import MECHANISMS
from contactline.study.patterns.registry import PATTERNS
from contactline.study.sensitivity import INQUIRIES
from contactline.world.outcomes import MEASURES, OUTCOMES
from contactline.world.postures import LADDER, NAMES
from contactline.world.stories import STORIES, UNITS
from contactline.world.wording import LABELS, POSTURES, with_article

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
    for one in PATTERNS.values():
        yield "study/patterns/registry.py", one.title
        yield "study/patterns/registry.py", one.situation.rstrip(".")
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
    for asked in map(questions_for, map(load, available())):
        yield from (("study/forecast/questions.py", one.text) for one in asked.values())
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


def of_scenarios() -> Texts:
    """Yield what bundled scenarios are called and ask, who acts in them, and what happens."""
    for name in available():
        scenario = load(name)
        told = [scenario.title, scenario.summary, scenario.question]
        told += [actor.name for actor in scenario.actors.values()]
        told += [event.title for event in scenario.events]
        yield from (("scenarios", text) for text in told)


def of_dials() -> Texts:
    """Yield what can be set, in words: sentences, units, names, options, issues, strategies."""
    for dial in (*DIALS.values(), *FIELDS.values()):
        words = (one.replace("_", " ") for one in dial.options)
        for text in (dial.sentence, dial.unit, from_key(dial.key), *words):
            yield "dials", text
    for issue in ISSUE_WORDS.values():
        steps = (*issue.steps, *issue.beyond.values())
        for text in (issue.label, issue.plain, *issue.ends, *steps):
            yield "dials/issues.py", text
    yield from (("world/postures.py", one.label) for one in LADDER)
    yield from (("scenario/decisions.py", text) for text in STRATEGIES.values())
    yield from (("scenario/decisions.py", one.facts) for one in DECISIONS.values())


def of_outcomes() -> Texts:
    """Yield how worlds end and what is measured in them."""
    for one in (*OUTCOMES.values(), *MEASURES.values()):
        yield from (("world/outcomes.py", text) for text in (one.label, one.definition))
    yield from (("world/outcomes.py", one.unit) for one in MEASURES.values())
    yield "dials/measures.py", HOLDING_LABEL


def of_evidence() -> Texts:
    """Yield what dials and scenarios rest on, who says it and how surely, and names on the map."""
    bases = [dial.basis for dial in DIALS.values()]
    for name in available():
        scenario = load(name)
        bases.append(scenario.claims)
        for actor in scenario.actors.values():
            bases += [actor.basis, *(stance.basis for stance in actor.stances.values())]
    for one in grounds_of([one for basis in bases for one in basis]):
        told = (one.what, one.sure, *((one.source,) if one.id in claims() else ()))
        yield from (("seeds", text) for text in told)
    for figure in figures().values():
        if figure.source[:1].islower():  # in our own words; names of works begin with a capital
            yield "seeds/figures.yaml", figure.source
    for name in (*front().direction_names, *(one.name for one in outlines())):
        yield "evidence/line.py", name


def of_lasting() -> Texts:
    """Yield how it is called how long things last, and all outcomes that hold as one."""
    yield from (("dials/measures.py", one.label) for one in LASTING.values())
    yield "dials/measures.py", HOLDING_LABEL


def of_chronicles() -> Texts:
    """Yield whom a chronicle names, what stands in a text, and what is played for whom."""
    actors = [one.name for name in available() for one in load(name).actors.values()]
    for name in (*actors, "United Kingdom", "United States", "Netherlands"):
        yield "world/wording.py", with_article(name)
    for key in dict.fromkeys(key for name in available() for key in load(name).actors):
        yield "show/sheets/runs.py", key
    yield from (("world/postures.py", str(text)) for text in (*LABELS, *POSTURES))
    yield from (("dials/issues.py", one.label.lower()) for one in ISSUE_WORDS.values())
    for decision in DECISIONS.values():
        strategies = [strategy.replace("_", " ") for strategy in decision.strategies]
        yield from (("scenario/decisions.py", text) for text in (decision.words, *strategies))
    yield from (("bargaining", model.title) for model in MODELS.values())


def of_claims() -> Texts:
    """Yield what claims say, who says it and how surely, and what is to be noted about them."""
    for one in claims().values():
        told = (one.paraphrase, one.said_by, one.how_sure, one.flag, one.left_out)
        yield from (("seeds/claims.yaml", text) for text in told)


REGISTRIES: tuple[Callable[[], Texts], ...] = (
    of_scenarios,
    of_dials,
    of_evidence,
    of_claims,
    of_outcomes,
    of_lasting,
    of_chronicles,
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
