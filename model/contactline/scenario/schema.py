"""The JSON Schema (draft 7) of scenario files, made from the shape that checks them."""

from __future__ import annotations

import json
from typing import Any

from contactline.dials import Dial
from contactline.evidence.calibration import CALIBRATED, posterior
from contactline.scenario.content import file_shape
from contactline.scenario.dotted import DIALS, sections
from contactline.scenario.faults import Known, known_names
from contactline.scenario.fields import EXPECTATIONS, FIELDS
from contactline.scenario.shapes import CLAIM, RELATIVE, SOURCE, Json, defined
from contactline.scenario.values import FORMS

SCHEMA_FILE = "contactline.schema.json"
TITLE = "contactline scenario"
WIDTH = 100
DOTTED = "dotted"
"""The definition of dials by their dotted names."""
NUMBER = "number"
"""The definition of any number, known or uncertain."""


def json_schema(known: Known | None = None) -> Json:
    """Return the JSON Schema of scenario files, for editors and other checkers."""
    known = known or known_names()
    dials = {**FIELDS, **known.dials}
    ids = {CLAIM: known.claims, SOURCE: known.sources}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": TITLE,
        **_with_dotted(file_shape(known).json(), known),
        "required": ["title"],
        "definitions": {
            DOTTED: {"properties": {name: defined(name) for name in known.dials}},
            **{name: {"type": "string", "enum": sorted(names)} for name, names in ids.items()},
            **{name: dial_schema(dial) for name, dial in dials.items()},
            **{_range(dial): _within(dial) for dial in dials.values() if dial.is_number},
            NUMBER: {"anyOf": [{"type": "number"}, *_distributions(), defined(RELATIVE)]},
            RELATIVE: _relative(),
        },
    }


def _with_dotted(file: Json, known: Known) -> Json:
    """Return the schema of a file in which dotted names may stand, at its top or below `dials`."""
    begins = "|".join((*sections(known), "actors", "events", *EXPECTATIONS))
    dotted: Json = {"allOf": [defined(DOTTED)], "patternProperties": {rf"^({begins})\.": {}}}
    within = {
        "description": "Dials, and fields of actors, by their dotted names.",
        "type": "object",
        **dotted,
        "additionalProperties": False,
    }
    return {**file, "properties": {**file["properties"], DIALS: within}, **dotted}


def is_schema(text: str, title: str = TITLE) -> bool:
    """Return whether a text is the schema of such files, of this version or another."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("title") == title


def schema_text(schema: Json) -> str:
    """Return a schema as text, in which whatever fits into one line stands in one line."""
    return f"{_laid_out(schema, '')}\n"


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
    return {**about, "anyOf": [defined(_range(dial)), *words]}


def _range(dial: Dial) -> str:
    """Return the name of the definition of a number in the range of a dial."""
    return f"{'whole' if dial.whole else NUMBER}_from_{dial.low:.15g}_to_{dial.high:.15g}"


def _within(dial: Dial) -> Json:
    """Return the schema of a number, known or uncertain, in the range of a dial.

    Each of these words speaks of numbers alone, or of distributions alone.
    """
    whole = {"multipleOf": 1} if dial.whole else {}
    ends = {"minimum": dial.low, "maximum": dial.high, **whole}
    stated = {kind: {"items": ends} for kind in ("uniform", "triangular")}
    return {"allOf": [defined(NUMBER)], **ends, "properties": stated}


def _distributions() -> list[Json]:
    """Return the schema of each kind of distribution, whatever its range."""
    weights = {"type": "number", "exclusiveMinimum": 0}
    written: dict[str, Json] = {
        "uniform": _numbers(2),
        "triangular": _numbers(3),
        "normal": _numbers(2),
        "choice": {"type": "object", "minProperties": 1, "additionalProperties": weights},
    }
    return [
        {
            "type": "object",
            "properties": {kind: {"description": form, **written[kind]}},
            "required": [kind],
            "additionalProperties": False,
        }
        for kind, form in FORMS.items()
    ]


def _relative() -> Json:
    """Return the schema of a change of what the parent says."""
    steps: dict[str, Json] = {"times": {"exclusiveMinimum": 0}, "plus": {}}
    return {
        "description": "A change of what the parent says.",
        "type": "object",
        "properties": {way: {"type": "number", **step} for way, step in steps.items()},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def _numbers(count: int) -> Json:
    return {"type": "array", "items": {"type": "number"}, "minItems": count, "maxItems": count}


def _laid_out(plain: Any, indent: str) -> str:
    """Return a plain value as JSON, over several lines only where one is too short."""
    line, deeper = json.dumps(plain, ensure_ascii=False), indent + " "
    if not isinstance(plain, dict | list) or len(indent) + len(line) <= WIDTH:
        return line
    rows = [
        _laid_out(one, deeper) for one in (plain.values() if isinstance(plain, dict) else plain)
    ]
    if isinstance(plain, dict):
        rows = [f"{json.dumps(key)}: {row}" for key, row in zip(plain, rows, strict=True)]
    return line[0] + f"\n{deeper}" + f",\n{deeper}".join(rows) + f"\n{indent}" + line[-1]
