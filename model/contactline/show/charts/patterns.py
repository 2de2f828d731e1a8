"""Does the model behave like the record? Every pattern a row, its tolerance a band of one width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isfinite

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from contactline import __version__
from contactline.language import current, marked, say, say_many
from contactline.language.phrases import counted, whole
from contactline.scenario import AS_IT_COMES
from contactline.show.charts.figure import (
    TEXT_WIDTH_IN,
    KeyEntry,
    fitted,
    plate,
    text_width_in,
    wrap,
)
from contactline.show.charts.places import axes_at
from contactline.show.charts.stamp import Stamp, digest_of
from contactline.show.charts.style import (
    BOLD_WIDER,
    CAPTION_PT,
    HAIRLINE,
    INK,
    LONE_LOOK,
    QUIET_INK,
    SCENARIO_LOOKS,
    Fill,
    ScenarioLook,
    house_settings,
)
from contactline.show.charts.subject import Picture
from contactline.show.words.checks import (
    OUTSIDE,
    WITHIN,
    said_of,
    setup_in_words,
    title_with_unit,
)
from contactline.study.patterns.verdict import Check, Verdict

NAME = "patterns"
QUESTION = marked("Does the model behave like the record?")
LABEL_IN, AXIS_IN = 3.2, 2.45
COLUMNS_IN = (
    (marked("Record"), 5.8), (marked("Tolerance"), 6.7), (marked("Model"), 7.78),
    (marked("Verdict"), 9.55),
)  # fmt: skip
SCALE = ((-0.25, marked("lower")), (0.5, WITHIN), (1.25, marked("higher")))
TOP_IN, ROW_IN, LINE_IN, GAP_IN = 0.3, 0.4, 0.2, 0.12
BAND_IN, COLUMN_GAP_IN = 0.3, 0.15
BEYOND = 0.5
BAND = Fill("#D6E4F0")
OUT_LOOK = SCENARIO_LOOKS[2]
RECORD_LOOK = ScenarioLook(INK, (0, None), "|")


@dataclass(frozen=True)
class PatternRow:
    """One pattern as drawn: places in units of its tolerance, 0 its low end and 1 its high end.

    setup: the heading of its group. record, interval: (low, high). numbers: record, tolerance and
    model as text.
    """

    label: str
    setup: str
    record: tuple[float, float]
    model: float
    interval: tuple[float, float]
    within: bool
    numbers: tuple[str, str, str]


def patterns_data(check: Check) -> tuple[PatternRow, ...]:
    """Return a row for each verdict, in the order of the check."""
    return tuple(_row(one) for one in check.verdicts)


def _row(one: Verdict) -> PatternRow:
    said, (low, high) = said_of(one), one.tolerance
    width = (high - low) or 1.0

    def place(number: float) -> float:
        return (number - low) / width

    model = said.model + (said.after if isfinite(one.model) else "")
    return PatternRow(
        label=say(one.title) if said.after else title_with_unit(one, said.unit),
        setup=setup_in_words(one),
        record=(place(one.record[0]), place(one.record[1])),
        model=place(one.model),
        interval=(place(one.low), place(one.high)),
        within=one.passed,
        numbers=(
            said.record + said.after,
            said.tolerance,
            f"{model} ({said.interval})" if said.interval else model,
        ),
    )


def across_in(place: float, axis_in: float = AXIS_IN) -> float:
    """Return where a place in units of the tolerance is drawn, in inches from the left."""
    inside = min(max(place, -BEYOND), 1 + BEYOND)
    return LABEL_IN + (inside + BEYOND) / (1 + 2 * BEYOND) * axis_in


def columns_in(rows: Sequence[PatternRow]) -> tuple[float, list[float]]:
    """Return the width of the axis, and where the columns begin, each wide enough for its texts."""
    verdicts = [say(WITHIN), say(OUTSIDE)]
    texts = [*zip(*(row.numbers for row in rows), strict=True), verdicts] if rows else []
    wide = [
        max(BOLD_WIDER * text_width_in(say(name), CAPTION_PT),
            *(BOLD_WIDER ** (texts[-1] is column) * text_width_in(one, CAPTION_PT)
              for one in column))
        for (name, _), column in zip(COLUMNS_IN, texts, strict=True)
    ]  # fmt: skip
    fixed = [left for _, left in COLUMNS_IN]
    ends = [*fixed[1:], TEXT_WIDTH_IN]
    if all(left + width <= end for left, width, end in zip(fixed, wide, ends, strict=True)):
        return AXIS_IN, fixed
    found, right = [], TEXT_WIDTH_IN + COLUMN_GAP_IN
    for width in reversed(wide):
        right -= width + COLUMN_GAP_IN
        found.append(right)
    return min(AXIS_IN, right - LABEL_IN - COLUMN_GAP_IN), found[::-1]


def _groups(rows: Sequence[PatternRow]) -> list[tuple[list[str], list[PatternRow]]]:
    """Return the rows by set-up, with the lines of its heading."""
    return [
        (wrap(setup, TEXT_WIDTH_IN, CAPTION_PT), list(group))
        for setup, group in groupby(rows, key=lambda row: row.setup)
    ]


def height_in(rows: Sequence[PatternRow]) -> float:
    """Return the height that the rows need, headings included."""
    lines = sum(len(heading) for heading, _ in _groups(rows))
    return TOP_IN + len(rows) * ROW_IN + len(_groups(rows)) * 3 * GAP_IN + lines * LINE_IN


def draw(ax: Axes, rows: Sequence[PatternRow]) -> Axes:
    """Return the axes, in inches, with a row for each pattern below the heading of its set-up."""
    ax.set_xlim(0, TEXT_WIDTH_IN)
    ax.set_ylim(height_in(rows), 0)
    ax.set_axis_off()
    axis_in, lefts = columns_in(rows)
    for (name, _), left in zip(COLUMNS_IN, lefts, strict=True):
        _write(ax, left, TOP_IN / 2, say(name), fontweight="bold")
    for place, name in SCALE if axis_in == AXIS_IN else (SCALE[0], SCALE[-1]):
        _write(ax, across_in(place, axis_in), TOP_IN / 2, say(name), ha="center", color=QUIET_INK)
    down = TOP_IN
    for heading, group in _groups(rows):
        down = _heading(ax, heading, down)
        for row in group:
            _draw_row(ax, row, down + ROW_IN / 2, axis_in, lefts)
            down += ROW_IN
    return ax


def _heading(ax: Axes, lines: Sequence[str], down: float) -> float:
    """Write the heading of a set-up; return where its first row begins."""
    ax.plot([0, TEXT_WIDTH_IN], [down + GAP_IN] * 2, color=HAIRLINE, lw=0.8)
    for at, line in enumerate(lines):
        _write(ax, 0, down + 2 * GAP_IN + (at + 0.5) * LINE_IN, line, color=QUIET_INK)
    return down + 3 * GAP_IN + len(lines) * LINE_IN


def _draw_row(
    ax: Axes, row: PatternRow, down: float, axis_in: float, lefts: Sequence[float]
) -> None:
    """Draw one pattern: band, record in its upper half, model in its lower half, and the words."""
    _write(ax, 0, down, fitted(row.label, LABEL_IN - 0.1, CAPTION_PT, 2), linespacing=1.05)
    left, right = across_in(0, axis_in), across_in(1, axis_in)
    band = Rectangle((left, down - BAND_IN / 2), right - left, BAND_IN, facecolor=BAND.colour)
    band.set(edgecolor=QUIET_INK, linewidth=0.6)
    ax.add_patch(band)
    ends = [across_in(-BEYOND, axis_in), across_in(1 + BEYOND, axis_in)]
    ax.plot(ends, [down, down], color=HAIRLINE, lw=0.6, zorder=0.5)
    _draw_record(ax, row, down - BAND_IN / 4, axis_in)
    _draw_model(ax, row, down + BAND_IN / 4, axis_in)
    for at, text in zip(lefts, row.numbers, strict=False):
        _write(ax, at, down, text)
    colour = INK if row.within else OUT_LOOK.colour
    word = say(WITHIN) if row.within else say(OUTSIDE)
    _write(ax, lefts[-1], down, word, color=colour, fontweight="bold")


def _draw_record(ax: Axes, row: PatternRow, down: float, axis_in: float) -> None:
    """Draw what is on record: a tick, or two with a line between them."""
    places = [across_in(place, axis_in) for place in row.record]
    ax.plot(places, [down, down], color=INK, lw=2)
    ax.plot(places, [down, down], color=INK, marker="|", ms=9, mew=2, ls="")


def _draw_model(ax: Axes, row: PatternRow, down: float, axis_in: float) -> None:
    """Draw what the model shows with its interval; an arrow head where it lies off the scale."""
    if not isfinite(row.model):
        return
    look = LONE_LOOK if row.within else OUT_LOOK
    if all(map(isfinite, row.interval)):
        ax.plot(
            [across_in(end, axis_in) for end in row.interval], [down, down], color=look.colour, lw=2
        )
    off = row.model < -BEYOND or row.model > 1 + BEYOND
    marker = ("<" if row.model < 0 else ">") if off else look.marker
    face = look.colour if row.within else "white"
    ax.plot(
        across_in(row.model, axis_in), down, marker=marker, ms=7, mfc=face, mec=look.colour, mew=1.8
    )


def _write(ax: Axes, left: float, down: float, text: str, **look: object) -> None:
    """Write a text, its left edge and middle at a place in inches."""
    settings: dict[str, object] = {"va": "center", "fontsize": CAPTION_PT, "in_layout": False}
    ax.text(left, down, text, **(settings | look))  # type: ignore[arg-type]


def describe(check: Check) -> str:
    """Return the alt text: how many patterns lie within, and the first of those that do not."""
    missed = [one for one in check.verdicts if not one.passed]
    outside = say("; outside: {patterns}", patterns="; ".join(map(_brief, missed)))
    total = len(check.verdicts)
    return say_many(
        "Chart of the model against the record, where the model lies within the tolerance on "
        "{count} of {total} pattern{outside}.",
        "Chart of the model against the record, where the model lies within the tolerance on "
        "{count} of {total} patterns{outside}.",
        total, count=str(check.passed), total=whole(total), outside=outside if missed else "",
    )  # fmt: skip


def _brief(one: Verdict) -> str:
    said = said_of(one)
    shown = f"{said.model}{said.after}" if isfinite(one.model) else say("unknown")
    return say(
        "{title}, {shown} against a tolerance of {tolerance}",
        title=say(one.title), shown=shown, tolerance=f"{said.tolerance}{said.after}",
    )  # fmt: skip


def picture(check: Check) -> Picture:
    """Return the chart of a check."""
    rows = patterns_data(check)
    title, stamp = f"{finding(check)}.", _stamp(check)
    bands = say(
        "Each band is the tolerance of one pattern, drawn to the same width: low end left, high "
        "end right"
    )
    subtitle, foot = f"{say(QUESTION)} {bands}.", f"{_caption(check)}\n{stamp.line_alone}"
    key: list[KeyEntry] = [
        (BAND, say("tolerance")),
        (RECORD_LOOK, say("on record, above")),
        (LONE_LOOK, say("model within, below (full circle)")),
        (OUT_LOOK, say("model outside (hollow diamond)")),
    ]
    with house_settings():
        figure = plate(title, subtitle, foot, content_in=height_in(rows), key=key)
        draw(axes_at(figure, 0, 0, TEXT_WIDTH_IN, height_in(rows)), rows)
    return Picture(figure, title, describe(check), _caption(check), stamp)


def finding(check: Check) -> str:
    """Return on how many patterns the model lies within the tolerance."""
    total = len(check.verdicts)
    return say_many(
        "The model lies within the tolerance on {count} of {total} pattern of the record",
        "The model lies within the tolerance on {count} of {total} patterns of the record",
        total, count=str(check.passed), total=whole(total),
    )  # fmt: skip


def _stamp(check: Check) -> Stamp:
    """Return where the chart of a check is from."""
    worlds = max((one.worlds for one in check.verdicts), default=0)
    return Stamp(
        chart=NAME,
        view=AS_IT_COMES,
        scenarios=((check.scenario, check.scenario_hash),),
        compared=(),
        seed=check.seed,
        worlds=worlds,
        world=None,
        version=__version__,
        command="",
        data=digest_of(check.verdicts),
        language=current(),
    )


def _caption(check: Check) -> str:
    counts = sorted({one.worlds for one in check.verdicts if one.worlds})
    worlds = say(" or ").join(counted(count, "world") for count in counts) or say("no worlds")
    return say(
        "Runs of the model under {scenario} in the set-ups named; n = {worlds}, seed {seed}. "
        "Coloured lines and brackets: 95 % intervals over the worlds run; an arrow head lies off "
        "the scale. To lie within shows that the model can behave like the record, not that it is "
        "right.", scenario=check.scenario, worlds=worlds, seed=str(check.seed),
    )  # fmt: skip
