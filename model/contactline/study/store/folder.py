"""The folder of the store: where it is, what lies in it, and that it does not grow for ever."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contactline.errors import RunError
from contactline.study.store.files import ENDING, UNFINISHED, write_through

PLACE, MOST_MB = "CONTACTLINE_STORE", "CONTACTLINE_STORE_MB"
ABOUT = "about.json"
USUAL_MB = 2000
OLDEST_DAYS = 30
ABANDONED_S = 3600.0
"""After so long a file that was never finished belongs to a process that is gone."""

BEING_WRITTEN_S = 60.0
"""For so long at most a file that is not finished belongs to a process that writes it."""

DAY_S = 86_400.0


@dataclass(frozen=True)
class StoredStudy:
    """The finished blocks of one study. bytes: on the disk. age_s: since the last one was kept."""

    folder: Path
    command: str
    scenario: str
    seed: int
    blocks: int
    bytes: int
    age_s: float


def store_folder() -> Path:
    """Return the folder of the store: that of CONTACTLINE_STORE, else in the user's cache."""
    if os.environ.get(PLACE):
        return Path(os.environ[PLACE]).expanduser()
    return _cache() / "blocks"


def _cache() -> Path:
    """Return the folder of this program among the caches of the user, by the system's custom."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        return Path(local) / "contactline" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "contactline"
    stated = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (stated if stated.is_absolute() else Path.home() / ".cache") / "contactline"


def most_bytes() -> int:
    """Return how much the store may hold. Raises RunError where the environment says no number."""
    told = os.environ.get(MOST_MB, "").strip()
    if told and not told.isdecimal():
        raise RunError(f"{MOST_MB} must be a whole number of megabytes, got {told!r}.")
    return int(told or USUAL_MB) * 1_000_000


def describe(folder: Path, command: str, scenario: str, seed: int) -> None:
    """Write beside the blocks of a study what it is. Raises OSError."""
    told = json.dumps({"command": command, "scenario": scenario, "seed": seed})
    write_through(folder / ABOUT, told.encode())


def stored_studies(folder: Path | None = None) -> tuple[StoredStudy, ...]:
    """Return what lies in a store, the newest first; nothing where there is no store."""
    found = [one for each in _studies(folder or store_folder()) if (one := _study(each)).blocks]
    return tuple(sorted(found, key=lambda one: (one.age_s, one.folder)))


def _study(folder: Path) -> StoredStudy:
    files = [(one, stat) for one, stat in _files(folder) if one.suffix == ENDING]
    told: dict[str, object] = {}
    with contextlib.suppress(OSError, ValueError):
        read = json.loads((folder / ABOUT).read_text("utf-8"))
        told = read if isinstance(read, dict) else {}
    seed = told.get("seed")
    newest = max((stat.st_mtime for _, stat in files), default=0.0)
    return StoredStudy(
        folder=folder,
        command=str(told.get("command", "")),
        scenario=str(told.get("scenario", "")),
        seed=seed if isinstance(seed, int) else 0,
        blocks=len(files),
        bytes=sum(stat.st_size for _, stat in files),
        age_s=max(time.time() - newest, 0.0),
    )


def clear(folder: Path | None = None) -> int:
    """Remove all blocks of a store and return how many that were. Raises OSError.

    A study that is running goes on and keeps what it finishes from now on: what it is just
    writing is left to it.
    """
    removed = 0
    for study in _studies(folder or store_folder()):
        for file, stat in _files(study):
            if file.suffix == UNFINISHED and time.time() - stat.st_mtime < BEING_WRITTEN_S:
                continue
            file.unlink(missing_ok=True)
            removed += file.suffix == ENDING
        remove_empty(study)
    return removed


def remove_empty(folder: Path) -> None:
    """Remove the folder of a study of which no block is left."""
    if any(one.suffix in (ENDING, UNFINISHED) for one, _ in _files(folder)):
        return
    with contextlib.suppress(OSError):
        (folder / ABOUT).unlink(missing_ok=True)
        folder.rmdir()


def tidy(folder: Path, most: int) -> None:
    """Remove what was abandoned or is too old, then the oldest blocks beyond `most` bytes."""
    now, whole = time.time(), []
    for study in _studies(folder):
        for file, stat in _files(study):
            age = now - stat.st_mtime
            gone = age > ABANDONED_S if file.suffix == UNFINISHED else age > OLDEST_DAYS * DAY_S
            if gone:
                _remove(file)
            elif file.suffix == ENDING:
                whole.append((stat.st_mtime, file, stat.st_size))
    held = sum(size for *_, size in whole)
    for _, file, size in sorted(whole):
        if held <= most:
            break
        _remove(file)
        held -= size
    for study in _studies(folder):
        remove_empty(study)


def _remove(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink()


def _studies(folder: Path) -> list[Path]:
    """Return the folders of studies: named by this program, so that nothing else is touched."""
    with contextlib.suppress(OSError):
        return sorted(one for one in folder.iterdir() if one.is_dir() and _is_key(one.name))
    return []


def _is_key(name: str) -> bool:
    return len(name) == 32 and set(name) <= set("0123456789abcdef")


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield the files of a study with their sizes; another process may take one away."""
    names: list[Path] = []
    with contextlib.suppress(OSError):
        names = sorted(folder.iterdir())
    for one in names:
        with contextlib.suppress(OSError):
            yield one, one.stat()
