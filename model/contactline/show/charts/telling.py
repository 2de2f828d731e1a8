"""The words of a chart: what it found as its title, the question below, its foot, and its stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from contactline.language import say
from contactline.show.charts.figure import (
    TEXT_WIDTH_IN,
    KeyEntry,
    empty_plate,
    fitted,
    slide,
)
from contactline.show.charts.stamp import Stamp, stamp_of
from contactline.show.charts.style import BOLD_WIDER, CAPTION_PT, TEXT_PT, TITLE_PT
from contactline.show.charts.subject import Picture, Subject, basis

MOST_TITLE, MOST_SUBTITLE, MOST_NOTE, MOST_STAMP = 4, 2, 3, 2


@dataclass(frozen=True)
class Telling:
    """The words of one chart of a subject.

    finding: a sentence. about: what stands below beside the question. note: what stands at the
    foot besides the stamp. more: what only the caption says.
    """

    subject: Subject
    stamp: Stamp
    finding: str
    question: str
    note: str
    alt: str
    about: str = ""
    more: str = ""

    @property
    def caption(self) -> str:
        """Return the caption: what it rests on, and all that is noted."""
        noted = "; ".join(filter(None, [self.note.removesuffix("."), self.more]))
        runs = self.subject.runs if self.stamp.world is None else (self.subject.focus,)
        return basis(runs, self.subject.view, noted)

    @property
    def words(self) -> tuple[str, str, str]:
        """Return title, subtitle and foot, each no longer than it has room."""
        title = fitted(self.finding, TEXT_WIDTH_IN, TITLE_PT * BOLD_WIDER, MOST_TITLE)
        view = say(self.subject.view)
        asked = f"{say(self.question)} {view[:1].upper()}{view[1:]}. {self.about}"
        note = fitted(
            f"{self.note[:1].upper()}{self.note[1:]}", TEXT_WIDTH_IN, CAPTION_PT, MOST_NOTE
        )
        stamp = fitted(self.stamp.line, TEXT_WIDTH_IN, CAPTION_PT, MOST_STAMP)
        return title, fitted(asked, TEXT_WIDTH_IN, TEXT_PT, MOST_SUBTITLE), f"{note}\n{stamp}"

    def slide(self, key: Sequence[KeyEntry] = ()) -> tuple[Figure, float]:
        """Return a figure with these words around, and the height left for its axes."""
        return slide(*self.words, key=key)

    def empty(self, sentence: str) -> Figure:
        """Return a figure that says in a sentence why there is nothing to draw."""
        return empty_plate(*self.words, sentence)

    def picture(self, figure: Figure) -> Picture:
        """Return the figure with its words; its alt text begins with what was found."""
        alt = f"{self.finding} {self.alt}"
        return Picture(figure, self.finding, alt, self.caption, self.stamp)


def telling(
    chart: str, subject: Subject, data: object, *, finding: str, question: str, note: str,
    alt: str, about: str = "", more: str = "", world: int | None = None,
) -> Telling:  # fmt: skip
    """Return the words of a chart with its stamp.

    chart: its name in the registry. data: the numbers that it draws. finding: without full stop.
    world: whose course it tells, None for none.
    """
    compared = subject.comparison
    stamp = stamp_of(
        chart,
        subject.runs,
        data,
        compared=(compared.a, compared.b) if compared else (),
        command=subject.command,
        world=world,
    )
    return Telling(subject, stamp, f"{finding}.", question, note, alt, about, more)
