"""What the numbers of a scenario are called, of dials and of actors: in the words of registries."""

from __future__ import annotations

import re

from contactline.dials import DIALS, Dial
from contactline.dials.issues import ISSUE_WORDS
from contactline.language import marked, say
from contactline.scenario import Scenario
from contactline.scenario.fields import FIELDS
from contactline.show.app.first_levers import LEVERS

TITLES = {name: title for levers in LEVERS.values() for name, title in levers.items()}
FIELD_WORDS = {
    "position": marked("wants"),
    "salience": marked("cares about it"),
    "flexibility": marked("may give way"),
    "at_least": marked("signs nothing below"),
    "at_most": marked("signs nothing above"),
    "aim": marked("would bring about, if it won"),
}
"""What an actor's numbers on an issue are about."""

PRIVATE = {
    "leaning": marked("what it wants beyond what it says"),
    "mood": marked("its mood on day 0"),
    "want_of_quiet": marked("How far the parties want the quiet"),
}
"""What nobody sets and each world draws."""


def title_of(dial: Dial) -> str:
    """Return the label of a first lever, of another what its sentence begins with."""
    if dial.name in TITLES:
        return say(TITLES[dial.name])
    return re.split("[:;]", say(dial.sentence))[0].rstrip(".")


def stance_title(issue: str, key: str) -> str:
    """Return what a number of an actor on an issue is about: "Territory: wants"."""
    return f"{say(ISSUE_WORDS[issue].label)}: {say(FIELD_WORDS[key])}"


def title_of_unknown(scenario: Scenario, name: str) -> str:
    """Return what differs between worlds in words: whose it is, if anybody's, and what.

    name: as `study.inputs` gives it, "actors.uk.option_days" or "private.want_of_quiet".
    """
    match name.split("."):
        case ["actors", key, issue, field]:
            about = f"{say(scenario.actors[key].name)}, {say(ISSUE_WORDS[issue].label.lower())}"
            return f"{about}: {say(FIELD_WORDS[field])}"
        case ["actors", key, field]:
            return _of(scenario.actors[key].name, title_of(FIELDS[f"actors.*.{field}"]))
        case ["events", key, "truce", field]:
            event = next(one for one in scenario.events if one.id == key)
            return _of(event.title, title_of(FIELDS[f"events.*.truce.{field}"]))
        case ["private", key, what]:
            return _of(scenario.actors[key].name, say(PRIVATE[what]))
        case ["private", what]:
            return say(PRIVATE[what])
    return title_of(DIALS[name])


def _of(whose: str, what: str) -> str:
    """Return whose something is, and what: "Poland: its mood on day 0"."""
    return f"{say(whose)}: {what[:1].lower()}{what[1:]}"
