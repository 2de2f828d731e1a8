"""What outcomes and measures are called, in the language that is spoken."""

from __future__ import annotations

import re

from contactline.dials.measures import AVERAGED, OUTCOMES, Lasting
from contactline.language import local_number, say

HORIZON = "the horizon"
DAY = re.compile(r"day ([\d,]+)")


def label_of(name: str, label: str) -> str:
    """Return the label of an outcome or measure: one that says the last day, or whose it is.

    name: as in a table, "peak_troops.uk". label: in English, with the day or the name of the actor.
    """
    measure, _, who = name.partition(".")
    known = AVERAGED.get(measure)
    if known is None:
        return say(label)
    if isinstance(known, Lasting) and HORIZON in known.label:
        day = DAY.search(label)
        text = known.label.replace(HORIZON, "day {day}")
        return say(text, day=local_number(day.group(1))) if day else say(known.label)
    if who:
        actor = label.removeprefix(known.label).removeprefix(", ")
        return f"{say(known.label)}, {say(actor)}"
    return say(known.label)


def within(label: str) -> str:
    """Return a label as it stands inside a sentence."""
    return label[:1].lower() + label[1:]


def outcome_label(name: str) -> str:
    """Return what an outcome is called; an unknown one by its name."""
    return say(OUTCOMES[name].label) if name in OUTCOMES else name
