"""A figure of the house width with its title, subtitle, key and caption, and the text inside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from contactline.show.charts.style import (
    BOLD_WIDER,
    CAPTION_PT,
    DOTS_PER_IN,
    FONT,
    HEIGHT_IN,
    INK,
    MARGIN_IN,
    QUIET_INK,
    SMALL_PT,
    TEXT_PT,
    TITLE_PT,
    WIDTH_IN,
    Fill,
    ScenarioLook,
)

TEXT_WIDTH_IN = WIDTH_IN - 2 * MARGIN_IN
SWATCH_IN = 0.3
SAID_IN = 1.4
GAP_IN = 0.1

type KeyEntry = tuple[Fill | ScenarioLook, str]


def text_width_in(text: str, size_pt: float) -> float:
    """Return the width of one line of text in inches, at a font size in points."""
    return size_pt / 72 * sum(_width_in_sizes(part) for part in re.split("( )", text))


@cache
def _width_in_sizes(word: str) -> float:
    """Return the width of a word in multiples of the font size."""
    if not word:
        return 0.0
    font = FontProperties(family=[FONT], size=1)
    width, _, _ = text_to_path.get_text_width_height_descent(word, font, ismath=False)
    return float(width)


def wrap(text: str, width_in: float, size_pt: float) -> list[str]:
    """Return the text as lines that fit a width in inches, cut at spaces or inside long words.

    A number hangs together with its "%".
    """
    lines: list[str] = []
    line = ""
    for word in filter(None, re.split(r"[ \t\r\n]+(?!%)", text)):
        longer = f"{line} {word}" if line else word
        if text_width_in(longer, size_pt) <= width_in:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _cut(word, width_in, size_pt)
        lines.extend(whole)
    return [*lines, line] if line else lines


def _cut(word: str, width_in: float, size_pt: float) -> list[str]:
    """Return a word in pieces that each fit the width; at least one letter per piece."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width_in(pieces[-1] + letter, size_pt) > width_in:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def shorten(text: str, width_in: float, size_pt: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than the width in inches."""
    if text_width_in(text, size_pt) <= width_in:
        return text
    while text and text_width_in(text + "…", size_pt) > width_in:
        text = text[:-1]
    return text.rstrip() + "…"


def fitted(text: str, width_in: float, size_pt: float, lines: int) -> str:
    """Return the text wrapped to at most some lines, the last one cut with an ellipsis."""
    wrapped = wrap(text, width_in, size_pt)
    if len(wrapped) > lines:
        rest = " ".join(wrapped[lines - 1 :])
        wrapped = [*wrapped[: lines - 1], shorten(rest, width_in, size_pt)]
    return "\n".join(wrapped)


def plate(
    title: str, subtitle: str, caption: str, *, content_in: float, key: Sequence[KeyEntry] = ()
) -> Figure:
    """Return a figure of the house width with title, subtitle, key and caption around its content.

    content_in: height left for the axes. Axes added later are laid out inside that space, where
    `places` does not say where they stand.
    """
    head, foot = _head(title, subtitle), _foot(caption)
    head_in, bottom_in = _head_in(head, key), _bottom_in(foot)
    height_in = MARGIN_IN + head_in + content_in + bottom_in
    figure = Figure(figsize=(WIDTH_IN, height_in), dpi=DOTS_PER_IN, facecolor="white")
    FigureCanvasAgg(figure)
    key_top_in = _write_head(figure, head, height_in - MARGIN_IN)
    _write_key(figure, key, key_top_in - GAP_IN)
    _write(figure, foot, bottom_in - 1.5 * GAP_IN, CAPTION_PT, QUIET_INK)
    _leave_room(figure, bottom_in, content_in)
    return figure


def slide(
    title: str, subtitle: str, caption: str, *, key: Sequence[KeyEntry] = ()
) -> tuple[Figure, float]:
    """Return a plate of the height of a slide, and the height in inches left for its axes."""
    content_in = room_on_slide_in(title, subtitle, caption, key)
    return plate(title, subtitle, caption, content_in=content_in, key=key), content_in


def room_on_slide_in(
    title: str, subtitle: str, caption: str, key: Sequence[KeyEntry] = ()
) -> float:
    """Return the height in inches that a slide with these words leaves for its axes."""
    around_in = MARGIN_IN + _head_in(_head(title, subtitle), key) + _bottom_in(_foot(caption))
    return HEIGHT_IN - around_in


def _head(title: str, subtitle: str) -> list[tuple[list[str], float]]:
    """Return the lines of title and subtitle, each with its font size."""
    return [
        (wrap(title, TEXT_WIDTH_IN, TITLE_PT * BOLD_WIDER), TITLE_PT),
        (wrap(subtitle, TEXT_WIDTH_IN, TEXT_PT), TEXT_PT),
    ]


def _foot(caption: str) -> list[str]:
    """Return the lines of a caption, whose own line breaks are kept."""
    return [line for part in caption.split("\n") for line in wrap(part, TEXT_WIDTH_IN, CAPTION_PT)]


def _head_in(head: Sequence[tuple[list[str], float]], key: Sequence[KeyEntry]) -> float:
    """Return the height of title, subtitle and key."""
    rows = max((row + 1 for row, _ in key_places([text for _, text in key])), default=0)
    lines_in = sum(len(lines) * _line_in(size) for lines, size in head)
    return lines_in + rows * _line_in(SMALL_PT) + 3 * GAP_IN


def _bottom_in(foot: Sequence[str]) -> float:
    """Return the height of the caption and its margins."""
    return MARGIN_IN + len(foot) * _line_in(CAPTION_PT) + 1.5 * GAP_IN


def _write_head(figure: Figure, head: Sequence[tuple[list[str], float]], top_in: float) -> float:
    """Write title and subtitle from a height in inches down; return where they end."""
    for lines, size in head:
        bold = size == TITLE_PT
        _write(figure, lines, top_in, size, INK if bold else QUIET_INK, bold=bold)
        top_in -= len(lines) * _line_in(size) + GAP_IN / 2
    return top_in


def _leave_room(figure: Figure, bottom_in: float, content_in: float) -> None:
    """Keep the axes between the side margins, from a height in inches up."""
    wide, high = (float(side) for side in figure.get_size_inches())
    left, bottom = MARGIN_IN / wide, bottom_in / high
    across, up = TEXT_WIDTH_IN / wide, content_in / high
    figure.subplots_adjust(left=left, right=left + across, bottom=bottom, top=bottom + up)
    figure.set_layout_engine("constrained", rect=(left, bottom, across, up))


def key_places(texts: Sequence[str]) -> list[tuple[int, float]]:
    """Return the row and the left edge in inches of each entry of a key set like running text."""
    places: list[tuple[int, float]] = []
    row, left_in = 0, 0.0
    for text in texts:
        width_in = SWATCH_IN + GAP_IN + text_width_in(text, SMALL_PT)
        if left_in and left_in + width_in > TEXT_WIDTH_IN:
            row, left_in = row + 1, 0.0
        places.append((row, left_in))
        left_in += width_in + 3 * GAP_IN
    return places


def _write_key(figure: Figure, key: Sequence[KeyEntry], top_in: float) -> None:
    """Draw the key from a height in inches down."""
    places = key_places([text for _, text in key])
    for (look, text), (row, left_in) in zip(key, places, strict=True):
        middle_in = top_in - (row + 0.5) * _line_in(SMALL_PT)
        _key_entry(figure, look, text, MARGIN_IN + left_in, middle_in)


def _key_entry(
    figure: Figure, look: Fill | ScenarioLook, text: str, left_in: float, middle_in: float
) -> None:
    """Draw one swatch or line sample and its text, in inches from the lower left corner."""
    wide, high = (float(side) for side in figure.get_size_inches())
    left, middle = left_in / wide, middle_in / high
    if isinstance(look, Fill):
        place = (left, middle - 0.075 / high)
        fill_box(figure, place, SWATCH_IN / wide, 0.15 / high, look)
    else:
        ends = [left, left + SWATCH_IN / wide]
        line = Line2D(ends, [middle, middle], color=look.colour, ls=look.dash, lw=2.4)
        figure.add_artist(line)
    left += (SWATCH_IN + GAP_IN) / wide
    figure.text(left, middle, text, va="center_baseline", fontsize=SMALL_PT, in_layout=False)


def fill_box(
    parent: Figure | Axes, place: tuple[float, float], width: float, height: float, fill: Fill
) -> None:
    """Add a filled, hatched and dark-outlined rectangle, lower left corner at the place."""
    face = Rectangle(
        place, width, height, facecolor=fill.colour, edgecolor=fill.hatch_colour, linewidth=0
    )
    face.set_hatch(fill.hatch)
    outline = Rectangle(place, width, height, facecolor="none", edgecolor=INK, linewidth=0.9)
    for part in (face, outline):
        part.set_clip_on(False)
        if isinstance(parent, Figure):
            part.set_transform(parent.transFigure)
        parent.add_artist(part)


def empty_plate(title: str, subtitle: str, caption: str, sentence: str) -> Figure:
    """Return a plate that says in a sentence why there is nothing to draw."""
    figure = plate(title, subtitle, caption, content_in=SAID_IN)
    figure.set_layout_engine("none")
    write_instead(figure.add_subplot(), sentence)
    return figure


def write_instead(ax: Axes, sentence: str, *, width_in: float = 6.5) -> None:
    """Write an honest sentence where there is nothing to draw, and take the axes away."""
    ax.set_axis_off()
    ax.text(
        0.5,
        0.5,
        "\n".join(wrap(sentence, width_in, TEXT_PT)),
        transform=ax.transAxes,
        ha="center",
        va="center",
        fontsize=TEXT_PT,
        color=QUIET_INK,
        linespacing=1.4,
    )


def _line_in(size_pt: float) -> float:
    return size_pt * 1.36 / 72


def _write(
    figure: Figure,
    lines: Sequence[str],
    top_in: float,
    size: float,
    colour: str,
    *,
    bold: bool = False,
) -> None:
    """Write lines of text from the left margin, the top at a height in inches."""
    figure.text(
        MARGIN_IN / WIDTH_IN,
        top_in / float(figure.get_size_inches()[1]),
        "\n".join(lines),
        va="top",
        ha="left",
        fontsize=size,
        color=colour,
        linespacing=1.2,
        fontweight="bold" if bold else "normal",
        in_layout=False,
    )
