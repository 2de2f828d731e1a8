"""A file or a pipe as rows of cells: text in any usual encoding, a workbook, or XML."""

from __future__ import annotations

import codecs
import re
import stat
import sys
from pathlib import Path

from contactline.bargaining.tables.cells import START, Faults, Row
from contactline.bargaining.tables.form import ReadAs
from contactline.bargaining.tables.latex import without_latex
from contactline.bargaining.tables.markup import rows_of_markup
from contactline.bargaining.tables.separated import rows_of
from contactline.bargaining.tables.workbook import rows_of_workbook
from contactline.scenario.files import MOST_BYTES
from contactline.scenario.scalars import named

PIPE = "-"
# How the files of other programs begin, and what to do there to get a table as text.
OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old workbook of Excel (XLS)", "Save it as XLSX or CSV"),
    (b"$FL2", "a file of SPSS (SAV)", "Save it there as CSV, with values and not labels"),
    (b"$FL3", "a file of SPSS (ZSAV)", "Save it there as CSV, with values and not labels"),
    (b"<stata_dta>", "a file of Stata (DTA)", "Write it there with export delimited"),
    (b"PAR1", "a file in Parquet", "Write it with to_csv(index=False)"),
    (b"%PDF", "a PDF", "Copy the table into a spreadsheet and save it as CSV"),
    (b"\x1f\x8b", "a compressed file (gzip, RDS, RData)", "Unpack it, or write it as CSV"),
    (b"RDX", "a file of R", "Write it there with write.csv(row.names = FALSE)"),
    (b"{\\rtf", "a text in RTF", "Copy the table into a spreadsheet and save it as CSV"),
    (b"{", "a file in JSON", "Write it as CSV"),
    (b"[", "a file in JSON", "Write it as CSV"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Words that are all above ASCII are Cyrillic: Western ones have few accents.
_HIGH_WORD = re.compile(rb"[\xc0-\xff]{3,}")
_HIGH = re.compile(rb"[\xc0-\xff]")


def bytes_of(path: Path | str, faults: Faults) -> bytes:
    """Return what a file holds, or the standard input for "-", at most 1 MiB.

    Raises TableError where there is no such file, it cannot be opened, or is too large.
    """
    try:
        data = _bytes_of_pipe() if str(path) == PIPE else _bytes_of_file(Path(path), faults)
    except OSError as error:
        raise faults.refuse(START, f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise faults.refuse(START, "cannot be read: its name holds a zero byte") from error
    if len(data) > MOST_BYTES:
        raise faults.refuse(START, f"must be at most 1 MiB ({MOST_BYTES} bytes), got more")
    return data


def _bytes_of_pipe() -> bytes:
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _bytes_of_file(path: Path, faults: Faults) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        kind = "a folder" if path.is_dir() else "not a regular file"
        raise faults.refuse(START, f"must be a file with a table, got {kind}")
    with path.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def rows_in(data: bytes, asked: ReadAs, faults: Faults) -> list[Row]:
    """Return the rows that a file holds; raises TableError naming a format that is not read."""
    for start, kind, remedy in OTHERS:
        if data.startswith(start):
            must = "must be a table as text, in XLSX or in KTAB's XML"
            raise faults.refuse(START, f"{must}, got {kind}. {remedy}")
    if data.startswith(b"PK\x03\x04"):
        return rows_of_workbook(data, asked.sheet, faults)
    if data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<":
        return rows_of_markup(data.removeprefix(codecs.BOM_UTF8).lstrip(), faults)
    return rows_of(without_latex(text_in(data, asked.encoding, faults), faults), faults)


def text_in(data: bytes, encoding: str | None, faults: Faults) -> str:
    """Return bytes as text: in the encoding named, or UTF-8, or else of a Windows code page."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    name = encoding or marked or "utf-8"
    if b"\0" in data and not marked and encoding is None:
        must = "must be a table as text, in XLSX or in KTAB's XML"
        raise faults.refuse(START, f"{must}, got binary data (a zero byte). Save it as CSV")
    try:
        return data.decode(name)
    except LookupError as error:
        raise faults.refuse(
            START, f"no encoding is called {named(name)}, as --encoding has it"
        ) from error
    except UnicodeError as error:
        if encoding is not None or marked:
            must = f"must be text in {name}, and is not. Name another with --encoding"
            raise faults.refuse(START, must) from error
    return _of_code_page(data, faults)


def _of_code_page(data: bytes, faults: Faults) -> str:
    """Return text that is not UTF-8, read as Cyrillic where words are all above ASCII."""
    high = len(_HIGH.findall(data))
    in_words = sum(len(word) for word in _HIGH_WORD.findall(data))
    page, name = ("cp1251", "Windows-1251") if 2 * in_words > high else ("cp1252", "Windows-1252")
    told = f"The text is not in UTF-8 and is read as {name}"
    faults.guess(f"{told} (else give --encoding NAME, or in Excel Save As, CSV UTF-8).")
    return data.decode(page, "replace")
