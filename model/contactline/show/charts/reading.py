"""The stamp of a figure, read from its file: PNG, SVG or PDF."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from struct import unpack_from

from contactline.errors import RunError
from contactline.show.charts.saving import STAMP_KEY
from contactline.show.charts.stamp import Stamp, stamp_of_text

KINDS = (".png", ".svg", ".pdf")
MOST_BYTES = 100_000_000
PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(r'<metadata id="[^"]*-stamp">(.*?)</metadata>', re.DOTALL)
_PDF = re.compile(rb"/Keywords\s*\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def read_stamp(path: Path) -> Stamp:
    """Return the stamp of a figure. Raises RunError where there is none to be read."""
    data = _bytes_of(path)
    found = stamp_of_text(_text_in(path, data))
    if found is None:
        raise RunError(
            f"{path} has no stamp that says where it is from. It was not drawn by contactline run "
            "or compare, or another program has saved it since and left the stamp out. Draw it "
            "again, or name the file that contactline wrote."
        )
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RunError(f"{path} is larger than 100 MB, so it is no figure of contactline.")
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or error
        remedy = "Name a figure, or a folder of them."
        raise RunError(f"{path} cannot be read: {why}. {remedy}") from error


def _text_in(path: Path, data: bytes) -> str:
    """Return the text in which a picture would have its stamp, "" for none."""
    if data.startswith(PNG):
        return _in_png(data)
    if data.startswith(b"%PDF"):
        return _in_pdf(data)
    if b"<svg" in data[:2000]:
        found = _SVG.search(data.decode("utf-8", errors="replace"))
        return unescape(found[1]) if found else ""
    raise RunError(f"{path} is no picture that can be verified. Name a PNG, an SVG or a PDF.")


def _in_png(data: bytes) -> str:
    """Return the text chunk of a PNG under the key of stamps."""
    at, key = len(PNG), STAMP_KEY.encode("latin-1") + b"\0"
    while at + 8 <= len(data):
        length, kind = unpack_from(">I4s", data, at)
        chunk = data[at + 8 : at + 8 + length]
        if kind == b"tEXt" and chunk.startswith(key):
            return chunk[len(key) :].decode("latin-1")
        at += length + 12
    return ""


def _in_pdf(data: bytes) -> str:
    """Return the keywords of a PDF, without the escapes of its strings."""
    found = _PDF.search(data)
    if not found:
        return ""
    plain = re.sub(rb"\\(.)", lambda one: _ESCAPES.get(one[1], one[1]), found[1], flags=re.DOTALL)
    return plain.decode("latin-1")
