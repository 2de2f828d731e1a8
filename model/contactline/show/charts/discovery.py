"""In which futures? Worlds by the two inputs that tell most, with the box around them."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from contactline.language import say
from contactline.language.phrases import counted
from contactline.show.charts.figure import TEXT_WIDTH_IN, slide
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at
from contactline.show.charts.stamp import Stamp, foot_of
from contactline.show.charts.style import INK, Fill, house_settings
from contactline.show.charts.subject import Picture
from contactline.show.words.discovering import (
    HOW_IT_IS_FOUND,
    discovery_sentences,
    happening,
    headline,
)
from contactline.study.discovery import Discovery, Limit, happens_in
from contactline.study.ensemble import Results

LEFT_IN = 1.05
SO, NOT_SO = Fill("#D55E00"), Fill("#B8C4CE")


def picture(found: Discovery, results: Results, stamp: Stamp | None = None) -> Picture:
    """Return the worlds by two inputs: so or not so, and the box."""
    title = headline(found)
    subtitle = say("In which worlds is it so: {what}?", what=happening(found))
    runs = say(
        "Runs of the model under {name}, {view}; {worlds}, seed {seed}.",
        name=found.scenario,
        view=say(results.scenario.view),
        worlds=counted(found.worlds, "world"),
        seed=str(found.seed),
    )
    caption = f"{runs} {say(HOW_IT_IS_FOUND)}"
    key = ((SO, say("so")), (NOT_SO, say("not so")))
    with house_settings():
        figure, content_in = slide(title, subtitle, foot_of(caption, stamp), key=key)
        high_in = content_in - NUMBERS_IN - AXIS_NAME_IN - 0.1
        wide_in = TEXT_WIDTH_IN - LEFT_IN - 0.3
        draw(axes_at(figure, LEFT_IN, 0.1, wide_in, high_in), found, results)
    return Picture(figure, title, " ".join(discovery_sentences(found)), caption, stamp)


def draw(ax: Axes, found: Discovery, results: Results) -> Axes:
    """Return the axes with a dot a world and the box of the two inputs."""
    across, up = _two(found)
    inputs, so = results.inputs, happens_in(results, found)
    for fill, which, size in ((NOT_SO, ~so, 14), (SO, so, 18)):
        x, y = inputs[across][which], inputs[up][which]
        ax.scatter(x, y, s=size, color=fill.colour, edgecolors="none", alpha=0.75)
    limits = {one.input: one for one in found.limits}
    left, right = _ends(limits.get(across), *ax.get_xlim())
    low, high = _ends(limits.get(up), *ax.get_ylim())
    if limits:
        box = Rectangle((left, low), right - left, high - low, fill=False, ec=INK, lw=2)
        ax.add_patch(box)
    ax.set_xlabel(across)
    ax.set_ylabel(up)
    return ax


def _two(found: Discovery) -> tuple[str, str]:
    """Return the two inputs to draw over: of the box first, then those with the largest score."""
    names = [*(one.input for one in found.limits), *(one.input for one in found.scores)]
    first, second = list(dict.fromkeys(names))[:2]
    return first, second


def _ends(limit: Limit | None, low: float, high: float) -> tuple[float, float]:
    """Return from where to where the box goes along an axis that is shown from low to high."""
    if limit is None:
        return low, high
    ends = (low if limit.low is None else limit.low, high if limit.high is None else limit.high)
    return float(np.clip(ends[0], low, high)), float(np.clip(ends[1], low, high))
