"""Tables of stances from files, in any of the forms that are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from contactline.bargaining.tables.assembling import assembled
from contactline.bargaining.tables.cells import START, Faults, Row
from contactline.bargaining.tables.decide_form import DECIDE
from contactline.bargaining.tables.form import Form, ReadAs
from contactline.bargaining.tables.heading_scales import with_named_scales
from contactline.bargaining.tables.headings import NEEDED
from contactline.bargaining.tables.ktab_form import KTAB
from contactline.bargaining.tables.plain_form import PLAIN
from contactline.bargaining.tables.source import PIPE, bytes_of, rows_in
from contactline.bargaining.tables.stances import Scale, Stances
from contactline.bargaining.tables.trimming import trimmed
from contactline.bargaining.tables.wide_form import WIDE

# The first that fits a table reads it: those with rows of their own, then those with a heading.
OWN_ROWS = (DECIDE, KTAB)
WITH_HEADING = (WIDE, PLAIN)


def read_table(path: Path | str, asked: ReadAs | None = None) -> Stances:
    """Return the stances that a file holds, or the standard input for "-".

    asked: what is said of it from outside, such as its scale; in the table positions go from 0 to
    100, bit for bit as written where that is the scale. Raises TableError with every fault of the
    file, each with its line and its column, both counted from 1: the column is that of the first
    character of the cell, or of the sheet. Raises BargainError where `asked` makes no sense.
    """
    asked = asked or ReadAs()
    name = str(path)
    faults = Faults(name if name.isprintable() else repr(name))
    title = "table" if name == PIPE else Path(name).stem.encode("utf-8", "replace").decode()
    rows = rows_in(bytes_of(path, faults), asked, faults)
    return _stances(rows, title, asked, faults)


def parse_table(
    text: str,
    file: str = "text",
    title: str = "table",
    scale: Scale | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    full_salience: float | None = None,
) -> Stances:
    """Return the stances of a text; see `read_table`.

    title: what the table is called, unless it says so itself. The others: see `ReadAs`.
    """
    faults = Faults(file)
    asked = ReadAs(scale, columns or {}, full_salience, encoding="utf-8-sig")
    rows = rows_in(text.encode("utf-8", "surrogatepass"), asked, faults)
    return _stances(rows, title, asked, faults)


def _stances(rows: Sequence[Row], title: str, asked: ReadAs, faults: Faults) -> Stances:
    """Return the stances that rows hold in the form that fits them."""
    if not rows:
        must = f"must be a table with the columns {', '.join(NEEDED)}"
        raise faults.refuse(START, f"{must}, got an empty file")
    form = next((one for one in OWN_ROWS if one.fits(rows)), None)
    if form is None:
        rows = trimmed(rows, faults)
        named = "position" in asked.columns
        form = PLAIN if named else next(one for one in WITH_HEADING if one.fits(rows))
        asked = with_named_scales(rows[0], asked, faults)
    _check_rows(rows, form, faults)
    statements = form.read(rows, asked, faults)
    if not statements:
        faults.tell()
    return assembled(statements, faults, form.title(rows) or title, asked)


def _check_rows(rows: Sequence[Row], form: Form, faults: Faults) -> None:
    if len(rows) <= form.above:
        raise faults.refuse(rows[0][0], "must have a row for each actor, got none. Add them")
