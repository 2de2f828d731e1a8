"""The command that writes any table of stances as a plain one: `stances`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli.options import out, overwrite, table_options


@click.command()
@click.argument("table", metavar="FILE")
@out("FILE.csv", "Where to write the plain table.  [default: printed]")
@overwrite("the plain table")
@table_options
def stances(table: str, out: Path | None, *, overwrite: bool, **reading: Any) -> None:
    """Write any table of stances as a plain one.

    FILE is any table that `bargain` reads, or - for the standard input. In the plain table
    positions go from 0 to 100 and saliences from 0 to 1, whatever they were before. What is guessed
    is said on stderr. Ends with 3 if the table has faults.
    """
    from contactline.cli.work.stances import write_plain

    write_plain(table, out, reading, overwrite=overwrite)
