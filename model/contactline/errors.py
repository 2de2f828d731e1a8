"""The errors a user may meet; each says what is wrong, where, what was found and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import index

MOST_DIGITS = 1000
MOST_FAULTS = 50
LONGEST_WORD, KEPT_OF_IT = 300, 100


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that looks most like a word, or nothing if none does.

    cutoff: how alike they have to be, 0 to 1.
    """
    near = get_close_matches(word[:80], list(known), n=1, cutoff=cutoff)
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that offers the nearest known word; empty if none is near."""
    near = nearest(word, known)
    return f". Did you mean '{near}'?" if near else ""


def shortened(text: str) -> str:
    """Return a text in which no word is longer than 300 letters: its ends stand for it."""

    def ends(word: re.Match[str]) -> str:
        return f"{word[0][:KEPT_OF_IT]}…{word[0][-KEPT_OF_IT:]}"

    return re.sub(rf"\S{{{LONGEST_WORD},}}", ends, text)


class ContactlineError(Exception):
    """Any error of this program that is meant to be read by a user."""


class EvidenceError(ContactlineError):
    """A claim, a figure or a table of the front line is missing or malformed."""


class BargainError(ContactlineError):
    """A table of stances, or an option of a bargaining model, cannot be used."""


class RegistryError(ContactlineError):
    """Something is declared in one place of the program and missing in another."""


class RunError(ContactlineError):
    """A run could not be finished or its results could not be written."""


def whole_number(name: str, value: object) -> int:
    """Return a whole number of any kind, such as NumPy's, as Python's own.

    name: of the argument. Raises RunError for anything else, and for a number of 1,000 digits.
    """
    try:
        number = None if isinstance(value, bool) else index(value)  # type: ignore[arg-type]  # refused below
    except TypeError:
        number = None
    if number is None:
        raise RunError(f"{name} must be a whole number, got {value!r:.80}.")
    if abs(number) >= 10**MOST_DIGITS:
        raise RunError(f"{name} must be a whole number of at most {MOST_DIGITS} digits, got more.")
    return number


def complete[Entry](
    entries: Mapping[str, Entry], declared: Iterable[str], where: str, declared_in: str
) -> Mapping[str, Entry]:
    """Return the entries in the order in which their names are declared.

    where, declared_in: a registry and its file, for the RegistryError where one has a name that
    the other has not.
    """
    names = tuple(declared)
    for name in names:
        if name not in entries:
            text = f"{where}: nothing is said of '{name}', which stands in {declared_in}. Add it"
            raise RegistryError(f"{text} here, or take it away there.")
    for name in entries:
        if name not in names:
            text = f"{where}: has '{name}', which does not stand in {declared_in}"
            raise RegistryError(f"{text}{did_you_mean(name, names) or '. Add it there.'}")
    return {name: entries[name] for name in names}


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a file, with its place. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        """Return `file:line:column: text`."""
        return f"{self.file}:{self.line}:{self.column}: {self.text}"


class FileError(ContactlineError):
    """A file cannot be used. Holds every fault found, in the order of the file.

    Its text tells the first fifty of them, and how many more there are.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults, sorted by place."""
        self.faults = tuple(sorted(faults))
        lines = [str(fault) for fault in self.faults[:MOST_FAULTS]]
        if more := len(self.faults) - len(lines):
            lines.append(f"... and {more:,} more. Mend these first, and look again.")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[FileError], tuple[tuple[Fault, ...]]]:
        """Return what rebuilds this error in another process."""
        return (type(self), (self.faults,))


class ScenarioError(FileError):
    """A scenario cannot be used."""


class TableError(FileError):
    """A file with a table of stances cannot be used."""
