"""Values as text, and tables in Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np


@lru_cache(maxsize=1 << 16, typed=True)
def cell(value: object) -> str:
    """Return one value as text."""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def markdown_table(head: Sequence[str], columns: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown, columns of numbers to the right."""
    found = list(columns)
    sides = ["---" if _is_text(values) else "--:" for values in found]
    rows = zip(*(map(cell, values) for values in found), strict=True)
    return "\n".join(_line(row) for row in (head, sides, *rows)) + "\n"


def _line(cells: Iterable[str]) -> str:
    escaped = (text.replace("\\", "\\\\").replace("|", "\\|") for text in cells)
    return f"| {' | '.join(' '.join(text.split()) for text in escaped)} |"


def _is_text(values: Sequence[object]) -> bool:
    return any(
        isinstance(value, str) and not value[:1].strip("+-−<>").isdigit() for value in values
    )
