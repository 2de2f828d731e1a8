"""Small multiples in the house style, with every estimate drawn together with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from contactline.show.charts import Picture
from contactline.show.charts.figure import TEXT_WIDTH_IN, KeyEntry, plate, wrap
from contactline.show.charts.labels import spread, whole_ticks
from contactline.show.charts.style import (
    SCENARIO_LOOKS,
    SMALL_PT,
    Fill,
    ScenarioLook,
    house_settings,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Words = tuple[str, str, str]

GREY, BLUE, VERMILION = SCENARIO_LOOKS
MARKS = {"s": "■", "o": "●", "D": "◆"}
REACH = 0.4
MOST_ABREAST = 5
HEAD_IN, PLACE_IN = 0.8, 0.32


def panels(
    words: Words,
    headings: Sequence[str],
    *,
    rows: int = 1,
    height_in: float = 4.5,
    key: Sequence[KeyEntry] = (),
    alike: bool = False,
) -> tuple[Figure, list[Axes]]:
    """Return a figure with a panel for each heading; to be called inside `house_settings()`.

    words: title, subtitle, caption. alike: all panels have the same axes.
    """
    figure = plate(*words, content_in=height_in, key=key)
    columns = -(-len(headings) // rows)
    grid = figure.subplots(rows, columns, sharex=alike, sharey=alike, squeeze=False).ravel()
    for ax in grid[len(headings) :]:
        ax.set_axis_off()
    for ax, heading in zip(grid, headings, strict=False):
        lines_of_heading = wrap(heading, 0.75 * TEXT_WIDTH_IN / columns, SMALL_PT)
        ax.set_title("\n".join(lines_of_heading), fontsize=SMALL_PT)
        ax.grid(axis="both")
    return figure, list(grid[: len(headings)])


def dot_panels(
    words: Words,
    table: pd.DataFrame,
    key: Mapping[str, ScenarioLook],
    *,
    rows: int = 1,
    height_in: float = 4.5,
    shares: bool = False,
) -> Picture:
    """Return a picture of estimates: panel by panel, place by place, groups side by side.

    table: columns panel, place, group (a name of the key), middle, low, high. shares: the
    estimates are per cent; they lie in rows on one axis, the places from the bottom up.
    """
    entries = [(Fill(look.colour), f"{MARKS[look.marker]} {group}") for group, look in key.items()]
    headings, places = list(table.panel.unique()), list(table.place.unique())
    shifts = np.linspace(REACH / 2, -REACH / 2, len(key)) * (1 if shares else -1)
    with house_settings():
        figure, axes = panels(
            words, headings, rows=rows, height_in=height_in, key=entries, alike=shares
        )
        for ax, panel in zip(axes, headings, strict=True):
            for shift, (group, look) in zip(shifts, key.items(), strict=True):
                part = table[(table.panel == panel) & (table.group == group)]
                at = np.array([places.index(place) for place in part.place]) + shift
                dots(ax, at, part, look, lying=shares)
            _name_places(ax, places, shares=shares)
        for ax in axes[: len(axes) - -(-len(axes) // rows)] if shares else ():
            ax.set_xlabel("")
            ax.tick_params(labelbottom=False)
    top = table.loc[table.middle.idxmax()]
    where = f"{top.place}, {top.group}, {top.panel}"
    alt = f"Dot plots of {len(table)} estimates; the largest is {top.middle:,.0f}: {where}."
    return Picture(figure, words[0], alt, words[2])


def share_panels(
    words: Words, table: pd.DataFrame, key: Mapping[str, ScenarioLook], *, columns: int = 3
) -> Picture:
    """Return a picture of shares as `dot_panels` does, with so many rows, as tall as they need."""
    rows = -(-table.panel.nunique() // columns)
    height = rows * (HEAD_IN + PLACE_IN * table.place.nunique())
    return dot_panels(words, table, key, rows=rows, height_in=height, shares=True)


def dots(
    ax: Axes, at: Sequence[float], part: pd.DataFrame, look: ScenarioLook, *, lying: bool = False
) -> None:
    """Draw the estimates of a table, with their intervals, at these places."""
    bars = ax.hlines if lying else ax.vlines
    bars(at, part.low, part.high, color=look.colour, lw=2, zorder=3)
    x, y = (part.middle, at) if lying else (at, part.middle)
    ax.plot(x, y, ls="", marker=look.marker, ms=6, color=look.colour, zorder=4, clip_on=False)


def lines(ax: Axes, table: pd.DataFrame, key: Mapping[str, ScenarioLook]) -> None:
    """Draw the estimates of each group of a table over its days, with bands and direct labels.

    table: columns day, group, middle, low, high, in shares.
    """
    ends = []
    for group, look in key.items():
        part = table[(table.group == group) & table.middle.notna()]
        low, middle, high = (100 * part[name] for name in ("low", "middle", "high"))
        ax.fill_between(part.day, low, high, color=look.colour, alpha=0.15, linewidth=0)
        ax.plot(part.day, middle, color=look.colour, ls=look.dash, lw=2.2)
        ends.append(middle.iloc[-1])
    for place, (group, look) in zip(spread(ends, 14, 0, 100), key.items(), strict=True):
        named = {"color": look.colour, "fontsize": SMALL_PT, "va": "center"}
        label = "\n".join(wrap(group, 1.6, SMALL_PT))
        ax.text(1.03, place, label, transform=ax.get_yaxis_transform(), **named)
    ax.set(xlim=(0, table.day.max()), ylim=(0, 100), xlabel="days", ylabel="% of worlds")


def line_panels(words: Words, table: pd.DataFrame) -> Picture:
    """Return a picture of shares over days: a panel for each in the table, three groups in each."""
    headings = list(table.panel.unique())
    with house_settings():
        figure, axes = panels(words, headings)
        for ax, panel in zip(axes, headings, strict=True):
            part = table[table.panel == panel]
            lines(ax, part, dict(zip(part.group.unique(), SCENARIO_LOOKS, strict=True)))
    last = table[table.day == table.day.max()].dropna()
    told = ", ".join(f"{row.middle:.0%} {row.group}" for row in last.itertuples())
    return Picture(
        figure, words[0], f"Curves of shares of worlds; on the last day {told}.", words[2]
    )


def _name_places(ax: Axes, places: Sequence[str], *, shares: bool) -> None:
    """Name the places beside their rows, or below their columns, many on two lines in turn."""
    if shares:
        ax.set(xlim=(0, 100), xticks=range(0, 100, 25), xlabel="% of worlds")
        ax.tick_params(labelbottom=True)
        ax.set_yticks(range(len(places)), places)
    else:
        ax.set_ylim(bottom=0)
        whole_ticks(ax.yaxis)
        low = [f"\n{place}" if at % 2 else place for at, place in enumerate(places)]
        ax.set_xticks(range(len(places)), low if len(places) > MOST_ABREAST else places)
