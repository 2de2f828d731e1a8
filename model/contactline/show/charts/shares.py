"""What carries the answer? The share of each group of inputs, with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from contactline.language import marked, say, say_many
from contactline.language.phrases import listing, per_cent, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted, plate
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at, numbers_in
from contactline.show.charts.stamp import foot_of, stamp_of
from contactline.show.charts.style import (
    CAPTION_PT,
    INK,
    NOISE_GREY,
    SMALL_PT,
    TEXT_PT,
    Fill,
    house_settings,
)
from contactline.show.charts.subject import Picture, basis
from contactline.show.words.shares import group_name, question_text, share_of
from contactline.study.ensemble import Results
from contactline.study.inputs import ACTORS_OWN, MECHANISMS
from contactline.study.sensitivity import Groups, Part

NAME = "shares"
QUESTION = marked("What carries the answer?")
NOTE = marked(
    "Lines: 95 % bootstrap intervals; grey figures: within noise. Chance on the way explains the "
    "rest"
)
ROW_IN, TITLE_IN, BETWEEN_IN, LABEL_IN = 0.3, 0.62, 0.1, 1.0
OWN_FILL, RULES_FILL = Fill("#0072B2", text="#FFFFFF"), Fill("#BDBDBD")
KEY = (
    (OWN_FILL, marked("what actors want, refuse and ask for")),
    (RULES_FILL, marked("all other inputs")),
)


def picture(found: Sequence[Groups], results: Results, command: str = "") -> Picture:
    """Return a panel of bars for each question. command: what makes it anew."""
    title = f"{finding(found)}."
    subtitle = " ".join(
        [say(QUESTION), say("Share of what the inputs explain by themselves, by mechanism.")]
    )
    stamp = stamp_of(NAME, [results], data_of(found), compared=(), command=command, world=None)
    caption = basis((results,), results.scenario.view, say(NOTE))
    key = [(fill, say(label)) for fill, label in KEY]
    with house_settings():
        heights = [_height_in(one) for one in found]
        content_in = sum(heights) + BETWEEN_IN * (len(found) - 1)
        figure = plate(title, subtitle, foot_of(caption, stamp), content_in=content_in, key=key)
        _panels(figure, found, heights)
    return Picture(figure, title, f"{title} {describe(found)}", caption, stamp)


def data_of(found: Sequence[Groups]) -> list[object]:
    """Return the numbers that the chart draws: of each question, what is explained and by whom."""
    return [(one.name, one.worlds, one.explained, one.mechanisms) for one in found]


def finding(found: Sequence[Groups]) -> str:
    """Return which group carries most of the answer to each question."""
    clear = [one for one in found if not one.is_noise and one.mechanisms]
    if not clear:
        return say_many(
            "In {count} world what the inputs explain is not told from chance",
            "In {count} worlds what the inputs explain is not told from chance",
            found[0].worlds, count=whole(found[0].worlds),
        )  # fmt: skip
    first = [one.mechanisms[0] for one in clear]
    if len({part.name for part in first}) == 1:
        shares = listing([share_of(part) for part in first])
        group = say(MECHANISMS[first[0].name])
        return say(
            "{group}: most of what the inputs explain ({shares})", group=group, shares=shares
        )
    parts = listing([f"{group_name(part.name)} {share_of(part)}" for part in first])
    return say("What carries most of the answer differs by question: {groups}", groups=parts)


def _height_in(one: Groups) -> float:
    return TITLE_IN + ROW_IN * len(one.mechanisms) + NUMBERS_IN + AXIS_NAME_IN


def _panels(figure: Figure, found: Sequence[Groups], heights: Sequence[float]) -> None:
    """Draw the questions below each other, their bars from one edge."""
    left_in = numbers_in([say(name) for name in MECHANISMS.values()], SMALL_PT)
    down_in = 0.0
    for one, height_in in zip(found, heights, strict=True):
        bars_in = ROW_IN * len(one.mechanisms)
        wide_in = TEXT_WIDTH_IN - left_in - LABEL_IN
        draw(axes_at(figure, left_in, down_in + TITLE_IN, wide_in, bars_in), one)
        down_in += height_in + BETWEEN_IN


def draw(ax: Axes, one: Groups) -> Axes:
    """Return the axes with a bar a group, the largest on top, and its interval as a line."""
    for row, part in enumerate(one.mechanisms):
        if not one.is_noise:
            _bar(ax, part, -row)
    names = [say(MECHANISMS[part.name]) for part in one.mechanisms]
    ax.set_yticks([-row for row in range(len(names))], names, fontsize=SMALL_PT)
    ax.set_ylim(-len(names) + 0.4, 0.6)
    ax.set_xlim(0, 100)
    ax.set_xlabel(say("share of what is explained (%)"))
    ax.tick_params(axis="y", length=0)
    explained = say("not told from chance") if one.is_noise else per_cent(one.explained)
    said = say_many(
        "Explained: {share}, {count} worlds", "Explained: {share}, {count} worlds", one.worlds,
        share=explained, count=whole(one.worlds),
    )  # fmt: skip
    said = f"{question_text(one.question)} {said}"
    ax.set_title(fitted(said, TEXT_WIDTH_IN - 2.4, TEXT_PT, 1))
    return ax


def _bar(ax: Axes, part: Part, at: float) -> None:
    """Draw one group; nothing lies below nought."""
    fill = OWN_FILL if part.name in ACTORS_OWN else RULES_FILL
    ends = (part.share, part.low, part.high)
    share, low, high = (min(max(100 * end, 0.0), 100.0) for end in ends)
    ax.barh(at, share, height=0.62, color=fill.colour, edgecolor=INK, linewidth=0.7)
    ax.plot([low, high], [at, at], color=INK, lw=1.4)
    ax.text(
        max(share, high) + 1, at, share_of(part), va="center", fontsize=CAPTION_PT,
        color=NOISE_GREY if part.within_noise else INK, clip_on=False,
    )  # fmt: skip


def describe(found: Sequence[Groups]) -> str:
    """Return the alt text: the three largest groups of each question."""
    told = " ".join(_told(one) for one in found)
    return say("Bars of shares by group of inputs. {questions}", questions=told)


def _told(one: Groups) -> str:
    if one.is_noise:
        return f"{question_text(one.question)} {say('What is explained is not told from chance.')}"
    largest = [f"{group_name(part.name)} {share_of(part)}" for part in one.mechanisms[:3]]
    return f"{question_text(one.question)} {listing(largest)}."
