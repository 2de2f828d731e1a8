"""A text whose cells are separated by commas, semicolons or tabs, as rows of cells."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from contactline.bargaining.tables.cells import Cell, Faults, Row

MARKS = (",", ";", "\t")
MOST_ROWS = 5_002
MOST_CELLS = 500
_LINE_END = re.compile(r"\r\n?|\n")


def rows_of(text: str, faults: Faults) -> list[Row]:
    """Return the rows of a text that hold anything.

    Which mark separates them, the first row says: the one it has most of outside quotes. A cell
    in quotes may hold all of them, ends of lines, and quotes written twice. Raises TableError
    where quotes do not fit, or there are too many rows or cells.
    """
    mark = _mark_of(text)
    line_starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    rows: list[Row] = []
    row: list[Cell] = []
    for found in _cells(mark).finditer(text):
        row.append(_cell(found, line_starts, faults))
        if len(row) > MOST_CELLS:
            raise faults.refuse(row[-1], f"a row must have at most {MOST_CELLS} cells, got more")
        if found["end"] == mark:
            continue
        rows += [row] if any(cell.text for cell in row) else []
        if len(rows) > MOST_ROWS:
            must = f"a table must have at most {MOST_ROWS - 2} rows, got more"
            raise faults.refuse(row[0], must)
        row = []
    return rows


def _mark_of(text: str) -> str:
    first = next((line for line in _LINE_END.split(text) if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(MARKS, key=bare.count)


def _cells(mark: str) -> re.Pattern[str]:
    """Return the pattern of a cell, in quotes or bare, with what ends it: mark, line or text."""
    spaces = rf"[^\S\r\n{mark}]*+"
    quoted, bare = rf'"(?P<quoted>(?:[^"]|"")*+)"{spaces}', rf"(?P<bare>[^{mark}\r\n]*+)"
    return re.compile(rf"{spaces}(?:{quoted}|{bare})(?P<end>{mark}|\r\n?|\n|\Z)")


def _cell(found: re.Match[str], line_starts: Sequence[int], faults: Faults) -> Cell:
    quoted, bare = found["quoted"], found["bare"]
    start = found.start("quoted") - 1 if bare is None else found.start("bare" if bare else 0)
    line = bisect(line_starts, start)
    written = bare if quoted is None else quoted.replace('""', '"')
    cell = Cell(written.strip(), line, start - line_starts[line - 1] + 1)
    if quoted is None and bare.startswith('"'):
        wrong = "a quote opens here and none closes the cell"
        raise faults.refuse(cell, f"{wrong}. Close it, and write a quote inside a cell twice")
    return cell


def fitted(row: Row, width: int, faults: Faults) -> Row:
    """Return the row with as many cells as the heading, without empty ones behind them.

    Nothing, and a fault, where it has fewer, or more that hold something.
    """
    surplus = next((cell for cell in row[width:] if cell.text), None)
    if surplus is None and len(row) >= width:
        return row[:width]
    got = width_of(row) if surplus else len(row)
    advice = "Put quotes around a cell with a separator in it" if surplus else "Add what is missing"
    must = f"the row must have {width} cells as the heading has, got {got}"
    faults.lose_row(surplus or row[0], f"{must}. {advice}")
    return ()


def width_of(row: Row) -> int:
    """Return how many cells a row has up to the last that holds anything."""
    return max(at for at, cell in enumerate(row, start=1) if cell.text)
