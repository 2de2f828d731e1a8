"""The shape of a plan: what may stand where. It checks plans and makes their JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contactline.dials.measures import AVERAGED, HOLDS, OUTCOMES
from contactline.errors import RunError
from contactline.scenario.faults import FileCheck
from contactline.scenario.mappings import Keys
from contactline.scenario.scalars import joined, shown
from contactline.scenario.shapes import Json, Shape, Words
from contactline.scenario.tree import Node
from contactline.study.ensemble import MOST_WORLDS
from contactline.study.sweep import stated_range

PLAN_SCHEMA_FILE = "contactline.plan.schema.json"
PLAN_TITLE = "contactline plan"
VIEWS = ("as it comes", "imposed")
LABEL = re.compile(r"[^\n]{1,60}")
RANGE_FORM = "0:1:11 for eleven from 0 to 1"
WORLDS, SEEDS = 100, (1,)


@dataclass(frozen=True)
class Several:
    """A list of texts or whole numbers, each at most once; a single one may stand by itself."""

    sentence: str
    what: str
    whole: bool = False
    example: str = ""

    def check(self, node: Node, path: str, check: FileCheck) -> tuple[Any, ...] | None:
        """Return what is listed; every item that is no such thing is a fault."""
        items = node.items if isinstance(node.value, list) else [node]
        if not items:
            check.fault(node.place, path, f"must name one {self.what} or more, got none")
        found: list[Any] = []
        for item in items:
            if not self._fits(item.value):
                must = f"must be a {self.what} or a list of them such as [{self.example}]"
                check.fault(item.place, path, f"{must}, got {shown(item.plain())}")
            elif item.value in found:
                check.fault(item.place, path, f"given twice, got {item.value}. Keep one of them")
            else:
                found.append(item.value)
        return tuple(found) or None

    def _fits(self, value: object) -> bool:
        kind: type = int if self.whole else str
        return isinstance(value, kind) and not isinstance(value, bool)

    def json(self) -> Json:
        """Return the schema of the list."""
        one = {"type": "integer" if self.whole else "string"}
        listed = {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}
        return {"description": self.sentence, "anyOf": [one, listed]}


@dataclass(frozen=True)
class Amount:
    """A whole number within a range."""

    sentence: str
    low: int
    high: int

    def check(self, node: Node, path: str, check: FileCheck) -> int | None:
        """Return the number."""
        value = node.value
        if type(value) is int and self.low <= value <= self.high:
            return value
        must = f"must be a whole number from {self.low} to {self.high:,}"
        check.fault(node.place, path, f"{must}, got {shown(node.plain())}")
        return None

    def json(self) -> Json:
        """Return the schema of the number."""
        about: Json = {"description": self.sentence, "type": "integer"}
        return {**about, "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True)
class OneOf:
    """One of a few words."""

    sentence: str
    words: tuple[str, ...]

    def check(self, node: Node, path: str, check: FileCheck) -> str | None:
        """Return the word."""
        if node.value in self.words:
            return str(node.value)
        must = f"must be {' or '.join(self.words)}"
        check.fault(node.place, path, f"{must}, got {shown(node.plain())}")
        return None

    def json(self) -> Json:
        """Return the schema of the word."""
        return {"description": self.sentence, "type": "string", "enum": list(self.words)}


@dataclass(frozen=True)
class Named:
    """A mapping of names, free at this stage, to entries of one shape."""

    sentence: str
    what: str
    entry: Shape
    example: str
    empty: bool = False

    def check(self, node: Node, path: str, check: FileCheck) -> dict[str, Any] | None:
        """Return the entries by name; those with faults are missing."""
        if not isinstance(node.value, dict) or not (node.value or self.empty):
            must = f"must be a mapping of {self.what} such as `{self.example}`"
            check.fault(node.place, path, f"{must}, got {shown(node.plain())}")
            return None
        found = {}
        for name, entry in node.entries.items():
            if LABEL.fullmatch(name):
                found[name] = self.entry.check(entry, joined(path, name), check)
            else:
                must = "a name must be 1 to 60 characters long"
                check.fault(entry.key_place, path, f"{must}, got {shown(name)}")
        return {name: one for name, one in found.items() if one is not None}

    def json(self) -> Json:
        """Return the schema of the mapping."""
        about: Json = {"description": self.sentence, "type": "object"}
        return {**about, "additionalProperties": self.entry.json()}


@dataclass(frozen=True)
class Written:
    """A value as a scenario file holds it: what it may be depends on the dial it is for."""

    def check(self, node: Node, path: str, check: FileCheck) -> object:
        """Return the plain value; nothing at all is a fault."""
        if node.value is None:
            check.fault(node.place, path, "must have a value, got nothing")
        return node.plain()

    def json(self) -> Json:
        """Return the schema of any value."""
        return {"type": ["number", "string", "boolean", "object"]}


@dataclass(frozen=True)
class Values:
    """Two values or more that a dial is set to, or FROM:TO:VALUES."""

    def check(self, node: Node, path: str, check: FileCheck) -> tuple[Any, ...] | None:
        """Return the values."""
        found, wrong = self._read(node)
        if wrong:
            check.fault(node.place, path, wrong)
        elif len(found) < 2 or len(set(map(_sort, found))) < len(found):
            must = "must have two values or more, all of them different"
            check.fault(node.place, path, f"{must}, got {shown(node.plain())}")
        else:
            return found
        return None

    def _read(self, node: Node) -> tuple[tuple[Any, ...], str]:
        """Return the values, and what is wrong if they cannot be read."""
        if isinstance(node.value, list):
            plain = tuple(item.plain() for item in node.items)
            odd = next((one for one in plain if isinstance(one, dict | list | None)), "")
            return (
                plain,
                f"a value must be a number or a word, got {shown(odd)}" if odd != "" else "",
            )
        if isinstance(node.value, str):
            try:
                return stated_range(node.value) or (), ""
            except RunError as error:
                return (), str(error).removesuffix(".")
        must = f"must be a list of values, or {RANGE_FORM}"
        return (), f"{must}, got {shown(node.plain())}"

    def json(self) -> Json:
        """Return the schema of the values."""
        one = {"type": ["number", "string", "boolean"]}
        listed = {"type": "array", "items": one, "minItems": 2, "uniqueItems": True}
        spaced = {"type": "string", "pattern": "^[^:,]+:[^:,]+:[0-9]+$"}
        return {"anyOf": [{**spaced, "description": f"FROM:TO:VALUES: {RANGE_FORM}."}, listed]}


def _sort(value: object) -> tuple[bool, object]:
    """Return what two values have in common that are the same: 1 and 1.0 are, 1 and yes are not."""
    return isinstance(value, bool), value


def plan_shape() -> Keys:
    """Return the shape of a whole plan."""
    changes = "Dials, and numbers of actors, with other values"
    setting = "front.discipline: 0.5"
    fields: Mapping[str, Shape] = {
        "title": Words("What the study is called in tables and charts.", 120),
        "question": Words("The question it asks.", 2000),
        "scenarios": Several(
            "Bundled scenarios, or files beside the plan.", "scenario", example="base, mine.yaml"
        ),
        "view": OneOf(
            "Whether ceasefires come as they come, or one is imposed in every world.", VIEWS
        ),
        "set": Named(f"{changes}, in all scenarios.", "dials to values", Written(), setting),
        "cases": Named(
            f"{changes}, by the name of the case; {{}} changes nothing.", "names to changes",
            Named("What is otherwise in this case.", "dials to values", Written(), setting, True),
            "nobody: {mission.proposal: none}",
        ),
        "over": Named(
            "Dials with the values they are set to, in all combinations.", "dials to values",
            Values(), "front.discipline: 0:1:11",
        ),
        "measures": Several(
            f"What is measured: a measure, an outcome, outcomes joined by +, or {HOLDS}.",
            "measure", example=f"{HOLDS}, soldier_months",
        ),
        "worlds": Amount("Worlds at every point, the same ones everywhere.", 1, MOST_WORLDS),
        "seeds": Several("Where luck starts: whole numbers.", "whole number", True, "1, 2, 3"),
        "against": Words("The scenario, or the case, that all others are compared with.", 60),
    }  # fmt: skip
    sentence = "A plan of contactline: scenarios, cases, dials swept and seeds."
    return Keys(sentence, "key", fields, required=("scenarios", "measures"))


def plan_schema() -> Json:
    """Return the JSON Schema (draft 7) of plans, for editors and other checkers."""
    shape = plan_shape().json()
    known = {"examples": [HOLDS, *OUTCOMES, *AVERAGED]}
    shape["properties"]["measures"] |= known
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": PLAN_TITLE,
        **shape,
        "required": ["scenarios", "measures"],
    }
