"""What happened in one world? Its chronicle along a line that shows war, talks and ceasefire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from matplotlib.axes import Axes

from contactline.language import marked, say
from contactline.language.phrases import counted, long_date, short_month, whole
from contactline.show.charts.figure import TEXT_WIDTH_IN, fill_box, fitted, text_width_in
from contactline.show.charts.labels import spread
from contactline.show.charts.phases import LABELS
from contactline.show.charts.places import axes_at
from contactline.show.charts.style import (
    BOLD_WIDER,
    HAIRLINE,
    PHASE_FILLS,
    QUIET_INK,
    SMALL_PT,
    house_settings,
)
from contactline.show.charts.subject import Picture, Subject, title_of
from contactline.show.charts.telling import telling
from contactline.world.entries import ChronicleEntry

STATE_AFTER = {
    "talks open": "talks",
    "talks end": "war",
    "ceasefire": "ceasefire",
    "imposed": "ceasefire",
    "escalation": "war",
    "resumption": "war",
}
# What is told first where there is not room for all; a kind that is not named comes in between.
RANK = {
    **dict.fromkeys([*STATE_AFTER, "event", "consent lost", "horizon"], 0),
    **dict.fromkeys(["arrival", "withdrawal", "departure", "nobody comes", "no talks"], 1),
    **dict.fromkeys(["decision to attack", "build-up seen", "plan", "walks away"], 1),
    **dict.fromkeys(["pledge", "lapse", "observers"], 2),
    **dict.fromkeys(["casualties", "no pledge", "mood"], 4),
    **dict.fromkeys(["draft", "land", "option"], 5),
    "fire": 6,
}
OTHER_RANK = 3
LEFT_TO_TEXT = ("move",)
QUESTION = marked("What happened in one world?")
ROOM_IN = 2.9
"""Height that the paragraphs may take: what the words around always leave."""
MOST_OF_ROUTINE = 3
MOST_LINES = 2
LINE_IN, GAP_IN = 0.195, 0.07
BAND_IN, DAY_IN, STORY_IN = 0.85, 1.75, 2.65
TICK_DAYS = (1, 7, 30, 91, 182, 365, 730, 3650)


@dataclass(frozen=True)
class Item:
    """One paragraph of the timeline."""

    day: int
    kind: str
    text: str


@dataclass(frozen=True)
class Stretch:
    """A time in one state, from a day up to another."""

    state: str
    first: int
    after: int


@dataclass(frozen=True)
class Timeline:
    """One world: its items in order, its states, and how many entries were left out."""

    scenario: str
    world: int
    start: date
    horizon_days: int
    items: tuple[Item, ...]
    stretches: tuple[Stretch, ...]
    left_out: int


def timeline_data(
    entries: Sequence[ChronicleEntry], *, scenario: str, world: int, start: date, horizon_days: int
) -> Timeline:
    """Return the timeline of one world; entries of one day and kind become one paragraph.

    Of casualties, drafts and fire the first, a middle and the last are kept; where there is not
    room for all paragraphs, the weightiest kinds, then the earliest. Single moves of a bargain
    are left to the text.
    """
    ordered = sorted(entries, key=lambda entry: entry.day)
    ordered = [entry for entry in ordered if entry.kind not in LEFT_TO_TEXT]
    told = [
        Item(day, kind, " ".join(entry.text for entry in group))
        for (day, kind), group in groupby(ordered, key=lambda entry: (entry.day, entry.kind))
    ]
    ranked = sorted(_thinned(told), key=lambda at: (RANK.get(told[at].kind, OTHER_RANK), at))
    kept = _with_room(told, ranked)
    return Timeline(
        scenario,
        world,
        start,
        horizon_days,
        tuple(told[at] for at in kept),
        stretches_of(ordered, horizon_days),
        len(told) - len(kept),
    )


def _with_room(items: Sequence[Item], ranked: Sequence[int]) -> list[int]:
    """Return the positions of as many items as have room, weightiest first, in order of time."""
    kept: list[int] = []
    free_in = ROOM_IN
    for at in ranked:
        free_in -= size_in(items[at])
        if free_in < 0:
            break
        kept.append(at)
    return sorted(kept)


def _thinned(items: Sequence[Item]) -> list[int]:
    """Return the positions of the items to choose from: few of each kind that comes often."""
    chosen: list[int] = []
    for kind in dict.fromkeys(item.kind for item in items):
        places = [at for at, item in enumerate(items) if item.kind == kind]
        if RANK.get(kind, OTHER_RANK) > OTHER_RANK and len(places) > MOST_OF_ROUTINE:
            places = [places[0], places[len(places) // 2], places[-1]]
        chosen += places
    return chosen


def stretches_of(entries: Sequence[ChronicleEntry], horizon_days: int) -> tuple[Stretch, ...]:
    """Return the states of a world from day 0 to the horizon, read from entries in order."""
    found: list[Stretch] = []
    state, first = "war", 0
    for entry in entries:
        after = STATE_AFTER.get(entry.kind, state)
        if after != state:
            if entry.day > first:
                found.append(Stretch(state, first, entry.day))
            state, first = after, entry.day
    return (*found, Stretch(state, first, max(horizon_days, first)))


def size_in(item: Item) -> float:
    """Return the height that a paragraph takes, in inches."""
    return len(_lines_of(item)) * LINE_IN + GAP_IN


def story_in() -> float:
    """Return where the paragraphs begin: right of the widest day, in inches."""
    widest = BOLD_WIDER * text_width_in(say("day {day}", day="000"), SMALL_PT)
    return max(STORY_IN, DAY_IN + widest + 0.1)


def _lines_of(item: Item) -> list[str]:
    """Return the lines of a paragraph, two at most; fewer letters go into a line of bold ones."""
    width_in = (TEXT_WIDTH_IN - story_in() - 0.2) / (
        BOLD_WIDER if item.kind in STATE_AFTER else 1.0
    )
    return fitted(item.text, width_in, SMALL_PT, MOST_LINES).split("\n")


def draw(ax: Axes, data: Timeline, high: float) -> Axes:
    """Return the axes with the band of states, its dates on the left and the story on the right.

    The axes are read in inches, from the upper left corner down. high: their height.
    """
    per_day = high / max(data.horizon_days, 1)
    ax.set_xlim(0, TEXT_WIDTH_IN)
    ax.set_ylim(high, 0)
    ax.set_axis_off()
    for one in data.stretches:
        top, tall = one.first * per_day, (one.after - one.first) * per_day
        fill_box(ax, (BAND_IN, top), 0.3, tall, PHASE_FILLS[one.state])
    _dates(ax, data, per_day)
    places = spread(
        [item.day * per_day for item in data.items],
        [size_in(item) for item in data.items],
        0,
        high,
    )
    for item, place in zip(data.items, places, strict=True):
        _tell(ax, item, item.day * per_day, place)
    return ax


def _dates(ax: Axes, data: Timeline, per_day: float) -> None:
    """Write months along the band."""
    step = next((step for step in TICK_DAYS if data.horizon_days / step <= 9), TICK_DAYS[-1])
    for day in range(0, data.horizon_days + 1, step):
        at = data.start + timedelta(days=day)
        text = f"{short_month(at)} ’{at:%y}" if step > 29 else f"{at.day} {short_month(at)}"
        y = day * per_day
        ax.plot([BAND_IN - 0.07, BAND_IN], [y, y], color=QUIET_INK, lw=0.8)
        ax.text(BAND_IN - 0.12, y, text, ha="right", va="center", fontsize=SMALL_PT)


def _tell(ax: Axes, item: Item, y: float, place: float) -> None:
    """Write one paragraph, tied to its day on the band."""
    x = [BAND_IN + 0.3, BAND_IN + 0.42, DAY_IN - 0.18, DAY_IN - 0.08]
    ax.plot(x, [y, y, place, place], color=HAIRLINE, lw=1.1)
    bold = "bold" if item.kind in STATE_AFTER else "normal"
    ax.text(
        DAY_IN,
        place,
        say("day {day}", day=str(item.day)),
        va="center",
        fontsize=SMALL_PT,
        color=QUIET_INK,
        fontweight=bold,
    )
    text = "\n".join(_lines_of(item))
    ax.text(
        story_in(), place, text, va="center", fontsize=SMALL_PT, linespacing=1.1, fontweight=bold
    )


def describe(data: Timeline) -> str:
    """Return the alt text: how long the world was in each state."""
    days = dict.fromkeys(LABELS, 0)
    for one in data.stretches:
        days[one.state] += one.after - one.first
    return say(
        "Timeline of world {world} under {scenario}, {entries}, where in {days} from {date} the "
        "world is at war without talks for {war}, talking for {talks} and in a ceasefire for "
        "{ceasefire}.", world=str(data.world), scenario=say(data.scenario),
        entries=counted(len(data.items), "entry", "entries"),
        days=counted(data.horizon_days, "day"), date=long_date(data.start),
        **{state: str(count) for state, count in days.items()},
    )  # fmt: skip


def data(subject: Subject) -> Timeline | None:
    """Return what is drawn of a subject, None without a chronicle."""
    if subject.chronicle is None:
        return None
    run = subject.focus
    return timeline_data(
        subject.chronicle,
        scenario=title_of(run),
        world=subject.chronicle_world,
        start=run.scenario.date,
        horizon_days=run.scenario.horizon_days,
    )


def finding(data: Timeline) -> str:
    """Return when a ceasefire begins in the world and whether it lasts, or that none does."""
    world, days = str(data.world), counted(data.horizon_days, "day")
    quiet = [one for one in data.stretches if one.state == "ceasefire"]
    if not quiet:
        talks = [one for one in data.stretches if one.state == "talks"]
        if not talks:
            return say("World {world}: no talks and no ceasefire in {days}", world=world, days=days)
        return say("World {world}: talks open on day {day}, but no ceasefire in {days}",
                   world=world, day=whole(talks[0].first), days=days)  # fmt: skip
    first, last = quiet[0], quiet[-1]
    begun = whole(first.first)
    if first.after >= data.horizon_days:
        return say("World {world}: a ceasefire begins on day {day} and holds to the end, day {end}",
                   world=world, day=begun, end=whole(data.horizon_days))  # fmt: skip
    lasts = last.after >= data.horizon_days
    again = say("another holds at the end") if lasts else say("the run ends at war")
    return say("World {world}: a ceasefire begins on day {day} and breaks on day {end}; {again}",
               world=world, day=begun, end=whole(first.after), again=again)  # fmt: skip


def picture(subject: Subject) -> Picture | None:
    """Return the timeline of one world of the last run, or None without a chronicle."""
    found = data(subject)
    if found is None:
        return None
    rule = f" ({say(subject.chronicle_rule)})" if subject.chronicle_rule else ""
    left = say(
        "; {entries} not shown", entries=counted(found.left_out, "lesser entry", "lesser entries")
    )
    told = telling(
        "timeline", subject, found, finding=finding(found),
        question=QUESTION,
        about=say(
            "{scenario}, days after {date}.",
            scenario=say(found.scenario), date=long_date(found.start),
        ),
        note=say("one world, n = 1: {world}; one course of many, no interval",
                 world=f"{found.world}{rule}") + (left if found.left_out else ""),
        alt=describe(found), world=found.world,
    )  # fmt: skip
    key = [(PHASE_FILLS[state], say(label)) for state, label in LABELS.items()]
    with house_settings():
        figure, high_in = told.slide(key)
        draw(axes_at(figure, 0, 0.08, TEXT_WIDTH_IN, high_in - 0.16), found, high_in - 0.16)
    return told.picture(figure)
