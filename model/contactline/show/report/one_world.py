"""The one world of a study that is told in each view, chosen by a stated rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from contactline.scenario import View
from contactline.show.words.example import Example, example_of
from contactline.study.ensemble import replay
from contactline.study.pool import Ask
from contactline.study.study import Study, ViewOfRuns
from contactline.world.entries import ChronicleEntry

type Told = Mapping[View, Callable[[], Sequence[ChronicleEntry]]]
"""How to get the chronicle of the world that is told in each view; whoever asks first waits."""


def example_in(study: Study, view: ViewOfRuns) -> Example:
    """Return the world that is told of the first scenario in focus, or of the last run of a view.

    Not every scenario is seen in every view.
    """
    name = study.focus[0].name
    run = view.run_of(name) or view.runs[-1]
    return example_of(run, view.against_reference(run.scenario.name))


def one_world(study: Study, ask: Ask) -> Told:
    """Let the world that is told in each view be played again; return how to get its chronicle."""
    asked: dict[View, Callable[[], Sequence[ChronicleEntry]]] = {}
    for view in study.views:
        run = view.run_of(study.focus[0].name)
        if run is not None:
            world = example_in(study, view).world
            asked[view.name] = cache(ask(replay, run.scenario, world, seed=study.seed))
    return asked


def chronicles_in(told: Told) -> dict[View, Sequence[ChronicleEntry]]:
    """Return the chronicles, once they are there."""
    return {view: chronicle() for view, chronicle in told.items()}
