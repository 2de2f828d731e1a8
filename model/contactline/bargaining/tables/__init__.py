"""Tables of stances, read from files: who wants what, how much, and how able they are.

A file becomes rows of cells with their places (`source`: `separated`, `workbook`, `markup`); a form
makes them what each actor says on each issue (`plain_form`, `wide_form`, `ktab_form`,
`decide_form`), with what stands around a table taken away (`trimming`), columns found by their
headings (`headings`) and numbers read (`saying`); and that is put together and checked
(`assembling`), with what is in doubt said (`doubts`). A new form is one file and one entry in
`reading`; a new kind of file is one that makes such rows.
"""

from contactline.bargaining.tables.form import ReadAs
from contactline.bargaining.tables.reading import parse_table, read_table
from contactline.bargaining.tables.stances import (
    HUNDRED,
    LONE_ISSUE,
    Scale,
    Stances,
    checked_scale,
    on_scale,
    outcomes,
)
from contactline.bargaining.tables.writing import as_csv

__all__ = [
    "HUNDRED",
    "LONE_ISSUE",
    "ReadAs",
    "Scale",
    "Stances",
    "as_csv",
    "checked_scale",
    "on_scale",
    "outcomes",
    "parse_table",
    "read_table",
]
