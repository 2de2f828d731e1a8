"""What parts worlds that end otherwise, and when? A row a sort of event, a mark a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from contactline.language import say, say_many
from contactline.language.phrases import counted, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, empty_plate, fitted, plate
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at, numbers_in
from contactline.show.charts.stamp import Stamp, foot_of
from contactline.show.charts.style import (
    HAIRLINE,
    INK,
    SCENARIO_LOOKS,
    SMALL_PT,
    ScenarioLook,
    house_settings,
)
from contactline.show.charts.subject import Picture
from contactline.show.sheets.partings import (
    MOST_EVENTS,
    event_text,
    middle_of,
    names_of_sides,
    pairs_paragraph,
)
from contactline.study.pairs import TwinPairs

ROW_IN, NAME_IN, COUNT_IN, ROOM_IN = 0.55, 4.6, 0.5, 0.3
LOOKS = dict(zip(("a", "b", "both"), SCENARIO_LOOKS, strict=True))


@dataclass(frozen=True)
class Sort:
    """A sort of event that parts pairs. text: for example. side: as of `PartedBy`.

    days: on which it parts them, rising.
    """

    text: str
    side: str
    days: tuple[int, ...]


def partings_data(pairs: TwinPairs) -> list[Sort]:
    """Return the sorts of event that part most pairs, the most frequent first."""
    return [
        Sort(
            event_text(middle_of(one)),
            one.side,
            tuple(each.first.day for each in one.partings if each.first),
        )
        for one in pairs.parted_by[:MOST_EVENTS]
    ]


def picture(pairs: TwinPairs, stamp: Stamp | None = None) -> Picture:
    """Return when each sort of event parts worlds that end otherwise, a mark a pair."""
    sorts = partings_data(pairs)
    title = _title(pairs)
    subtitle = say("What first differs in each of them, and on which day?")
    caption = _caption(pairs, sorts)
    foot = foot_of(caption, stamp)
    with house_settings():
        if not sorts:
            figure = empty_plate(title, subtitle, foot, say("No event parts a pair."))
            return Picture(figure, title, pairs_paragraph(pairs), caption, stamp)
        rows_in = ROW_IN * len(sorts) + ROOM_IN
        content_in = rows_in + NUMBERS_IN + AXIS_NAME_IN
        figure = plate(title, subtitle, foot, content_in=content_in, key=_key(pairs, sorts))
        names = [fitted(one.text, NAME_IN, SMALL_PT, 2) for one in sorts]
        left_in = numbers_in(names)
        wide_in = TEXT_WIDTH_IN - left_in - COUNT_IN
        draw(axes_at(figure, left_in, 0, wide_in, rows_in), sorts, names)
    return Picture(figure, title, pairs_paragraph(pairs), caption, stamp)


def draw(ax: Axes, sorts: Sequence[Sort], names: Sequence[str]) -> Axes:
    """Return the axes with a mark for each pair on the day that parts it, and their number."""
    for row, one in enumerate(sorts):
        look = LOOKS[one.side]
        ax.axhline(-row, color=HAIRLINE, lw=0.8, zorder=0)
        ax.plot(
            one.days, [-row] * len(one.days), ls="", marker=look.marker, ms=7, alpha=0.75,
            color=look.colour, mec=INK, mew=0.5, clip_on=False,
        )  # fmt: skip
        ax.annotate(
            whole(len(one.days)), (1, -row), (10, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center", fontsize=SMALL_PT,
        )  # fmt: skip
    ax.set_yticks([-row for row in range(len(sorts))], names, fontsize=SMALL_PT)
    ax.set_ylim(-len(sorts) + 0.4, 0.6)
    ax.set_xlim(0, 1.02 * max(1, *(one.days[-1] for one in sorts)))
    ax.set_xlabel(say("day; on the right, pairs"))
    ax.tick_params(axis="y", length=0)
    return ax


def _key(pairs: TwinPairs, sorts: Sequence[Sort]) -> tuple[tuple[ScenarioLook, str], ...]:
    """Return under which scenario an event happens, as far as it is drawn."""
    names, drawn = names_of_sides(pairs), {one.side for one in sorts}
    return tuple((look, names[side]) for side, look in LOOKS.items() if side in drawn)


def _title(pairs: TwinPairs) -> str:
    """Return how many worlds end otherwise."""
    changed, found = len(pairs.partings), pairs.comparison
    return say_many(
        "{n} of {worlds} worlds ends otherwise under {b} than under {a}",
        "{n} of {worlds} worlds end otherwise under {b} than under {a}",
        changed, n=whole(changed), worlds=whole(found.worlds), a=found.a, b=found.b,
    )  # fmt: skip


def _caption(pairs: TwinPairs, sorts: Sequence[Sort]) -> str:
    """Return which worlds these are, and how many pairs are left out."""
    found = pairs.comparison
    said = say(
        "Marks: the first event of each pair that is not the same under both, coloured by where "
        "it happens. The same {worlds}, seed {seed}; counts, so no interval.",
        worlds=counted(found.worlds, "world"), seed=str(found.seed),
    )  # fmt: skip
    rest = sum(len(one.partings) for one in pairs.parted_by[len(sorts) :])
    if not rest:
        return said
    left = say_many(
        "{n} pair with a rarer sort is left out.", "{n} pairs with rarer sorts are left out.",
        rest, n=whole(rest),
    )  # fmt: skip
    return f"{said} {left}"
