"""What stands around a table is taken away: lines above the heading, numbers of rows, notes below.

pandas and R write a column of row numbers, R with a heading one cell short; spreadsheets have a
title above and sources below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import Cell, Faults, Row, number_in
from contactline.bargaining.tables.footnotes import names_without_marks
from contactline.bargaining.tables.headings import (
    kind_of,
    named_in,
    rank,
    shortened,
)
from contactline.bargaining.tables.separated import width_of
from contactline.bargaining.tables.turning import upright
from contactline.bargaining.tables.wide_columns import pairs_in

DEEPEST_HEADING = 12
LEAST_NAMED = 3
_NOTE = re.compile(
    r"\W*(note|source|legend|remark|data|own|see|n\.?b|anmerkung|quelle|hinweis|remarque|джерело"
    r"|примітка)(s|en|n)?\b|\\?[*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]|n\s*=|(?-i:[a-z])[.):]?\s+\S",
    re.IGNORECASE,
)
# What rows of sums and means below a table are called.
_SUMMARIES = frozenset(
    (
        "mean", "average", "avg", "median", "weighted mean", "weighted average", "weighted median",
        "min", "minimum", "max", "maximum", "sd", "s.d", "std", "std. dev", "standard deviation",
        "n", "sum", "total", "totals", "grand total", "subtotal",
        "mittelwert", "durchschnitt", "summe", "gesamt", "insgesamt", "moyenne", "médiane", "somme",
        "середнє", "медіана", "сума", "усього", "всього", "разом",
    )
)  # fmt: skip
_NO_CELL = Cell("", 1, 1)
_ROW_NUMBER_WORDS = frozenset(("", "unnamed: 0", "index", "row", "no", "no.", "nr", "nr.", "#"))


def trimmed(rows: Sequence[Row], faults: Faults) -> list[Row]:
    """Return the rows from the heading on, without row numbers and notes; guesses are kept."""
    rows = rows if has_heading(rows) else upright(rows, faults)
    top = _heading_at(rows)
    heading = _with_issues(rows[top], rows[top - 1], faults) if top else rows[top]
    above = top if heading is rows[top] else top - 1
    if above:
        lines = "a line" if above == 1 else f"{above} lines"
        faults.guess(f"Passed over: {lines} above the heading in line {rows[top][0].line}.")
    whole = [heading, *rows[top + 1 :]]
    kept = _without_notes(whole, faults)
    return _without_row_numbers(names_without_marks(kept, whole[len(kept) :], faults), faults)


def _heading_at(rows: Sequence[Row]) -> int:
    """Return which row is the heading.

    A line of pairs below one of issues, else the first that names three columns; else the first.
    """
    top = rows[:DEEPEST_HEADING]
    for is_one in (_is_line_of_pairs, _is_heading):
        for at, row in enumerate(top):
            if is_one(row):
                return at
    return next((at for at, row in enumerate(top) if not row[0].text.startswith("#")), 0)


def has_heading(rows: Sequence[Row]) -> bool:
    """Return whether a row near the top is for certain the heading of a table with rows below."""
    return any(map(_is_heading, rows[:-1][:DEEPEST_HEADING]))


def _is_heading(row: Row) -> bool:
    return named_in(row) >= LEAST_NAMED or len(pairs_in(row)) > 1


def _is_line_of_pairs(row: Row) -> bool:
    """Return whether a row has several positions and saliences, whose issues stand above."""
    kinds = [kind_of(cell.text) for cell in row]
    return min(kinds.count("position"), kinds.count("salience")) > 1


def _with_issues(heading: Row, above: Row, faults: Faults) -> Row:
    """Return the heading with the names of the issues that stand above its pairs of columns.

    Each name stands above the first column of its pair, as in cells that were merged. What the
    heading leaves blank, the line above says.
    """
    kinds = [kind_of(cell.text) for cell in heading]
    if kinds.count("position") < 2:
        return heading
    merged, label = [], ""
    over = [*above, *[_NO_CELL] * len(heading)]
    for cell, kind, top in zip(heading, kinds, over, strict=False):
        label = top.text or label
        text = f"{label} {kind}" if kind and label else cell.text or top.text
        merged.append(replace(cell, text=text))
    faults.guess("The line above the heading is read as the names of the issues.")
    return merged


def _without_notes(rows: Sequence[Row], faults: Faults) -> list[Row]:
    """Return the rows without those at the end that are sentences in the first cell, or sums."""
    kept = list(rows)
    while len(kept) > 1 and width_of(kept[0]) > 2:
        last = kept[-1]
        text, summed = last[0].text, next((one.text for one in last[:2] if _is_summary(one)), "")
        if summed and len(kept) > LEAST_NAMED:
            what = f"Left out: line {last[0].line}, {shortened(summed)}, sums or means of the rows"
            faults.guess(f"{what} above (if it is an actor, give it another name).")
        elif _is_note(last):
            faults.guess(f"Passed over: line {last[0].line}, {shortened(text)}.")
        else:
            break
        kept.pop()
    return kept


def _is_note(row: Row) -> bool:
    """Return whether a row is a sentence: alone in its cell, or cut at a comma of its own."""
    text = row[0].text
    sentence = width_of(row) == 1 and len(text.split()) > 3
    numbers = sum(number_in(cell.text) is not None for cell in row[1:])
    return sentence or (numbers < 2 and bool(_NOTE.match(text)))


def _is_summary(cell: Cell) -> bool:
    return cell.text.strip(" .:=*_").casefold() in _SUMMARIES


def _without_row_numbers(rows: Sequence[Row], faults: Faults) -> list[Row]:
    """Return the rows without a column of row numbers; one of names in its place is the actors'."""
    heading, body = rows[0], rows[1:]
    if not body:
        return list(rows)
    width = width_of(heading)
    short = all(len(row) == width + 1 and row[-1].text for row in body)
    if short:
        first = replace(heading[0], text="")
        heading = [first, *heading[:width]]
    texts = [row[0].text for row in body]
    if heading[0].text.lower() not in _ROW_NUMBER_WORDS or (heading[0].text and not _counts(texts)):
        return [heading, *body]
    has_actor = any(rank(cell.text, "actor") is not None for cell in heading[1:] if cell.text)
    if _counts(texts) and (has_actor or heading[0].text):
        faults.guess("Passed over: a first column of row numbers.")
        return [row[1:] for row in (heading, *body)]
    if not has_actor and not _counts(texts):
        faults.guess("The first column, which has no name, is read as actor.")
        heading = [replace(heading[0], text="actor"), *heading[1:]]
    return [heading, *body]


def _counts(texts: Sequence[str]) -> bool:
    """Return whether texts are whole numbers that go up by one, from 0 or 1."""
    start = 0 if texts[:1] == ["0"] else 1
    return list(texts) == [str(number) for number in range(start, start + len(texts))]
