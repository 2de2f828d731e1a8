"""How results are shown in a script or a notebook: tables, charts, and a short cell."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from contactline.show.keeping import load, save
from contactline.show.plots import Plots, picture_of
from contactline.show.report.headlines import sentences
from contactline.show.sheets.runs import outcome_sheet
from contactline.show.tables import summary_table, weekly_table
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.numbers import percent_of
from contactline.study.ensemble import Results
from contactline.world.outcomes import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

BAR_WIDE, BAR_HIGH, LEAST_LABELLED = 640, 34, 40

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
        f"<tr><td>{_swatch(row[0])}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in sheet.rows
    )
    said = " ".join(sentences(run)).replace("`", "")
    return (
        f"<p><b>{escape(repr(run))}</b> {escape(NOT_A_FORECAST)}</p><p>{escape(said)}</p>"
        f"{_bar(run)}"
        f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"<p><small>{escape(sheet.caption.replace('`', ''))}</small></p>"
    )


def _bar(run: Results) -> str:
    """Return a bar of the outcomes, best to worst, for pages that show a table but no picture."""
    counts, parts, before = run.columns["outcome"].value_counts(), [], 0
    for name in OUTCOMES:
        worlds = int(counts.get(name, 0))
        parts += [_part(name, before, worlds, run.worlds)] if worlds else []
        before += worlds
    told = f"Bar: how {run.worlds:,} worlds end; the table below has the shares."
    box = f'viewBox="0 0 {BAR_WIDE} {BAR_HIGH}" width="{BAR_WIDE}" style="max-width:100%"'
    return f'<svg {box} role="img" aria-label="{told}">{"".join(parts)}</svg>'


def _part(name: str, before: int, worlds: int, of: int) -> str:
    """Return the part of an outcome in the bar, with its share where there is room."""
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.style import INK, outcome_fill

    at, width = BAR_WIDE * before / of, BAR_WIDE * worlds / of
    fill, share = outcome_fill(name), percent_of(worlds, of)
    box = f'x="{at:.1f}" y="1" width="{width:.1f}" height="{BAR_HIGH - 2}"'
    said = f"<title>{escape(OUTCOMES[name].label)}: {share}</title>"
    rect = f'<rect {box} fill="{fill.colour}" stroke="{INK}">{said}</rect>'
    if width < LEAST_LABELLED:
        return rect
    place = f'x="{at + width / 2:.1f}" y="{BAR_HIGH / 2 + 4:.0f}" text-anchor="middle"'
    return f'{rect}<text {place} font-size="12" fill="{fill.text}">{share}</text>'


def _swatch(label: str) -> str:
    """Return the colour that an outcome has in the bar; "" for what is no single outcome."""
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.style import INK, outcome_fill

    name = next((one.name for one in OUTCOMES.values() if one.label == label), "")
    if not name:
        return ""
    colour = outcome_fill(name).colour
    look = f"display:inline-block;width:1em;height:1em;border:1px solid {INK};background:{colour}"
    return f'<span style="{look}"></span>'


def as_png(run: Results) -> bytes:
    """Return the outcomes of a run as a picture, for a notebook or a page that shows no HTML."""
    from contactline.show.charts.saving import png_bytes

    return png_bytes(picture_of(run, "outcome_bars"))
