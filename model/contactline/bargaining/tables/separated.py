"""A text, cut at commas, semicolons, tabs, bars or spaces, as rows of cells."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from contactline.bargaining.tables.cells import START, Cell, Faults, Row
from contactline.bargaining.tables.formulas import restored
from contactline.scenario.scalars import shown

MARKS = (",", ";", "\t", "|")
MOST_ROWS = 5_002
MOST_CELLS = 500
# So many rows show which mark separates the cells.
ROWS_LOOKED_AT = 60
_RULE = re.compile(r":?-+:?")
_LINE_END = re.compile(r"\r\n?|\n")
_MARK_NAMED = re.compile(r'"?sep=(?P<mark>[^\r\n]*?)"?[ \t]*(?:\r\n?|\n|\Z)', re.IGNORECASE)
# Gaps of two spaces or more leave single ones inside a cell; gaps of one do not, but in a name at
# the start of a line, which goes up to the first number.
_SPACED = (
    r'"(?:[^"]|"")*"(?=\s\s|\s*$)|\S+(?: \S+)*',
    r'"(?:[^"]|"")*"|\S+',
    r'(?m:^)[ \t]*[^\W\d_][^\d"\r\n]*?[^\d\s"](?=[ \t]+[-+]?\.?\d)|"(?:[^"]|"")*"|\S+',
)
_EMPHASIS = re.compile(r"(\*\*|__|`)(?P<text>.+)\1")


def rows_of(text: str, faults: Faults) -> list[Row]:
    """Return the rows of a text that hold anything.

    Which mark separates them, a first line such as "sep=;" says, or else the rows: it is the one
    that gives most of them the same number of cells; spaces, where no mark does. A cell in quotes
    may hold all of them, ends of lines, and quotes written twice. Raises TableError where quotes do
    not fit, or there are too many rows or cells.
    """
    start, mark = _named_mark(text, faults)
    mark = mark or _mark_of(text, start)
    rows: list[Row] = []
    for row in _split(text, start, mark, faults):
        rows += [row] if any(cell.text for cell in row) else []
        if len(rows) > MOST_ROWS:
            must = f"a table must have at most {MOST_ROWS - 2} rows, got more"
            raise faults.refuse(row[0], must)
    return _without_frame(rows) if mark == "|" else rows


def _without_frame(rows: Sequence[Row]) -> list[Row]:
    """Return rows cut at bars without the frame that Markdown draws around them."""
    drawn = all(not row[0].text and len(row) > 1 for row in rows)
    inner = [_plain(row[1:] if drawn else row) for row in rows]
    return [
        row for row in inner if not all(_RULE.fullmatch(cell.text) for cell in row if cell.text)
    ]


def _plain(row: Row) -> Row:
    """Return the cells without the stars that make them bold in Markdown."""
    found = [(cell, _EMPHASIS.fullmatch(cell.text)) for cell in row]
    return [replace(cell, text=bold["text"]) if bold else cell for cell, bold in found]


def _named_mark(text: str, faults: Faults) -> tuple[int, str]:
    """Return where the table begins, and the mark that a first line names, if one does."""
    found = _MARK_NAMED.match(text)
    if not found:
        return 0, ""
    if found["mark"] in MARKS:
        return found.end(), found["mark"]
    must = "must be one of a comma, a semicolon, a tab or a bar after sep="
    raise faults.refuse(START, f"{must}, got {shown(found['mark'] or None)}")


def _mark_of(text: str, start: int) -> str:
    """Return the mark that gives the largest share of the first rows the same number of cells.

    Of several the one that cuts most rows at all, as where none does so with half of them; spaces
    only where no mark cuts half of the rows. A mark that alone cuts all rows goes before them:
    decimal commas stand in few headings.
    """
    fits = {mark: _fit(_widths(text, start, mark)) for mark in MARKS}
    if max(cut for _, cut in fits.values()) <= 0.5:
        fits |= {mark: _fit(_widths(text, start, mark)) for mark in _SPACED}
    whole = [mark for mark in MARKS if fits[mark][1] == 1]
    if len(whole) == 1:
        return whole[0]
    best = max(fits, key=lambda mark: fits[mark])
    if fits[best][0] > 0.5:
        return best
    return max(MARKS, key=lambda mark: fits[mark][1])


def _fit(widths: Sequence[int]) -> tuple[float, float]:
    """Return the share of rows that have the commonest number of cells, and of those with any."""
    counts = Counter(one for one in widths if one > 1)
    rows = max(len(widths), 1)
    return max(counts.values(), default=0) / rows, sum(counts.values()) / rows


def _widths(text: str, start: int, mark: str) -> list[int]:
    """Return how many cells the first rows have up to the last that holds anything."""
    rows = (list(islice(row, MOST_CELLS)) for row in _texts(text, start, mark))
    widths = (max((at for at, one in enumerate(row, 1) if one), default=0) for row in rows)
    return list(islice((one for one in widths if one), ROWS_LOOKED_AT))


def _texts(text: str, start: int, mark: str) -> Iterator[list[str]]:
    """Yield the texts of the cells of each row."""
    if mark in _SPACED:
        pattern = re.compile(mark)
        yield from (pattern.findall(line) for line in _LINE_END.split(text[start:]))
        return
    row: list[str] = []
    for found in _cells(mark).finditer(text, start):
        row.append((found["quoted"] or found["bare"] or "").strip())
        if len(row) > MOST_CELLS:
            yield row
            return
        if found["end"] != mark:
            yield row
            row = []


def _split(text: str, start: int, mark: str, faults: Faults) -> Iterator[Row]:
    """Yield the rows of a text that a mark separates."""
    line_starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    if mark in _SPACED:
        yield from _spaced(text, start, re.compile(mark), line_starts)
        return
    row: list[Cell] = []
    for found in _cells(mark).finditer(text, start):
        row.append(_cell(found, line_starts, faults))
        if len(row) > MOST_CELLS:
            raise faults.refuse(row[-1], f"a row must have at most {MOST_CELLS} cells, got more")
        if found["end"] != mark:
            yield row
            row = []


def _spaced(
    text: str, start: int, pattern: re.Pattern[str], line_starts: Sequence[int]
) -> Iterator[Row]:
    """Yield the rows of a text whose cells lie apart by spaces; each ends with its line."""
    for number, begin in enumerate(line_starts, start=1):
        end = line_starts[number] if number < len(line_starts) else len(text)
        found = pattern.finditer(text, max(begin, start), end) if end > start else ()
        row = [
            Cell(one[0].strip('"').replace('""', '"').strip(), number, one.start() - begin + 1)
            for one in islice(found, MOST_CELLS)
        ]
        if row:
            yield row


def _cells(mark: str) -> re.Pattern[str]:
    """Return the pattern of a cell, in quotes or bare, with what ends it: mark, line or text."""
    mark = re.escape(mark)
    spaces = rf"[^\S\r\n{mark}]*+"
    quoted, bare = rf'"(?P<quoted>(?:[^"]|"")*+)"{spaces}', rf"(?P<bare>[^{mark}\r\n]*+)"
    return re.compile(rf"{spaces}(?:{quoted}|{bare})(?P<end>{mark}|\r\n?|\n|\Z)")


def _cell(found: re.Match[str], line_starts: Sequence[int], faults: Faults) -> Cell:
    quoted, bare = found["quoted"], found["bare"]
    start = found.start("quoted") - 1 if bare is None else found.start("bare" if bare else 0)
    line = bisect(line_starts, start)
    written = bare if quoted is None else quoted.replace('""', '"')
    cell = Cell(restored(written.strip()), line, start - line_starts[line - 1] + 1)
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
    return max((at for at, cell in enumerate(row, start=1) if cell.text), default=0)
