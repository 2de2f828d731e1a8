"""Whether a figure shows what its scenario gives: read its stamp, run it again, and compare."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from contactline import __version__
from contactline.errors import RunError, ScenarioError
from contactline.language import say, speaking
from contactline.scenario import IF_CEASEFIRE, Scenario, available, load
from contactline.show.report.folder import files_of
from contactline.show.words.example import ASKED_FOR, Example, example_of
from contactline.study.comparison import Comparison, compare
from contactline.study.ensemble import Results, replay, run

if TYPE_CHECKING:
    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Subject

SHORT = 12

type Watch = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Verified:
    """What became of one figure.

    same: its numbers are those that its scenarios give. redrawn: its file is that of the chart
    drawn anew, byte for byte; another Matplotlib alone may make another file.
    """

    path: Path
    stamp: Stamp
    same: bool
    redrawn: bool


def figures_in(paths: Sequence[Path]) -> list[Path]:
    """Return the figures of files and folders, those of a folder of results in order.

    Raises RunError for a folder without one.
    """
    from contactline.show.charts.reading import KINDS

    found: list[Path] = []
    for path in paths:
        inside = [path / "charts", path] if path.is_dir() else []
        every = [one for place in inside for one in sorted(place.glob("*"))]
        figures = [one for one in every if one.suffix in KINDS]
        if path.is_dir() and not figures:
            raise RunError(f"{path} holds no figure. Name a folder of results, or a figure.")
        found += figures if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def check_stamp(path: Path, alone: Collection[str] = ()) -> Stamp:
    """Return the stamp of a figure that this version can verify. Raises RunError.

    alone: charts that are no picture of runs, and can be verified all the same.
    """
    from contactline.show.charts import CHARTS
    from contactline.show.charts.reading import read_stamp

    stamp = read_stamp(path)
    if stamp.version == __version__ and stamp.chart not in (*CHARTS, *alone):
        names = ", ".join(name for name, _ in stamp.scenarios)
        raise RunError(
            f"{path} shows `{stamp.chart}` of {names}, which contactline verify does not run "
            f"again: run its command with seed {stamp.seed} and {stamp.worlds} worlds, and draw it."
        )
    if stamp.version != __version__:
        raise RunError(
            f"{path} was drawn by contactline {stamp.version}, and this is {__version__}: another "
            f"version may give other numbers. Verify it with contactline {stamp.version}."
        )
    return stamp


@dataclass
class Verifier:
    """Runs what figures are stamped with, each run once however many figures show it.

    given: files of scenarios to look in first. watch: told what is run, worlds done and in all.
    """

    given: Sequence[Path] = ()
    workers: int | None = 1
    watch: Watch | None = None
    _runs: dict[tuple[str, str, int, int], Results] = field(default_factory=dict)
    _compared: dict[tuple[int, int], Comparison] = field(default_factory=dict)

    def verify(self, path: Path, stamp: Stamp) -> Verified:
        """Return whether a figure has the numbers that its scenarios give. Raises RunError."""
        from contactline.show.charts import CHARTS
        from contactline.show.charts.saving import picture_bytes
        from contactline.show.charts.stamp import digest_of

        with speaking(stamp.language):
            chart, subject = CHARTS[stamp.chart], self._subject(path, stamp)
            same = digest_of(chart.data(subject)) == stamp.data
            picture = chart.draw(subject) if same else None
            redrawn = picture is not None and (
                picture_bytes(picture, path.suffix.lower()[1:], path.stem) == path.read_bytes()
            )
        return Verified(path, stamp, same, redrawn)

    def _subject(self, path: Path, stamp: Stamp) -> Subject:
        """Return what the chart was drawn from, made anew."""
        from contactline.show.charts import CHARTS, Subject

        runs = tuple(self._run(path, stamp, *named) for named in stamp.scenarios)
        names = [name for name, _ in stamp.scenarios]
        pair = [runs[names.index(name)] for name in stamp.compared]
        compared = self._comparison(pair) if pair else None
        told = self._told(runs, stamp)
        focus, per_world = runs[-1], CHARTS[stamp.chart].per_world
        return Subject(
            runs=runs,
            comparison=compared,
            chronicle=replay(focus.scenario, told.world, seed=stamp.seed) if per_world else None,
            chronicle_world=told.world,
            chronicle_rule=told.rule,
            command=stamp.command,
        )

    def _told(self, runs: Sequence[Results], stamp: Stamp) -> Example:
        """Return the world told, and its rule where it was chosen by one."""
        if stamp.world is None:
            return Example(0, "")
        pair = [runs[0], runs[-1]] if len(runs) > 1 else []
        found = example_of(runs[-1], self._comparison(pair) if pair else None)
        return found if found.world == stamp.world else Example(stamp.world, say(ASKED_FOR))

    def _comparison(self, pair: Sequence[Results]) -> Comparison:
        key = (id(pair[0]), id(pair[1]))
        if key not in self._compared:
            self._compared[key] = compare(pair[0], pair[1])
        return self._compared[key]

    def _run(self, path: Path, stamp: Stamp, name: str, digest: str) -> Results:
        """Return the run of one scenario of a stamp."""
        key = (digest, stamp.view, stamp.seed, stamp.worlds)
        if key not in self._runs:
            found = scenario_of_stamp(name, digest, self.given, path)
            seen = found.if_ceasefire() if stamp.view == IF_CEASEFIRE else found
            watch, said = self.watch, f"{name}, {stamp.view}"
            self._runs[key] = run(
                seen,
                worlds=stamp.worlds,
                seed=stamp.seed,
                workers=self.workers,
                progress=(lambda done, of: watch(said, done, of)) if watch else None,
            )
        return self._runs[key]


def scenario_of_stamp(name: str, digest: str, given: Sequence[Path], figure: Path) -> Scenario:
    """Return the scenario with this hash: one given, one beside the figure, or a bundled one.

    Raises RunError where none has it, and ScenarioError for a file given that has faults.
    """
    known: list[Scenario] = [load(path) for path in given]
    bundled: list[Scenario] = [load(name)] if name in available() else []
    for one in (*known, *_beside(figure), *bundled):
        if one.digest == digest:
            return replace(one, name=name)
    there = [*known, *bundled]
    if there:
        raise RunError(
            f"{figure} was drawn of a `{name}` with the hash {digest[:SHORT]}, and "
            f"`{there[0].name}` now has {there[0].digest[:SHORT]}: it was changed since, or run "
            "with --set. Give the file it was drawn of with --scenario FILE; a folder of results "
            "has it as scenario.yaml."
        )
    raise RunError(
        f"{figure} was drawn of `{name}` with the hash {digest[:SHORT]}, a scenario that is not "
        "known here. Give its file with --scenario FILE."
    )


def _beside(figure: Path) -> Iterator[Scenario]:
    """Yield the scenarios of the folder of results in which a figure lies, if it lies in one."""
    folder = figure.resolve().parent.parent
    if files_of(folder) is None:
        return
    for path in (folder / "scenario.yaml", *sorted((folder / "scenarios").glob("*.yaml"))):
        try:
            yield load(path)
        except ScenarioError:
            continue
