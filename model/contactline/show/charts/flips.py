"""Which worlds end otherwise when the scenario changes? How many go from which outcome to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.typing import ColorType
from numpy.typing import NDArray

from contactline.language import marked, say, say_many
from contactline.language.phrases import apart, counted, per_cent, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted, text_width_in, wrap
from contactline.show.charts.places import NUMBERS_IN, axes_at, numbers_in
from contactline.show.charts.style import (
    CAPTION_PT,
    HAIRLINE,
    INK,
    QUIET_INK,
    SMALL_PT,
    house_settings,
)
from contactline.show.charts.subject import Picture, Subject
from contactline.show.charts.telling import telling
from contactline.show.words.findings import of_worlds
from contactline.study.comparison import Comparison

QUESTION = marked("Which worlds end otherwise, and how?")
NAME_IN = 3.05
BETWEEN_IN = 0.12
COLUMNS_IN = 0.85
COLUMN_LINES = 4


@dataclass(frozen=True)
class Flips:
    """Worlds by outcome under a (rows) and under b (columns), from best to worst.

    worlds: (outcomes, outcomes).
    """

    a: str
    b: str
    outcomes: tuple[str, ...]
    worlds: NDArray[np.int64]

    @property
    def total(self) -> int:
        """Number of worlds."""
        return int(self.worlds.sum())

    @property
    def changed(self) -> int:
        """Number of worlds whose outcome is another one under b."""
        return self.total - int(np.trace(self.worlds))


def flips_data(comparison: Comparison) -> Flips:
    """Return how many worlds of a comparison go from which outcome to which."""
    labels = {share.name: share.label for share in comparison.shares}
    return Flips(
        comparison.a,
        comparison.b,
        tuple(labels.get(str(name), str(name)) for name in comparison.flips.index),
        comparison.flips.to_numpy(dtype="int64"),
    )


def draw(ax: Axes, data: Flips, column_in: float) -> Axes:
    """Return the axes with the matrix: blue where worlds changed their outcome."""
    size = len(data.outcomes)
    most = max(int((data.worlds * ~np.eye(size, dtype=bool)).max()), 1)
    for row, column in np.ndindex(size, size):
        _draw_cell(ax, row, column, int(data.worlds[row, column]), most)
    ax.set_xlim(-0.5, size - 0.5)
    ax.set_ylim(size - 0.5, -0.5)
    ax.set_xticks(range(size), column_names(data.outcomes, column_in))
    ax.set_yticks(range(size), row_names(data.outcomes, column_in))
    ax.tick_params(length=0)
    ax.tick_params(axis="x", labelsize=CAPTION_PT, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
    return ax


def column_names(outcomes: Sequence[str], column_in: float) -> list[str]:
    """Return what stands above the columns: names in whole words, or the numbers of the rows."""
    if numbered(outcomes, column_in):
        return [str(at) for at in range(1, len(outcomes) + 1)]
    return [fitted(say(name), column_in, CAPTION_PT, COLUMN_LINES) for name in outcomes]


def row_names(outcomes: Sequence[str], column_in: float) -> list[str]:
    """Return what stands left of the rows: names, with their numbers where columns have those."""
    names = [say(name) for name in outcomes]
    if numbered(outcomes, column_in):
        names = [f"{name}  {at}" for at, name in enumerate(names, start=1)]
    return [fitted(name, NAME_IN, SMALL_PT, 2) for name in names]


def numbered(outcomes: Sequence[str], column_in: float) -> bool:
    """Return whether a name has no room above its column, cut at spaces."""
    return any(
        len(wrap(say(name), column_in, CAPTION_PT)) > COLUMN_LINES
        or any(text_width_in(word, CAPTION_PT) > column_in for word in say(name).split())
        for name in outcomes
    )


def _draw_cell(ax: Axes, row: int, column: int, worlds: int, most: int) -> None:
    """Draw one cell: grey on the diagonal, elsewhere the bluer the more worlds."""
    stayed = row == column
    shade = worlds / most
    blue = (1 - 0.75 * shade, 1 - 0.45 * shade, 1 - 0.2 * shade)
    ax.add_patch(_cell(row, column, "#F2F2F2" if stayed else blue))
    moved = bool(worlds) and not stayed
    text = ax.text(column, row, whole(worlds), ha="center", va="center", fontsize=SMALL_PT)
    text.set(color=INK if moved else QUIET_INK, fontweight="bold" if moved else "normal")


def _cell(row: int, column: int, colour: ColorType) -> Rectangle:
    return Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=colour, edgecolor=HAIRLINE, lw=0.8)


def data(subject: Subject) -> Flips | None:
    """Return the numbers that are drawn of a subject, None without a comparison."""
    return flips_data(subject.comparison) if subject.comparison else None


def finding(data: Flips, comparison: Comparison) -> str:
    """Return how many worlds end otherwise, and how most of them do."""
    if not comparison.flipping:
        return say("No world of {count} ends otherwise than in {name}",
                   count=whole(data.total), name=apart(data.a))  # fmt: skip
    first = comparison.flipping[0]
    labels = dict(zip(map(str, comparison.flips.index), data.outcomes, strict=True))
    changed = say_many(
        "{worlds} ends otherwise than in {name}", "{worlds} end otherwise than in {name}",
        data.changed, worlds=of_worlds(data.changed, data.total), name=apart(data.a),
    )  # fmt: skip
    return say(
        "{changed}; most often ({count}) “{before}” becomes “{after}”",
        changed=changed, count=whole(len(first.worlds)),
        before=say(labels[first.before]), after=say(labels[first.after]),
    )  # fmt: skip


def describe(data: Flips) -> str:
    """Return the alt text: how many worlds change, and how many stay."""
    share = per_cent(data.changed / max(data.total, 1))
    return say_many(
        "Matrix of outcomes under {a} and {b}, where {worlds} ({share}) lies off the diagonal.",
        "Matrix of outcomes under {a} and {b}, where {worlds} ({share}) lie off the diagonal.",
        data.changed, a=data.a, b=data.b, worlds=counted(data.changed, "world"), share=share,
    )  # fmt: skip


def picture(subject: Subject) -> Picture | None:
    """Return the matrix of flips, or None where the subject holds no comparison."""
    found = data(subject)
    if found is None or subject.comparison is None:
        return None
    told = telling(
        "flips", subject, found, finding=finding(found, subject.comparison), question=QUESTION,
        note=say(
            "rows: how a world ends under {a}; columns: how the same world ends under {b}; counts, "
            "so no interval", a=apart(found.a), b=apart(found.b),
        ),
        alt=describe(found),
    )  # fmt: skip
    with house_settings():
        figure, high_in = told.slide()
        column_in = (TEXT_WIDTH_IN - NAME_IN) / len(found.outcomes) - BETWEEN_IN
        left_in = numbers_in(row_names(found.outcomes, column_in))
        wide_in = TEXT_WIDTH_IN - left_in
        above_in = NUMBERS_IN if numbered(found.outcomes, column_in) else COLUMNS_IN
        ax = axes_at(figure, left_in, above_in, wide_in, high_in - above_in)
        draw(ax, found, column_in)
    return told.picture(figure)
