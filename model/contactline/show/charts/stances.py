"""Who stands where? Positions of the actors and the draft over the weeks, issue by issue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from contactline.dials.issues import ISSUE_WORDS
from contactline.dials.sides import SIDES
from contactline.language import marked, say, say_many
from contactline.language.phrases import whole
from contactline.scenario import Scenario, load
from contactline.show.charts.actor_labels import OTHER_LOOK, Position, labels_of, look_of
from contactline.show.charts.fan import Fan, draw_fan, fan_data
from contactline.show.charts.figure import fitted, write_instead
from contactline.show.charts.labels import spread, tied_label, week_axis
from contactline.show.charts.places import (
    AXIS_NAME_IN,
    DATES_IN,
    Room,
    axes_grid,
    numbers_in,
)
from contactline.show.charts.style import CAPTION_PT, QUIET_INK, TEXT_PT, house_settings
from contactline.show.charts.subject import Picture, Subject, title_of
from contactline.show.charts.telling import telling
from contactline.show.sheets.sheet import NONE, Sheet, span_text
from contactline.show.words.numbers import brief
from contactline.study.ensemble import Results

DRAFT_COLOUR = "#B07D00"
QUESTION = marked("Who stands where, and where is the draft?")
RULE = marked(
    "drawn are the two issues on which the scenario changes most stances, then those on which the "
    "sides end farthest apart, and on them the sides, the broker, whoever has another stance than "
    "in the reference, and on foreign force the two that send soldiers in most worlds; all others "
    "stand in the table; actors that end close together share a label"
)
BASE = "base"
TROOPS_ISSUE = "foreign_force"
PEAKS = "peak_troops."
MOST_ISSUES, MOST_LINES = 2, 8
LABEL_IN = 1.8
TITLE_WIDTH_IN = 4.9
TITLE_IN = 0.55
NUMBERED_IN = numbers_in(["100"])
BELOW_IN = DATES_IN + AXIS_NAME_IN
ROOM = Room(
    left=NUMBERED_IN, right=LABEL_IN + 0.25, top=TITLE_IN, bottom=BELOW_IN,
    across=LABEL_IN + NUMBERED_IN + 0.35,
)  # fmt: skip
LOWEST, HIGHEST = -8.0, 101.0
LINE_IN = 0.17


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


def few_of(data: StancesOfActors, run: Results, reference: Scenario | None) -> StancesOfActors:
    """Return the two issues and the few lines that matter for a scenario.

    Issues: those on which it changes most stances against the reference, then those on which the
    belligerents end farthest apart. Lines: belligerents and broker, whoever has another stance
    than in the reference, and on foreign force the two that send soldiers in most worlds.
    """
    changed = _changed(run.scenario, reference)
    ranked = sorted(
        data.issues,
        key=lambda one: (-sum(issue == one.name for _, issue in changed), -gap_of(one)),
    )
    senders = _senders(run)
    kept = {one.name for one in ranked[:MOST_ISSUES]}
    issues = [_few_lines(one, changed, senders) for one in data.issues if one.name in kept]
    return replace(data, issues=tuple(issues))


def _few_lines(
    issue: IssuePanel, changed: Collection[tuple[str, str]], senders: Collection[str]
) -> IssuePanel:
    """Return an issue with the lines that matter on it, at most eight."""
    few = [
        one
        for one in issue.positions
        if look_of(one) != OTHER_LOOK
        or (one.key, issue.name) in changed
        or (issue.name == TROOPS_ISSUE and one.key in senders)
    ]
    first = sorted(few, key=lambda one: look_of(one) == OTHER_LOOK)[:MOST_LINES]
    return replace(issue, positions=tuple(one for one in few if one in first))


def gap_of(issue: IssuePanel) -> float:
    """Return how far apart the belligerents end on an issue, -1 where one has no position."""
    sides = {one.key: one.last for one in issue.positions if one.key in SIDES}
    return abs(sides[SIDES[0]] - sides[SIDES[1]]) if len(sides) == len(SIDES) else -1.0


def _changed(scenario: Scenario, reference: Scenario | None) -> list[tuple[str, str]]:
    """Return the stances, actor and issue, that a scenario has otherwise than the reference."""
    if reference is None:
        return []
    return [
        (key, issue)
        for key, actor in scenario.actors.items()
        for issue, stance in actor.stances.items()
        if key not in reference.actors or reference.actors[key].stances.get(issue) != stance
    ]


def _senders(run: Results) -> list[str]:
    """Return the two contributors that have soldiers there in most worlds, none if nobody has."""
    columns = [name for name in run.columns if name.startswith(PEAKS)]
    counts = {name: int((run.columns[name] > 0).sum()) for name in columns}
    ranked = sorted((name for name in columns if counts[name]), key=lambda name: -counts[name])
    return [name.removeprefix(PEAKS) for name in ranked[:2]]


def reference_of(subject: Subject) -> Scenario | None:
    """Return what a scenario is set against: the first of several runs, else base."""
    scenario = subject.focus.scenario
    if len(subject.runs) > 1:
        return subject.runs[0].scenario
    return load(BASE) if isinstance(scenario, Scenario) and scenario.name != BASE else None


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


def draw(ax: Axes, data: IssuePanel, weeks: int, high_in: float) -> Axes:
    """Return the axes with the draft as a fan, the actors as lines, their names at the right.

    high_in: height of the axes.
    """
    if data.draft:
        draw_fan(ax, data.draft, DRAFT_COLOUR)
    at = np.arange(weeks)
    for one in sorted(data.positions, key=lambda one: look_of(one) != OTHER_LOOK):
        look = look_of(one)
        width = 1.1 if look == OTHER_LOOK else 2.2
        ax.plot(at, one.median, color=look.colour, ls=look.dash, lw=width)
    _name_actors(ax, data, weeks, 100 * LINE_IN / high_in)
    words = ISSUE_WORDS[data.name]
    low, high = (say(end) for end in words.ends)
    ends = say("0: {low}, 100: {high}", low=low, high=high)
    ax.set_title(fitted(ends, TITLE_WIDTH_IN, CAPTION_PT, 1), fontsize=CAPTION_PT, color=QUIET_INK)
    ax.annotate(
        say(words.label),
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


def _name_actors(ax: Axes, data: IssuePanel, weeks: int, line: float) -> None:
    """Write each group of names at the right, in its first actor's colour, tied to its line.

    line: height of a line of text, in points of the axis.
    """

    def size_of(text: str) -> float:
        return (text.count("\n") + 1) * line + 1

    def have_room(labels: Sequence[str]) -> bool:
        return sum(size_of(_lines_of(names)) for names in labels) <= HIGHEST - LOWEST

    labels = labels_of(data.positions, have_room)
    texts = [_lines_of(names) for _, names, _ in labels]
    sizes = [size_of(text) for text in texts]
    places = spread([place for place, _, _ in labels], sizes, LOWEST, HIGHEST)
    for (wanted, _, group), text, place in zip(labels, texts, places, strict=True):
        colour = look_of(group[0]).colour if look_of(group[0]) != OTHER_LOOK else QUIET_INK
        look = {"color": colour, "linespacing": 1.05}
        tied_label(ax, text, (weeks, wanted), (weeks * 1.05, place), ax.transData, **look)


def _lines_of(names: str) -> str:
    return fitted(names, LABEL_IN, CAPTION_PT, 3)


def describe(data: StancesOfActors) -> str:
    """Return the alt text: the widest gap between the two belligerents at the end, by issue."""
    gaps = {}
    for issue in data.issues:
        sides = {one.key: one for one in issue.positions if one.key in SIDES}
        if len(sides) == len(SIDES):
            gaps[issue.name] = [sides[key] for key in SIDES]
    said = say("none of the issues has a position of both belligerents (0 gaps)")
    if gaps:
        widest = max(gaps, key=lambda name: abs(gaps[name][0].last - gaps[name][1].last))
        ends = ", ".join(
            say("{name} at {position}", name=say(one.name), position=brief(one.last))
            for one in gaps[widest]
        )
        said = say(
            "the widest gap at the end is on {issue}: {ends} of 100",
            issue=say(ISSUE_WORDS[widest].label).lower(), ends=ends,
        )  # fmt: skip
    return say(
        "Line charts of the actors' positions on {issues} issues and of the draft over {weeks} "
        "weeks under {scenario}, where {said}.",
        issues=str(len(data.issues)), weeks=str(data.weeks), scenario=say(data.scenario), said=said,
    )  # fmt: skip


def data(subject: Subject) -> StancesOfActors:
    """Return the numbers that are drawn of a subject: the last run, what matters for it."""
    return few_of(stances_data(subject.focus), subject.focus, reference_of(subject))


def finding(data: StancesOfActors) -> str:
    """Return how far apart the belligerents end on the issue drawn on which they are farthest."""
    widest = max(data.issues, key=gap_of, default=None)
    if widest is None or gap_of(widest) < 0:
        return say_many(
            "0 of {count} issue drawn have a position of both sides",
            "0 of {count} issues drawn have a position of both sides",
            len(data.issues), count=whole(len(data.issues)),
        )  # fmt: skip
    low, high = sorted((one for one in widest.positions if one.key in SIDES),
                       key=lambda one: one.last)  # fmt: skip
    said = say(
        "On {issue} {low} ends at {lower} of 100 and {high} at {higher}",
        issue=say(ISSUE_WORDS[widest.name].label).lower(), low=say(low.name), high=say(high.name),
        lower=brief(low.last), higher=brief(high.last),
    )  # fmt: skip
    if widest.draft is None:
        return say("{said}; no world has a draft on the table", said=said)
    known = widest.draft.median[~np.isnan(widest.draft.median)]
    return say(
        "{said}; the median draft at {position}", said=said, position=brief(float(known[-1]))
    )


def picture(subject: Subject) -> Picture:
    """Return the stances of the last run that matter for it."""
    found = data(subject)
    told = telling(
        "stances", subject, found, finding=finding(found),
        question=QUESTION, about=f"{say(found.scenario)}.",
        note=say(
            "lines: median positions, without interval; ochre: the draft in worlds with talks, "
            "median, dark band half of these worlds, light band 9 in 10"
        ),
        alt=describe(found), more=say(RULE),
    )  # fmt: skip
    with house_settings():
        figure, high_in = told.slide()
        _panels(figure, found, high_in)
    return told.picture(figure)


def _panels(figure: Figure, data: StancesOfActors, high_in: float) -> None:
    """Draw one panel per issue side by side on the same axes."""
    axes = axes_grid(figure, ROOM, high_in, columns=MOST_ISSUES)
    for ax, issue in zip(axes, data.issues, strict=False):
        week_axis(ax, data.weeks, data.start, room=0.42)
        draw(ax, issue, data.weeks, high_in - ROOM.top - ROOM.bottom)
    drafts = any(issue.draft for issue in data.issues)
    for ax in axes[len(data.issues) :]:
        said = "" if drafts else say("No world has a draft on the table, so none is drawn.")
        write_instead(ax, said, width_in=3.5)


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
    rows = [
        (say(actor), *(cells.get((actor, issue), NONE) for issue in issues)) for actor in actors
    ]
    caption = say(
        "Median position of each actor from 0 to 100, at the start and at the end, under "
        "{scenario}, {view}", scenario=subject.focus.scenario.name, view=say(subject.view),
    )  # fmt: skip
    head = (say("Actor"), *(say(ISSUE_WORDS[issue].label).lower() for issue in issues))
    return [Sheet(caption, head, tuple(rows))]


def _move(median: np.ndarray) -> str:
    known = median[~np.isnan(median)]
    return span_text(f"{known[0]:.0f}", f"{known[-1]:.0f}")
