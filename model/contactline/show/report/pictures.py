"""The charts of a study: which are drawn from what, here or in several processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from contactline.scenario import IF_CEASEFIRE
from contactline.show.charts import CHARTS, Drawn, Subject, save
from contactline.show.report.folder import slug
from contactline.study.pool import deaf_to_interrupts
from contactline.study.study import Study, ViewOfRuns

if TYPE_CHECKING:
    from contactline.scenario import View
    from contactline.world.chronicle import Entry

PER_SCENARIO = ("paired", "survival", "troops")
FEW_CHARTS = 4


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


def jobs_of(study: Study, chronicles: Mapping[View, Sequence[Entry]]) -> list[Job]:
    """Return the charts of a study, view by view, in the order of the registry.

    One or two scenarios: every chart. More: every chart that has room for all of them, and a few
    of each scenario against the reference.
    """
    jobs: list[Job] = []
    for view in study.views:
        jobs += _jobs_of_view(study, view, chronicles.get(view.name, ()))
    return jobs


def _jobs_of_view(study: Study, view: ViewOfRuns, chronicle: Sequence[Entry]) -> Iterator[Job]:
    subject = _subject(study, view, chronicle)
    suffix = "_if_ceasefire" if view.name == IF_CEASEFIRE else ""
    for chart in CHARTS:
        yield Job(subject, chart, chart + suffix)
    if len(view.runs) > 2:
        for number, comparison in enumerate(view.comparisons, start=1):
            pair = tuple(run for name in (comparison.a, comparison.b) if (run := view.run_of(name)))
            about = replace(subject, runs=pair, comparison=comparison, chronicle=None)
            for chart in PER_SCENARIO:
                yield Job(about, chart, f"{chart}_{number:02}_{slug(comparison.b)}{suffix}")


def _subject(study: Study, view: ViewOfRuns, chronicle: Sequence[Entry]) -> Subject:
    """Return all runs of a view as a subject: the reference first, the one in focus last."""
    runs = sorted(view.runs, key=lambda run: run.scenario.name != study.reference)
    if len(runs) > 2:
        first = study.focus[0].name
        runs = sorted(runs, key=lambda run: run.scenario.name == first)
    return Subject(
        runs=tuple(runs),
        comparison=view.comparisons[0] if len(view.comparisons) == 1 else None,
        chronicle=chronicle or None,
    )


def draw(jobs: Sequence[Job], folder: Path, workers: int = 1) -> list[Shown]:
    """Return the charts that were drawn and saved in the folder, in the order of the jobs."""
    if workers == 1 or len(jobs) < FEW_CHARTS:
        drawn = [_draw(job, folder) for job in jobs]
    else:
        drawn = _draw_in_processes(jobs, folder, min(workers, len(jobs)))
    return [Shown(job, one) for job, one in zip(jobs, drawn, strict=True) if one]


def _draw(job: Job, folder: Path) -> Drawn | None:
    picture = CHARTS[job.chart].draw(job.subject)
    if picture is None:
        return None
    return save(picture.figure, folder, job.file, picture.title, picture.alt, picture.caption)


def _draw_in_processes(jobs: Sequence[Job], folder: Path, workers: int) -> list[Drawn | None]:
    """Return the charts drawn by some processes, none of which outlives a failure."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        try:
            with deaf_to_interrupts():
                drawn = pool.map(_draw, jobs, [folder] * len(jobs))
            return list(drawn)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
            raise
