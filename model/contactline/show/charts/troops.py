"""How many foreign troops are on the ground where there are some, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contactline.language import marked, say, say_as, say_many
from contactline.language.phrases import listing_of_names, per_cent, whole
from contactline.show.charts.fan import (
    SHARES,
    SPREAD_NOTE,
    Fan,
    draw_fan,
    fan_data,
    known_where,
    share_with_some,
    with_some,
)
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted
from contactline.show.charts.labels import date_in, dotted_note, mark_events, week_axis, whole_ticks
from contactline.show.charts.places import (
    AXIS_NAME_IN,
    DATES_IN,
    NUMBERS_IN,
    axes_at,
    name_at,
    numbers_in,
    title_in,
)
from contactline.show.charts.style import (
    CAPTION_PT,
    INK,
    LONE_LOOK,
    SCENARIO_LOOKS,
    SMALL_PT,
    TEXT_PT,
    house_settings,
    looks,
)
from contactline.show.charts.subject import Picture, Subject, title_of
from contactline.show.charts.telling import Telling, telling
from contactline.show.sheets.sheet import NONE, Sheet, span_text
from contactline.show.sheets.weeks import week_text, weeks_of
from contactline.show.words.findings import Hits, found_in
from contactline.show.words.numbers import grouped
from contactline.study.ensemble import Results

QUESTION = marked("How many foreign troops are on the ground, and whose?")
PREFIX = "peak_troops."
PEAK = "peak_troops"
NO_TROOPS = marked("No world sees foreign troops on the ground.")
MOST = 3
MOST_SENDERS = 8
SENDERS_TITLE = marked("In how many worlds; median peak there")
LEAST_WORLDS = 5
"""With fewer worlds that have troops in a week no band is drawn for it."""
STRIP_IN, BETWEEN_IN, ACROSS_IN, SENDERS_IN = 0.6, 0.14, 0.75, 3.5


@dataclass(frozen=True)
class Sender:
    """In what share of worlds a contributor has soldiers there, and their median peak where it has.

    base: the share in the reference, None without one.
    """

    name: str
    share: float
    median: float
    base: float | None


@dataclass(frozen=True)
class Troops:
    """Troops on the ground by run among the worlds that have some, and whose in the last run.

    shares: of worlds that have some, by week. ever: share of worlds that see any.
    """

    scenarios: tuple[str, ...]
    totals: tuple[Fan, ...]
    shares: tuple[NDArray[np.float64], ...]
    ever: tuple[float, ...]
    senders: tuple[Sender, ...]


def troops_data(runs: Sequence[Results]) -> Troops:
    """Return the troops of up to three runs; contributors by the share of worlds they come in."""
    return Troops(
        scenarios=tuple(title_of(run) for run in runs),
        totals=tuple(_total(run) for run in runs),
        shares=tuple(share_with_some(run.histograms["troops"]) for run in runs),
        ever=tuple(float((run.columns[PEAK] > 0).mean()) for run in runs),
        senders=_senders(runs[-1], runs[0] if len(runs) > 1 else None),
    )


def _total(run: Results) -> Fan:
    """Return the troops of a run among the worlds that have some, in weeks with enough of them."""
    some = with_some(run.histograms["troops"])
    return known_where(fan_data(some), np.asarray(some.n) >= LEAST_WORLDS)


def _senders(run: Results, base: Results | None) -> tuple[Sender, ...]:
    """Return who has soldiers there in any world, the most frequent first."""
    found = []
    for column in (name for name in run.columns if name.startswith(PREFIX)):
        peaks, key = run.columns[column].to_numpy(dtype=float), column.removeprefix(PREFIX)
        sent = peaks[peaks > 0]
        was = float((base.columns[column] > 0).mean()) if base and column in base.columns else None
        if sent.size:
            actor = run.scenario.actors.get(key)
            name, share = actor.name if actor else key, float(sent.size / peaks.size)
            found.append(Sender(name, share, float(np.median(sent)), was if base else None))
    return tuple(sorted(found, key=lambda one: (-one.share, -one.median, one.name)))


def draw(ax: Axes, data: Troops, index: int) -> Axes:
    """Return the axes with the total of one run as a fan."""
    draw_fan(ax, data.totals[index], looks(len(data.scenarios))[index].colour)
    return ax


def draw_share(ax: Axes, data: Troops, index: int) -> Axes:
    """Return the axes with the share of worlds that have some, week by week."""
    look, share = looks(len(data.scenarios))[index], data.shares[index] * 100
    ax.fill_between(np.arange(share.size), share, color=look.colour, alpha=0.35, linewidth=0)
    ax.plot(np.arange(share.size), share, color=look.colour, lw=1.6)
    return ax


def draw_senders(ax: Axes, data: Troops, width_in: float) -> Axes:
    """Return the axes with a bar a contributor, the reference as a tick, and numbers beside."""
    shown = data.senders[:MOST_SENDERS]
    base = SCENARIO_LOOKS[0]
    for row, one in enumerate(shown):
        ax.barh(row, 100 * one.share, height=0.6, color=LONE_LOOK.colour)
        if one.base is not None:
            ax.plot([100 * one.base] * 2, [row - 0.42, row + 0.42], color=INK, lw=2.2)
        median = grouped([one.median], whole=True)[0]
        ax.annotate(
            f"{per_cent(one.share)}; {median}", (1, row), xycoords=ax.get_yaxis_transform(),
            xytext=(6, 0), textcoords="offset points", va="center", fontsize=CAPTION_PT,
            annotation_clip=False,
        )  # fmt: skip
    names = [fitted(say(one.name), width_in, SMALL_PT, 1) for one in shown]
    ax.set_yticks(range(len(shown)), names)
    ax.set_ylim(MOST_SENDERS - 0.4, -0.6)
    reach = max([one.share for one in shown] + [one.base or 0 for one in shown]) * 105
    ax.set_xlim(0, max(reach, 1))
    ax.set(xticks=[])
    ax.tick_params(axis="y", length=0)
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_color(base.colour)
    return ax


def describe(data: Troops) -> str:
    """Return the alt text: share of worlds, and median and upper band among them at the end."""
    last = data.totals[-1].quantiles[:, -1]
    said = say("too few worlds have any at the end for a band")
    if not isnan(float(last[2])):
        said = say(
            "among those that have any at the end the median is {median} troops and 19 of 20 have "
            "at most {most}", median=whole(last[2]), most=whole(last[4]),
        )  # fmt: skip
    names = [say(name) for name in data.scenarios]
    return say(
        "Fan chart of foreign troops on the ground over {weeks} weeks under {scenarios}, and bars "
        "by contributor, where {share} of worlds under {last} see any; {said}.",
        weeks=str(data.totals[-1].weeks), scenarios=listing_of_names(names),
        share=per_cent(data.ever[-1]), last=names[-1], said=said,
    )  # fmt: skip


def data(subject: Subject) -> Troops:
    """Return the numbers that are drawn of a subject."""
    return troops_data(subject.runs)


def finding(subject: Subject) -> str:
    """Return in how many worlds foreign troops come, and how many where they do."""
    peaks = [run.columns[PEAK].to_numpy(dtype=float) for run in subject.runs]
    pairs = zip(subject.names, peaks, strict=True)
    said = found_in([Hits(name, peak > 0) for name, peak in pairs], say("Foreign troops come"))
    some = peaks[-1][peaks[-1] > 0]
    if some.size < LEAST_WORLDS:
        return said
    median = grouped([float(np.median(some))], whole=True)[0]
    return say("{said}; half of these see more than {median}", said=said, median=median)


def picture(subject: Subject) -> Picture | None:
    """Return the troops of up to three runs, or None for more."""
    if len(subject.runs) > MOST:
        return None
    found = data(subject)
    told = telling(
        "troops", subject, found, finding=finding(subject), question=QUESTION,
        note=_note(found) + dotted_note(subject.runs, _places_in(found)[2]),
        alt=describe(found), more=_left_out(found),
    )  # fmt: skip
    with house_settings():
        figure = _figure(found, subject, told) if any(found.ever) else told.empty(say(NO_TROOPS))
    return told.picture(figure)


def _note(data: Troops) -> str:
    """Return how to read the bands, and the bars where they are drawn."""
    few = len(data.totals) < MOST
    bars = say("; right: share of worlds with any, median peak there") if few else ""
    tick = say(", black tick: reference") if len(data.totals) == 2 else ""
    return f"{say('above: worlds with some; {spread}', spread=say(SPREAD_NOTE))}{bars}{tick}"


def _left_out(data: Troops) -> str:
    """Return from which weeks there are bands, and how many contributors are not drawn."""
    said = say(
        "weeks in which fewer than {count} worlds have troops have no band", count=str(LEAST_WORLDS)
    )
    more = len(data.senders) - MOST_SENDERS
    if more <= 0:
        return said
    return said + say_many(
        "; {count} more contributors stand in the table",
        "; {count} more contributors stand in the table", more, count=str(more),
    )  # fmt: skip


def _figure(data: Troops, subject: Subject, told: Telling) -> Figure:
    """Return the fans of the runs side by side, and the contributors of the last at their right."""
    figure, high_in = told.slide()
    runs, top = len(data.totals), _top(data)
    left_in, across, wide_in = _places_in(data)
    titles = [fitted(say(name), wide_in, TEXT_PT, 2) for name in data.scenarios]
    top_in = title_in(titles)
    for index, run in enumerate(subject.runs):
        place = (left_in + index * (wide_in + across), top_in, wide_in, high_in - top_in)
        upper, lower = _column(figure, data, index, place)
        upper.set_title(titles[index], color=looks(runs)[index].colour)
        week_axis(lower, data.totals[index].weeks, run.scenario.date, room=wide_in / TEXT_WIDTH_IN)
        upper.set_xlim(lower.get_xlim())
        mark_events(upper, run, width_in=wide_in)
        upper.set_ylim(0, top)
        whole_ticks(upper.yaxis, labelled=not index)
        if index == 0:
            for ax, name in ((upper, say_as("of an axis", "troops")), (lower, say("% with\nsome"))):
                name_at(ax.yaxis, left_in - (2 if "\n" in name else 1) * AXIS_NAME_IN)
                ax.set_ylabel(name)
    if _senders_in(data):
        _place_senders(figure, data, top_in, high_in)
    return figure


def _top(data: Troops) -> float:
    """Return how high the axis of troops goes."""
    return max(*(fan.top for fan in data.totals), 1.0) * 1.15


def _senders_in(data: Troops) -> float:
    """Return the room for the contributors at the right, 0 where they are not drawn."""
    return SENDERS_IN if len(data.totals) < MOST and data.senders else 0.0


def _places_in(data: Troops) -> tuple[float, float, float]:
    """Return the room left of the first axes, that between axes, and their width, in inches."""
    runs, across = len(data.totals), max(ACROSS_IN, 2 * date_in())
    left = numbers_in([whole(10 * _top(data))]) + AXIS_NAME_IN
    free = TEXT_WIDTH_IN - _senders_in(data) - left - date_in() - (runs - 1) * across
    return left, across, free / runs


def _column(
    figure: Figure, data: Troops, index: int, place: tuple[float, float, float, float]
) -> tuple[Axes, Axes]:
    """Return the axes of one run: its fan, and below it the share of worlds that have some."""
    left, down, wide, high = place
    below = DATES_IN + AXIS_NAME_IN
    fan_in = high - STRIP_IN - BETWEEN_IN - below
    upper = axes_at(figure, left, down, wide, fan_in)
    lower = axes_at(figure, left, down + fan_in + BETWEEN_IN, wide, STRIP_IN)
    draw(upper, data, index).tick_params(labelbottom=False, bottom=False)
    draw_share(lower, data, index).set_ylim(0, 100)
    lower.set_yticks([0, 50, 100])
    lower.tick_params(labelleft=not index)
    return upper, lower


def _place_senders(figure: Figure, data: Troops, top_in: float, high_in: float) -> None:
    """Draw the contributors at the right of the fans."""
    names_in = min(1.45, numbers_in([say(one.name) for one in data.senders[:MOST_SENDERS]]))
    numbers = numbers_in(["100 %; 25,000"], CAPTION_PT)
    left_in = TEXT_WIDTH_IN - SENDERS_IN + names_in + 0.25
    wide_in = TEXT_WIDTH_IN - left_in - numbers
    tall_in = high_in - top_in - NUMBERS_IN
    ax = draw_senders(axes_at(figure, left_in, top_in, wide_in, tall_in), data, names_in)
    ax.set_title(say(SENDERS_TITLE), x=-names_in / wide_in, fontsize=SMALL_PT)


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    bands = [with_some(run.histograms["troops"]).quantiles(SHARES) for run in subject.runs]
    shares = [share_with_some(run.histograms["troops"]) for run in subject.runs]
    rows = [
        (
            week_text(subject.focus, week),
            *(_band(one, some, week) for one, some in zip(bands, shares, strict=True)),
        )
        for week in weeks_of(subject.focus)
    ]
    caption = say(
        "Foreign soldiers on the ground, {view}: share of worlds that have some, and among these "
        "the median, and where nine of ten lie", view=say(subject.view),
    )  # fmt: skip
    return [Sheet(caption, (say("Week"), *subject.names), tuple(rows))]


def _band(quantiles: NDArray[np.float64], shares: NDArray[np.float64], week: int) -> str:
    at = min(week, quantiles.shape[1] - 1)
    found = quantiles[:, at].tolist()
    if any(map(isnan, found)):
        return NONE
    q05, _, median, _, q95 = grouped(found, whole=True)
    return f"{per_cent(float(shares[at]))}: {median}; {span_text(q05, q95)}"
