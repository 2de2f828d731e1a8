"""Which inputs matter? Sobol indices or Morris' effects as bars with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from contactline.language import say
from contactline.show.charts.figure import TEXT_WIDTH_IN, plate
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at, numbers_in
from contactline.show.charts.stamp import Stamp, foot_of
from contactline.show.charts.style import INK, SMALL_PT, Fill, house_settings
from contactline.show.charts.subject import Picture
from contactline.show.words.effects import (
    HOW_MORRIS,
    HOW_SOBOL,
    morris_sentences,
    morris_title,
    name_of,
    rows_text,
    sobol_sentences,
    sobol_title,
)
from contactline.show.words.in_units import Measured
from contactline.study.sensitivity import Morris, Sobol

ROW_IN, ROOM_IN, MOST_BARS = 0.34, 0.2, 15
CLEAR, UNCLEAR, BESIDE = Fill("#0072B2"), Fill("#D9D9D9"), Fill("#D55E00")


class InputBar(NamedTuple):
    """One input: its number with how far that reaches, and a number beside it, None for none."""

    name: str
    size: float
    reach: float
    beside: float | None
    clear: bool


def sobol_picture(found: Sobol, stamp: Stamp | None = None) -> Picture:
    """Return a bar an input: its share with all interactions, and a diamond for alone."""
    bars = [
        InputBar(
            name_of(found, one.input),
            100 * (one.total_most - one.total_reach),
            100 * one.total_reach,
            None if one.first != one.first else 100 * one.first,
            not one.within_noise,
        )
        for one in found.indices[:MOST_BARS]
    ]
    key = (
        (CLEAR, say("with all interactions")),
        (UNCLEAR, say("not told from nought")),
        (BESIDE, say("alone (diamond)")),
    )
    axis = say("share of the differences between rows (%)")
    title, told = sobol_title(found), sobol_sentences(found)
    caption = f"{rows_text(found)}. {say(HOW_SOBOL)}"
    return _picture(bars, title, key, axis, caption, told, stamp, most=100)


def morris_picture(found: Morris, stamp: Stamp | None = None) -> Picture:
    """Return a bar an input: the mean size of its effects, and a diamond for what chance shows."""
    asked = Measured(found.measure)
    times = 100.0 if asked.share else 1.0
    bars = [
        InputBar(
            name_of(found, one.input),
            times * one.mu_star,
            times * one.reach,
            times * one.noise,
            not one.within_noise,
        )
        for one in found.effects[:MOST_BARS]
    ]
    key = (
        (CLEAR, say("mean size of effects")),
        (UNCLEAR, say("within noise")),
        (BESIDE, say("by chance (diamond)")),
    )
    axis = asked.heading_of_difference
    title, told = morris_title(found), morris_sentences(found)
    caption = f"{rows_text(found)}. {say(HOW_MORRIS)}"
    return _picture(bars, title, key, axis, caption, told, stamp)


def _picture(
    bars: Sequence[InputBar],
    title: str,
    key: Sequence[tuple[Fill, str]],
    axis: str,
    caption: str,
    told: Sequence[str],
    stamp: Stamp | None,
    most: float | None = None,
) -> Picture:
    """Return bars below a title, the largest on top. most: where the axis ends at the latest."""
    with house_settings():
        rows_in = ROW_IN * len(bars) + ROOM_IN
        content_in = rows_in + NUMBERS_IN + AXIS_NAME_IN
        figure = plate(
            title,
            say("Which inputs matter?"),
            foot_of(caption, stamp),
            content_in=content_in,
            key=key,
        )
        left_in = numbers_in([one.name for one in bars], SMALL_PT)
        ax = axes_at(figure, left_in, 0, TEXT_WIDTH_IN - left_in - 0.2, rows_in)
        draw(ax, bars).set_xlabel(axis)
        if most is not None:
            ax.set_xlim(right=min(ax.get_xlim()[1], most))
    return Picture(figure, title, " ".join(told), caption, stamp)


def draw(ax: Axes, bars: Sequence[InputBar]) -> Axes:
    """Return the axes with a bar an input, its interval as a line, a diamond beside it."""
    for row, one in enumerate(bars):
        fill = CLEAR if one.clear else UNCLEAR
        ax.barh(-row, max(one.size, 0), 0.62, color=fill.colour, edgecolor=INK, linewidth=0.7)
        if one.reach:
            ends = [max(one.size - one.reach, 0), max(one.size + one.reach, 0)]
            ax.plot(ends, [-row, -row], color=INK, lw=1.4)
        if one.beside is not None:
            ax.plot(
                [one.beside], [-row], marker="D", ms=6, color=BESIDE.colour, mec=INK, mew=0.6
            )  # fmt: skip
    ax.set_yticks([-row for row in range(len(bars))], [one.name for one in bars], fontsize=SMALL_PT)
    ax.set_ylim(-len(bars) + 0.4, 0.6)
    ax.set_xlim(left=0)
    ax.tick_params(axis="y", length=0)
    return ax
