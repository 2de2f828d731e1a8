"""What does well at both goals? All that was tried, and the frontier with its intervals."""

from __future__ import annotations

from matplotlib.axes import Axes

from contactline.language import say
from contactline.language.phrases import counted, listing, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted, slide
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at
from contactline.show.charts.stamp import Stamp, foot_of
from contactline.show.charts.style import INK, NOISE_GREY, TEXT_PT, Fill, house_settings
from contactline.show.charts.subject import Picture
from contactline.show.words.choosing import NO_ADVICE, frontier_sentences, goal_text
from contactline.show.words.in_units import Measured
from contactline.study.intervals import MeanInterval
from contactline.study.robust import Frontier

LEFT_IN = 1.25
TRIED, CHOSEN, AS_IT_IS = Fill(NOISE_GREY), Fill("#0072B2"), Fill("#D55E00")


def picture(found: Frontier, stamp: Stamp | None = None) -> Picture:
    """Return the first two goals: all tries in grey, the frontier with intervals."""
    title = _title(found)
    subtitle = say("What does well at both: {goals}?",
                   goals=listing([f"({goal_text(one)})" for one in found.goals[:2]]))  # fmt: skip
    caption = say(
        "Grey: {tries}, in the {worlds} of the search. Others: in as many other worlds, with 95 % "
        "intervals; numbered as in the table. {advice}",
        tries=counted(len(found.tried), "setting"), worlds=counted(found.worlds, "world"),
        advice=say(NO_ADVICE),
    )  # fmt: skip
    key = ((TRIED, say("tried")), (CHOSEN, say("on the frontier")),
           (AS_IT_IS, say("the scenario as it is")))  # fmt: skip
    with house_settings():
        figure, content_in = slide(title, subtitle, foot_of(caption, stamp), key=key)
        high_in = content_in - NUMBERS_IN - AXIS_NAME_IN - 0.1
        draw(axes_at(figure, LEFT_IN, 0.1, TEXT_WIDTH_IN - LEFT_IN - 0.3, high_in), found)
    return Picture(figure, title, " ".join(frontier_sentences(found)), caption, stamp)


def draw(ax: Axes, found: Frontier) -> Axes:
    """Return the axes with tries as dots and choices as crosses of their intervals."""
    asked = [Measured(one.measure) for one in found.goals[:2]]
    times = [100.0 if one.share else 1.0 for one in asked]
    ax.scatter(times[0] * found.tried[:, 0], times[1] * found.tried[:, 1], s=14,
               color=TRIED.colour, edgecolors="none")  # fmt: skip
    for number, one in enumerate(found.choices, start=1):
        _cross(ax, one.means[:2], times, CHOSEN.colour, "o")
        place = (times[0] * one.means[0].mean, times[1] * one.means[1].mean)
        ax.annotate(str(number), place, xytext=(6, 6), textcoords="offset points",
                    fontsize=TEXT_PT)  # fmt: skip
    _cross(ax, found.as_it_is[:2], times, AS_IT_IS.colour, "D")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda at, _: whole(at) if abs(at) >= 100 else f"{at:g}")
    ax.set_xlabel(asked[0].heading)
    ax.set_ylabel(fitted(asked[1].heading, ax.bbox.height / ax.figure.dpi, TEXT_PT, 2))
    return ax


def _cross(
    ax: Axes, means: tuple[MeanInterval, ...], times: list[float], colour: str, marker: str
) -> None:
    """Draw a point of two means with the interval of each."""
    across, up = (
        (of * one.mean, of * one.low, of * one.high) for one, of in zip(means, times, strict=True)
    )
    ax.plot(across[1:], [up[0]] * 2, color=colour, lw=1)
    ax.plot([across[0]] * 2, up[1:], color=colour, lw=1)
    ax.plot(across[0], up[0], marker=marker, ms=8, color=colour, mec=INK, mew=0.7)


def _title(found: Frontier) -> str:
    """Return from where to where both goals go along the frontier."""
    first, second = (Measured(one.measure) for one in found.goals[:2])
    if not found.choices:
        return say("Nothing that was tried has a value of every goal")
    low, high = found.choices[0].means, found.choices[-1].means
    if not all(one.n for one in (*low, *high)):
        return say("Nothing that was tried has a value of every goal")
    costs, gains = (
        [asked.by_itself(end[at]) for end in (low, high)]
        for at, asked in enumerate((first, second))
    )
    return say(
        "{second}: {worse} to {better} {unit}; {first}: {low} to {high}",
        second=second.label, worse=gains[0], better=gains[1], unit=second.unit, first=first.label,
        low=costs[0], high=costs[1],
    )  # fmt: skip
