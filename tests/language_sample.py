"""A language made for tests, in which every text is ⟦marked⟧: what is not was never said."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import contactline.language.texts as room

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))

import catalogue

MARKED = "eo"  # a language of two forms, as English; nobody has a catalogue of it
INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[A-Za-z]{3,}")


def read_back(number: str) -> float:
    """The number that readers of English see."""
    return float(number.replace(room.MINUS, "-"))


@cache
def marked_catalogue() -> bytes:
    """The catalogue of the language: of every text that is said, the text itself in marks."""
    found = catalogue.renewed(Path(f"{MARKED}.po"))
    for message in found:
        if message.id:
            forms = [message.id] if isinstance(message.id, str) else message.id
            marked = tuple(f"⟦{one}⟧" for one in forms)
            message.string = marked[0] if isinstance(message.id, str) else marked
    return catalogue.as_text(found)


@contextmanager
def in_marks() -> Iterator[None]:
    """Speak the language of marks meanwhile."""
    with TemporaryDirectory() as folder, patch.object(room, "FOLDER", Path(folder)):
        (Path(folder) / f"{MARKED}.po").write_bytes(marked_catalogue())
        with room.speaking(MARKED):
            yield


def unmarked(text: str) -> list[str]:
    """The words of a text that stand outside of all marks, in their order."""
    while (less := INNERMOST.sub(" ", text)) != text:
        text = less
    return WORD.findall(text)
