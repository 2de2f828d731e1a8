"""A text as rows of cells, each with its place, and the faults found among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contactline.errors import Fault, TableError

MARKS = (",", ";", "\t")
MOST_ROWS = 5_002
MOST_CELLS = 500
MOST_LETTERS = 200
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, without quotes and without the spaces around it.

    `column` counts characters of the line from 1, up to the first of the cell; a quote around it
    is its first. An empty cell lies where it would begin.
    """

    text: str
    line: int
    column: int


@dataclass
class Faults:
    """The faults of one file, collected so that all of them can be shown at once."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def note(self, cell: Cell, text: str) -> None:
        """Note that something is wrong at a cell."""
        self.found.append(Fault(self.file, cell.line, cell.column, text))

    def tell(self) -> None:
        """Raise TableError with all that was noted, if anything was."""
        if self.found:
            raise TableError(self.found)

    def refuse(self, cell: Cell, text: str) -> TableError:
        """Return the error to raise at once, with all that was noted before."""
        self.note(cell, text)
        return TableError(self.found)


def rows_of(text: str, faults: Faults) -> list[list[Cell]]:
    """Return the rows of a text that hold anything, cut at commas, semicolons or tabs.

    Which of the three it is, the first row says: the one it has most of outside quotes. A cell
    in quotes may hold all of them, ends of lines, and quotes written twice. Raises TableError
    where quotes do not fit, or there are too many rows or cells.
    """
    rows: list[list[Cell]] = []
    for row in _rows(text, _cell_of(_mark_of(text)), faults):
        if any(cell.text for cell in row):
            rows.append(row)
        if len(rows) > MOST_ROWS:
            must = f"a table must have at most {MOST_ROWS - 2} rows, got more"
            raise faults.refuse(row[0], must)
    return rows


def _mark_of(text: str) -> str:
    first = next((line for line in _LINE_END.split(text) if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(MARKS, key=bare.count)


def _cell_of(mark: str) -> re.Pattern[str]:
    spaces, end = rf"[^\S\r\n{mark}]*+", rf"(?=[{mark}\r\n]|\Z)"
    return re.compile(rf'{spaces}(?:"((?:[^"]|"")*+)"{spaces}{end}|([^{mark}\r\n]*+))')


def _rows(text: str, pattern: re.Pattern[str], faults: Faults) -> Iterator[list[Cell]]:
    """Yield every row, also those without anything in it."""
    row: list[Cell] = []
    at, line, line_start = 0, 1, 0
    while found := pattern.match(text, at):
        row.append(_cell(found, line, line_start, faults))
        if len(row) > MOST_CELLS:
            raise faults.refuse(row[-1], f"a row must have at most {MOST_CELLS} cells, got more")
        at = found.end()
        for inside in _LINE_END.finditer(text, found.start(), at):
            line, line_start = line + 1, inside.end()
        end = _LINE_END.match(text, at)
        if end:
            line, line_start = line + 1, end.end()
        if end or at == len(text):
            yield row
            row = []
        if at == len(text):
            return
        at = end.end() if end else at + 1


def _cell(found: re.Match[str], line: int, line_start: int, faults: Faults) -> Cell:
    if found[1] is not None:
        start, written = found.start(1) - 1, found[1].replace('""', '"')
    else:
        start, written = found.start(2 if found[2] else 0), found[2]
    cell = Cell(written.strip(), line, start - line_start + 1)
    if found[1] is None and written.startswith('"'):
        wrong = "a quote opens here and none closes the cell"
        raise faults.refuse(cell, f"{wrong}. Close it, and write a quote inside a cell twice")
    return cell


def fitted(row: Sequence[Cell], width: int, faults: Faults) -> Sequence[Cell] | None:
    """Return the row with as many cells as the heading, without empty ones behind them.

    None, and a fault, where it has fewer, or more that hold something.
    """
    surplus = next((cell for cell in row[width:] if cell.text), None)
    if surplus is None and len(row) >= width:
        return row[:width]
    filled = max(at for at, cell in enumerate(row, start=1) if cell.text)
    got, place = (filled, surplus) if surplus else (len(row), row[0])
    advice = "Put quotes around a cell with a separator in it" if surplus else "Add what is missing"
    faults.note(place, f"the row must have {width} cells as the heading has, got {got}. {advice}")
    return None


def name_of(cell: Cell, what: str, faults: Faults) -> str:
    """Return a name of at most 200 characters, or nothing and a fault. what: "an actor"."""
    if not cell.text:
        faults.note(cell, f"must be the name of {what}, got nothing")
    if len(cell.text) > MOST_LETTERS:
        must = f"the name of {what} must be at most {MOST_LETTERS} characters long"
        faults.note(cell, f"{must}, got {len(cell.text)}")
        return ""
    return cell.text
