"""Texts that a spreadsheet would take for a formula, written so that it does not, and read back.

Numbers are no texts and stay as they are.
"""

from __future__ import annotations

import re

# Full-width signs begin a formula too where such a keyboard is set.
_BEGINS_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_KEPT = re.compile(rf"'{_BEGINS_FORMULA.pattern}")


def inert(text: str) -> str:
    """Return a text for a cell: with an apostrophe before it where it would begin a formula."""
    return f"'{text}" if _BEGINS_FORMULA.match(text) else text


def restored(text: str) -> str:
    """Return the text that `inert` was given; one in quotes of its own stays so."""
    return text[1:] if _KEPT.match(text) and not text.endswith("'") else text
