"""Letters that no chart can draw, because the font lacks them: said in the caption."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text

from contactline.language import say
from contactline.language.phrases import whole
from contactline.show.charts.style import CAPTION_PT, FONT, MARGIN_IN, QUIET_INK
from contactline.show.charts.subject import Picture

MOST_NAMED = 5


def lacking_told(picture: Picture) -> Picture:
    """Return the picture with a line on the letters that it cannot draw, if there are any.

    The line stands in its caption, and in the margin below it, once however often it is shown.
    """
    said = sentence(lacking(one.get_text() for one in picture.figure.findobj(Text)))
    if not said or picture.caption.endswith(said):
        return picture
    if all(one.get_text() != said for one in picture.figure.texts):
        _write(picture.figure, said)
    return replace(picture, caption=f"{picture.caption} {said}")


def lacking(texts: Iterable[str]) -> list[str]:
    """Return the letters that the font of the charts does not have, in the order of their codes."""
    letters = {letter for text in texts for letter in text if not letter.isspace()}
    return sorted(letter for letter in letters if ord(letter) not in _covered())


def sentence(letters: list[str]) -> str:
    """Return what is said of letters that cannot be drawn: how many, and the codes of a few."""
    if not letters:
        return ""
    codes = [f"U+{ord(one):04X}" for one in letters[:MOST_NAMED]]
    more = len(letters) - MOST_NAMED
    few = ", ".join(codes)
    named = say("{few} and {count} more", few=few, count=whole(more)) if more > 0 else few
    return say(
        "{font} has no {letters}: boxes may stand for these letters.", font=FONT, letters=named
    )


@cache
def _covered() -> frozenset[int]:
    """Return the codes of all letters that the font has."""
    return frozenset(get_font(findfont(FontProperties(family=[FONT]))).get_charmap())


def _write(figure: Figure, said: str) -> None:
    """Write a line into the margin at the foot of a figure."""
    wide, high = (float(side) for side in figure.get_size_inches())
    figure.text(
        MARGIN_IN / wide, MARGIN_IN / 3 / high, said, va="baseline", fontsize=CAPTION_PT,
        color=QUIET_INK, in_layout=False,
    )  # fmt: skip
