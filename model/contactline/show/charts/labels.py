"""Words on charts: numbers as text, weeks as dates, labels that keep their distance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import floor
from typing import Any

from matplotlib.axes import Axes
from matplotlib.transforms import Transform

from contactline.scenario import Scenario
from contactline.show.charts.figure import shorten
from contactline.show.charts.places import DATES_IN, NUMBERS_IN, name_at
from contactline.show.charts.style import CAPTION_PT, INK

type Point = tuple[float, float]

LEADER = "#8C8C8C"
WEEK_STEPS = (1, 2, 4, 13, 26, 52, 104, 520)
MOST_EVENTS = 3
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date) -> str:
    """Return a date such as "3 December 2024", whatever the language of the machine."""
    return f"{day.day} {LONG_MONTHS[day.month - 1]} {day.year}"


def per_cent(share: float) -> str:
    """Return a share as text: "31 %", but "<1 %" or ">99 %" where it would read none or all."""
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{half_up(100 * share)} %"


def half_up(number: float) -> int:
    """Return a number rounded to a whole one, a half upwards, as the words and tables do."""
    return floor(round(number, 9) + 0.5)


def per_cent_range(low: float, high: float) -> str:
    """Return an interval of shares in per cent, such as "24–39"."""
    return f"{half_up(100 * low)}–{half_up(100 * high)}"


def whole(number: float) -> str:
    """Return a number without decimals and with commas between thousands: "12,400"."""
    return f"{number:,.0f}"


def plural(count: int, noun: str, nouns: str = "") -> str:
    """Return a count and its noun: "1 world", "12,000 worlds"; nouns: an odd plural."""
    return f"{whole(count)} {noun if count == 1 else nouns or noun + 's'}"


def brief(number: float) -> str:
    """Return a number with two significant digits below ten and none after the point above."""
    return whole(number) if abs(number) >= 10 else f"{number:.2g}"


def listing(names: Sequence[str]) -> str:
    """Return names as a phrase: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


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
        ax.set_xlabel(f"weeks after {long_date(start)}" if room > 0.4 else "weeks")


def _week_label(week: int, start: date, *, dates: bool) -> str:
    """Return the number of a week, with its month below where asked."""
    day = start + timedelta(weeks=week)
    return f"{week}\n{MONTHS[day.month - 1]} ’{day:%y}" if dates else str(week)


def mark_events(ax: Axes, scenario: Scenario, *, width_in: float = 0) -> None:
    """Mark dated events with thin upright lines; width_in: room for their names, 0 for none."""
    for row, event in enumerate(scenario.events[:MOST_EVENTS]):
        ax.axvline(event.day / 7, color=INK, lw=0.9, ls=(0, (2, 2)))
        if width_in:
            ax.annotate(
                shorten(event.title, width_in, CAPTION_PT),
                (event.day / 7, 1),
                xycoords=ax.get_xaxis_transform(),
                xytext=(4, -2 - 15 * row),
                textcoords="offset points",
                va="top",
                fontsize=CAPTION_PT,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85},
            )
