"""The tables of a folder in other forms beside CSV, each of which needs an extra."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from contactline.bargaining.tables.formulas import inert
from contactline.errors import RunError
from contactline.study.bridges.extras import from_extra

if TYPE_CHECKING:
    import pandas as pd

WORKBOOK = "tables.xlsx"
MOST_ROWS = 1_048_575
MADE = datetime(2024, 12, 14)  # noqa: DTZ001 - a workbook knows no zone; the same bytes each time


def check_formats(formats: Sequence[str]) -> None:
    """Raise RunError, before anything is run, where the package for a form is missing."""
    for one in formats:
        from_extra(*NEEDS[one])


def write_formats(frames: Mapping[str, pd.DataFrame], folder: Path, formats: Sequence[str]) -> None:
    """Write all tables in each of these forms. Raises RunError."""
    check_formats(formats)
    for one in dict.fromkeys(formats):
        WRITERS[one](frames, folder)


def _parquet(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write each table as a file NAME.parquet."""
    for name, frame in frames.items():
        frame.to_parquet(folder / f"{name}.parquet", index=False)


def _xlsx(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write one workbook with a sheet a table; a text that looks like a formula stays a text."""
    openpyxl = from_extra("openpyxl", "xlsx")
    long = [name for name, frame in frames.items() if len(frame) > MOST_ROWS]
    if long:
        raise RunError(
            f"The table {long[0]} has more rows than a sheet can hold ({MOST_ROWS:,}). "
            "Take --format parquet, or fewer worlds."
        )
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = MADE
    cell = from_extra("openpyxl.cell", "xlsx").WriteOnlyCell
    for name, frame in frames.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([str(column) for column in frame.columns])
        columns = [frame[column].tolist() for column in frame.columns]
        for row in zip(*columns, strict=True):
            sheet.append([_as_cell(value, cell, sheet) for value in row])
    book.save(folder / WORKBOOK)


def _as_cell(value: object, cell: Callable[..., Any], sheet: object) -> object:
    """Return a value as a workbook holds it: unknown is empty, a text is never a formula."""
    if isinstance(value, str):
        if inert(value) == value:
            return value
        made = cell(sheet, value)
        made.data_type, made.quotePrefix = "s", True
        return made
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    return value


WRITERS: Mapping[str, Callable[[Mapping[str, pd.DataFrame], Path], None]] = {
    "parquet": _parquet,
    "xlsx": _xlsx,
}
NEEDS: Mapping[str, tuple[str, str]] = {
    "parquet": ("pyarrow", "parquet"),
    "xlsx": ("openpyxl", "xlsx"),
}
"""The package that each form needs, and the extra that brings it."""
