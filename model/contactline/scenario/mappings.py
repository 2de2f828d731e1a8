"""The mappings a file can have: records of known keys and tables of ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contactline.errors import did_you_mean
from contactline.scenario.faults import FileCheck
from contactline.scenario.scalars import joined, shown
from contactline.scenario.shapes import Json, Shape
from contactline.scenario.tree import Node

ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
COLUMN = re.compile(r"[a-z][a-z0-9_.-]{0,79}")


@dataclass(frozen=True)
class Keys:
    """A mapping whose keys are known beforehand. `removable` ones may be null in a file."""

    sentence: str
    what: str
    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    removable: tuple[str, ...] = ()

    def check(self, node: Node, path: str, check: FileCheck) -> dict[str, Any] | None:
        """Return the values by key; keys with faults are missing."""
        if not isinstance(node.value, dict):
            must = f"must be a mapping of keys such as `{next(iter(self.fields))}: ...`"
            check.fault(node.place, path, f"{must}, got {shown(node.plain())}")
            return None
        missing = [key for key in self.required if key not in node.entries]
        if missing and not check.partial:
            subject = "" if path else "the file "
            them = "it" if len(missing) == 1 else "them"
            check.fault(node.key_place, path, f"{subject}lacks {', '.join(missing)}. Add {them}")
        found: dict[str, Any] = {}
        for key, entry in node.entries.items():
            if key in self.fields:
                at = joined(path, key)
                shape = self.fields[key]
                found[key] = check.found_before(entry, at) or shape.check(entry, at, check)
            else:
                check.unknown(entry.key_place, path, key, self.what, self.fields)
        return {key: value for key, value in found.items() if value is not None}

    def json(self) -> Json:
        """Return the schema of the mapping; what a parent may give is not required."""
        properties = {key: shape.json() for key, shape in self.fields.items()}
        for key in self.removable:
            properties[key] = {"anyOf": [properties[key], {"type": "null"}]}
        return {
            "description": self.sentence,
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }


@dataclass(frozen=True)
class Entries:
    """A mapping of ids, free to choose, to entries of one shape."""

    sentence: str
    what: str
    entry: Shape
    pattern: re.Pattern[str] = ID

    def check(self, node: Node, path: str, check: FileCheck) -> dict[str, Any] | None:
        """Return the entries by id; those with faults are missing."""
        if not isinstance(node.value, dict):
            must = f"must be a mapping of {self.what} ids to their entries"
            check.fault(node.place, path, f"{must}, got {shown(node.plain())}")
            return None
        found: dict[str, Any] = {}
        for key, entry in node.entries.items():
            at = joined(path, key)
            if entry.value is None:
                self._refuse_removal(node, key, at, check)
            elif not self.pattern.fullmatch(key):
                must = "an id must be lower-case letters, digits, _ and -, a letter first"
                check.fault(entry.key_place, at, f"{must}, not too long, got {shown(key)}")
            else:
                found[key] = check.found_before(entry, at) or self.entry.check(entry, at, check)
        return {key: value for key, value in found.items() if value is not None}

    def _refuse_removal(self, node: Node, key: str, path: str, check: FileCheck) -> None:
        if not check.partial:
            others = [other for other, entry in node.entries.items() if entry.value is not None]
            near = did_you_mean(key, others)
            place = node.entries[key].key_place
            check.fault(place, path, f"no such {self.what} to remove, got {key}{near}")

    def json(self) -> Json:
        """Return the schema of the table; null removes an entry of the parent."""
        entry = {"anyOf": [self.entry.json(), {"type": "null"}]}
        return {
            "description": self.sentence,
            "type": "object",
            "propertyNames": {"pattern": f"^{self.pattern.pattern}$"},
            "additionalProperties": entry,
        }
