"""The text of a file, or a fault that says why it cannot be read."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from contactline.errors import ScenarioError
from contactline.scenario.tree import Place

MOST_BYTES = 2**20

_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def text_of(path: Path, file: str, wanted: str = "a scenario file") -> str:
    """Return the text of a file in UTF-8 of at most 1 MiB.

    file, wanted: its name and its kind in faults. Raises ScenarioError where there is no such file,
    it cannot be opened, is too large, or is not text in UTF-8.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "a folder" if path.is_dir() else "not a regular file"
            raise _refused(file, f"must be {wanted}, got {kind}")
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise _refused(file, f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise _refused(file, "cannot be read: its name holds a zero byte") from error
    return decoded(data, file)


def decoded(data: bytes, file: str) -> str:
    """Return bytes as text, without a byte order mark; raises ScenarioError if not UTF-8."""
    if len(data) > MOST_BYTES:
        raise _refused(file, f"must be at most 1 MiB ({MOST_BYTES} bytes), got more")
    for mark, encoding in _OTHER_ENCODINGS:
        if data.startswith(mark):
            raise _refused(file, f"must be text in UTF-8, got {encoding}. Save the file as UTF-8")
    if b"\0" in data:
        raise _refused(file, "must be text in UTF-8, got binary data (a zero byte)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _undecodable(error, data, file) from error


def _undecodable(error: UnicodeDecodeError, data: bytes, file: str) -> ScenarioError:
    before = data[: error.start].split(b"\n")
    column = len(before[-1].decode("utf-8", "replace")) + 1
    text = f"must be text in UTF-8, got the byte 0x{data[error.start]:02x}. Save the file as UTF-8"
    return ScenarioError([Place(file, len(before), column).fault(text)])


def _refused(file: str, text: str) -> ScenarioError:
    return ScenarioError([Place(file).fault(text)])
