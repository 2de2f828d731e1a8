"""One issue of a bargain played in rounds: a line for each actor, and the outcome in bold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from contactline.language import say
from contactline.show.charts.bargain.panels import SAME_SHARE, Line, Panel
from contactline.show.charts.figure import fitted, shorten
from contactline.show.charts.labels import local_ticks, spread, tied_label
from contactline.show.charts.style import CAPTION_PT, INK, QUIET_INK, ScenarioLook

MOST_NAMED = 12
MOST_COLOURED = 8
LABEL_IN = 1.75
LINE_IN = 0.165
AROUND_IN = 1.15
LEAST_IN = 2.1

_COLOURS = ("#0072B2", "#D55E00", "#882255", "#8A6500")
_DASHES = ((0, None), (0, (6, 2)), (0, (1.5, 1.5)))
LOOKS = tuple(
    ScenarioLook(_COLOURS[at % 4], _DASHES[(at + at // 4) % 3], "") for at in range(MOST_NAMED)
)
STEPS = (1, 2, 2.5, 5, 10)
STILL = ScenarioLook("#A6A6A6", (0, None), "")


type Looks = Mapping[str, ScenarioLook]


@dataclass(frozen=True)
class Label:
    """Names beside the end of a line. lines: how many lines of text they take."""

    text: str
    at: float
    colour: str
    bold: bool = False

    @property
    def lines(self) -> int:
        """How many lines of text it takes."""
        return self.text.count("\n") + 1


def looks_of(panels: Sequence[Panel]) -> Looks:
    """Return how each actor is drawn that moves on any issue: of many, those that move farthest."""
    names = [line.name for line in panels[0].lines]
    ways = [max(panel.lines[at].way / panel.span for panel in panels) for at in range(len(names))]
    movers = sorted(
        (at for at, way in enumerate(ways) if way > SAME_SHARE), key=lambda at: -ways[at]
    )
    if len(names) <= MOST_NAMED:
        return {names[at]: LOOKS[at] for at in movers}
    return {names[at]: LOOKS[place] for place, at in enumerate(movers[:MOST_COLOURED])}


def labels_of(panel: Panel, looks: Looks) -> list[Label]:
    """Return the labels at the right: the outcome, who moves, and, of few, who stays where."""
    end = float(panel.outcome[-1])
    labels = [Label(say("outcome {position}", position=panel.text(end)), end, INK, bold=True)]
    for line in panel.lines:
        if line.name in looks:
            name = shorten(line.name, LABEL_IN, CAPTION_PT)
            labels.append(Label(name, float(line.positions[-1]), looks[line.name].colour))
    if len(panel.lines) <= MOST_NAMED:
        still = [line for line in panel.lines if line.name not in looks]
        labels += [
            Label(fitted(", ".join(names), LABEL_IN, CAPTION_PT, 3), at, QUIET_INK)
            for at, names in _by_place(still)
        ]
    return labels


def _by_place(lines: Sequence[Line]) -> list[tuple[float, list[str]]]:
    places: dict[float, list[str]] = {}
    for line in lines:
        places.setdefault(float(line.positions[-1]), []).append(line.name)
    return list(places.items())


def lines_height_in(panel: Panel, looks: Looks) -> float:
    """Return the height of a panel, title and ticks included, that its labels have room in."""
    rows = sum(label.lines for label in labels_of(panel, looks))
    return AROUND_IN + max(LEAST_IN, LINE_IN * (rows + 1))


def draw_lines(ax: Axes, panel: Panel, looks: Looks, height_in: float) -> Axes:
    """Return the axes with the path of every actor, their names at the right.

    height_in: of the panel, as `lines_height_in` gives it or more.
    """
    rounds = range(panel.rounds + 1)
    ax.plot(rounds, panel.outcome, color=INK, lw=4.6, zorder=2.5)
    for line in panel.lines:
        look = looks.get(line.name, STILL)
        wide, above = (1.9, 3) if line.name in looks else (1.0, 2)
        ax.plot(rounds, line.positions, color=look.colour, ls=look.dash, lw=wide, zorder=above)
    low, high = panel.scale
    margin = 0.03 * panel.span
    ax.set_xlim(0, max(panel.rounds, 1))
    ax.set_ylim(low - margin, high + margin)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=STEPS))
    local_ticks(ax.yaxis)
    ax.grid(axis="y")
    _name(ax, panel, looks, height_in)
    return ax


def _name(ax: Axes, panel: Panel, looks: Looks, height_in: float) -> None:
    """Write the labels at the right, apart from each other, each tied to the end of its line."""
    labels = labels_of(panel, looks)
    low, high = panel.scale
    unit = LINE_IN * panel.span / (height_in - AROUND_IN)
    sizes = [label.lines * unit for label in labels]
    places = spread([label.at for label in labels], sizes, low - unit, high + unit)
    last = max(panel.rounds, 1)
    for label, place in zip(labels, places, strict=True):
        look: dict[str, Any] = {"color": label.colour, "linespacing": 1.05}
        look["fontweight"] = "bold" if label.bold else "normal"
        start, end = (last, label.at), (last * 1.05, place)
        tied_label(ax, label.text, start, end, ax.transData, **look)
