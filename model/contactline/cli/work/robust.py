"""What `robust` does: search levers for what does well at several goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.work.telling import StudyTold, check_files, head, tell
from contactline.language import say
from contactline.scenario import Scenario
from contactline.show.sheets.studies import frontier_sheet
from contactline.show.words.choosing import frontier_sentences
from contactline.study.ahead import rows_ahead
from contactline.study.measured import check_measure
from contactline.study.robust import Goal, Way, robust

if TYPE_CHECKING:
    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture

FEWEST_GOALS = 2


def tell_frontier(name: str, options: dict[str, Any]) -> None:
    """Print the frontier, write or draw it if asked, or hand it on as JSON."""
    check_files(options)
    goals = [*goals_of("least", options["least"]), *goals_of("most", options["most"])]
    if len(goals) < FEWEST_GOALS:
        raise click.UsageError(
            "Name two goals, such as --least soldier_months --most days_held_of_365."
        )
    (scenario,) = chosen([name], options["settings"], imposed=options["imposed"])
    for one in goals:
        check_measure(one.measure, scenario)
    numbers = {key: options[key] for key in ("worlds", "seed", "workers", "tries")}
    if options["dry_run"]:
        _tell_cost(scenario, [one.measure for one in goals], options)
        return
    ahead = announcement([scenario] * options["tries"], options["worlds"], options["workers"])
    with watching(quiet=options["quiet"] or options["as_json"], announced=ahead) as watch:

        def progress(done: int, total: int) -> None:
            watch.worlds("Search", done * options["worlds"], total * options["worlds"])

        found = robust(scenario, options["levers"], goals, progress=progress, **numbers)

    def picture(stamp: Stamp | None) -> Picture:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.frontier import picture

        return picture(found, stamp)

    record = head([scenario], options) | asdict(found) | {"tried": found.tried.tolist()}
    tell(
        StudyTold(
            "frontier", frontier_sentences(found), [frontier_sheet(found)], record, found.table,
            picture,
        ),
        options,
    )  # fmt: skip


def _tell_cost(scenario: Scenario, measures: Sequence[str], options: dict[str, Any]) -> None:
    """Print what the search would cost."""
    numbers = options["worlds"], options["seed"], options["workers"]
    rows = rows_ahead(scenario, [{}] * options["tries"], measures, *numbers)
    tell_cost(rows, options, note=say("What is found is run again in as many other worlds."))


def goals_of(way: Way, texts: tuple[str, ...]) -> Iterator[Goal]:
    """Yield the goals that `--most` or `--least` name. Raises a usage error."""
    for text in texts:
        measure, equals, enough = text.partition("=")
        check_measure(measure)
        yield Goal(measure, way, _number(enough, measure, way) if equals else None)


def _number(text: str, measure: str, way: Way) -> float:
    """Return what is enough of a measure, a finite number. Raises a usage error."""
    with suppress(ValueError):
        if isfinite(number := float(text)):
            return number
    said = f"{text!r} is no finite number. Write it as {measure}=100."
    raise click.BadParameter(said, param_hint=f"--{way}")
