"""Who stands where? Positions of the actors and the draft over the weeks, issue by issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from contactline.dials.issues import ISSUE_WORDS
from contactline.dials.sides import SIDES
from contactline.show.charts.actor_labels import OTHER_LOOK, Position, labels_of, look_of
from contactline.show.charts.fan import Fan, draw_fan, fan_data
from contactline.show.charts.figure import fitted, plate, say
from contactline.show.charts.labels import spread, tied_label, week_axis
from contactline.show.charts.places import (
    AXIS_NAME_IN,
    DATES_IN,
    Room,
    axes_grid,
    numbers_in,
)
from contactline.show.charts.style import CAPTION_PT, QUIET_INK, TEXT_PT, house_settings
from contactline.show.charts.subject import Picture, Subject, basis, title_of
from contactline.show.sheets.sheet import NONE, Sheet, span_text
from contactline.show.words.numbers import brief
from contactline.study.ensemble import Results

DRAFT_COLOUR = "#B07D00"
COLUMNS = 2
PANEL_IN = 3.3
LABEL_IN = 1.8
TITLE_IN = 0.55
NUMBERED_IN = numbers_in(["100"])
BELOW_IN = DATES_IN + AXIS_NAME_IN
ROOM = Room(
    left=NUMBERED_IN, right=LABEL_IN + 0.25, top=TITLE_IN, bottom=BELOW_IN,
    across=LABEL_IN + NUMBERED_IN + 0.35, down=TITLE_IN + BELOW_IN,
)  # fmt: skip
LOWEST, HIGHEST = -8.0, 101.0
LINE_UNITS = 100 * 0.16 / (PANEL_IN - TITLE_IN - BELOW_IN)


@dataclass(frozen=True)
class IssuePanel:
    """The positions on one issue and the draft, where there is one in any week."""

    name: str
    positions: tuple[Position, ...]
    draft: Fan | None


@dataclass(frozen=True)
class StancesOfActors:
    """The issues of one run."""

    scenario: str
    start: date
    weeks: int
    issues: tuple[IssuePanel, ...]


def stances_data(run: Results) -> StancesOfActors:
    """Return positions and drafts of one run by issue; actors without a stance are left out."""
    issues = tuple(_issue(run, name) for name in ISSUE_WORDS)
    return StancesOfActors(title_of(run), run.scenario.date, len(run.phases), issues)


def _issue(run: Results, issue: str) -> IssuePanel:
    """Return one issue, its actors in the scenario's order."""
    found = []
    for key, actor in run.scenario.actors.items():
        weekly = run.histograms.get(f"position.{key}.{issue}")
        if weekly is None or issue not in actor.stances:
            continue
        median = np.asarray(weekly.quantiles((0.5,)), dtype=np.float64)[0]
        if not np.isnan(median).all():
            found.append(Position(key, actor.name, actor.role, median))
    draft = run.histograms.get(f"draft.{issue}")
    known = draft is not None and bool((np.asarray(draft.n) > 0).any())
    return IssuePanel(issue, tuple(found), fan_data(draft) if known and draft is not None else None)


def draw(ax: Axes, data: IssuePanel, weeks: int) -> Axes:
    """Return the axes with the draft as a fan, the actors as lines, their names at the right."""
    if data.draft:
        draw_fan(ax, data.draft, DRAFT_COLOUR)
    at = np.arange(weeks)
    for one in sorted(data.positions, key=lambda one: look_of(one) != OTHER_LOOK):
        look = look_of(one)
        width = 1.1 if look == OTHER_LOOK else 2.2
        ax.plot(at, one.median, color=look.colour, ls=look.dash, lw=width)
    _name_actors(ax, data, weeks)
    words = ISSUE_WORDS[data.name]
    ax.set_title("0: {}, 100: {}".format(*words.ends), fontsize=CAPTION_PT, color=QUIET_INK)
    ax.annotate(
        words.label,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 22),
        textcoords="offset points",
        fontsize=TEXT_PT,
        fontweight="bold",
    )
    ax.set_ylim(0, 100)
    ax.set_yticks([0, 50, 100])
    ax.grid(axis="y")
    return ax


def _name_actors(ax: Axes, data: IssuePanel, weeks: int) -> None:
    """Write each group of names at the right, in its first actor's colour, tied to its line."""
    labels = labels_of(data.positions, _have_room)
    texts = [_lines_of(names) for _, names, _ in labels]
    sizes = [_size_of(text) for text in texts]
    places = spread([place for place, _, _ in labels], sizes, LOWEST, HIGHEST)
    for (wanted, _, group), text, place in zip(labels, texts, places, strict=True):
        colour = look_of(group[0]).colour if look_of(group[0]) != OTHER_LOOK else QUIET_INK
        look = {"color": colour, "linespacing": 1.05}
        tied_label(ax, text, (weeks, wanted), (weeks * 1.05, place), ax.transData, **look)


def _lines_of(names: str) -> str:
    return fitted(names, LABEL_IN, CAPTION_PT, 4)


def _size_of(text: str) -> float:
    """Return how high a label is, in points of the axis."""
    return (text.count("\n") + 1) * LINE_UNITS + 1


def _have_room(labels: Sequence[str]) -> bool:
    return sum(_size_of(_lines_of(names)) for names in labels) <= HIGHEST - LOWEST


def describe(data: StancesOfActors) -> str:
    """Return the alt text: the widest gap between the two belligerents at the end, by issue."""
    gaps = {}
    for issue in data.issues:
        sides = {one.key: one for one in issue.positions if one.key in SIDES}
        if len(sides) == len(SIDES):
            gaps[issue.name] = [sides[key] for key in SIDES]
    said = "none of the issues has a position of both belligerents (0 gaps)"
    if gaps:
        widest = max(gaps, key=lambda name: abs(gaps[name][0].last - gaps[name][1].last))
        ends = ", ".join(f"{one.name} at {brief(one.last)}" for one in gaps[widest])
        said = f"the widest gap at the end is on {ISSUE_WORDS[widest].label.lower()}: {ends} of 100"
    return (
        f"Line charts of the actors' positions on {len(data.issues)} issues and of the draft over "
        f"{data.weeks} weeks under {data.scenario}, where {said}."
    )


def picture(subject: Subject) -> Picture:
    """Return the stances of the last run, issue by issue."""
    data = stances_data(subject.focus)
    title = f"Positions and the draft on the table, {subject.view}"
    subtitle = (
        f"{data.scenario}. Lines: median position of each actor. "
        "Ochre: the draft, in worlds with talks."
    )
    caption = basis(
        [subject.focus],
        subject.view,
        "draft: median, dark band half of the worlds with a draft that week, light band 9 in 10; "
        "positions: medians without interval; actors that end close together share a label",
    )
    with house_settings():
        figure = _panels(data, title, subtitle, caption)
    return Picture(figure, title, describe(data), caption)


def _panels(data: StancesOfActors, title: str, subtitle: str, caption: str) -> Figure:
    """Return the figure with one panel per issue on the same axes."""
    rows = ceil(len(data.issues) / COLUMNS)
    figure = plate(title, subtitle, caption, content_in=rows * PANEL_IN)
    axes = axes_grid(figure, ROOM, rows * PANEL_IN, rows=rows, columns=COLUMNS)
    for index, (ax, issue) in enumerate(zip(axes, data.issues, strict=False)):
        lowest = index + COLUMNS >= len(data.issues)
        week_axis(ax, data.weeks, data.start, room=0.42, title=lowest)
        draw(ax, issue, data.weeks)
    drafts = any(issue.draft for issue in data.issues)
    for ax in axes[len(data.issues) :]:
        say(
            ax,
            "" if drafts else "No world has a draft on the table, so none is drawn.",
            width_in=3.5,
        )
    return figure


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    data = stances_data(subject.focus)
    cells = {
        (position.name, issue.name): _move(position.median)
        for issue in data.issues
        for position in issue.positions
    }
    actors = dict.fromkeys(actor for actor, _ in cells)
    issues = [issue.name for issue in data.issues]
    rows = [(actor, *(cells.get((actor, issue), NONE) for issue in issues)) for actor in actors]
    caption = (
        f"Median position of each actor from 0 to 100, at the start and at the end, under "
        f"{subject.focus.scenario.name}, {subject.view}"
    )
    head = ("Actor", *(ISSUE_WORDS[issue].label.lower() for issue in issues))
    return [Sheet(caption, head, tuple(rows))]


def _move(median: np.ndarray) -> str:
    known = median[~np.isnan(median)]
    return span_text(f"{known[0]:.0f}", f"{known[-1]:.0f}")
