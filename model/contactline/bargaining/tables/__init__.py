"""Tables of stances, read from files: who wants what, how much, and how able they are.

A file becomes rows of cells with their places (`separated`); a form makes them what each actor says
on each issue (`form`, `plain_form`, `ktab_form`); and that is put together and checked
(`assembling`). A new form is one file and one entry in `reading.FORMS`; a new kind of file is one
that makes such rows.
"""

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

__all__ = [
    "HUNDRED",
    "LONE_ISSUE",
    "Scale",
    "Stances",
    "checked_scale",
    "on_scale",
    "outcomes",
    "parse_table",
    "read_table",
]
