"""A session in which finished blocks are kept, and taken where they are there already."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from typing import Any

from contactline.scenario import Scenario
from contactline.study.store.encoding import NotKeptError, encoded, identity
from contactline.study.store.files import ENDING, FAULTY, read_block, write_encoded
from contactline.study.store.folder import (
    ABOUT,
    describe,
    most_bytes,
    remove_empty,
    store_folder,
    tidy,
)
from contactline.study.store.version import version_digest

TIDY_EVERY_S = 60.0

_session: ContextVar[Keeping | None] = ContextVar("session of the store", default=None)


class Keeping:
    """A session of the store. found: blocks that were there. kept: blocks that were written."""

    def __init__(self, folder: Path, command: str, say: Callable[[str], None]) -> None:
        """Begin; nothing is written yet. say: is told what the user should know, once."""
        self.folder, self.command, self._say = folder, command, say
        self.found = self.kept = 0
        self._tidied = -TIDY_EVERY_S
        self._touched: dict[Path, None] = {}
        self._refused = False

    def take(self, file: Path) -> tuple[Any] | None:
        """Return the block of a file, None where there is none or it is not what was written."""
        try:
            result = read_block(file)
        except FileNotFoundError:
            return None
        except FAULTY:
            with contextlib.suppress(OSError):
                file.unlink()
            return None
        self.found += 1
        self._touched[file] = None
        if self.found == 1:
            self._say("Blocks of worlds that an interrupted run left are taken from the store.")
        return (result,)

    def put(self, shelf: Shelf, name: str, result: Any) -> None:
        """Keep a block; where the disk refuses it that is said once, and no more is kept."""
        if self._refused:
            return
        content = encoded(result)
        try:
            self._tidy()
            self._write(shelf, shelf.folder / name, content)
        except OSError as error:
            self._refused = True
            self._say(
                f"Finished blocks cannot be kept in {self.folder}: {error.strerror or error}. The "
                "run goes on; if it is interrupted, what is not kept is run again."
            )

    def _write(self, shelf: Shelf, file: Path, content: bytes) -> None:
        shelf.describe()
        try:
            write_encoded(file, content)
        except FileNotFoundError:  # somebody has just cleared the store
            write_encoded(file, content)
        self._touched[file] = None
        self.kept += 1

    def _tidy(self) -> None:
        """Look now and then whether the store holds too much."""
        now = time.monotonic()
        if now - self._tidied >= TIDY_EVERY_S:
            self._tidied = now
            tidy(self.folder, most_bytes())

    def forget(self) -> None:
        """Remove the blocks of this session: the study is finished."""
        for file in self._touched:
            with contextlib.suppress(OSError):
                file.unlink()
        for folder in dict.fromkeys(file.parent for file in self._touched):
            remove_empty(folder)

    def leave(self) -> None:
        """Say how to go on, with what is kept."""
        held = sum(file.exists() for file in self._touched)
        if held:
            blocks = "block is" if held == 1 else "blocks are"
            self._say(f"{held:,} finished {blocks} kept; the same command goes on from there.")


class Shelf:
    """The blocks of one job under one scenario and seed, in a folder named by all of these."""

    def __init__(self, session: Keeping, key: str, scenario: Scenario, seed: int) -> None:
        """Stand at the folder of this key, which need not be there."""
        self.folder = session.folder / key
        self._session, self._scenario, self._seed = session, scenario.name, seed
        self._described = False

    def ranges(self, worlds: int) -> list[range]:
        """Return the blocks of worlds that are there, from 0 to `worlds` - 1, none in two."""
        found: list[range] = []
        for one in sorted(_ranges(self.folder), key=lambda one: (one.start, -one.stop)):
            if one.stop <= worlds and (not found or one.start >= found[-1].stop):
                found.append(one)
        return found

    def take(self, cut: object) -> tuple[Any] | None:
        """Return the result of a cut of worlds, in a tuple, None where it is not there."""
        return self._session.take(self.folder / _name(cut))

    def put(self, cut: object, result: Any) -> None:
        """Keep the result of a cut of worlds; one that cannot be written is left out."""
        with contextlib.suppress(NotKeptError):
            self._session.put(self, _name(cut), result)

    def describe(self) -> None:
        """Say beside the blocks what they are of, unless it stands there. Raises OSError."""
        if not (self._described and (self.folder / ABOUT).exists()):
            describe(self.folder, self._session.command, self._scenario, self._seed)
            self._described = True


def _name(cut: object) -> str:
    """Return the name of the file of a cut of worlds: its ends, or a digest of what it holds.

    A cut that is no range may say in `place` which worlds of its study it holds.
    """
    place = getattr(cut, "place", cut)
    if isinstance(place, range):
        return f"{place.start}-{place.stop}{ENDING}"
    return sha256(identity(cut)).hexdigest()[:32] + ENDING


def _ranges(folder: Path) -> Iterator[range]:
    """Yield the worlds of each file of a folder that is named by them."""
    names = [one.name for one in folder.glob(f"*-*{ENDING}")]
    for name in names:
        first, _, last = name.removesuffix(ENDING).partition("-")
        if first.isdecimal() and last.isdecimal() and int(first) < int(last):
            yield range(int(first), int(last))


def shelf_of(job: object, scenario: Scenario, seed: int) -> Shelf | None:
    """Return where the blocks of a job are kept, None outside of a session.

    None too for a job that calls something that is not of this package, such as the policy of a
    seat: nobody can say whether it is the same the next time.
    """
    session = _session.get()
    if session is None:
        return None
    try:
        told = identity([version_digest(), job, scenario, seed])
    except (NotKeptError, OSError):
        return None
    return Shelf(session, sha256(told).hexdigest()[:32], scenario, seed)


@contextlib.contextmanager
def inside_a_block() -> Iterator[None]:
    """Keep nothing of the runs inside: they are parts of a block that is kept as a whole."""
    token = _session.set(None)
    try:
        yield
    finally:
        _session.reset(token)


@contextlib.contextmanager
def keeping(
    folder: str | Path | None = None,
    *,
    command: str = "",
    keep: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Keeping]:
    """Keep the finished blocks of every study inside, and take those that are there already.

    folder: of the store, the user's own if not given. command: what to type to go on, for
    `contactline store`. keep: leave the blocks of a finished study too; otherwise only one that
    is interrupted leaves any. say: told once what the user should know. A session inside another
    is the same one.
    """
    outer = _session.get()
    if outer is not None:
        yield outer
        return
    most_bytes()
    session = Keeping(Path(folder) if folder else store_folder(), command, say)
    token = _session.set(session)
    try:
        yield session
    except SystemExit:
        _end(session, keep=keep)
        raise
    except BaseException:
        session.leave()
        raise
    else:
        _end(session, keep=keep)
    finally:
        _session.reset(token)


def _end(session: Keeping, *, keep: bool) -> None:
    """End a session that came to its end: what it had to write stands in its place."""
    if not keep:
        session.forget()
