"""A or B? The three differences in the same worlds that stand out most from noise, drawn large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from contactline.dials.measures import LASTING
from contactline.language import marked, say, say_many
from contactline.language.phrases import apart, counted, per_cent, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted
from contactline.show.charts.places import axes_at, note
from contactline.show.charts.style import (
    INK,
    LONE_LOOK,
    NOISE_GREY,
    QUIET_INK,
    TEXT_PT,
    house_settings,
)
from contactline.show.charts.subject import Picture, Subject
from contactline.show.charts.telling import Telling, telling
from contactline.show.words.differences import TOO_FEW
from contactline.show.words.labels import label_of
from contactline.show.words.numbers import grouped, signed
from contactline.show.words.units import unit_of
from contactline.study.comparison import Comparison, Difference

QUESTION = marked("What does the change of scenario change?")
LARGE = 3
LARGE_PT = 20.0
NUMBERS_WIDTH_IN, AXIS_LEFT_IN = 4.6, 5.3
NUMBERED_IN = 0.4


@dataclass(frozen=True)
class PairedRow:
    """One difference as drawn: its place in its own unit, and its numbers as text."""

    label: str
    middle: float
    low: float
    high: float
    within_noise: bool
    change: str
    interval: str
    text: str


@dataclass(frozen=True)
class Paired:
    """The differences of b less a that stand out most, and how many there are in all.

    Each is divided by the larger end of its interval. beyond: how many lie beyond noise, of all.
    """

    rows: tuple[PairedRow, ...]
    beyond: int
    all: int
    changed: int
    worlds: int


def paired_data(comparison: Comparison) -> Paired:
    """Return what to draw of a comparison.

    Measures by contributor, those without a value in both runs, and what looks at 90 days where as
    much is known of 365, are left to the tables.
    """
    known = [one for one in comparison.measures if "." not in one.name and one.n > 0]
    kept = [one for one in known if one.name in _longest_views(known)]
    every = [comparison.holding, *comparison.shares, *kept]
    clear = [one for one in every if not one.within_noise and not one.too_few]
    return Paired(
        rows=tuple(row_of(one) for one in standing_out(every)),
        beyond=len(clear),
        all=len(every),
        changed=comparison.flipped,
        worlds=comparison.worlds,
    )


def _longest_views(measures: Sequence[Difference]) -> set[str]:
    """Return all names but those that look at fewer days of something than another does."""
    said = {one.name: LASTING[one.name] for one in measures if one.name in LASTING}
    days = [(one.of, one.within) for one in said.values() if one.within]
    longest = {of: max(within for other, within in days if other == of) for of, _ in days}
    shorter = {name for name, one in said.items() if (one.within or 1e9) < longest.get(one.of, 0)}
    return {one.name for one in measures} - shorter


def standing_out(differences: Sequence[Difference], most: int = LARGE) -> list[Difference]:
    """Return the differences farthest from nought in half-widths of their own intervals.

    One outcome comes first, that with the largest of its kind, then what is measured: an outcome
    and what follows from it are not told three times. Ties: the earlier one.
    """
    ranked = sorted(differences, key=lambda one: -clearness(one))
    shares = [one for one in ranked if of_worlds(one)]
    measures = [one for one in ranked if one not in shares]
    return [*shares[:1], *measures[: most - 1]]


def of_worlds(one: Difference) -> bool:
    """Return whether a difference is that of a share of worlds, not of what they measure."""
    return not one.own_worlds and one.having is None


def clearness(one: Difference) -> float:
    """Return how many half-widths of its interval a difference lies from nought; 0 without one."""
    half = (one.high - one.low) / 2
    if not isfinite(half):
        return 0.0
    return abs(one.difference) / half if half else float(bool(one.difference)) * 1e9


def row_of(one: Difference) -> PairedRow:
    """Return the row of a difference, scaled to its own interval; its text keeps the unit."""
    factor, unit = (100.0, "points") if one.unit == "share" else (1.0, one.unit)
    ends = [x * factor for x in (one.difference, one.low, one.high)]
    reach = max((abs(x) for x in ends if isfinite(x)), default=0.0) or 1.0
    middle, low, high = (x / reach for x in ends)
    unit = {"day": "days"}.get(unit, unit).replace("km2", "km²")
    change, interval = _numbers(ends, unit)
    levels = f"{per_cent(one.a)} → {per_cent(one.b)}" if one.unit == "share" else _worlds_of(one)
    text = "; ".join(filter(None, [interval, levels]))
    return PairedRow(
        label_of(one.name, one.label), middle, low, high, one.within_noise, change, interval, text
    )


def _worlds_of(one: Difference) -> str:
    """Return how many worlds a measure rests on where not all have it."""
    if one.n_a == one.n_b == one.n and one.everywhere:
        return ""
    if one.own_worlds:
        return say("begins in {change} worlds", change=f"{whole(one.n_a)} → {whole(one.n_b)}")
    return say("n = {n}; {before} → {after} have one",
               n=whole(one.n), before=whole(one.n_a), after=whole(one.n_b))  # fmt: skip


def _numbers(ends: Sequence[float], unit: str) -> tuple[str, str]:
    """Return difference and interval as text."""
    if not all(isfinite(x) for x in ends):
        return _amount(grouped([ends[0]])[0], unit), say(TOO_FEW)
    if not any(ends):
        return say("no difference"), ""
    middle, low, high = grouped(list(ends))
    interval = say("95 % interval {low} to {high}", low=low, high=high)
    return _amount(middle, unit), interval


def _amount(number: str, unit: str) -> str:
    """Return a difference with its sign and its unit."""
    return f"{signed(number)} {unit_of(number, unit)}"


def draw(ax: Axes, row: PairedRow) -> Axes:
    """Return the axes with one difference as a dot on its interval, grey within noise."""
    colour = NOISE_GREY if row.within_noise else LONE_LOOK.colour
    ax.axvline(0, color=INK, lw=1.4)
    ends = [end for end in (row.low, row.high) if isfinite(end)]
    if ends:
        ax.plot(ends, [0, 0], color=colour, lw=6, solid_capstyle="round")
    face = "white" if row.within_noise else colour
    ax.plot(row.middle, 0, marker="o", ms=16, mfc=face, mec=colour, mew=2.6, clip_on=False)
    ax.set(xlim=(-1.15, 1.15), ylim=(-1, 1), yticks=[])
    ax.set_xticks([0], ["0"])
    ax.spines["left"].set_visible(False)
    return ax


def describe(data: Paired, a: str, b: str) -> str:
    """Return the alt text: the three differences, and how many worlds flip."""
    said = "; ".join(f"“{row.label}”, {row.change} ({row.text})" for row in data.rows)
    return say(
        "Chart of the paired differences that stand out most, {b} less {a} in {same}, where they "
        "are {said}; the outcome changes in {changed}.",
        a=a, b=b, same=same_worlds(data.worlds), said=said or say("none (0)"),
        changed=counted(data.changed, "world"),
    )  # fmt: skip


def same_worlds(count: int) -> str:
    """Return "the same 100 worlds"."""
    return say_many("the same {count} world", "the same {count} worlds", count, count=whole(count))


def data(subject: Subject) -> Paired | None:
    """Return the numbers that are drawn of a subject, None without a comparison."""
    return paired_data(subject.comparison) if subject.comparison else None


def finding(data: Paired, comparison: Comparison) -> str:
    """Return what stands out most, or that nothing does beyond noise."""
    name = apart(comparison.a)
    clear = [row for row in data.rows if not row.within_noise]
    if not clear:
        return say("In {same} nothing measured differs from {name} beyond noise",
                   same=same_worlds(data.worlds), name=name)  # fmt: skip
    return say(
        "{label}: {change} against {name}; {beyond} of {count} differences lie beyond noise",
        label=clear[0].label, change=clear[0].change, name=name,
        beyond=str(data.beyond), count=str(data.all),
    )  # fmt: skip


def picture(subject: Subject) -> Picture | None:
    """Return the three paired differences, or None where the subject holds no comparison."""
    found, comparison = data(subject), subject.comparison
    if found is None or comparison is None:
        return None
    told = telling(
        "paired", subject, found, finding=finding(found, comparison), question=QUESTION,
        note=say(
            "the outcome and the two measures that lie farthest from 0 in widths of their own "
            "95 % interval; grey and hollow: within noise; each on its own scale; others: table"
        ),
        alt=describe(found, comparison.a, comparison.b),
        more=say(
            "intervals: Bonett and Price for shares, Student's t for measures, Kaplan and Meier "
            "for how long, each on its own; n: worlds with a value in both runs, where not all"
        ),
    )  # fmt: skip
    with house_settings():
        figure = _figure(found, told)
    return told.picture(figure)


def _figure(data: Paired, told: Telling) -> Figure:
    """Return the figure with the three differences one below the other."""
    figure, high_in = told.slide()
    row_in = high_in / LARGE
    for at, row in enumerate(data.rows):
        top_in = at * row_in
        ink = QUIET_INK if row.within_noise else INK
        label = fitted(row.label, TEXT_WIDTH_IN, TEXT_PT, 1)
        note(figure, 0, top_in, label, fontsize=TEXT_PT, color=QUIET_INK)
        change = fitted(row.change, NUMBERS_WIDTH_IN / 1.1, LARGE_PT, 1)
        note(figure, 0, top_in + 0.24, change, fontsize=LARGE_PT, fontweight="bold", color=ink)
        text = fitted(row.text, NUMBERS_WIDTH_IN, TEXT_PT - 1.5, 1)
        note(figure, 0, top_in + 0.6, text, fontsize=TEXT_PT - 1.5, color=QUIET_INK)
        wide_in, tall_in = TEXT_WIDTH_IN - AXIS_LEFT_IN, row_in - NUMBERED_IN - 0.3
        ax = axes_at(figure, AXIS_LEFT_IN, top_in + 0.3, wide_in, tall_in)
        draw(ax, row)
    return figure
