"""Who moves where in a bargain? Positions round by round, issue by issue, and the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import ceil

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from contactline import __version__
from contactline.bargaining import Model, Path
from contactline.bargaining.explaining import in_a_sentence, visible
from contactline.bargaining.tables import as_csv
from contactline.bargaining.tables.stances import LONE_ISSUE, Stances
from contactline.language import current, marked, say, say_as
from contactline.language.phrases import counted
from contactline.language.texts import local_number
from contactline.scenario import AS_IT_COMES
from contactline.show.charts.bargain.dots import MOST_ROWS, dots_height_in, draw_dots
from contactline.show.charts.bargain.lines import (
    MOST_COLOURED,
    MOST_NAMED,
    Looks,
    draw_lines,
    lines_height_in,
    looks_of,
)
from contactline.show.charts.bargain.panels import Panel, panels_of
from contactline.show.charts.figure import plate, shorten
from contactline.show.charts.stamp import Stamp, digest_of
from contactline.show.charts.style import TEXT_PT, TITLE_PT, house_settings
from contactline.show.charts.subject import Picture

COLUMNS = 2
LONE_IN = 4.2
NAME = "bargain-path"
QUESTION = marked("Who moves where, and what comes out?")
TITLE_IN = 6.0
ISSUE_IN = 3.0


def picture(stances: Stances, model: Model, path: Path, stamp: Stamp | None = None) -> Picture:
    """Return the chart of a bargain over some stances: one panel for each issue.

    stamp: where it is from, as `stamp_of_bargain` makes it.
    """
    panels = panels_of(stances, path)
    name = shorten(visible(stances.title), TITLE_IN, TITLE_PT)
    title = say("{name}: the outcome is {outcome}.", name=name, outcome=outcomes_of(panels))
    caption, asked = _caption(stances, model), f"{say(QUESTION)} {subtitle_of(panels, model)}"
    foot = f"{caption}\n{stamp.line if stamp else f'contactline {__version__}'}"
    with house_settings():
        figure = _figure(panels, title, asked, foot)
    return Picture(figure, title, describe(panels, model, name), caption, stamp)


def stamp_of_bargain(stances: Stances, path: Path, *, seed: int, command: str) -> Stamp:
    """Return where the chart of a bargain is from: the table, its content, and the command."""
    return Stamp(
        chart=NAME,
        view=AS_IT_COMES,
        scenarios=((visible(stances.title), sha256(as_csv(stances).encode()).hexdigest()),),
        compared=(),
        seed=seed,
        worlds=0,
        world=None,
        version=__version__,
        command=command,
        data=digest_of(data_of(path)),
        language=current(),
    )


def data_of(path: Path) -> dict[str, object]:
    """Return the numbers that the chart draws: positions round by round, and the outcome."""
    return {"positions": path.positions(), "outcome": path.draft}


def outcomes_of(panels: Sequence[Panel]) -> str:
    """Return the outcome on each of the first issues, and how many more there are."""
    ends = ", ".join(_outcome(panel) for panel in panels[:3])
    if len(panels) > 3:
        return say("{ends}, and {issues} more", ends=ends, issues=counted(len(panels) - 3, "issue"))
    return ends


def subtitle_of(panels: Sequence[Panel], model: Model) -> str:
    """Return the line below the title: the model, and what is drawn how."""
    rounds, actors = panels[0].rounds, len(panels[0].lines)
    name = say(model.title)
    said, black = f"{name[:1].upper()}{name[1:]}", say("Black: the outcome.")
    if not rounds:
        how = (
            say("Dots: the actors, stacked where they are many.")
            if actors > MOST_ROWS
            else say("Dots: the actors, larger with more weight.")
        )
        return f"{said}. {how} {black}"
    return f"{said}, {counted(rounds, 'round')}.{_colours(panels)} {black}"


def _colours(panels: Sequence[Panel]) -> str:
    """Return who is drawn in colour, and who in grey."""
    actors, movers = len(panels[0].lines), len(looks_of(panels))
    who = (
        say("Colour: the {count} who move farthest.", count=str(MOST_COLOURED))
        if actors > MOST_NAMED
        else say("Colour: who moves.")
    )
    others = say("Grey: the others.") if movers else say("Grey: the actors.")
    return f"{f' {who}' if movers else ''}{f' {others}' if movers < actors else ''}"


def _caption(stances: Stances, model: Model) -> str:
    low, high = (local_number(f"{end:g}") for end in stances.scale)
    counts = f"{counted(len(stances.actors), 'actor')}, {counted(len(stances.issues), 'issue')}"
    return say(
        "What the model ({source}) makes of a table: {counts}, scale from {low} to {high}. Weight "
        "is capability times salience. One path, so no interval; it says nothing of what anyone "
        "does.", source=model.source, counts=counts, low=low, high=high,
    )  # fmt: skip


def describe(panels: Sequence[Panel], model: Model, title: str) -> str:
    """Return the alt text: the outcome on each of the first issues, and who moves farthest."""
    ends, farthest = outcomes_of(panels), ""
    line, panel = max(
        ((line, panel) for panel in panels for line in panel.lines),
        key=lambda one: one[0].way / one[1].span,
    )
    if line.way > 0:
        start, end = (panel.text(float(line.positions[at])) for at in (0, -1))
        farthest = say(
            "; {actor} moves farthest, from {start} to {end} on {issue}",
            actor=in_a_sentence(line.name), start=start, end=end,
            issue=in_a_sentence(panel.issue),
        )  # fmt: skip
    actors, told = counted(len(panels[0].lines), "actor"), f"{ends}{farthest}"
    if panels[0].rounds:
        return say(
            "Line charts of the positions of {actors} in {title} under the model {model}, where "
            "the outcome is {told}.",
            actors=actors, title=title, model=say(model.title), told=told,
        )  # fmt: skip
    return say(
        "Dot charts of the positions of {actors} in {title} under the model {model}, where the "
        "outcome is {told}.", actors=actors, title=title, model=say(model.title), told=told,
    )  # fmt: skip


def _outcome(panel: Panel) -> str:
    return say("{position} on {issue}", position=panel.text(float(panel.outcome[-1])),
               issue=in_a_sentence(panel.issue))  # fmt: skip


def _figure(panels: Sequence[Panel], title: str, subtitle: str, caption: str) -> Figure:
    """Return the figure with one panel per issue, two in a row."""
    columns = min(COLUMNS, len(panels))
    looks = looks_of(panels)
    height_in = max(_height_in(panel, looks) for panel in panels)
    height_in = max(height_in, LONE_IN if columns == 1 else 0)
    rows = ceil(len(panels) / columns)
    figure = plate(title, subtitle, caption, content_in=rows * height_in)
    grid = figure.subplots(rows, columns, squeeze=False)
    for at, (ax, panel) in enumerate(zip(grid.flat, panels, strict=False)):
        _draw(ax, panel, looks, height_in)
        if panel.rounds and at % columns == 0:
            ax.set_ylabel(_position(panel))
    for ax in grid.flat[len(panels) :]:
        ax.set_axis_off()
    return figure


def _height_in(panel: Panel, looks: Looks) -> float:
    return lines_height_in(panel, looks) if panel.rounds else dots_height_in(panel)


def _position(panel: Panel) -> str:
    low, high = (local_number(f"{end:g}") for end in panel.scale)
    return say("position, {low} to {high}", low=low, high=high)


def _draw(ax: Axes, panel: Panel, looks: Looks, height_in: float) -> None:
    """Draw one issue with its title and that of its lower axis."""
    if panel.issue != LONE_ISSUE:
        issue = shorten(panel.issue, ISSUE_IN, TEXT_PT)
        ax.set_title(issue, fontsize=TEXT_PT, fontweight="bold", pad=18)
    if panel.rounds:
        draw_lines(ax, panel, looks, height_in)
        ax.set_xlabel(say_as("of an axis", "round"))
    else:
        draw_dots(ax, panel)
        ax.set_xlabel(_position(panel))
