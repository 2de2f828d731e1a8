"""War, talks or a ceasefire? The share of worlds in each state over the weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from contactline.language import marked, say
from contactline.language.phrases import per_cent, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted, text_width_in
from contactline.show.charts.labels import (
    date_in,
    dotted_note,
    mark_events,
    week_axis,
    weeks_marked,
)
from contactline.show.charts.places import (
    AXIS_NAME_IN,
    DATES_IN,
    Room,
    axes_grid,
    name_at,
    numbers_in,
    title_in,
)
from contactline.show.charts.style import PHASE_FILLS, SMALL_PT, TEXT_PT, house_settings
from contactline.show.charts.subject import Picture, Subject, title_of
from contactline.show.charts.telling import telling
from contactline.show.sheets.sheet import Sheet
from contactline.show.sheets.weeks import week_text, weeks_of
from contactline.show.words.findings import Hits, found_in
from contactline.study.ensemble import Results
from contactline.world.outcomes import HOLDING

LABELS = {
    "ceasefire": marked("in a ceasefire"),
    "talks": marked("at war, talking"),
    "war": marked("at war, no talks"),
}
COLUMN = {"war": 0, "talks": 1, "ceasefire": 2}
QUESTION = marked("When is there war, talk or a ceasefire?")
LEAST_HEIGHT = 9.0
MOST = 3


@dataclass(frozen=True)
class Phases:
    """Shares of worlds by state and week: (3, weeks) from ceasefire at the bottom to war on top."""

    scenario: str
    start: date
    shares: NDArray[np.float64]


def phases_data(run: Results) -> Phases:
    """Return the shares of worlds in a ceasefire, talking and at war, week by week."""
    counts = np.asarray(run.phases, dtype=np.float64)[:, [COLUMN[name] for name in LABELS]]
    totals = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return Phases(title_of(run), run.scenario.date, (counts / totals).T)


def draw(
    ax: Axes, data: Phases, *, width_in: float = TEXT_WIDTH_IN, marked: Sequence[float] = ()
) -> Axes:
    """Return the axes with the three shares stacked and labelled inside where there is room.

    marked: weeks in which a line stands that no label is to lie on.
    """
    weeks = data.shares.shape[1]
    edges = np.vstack([np.zeros(weeks), np.cumsum(data.shares, axis=0)]) * 100
    at = np.arange(weeks + 1)
    for index, (name, said) in enumerate(LABELS.items()):
        fill, label = PHASE_FILLS[name], say(said)
        low, high = (np.append(edge, edge[-1]) for edge in (edges[index], edges[index + 1]))
        ax.fill_between(at, low, high, step="post", color=fill.colour, linewidth=0)
        ax.step(at, high, where="post", color="white", lw=1.2)
        half_weeks = (text_width_in(label, SMALL_PT) + 0.1) / 2 * weeks / (width_in - 0.8)
        place = label_place(edges[index], edges[index + 1], half_weeks, LEAST_HEIGHT, marked)
        if place:
            text = ax.text(*place, label, color=fill.text, fontsize=SMALL_PT)
            ground = {"facecolor": fill.colour, "edgecolor": "none", "pad": 1.0}
            text.set(ha="center", va="center", bbox=ground)
    ax.set_ylim(0, 100)
    ax.set_yticks(range(0, 101, 25))
    ax.set_title(_title(data, width_in))
    return ax


def _title(data: Phases, width_in: float) -> str:
    return fitted(say(data.scenario), width_in - 0.7, TEXT_PT, 2)


def _room(data: Sequence[Phases]) -> Room:
    titles = [_title(one, TEXT_WIDTH_IN / len(data)) for one in data]
    return Room(
        left=numbers_in(["100"]) + AXIS_NAME_IN, right=date_in(), top=title_in(titles),
        bottom=DATES_IN + AXIS_NAME_IN, across=2 * date_in(),
    )  # fmt: skip


def _panel_in(data: Sequence[Phases]) -> float:
    """Return the width of the axes of one run, in inches."""
    room = _room(data)
    free = TEXT_WIDTH_IN - room.left - room.right - (len(data) - 1) * room.across
    return free / len(data)


def label_place(
    low: NDArray[np.float64], high: NDArray[np.float64], half_width: float, least_height: float,
    marked: Sequence[float] = (),
) -> tuple[float, float] | None:  # fmt: skip
    """Return the middle of the tallest room for a label between two curves, or None.

    low, high: by week, in the unit of least_height. half_width: half of the label's width in weeks.
    marked: weeks in which a line stands that the label is not to lie on.
    """
    half = int(np.ceil(half_width))
    best, place = least_height, None
    for week in range(half, len(low) - half):
        window = slice(week - half, week + half + 1)
        if any(abs(line - (week + 0.5)) <= half_width for line in marked):
            continue
        floor, ceiling = float(low[window].max()), float(high[window].min())
        if ceiling - floor > best:
            best, place = ceiling - floor, (week + 0.5, (floor + ceiling) / 2)
    return place


def describe(data: Sequence[Phases]) -> str:
    """Return the alt text: the share of worlds in a ceasefire at the end of each run."""
    ends = [
        say("{share} under {scenario}", share=per_cent(float(one.shares[0, -1])),
            scenario=say(one.scenario))
        for one in data
    ]  # fmt: skip
    return say(
        "Stacked area chart of the share of worlds at war, talking and in a ceasefire over {weeks} "
        "weeks, where at the end those in a ceasefire are {shares}.",
        weeks=str(data[-1].shares.shape[1]), shares=say(" against ").join(ends),
    )  # fmt: skip


def draw_on(ax: Axes, subject: Subject) -> Axes:
    """Return axes of others with the phases of the last run on them."""
    data = phases_data(subject.focus)
    draw(ax, data)
    week_axis(ax, data.shares.shape[1], data.start, room=1)
    ax.set_ylabel(say("share of worlds (%)"))
    return ax


def data(subject: Subject) -> list[Phases]:
    """Return the numbers that are drawn of a subject."""
    return [phases_data(run) for run in subject.runs]


def finding(subject: Subject) -> str:
    """Return in how many worlds there is a ceasefire in the last week."""
    seen = [_in_ceasefire(run) for run in subject.runs]
    day = whole(subject.focus.scenario.horizon_days)
    said = found_in(seen, say("At the end, day {day}, a ceasefire is in force", day=day))
    if len(seen) > 1:
        return said
    war, talks, _ = (int(count) for count in subject.focus.phases[-1])
    return say(
        "{said}; {talks} talk at war and {war} fight without talks",
        said=said, talks=whole(talks), war=whole(war),
    )  # fmt: skip


def _in_ceasefire(run: Results) -> Hits:
    """Return in which worlds a ceasefire is in force at the end."""
    return Hits(run.scenario.name, run.columns["outcome"].isin(list(HOLDING)).to_numpy(dtype=bool))


def picture(subject: Subject) -> Picture | None:
    """Return the phases of up to three runs side by side, or None for more."""
    if len(subject.runs) > MOST:
        return None
    found = data(subject)
    told = telling(
        "phases", subject, found, finding=finding(subject), question=QUESTION,
        note=say("share of worlds in each state, counted week by week, so no interval is drawn")
        + dotted_note(subject.runs, _panel_in(found)),
        alt=describe(found),
    )  # fmt: skip
    key = [(PHASE_FILLS[name], say(label)) for name, label in LABELS.items()]
    with house_settings():
        figure, high_in = told.slide(key)
        axes = axes_grid(figure, _room(found), high_in, columns=len(found), alike=True)
        for ax, one, run in zip(axes, found, subject.runs, strict=True):
            draw(ax, one, width_in=TEXT_WIDTH_IN / len(found), marked=weeks_marked(run))
            week_axis(ax, one.shares.shape[1], one.start, room=1 / len(found))
            mark_events(ax, run, width_in=_panel_in(found))
        name_at(axes[0].yaxis, numbers_in(["100"]))
        axes[0].set_ylabel(say("share of worlds (%)"))
    return told.picture(figure)


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    data = [phases_data(run).shares for run in subject.runs]
    rows = [
        (week_text(subject.focus, week), *(_states(shares, week) for shares in data))
        for week in weeks_of(subject.focus)
    ]
    caption = say(
        "Share of worlds at war, talking and in a ceasefire, {view}", view=say(subject.view)
    )
    return [Sheet(caption, (say("Week"), *subject.names), tuple(rows))]


def _states(shares: np.ndarray, week: int) -> str:
    """Return the three shares of a week; they come with the ceasefire first."""
    quiet, talks, war = map(per_cent, shares[:, min(week, shares.shape[1] - 1)].tolist())
    return say(
        "at war {war}, talking {talks}, ceasefire {quiet}", war=war, talks=talks, quiet=quiet
    )
