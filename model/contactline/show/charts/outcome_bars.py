"""How often does each outcome come? Stacked bars by scenario, with an interval for each share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from contactline.language import marked, say
from contactline.language.phrases import counted, per_cent
from contactline.show.charts.figure import fill_box, fitted, text_width_in
from contactline.show.charts.labels import spread
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, Room, axes_grid, numbers_in
from contactline.show.charts.style import (
    CAPTION_PT,
    INK,
    SMALL_PT,
    TEXT_PT,
    Fill,
    house_settings,
    outcome_fill,
)
from contactline.show.charts.subject import Picture, Subject, title_of
from contactline.show.charts.telling import telling
from contactline.show.words.findings import Hits, against, found_in, within_noise
from contactline.show.words.numbers import apportioned, interval_text
from contactline.study import intervals
from contactline.study.ensemble import Results
from contactline.world.outcomes import HOLDING, OUTCOMES

QUESTION = marked("How often does each outcome come?")
DOTS = 50
NAME_WIDTH_IN = 2.3
NAMES_WIDTH_IN = 3.2
MANY, TWO_LINED = 4, 6
LEAST_ROW_IN = 0.9
"""Of a bar with its dots, the names of its narrow parts, and its share of the axis below all."""
SHARES_NOTE = marked(
    "from best (left) to worst; brackets: simultaneous 95 % intervals of the shares"
)
HOLDING_NOTE = marked(
    "from best (left) to worst; beside each name: how often a ceasefire holds, with its 95 % "
    "interval (Wilson); intervals of single outcomes stand in the table"
)


@dataclass(frozen=True)
class OutcomeBars:
    """Counts of worlds by scenario and outcome, and the interval of each share.

    counts, low, high: (scenarios, outcomes), outcomes from best to worst.
    """

    scenarios: tuple[str, ...]
    outcomes: tuple[str, ...]
    counts: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def shares(self) -> NDArray[np.float64]:
        """Shares of the worlds of each scenario, shape of the counts."""
        return self.counts / self.counts.sum(axis=1, keepdims=True)

    @property
    def holding(self) -> NDArray[np.float64]:
        """Share of the worlds of each scenario in which a ceasefire holds at the horizon."""
        held = [name in HOLDING for name in self.outcomes]
        return self.counts[:, held].sum(axis=1) / self.counts.sum(axis=1)

    def dots(self, scenario: int) -> NDArray[np.int64]:
        """Return the outcome of each of 50 dots, as many as its share has by largest remainder."""
        each = apportioned([int(count) for count in self.counts[scenario]], DOTS)
        return np.repeat(np.arange(len(each)), each)


def outcome_bars_data(runs: Sequence[Results]) -> OutcomeBars:
    """Return the outcome counts of one or more runs with simultaneous 95 % intervals."""
    names = tuple(OUTCOMES)
    counts = np.array(
        [[int((run.columns["outcome"] == name).sum()) for name in names] for run in runs],
        dtype=np.int64,
    )
    bounds = [intervals.simultaneous(row) for row in counts]
    low = np.array([pair[0] for pair in bounds], dtype=np.float64)
    high = np.array([pair[1] for pair in bounds], dtype=np.float64)
    return OutcomeBars(tuple(title_of(run) for run in runs), names, counts, low, high)


def draw(ax: Axes, data: OutcomeBars, *, dots: bool = True) -> Axes:
    """Return the axes with one stacked bar per scenario, first scenario on top.

    dots: whether there is room for fifty dots below each bar.
    """
    few = len(data.scenarios) < MANY
    for row in range(len(data.scenarios)):
        _bar(ax, data, row, few=few, high=0.46 if dots else 0.56)
        if few and dots:
            _dots(ax, data, row)
    names = _names(data, dots=dots)
    size = TEXT_PT if few and dots else SMALL_PT
    ax.set_yticks([-row for row in range(len(names))], names, fontsize=size)
    ax.set_ylim(-len(names) + 0.45, 0.62)
    ax.set_xlim(0, 100)
    ax.set_xlabel(
        say("share of worlds (%), one dot in 50") if few and dots else say("share of worlds (%)")
    )
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return ax


def _names(data: OutcomeBars, *, dots: bool) -> list[str]:
    """Return the scenarios as they stand left of the bars: name, and the share that holds."""
    few = len(data.scenarios) < MANY
    names = [say(name) for name in data.scenarios]
    held = [per_cent(float(share)) for share in data.holding]
    if not few:
        ends = [_holding_interval(counts) for counts in _held_and_all(data)]
        width_in = NAMES_WIDTH_IN - text_width_in(" 100 % (92–100)", SMALL_PT)
        lines = 2 if len(names) <= TWO_LINED else 1
        short = [fitted(name, width_in, SMALL_PT, lines) for name in names]
        parts = zip(short, held, ends, strict=True)
        return [f"{name} {share} ({both})" for name, share, both in parts]
    lines = 3 if len(held) == 1 else 2
    width_in, size = (NAME_WIDTH_IN, TEXT_PT) if dots else (NAMES_WIDTH_IN, SMALL_PT)
    return [
        "\n".join(
            [
                fitted(name, width_in, size, lines if dots else 1),
                say("holds, in all: {share}", share=share),
            ]
        )
        for name, share in zip(names, held, strict=True)
    ]


def _held_and_all(data: OutcomeBars) -> list[tuple[int, int]]:
    """Return in how many worlds of each scenario a ceasefire holds, and of how many."""
    totals = data.counts.sum(axis=1)
    return [
        (round(float(share * total)), int(total))
        for share, total in zip(data.holding, totals, strict=True)
    ]


def _holding_interval(counts: tuple[int, int]) -> str:
    return interval_text(*intervals.wilson(*counts))


def _room(data: OutcomeBars, *, dots: bool) -> Room:
    size = TEXT_PT if len(data.scenarios) < MANY and dots else SMALL_PT
    return Room(
        left=numbers_in(_names(data, dots=dots), size), right=0.2, bottom=NUMBERS_IN + AXIS_NAME_IN
    )


def _bar(ax: Axes, data: OutcomeBars, row: int, *, few: bool, high: float) -> None:
    """Draw the segments of one scenario, labelled inside or, where few, in the lane above."""
    height = high if few else 0.82
    left, narrow = 0.0, []
    for index, share in enumerate(data.shares[row] * 100):
        if share == 0:
            continue
        fill = outcome_fill(data.outcomes[index])
        fill_box(ax, (left, -row - height / 2), share, height, fill)
        texts = _texts(data, row, index)[: 2 if few else 1]
        room_in = share / 100 * _wide_in(ax) - 0.08
        if max(text_width_in(text, SMALL_PT) for text in texts) <= room_in:
            _inside(ax, (left + share / 2, -row), "\n".join(texts), fill)
        elif few:
            narrow.append((left + share / 2, " ".join(texts), fill))
        left += share
    _narrow_labels(ax, narrow, -row + height / 2)


def _wide_in(ax: Axes) -> float:
    """Return the width of axes in inches."""
    return float(ax.bbox.width / ax.figure.dpi)


def _inside(ax: Axes, place: tuple[float, float], text: str, fill: Fill) -> None:
    """Write the label of a segment in its middle, on a plain ground where it is hatched."""
    ground = {"facecolor": fill.colour, "edgecolor": "none", "pad": 1.0} if fill.hatch else None
    label = ax.text(*place, text, fontsize=CAPTION_PT, color=fill.text, linespacing=1.05)
    label.set(ha="center", va="center", bbox=ground)


def _texts(data: OutcomeBars, row: int, index: int) -> tuple[str, str]:
    """Return the share and its interval as text."""
    ends = interval_text(float(data.low[row, index]), float(data.high[row, index]))
    return per_cent(float(data.shares[row, index])), f"({ends})"


def _narrow_labels(ax: Axes, labels: Sequence[tuple[float, str, Fill]], top: float) -> None:
    """Write the labels of narrow segments above the bar, each with a swatch of its colour."""
    if not labels:
        return
    widest_in = max(text_width_in(text, CAPTION_PT) for _, text, _ in labels) + 0.32
    width = 100 * widest_in / _wide_in(ax)
    places = spread([x for x, _, _ in labels], width, 0, 100)
    for (x, text, fill), place in zip(labels, places, strict=True):
        text_share = 100 * text_width_in(text, CAPTION_PT) / _wide_in(ax)
        left = place - text_share / 2
        swatch = ax.scatter([left - 0.6], [top + 0.16], marker="s", s=58, color=fill.colour)
        swatch.set(edgecolor=INK, linewidth=0.8, clip_on=False)
        ax.text(left + 0.5, top + 0.1, text, ha="left", va="bottom", fontsize=CAPTION_PT)
        if abs(place - x) < 1.5 * width / 4:
            ax.plot([x, x], [top, top + 0.08], color=INK, lw=0.8)


def _dots(ax: Axes, data: OutcomeBars, row: int) -> None:
    """Draw the fifty dots under the bar, in its order."""
    at = (np.arange(DOTS) + 0.5) * 100 / DOTS
    outcome_of_dot = data.dots(row)
    for index, name in enumerate(data.outcomes):
        mine = at[outcome_of_dot == index]
        fill = outcome_fill(name)
        marks = ax.scatter(
            mine, np.full(mine.shape, -row - 0.37), s=52, color=fill.colour, zorder=3
        )
        marks.set_edgecolor(INK if not fill.hatch else fill.hatch_colour)
        marks.set_linewidth(0.9)


def describe(data: OutcomeBars) -> str:
    """Return the alt text: how often a ceasefire holds, and the most frequent outcome."""
    shares, held = data.shares, data.holding
    most = int(np.argmax(shares[-1]))
    said = say(
        "a ceasefire holds in {share} of worlds under {scenario}",
        share=per_cent(float(held[-1])), scenario=say(data.scenarios[-1]),
    )  # fmt: skip
    if len(data.scenarios) > 1:
        said = say(
            "{said} against {share} under {scenario}",
            said=said, share=per_cent(float(held[0])), scenario=say(data.scenarios[0]),
        )  # fmt: skip
    return say(
        "Stacked bar chart of the outcomes of {worlds} in {scenarios}, where {said}; most frequent "
        "there is “{label}” with {share}.",
        worlds=_worlds(data), scenarios=counted(len(data.scenarios), "scenario"), said=said,
        label=say(OUTCOMES[data.outcomes[most]].label), share=per_cent(float(shares[-1, most])),
    )  # fmt: skip


def _worlds(data: OutcomeBars) -> str:
    counts = sorted({int(count) for count in data.counts.sum(axis=1)})
    return say(" or ").join(counted(count, "world") for count in counts)


def _unseen(data: OutcomeBars) -> str:
    """Return how far the interval of an outcome seen in no world reaches, as a caption's end."""
    unseen = data.counts == 0
    if not unseen.any():
        return ""
    end = per_cent(float(data.high[unseen].max()))
    return say("outcomes seen in no world are not drawn, their interval ends at {end}", end=end)


def draw_on(ax: Axes, subject: Subject) -> Axes:
    """Return axes of others with the bars on them."""
    return draw(ax, outcome_bars_data(subject.runs))


def data(subject: Subject) -> OutcomeBars:
    """Return the numbers that are drawn of a subject."""
    return outcome_bars_data(subject.runs)


def finding(subject: Subject) -> str:
    """Return the outcome that changes most beyond noise, else in how many worlds one holds."""
    runs = subject.runs
    if len(runs) == 2:
        seen = [[Hits(run.scenario.name, ends(run, [name])) for run in runs] for name in OUTCOMES]
        moved = [pair for pair in seen if not within_noise(*pair)]
        if moved and runs[0].worlds == runs[1].worlds:
            most = max(moved, key=lambda pair: abs(pair[1].hits - pair[0].hits))
            at = next(at for at, pair in enumerate(seen) if pair is most)
            label = say(list(OUTCOMES.values())[at].label)
            return say("“{label}” is the end of {worlds}", label=label, worlds=against(most))
    held = [Hits(run.scenario.name, ends(run, HOLDING)) for run in runs]
    return found_in(held, say("A ceasefire holds at the end"))


def ends(run: Results, outcomes: Sequence[str]) -> NDArray[np.bool_]:
    """Return whether each world ends in one of these outcomes, (worlds,)."""
    found: NDArray[np.bool_] = run.columns["outcome"].isin(list(outcomes)).to_numpy(dtype=bool)
    return found


def picture(subject: Subject) -> Picture:
    """Return the outcomes of every run of the subject."""
    found = data(subject)
    rows = len(found.scenarios)
    few = rows < MANY
    told = telling(
        "outcome_bars", subject, found, finding=finding(subject), question=QUESTION,
        note=say(SHARES_NOTE if few else HOLDING_NOTE),
        alt=describe(found), more=_unseen(found) if few else "",
    )  # fmt: skip
    key = [(outcome_fill(name), say(OUTCOMES[name].label)) for name in found.outcomes]
    with house_settings():
        figure, free_in = told.slide(key)
        height_in = min(free_in, 0.75 + rows * 1.45)
        dots = height_in / rows >= LEAST_ROW_IN
        ax = axes_grid(figure, _room(found, dots=dots), height_in)[0]
        draw(ax, found, dots=dots)
    return told.picture(figure)
