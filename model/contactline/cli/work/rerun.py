"""Figures that a command of its own draws, run again from the command in their stamp."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline.bargaining import MODELS
from contactline.bargaining.tables import Stances, as_csv
from contactline.cli.bargain import bargain
from contactline.cli.check import check
from contactline.cli.selection import chosen
from contactline.cli.sensitivity import sensitivity
from contactline.cli.work.bargain import chart_of, options_of, played
from contactline.cli.work.groups import groups_asked
from contactline.cli.work.stances import READING, stances_of
from contactline.errors import BargainError, RunError, ScenarioError
from contactline.language import speaking
from contactline.scenario import IF_CEASEFIRE, Scenario
from contactline.show.verifying import SHORT, Verified, scenario_of_stamp
from contactline.study import patterns
from contactline.study.ensemble import run

if TYPE_CHECKING:
    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture

type Drawn = tuple[object, list[Picture]]
"""The numbers of a chart made anew, and all its slides."""


@dataclass(frozen=True)
class FigureAsked:
    """A figure to be run again. options: of its command, by name. given: files to look in first."""

    path: Path
    stamp: Stamp
    options: Mapping[str, Any]
    given: Sequence[Path]
    workers: int | None

    @property
    def scenario(self) -> Scenario:
        """Return the scenario that it was drawn of, in its view."""
        name, digest = self.stamp.scenarios[0]
        found = self._as_typed()
        if found is None or found.digest != digest:
            found = scenario_of_stamp(name, digest, self.given, self.path)
        return found.if_ceasefire() if self.stamp.view == IF_CEASEFIRE else found

    def _as_typed(self) -> Scenario | None:
        """Return the scenario as its command names and changes it, None where it is not here."""
        try:
            return chosen([self.options["scenario"]], self.options["settings"])[0]
        except (RunError, ScenarioError, click.ClickException):
            return None


def verify_alone(path: Path, stamp: Stamp, given: Sequence[Path], workers: int | None) -> Verified:
    """Return whether a figure has the numbers that its command gives. Raises RunError."""
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.saving import picture_bytes
    from contactline.show.charts.stamp import digest_of

    command, made = AGAIN[stamp.chart]
    asked = FigureAsked(path, stamp, _options(path, stamp, command), given, workers)
    with speaking(stamp.language):
        data, slides = made(asked)
        same = digest_of(data) == stamp.data
        kind, there = path.suffix.lower()[1:], path.read_bytes() if same else b""
        names = (stamp.chart, path.stem)
        redrawn = same and any(
            picture_bytes(one, kind, name) == there for one in slides for name in names
        )
    return Verified(path, stamp, same, redrawn)


def stamped_context(path: Path, stamp: Stamp, command: click.Command) -> click.Context:
    """Return the context of the command in a stamp. Raises RunError for one that is another."""
    name = str(command.name)
    try:
        program, called, *words = shlex.split(stamp.command)
        if (program, called) != ("contactline", name):
            raise ValueError(called)
        return command.make_context(name, words)
    except (ValueError, click.ClickException, click.exceptions.Exit) as error:
        raise RunError(
            f"{path} has no command of contactline {name} in its stamp that can be run again. "
            "Draw it anew."
        ) from error


def _options(path: Path, stamp: Stamp, command: click.Command) -> dict[str, Any]:
    """Return the options of the command in a stamp. Raises RunError for one that is another."""
    with stamped_context(path, stamp, command) as context:
        return context.params


def _check(asked: FigureAsked) -> Drawn:
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.patterns import pictures

    numbers = {name: asked.options[name] for name in ("worlds", "seed")}
    named = list(asked.options["patterns"]) or None
    made = patterns.check(asked.scenario, patterns=named, workers=asked.workers, **numbers)
    return made.verdicts, pictures(made, asked.stamp.command)


def _shares(asked: FigureAsked) -> Drawn:
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.shares import data_of, picture

    stamp = asked.stamp
    results = run(asked.scenario, worlds=stamp.worlds, seed=stamp.seed, workers=asked.workers)
    found, _ = groups_asked(results, asked.options["measure"])
    return data_of(found), [picture(found, results, stamp.command)]


def _bargain(asked: FigureAsked) -> Drawn:
    options = asked.options
    model = MODELS[options["name"]]
    settings = options_of(model, options["options"])
    again = played(_table(asked), asked.stamp.scenarios[0][0], model, settings, options["seed"])
    return chart_of(again, asked.stamp.command)


def _table(asked: FigureAsked) -> Stances:
    """Return the table that a bargain was played on: one given, or of the name in its command."""
    name, digest = asked.stamp.scenarios[0]
    reading = {one: asked.options[one] for one in READING}
    typed = Path(asked.options["table"])
    for path in (*asked.given, typed, asked.path.parent / typed.name):
        try:
            found = stances_of(str(path), **reading) if path.is_file() else None
        except BargainError:
            continue
        if found and sha256(as_csv(found).encode()).hexdigest() == digest:
            return found
    raise RunError(
        f"{asked.path} was drawn of the table {name} with the hash {digest[:SHORT]}, which is not "
        "here. Give its file with --scenario FILE."
    )


AGAIN: Mapping[str, tuple[click.Command, Callable[[FigureAsked], Drawn]]] = {
    "patterns": (check, _check),
    "shares": (sensitivity, _shares),
    "bargain-path": (bargain, _bargain),
}
"""Which command draws a chart, and how it is made anew, by the name of the chart."""
