"""The charts of a run in a script: one method a chart, made from the registry of charts."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from contactline.errors import RunError, did_you_mean
from contactline.language import say
from contactline.show.words.commands import command, scenario_words
from contactline.show.words.example import ASKED_FOR, Example, example_of
from contactline.study.comparison import compare
from contactline.study.ensemble import Results, replay

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from contactline.show.charts import Picture, Subject

type Draw = Callable[..., Axes]


class Plots:
    """The charts of a run, a method each: `plot.survival(ax=None, against=None, world=None)`.

    ax: axes to draw on; without them the chart has a figure of its own, as in a report, at
    `.figure` of the axes that come back. against: another run of the same worlds, drawn beside it.
    world: of whose course a chart of one world tells, the one chosen by rule if not given. Raises
    RunError where there is nothing to draw.
    """

    def __init__(self, run: Results) -> None:
        """Keep the run that is drawn."""
        self._run = run

    def __dir__(self) -> list[str]:
        """Return the names of the charts."""
        from contactline.show.charts import CHARTS

        return list(CHARTS)

    def __getattr__(self, name: str) -> Draw:
        """Return the method that draws a chart; raises AttributeError with the nearest name."""
        if name.startswith("_"):
            raise AttributeError(name)
        from contactline.show.charts import CHARTS

        if name not in CHARTS:
            near = did_you_mean(name, CHARTS) or f". Charts are: {', '.join(CHARTS)}."
            raise AttributeError(f"no such chart: {name!r}{near}")

        def draw(
            ax: Axes | None = None, *, against: Results | None = None, world: int | None = None
        ) -> Axes:
            if ax is None:
                return _shown(picture_of(self._run, name, against=against, world=world))
            return self._drawn_on(ax, name, against, world)

        draw.__name__, draw.__doc__ = name, CHARTS[name].question
        return draw

    def _drawn_on(self, ax: Axes, name: str, against: Results | None, world: int | None) -> Axes:
        """Return the axes with the chart on them: drawn there, or as a picture of its panels."""
        from contactline.show.charts import CHARTS
        from contactline.show.charts.saving import png_bytes

        on = CHARTS[name].draw_on
        if on is not None:
            return on(ax, _subject(self._run, name, against, world))
        from matplotlib.image import imread

        png = png_bytes(picture_of(self._run, name, against=against, world=world))
        ax.imshow(imread(io.BytesIO(png)))
        ax.set_axis_off()
        return ax


def picture_of(
    run: Results, name: str, *, against: Results | None = None, world: int | None = None
) -> Picture:
    """Return a chart of a run with its figure, title, caption and alt text. Raises RunError."""
    from contactline.show.charts import CHARTS

    found = CHARTS[name].draw(_subject(run, name, against, world))
    if found is None:
        raise RunError(
            f"The chart {name} compares two runs: give the other one, as in "
            f"results.plot.{name}(against=base_results)."
        )
    return found


def _shown(picture: Picture) -> Axes:
    """Return the first axes of a chart; a notebook that shows them shows the whole chart."""
    from contactline.show.charts.saving import png_bytes

    ax = picture.figure.axes[0]
    vars(ax)["_repr_png_"] = lambda: png_bytes(picture)
    return ax


def _subject(run: Results, name: str, against: Results | None, world: int | None) -> Subject:
    """Return what a chart is drawn from; the course of one world only where it is told."""
    from contactline.show.charts import CHARTS, Subject

    compared = compare(against, run) if against else None
    told = example_of(run, compared) if world is None else Example(world, say(ASKED_FOR))
    per_world = CHARTS[name].per_world
    return Subject(
        runs=(against, run) if against else (run,),
        comparison=compared,
        chronicle=replay(run.scenario, told.world, seed=run.seed) if per_world else None,
        chronicle_world=told.world,
        chronicle_rule=told.rule,
        command=_command(run, against),
    )


def _command(run: Results, against: Results | None) -> str:
    """Return what to type for these runs again; "" where what was set differs between them."""
    word, *settings = scenario_words(run.scenario)
    numbers = ["--worlds", str(run.worlds), "--seed", str(run.seed)]
    if against is None:
        return command("run", word, *numbers, *settings)
    other, *others = scenario_words(against.scenario)
    return command("compare", other, word, *numbers, *settings) if others == settings else ""
