"""What `stances` does: read a table in any form and write it in the plain one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from contactline.bargaining.explaining import visible
from contactline.bargaining.tables import ReadAs, Stances, as_csv, read_table
from contactline.bargaining.tables.headings import COLUMNS
from contactline.cli.files import write_whole
from contactline.cli.options import check_destination, check_known, named_values
from contactline.errors import BargainError


def write_plain(table: str, out: Path | None, reading: dict[str, Any], *, overwrite: bool) -> None:
    """Write the stances of a file as a plain table, or print it."""
    check_destination("--out", out, (".csv",), overwrite=overwrite)
    found = stances_of(table, **reading)
    tell_guesses(found.guesses)
    text = as_csv(found)
    if out is None:
        click.echo(text, nl=False)
        return
    write_whole(out, text)
    click.echo(f"Plain table  {out}")


READING = ("scale", "columns", "full_salience", "encoding", "sheet")
"""The options that say how a table is read."""


def stances_of(
    table: str,
    *,
    scale: tuple[float, float] | None,
    columns: Sequence[str],
    full_salience: float | None,
    encoding: str | None,
    sheet: str | None,
) -> Stances:
    """Return the stances of a file, read as the options of the command line say."""
    named = _columns(columns)
    try:
        asked = ReadAs(scale, named, full_salience, encoding, sheet)
    except BargainError as error:
        hint = "--scale" if str(error).startswith("A scale") else "--full-salience"
        raise click.BadParameter(str(error), param_hint=hint) from error
    return read_table(table, asked)


def _columns(texts: Sequence[str]) -> dict[str, str]:
    """Return headings by the name of their column, from texts such as "capability=Clout"."""
    given = named_values(texts, "--columns", "HEADING")
    for name in given:
        check_known("column", name, COLUMNS, option="--columns")
    return given


def tell_guesses(guesses: Iterable[str]) -> None:
    """Print to stderr what was guessed, one line each."""
    for one in guesses:
        click.echo(visible(one), err=True)
