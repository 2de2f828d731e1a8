"""What is luck, and what is the scenario? One world, five, fifty as dots, and the band of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contactline.language import marked, say, say_many
from contactline.language.phrases import counted, per_cent, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, text_width_in
from contactline.show.charts.places import (
    AXIS_NAME_IN,
    NUMBERS_IN,
    axes_at,
    name_at,
    numbers_in,
    title_in,
)
from contactline.show.charts.style import (
    INK,
    LONE_LOOK,
    SMALL_PT,
    house_settings,
    outcome_fill,
)
from contactline.show.charts.subject import Picture, Subject
from contactline.show.charts.telling import telling
from contactline.show.sheets.sheet import Sheet
from contactline.show.words.numbers import interval_of_share, interval_text
from contactline.study.ensemble import Results
from contactline.study.intervals import wilson
from contactline.world.outcomes import HOLDING, OUTCOMES

QUESTION = marked("What is luck, and what is the scenario?")
RUNGS = (1, 5, 50)
ACROSS = 5
DOTS_IN, GAP_IN, BAND_LEFT_IN = (0.9, 0.9, 1.6), 0.35, 0.35


@dataclass(frozen=True)
class Ladder:
    """The outcome of each world in its order, and the share that holds among the first ones.

    outcomes: (worlds,), places in `OUTCOMES`. worlds: how many of the first are counted; share,
    low, high: of them that hold, with a 95 % interval.
    """

    outcomes: NDArray[np.int64]
    worlds: NDArray[np.int64]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def held(self, first: int) -> int:
        """Return how many of the first worlds hold."""
        return int((self.outcomes[:first] < len(HOLDING)).sum())


def ladder_data(run: Results) -> Ladder:
    """Return the worlds of a run by number, and how the share that holds settles."""
    names = list(OUTCOMES)
    ends = run.columns["outcome"].sort_index()
    places = np.array([names.index(str(name)) for name in ends], dtype=np.int64)
    counts = np.unique(np.geomspace(1, places.size, 60).round().astype(np.int64))
    held = np.cumsum(places < len(HOLDING))[counts - 1]
    bounds = np.array([wilson(int(hits), int(n)) for hits, n in zip(held, counts, strict=True)])
    return Ladder(places, counts, held / counts, bounds[:, 0], bounds[:, 1])


def draw_dots(ax: Axes, data: Ladder, first: int) -> Axes:
    """Return the axes with a dot for each of the first worlds, from best to worst."""
    ends = np.sort(data.outcomes[:first])
    for at, outcome in enumerate(ends):
        row, column = divmod(at, ACROSS)
        fill = outcome_fill(tuple(OUTCOMES)[outcome])
        ax.plot(
            column, row, marker="o", ms=13, mfc=fill.colour, mew=1.2,
            mec=fill.hatch_colour if fill.hatch else INK,
        )  # fmt: skip
    ax.set_xlim(-0.6, ACROSS - 0.4)
    ax.set_ylim(RUNGS[-1] / ACROSS - 0.4, -0.6)
    ax.set_axis_off()
    return ax


def draw(ax: Axes, data: Ladder) -> Axes:
    """Return the axes with the share that holds among the first worlds, and its interval."""
    colour = LONE_LOOK.colour
    ax.fill_between(data.worlds, 100 * data.low, 100 * data.high, color=colour, alpha=0.2, lw=0)
    ax.plot(data.worlds, 100 * data.share, color=colour, lw=2.2)
    last = int(data.worlds[-1])
    ax.set_xscale("log")
    ax.set_xlim(1, max(last, 2))
    ticks = [rung for rung in (*RUNGS, 500, 5000) if rung < 0.6 * last] + [last]
    ax.set_xticks(ticks, [whole(tick) for tick in ticks])
    ax.xaxis.set_minor_formatter("")
    ax.tick_params(axis="x", which="minor", length=0)
    ax.set_ylim(0, 100)
    ax.set_yticks(range(0, 101, 25))
    ax.set_xlabel(say("worlds counted (log scale)"))
    ax.set_ylabel(say("holds at the end (%)"))
    ax.grid(axis="y")
    return ax


def describe(data: Ladder) -> str:
    """Return the alt text: what one, five, fifty and all worlds say."""
    steps = [rung for rung in RUNGS if rung < data.outcomes.size]
    said = "; ".join(
        say("{held} of the first {count} hold", held=str(data.held(rung)), count=str(rung))
        for rung in steps
    )
    return say(
        "Dots of the first worlds and a band that narrows, where {said}; of all, {share} hold "
        "({interval}).", said=said or say("1 world is all there is"),
        share=per_cent(float(data.share[-1])),
        interval=interval_of_share(float(data.low[-1]), float(data.high[-1])),
    )  # fmt: skip


def data(subject: Subject) -> Ladder:
    """Return the numbers that are drawn of a subject: those of its last run."""
    return ladder_data(subject.focus)


def finding(data: Ladder) -> str:
    """Return what one world says, what five say, and what all say."""
    total = data.outcomes.size
    one = say(OUTCOMES[tuple(OUTCOMES)[data.outcomes[0]]].label)
    if total == 1:
        return say("One world ends with “{label}”, which says nothing of others", label=one)
    held5 = str(data.held(5))
    five = say("a ceasefire holds in {count} of 5, ", count=held5) if total > 5 else ""
    low, high = float(data.low[-1]), float(data.high[-1])
    every = say_many(
        "in {held} of {worlds} world ({interval})", "in {held} of {worlds} worlds ({interval})",
        total, held=whole(data.held(total)), worlds=whole(total),
        interval=f"{interval_text(low, high)} %",
    )  # fmt: skip
    return say("World 0 ends with “{label}”; {worlds}", label=one, worlds=f"{five}{every}")


def picture(subject: Subject) -> Picture:
    """Return the ladder of luck of the last run."""
    found = data(subject)
    told = telling(
        "ladder", subject, found, finding=finding(found), question=QUESTION,
        note=say(
            "a dot: a world, by the numbers of the worlds from 0 on; band: 95 % interval (Wilson) "
            "of the share that holds among the worlds counted"
        ),
        alt=describe(found),
    )  # fmt: skip
    seen = [name for at, name in enumerate(OUTCOMES) if (found.outcomes[: RUNGS[-1]] == at).any()]
    with house_settings():
        figure, high_in = told.slide(
            [(outcome_fill(one), say(OUTCOMES[one].label)) for one in seen]
        )
        _rungs(figure, found, high_in)
    return told.picture(figure)


def _rungs(figure: Figure, data: Ladder, high_in: float) -> None:
    """Draw the rungs from left to right: dots of one, five and fifty worlds, and the band."""
    top_in, left_in = title_in(["\n"], SMALL_PT), 0.0
    for rung, wide_in in zip(RUNGS, DOTS_IN, strict=True):
        if rung > data.outcomes.size:
            continue
        dots_in = min(wide_in, DOTS_IN[-1])
        ax = draw_dots(axes_at(figure, left_in, top_in, DOTS_IN[-1], high_in - top_in), data, rung)
        said = [counted(rung, "world"), _held_of(data.held(rung), rung)]
        ax.set_title("\n".join(said), fontsize=SMALL_PT)
        left_in += max(dots_in, *(text_width_in(line, SMALL_PT) for line in said), 1.35) + GAP_IN
    numbers = numbers_in(["100"]) + AXIS_NAME_IN
    wide_in = TEXT_WIDTH_IN - left_in - numbers - BAND_LEFT_IN
    tall_in = high_in - top_in - NUMBERS_IN - AXIS_NAME_IN
    ax = draw(axes_at(figure, left_in + numbers, top_in, wide_in, tall_in), data)
    name_at(ax.yaxis, numbers - AXIS_NAME_IN)
    ax.set_title(_all_of(data), fontsize=SMALL_PT)


def _held_of(held: int, of: int) -> str:
    """Return in how many of the first worlds a ceasefire holds: "3 of 5 hold"."""
    return say_many("{held} of {count} holds", "{held} of {count} hold", of,
                    held=str(held), count=str(of))  # fmt: skip


def _all_of(data: Ladder) -> str:
    """Return in how many of all worlds a ceasefire holds, in two lines."""
    worlds = data.outcomes.size
    return say_many(
        "All {worlds} world\n{held} hold", "All {worlds} worlds\n{held} hold", worlds,
        worlds=whole(worlds), held=str(data.held(worlds)),
    )  # fmt: skip


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table: the rungs, for every run."""
    ladders = [ladder_data(run) for run in subject.runs]
    total = ladders[-1].outcomes.size
    rungs = [*(rung for rung in (*RUNGS, 500, 5000) if rung < total), total]
    rows = [(whole(rung), *(_held(one, rung) for one in ladders)) for rung in rungs]
    caption = say(
        "In how many of the first worlds a ceasefire holds at the end, {view}: with a 95 % "
        "interval in per cent", view=say(subject.view),
    )  # fmt: skip
    return [Sheet(caption, (say("First worlds"), *subject.names), tuple(rows))]


def _held(data: Ladder, first: int) -> str:
    counted_worlds = min(first, data.outcomes.size)
    held = data.held(counted_worlds)
    return f"{whole(held)} ({interval_text(*wilson(held, counted_worlds))})"
