"""A table to read: a caption, and numbers as text with no more digits than are known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contactline.language import say
from contactline.language.phrases import whole
from contactline.show.sheets.markdown import markdown_table
from contactline.show.words.numbers import interval_text, percent_of, span_in_cell

NONE = "–"


@dataclass(frozen=True)
class Sheet:
    """A table to read: every cell is text, the first cell of a row says what the row is about."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def in_markdown(self) -> str:
        """Return the caption in bold and the table in Markdown."""
        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(self.head)
        return f"**{self.caption}**\n\n{markdown_table(self.head, columns)}"


def narrow(one: Sheet) -> Sheet:
    """Return a square table whose columns, named like its rows, have numbers for names."""
    rows = [(f"{at} {row[0]}", *row[1:]) for at, row in enumerate(one.rows, start=1)]
    head = (one.head[0], *(str(at) for at in range(1, len(one.head))))
    return replace(one, head=head, rows=tuple(rows))


def share_text(worlds: int, n: int, low: float, high: float) -> str:
    """Return a share as text: "92 of 500, 18 % (14–23)"."""
    if n == 0:
        return NONE
    return say(
        "{worlds} of {n}, {share} ({ends})",
        worlds=whole(worlds), n=whole(n), share=percent_of(worlds, n),
        ends=interval_text(low, high),
    )  # fmt: skip


def span_text(low: str, high: str) -> str:
    """Return "120 to 340", or one number where both are alike."""
    return low if low == high else span_in_cell(low, high)
