"""How results are shown in a script or a notebook: tables, charts, and a short cell."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from contactline.show.keeping import load, save
from contactline.show.plots import Plots
from contactline.show.report.headlines import sentences
from contactline.show.sheets.runs import outcome_sheet
from contactline.show.tables import summary_table, weekly_table
from contactline.show.words import NOT_A_FORECAST
from contactline.study.ensemble import Results

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Plots", "as_html", "as_png", "load", "save", "table_of", "weekly_of"]


def table_of(run: Results) -> pd.DataFrame:
    """Return shares of outcomes, measures, and how long ceasefires last, a row each."""
    return summary_table([run])


def weekly_of(run: Results) -> pd.DataFrame:
    """Return the bands of every weekly quantity, a row a week."""
    return weekly_table([run])


def as_html(run: Results) -> str:
    """Return a run as a cell of a notebook: what it is, its sentences and its outcomes."""
    sheet = outcome_sheet([run])
    head = "".join(f"<th>{escape(cell)}</th>" for cell in sheet.head)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in sheet.rows
    )
    said = " ".join(sentences(run)).replace("`", "")
    return (
        f"<p><b>{escape(repr(run))}</b> {escape(NOT_A_FORECAST)}</p><p>{escape(said)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"<p><small>{escape(sheet.caption.replace('`', ''))}</small></p>"
    )


def as_png(run: Results) -> bytes:
    """Return the outcomes of a run as a picture, for a notebook or a page that shows no HTML."""
    from contactline.show.charts.saving import png_bytes

    return png_bytes(Plots(run).picture("outcome_bars"))
