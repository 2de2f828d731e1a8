"""What a chart is drawn from, what it becomes, and the captions that every chart shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from contactline.language import say
from contactline.language.phrases import counted, listing, listing_of_names
from contactline.scenario import IF_CEASEFIRE, View
from contactline.show.charts.stamp import Stamp
from contactline.show.sheets.sheet import Sheet
from contactline.study.comparison import Comparison
from contactline.study.ensemble import Results
from contactline.world.entries import ChronicleEntry


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Runs of one view to be drawn together; the first is the base where there is one.

    runs: one or more results of the same view. chronicle: entries of one world of the last run.
    chronicle_rule: how that world was chosen. command: what to type for these runs again.
    """

    runs: tuple[Results, ...]
    comparison: Comparison | None = None
    chronicle: Sequence[ChronicleEntry] | None = None
    chronicle_world: int = 0
    chronicle_rule: str = ""
    command: str = ""

    @property
    def focus(self) -> Results:
        """The run the charts of one scenario show: the last one."""
        return self.runs[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the scenarios."""
        return tuple(run.scenario.name for run in self.runs)

    @property
    def view(self) -> View:
        """The name of the view that the runs are of."""
        return self.focus.scenario.view


@dataclass(frozen=True)
class Picture:
    """A chart ready to be saved, with its words."""

    figure: Figure
    title: str
    alt: str
    caption: str
    stamp: Stamp | None = None


@dataclass(frozen=True)
class Chart:
    """One entry of the registry: a question and the function that answers it with a picture.

    draw returns None where the subject has nothing this chart could show. data: the numbers it
    draws, as a stamp is made of them. sheets: what it shows as tables, None where they stand
    elsewhere in a report. per_pair: it shows a comparison.
    per_scenario: where there are more than two scenarios, it is drawn of each and the reference.
    per_world: it tells the course of one world. draw_on: draws its main panel on axes of others.
    """

    name: str
    question: str
    draw: Callable[[Subject], Picture | None]
    data: Callable[[Subject], object]
    sheets: Callable[[Subject], list[Sheet]] | None = None
    per_pair: bool = False
    per_scenario: bool = False
    per_world: bool = False
    draw_on: Callable[[Axes, Subject], Axes] | None = None


def title_of(results: Results) -> str:
    """Return the scenario's title, or its name where it has none; to be said where it is shown."""
    return results.scenario.title or results.scenario.name


def basis(runs: Sequence[Results], view: View, interval: str) -> str:
    """Return the caption: scenarios, number of worlds, seed, view, and the kind of interval."""
    counts = sorted({run.worlds for run in runs})
    worlds = say(" or ").join(counted(count, "world") for count in counts)
    seeds = listing([str(seed) for seed in sorted({run.seed for run in runs})])
    names = listing_of_names([run.scenario.name for run in runs])
    many = say("{worlds} per scenario", worlds=worlds) if len(runs) > 1 else worlds
    said = say(
        "Runs of the model under {names}, {view}; n = {worlds}, seed {seeds}.",
        names=names, view=say(view), worlds=many, seeds=seeds,
    )  # fmt: skip
    return f"{said} {interval[:1].upper()}{interval[1:]}." if interval else said


def imposed_day(run: Results) -> int | None:
    """Return the day on which a ceasefire is imposed in every world, None where none is."""
    if run.scenario.view != IF_CEASEFIRE:
        return None
    days = run.columns["day_ceasefire"].dropna()
    return int(days.min()) if len(days) and days.min() == days.max() else None
