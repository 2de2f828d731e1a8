"""A workbook in XLSX as rows of cells: the first sheet that reads as a table, or one named."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from contactline.bargaining.tables.cells import START, Cell, Faults, Row
from contactline.bargaining.tables.decide_form import is_decide
from contactline.bargaining.tables.ktab_form import is_ktab
from contactline.bargaining.tables.separated import MOST_CELLS, MOST_ROWS
from contactline.bargaining.tables.trimming import has_heading
from contactline.errors import did_you_mean
from contactline.scenario.scalars import cut, named

MOST_UNPACKED = 2**26
_BROKEN = (
    OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError, SyntaxError,
    RuntimeError, zlib.error, zipfile.BadZipFile,
)  # fmt: skip


def rows_of_workbook(data: bytes, sheet: str | None, faults: Faults) -> list[Row]:
    """Return the rows of a sheet that hold anything; line and column are those of the sheet.

    sheet: its name; None takes the first that reads as a table, or else the first that holds
    anything, and says so if there are several.
    Raises TableError where the file is no workbook, or openpyxl is not installed.
    """
    _check_archive(data, faults)
    try:
        import openpyxl
    except ImportError as error:
        must = "a workbook in XLSX needs openpyxl, the extra xlsx: pip install 'contactline[xlsx]'"
        way = "or save it as CSV (in Excel: Save As, CSV UTF-8)"
        raise faults.refuse(START, f"{must}, {way}") from error
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        names = [str(one.title) for one in book.worksheets]
        if sheet is not None and sheet not in names:
            near = did_you_mean(sheet, names) or f". There are {cut(', '.join(names), 200)}"
            raise faults.refuse(START, f"no sheet is called {named(sheet)}{near}")
        sheets = {str(one.title): one for one in book.worksheets if sheet in (None, one.title)}
        name, rows = _first_table([(name, _rows(one, faults)) for name, one in sheets.items()])
    except _BROKEN as error:
        raise faults.refuse(START, "is no whole workbook in XLSX. Save it anew") from error
    if sheet is None and len(names) > 1 and rows:
        faults.guess(
            f"Read is the sheet {named(name)} of {len(names)} (--sheet NAME reads another)."
        )
        there = cut(", ".join(map(named, names)), 200)
        faults.hint = f". Read is the sheet {named(name)} of {there}; --sheet NAME reads another"
    return rows


def _first_table(sheets: Sequence[tuple[str, list[Row]]]) -> tuple[str, list[Row]]:
    """Return the first sheet that reads as a table; else the first that holds anything."""
    filled = [one for one in sheets if one[1]]
    tables = (one for one in filled if is_decide(one[1]) or is_ktab(one[1]) or has_heading(one[1]))
    return next(tables, filled[0] if filled else ("", []))


def _check_archive(data: bytes, faults: Faults) -> None:
    """Raise TableError where an archive is broken, far too large inside, or of another program."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    # An archive of a later version of ZIP, or damaged to look like one, is "not implemented".
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise faults.refuse(START, "is no whole workbook in XLSX. Save it anew") from error
    if not any(one.filename.startswith("xl/") for one in parts):
        kind = (
            "an OpenDocument table"
            if any(one.filename == "mimetype" for one in parts)
            else "an archive"
        )
        raise faults.refuse(
            START, f"must be a table as text or in XLSX, got {kind}. Save it as CSV"
        )
    if sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise faults.refuse(START, f"must unpack to at most {MOST_UNPACKED >> 20} MiB, got more")


def _rows(sheet: Any, faults: Faults) -> list[Row]:
    """Return the rows of a sheet that hold anything, all of the same width."""
    sheet.reset_dimensions()
    rows: list[Row] = []
    for line, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_CELLS), start=1):
        row = [Cell(_text(value), line, column) for column, value in enumerate(values, start=1)]
        rows += [row] if any(cell.text for cell in row) else []
        if len(rows) > MOST_ROWS:
            must = f"a table must have at most {MOST_ROWS - 2} rows, got more"
            raise faults.refuse(row[0], must)
    return _squared(rows)


def _squared(rows: Sequence[Row]) -> list[Row]:
    """Return rows of one width, as a sheet has no end of a row."""
    width = max((at for row in rows for at, cell in enumerate(row, 1) if cell.text), default=0)
    return [
        [*row[:width], *(Cell("", row[0].line, at + 1) for at in range(len(row), width))]
        for row in rows
    ]


def _text(value: Any) -> str:
    """Return what a cell holds as text, a number with all its digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip()
