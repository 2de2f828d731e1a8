"""A table printed in columns that fit the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from itertools import groupby
from operator import itemgetter

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from contactline.cli.terminal import GLUE, indented, paragraph, room
from contactline.show.sheets.sheet import Sheet

type Row = Sequence[str]

NO_BREAK, THOUSANDS = "\N{NO-BREAK SPACE}", "\N{BRAILLE PATTERN DOTS-1}"
"""What parts thousands in some languages, and what stands for it where lines are broken."""

GAP = "  "
NUMBER = re.compile(r"[(+−–-]?\d")
LONE_NUMBER = re.compile(r"\(?[+−–-]?[\d.,]*( %)?\)?")


def print_sheet(one: Sheet, headings: Sequence[str] = (), *, foot: bool = False) -> None:
    """Print a table in columns, its caption below; columns of numbers stand to the right.

    If it is too wide, its widest columns are folded between words, no number is broken, and
    nothing is cut. headings: what each row stands under. foot: set the last row off by a line.
    """
    rows = [[_glued(cell) for cell in row] for row in (one.head, *one.rows)]
    columns = _columns(rows)
    line = GAP + GAP.join("-" * (column.width or 0) for column in columns)
    last = [rows.pop()] if foot else []
    _print_rows(rows[:1], columns)
    click.echo(line)
    _print_groups(headings or [""] * len(rows[1:]), rows[1:], columns)
    if foot:
        click.echo(line)
        _print_rows(last, columns)
    click.echo("")
    if one.caption:
        paragraph(f"{one.caption}.")


def _glued(cell: str) -> str:
    """Return a cell whose numbers hang together with what they count."""
    between = r"(?<![,;]) (?!\()" if NUMBER.match(cell) else " (?=%)"
    return re.sub(between, GLUE, cell).replace(NO_BREAK, THOUSANDS)


def _columns(rows: Sequence[Row]) -> list[Column]:
    """Return the columns of a table with their widths, its head the first of the rows."""
    texts = [*zip(*rows, strict=True)]
    least = [
        max(cell_len(part) for cell in one for part in (cell.split() or [""])) for one in texts
    ]
    widths = [max(map(cell_len, one)) for one in texts]
    while _width(widths) > room() and widths != least:
        can = [at for at, width in enumerate(widths) if width > least[at]]
        widths[max(can, key=widths.__getitem__)] -= 1
    return [
        Column(width=width, justify="right" if _are_numbers(one[1:]) else "left")
        for width, one in zip(widths, texts, strict=True)
    ]


def _width(widths: Sequence[int]) -> int:
    return sum(len(GAP) + width for width in widths)


def _are_numbers(cells: Sequence[str]) -> bool:
    return all(LONE_NUMBER.fullmatch(cell.replace(GLUE, " ")) for cell in cells)


def _print_groups(headings: Sequence[str], rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """Print rows, those of one heading below it."""
    for heading, group in groupby(zip(headings, rows, strict=True), itemgetter(0)):
        if heading:
            click.echo("")
            indented(f"{heading}:", 0)
        _print_rows([row for _, row in group], columns)


def _print_rows(rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """Print rows in columns, without colour and without a space at the end."""
    grid = Table.grid(*(one.copy() for one in columns), padding=(0, len(GAP), 0, 0))
    for row in rows:
        grid.add_row(*map(Text, row))
    text, width = StringIO(), _width([column.width or 0 for column in columns])
    Console(file=text, width=width, color_system=None, force_jupyter=False).print(grid)
    for line in (
        text.getvalue().replace(GLUE, " ").replace(THOUSANDS, NO_BREAK).rstrip("\n").split("\n")
    ):
        click.echo(f"{GAP}{line}".rstrip())
