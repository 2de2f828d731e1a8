"""Commands as they are told: they can be pasted into a shell, and name no folder of a person."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from contactline.errors import ScenarioError
from contactline.scenario import Scenario, available, known_names, load
from contactline.scenario.changing import settable
from contactline.scenario.writing import in_one_line, plain_of

PROGRAM = "contactline"

_BARE = re.compile(r"[A-Za-z0-9_+:./-][A-Za-z0-9_+=:./-]*")
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
        here, path = Path.cwd().resolve(), Path(name).parent.resolve() / Path(name).name
    except (OSError, RuntimeError, ValueError):
        return file_word(Path(name).name)
    within = path.is_relative_to(here) and not _leads_home(here, path)
    return file_word(path.relative_to(here).as_posix() if within else path.name)


def _leads_home(here: Path, path: Path) -> bool:
    """Return whether a path from a folder leads through the home folder, or up to it."""
    home = _home()
    return home is not None and home != here and home.is_relative_to(here) and home in path.parents


def scenario_words(scenario: Scenario) -> tuple[str, ...]:
    """Return the words that name a scenario in a command: its name or file, and each --set.

    What was set is found by looking at the file again; one that is gone is named alone.
    """
    written = scenario.as_written
    is_bundled = written.source == f"{written.name}.yaml" and written.name in available()
    word = written.name if is_bundled else handed_round(written.source)
    try:
        there = load(written.name if is_bundled else written.source)
    except ScenarioError:
        return (word,)
    here, before = (dict(_values(one)) for one in (written, there))
    changed = [f"{name}={value}" for name, value in here.items() if before.get(name) != value]
    return (word, *(part for one in changed for part in ("--set", one)))


def twins_command(a: Scenario, b: Scenario, world: int, seed: int) -> str:
    """Return what tells a world under two scenarios; "" where no command can set both apart."""
    (one, *settings), (other, *others) = scenario_words(a), scenario_words(b)
    if settings != others:
        return ""
    words = [one, other, "--world", str(world), "--seed", str(seed)]
    return command("twins", *words, *["--imposed"] * a.imposes_ceasefire, *settings)


def _values(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield every value that can be set by itself, as a command line writes it."""
    plain = plain_of(scenario)
    for name, path in settable(scenario.actors, known_names()).items():
        value: object = plain
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is not None:
            yield name, in_one_line(value)


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except (OSError, RuntimeError):
        return None
