"""What does each change do? Its share of the difference, alone and made last, as dots."""

from __future__ import annotations

from matplotlib.axes import Axes

from contactline.language import say
from contactline.language.phrases import counted
from contactline.show.charts.figure import TEXT_WIDTH_IN, plate
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at, numbers_in
from contactline.show.charts.stamp import Stamp, foot_of
from contactline.show.charts.style import HAIRLINE, INK, SMALL_PT, Fill, house_settings
from contactline.show.charts.subject import Picture
from contactline.show.words.attributing import attribution_paragraph, beyond_noise, how
from contactline.show.words.in_units import Measured
from contactline.study.attribution import Attribution, ChangeMade
from contactline.study.intervals import MeanInterval

ROW_IN, ROOM_IN = 0.62, 0.3
LOOKS = {
    "share": ("#0072B2", "o", 0.0),
    "alone": ("#767676", "^", 0.24),
    "last": ("#D55E00", "v", -0.24),
}


def picture(found: Attribution, stamp: Stamp | None = None) -> Picture:
    """Return a row a change: its share of the difference, what it does alone and made last."""
    asked = Measured(found.measure)
    title = _title(found, asked)
    subtitle = say("What does each change between {a} and {b} do?", a=found.a, b=found.b)
    lines = say(
        "Lines: 95 % intervals over the same {worlds}, seed {seed}",
        worlds=counted(found.worlds, "world"),
        seed=str(found.seed),
    )
    caption = f"{lines}. {how(found)}"
    names = {
        "share": say("share of the difference"),
        "alone": say("made alone (triangle up)"),
        "last": say("made last (triangle down)"),
    }
    key = tuple((Fill(LOOKS[one][0]), said) for one, said in names.items())
    with house_settings():
        rows_in = ROW_IN * len(found.parts) + ROOM_IN
        content_in = rows_in + NUMBERS_IN + AXIS_NAME_IN
        figure = plate(title, subtitle, foot_of(caption, stamp), content_in=content_in, key=key)
        left_in = numbers_in([one.change for one in found.parts], SMALL_PT)
        draw(axes_at(figure, left_in, 0, TEXT_WIDTH_IN - left_in - 0.2, rows_in), found, asked)
    return Picture(figure, title, attribution_paragraph(found), caption, stamp)


def draw(ax: Axes, found: Attribution, asked: Measured) -> Axes:
    """Return the axes with three dots and their intervals a change, the largest share on top."""
    times = 100.0 if asked.share else 1.0
    for row, part in enumerate(found.parts):
        for kind in LOOKS:
            _dot(ax, part, kind, -row, times)
    ax.axvline(0, color=HAIRLINE, lw=1)
    rows = range(len(found.parts))
    ax.set_yticks([-row for row in rows], [one.change for one in found.parts], fontsize=SMALL_PT)
    ax.set_ylim(-len(found.parts) + 0.4, 0.6)
    ax.set_xlabel(asked.heading_of_difference)
    ax.tick_params(axis="y", length=0)
    return ax


def _dot(ax: Axes, part: ChangeMade, kind: str, at: float, times: float) -> None:
    """Draw one estimate with its interval."""
    one: MeanInterval = getattr(part, kind)
    colour, marker, up = LOOKS[kind]
    ax.plot([times * one.low, times * one.high], [at + up, at + up], color=colour, lw=1.8)
    ax.plot([times * one.mean], [at + up], marker=marker, ms=7, color=colour, mec=INK, mew=0.6)


def _title(found: Attribution, asked: Measured) -> str:
    """Return what was found: the whole difference, and the change that carries most of it."""
    whole = asked.difference(*found.whole[:3])
    first = found.parts[0]
    if not beyond_noise(first.share):
        return say(
            "{label}: {whole}, no change told from chance", label=asked.label, whole=whole
        )  # fmt: skip
    return say(
        "{label}: {whole}, of which {change} {share}",
        label=asked.label, whole=whole, change=first.change,
        share=asked.difference(*first.share[:3]),
    )  # fmt: skip
