"""The entries of a seeds file in YAML 1.2, with the line on which each begins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contactline.errors import EvidenceError, did_you_mean
from contactline.evidence.fields import Read, read_as

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError


ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class SeedEntry:
    """One entry of a file as it was read, not checked yet. `line` counts from 1."""

    file: str
    line: int
    id: str
    fields: Mapping[str, object]

    def read_as[T: Read](self, kind: type[T]) -> T:
        """Return the record this entry holds; raises EvidenceError for its first fault."""
        allowed = [field for field in kind.model_fields if field != "id"]
        for field in map(str, self.fields):
            if field not in allowed:
                wrong = f"is not a field of this file{did_you_mean(field, allowed) or '.'}"
                raise self.fault(field, wrong, f"Allowed: {', '.join(allowed)}.")
        return read_as(kind, {"id": self.id, **self.fields}, self.fault)

    def fault(self, field: str, wrong: str, remedy: str) -> EvidenceError:
        """Return the error that names file, line, id and field, what is wrong and what to do."""
        return EvidenceError(f"{self.file}:{self.line}: {self.id}: {field}: {wrong} {remedy}")


def read_entries(path: Path) -> tuple[SeedEntry, ...]:
    """Return the entries of a file in its order.

    Raises `EvidenceError` where the file cannot be read, is no mapping of ids to mappings, or
    holds an id twice or one that is not lower-case words joined by hyphens.
    """
    text = read_text(path)
    lines = first_lines(text)
    return tuple(
        as_entry(path.name, lines.get(str(key), 1), key, found)
        for key, found in parse(path.name, text).items()
    )


def ids_of(path: Path) -> tuple[str, ...]:
    """Return the ids of a file in its order, by its lines alone: what stands below is not read."""
    return tuple(first_lines(read_text(path)))


def as_entry(file: str, line: int, key: object, found: object) -> SeedEntry:
    """Return what stands under one id as an entry."""
    if not isinstance(key, str) or not ID_PATTERN.fullmatch(key):
        raise EvidenceError(
            f"{file}:{line}: {key!r} is no id. Ids are lower-case words joined by hyphens, "
            f"such as front-length. Rename it."
        )
    if not isinstance(found, Mapping):
        raise EvidenceError(
            f"{file}:{line}: {key}: must hold fields such as 'source: ...'. Got {found!r}. "
            f"Indent its fields below the id."
        )
    return SeedEntry(file, line, key, found)


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8; spreadsheets may put a byte order mark before it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        wrong = f"cannot be read: {error.strerror}. Looked for it as {path}."
    except UnicodeDecodeError as error:
        wrong = f"is not UTF-8: byte {error.start} does not fit. Save it as UTF-8."
    raise EvidenceError(f"{path.name} {wrong}")


def first_lines(text: str) -> dict[str, int]:
    """Return the line of each key that starts at the margin, counted from 1."""
    lines = enumerate(text.splitlines(), start=1)
    keyed = ((line.split(":", 1)[0], number) for number, line in lines if ":" in line)
    return {key.strip("'\""): number for key, number in keyed if key[:1] not in " #"}


def parse(file: str, text: str) -> Mapping[object, object]:
    """Return the mapping that a YAML 1.2 text holds."""
    from ruamel.yaml import YAML  # slow to import; the folders alone are asked for without it
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        found: object = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        raise EvidenceError(f"{file}{position(error)}: {reason(error)}") from error
    except YAMLError as error:
        raise EvidenceError(f"{file}: cannot be read as YAML. {error}") from error
    if not isinstance(found, Mapping):
        raise EvidenceError(
            f"{file}:1: must be a mapping of ids to entries. Got {type(found).__name__}. "
            f"Start each entry with its id and a colon."
        )
    return found


def position(error: MarkedYAMLError) -> str:
    """Return `:line:column` of a fault in a YAML text, counted from 1, or nothing."""
    mark = error.problem_mark
    return "" if mark is None else f":{mark.line + 1}:{mark.column + 1}"


def reason(error: MarkedYAMLError) -> str:
    """Return what is wrong with a YAML text and what to do."""
    problem = (error.problem or "cannot be read as YAML").splitlines()[0]
    if problem.startswith("found duplicate key"):
        key = problem.split('"')[1]
        return f"{key} is there twice. Remove one or rename it."
    return f"{problem}. Check indentation, quotes and brackets."
