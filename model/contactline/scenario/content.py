"""The shape of a scenario file, declared once: it checks files and makes the JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contactline.dials import Dial
from contactline.evidence.calibration import CALIBRATED, posterior
from contactline.scenario.faults import Known, known_names
from contactline.scenario.fields import ACTOR_FIELDS, CONTRIBUTOR_FIELDS, FIELDS, STANCE_FIELDS
from contactline.scenario.mappings import COLUMN, Record, Table
from contactline.scenario.shapes import Count, Day, Ids, Json, Setting, Shape, Text
from contactline.scenario.values import FORMS

OWN = ("title", "summary", "question", "claims", "expect", "expect_if_ceasefire")
"""What a file says about itself; it is not inherited from the file named in `from`."""

CLAIM, SOURCE = "claim", "source"
"""What a list of ids may name: claims alone, or whatever a number may rest on."""

SCHEMA_FILE = "contactline.schema.json"


def file_shape(known: Known) -> Record:
    """Return the shape of a whole file, once the parents named in `from` are merged in."""
    fields: dict[str, Shape] = {
        "from": Text("Parent of this scenario: a bundled scenario or a file beside this one.", 400),
        "title": Text("What the scenario is called in tables and charts.", 120),
        "summary": Text("What happens in it, in one or two sentences.", 2000),
        "question": Text("The question the scenario puts to a class.", 2000),
        "claims": Ids("The claims of the article that this scenario encodes.", CLAIM, known.claims),
        "date": Day("Day 0 of every world."),
        "horizon_days": Count(FIELDS["horizon_days"]),
        "expect": _expected("What should differ from base."),
        "expect_if_ceasefire": _expected("What should differ from base if there were a ceasefire."),
        **_sections(known),
        "actors": Table("Who takes part.", "actor", _actor(known)),
        "events": Table("What happens on a stated day.", "event", _event(known)),
    }
    sentence = "A scenario of contactline."
    return Record(sentence, "key", fields, required=("title", "date", "actors"))


def json_schema(known: Known | None = None) -> Json:
    """Return the JSON Schema (draft 7) of scenario files, for editors and other checkers."""
    known = known or known_names()
    shape = file_shape(known)
    dials = {**FIELDS, **known.dials}
    ids = {CLAIM: known.claims, SOURCE: known.sources}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "contactline scenario",
        **shape.json(),
        "required": ["title"],
        "definitions": {
            **{name: {"type": "string", "enum": sorted(names)} for name, names in ids.items()},
            **{name: dial_schema(dial) for name, dial in dials.items()},
        },
    }


def dial_schema(dial: Dial) -> Json:
    """Return the JSON Schema of the values a dial takes."""
    about: Json = {
        "description": f"{dial.sentence} Allowed: {dial.allowed}.",
        "default": dial.default,
    }
    if dial.switch:
        return {**about, "type": "boolean"}
    if dial.options:
        return {**about, "type": "string", "enum": list(dial.options)}
    words = [{"const": CALIBRATED}] if dial.name in posterior() else []
    return {**about, "anyOf": [_number(dial), *_distributions(dial), *words]}


def _number(dial: Dial) -> Json:
    kind = "integer" if dial.whole else "number"
    return {"type": kind, "minimum": dial.low, "maximum": dial.high}


def _distributions(dial: Dial) -> list[Json]:
    weights = {"type": "number", "exclusiveMinimum": 0}
    written: dict[str, Json] = {
        "uniform": _list(_number(dial), 2),
        "triangular": _list(_number(dial), 3),
        "normal": _list({"type": "number"}, 2),
        "choice": {"type": "object", "minProperties": 1, "additionalProperties": weights},
    }
    return [_only(kind, {**written[kind], "description": form}) for kind, form in FORMS.items()]


def _list(items: Json, length: int) -> Json:
    return {"type": "array", "items": items, "minItems": length, "maxItems": length}


def _only(key: str, value: Json) -> Json:
    return {
        "type": "object",
        "properties": {key: value},
        "required": [key],
        "additionalProperties": False,
    }


def _sections(known: Known) -> Mapping[str, Record]:
    sections: dict[str, dict[str, Shape]] = {}
    for dial in known.dials.values():
        sections.setdefault(dial.section, {})[dial.key] = Setting(dial)
    return {name: Record(f"Dials: {name}.", "dial", dials) for name, dials in sections.items()}


def _expected(sentence: str) -> Table:
    return Table(sentence, "outcome or measure", Setting(FIELDS["expect.*"]), COLUMN)


def _fields(names: tuple[str, ...], prefix: str) -> dict[str, Any]:
    return {name: Setting(FIELDS[f"{prefix}.{name}"]) for name in names}


def _basis(known: Known) -> Ids:
    return Ids("Claims and figures this rests on, or assumption.", SOURCE, known.sources)


def _actor(known: Known) -> Record:
    stances = Record(
        "Where the actor stands on each issue.",
        "issue",
        {issue: _stance(known) for issue in known.issues},
        removable=known.issues,
    )
    fields = {
        "name": Text("What the actor is called.", 80),
        **_fields(ACTOR_FIELDS, "actors.*"),
        "basis": _basis(known),
        "stances": stances,
    }
    required = ("name", "role", "capability", "stances")
    sentence = "One state or institution."
    return Record(sentence, "actor field", fields, required, removable=CONTRIBUTOR_FIELDS)


def _stance(known: Known) -> Record:
    return Record(
        "Where the actor stands on this issue.",
        "stance field",
        {**_fields(STANCE_FIELDS, "actors.*.stances.*"), "basis": _basis(known)},
        required=("position", "salience"),
        removable=("at_least", "at_most"),
    )


def _event(known: Known) -> Record:
    change: dict[str, Shape] = {dial.name: Setting(dial) for dial in known.dials.values()}
    fields: dict[str, Shape] = {
        "title": Text("What happens.", 200),
        "date": Day("The day it happens; or give `day`."),
        "day": Count(FIELDS["events.*.day"]),
        "claims": Ids("The claims this rests on.", CLAIM, known.claims),
        "change": Record("Dials with their values from that day on.", "dial", change),
    }
    return Record("Something that happens on a stated day.", "event field", fields, ("title",))
