"""A card for one lever: what it is, questions it answers, what to notice, range, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from contactline.dials import Dial
from contactline.errors import RunError, did_you_mean
from contactline.evidence import GRADE_MEANINGS, Grade, Ground, grade, grounds_of
from contactline.language import marked, say
from contactline.language.texts import local_number
from contactline.scenario import Scenario, load
from contactline.scenario.assumptions import leaves
from contactline.scenario.changing import settable
from contactline.scenario.dotted import undotted
from contactline.scenario.faults import known_names
from contactline.scenario.reading import read
from contactline.show.app.lever import Movable, described, marks, option_in_words
from contactline.show.app.levers import place_of
from contactline.show.app.opened import differing
from contactline.show.questions import QUESTIONS
from contactline.show.questions.question import Answerable
from contactline.world.outcomes import MEASURES

MOST_EXAMPLES = 4
MESSAGES = {
    "measured": marked(
        "This rests on something measured: doubt the rule that uses it before the number."
    ),
    "published": marked(
        "Somebody published this number; whether it holds for this war is for you to ask."
    ),
    "expert judgement": marked("This is a considered judgement. Try how far it may be wrong."),
    "assumption": marked(
        "Nobody has measured this. Try the whole range before you conclude anything."
    ),
}


SURE = {
    "read": marked("found in the source"),
    "computed": marked("worked out from it"),
    "remembered": marked("from memory, not looked up again"),
}
"""How sure a figure is, as the seeds file states it, in words."""


OF_CHOICES = marked("Nobody has measured this. Try each choice before you conclude anything.")
"""What to keep in mind of an assumption that takes words and has no range."""


def card(scenario: Scenario, name: str) -> dict[str, Any]:
    """Return the card of a lever; raises RunError for a name that is none."""
    place = place_of(scenario, name)
    if place is None:
        raise RunError(f"No such lever: {name[:80]!r}{did_you_mean(name, _names(scenario))}")
    basis = place.basis(scenario)
    lever = described(scenario, place)
    return {
        "name": place.name,
        "actor": say(scenario.actors[place.actor].name) if place.actor else "",
        "what": _what(place.dial),
        "examples": [_example(one) for one in _asked(place)],
        "message": say(_message(place.dial, grade(basis))),
        "notice": _notice(place),
        "watch": lever.get("watch"),
        "range": _range(place.dial, list(lever.get("options", {}).values())),
        "named": [{"at": at, "label": label} for at, label in marks(place)],
        "here": lever["written"],
        "grade": say(grade(basis)),
        "grade_means": say(GRADE_MEANINGS[grade(basis)]),
        "grounds": [_ground(one) for one in grounds_of(basis)],
    }  # fmt: skip


def _message(dial: Dial, graded: Grade) -> str:
    """Return what to keep in mind of a number of this grade, in English."""
    has_choices = bool(dial.options or dial.switch)
    return OF_CHOICES if has_choices and graded == "assumption" else MESSAGES[graded]


def claims_of(scenario: Scenario) -> list[dict[str, Any]]:
    """Return what a scenario says that it rests on: each claim, who says it, when, how sure."""
    return [_ground(one) for one in grounds_of(scenario.claims)]


def _ground(one: Ground) -> dict[str, Any]:
    return {"id": one.id, "what": say(one.what), "stated": _stated(one)}


def _stated(one: Ground) -> list[str]:
    """Return who is behind a number, when, and how sure, leaving out what the first says."""
    source, sure = say(one.source), say(SURE.get(one.sure, one.sure))
    dated, doubted = one.when not in source, not source.startswith(sure)
    return [source, *[one.when] * dated, *[sure] * doubted]


def _notice(place: Movable) -> str:
    """Return what should move, in words."""
    dial = place.dial
    if dial.moves in MEASURES:
        measure = MEASURES[dial.moves]
        return f"{say(measure.label)}. {say(measure.definition)}"
    return say("How the worlds end.") if dial.moves else ""


def _what(dial: Dial) -> str:
    """Return what a lever is; an option in its sentence stands in words."""
    told = say(dial.sentence)
    for name in dial.options:
        if "_" in name:
            told = told.replace(name, say("“{option}”", option=option_in_words(name)))
    return told


def _range(dial: Dial, options: Sequence[str]) -> str:
    """Return what a lever takes, as a sentence. options: in words, if it takes some."""
    if dial.options:
        return say("One of {options}.", options=", ".join(options))
    if dial.switch:
        return say("True or false.")
    low, high = (local_number(f"{end:.15g}") for end in (dial.low, dial.high))
    unit = f" ({say(dial.unit)})" if dial.unit else ""
    return say("From {low} to {high}{unit}.", low=low, high=high, unit=unit)


def _asked(place: Movable) -> list[Answerable]:
    """Return the questions of students that this lever answers."""
    return [one for one, names in _changed() if place.name in names][:MOST_EXAMPLES]


@cache
def _changed() -> list[tuple[Answerable, frozenset[str]]]:
    """Return every question with the names of what its file changes, or its scenario."""
    return [(one, frozenset(_changed_by(one))) for one in QUESTIONS]


def _changed_by(one: Answerable) -> Iterable[str]:
    if not one.file:
        return differing(load("base"), load(one.parent))
    plain = undotted(read(one.file, "question").tree, known_names(), []).plain()
    return [name for name, _ in leaves(plain)] if isinstance(plain, dict) else []


def _example(one: Answerable) -> dict[str, str]:
    return {"text": say(one.text), "note": say(one.note).replace("`", "")}


def _names(scenario: Scenario) -> list[str]:
    return list(settable(scenario.actors, known_names()))
