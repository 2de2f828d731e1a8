"""Scales that a heading names itself, such as `Position (1-7)` or `Salience [0 to 10]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from contactline.bargaining.tables.cells import Cell, Faults, Row, number_in
from contactline.bargaining.tables.form import ReadAs
from contactline.bargaining.tables.headings import rank
from contactline.bargaining.tables.stances import HUNDRED, Scale
from contactline.bargaining.tables.wide_columns import labelled

# Numbers of which both ends of a span in brackets are rather the years of a survey.
YEARS = (1900, 2100)
_ENDS = re.compile(
    r"[(\[]\s*(?:scale\s+)?(?P<low>[-+\u2212]?\d+(?:[.,]\d+)?)\s*(?:-|–|—|\.\.+|…|to|bis|à|до|/)\s*"
    r"(?P<high>[-+\u2212]?\d+(?:[.,]\d+)?)\s*[)\]]",
    re.IGNORECASE,
)


def with_named_scales(heading: Row, asked: ReadAs, faults: Faults) -> ReadAs:
    """Return what is asked, with the ends of the scales that the heading names in brackets.

    Full salience is the upper end. What was asked for goes before the heading; several scales of
    positions, or of saliences, are none.
    """
    at, care = (_scale_of(heading, name) for name in ("position", "salience"))
    told = []
    if at and asked.scale is None:
        asked = replace(asked, scale=at)
        ends = f"positions run from {at[0]:.12g} to {at[1]:.12g} (--scale LOW HIGH)"
        told += [ends] if at != HUNDRED else []
    if care and asked.full_salience is None and care[1] > 0:
        asked = replace(asked, full_salience=care[1])
        told.append(f"full salience is {care[1]:.12g} (--full-salience NUMBER)")
    if told:
        faults.guess(f"As the heading says, {' and '.join(told)}.")
    return asked


def _scale_of(heading: Sequence[Cell], name: str) -> Scale | None:
    """Return the only scale that the columns of a number name, or None."""
    found = {_ends_in(cell.text) for cell in heading if _means(cell.text, name)}
    return found.pop() if len(found) == 1 else None


def _means(text: str, name: str) -> bool:
    label = labelled(text)
    return bool(label and label[0] == name) or rank(text, name) is not None


def _ends_in(text: str) -> Scale | None:
    found = _ENDS.search(text)
    if not found:
        return None
    low, high = (number_in(found[one].replace(",", ".")) for one in ("low", "high"))
    if low is None or high is None or not low < high or YEARS[0] <= low < high <= YEARS[1]:
        return None
    return low, high
