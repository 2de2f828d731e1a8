"""A table in LaTeX as one cut at tabs, so that it can be read like any other text."""

from __future__ import annotations

import re

from contactline.bargaining.tables.cells import Faults

_ROW_END = re.compile(r"\\\\(\[[^\[\]\\]{0,20}\])?\s*(\\\w{1,20}(\{[^{}\\]{0,40}\})?\s*){0,9}$")
_CELL_END = re.compile(r"\s*(?<!\\)&\s*")
_RULES = re.compile(r"^\s*(\\(h|top|mid|bottom)(line|rule)\s*)+")
FEWEST_ROWS = 2


def without_latex(text: str, faults: Faults) -> str:
    """Return the text with its rows cut at tabs where it is a table in LaTeX; lines stay lines."""
    lines = text.splitlines()
    rows = [bool(_ROW_END.search(line) and _CELL_END.search(line)) for line in lines]
    if sum(rows) < FEWEST_ROWS:
        return text
    faults.guess("Read as a table in LaTeX.")
    return "\n".join(_row(line) if row else "" for line, row in zip(lines, rows, strict=True))


def _row(line: str) -> str:
    bare = _ROW_END.sub("", _RULES.sub("", line))
    return re.sub(r"\\([%&_$#])", r"\1", _CELL_END.sub("\t", bare.strip()))
