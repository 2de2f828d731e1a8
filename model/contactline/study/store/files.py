"""One finished block in a file that is whole or not there: a checksum, then the block."""

from __future__ import annotations

import contextlib
import os
import secrets
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

from contactline.study.store.encoding import decoded, encoded

HEAD, CHECKSUM = b"contactline block 1\n", 65
ENDING, UNFINISHED = ".block", ".part"
FAULTY = (OSError, ValueError, LookupError, TypeError, AttributeError, ImportError, zlib.error)
"""What reading a file may raise that is not what was written."""


def write_block(file: Path, result: object) -> None:
    """Write the result of a block. Raises NotKeptError for one that cannot be, and OSError."""
    write_encoded(file, encoded(result))


def write_encoded(file: Path, content: bytes) -> None:
    """Write a block as `encoded` gives it: under another name, to the disk itself, then renamed.

    Raises OSError where the disk refuses it.
    """
    write_through(file, _head(content) + content)


def read_block(file: Path) -> Any:
    """Return the result of a block. Raises one of `FAULTY` where it is not what was written."""
    told = file.read_bytes()
    content = told[len(HEAD) + CHECKSUM :]
    if told[: len(HEAD) + CHECKSUM] != _head(content):
        raise ValueError(f"{file.name} is not what was written.")
    return decoded(content)


def _head(content: bytes) -> bytes:
    """Return what stands before a block: what it is, and its checksum in a line."""
    return HEAD + sha256(content).hexdigest().encode() + b"\n"


def write_through(file: Path, content: bytes) -> None:
    """Write a file that is there whole, whatever happens meanwhile. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}-{os.getpid()}-{secrets.token_hex(4)}{UNFINISHED}")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """Let the new name of a file reach the disk too, where a system can do that for a folder."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
