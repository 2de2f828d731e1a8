"""Does the model behave like the record? Every pattern a row, its tolerance a band of one width.

As many slides as the patterns need, so that each can be read from the last row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil, isfinite

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from contactline import __version__
from contactline.language import current, marked, say, say_many
from contactline.language.phrases import counted, whole
from contactline.scenario import AS_IT_COMES
from contactline.show.charts.figure import (
    TEXT_WIDTH_IN,
    KeyEntry,
    room_on_slide_in,
    slide,
    text_width_in,
    wrap,
)
from contactline.show.charts.places import axes_at
from contactline.show.charts.stamp import Stamp, digest_of, foot_of
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
TOP_IN, ROW_IN, LINE_IN, GAP_IN = 0.3, 0.37, 0.2, 0.12
LABEL_LINE_IN = 1.05 * 1.2 * CAPTION_PT / 72
BAND_IN, COLUMN_GAP_IN = 0.3, 0.15
BEYOND = 0.5
BAND = Fill("#D6E4F0")
OUT_LOOK = SCENARIO_LOOKS[2]
RECORD_LOOK = ScenarioLook(INK, (0, None), "|")


@dataclass(frozen=True)
class PatternRow:
    """One pattern as drawn: places in units of its tolerance, 0 its low end and 1 its high end.

    setup: the heading of its group. record, interval: (low, high). numbers: record, tolerance and
    model as text. at: its place in the check.
    """

    label: str
    setup: str
    record: tuple[float, float]
    model: float
    interval: tuple[float, float]
    within: bool
    numbers: tuple[str, str, str]
    held_out: bool = False
    at: int = 0

    @property
    def lines(self) -> list[str]:
        """Return its label in the lines in which it is written."""
        return wrap(self.label, LABEL_IN - 0.1, CAPTION_PT)

    @property
    def height_in(self) -> float:
        """Return the height of the row."""
        return max(ROW_IN, len(self.lines) * LABEL_LINE_IN + 0.03)


def patterns_data(check: Check) -> tuple[PatternRow, ...]:
    """Return a row for each verdict, in the order of the check."""
    return tuple(replace(_row(one), at=at) for at, one in enumerate(check.verdicts))


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
        held_out=one.held_out,
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
    """Return the rows by set-up, with the lines of its heading; none where it is not named."""
    return [
        (wrap(setup, TEXT_WIDTH_IN, CAPTION_PT), list(group))
        for setup, group in groupby(rows, key=lambda row: row.setup)
    ]


def height_in(rows: Sequence[PatternRow]) -> float:
    """Return the height that the rows need, headings included."""
    headings = [heading for heading, _ in _groups(rows) if heading]
    lines = sum(map(len, headings))
    rows_in = sum(row.height_in for row in rows)
    return TOP_IN + rows_in + len(headings) * 3 * GAP_IN + lines * LINE_IN


def slides_of(rows: Sequence[PatternRow], room_in: float) -> list[list[PatternRow]]:
    """Return the rows slide by slide, each at most as high as there is room.

    Where all fit on one, they stand below their set-ups. On several no set-up is named, and those
    that the model was fitted to stand apart from the others.
    """
    if height_in(rows) <= room_in:
        return [list(rows)]
    found: list[list[PatternRow]] = []
    for held_out in (False, True):
        part = [replace(row, setup="") for row in rows if row.held_out is held_out]
        found += _dealt(part, room_in)
    return found


def _dealt(rows: list[PatternRow], room_in: float) -> list[list[PatternRow]]:
    """Return the rows in as few lots of about one size as there is room for."""
    for lots in range(1, len(rows) + 1):
        each = ceil(len(rows) / lots)
        found = [rows[at : at + each] for at in range(0, len(rows), each)]
        if each == 1 or all(height_in(lot) <= room_in for lot in found):
            return found
    return []


def draw(ax: Axes, rows: Sequence[PatternRow], high_in: float) -> Axes:
    """Return the axes, in inches, with a row for each pattern below the heading of its set-up.

    high_in: the height of the axes.
    """
    ax.set_xlim(0, TEXT_WIDTH_IN)
    ax.set_ylim(high_in, 0)
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
            _draw_row(ax, row, down + row.height_in / 2, axis_in, lefts)
            down += row.height_in
    return ax


def _heading(ax: Axes, lines: Sequence[str], down: float) -> float:
    """Write the heading of a set-up; return where its first row begins."""
    if not lines:
        return down
    ax.plot([0, TEXT_WIDTH_IN], [down + GAP_IN] * 2, color=HAIRLINE, lw=0.8)
    for at, line in enumerate(lines):
        _write(ax, 0, down + 2 * GAP_IN + (at + 0.5) * LINE_IN, line, color=QUIET_INK)
    return down + 3 * GAP_IN + len(lines) * LINE_IN


def _draw_row(
    ax: Axes, row: PatternRow, down: float, axis_in: float, lefts: Sequence[float]
) -> None:
    """Draw one pattern: band, record in its upper half, model in its lower half, and the words."""
    _write(ax, 0, down, "\n".join(row.lines), linespacing=1.05)
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
    ax.text(left, down, text, **(settings | look))  # type: ignore[arg-type]  # its words vary in type


def describe(check: Check) -> str:
    """Return the alt text: how many patterns lie within, and those that do not."""
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


def pictures(check: Check, command: str = "") -> list[Picture]:
    """Return the chart of a check, slide by slide. command: what makes it anew."""
    rows, stamp = patterns_data(check), _stamp(check, command)
    foot = foot_of(_foot(), stamp)
    longest = max((_subtitle(out, 9, 9) for out in (False, True)), key=len)
    slides = slides_of(rows, room_on_slide_in(f"{finding(check)}.", longest, foot, _key()))
    return [_picture(check, slides, at, foot, stamp) for at in range(len(slides))]


def _picture(
    check: Check, slides: Sequence[Sequence[PatternRow]], at: int, foot: str, stamp: Stamp
) -> Picture:
    """Return one of the slides. at: its place among them."""
    rows, of = slides[at], len(slides)
    here = replace(check, verdicts=tuple(check.verdicts[row.at] for row in rows))
    title = f"{finding(check)}."
    subtitle = _subtitle(rows[0].held_out, at + 1, of) if of > 1 else say(QUESTION)
    with house_settings():
        figure, high_in = slide(title, subtitle, foot, key=_key())
        draw(axes_at(figure, 0, 0, TEXT_WIDTH_IN, high_in), rows, high_in)
    return Picture(figure, title, describe(here), _caption(check), stamp)


def _subtitle(held_out: bool, at: int, of: int) -> str:
    """Return the question, whether the model was fitted to what stands here, and which slide."""
    told = say("Not used to fit the model") if held_out else say("Used to fit the model")
    return say(
        "{question} {fitted} ({at} of {of}).", question=say(QUESTION), fitted=told, at=at, of=of
    )


def _key() -> list[KeyEntry]:
    return [
        (BAND, say("tolerance")),
        (RECORD_LOOK, say("on record, above")),
        (LONE_LOOK, say("model within, below (full circle)")),
        (OUT_LOOK, say("model outside (hollow diamond)")),
    ]


def _foot() -> str:
    """Return what lines and arrow heads mean, as it stands below the rows."""
    return say(
        "Each tolerance is drawn to one width; coloured lines and brackets: 95 % intervals; an "
        "arrow head lies off the scale"
    )


def finding(check: Check) -> str:
    """Return on how many patterns the model lies within the tolerance."""
    total = len(check.verdicts)
    return say_many(
        "The model lies within the tolerance on {count} of {total} pattern of the record",
        "The model lies within the tolerance on {count} of {total} patterns of the record",
        total, count=str(check.passed), total=whole(total),
    )  # fmt: skip


def _stamp(check: Check, command: str) -> Stamp:
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
        command=command,
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
