"""Labels on charts: weeks as dates, names that keep their distance, marks of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import MaxNLocator, ScalarFormatter
from matplotlib.transforms import Transform

from contactline.language import ENGLISH, current, marked, say, say_as, speaking
from contactline.language.phrases import long_date, short_month, whole
from contactline.language.texts import local_number
from contactline.show.charts.figure import text_width_in
from contactline.show.charts.places import DATE_IN, DATES_IN, NUMBERS_IN, name_at
from contactline.show.charts.style import CAPTION_PT, INK, SMALL_PT
from contactline.show.charts.subject import imposed_day
from contactline.study.ensemble import Results

type Point = tuple[float, float]

LEADER = "#8C8C8C"
WEEK_STEPS = (1, 2, 4, 13, 26, 52, 104, 520)
MOST_EVENTS = 3
EVENT_GAP_IN = 0.12
IMPOSED = marked("Ceasefire imposed")


def spread(
    wanted: Sequence[float], sizes: float | Sequence[float], low: float, high: float
) -> list[float]:
    """Return places for the middles of labels: near the wanted ones, in their order, no overlap.

    sizes: of every label, or of each. Labels stay inside low to high; where they cannot all fit,
    every size is cut by the same share.
    """
    if not wanted:
        return []
    each = [sizes] * len(wanted) if isinstance(sizes, int | float) else list(sizes)
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    fit = min(1.0, (high - low) / max(sum(each), 1e-9))
    halves = [each[index] * fit / 2 for index in order]
    places = [wanted[index] for index in order]
    for _ in range(200):
        _push_apart(places, halves)
    _settle(places, halves, low, high)
    return [place for _, place in sorted(zip(order, places, strict=True))]


def _push_apart(places: list[float], halves: Sequence[float]) -> None:
    """Move each pair that is too close apart by half of what is missing, in place."""
    for index, (half, next_half) in enumerate(pairwise(halves)):
        missing = half + next_half - (places[index + 1] - places[index])
        if missing > 0:
            places[index] -= missing / 2
            places[index + 1] += missing / 2


def _settle(places: list[float], halves: Sequence[float], low: float, high: float) -> None:
    """Move all inside low to high without overlap: up from the bottom, then down from the top."""
    floor = low
    for index, half in enumerate(halves):
        places[index] = max(places[index], floor + half)
        floor = places[index] + half
    ceiling = high
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], ceiling - halves[index])
        ceiling = places[index] - halves[index]


def tied_label(
    ax: Axes, text: str, at: Point, place: Point, transform: Transform, **look: Any
) -> None:
    """Write a label at a place, beside or below it, with a thin line from there to what it names.

    transform: of both points. look: text settings; ha says on which side of the place it stands.
    """
    x, y = zip(at, place, strict=True)
    line: dict[str, Any] = {"color": LEADER, "lw": 0.8, "clip_on": False, "zorder": 2}
    ax.plot(x, y, transform=transform, scalex=False, scaley=False, **line)
    beside = 0 if look.get("va") == "top" else {"left": 3, "right": -3}[look.get("ha", "left")]
    settings: dict[str, Any] = {"fontsize": CAPTION_PT, "va": "center", "annotation_clip": False}
    ax.annotate(
        text,
        place,
        xycoords=transform,
        xytext=(beside, 0),
        textcoords="offset points",
        **(settings | {"zorder": 6} | look),
    )


def week_axis(
    ax: Axes, weeks: int, start: date, *, title: bool = True, dates: bool = True, room: float = 1
) -> None:
    """Number the x axis in weeks after the start, with the month under each number.

    room: width of the axes as a share of the figure's; fewer ticks where there is less.
    """
    most = max(2.0, 9 * room)
    step = next(step for step in WEEK_STEPS if weeks / step <= most or step == WEEK_STEPS[-1])
    ticks = range(0, weeks + 1, step)
    ax.set_xlim(0, max(weeks, 1))
    ax.set_xticks(list(ticks), [_week_label(week, start, dates=dates) for week in ticks])
    name_at(ax.xaxis, DATES_IN if dates else NUMBERS_IN)
    if title:
        after = say("weeks after {date}", date=long_date(start))
        ax.set_xlabel(after if room > 0.4 else say_as("of an axis", "weeks"))


def date_in() -> float:
    """Return half the width of a month below a tick, and some air, in inches."""
    months = (short_month(date(2024, month, 1)) for month in range(1, 13))
    widest = max(text_width_in(f"{month} ’24", SMALL_PT) for month in months)
    return max(DATE_IN, widest / 2 + 0.04)


def _week_label(week: int, start: date, *, dates: bool) -> str:
    """Return the number of a week, with its month below where asked."""
    day = start + timedelta(weeks=week)
    return f"{week}\n{short_month(day)} ’{day:%y}" if dates else str(week)


def whole_ticks(axis: Axis, most: int = 5, *, labelled: bool = True) -> None:
    """Number an axis in whole numbers, each of them where it stands."""
    axis.set_major_locator(MaxNLocator(most, integer=True, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(lambda value, _: whole(value) if labelled else "")


def local_ticks(axis: Axis) -> None:
    """Write the numbers of an axis, as Matplotlib does, with the separators of the language."""
    if current() != ENGLISH:
        axis.set_major_formatter(_LocalNumbers())


class _LocalNumbers(ScalarFormatter):
    """Numbers as an axis writes them, in the language that was spoken when it was made."""

    def __init__(self) -> None:
        """Keep the language."""
        super().__init__()
        self._language = current()

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Return the number of one tick."""
        with speaking(self._language):
            return local_number(super().__call__(x, pos))


def mark_events(ax: Axes, run: Results, *, width_in: float = 0) -> None:
    """Mark dated events, and the day on which a ceasefire is imposed, with thin upright lines.

    width_in: room for their names, which are left to `dotted_note` where it is too little.
    """
    named = names_fit([run], width_in)
    for row, (day, title) in enumerate(_days_marked(run)):
        imposed = title == IMPOSED
        ax.axvline(day / 7, color=INK, lw=1.4 if imposed else 0.9, ls=(0, (2, 2)))
        if named:
            ax.annotate(
                say(title),
                (day / 7, 1),
                xycoords=ax.get_xaxis_transform(),
                xytext=(4, -2 - 17 * row),
                textcoords="offset points",
                va="top",
                fontsize=CAPTION_PT,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85},
            )


def weeks_marked(run: Results) -> list[float]:
    """Return where the lines of `mark_events` stand, in weeks."""
    return [day / 7 for day, _ in _days_marked(run)]


def names_fit(runs: Sequence[Results], width_in: float) -> bool:
    """Return whether the names of what is marked have room beside their lines.

    width_in: that of the axes of a run.
    """
    return all(
        text_width_in(say(title), CAPTION_PT)
        <= width_in * (1 - day / max(run.scenario.horizon_days, 1)) - EVENT_GAP_IN
        for run in runs
        for day, title in _days_marked(run)
    )


def dotted_note(runs: Sequence[Results], width_in: float) -> str:
    """Return what the lines mark, as the end of a note; "" where it stands beside them."""
    if names_fit(runs, width_in):
        return ""
    marked = dict.fromkeys(event for run in runs for event in _days_marked(run))
    events = [say("{event} (day {day})", event=say(title), day=whole(day)) for day, title in marked]
    return say("; dotted line: {events}", events="; ".join(events))


def _days_marked(run: Results) -> list[tuple[int, str]]:
    """Return the days to mark with their names, the imposed ceasefire last."""
    marked = [(event.day, event.title) for event in run.scenario.events[:MOST_EVENTS]]
    day = imposed_day(run)
    return marked if day is None else [*marked, (day, IMPOSED)]
