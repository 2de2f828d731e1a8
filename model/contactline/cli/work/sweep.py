"""What `sweep` does: move one dial or two over their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from math import prod
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.work.telling import StudyTold, check_files, head, tell
from contactline.errors import RunError, ScenarioError
from contactline.scenario import Scenario
from contactline.show.sheets.studies import sweep_sheet
from contactline.show.words.sweeping import sweep_sentences
from contactline.study.ahead import rows_ahead
from contactline.study.levels import Level
from contactline.study.measured import check_measure
from contactline.study.sweep import RANGE, changes_over, stated_range, sweep

if TYPE_CHECKING:
    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture

OVER = "--over"
SHOULD_BE = "Write it as front.discipline=0:1:11, or as mission.proposal=monitors,buffer."


def tell_sweep(names: tuple[str, ...], options: dict[str, Any]) -> None:
    """Print the measure at every point, write or draw it if asked, or hand it on as JSON."""
    check_files(options)
    over = dict(axis_of(text) for text in options["over"])
    if len(over) < len(options["over"]):
        raise click.UsageError("--over names one dial twice. Name each once.")
    scenarios = chosen(names, options["settings"], imposed=options["imposed"])
    check_measure(options["measure"], *scenarios)
    if options["chart"]:
        _check_drawable(scenarios)
    if options["dry_run"]:
        _tell_cost(scenarios, over, options)
        return
    points = len(scenarios) * prod(map(len, over.values()))
    numbers = {key: options[key] for key in ("worlds", "seed", "workers")}
    ahead = announcement([scenarios[0]] * points, options["worlds"], options["workers"])
    with watching(quiet=options["quiet"] or options["as_json"], announced=ahead) as watch:
        progress = partial(watch.worlds, "Sweep")
        with _faults_of_values():
            found = sweep(scenarios, over, options["measure"], progress=progress, **numbers)

    def picture(stamp: Stamp | None) -> Picture:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.sweep import picture

        return picture(found, stamp)

    record = head(scenarios, options)
    record |= {"over": {name: list(levels) for name, levels in over.items()}}
    record |= {"points": found.table().to_dict("records")}
    tell(
        StudyTold(
            "sweep", sweep_sentences(found), [sweep_sheet(found)], record, found.table, picture
        ),
        options,
    )  # fmt: skip


@contextmanager
def _faults_of_values() -> Iterator[None]:
    """Say of a value that a dial does not take that it stands behind `--over`."""
    try:
        yield
    except ScenarioError as error:
        raise ScenarioError([replace(one, file=OVER) for one in error.faults]) from error


def _check_drawable(scenarios: Sequence[Scenario]) -> None:
    """Refuse a chart that has no room for all scenarios, before anything is run."""
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.sweep import check_drawable

    check_drawable(len(scenarios))


def _tell_cost(
    scenarios: Sequence[Scenario], over: Mapping[str, Sequence[Level]], options: dict[str, Any]
) -> None:
    """Print what the rows of a sweep would cost."""
    numbers = options["worlds"], options["seed"], options["workers"]
    changes = changes_over(over)
    with _faults_of_values():
        rows = [rows_ahead(one, changes, [options["measure"]], *numbers) for one in scenarios]
    tell_cost([each for part in rows for each in part], options)


def axis_of(text: str) -> tuple[str, tuple[Level, ...]]:
    """Return the dial and the values that `--over` names. Raises a usage error."""
    name, equals, values = text.partition("=")
    if not (name and equals and values):
        raise click.BadParameter(f"{text!r} names no values. {SHOULD_BE}", param_hint=OVER)
    if RANGE.fullmatch(values) is None:
        return name, tuple(_level(one) for one in values.split(","))
    try:
        return name, stated_range(values)
    except RunError as error:
        raise click.BadParameter(f"{error} {SHOULD_BE}", param_hint=OVER) from None


def _level(text: str) -> Level:
    """Return a value as typed: a switch, a number, or a word."""
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text)
    except ValueError:
        return text
