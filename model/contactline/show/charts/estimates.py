"""Small multiples of estimates, each drawn together with its interval: dots, or curves over days.

For questions of one's own: the table holds the numbers, the picture their panels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contactline.language import say
from contactline.language.phrases import whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, KeyEntry, plate, wrap
from contactline.show.charts.labels import spread, whole_ticks
from contactline.show.charts.style import (
    SCENARIO_LOOKS,
    SMALL_PT,
    Fill,
    ScenarioLook,
    house_settings,
)
from contactline.show.charts.subject import Picture

if TYPE_CHECKING:
    import pandas as pd

GREY, BLUE, VERMILION = SCENARIO_LOOKS
MARKS = {"s": "■", "o": "●", "D": "◆"}
REACH = 0.4
MOST_ABREAST = 5
HEAD_IN, PLACE_IN, NAMED_IN = 0.8, 0.32, 1.0

type Way = Literal["upright", "lying", "shares"]


class FigureText(NamedTuple):
    """What stands around a figure. found: its title; asked: the question; runs: of which runs."""

    found: str
    asked: str
    runs: str


def panels(
    told: FigureText,
    headings: Sequence[str],
    *,
    rows: int = 1,
    height_in: float = 4.5,
    key: Sequence[KeyEntry] = (),
    alike: Way | None = None,
) -> tuple[Figure, list[Axes]]:
    """Return a figure with a panel for each heading; to be called inside `house_settings()`.

    alike: `shares` if all panels have the same axes, `lying` if only those of places.
    """
    figure = plate(*told, content_in=height_in, key=key)
    columns = -(-len(headings) // rows)
    one_x, one_y = alike == "shares", alike in ("shares", "lying")
    grid = figure.subplots(rows, columns, sharex=one_x, sharey=one_y, squeeze=False).ravel()
    for ax in grid[len(headings) :]:
        ax.set_axis_off()
    for ax, heading in zip(grid, headings, strict=False):
        lines_of_heading = wrap(heading, 0.75 * TEXT_WIDTH_IN / columns, SMALL_PT)
        ax.set_title("\n".join(lines_of_heading), fontsize=SMALL_PT)
        ax.grid(axis="both")
    return figure, list(grid[: len(headings)])


def dot_panels(
    told: FigureText,
    table: pd.DataFrame,
    key: Mapping[str, ScenarioLook],
    *,
    rows: int = 1,
    height_in: float = 4.5,
    way: Way = "upright",
) -> Picture:
    """Return a picture of estimates: panel by panel, place by place, groups side by side.

    table: columns panel, place, group (a name of the key), middle, low, high. way: `upright` has
    places from left to right; `lying` from the bottom up; `shares` too, all in per cent, on one
    axis.
    """
    entries: list[KeyEntry] = [
        (Fill(look.colour), f"{MARKS[look.marker]} {group}") for group, look in key.items()
    ]
    headings, places = list(table.panel.unique()), list(table.place.unique())
    upright = way == "upright"
    spread_out = np.linspace(REACH / 2, -REACH / 2, len(key)) if len(key) > 1 else np.zeros(1)
    shifts = -spread_out if upright else spread_out
    with house_settings():
        figure, axes = panels(
            told, headings, rows=rows, height_in=height_in, alike=None if upright else way,
            key=entries if len(entries) > 1 else (),
        )  # fmt: skip
        for ax, panel in zip(axes, headings, strict=True):
            for shift, (group, look) in zip(shifts, key.items(), strict=True):
                part = table[(table.panel == panel) & (table.group == group)]
                at = np.array([places.index(place) for place in part.place]) + shift
                dots(ax, at, part, look, lying=not upright)
            _name_places(ax, places, way)
        for ax in axes[: len(axes) - -(-len(axes) // rows)] if way == "shares" else ():
            ax.set_xlabel("")
            ax.tick_params(labelbottom=False)
    return Picture(figure, told.found, f"{told.found} {_alt_text(table)}", told.runs)


def _alt_text(table: pd.DataFrame) -> str:
    """Return how many estimates there are, and which is the largest."""
    top = table.loc[table.middle.idxmax()]
    return say(
        "Dot plots of {n} estimates; the largest is {value}: {place}, {group}, {panel}.",
        n=whole(len(table)), value=whole(top.middle), place=top.place, group=top.group,
        panel=top.panel,
    )  # fmt: skip


def share_panels(
    told: FigureText, table: pd.DataFrame, key: Mapping[str, ScenarioLook], *, columns: int = 3
) -> Picture:
    """Return a picture of shares as `dot_panels` does, with so many rows, as tall as they need."""
    rows = -(-table.panel.nunique() // columns)
    height = rows * (HEAD_IN + PLACE_IN * table.place.nunique())
    return dot_panels(told, table, key, rows=rows, height_in=height, way="shares")


def measure_panels(
    told: FigureText, table: pd.DataFrame, key: Mapping[str, ScenarioLook]
) -> Picture:
    """Return a picture of measures, a panel each on an axis of its own, as tall as they need."""
    height = HEAD_IN + NAMED_IN + PLACE_IN * (1 + len(key) / 2) * table.place.nunique()
    return dot_panels(told, table, key, height_in=height, way="lying")


def dots(
    ax: Axes,
    at: NDArray[np.float64],
    part: pd.DataFrame,
    look: ScenarioLook,
    *,
    lying: bool = False,
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
        label = "\n".join(wrap(group, 1.6, SMALL_PT))
        ax.text(
            1.03, place, label, transform=ax.get_yaxis_transform(), color=look.colour,
            fontsize=SMALL_PT, va="center",
        )  # fmt: skip
    ax.set(xlim=(0, table.day.max()), ylim=(0, 100))
    ax.set(xlabel=say("days"), ylabel=say("% of worlds"))


def line_panels(told: FigureText, table: pd.DataFrame) -> Picture:
    """Return a picture of shares over days: a panel for each in the table, three groups in each."""
    headings = list(table.panel.unique())
    with house_settings():
        figure, axes = panels(told, headings)
        for ax, panel in zip(axes, headings, strict=True):
            part = table[table.panel == panel]
            lines(ax, part, dict(zip(part.group.unique(), SCENARIO_LOOKS, strict=True)))
    last = table[table.day == table.day.max()].dropna()
    ends = ", ".join(f"{whole(100 * row.middle)} % {row.group}" for row in last.itertuples())
    alt = say("Curves of shares of worlds; on the last day {ends}.", ends=ends)
    return Picture(figure, told.found, f"{told.found} {alt}", told.runs)


def _name_places(ax: Axes, places: Sequence[str], way: Way) -> None:
    """Name the places beside their rows, or below their columns, many on two lines in turn."""
    if way == "upright":
        ax.set_ylim(bottom=0)
        whole_ticks(ax.yaxis)
        low = [f"\n{place}" if at % 2 else place for at, place in enumerate(places)]
        ax.set_xticks(range(len(places)), low if len(places) > MOST_ABREAST else places)
        return
    ax.set_yticks(range(len(places)), places)
    if way == "shares":
        ax.set(xlim=(0, 100), xticks=range(0, 100, 25), xlabel=say("% of worlds"))
        ax.tick_params(labelbottom=True)
