"""Tables of stances from files: CSV with one row per actor and issue, or in the form of KTAB."""

from __future__ import annotations

import stat
from pathlib import Path

from contactline.bargaining.tables.assembling import assembled
from contactline.bargaining.tables.cells import Cell, Faults, rows_of
from contactline.bargaining.tables.ktab_form import is_ktab, read_ktab
from contactline.bargaining.tables.plain_form import NEEDED, read_plain
from contactline.bargaining.tables.stances import HUNDRED, Scale, Stances, checked_scale
from contactline.errors import ScenarioError, TableError
from contactline.scenario.files import MOST_BYTES, decoded

__all__ = ["Stances", "parse_table", "read_table"]

START = Cell("", 1, 1)


def read_table(path: Path | str, scale: Scale = HUNDRED) -> Stances:
    """Return the stances that a file in CSV holds.

    scale: the ends of the scale that positions lie on; in the table they go from 0 to 100, bit
    for bit as written where that is the scale. Raises TableError with every fault of the file,
    each with its line and its column, both counted from 1: the column is that of the first
    character of the cell. Raises BargainError where the scale is none.
    """
    name = str(path)
    file = name if name.isprintable() else repr(name)
    title = Path(name).stem.encode("utf-8", "replace").decode()
    return parse_table(_text_of(Path(path), file), file, title, scale)


def parse_table(
    text: str, file: str = "text", title: str = "table", scale: Scale = HUNDRED
) -> Stances:
    """Return the stances of a text in CSV; see `read_table`.

    title: what the table is called, unless it says so itself.
    """
    scale = checked_scale(scale)
    faults = Faults(file)
    rows = rows_of(text.removeprefix("\ufeff"), faults)
    if not rows:
        must = f"must be a table with the columns {', '.join(NEEDED)}"
        raise faults.refuse(START, f"{must}, got an empty file")
    ktab = is_ktab(rows)
    if len(rows) < (3 if ktab else 2):
        raise faults.refuse(rows[0][0], "must have a row for each actor, got none. Add them")
    said, whole = (read_ktab if ktab else read_plain)(rows, scale, faults)
    if not said:
        faults.tell()
    return assembled(said, faults, _title(rows[0][0].text, title, ktab), scale, whole=whole)


def _title(own: str, title: str, ktab: bool) -> str:
    return own if ktab and own else title


def _text_of(path: Path, file: str) -> str:
    """Return the text of a file in UTF-8 of at most 1 MiB; raises TableError where it is none."""
    faults = Faults(file)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "a folder" if path.is_dir() else "not a regular file"
            raise faults.refuse(START, f"must be a file with a table, got {kind}")
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise faults.refuse(START, f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise faults.refuse(START, "cannot be read: its name holds a zero byte") from error
    try:
        return decoded(data, file)
    except ScenarioError as error:
        raise TableError(error.faults) from error
