"""Commands as they are told: they can be pasted into a shell, and name no folder of a person."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

PROGRAM = "contactline"

_BARE = re.compile(r"[A-Za-z0-9_+=:./-]+")
_MEANS_SOMETHING = re.compile(r"[\"$`\\!%\n\r]")


def command(*words: str) -> str:
    """Return a command of this program as a shell reads it: `contactline run "my plan.yaml"`.

    Double quotes are read alike by the shells of Linux, macOS and Windows, single ones are not:
    they stand only where a word has a sign that means something between double ones.
    """
    return " ".join([PROGRAM, *(_quoted(word) for word in words)])


def _quoted(word: str) -> str:
    if _BARE.fullmatch(word):
        return word
    return shlex.quote(word) if _MEANS_SOMETHING.search(word) else f'"{word}"'


def file_word(path: str | os.PathLike[str]) -> str:
    """Return the path of a file as a word of a command: one like `-x.yaml` is no option."""
    text = os.fspath(path)
    return f"./{text}" if text.startswith("-") else text


def handed_round(name: str) -> str:
    """Return a scenario's name, or its path as others may see it, for whoever types it again.

    A file below the current folder keeps its path from there; any other one, and one whose path
    would lead through the home folder, its name alone.
    """
    if not name.endswith((".yaml", ".yml")) and "/" not in name and os.sep not in name:
        return name
    try:
        here, path, home = Path.cwd().resolve(), Path(name).resolve(), _home()
    except (OSError, ValueError):
        return Path(name).name
    within = path.is_relative_to(here) and not (home and home.is_relative_to(here))
    return file_word(path.relative_to(here).as_posix() if within else path.name)


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except (OSError, RuntimeError):
        return None
