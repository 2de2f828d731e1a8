"""The charts of a study: which are drawn from what, by this process or several others."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from contactline.scenario import IF_CEASEFIRE
from contactline.show.charts import CHARTS, Drawn, Subject, save
from contactline.show.report.folder import slug
from contactline.show.report.one_world import Told, example_in
from contactline.study.pool import Ask, asking
from contactline.study.study import Study, ViewOfRuns
from contactline.world.entries import ChronicleEntry


@dataclass(frozen=True)
class Job:
    """One chart to draw: its subject, its name in the registry, and its name as a file."""

    subject: Subject
    chart: str
    file: str


@dataclass(frozen=True)
class Shown:
    """A chart that was drawn, and what it was drawn from."""

    job: Job
    drawn: Drawn


def jobs_of(study: Study) -> list[Job]:
    """Return the charts of a study, view by view, in the order of the registry.

    One or two scenarios: every chart. More: every chart that has room for all of them, and a few
    of each scenario against the reference. Of the course of one world no subject knows yet.
    """
    return [job for view in study.views for job in _jobs_of_view(study, view)]


def _jobs_of_view(study: Study, view: ViewOfRuns) -> Iterator[Job]:
    subject = _subject(study, view)
    suffix = "_if_ceasefire" if view.name == IF_CEASEFIRE else ""
    for chart in CHARTS:
        yield Job(subject, chart, chart + suffix)
    if len(view.runs) > 2:
        for number, comparison in enumerate(view.comparisons, start=1):
            pair = tuple(run for name in (comparison.a, comparison.b) if (run := view.run_of(name)))
            about = replace(subject, runs=pair, comparison=comparison)
            for chart in (one.name for one in CHARTS.values() if one.per_scenario):
                yield Job(about, chart, f"{chart}_{number:02}_{slug(comparison.b)}{suffix}")


def _subject(study: Study, view: ViewOfRuns) -> Subject:
    """Return all runs of a view as a subject: the reference first, the one in focus last."""
    runs = sorted(view.runs, key=lambda run: run.scenario.name != study.reference)
    if len(runs) > 2:
        first = study.focus[0].name
        runs = sorted(runs, key=lambda run: run.scenario.name == first)
    told = example_in(study, view)
    return Subject(
        runs=tuple(runs),
        comparison=view.comparisons[0] if len(view.comparisons) == 1 else None,
        chronicle_world=told.world,
        chronicle_rule=told.rule,
        command=study.command,
    )


@contextmanager
def artists(study: Study, workers: int, folder: Path) -> Iterator[Ask]:
    """Yield how to ask some processes, which know the study, for its charts and more.

    One worker is this process, which does its work when the result is wanted. Others read the
    study from a file, each in its own time: it is large, and this process has work to do. The
    file lies in the folder meanwhile.
    """
    if workers == 1:
        _know(study)
        yield partial
        return
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as hidden:
        file = Path(hidden) / "study"
        with file.open("wb") as opened:
            pickle.dump(study, opened, pickle.HIGHEST_PROTOCOL)
        with asking(min(workers, len(CHARTS)), _know_from, file) as ask:
            yield ask


def draw(ask: Ask, study: Study, folder: Path) -> Callable[[Told], list[Shown]]:
    """Let the charts of a study be drawn and saved in the folder.

    Returns how to get those that were drawn, in their order, from the chronicles; until they are
    known, the charts of one world wait.
    """
    jobs = jobs_of(study)
    drawn = {job.file: ask(_draw, job.file, folder) for job in jobs if not _of_one_world(job)}

    def shown(told: Told) -> list[Shown]:
        for job in filter(_of_one_world, jobs):
            drawn[job.file] = ask(_draw, job.file, folder, _chronicle_of(job, told))
        found = [(job, drawn[job.file]()) for job in jobs]
        return [Shown(job, one) for job, one in found if one]

    return shown


def _of_one_world(job: Job) -> bool:
    return CHARTS[job.chart].per_world


def _chronicle_of(job: Job, told: Told) -> Sequence[ChronicleEntry] | None:
    """Return the chronicle that a chart of one world tells, None where there is none."""
    view = job.subject.view
    return (told[view]() or None) if view in told else None


_known: dict[str, Job] = {}


def _know_from(file: Path) -> None:
    with file.open("rb") as opened:
        _know(pickle.load(opened))  # noqa: S301 - written by who began this process


def _know(study: Study) -> None:
    """Keep what this process may be asked to draw."""
    _known.clear()
    _known.update((job.file, job) for job in jobs_of(study))


def _draw(
    file: str, folder: Path, chronicle: Sequence[ChronicleEntry] | None = None
) -> Drawn | None:
    job = _known[file]
    picture = CHARTS[job.chart].draw(replace(job.subject, chronicle=chronicle))
    return save(picture, folder, file) if picture else None
