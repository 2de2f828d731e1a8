"""Drafts: what is written is made under a hidden name beside its place, and renamed when whole.

A run holds a lock beside its draft, which the system takes away from it however it ends. So the
next run can tell the drafts of runs that died from those of runs that go on, and clears them.
"""

from __future__ import annotations

import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

HIDDEN = ".contactline-unfinished-"
LOCK = ".lock"
SOME_ROOM = 4096
REPLACED = "-replaced"
"""What the end of a hidden name says: that an earlier folder stands here while it is replaced."""


@contextmanager
def hidden(target: Path) -> Iterator[Path]:
    """Yield a hidden path beside a target, to make it at; what is left there is removed.

    Folders above it are made, and drafts of runs that died are cleared. Raises OSError.
    """
    parent = target.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    clear(parent)
    path = parent / f"{HIDDEN}{secrets.token_hex(8)}"
    lock = path.with_name(path.name + LOCK)
    try:
        with lock.open("x", encoding="utf-8", newline="\n") as opened:
            with suppress(OSError):  # Some file systems know no locks; nothing is cleared there.
                _take(opened, wait=True)
            opened.write(target.name)
            opened.flush()
            yield path
    finally:
        _put_back(path, target.name)
        _remove(path)
        lock.unlink(missing_ok=True)


def try_place(target: Path) -> None:
    """Raise OSError unless a file could be written here; nothing is left behind."""
    with suppress(FileNotFoundError):
        target.lstat()  # A name that is too long is found out here.
    above = target.absolute().parents
    missing = [folder for folder in above if not folder.exists()]
    try:
        with hidden(target) as path:
            path.write_bytes(bytes(SOME_ROOM))
    finally:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()


def clear(parent: Path) -> None:
    """Remove the drafts of runs that died; an earlier folder that one took away is put back."""
    for lock in sorted(parent.glob(f"{HIDDEN}*{LOCK}")):
        path = lock.with_name(lock.name.removesuffix(LOCK))
        with suppress(OSError, ValueError):
            with lock.open("r+", encoding="utf-8") as opened:
                _take(opened, wait=False)
                _put_back(path, opened.read())
                _remove(path)
            lock.unlink(missing_ok=True)


def replace(new: Path, target: Path) -> None:
    """Put a draft in the place of an earlier folder, which is removed only afterwards."""
    if not target.exists():
        new.rename(target)
        return
    old = new.with_name(new.name + REPLACED)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _put_back(path: Path, name: str) -> None:
    """Give an earlier folder its name again, if nothing took its place before the run died."""
    old, target = path.with_name(path.name + REPLACED), path.with_name(name)
    if old.is_dir() and name and not target.exists():
        old.rename(target)


def _remove(path: Path) -> None:
    """Remove a draft, whether it is a file or a folder, and what it had replaced."""
    for one in (path, path.with_name(path.name + REPLACED)):
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _take(opened: IO[str], *, wait: bool) -> None:
        """Lock a file until it is closed; raises OSError where another process holds it."""
        msvcrt.locking(opened.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(opened: IO[str], *, wait: bool) -> None:
        """Lock a file until it is closed; raises OSError where another process holds it."""
        fcntl.flock(opened, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
