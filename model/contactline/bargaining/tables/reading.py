"""Tables of stances from files, in any of the forms that are known."""

from __future__ import annotations

from pathlib import Path

from contactline.bargaining.tables.assembling import assembled
from contactline.bargaining.tables.cells import START, Faults
from contactline.bargaining.tables.ktab_form import KTAB
from contactline.bargaining.tables.plain_form import NEEDED, PLAIN
from contactline.bargaining.tables.separated import rows_of
from contactline.bargaining.tables.stances import HUNDRED, Scale, Stances, checked_scale
from contactline.errors import ScenarioError, TableError
from contactline.scenario.files import text_of

# The first that fits a table reads it.
FORMS = (KTAB, PLAIN)


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
    try:
        text = text_of(Path(path), file, "a file with a table")
    except ScenarioError as error:
        raise TableError(error.faults) from error
    return parse_table(text, file, title, scale)


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
    form = next(one for one in FORMS if one.fits(rows))
    if len(rows) <= form.above:
        raise faults.refuse(rows[0][0], "must have a row for each actor, got none. Add them")
    statements = form.read(rows, scale, faults)
    if not statements:
        faults.tell()
    own = rows[0][0].text if form.titled else ""
    return assembled(statements, faults, own or title, scale)
