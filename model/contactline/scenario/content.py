"""The shape of a scenario file: what may stand where. It checks files and makes their schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contactline.scenario.decisions import DECISIONS
from contactline.scenario.faults import Known
from contactline.scenario.fields import (
    ACTOR_FIELDS,
    AIM,
    AIMS,
    CONTRIBUTOR_FIELDS,
    EXPECTATIONS,
    FIELDS,
    RED_LINES,
    STANCE_FIELDS,
    TRUCE_FIELDS,
)
from contactline.scenario.mappings import COLUMN, Entries, Keys
from contactline.scenario.shapes import (
    CLAIM,
    SOURCE,
    Count,
    Date,
    DialValue,
    Ids,
    NotInEvents,
    Shape,
    Words,
)

OWN = ("title", "summary", "question", "claims", *EXPECTATIONS)
"""What a file says about itself; it is not inherited from the file named in `from`."""


def file_shape(known: Known) -> Keys:
    """Return the shape of a whole file, once the parents named in `from` are merged in."""
    fields: dict[str, Shape] = {
        "from": Words(
            "Parent of this scenario: a bundled scenario or a file beside this one.", 400
        ),
        "title": Words("What the scenario is called in tables and charts.", 120),
        "summary": Words("What happens in it, in one or two sentences.", 2000),
        "question": Words("The question the scenario puts to a class.", 2000),
        "claims": Ids("The claims of the article that this scenario encodes.", CLAIM, known.claims),
        "date": Date("Day 0 of every world."),
        "horizon_days": Count(FIELDS["horizon_days"]),
        "expect": _expected("What should differ from base."),
        "expect_if_ceasefire": _expected("What should differ from base if there were a ceasefire."),
        **_sections(known),
        "actors": Entries("Who takes part.", "actor", _actor(known)),
        "events": Entries("What happens on a stated day.", "event", _event(known)),
    }
    sentence = "A scenario of contactline."
    return Keys(sentence, "key", fields, required=("title", "date", "actors"))


def _sections(known: Known) -> Mapping[str, Keys]:
    sections: dict[str, dict[str, Shape]] = {}
    for dial in known.dials.values():
        sections.setdefault(dial.section, {})[dial.key] = DialValue(dial)
    return {name: Keys(f"Dials: {name}.", "dial", dials) for name, dials in sections.items()}


def _expected(sentence: str) -> Entries:
    return Entries(sentence, "outcome or measure", DialValue(FIELDS["expect.*"]), COLUMN)


def _fields(names: tuple[str, ...], prefix: str) -> dict[str, Any]:
    return {name: DialValue(FIELDS[f"{prefix}.{name}"]) for name in names}


def _basis(known: Known) -> Ids:
    return Ids("Claims and figures this rests on, or assumption.", SOURCE, known.sources)


def _actor(known: Known) -> Keys:
    stances = Keys(
        "Where the actor stands on each issue.",
        "issue",
        {issue: _stance(issue, known) for issue in known.issues},
        removable=known.issues,
    )
    fields = {
        "name": Words("What the actor is called.", 80),
        **_fields(ACTOR_FIELDS, "actors.*"),
        "plays": _plays(),
        "basis": _basis(known),
        "stances": stances,
    }
    required = ("name", "role", "capability", "stances")
    sentence = "One state or institution."
    removable = (*CONTRIBUTOR_FIELDS, "plays")
    return Keys(sentence, "actor field", fields, required, removable)


def _plays() -> Keys:
    """Return the shape of the seats of one actor: a strategy by decision."""
    decisions = {name: DialValue(one.field) for name, one in DECISIONS.items()}
    sentence = "Which of its decisions somebody else takes, by which strategy."
    return Keys(sentence, "decision", decisions, removable=tuple(decisions))


def _stance(issue: str, known: Known) -> Keys:
    aim = {AIM: DialValue(AIMS[issue])} if issue in AIMS else {}
    return Keys(
        "Where the actor stands on this issue.",
        "stance field",
        {**_fields(STANCE_FIELDS, "actors.*.stances.*"), **aim, "basis": _basis(known)},
        required=("position", "salience"),
        removable=(*RED_LINES, *aim),
    )


def _event(known: Known) -> Keys:
    change: dict[str, Shape] = {
        dial.name: NotInEvents(dial) if dial.at_start else DialValue(dial)
        for dial in known.dials.values()
    }
    fields: dict[str, Shape] = {
        "title": Words("What happens.", 200),
        "date": Date("The day it happens; or give `day`."),
        "day": Count(FIELDS["events.*.day"]),
        "claims": Ids("The claims this rests on.", CLAIM, known.claims),
        "recommit": DialValue(FIELDS["events.*.recommit"]),
        "truce": _truce(),
        "change": Keys("Dials with their values from that day on.", "dial", change),
    }
    sentence = "Something that happens on a stated day."
    return Keys(sentence, "event field", fields, ("title",), ("recommit", "truce"))


def _truce() -> Keys:
    """Return the shape of a truce that an event declares."""
    days: dict[str, Shape] = {"days": Count(FIELDS["events.*.truce.days"])}
    sentence = "A short truce declared in the war; no ceasefire, which is signed."
    fields = {**days, **_fields(TRUCE_FIELDS, "events.*.truce")}
    return Keys(sentence, "truce field", fields, ("days",))
