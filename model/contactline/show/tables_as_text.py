"""Tables as text: the same CSV everywhere, with digits that all processors agree on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from contactline.bargaining.tables.formulas import inert
from contactline.show.sheets.markdown import cell

if TYPE_CHECKING:
    import pandas as pd

DIGITS, AS_GOOD_AS_ZERO = 9, 1e-12
MOST_WHOLE = 1e15
CELLS_AT_ONCE = 200_000


def csv_text(frame: pd.DataFrame) -> str:
    """Return a table as CSV: lines end in a line feed on every system, unknown is empty.

    Whole numbers have no decimals, others as many as it takes to read back the same number. Truth
    is TRUE or FALSE, as R, pandas and spreadsheets read it; an end without bound is unknown. A text
    that a spreadsheet would run as a formula has an apostrophe before it.
    """
    return "".join(csv_parts(frame))


def csv_parts(frame: pd.DataFrame) -> Iterator[str]:
    """Yield the text of a table as CSV in parts, so that a long one is never there as a whole."""
    yield _as_csv([[inert(str(name)) for name in frame.columns]])
    for rows in row_parts(frame):
        columns = [_texts(rows[name].to_numpy()) for name in rows.columns]
        yield _as_csv(zip(*columns, strict=True))


def row_parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the rows of a table, some at a time."""
    rows = max(1, CELLS_AT_ONCE // max(1, frame.shape[1]))
    for at in range(0, len(frame), rows):
        yield frame.iloc[at : at + rows]


def csv_of_parts(frames: Iterable[pd.DataFrame]) -> Iterator[str]:
    """Yield the text of a table that comes in parts, each with the same columns, as CSV."""
    for number, frame in enumerate(frames):
        texts = csv_parts(as_written(frame))
        header = next(texts)
        if number == 0:
            yield header
        yield from texts


def _as_csv(rows: Iterable[Iterable[object]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def as_written(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table as it is written to a file: fractions have nine significant digits.

    Processors differ in the sixteenth digit of an exponential. With nine digits one value in a
    million that differs there is written in another way; with twelve it would be one in a thousand,
    and some file of every larger run would have another hash.
    """
    return frame.assign(
        **{
            name: _rounded(frame[name].to_numpy())
            for name in frame.columns
            if _has_fractions(frame[name])
        }
    )


def _has_fractions(column: pd.Series[Any]) -> bool:
    """Return whether a column has a number that is not whole."""
    if column.dtype.name == "str":
        return False
    values: NDArray[Any] = column.to_numpy()
    if values.dtype.kind != "f":
        return values.dtype.kind == "O"
    fractions: NDArray[np.bool_] = np.isfinite(values) & (values != np.rint(values))
    return bool(fractions.any())


def _rounded(values: NDArray[Any]) -> NDArray[Any]:
    """Return fractions with nine significant digits, what is as good as 0 as 0, all else as is."""
    if values.dtype.kind != "f":
        found = [_rounded_value(one) if isinstance(one, float) else one for one in values.tolist()]
        return np.array(found, dtype=object)
    rounded = values.copy()
    rounded[np.abs(values) < AS_GOOD_AS_ZERO] = 0.0
    at = np.flatnonzero(np.isfinite(rounded) & (rounded != np.rint(rounded)))
    rounded[at] = list(map(float, map(f"{{:.{DIGITS}g}}".format, rounded[at].tolist())))
    return rounded


def _rounded_value(value: float) -> float:
    if not np.isfinite(value):
        return value
    return 0.0 if abs(value) < AS_GOOD_AS_ZERO else float(f"{value:.{DIGITS}g}")


def _texts(values: NDArray[Any]) -> list[str]:
    """Return the values of a column as texts of a CSV."""
    if values.dtype.kind in "iu":
        return list(map(str, values.tolist()))
    if values.dtype.kind != "f":
        plain = values.tolist()
        words = {one: inert(one) for one in {*plain} if type(one) is str}  # often repeated
        return [words[one] if type(one) is str else _plain(one) for one in plain]
    known = np.isfinite(values)
    whole = known & (values == np.rint(values)) & (np.abs(values) < MOST_WHOLE)
    texts = list(map(repr, values.tolist()))
    for at, number in zip(np.flatnonzero(whole).tolist(), values[whole].tolist(), strict=True):
        texts[at] = str(int(number))
    for at in np.flatnonzero(~known).tolist():
        texts[at] = ""
    return texts


def _plain(value: object) -> str:
    """Return one value as text of a CSV."""
    if isinstance(value, bool | np.bool_):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return inert(value)
    return "" if isinstance(value, float) and np.isinf(value) else cell(value)
