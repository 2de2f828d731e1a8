"""How many worlds are enough? The reach of the interval by the number of worlds."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from contactline.language import local_number, say
from contactline.language.phrases import counted, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, slide
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at
from contactline.show.charts.stamp import Stamp, foot_of
from contactline.show.charts.style import INK, SCENARIO_LOOKS, TEXT_PT, house_settings
from contactline.show.charts.subject import Picture
from contactline.show.words.in_units import Measured
from contactline.show.words.precision import enough_paragraph
from contactline.study.enough import Enough

LEFT_IN, MOST = 0.95, 100_000
SAME, APART = SCENARIO_LOOKS[1], SCENARIO_LOOKS[0]


def picture(found: Enough, stamp: Stamp | None = None) -> Picture:
    """Return how far the interval reaches as worlds grow, in the same worlds and apart."""
    asked = Measured(found.measure)
    title = _title(found, asked)
    subtitle = say("How far does the 95 % interval reach to either side, by the number of worlds?")
    caption = say(
        "Dots: seen in the first worlds of a run of {worlds}, seed {seed}. Lines: the reach falls "
        "with the root of the number of worlds.",
        worlds=counted(found.worlds, "world"),
        seed=str(found.seed),
    )
    key = [(SAME, say("in the same worlds") if found.b else say("of the mean"))]
    key += [(APART, say("with luck of their own"))] if found.b else []
    with house_settings():
        figure, content_in = slide(title, subtitle, foot_of(caption, stamp), key=key)
        high_in = content_in - NUMBERS_IN - AXIS_NAME_IN - 0.1
        wide_in = TEXT_WIDTH_IN - LEFT_IN - 0.3
        draw(axes_at(figure, LEFT_IN, 0.1, wide_in, high_in), found, asked)
    return Picture(figure, title, enough_paragraph(found), caption, stamp)


def draw(ax: Axes, found: Enough, asked: Measured) -> Axes:
    """Return the axes with lines of the reach, dots where it was seen, and the mean to tell."""
    times = 100.0 if asked.share else 1.0
    worlds = np.geomspace(found.seen[0].worlds, MOST, 60)
    reach = times * np.array([found.reach(int(one)) for one in worlds])
    ax.plot(worlds, reach, color=SAME.colour, ls=SAME.dash, lw=2.4)
    if found.b:
        apart = reach * found.times_apart**0.5
        ax.plot(worlds, apart, color=APART.colour, ls=APART.dash, lw=2.4)
    seen = [one for one in found.seen if np.isfinite(one.reach) and one.reach > 0]
    ax.plot(
        [one.worlds for one in seen],
        [times * one.reach for one in seen],
        ls="",
        marker="o",
        ms=7,
        color=SAME.colour,
        mec=INK,
        mew=0.6,
    )
    if found.b and found.mean:
        _mark_difference(ax, times * abs(found.mean))
    ax.set_xscale("log")
    ax.set_yscale("log")
    ticks = [10**power for power in range(2, 6)]
    ax.set_xticks(ticks, [whole(one) for one in ticks])
    _number(ax)
    ax.set_xlabel(say("worlds"))
    ax.set_ylabel(asked.unit_of_difference)
    return ax


def _mark_difference(ax: Axes, size: float) -> None:
    """Draw the difference that was found: it is told where the reach lies well below."""
    ax.axhline(size, color=INK, lw=1, ls=(0, (2, 2)))
    ax.text(
        MOST, size, say("the difference found"), ha="right", va="bottom", fontsize=TEXT_PT
    )  # fmt: skip


def _number(ax: Axes) -> None:
    """Number the reach at one, two and five of every power of ten that is shown."""
    low, high = ax.get_ylim()
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    ticks = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    ticks = [one for one in ticks if low <= one <= high]
    ax.set_yticks(ticks, [local_number(f"{one:,.12g}") for one in ticks])
    ax.set_yticks([], minor=True)


def _title(found: Enough, asked: Measured) -> str:
    """Return how many worlds tell the difference, or how far the interval of the mean reaches."""
    if found.b and not found.within_noise:
        worlds = counted(found.to_tell(found.mean), "world")
        return say(
            "{worlds} tell {b} from {a}: {label}",
            worlds=worlds, b=found.b, a=found.a, label=asked.label,
        )  # fmt: skip
    (reach,) = asked.numbers([found.reach(found.worlds)])
    return say(
        "{label}: {worlds} tell it to ±{reach} {unit}",
        worlds=counted(found.worlds, "world"), label=asked.label, reach=reach,
        unit=asked.unit_of_difference,
    )  # fmt: skip
