"""What `ledger` prints: what the runs say, a row a dial, and which dials could overturn it."""

from __future__ import annotations

import shutil
from io import StringIO
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from contactline.show.sheets.runs import Sheet
    from contactline.study.ledger import Ledger

NARROW, WIDE = 80, 100
NUMBERS = (3, 4, 5)


def print_ledger(one: Ledger) -> None:
    """Print the findings, the table, the dials that overturn them, and how many they are."""
    from contactline.cli.printing import paragraph
    from contactline.show.sheets.ledger import ledger_sheet
    from contactline.show.words import NOT_A_FORECAST
    from contactline.show.words.overturning import (
        MOVED_ALONE,
        findings_sentences,
        overturning_sentence,
        turn_sentence,
    )

    paragraph(NOT_A_FORECAST)
    for sentence in findings_sentences(one):
        paragraph(sentence)
    sheet = ledger_sheet(one, one.moved, pairs=False)
    _table(sheet)
    paragraph(f"{sheet.caption}.")
    if one.not_in_use:
        paragraph(f"Not in use under this scenario, so not moved: {', '.join(one.not_in_use)}.")
    for entry in one.overturning:
        for turn in entry.turns:
            paragraph(turn_sentence(entry, turn, one))
    paragraph(overturning_sentence(one))
    paragraph(MOVED_ALONE)


def _table(sheet: Sheet) -> None:
    """Print a table whose numbers are never broken and stand to the right."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for at, name in enumerate(sheet.head):
        if at in NUMBERS:
            table.add_column(name, justify="right", no_wrap=True)
        else:
            table.add_column(name, overflow="fold")
    for row in sheet.rows:
        table.add_row(*row)
    width = min(max(shutil.get_terminal_size().columns, NARROW), WIDE)
    text = StringIO()
    Console(file=text, width=width, markup=False, highlight=False, emoji=False).print(table)
    click.echo("\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n")
