"""A or B? What changes in the same worlds: differences with intervals, and the worlds that flip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from contactline.dials.measures import LASTING
from contactline.evidence.phrases import counted, per_cent, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted, plate, say
from contactline.show.charts.flips import MATRIX_IN, Flips, draw_flips
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at, numbers_in
from contactline.show.charts.style import (
    CAPTION_PT,
    INK,
    LONE_LOOK,
    NOISE_GREY,
    QUIET_INK,
    SMALL_PT,
    house_settings,
)
from contactline.show.charts.subject import Picture, Subject, basis, title_of
from contactline.show.words.differences import TOO_FEW
from contactline.show.words.numbers import grouped, signed
from contactline.study.comparison import Comparison, Difference

ROW_IN = 0.32
TWO_LINES_IN = 0.41
NAME_IN = 3.05
TITLE_IN = 0.35


@dataclass(frozen=True)
class PairedRow:
    """One difference as drawn: its place in its own unit, and its numbers as text."""

    label: str
    middle: float
    low: float
    high: float
    within_noise: bool
    text: str


@dataclass(frozen=True)
class Paired:
    """Paired differences of b less a, and the worlds that changed their outcome.

    shares: in points. measures: each divided by the larger end of its interval, to share an axis.
    """

    shares: tuple[PairedRow, ...]
    measures: tuple[PairedRow, ...]
    flips: Flips


def paired_data(comparison: Comparison, a: str, b: str) -> Paired:
    """Return what to draw of a comparison; a, b: titles of the two scenarios.

    Measures by contributor, those without a value in both runs, and what looks at 90 days where as
    much is known of 365, are left to the tables.
    """
    known = [one for one in comparison.measures if "." not in one.name and one.n > 0]
    kept = [one for one in known if one.name in _longest_views(known)]
    labels = {share.name: share.label for share in comparison.shares}
    return Paired(
        shares=tuple(share_row(one) for one in (comparison.holding, *comparison.shares)),
        measures=tuple(measure_row(one) for one in kept),
        flips=Flips(
            a=a,
            b=b,
            outcomes=tuple(labels.get(str(name), str(name)) for name in comparison.flips.index),
            worlds=comparison.flips.to_numpy(dtype="int64"),
        ),
    )


def _longest_views(measures: Sequence[Difference]) -> set[str]:
    """Return all names but those that look at fewer days of something than another does."""
    said = {one.name: LASTING[one.name] for one in measures if one.name in LASTING}
    days = [(one.of, one.within) for one in said.values() if one.within]
    longest = {of: max(within for other, within in days if other == of) for of, _ in days}
    shorter = {name for name, one in said.items() if (one.within or 1e9) < longest.get(one.of, 0)}
    return {one.name for one in measures} - shorter


def share_row(one: Difference) -> PairedRow:
    """Return the row of a share, in points."""
    middle, low, high = (100 * x for x in (one.difference, one.low, one.high))
    text = f"{per_cent(one.a)} → {per_cent(one.b)}: {_numbers((middle, low, high), 'points')}"
    return PairedRow(one.label, middle, low, high, one.within_noise, text)


def measure_row(one: Difference) -> PairedRow:
    """Return the row of a measure, scaled to its own interval; its text keeps the unit."""
    factor, unit = (100.0, "points") if one.unit == "share" else (1.0, one.unit)
    ends = [x * factor for x in (one.difference, one.low, one.high)]
    reach = max((abs(x) for x in ends if isfinite(x)), default=0.0) or 1.0
    middle, low, high = (x / reach for x in ends)
    unit = {"day": "days"}.get(unit, unit)
    text = _numbers(ends, unit) + _worlds_of(one)
    return PairedRow(one.label, middle, low, high, one.within_noise, text)


def _worlds_of(one: Difference) -> str:
    """Return how many worlds a measure rests on where not all have it, and how many have it."""
    if one.n_a == one.n_b == one.n and one.everywhere:
        return ""
    if one.own_worlds:
        return f", begins in {whole(one.n_a)} → {whole(one.n_b)} worlds"
    return f", n = {whole(one.n)}; {whole(one.n_a)} → {whole(one.n_b)} worlds have one"


def _numbers(ends: Sequence[float], unit: str) -> str:
    """Return difference and interval as text."""
    if not all(isfinite(x) for x in ends):
        return f"{_minus(signed(grouped([ends[0]])[0]))} {unit}, {TOO_FEW}"
    if not any(ends):
        return "no difference"
    middle, low, high = grouped(list(ends))
    return _minus(f"{signed(middle)} {unit} ({low} to {high})")


def _minus(text: str) -> str:
    """Return numbers with the minus sign that is as wide as a plus."""
    return text.replace("-", "−")


def draw(ax: Axes, rows: Sequence[PairedRow]) -> Axes:
    """Return the axes with a dot and an interval per row, first row on top, grey within noise."""
    ax.axvline(0, color=INK, lw=1)
    for at, row in enumerate(rows):
        colour = NOISE_GREY if row.within_noise else LONE_LOOK.colour
        ends = [end for end in (row.low, row.high) if isfinite(end)]
        if ends:
            ax.plot(ends, [at, at], color=colour, lw=2.6, solid_capstyle="round")
        face = "white" if row.within_noise else colour
        ax.plot(row.middle, at, marker="o", ms=8, mfc=face, mec=colour, mew=1.8, clip_on=False)
        _write_numbers(ax, at, row)
    ax.set_yticks(range(len(rows)), _names(rows))
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="y")
    return ax


def _names(rows: Sequence[PairedRow]) -> list[str]:
    return [fitted(row.label, NAME_IN, SMALL_PT, 2) for row in rows]


def _write_numbers(ax: Axes, at: int, row: PairedRow) -> None:
    """Write the numbers of a row at its right."""
    ax.annotate(
        row.text,
        (1, at),
        xycoords=ax.get_yaxis_transform(),
        xytext=(10, 0),
        textcoords="offset points",
        va="center",
        fontsize=CAPTION_PT,
        color=QUIET_INK if row.within_noise else INK,
        annotation_clip=False,
    )


def describe(data: Paired) -> str:
    """Return the alt text: the largest difference beyond noise, and how many worlds flip."""
    clear = [row for row in data.shares if not row.within_noise]
    said = "all differences of outcome shares lie within noise"
    if clear:
        largest = max(clear, key=lambda row: abs(row.middle))
        said = f"the largest difference beyond noise is “{largest.label}”, {largest.text}"
    return (
        f"Chart of paired differences, {data.flips.b} less {data.flips.a} in the same "
        f"{counted(data.flips.total, 'world')}, where {said}; the outcome changes in "
        f"{counted(data.flips.changed, 'world')}."
    )


def picture(subject: Subject) -> Picture | None:
    """Return the paired differences, or None where the subject holds no comparison."""
    if subject.comparison is None:
        return None
    titles = {run.scenario.name: title_of(run) for run in subject.runs}
    a, b = (titles.get(name, name) for name in (subject.comparison.a, subject.comparison.b))
    data = paired_data(subject.comparison, a, b)
    pair = [
        run
        for run in subject.runs
        if run.scenario.name in (subject.comparison.a, subject.comparison.b)
    ]
    title = f"What changes in the same worlds, {subject.view}"
    subtitle = (
        f"{b} less {a}, world by world. Grey and hollow: within noise (the interval covers 0)."
    )
    caption = basis(
        pair or subject.runs,
        subject.view,
        "lines: 95 % intervals of the paired difference (shares: Bonett and Price; measures: "
        "Student's t; how long: Kaplan and Meier), each on its own; n: worlds with a "
        "value in both runs, where not all",
    )
    with house_settings():
        figure = _lay_out(data, title, subtitle, caption)
    return Picture(figure, title, describe(data), caption)


def _lay_out(data: Paired, title: str, subtitle: str, caption: str) -> Figure:
    """Return the figure with shares, measures and flips one below the other."""
    shares_in, measures_in = len(data.shares) * ROW_IN, max(len(data.measures), 2) * TWO_LINES_IN
    below_in = TITLE_IN + shares_in + NUMBERS_IN + AXIS_NAME_IN
    high_in = below_in + TITLE_IN + measures_in + NUMBERS_IN + 0.1
    figure = plate(title, subtitle, caption, content_in=high_in + MATRIX_IN)
    rows = (*data.shares, *data.measures)
    left = numbers_in(_names(rows))
    wide = TEXT_WIDTH_IN - left - numbers_in([row.text for row in rows], CAPTION_PT) - 0.1
    _draw_shares(axes_at(figure, left, TITLE_IN, wide, shares_in), data.shares)
    _draw_measures(axes_at(figure, left, below_in + TITLE_IN, wide, measures_in), data.measures)
    draw_flips(figure, data.flips, high_in, left)
    return figure


def _draw_shares(ax: Axes, rows: Sequence[PairedRow]) -> None:
    draw(ax, rows)
    reach = max(5.0, *(abs(end) for row in rows for end in (row.low, row.high)))
    ax.set_xlim(-1.05 * reach, 1.05 * reach)
    ax.set_xlabel("difference of the share (points)", fontsize=SMALL_PT)
    ax.set_title("Outcomes", fontweight="bold")


def _draw_measures(ax: Axes, rows: Sequence[PairedRow]) -> None:
    if not rows:
        say(ax, "No measure has a value in both runs.")
        return
    draw(ax, rows)
    ax.set_xlim(-1.08, 1.08)
    ax.set_xticks([0], ["0"])
    ax.set_title("Measures, each on its own scale", fontweight="bold")
