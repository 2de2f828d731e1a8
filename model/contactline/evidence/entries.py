"""One entry of a seeds file, and how its fields are read; a fault says where and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sys import float_info
from typing import TypeGuard

from contactline.errors import EvidenceError, did_you_mean

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MONTH_PATTERN = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

type Value = float | str | tuple[float, ...]


@dataclass(frozen=True)
class Entry:
    """One entry of a file as it was read, not checked yet. `line` counts from 1."""

    file: str
    line: int
    id: str
    fields: Mapping[str, object]

    def fault(self, field: str, wrong: str, remedy: str) -> EvidenceError:
        """Return the error that names file, line, id and field, what is wrong and what to do."""
        return EvidenceError(f"{self.file}:{self.line}: {self.id}: {field}: {wrong} {remedy}")

    def refuse_unknown(self, allowed: Sequence[str]) -> None:
        """Raise `EvidenceError` for the first field that is not in `allowed`."""
        for field in self.fields:
            if field in allowed:
                continue
            near = did_you_mean(str(field), allowed) or "."
            wrong = f"is not a field of this file{near}"
            raise self.fault(str(field), wrong, f"Allowed: {', '.join(allowed)}.")

    def required(self, field: str) -> object:
        """Return the field's value as read; an empty or absent one is an error."""
        found = self.fields.get(field)
        if found is None:
            raise self.fault(field, "is missing.", "Add it; seeds/README.md says what it means.")
        return found

    def text(self, field: str) -> str:
        """Return a field of text, without the white space around it."""
        found = self.required(field)
        if not isinstance(found, str) or not found.strip():
            raise self.fault(field, f"must be text. Got {found!r}.", "Write a few words.")
        return found.strip()

    def optional_text(self, field: str) -> str:
        """Return a field of text, or an empty one where the field is absent."""
        return self.text(field) if field in self.fields else ""

    def option(self, field: str, allowed: Sequence[str]) -> str:
        """Return a field that holds one of the words `allowed`."""
        found = self.text(field)
        if found not in allowed:
            words = ", ".join(allowed)
            raise self.fault(field, f"must be one of: {words}. Got {found!r}.", "Choose one.")
        return found

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a field that lists different words, possibly none."""
        found = self.required(field)
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            wrong = f"must be a list of words. Got {found!r}."
            raise self.fault(field, wrong, "Write it as [one, two], or [] for none.")
        if len(set(found)) < len(found):
            raise self.fault(field, f"names a word twice. Got {found!r}.", "Name each once.")
        return tuple(found)

    def day_or_month(self, field: str) -> str:
        """Return a date as text, `2024-12-03` or `2024-12`."""
        found = self.required(field)
        if isinstance(found, date) and not isinstance(found, datetime):
            return found.isoformat()
        if isinstance(found, str) and MONTH_PATTERN.fullmatch(found):
            return found
        wrong = f"must be a day or a month. Got {str(found)!r}."
        raise self.fault(field, wrong, "Write 2024-12-03 or 2024-12.")

    def year(self, field: str) -> int:
        """Return a year of four digits."""
        found = self.required(field)
        if isinstance(found, bool) or not isinstance(found, int) or not 1000 <= found <= 9999:
            wrong = f"must be a year of four digits. Got {found!r}."
            raise self.fault(field, wrong, "Write the year as a whole number, such as 2017.")
        return found

    def value(self, field: str) -> Value:
        """Return a finite number, a tuple of at least one, or text."""
        found = self.required(field)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if is_number(found):
            return float(found)
        if isinstance(found, list) and found and all(map(is_number, found)):
            return tuple(float(number) for number in found)
        wrong = f"must be a number, a list of numbers or text. Got {found!r}."
        raise self.fault(field, wrong, "Write it as 0.5, [0.4, 0.6] or a few words.")

    def interval(self, field: str) -> tuple[float, float] | None:
        """Return the two ends of an interval, the low one first, or None where it is absent."""
        if field not in self.fields:
            return None
        found = self.required(field)
        if isinstance(found, list) and len(found) == 2 and all(map(is_number, found)):
            low, high = float(found[0]), float(found[1])
            if low <= high:
                return low, high
        wrong = f"must be two numbers, the lower one first. Got {found!r}."
        raise self.fault(field, wrong, "Write it as [0.4, 0.6].")


def is_number(found: object) -> TypeGuard[float]:
    """Return whether this is a finite number; true and false are none."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return -float_info.max <= found <= float_info.max
