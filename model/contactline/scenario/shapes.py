"""The kinds of entry a file can have. Each checks a value and describes itself as JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from contactline.dials.declaration import Dial
from contactline.dials.distributions import Fixed
from contactline.errors import did_you_mean
from contactline.scenario.faults import FileCheck
from contactline.scenario.meant import number_meant
from contactline.scenario.scalars import cut_off, has_visible_letter, shown
from contactline.scenario.tree import Node
from contactline.scenario.values import SettingError, is_relative, value_of

type Json = dict[str, Any]

CLAIM, SOURCE = "claim", "source"
"""What a list of ids may name: claims alone, or whatever a number may rest on."""

RELATIVE = "relative"
"""The definition of a number that changes what the parent says."""

FIRST_DATE, LAST_DATE = date(2000, 1, 1), date(2100, 12, 31)


def defined(name: str) -> Json:
    """Return a reference to one of the definitions of the schema."""
    return {"$ref": f"#/definitions/{name}"}


class Shape(Protocol):
    """What may stand at one place of a file."""

    def check(self, node: Node, path: str, check: FileCheck) -> Any:
        """Return the value that stands there, or note its faults and return None."""

    def json(self) -> Json:
        """Return the JSON Schema of what may stand there."""


@dataclass(frozen=True)
class Words:
    """Words for readers, at most so many characters."""

    sentence: str
    most: int

    def check(self, node: Node, path: str, check: FileCheck) -> str | None:
        """Return the text without the space around it."""
        if node.comment:
            check.fault(node.place, path, cut_off(str(node.value or ""), node.comment))
        elif not isinstance(node.value, str):
            quotes = "" if node.entries or node.items else ". Put it in quotes"
            check.fault(node.place, path, f"must be text, got {shown(node.plain())}{quotes}")
        elif not 0 < len(node.value.strip()) <= self.most:
            got = len(node.value.strip())
            check.fault(node.place, path, f"must be 1 to {self.most} characters long, got {got}")
        elif not has_visible_letter(node.value):
            check.fault(node.place, path, "must have a letter that can be seen, got none")
        else:
            return node.value.strip()
        return None

    def json(self) -> Json:
        """Return the schema of a text."""
        return {
            "description": self.sentence,
            "type": "string",
            "minLength": 1,
            "maxLength": self.most,
        }


@dataclass(frozen=True)
class Date:
    """A date such as 2024-12-03."""

    sentence: str

    def check(self, node: Node, path: str, check: FileCheck) -> date | None:
        """Return the date."""
        text = node.value
        if isinstance(text, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            try:
                found = date.fromisoformat(text)
            except ValueError:
                check.fault(node.place, path, f"must be a day of the calendar, got {text}")
                return None
            if FIRST_DATE <= found <= LAST_DATE:
                return found
        must = f"must be a date from {FIRST_DATE} to {LAST_DATE}, such as 2024-12-03"
        check.fault(node.place, path, f"{must}, got {shown(node.plain())}")
        return None

    def json(self) -> Json:
        """Return the schema of a date."""
        pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        return {"description": self.sentence, "type": "string", "pattern": pattern}


@dataclass(frozen=True)
class Ids:
    """A list of known ids, each at most once."""

    sentence: str
    what: str
    known: Collection[str]

    def check(self, node: Node, path: str, check: FileCheck) -> tuple[str, ...] | None:
        """Return the ids."""
        if not isinstance(node.value, list):
            must = f"must be a list of {self.what} ids such as [a, b]"
            check.fault(node.place, path, f"{must}, got {shown(node.plain())}")
            return None
        seen: list[str] = []
        for item in node.items:
            self._check_id(item, path, check, seen)
            seen.append(str(item.value))
        return tuple(seen)

    def _check_id(self, item: Node, path: str, check: FileCheck, seen: list[str]) -> None:
        if not isinstance(item.value, str) or item.value not in self.known:
            near = did_you_mean(item.value, self.known) if isinstance(item.value, str) else ""
            text = f"no such {self.what}, got {shown(item.plain())}{near}"
            check.fault(item.place, path, text)
        elif item.value in seen:
            check.fault(item.place, path, f"given twice, got {item.value}. Keep one of them")

    def json(self) -> Json:
        """Return the schema of a list of ids, which are kept among the definitions."""
        about: Json = {"description": self.sentence, "type": "array", "uniqueItems": True}
        return {**about, "items": defined(self.what)}


@dataclass(frozen=True)
class DialValue:
    """The value of one dial, or of a field declared like one."""

    dial: Dial

    def check(self, node: Node, path: str, check: FileCheck) -> Any:
        """Return the value: a distribution, an option or a switch."""
        if check.partial and is_relative(node.entries):
            return None
        try:
            return value_of(self.dial, node.plain())
        except SettingError as fault:
            check.fault(node.place, path, str(fault))
            return None

    def json(self) -> Json:
        """Return a reference to the schema of the dial, kept among the definitions."""
        return defined(self.dial.name)


@dataclass(frozen=True)
class NotInEvents:
    """No value at all: the dial is read once, when a world starts, so no event can change it."""

    dial: Dial

    def check(self, node: Node, path: str, check: FileCheck) -> None:
        """Note the fault, whatever the value."""
        text = "is read once, when a world starts, so no event can change it"
        remedy = f"Set {self.dial.key} below {self.dial.section} instead"
        check.fault(node.key_place, path, f"{text}, got {shown(node.plain())}. {remedy}")

    def json(self) -> Json:
        """Return the schema of what may never stand there."""
        return {"description": "Read once, when a world starts: no event can change it.", "not": {}}


@dataclass(frozen=True)
class Count:
    """A whole number that is the same in every world."""

    dial: Dial

    def check(self, node: Node, path: str, check: FileCheck) -> int | None:
        """Return the number."""
        if check.partial and is_relative(node.entries):
            return None
        if node.entries:
            got = shown(node.plain())
            check.fault(node.place, path, f"must be the same in every world, got {got}")
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            must = f"must be a whole number {self.dial.allowed}"
            meant = number_meant(node.value, self.dial) if isinstance(node.value, str) else ""
            check.fault(node.place, path, f"{must}, got {shown(node.plain())}{meant}")
            return None
        value = DialValue(self.dial).check(node, path, check)
        return int(value.value) if isinstance(value, Fixed) else None

    def json(self) -> Json:
        """Return the schema of the number."""
        ends = {"minimum": self.dial.low, "maximum": self.dial.high}
        return {
            "description": self.dial.sentence,
            "anyOf": [{"type": "integer", **ends}, defined(RELATIVE)],
        }
