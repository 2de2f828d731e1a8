"""The command that sets the model against the record: `check`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.destinations import check_destination
from contactline.cli.options import as_json, check_known, seed, settings

if TYPE_CHECKING:
    from contactline.scenario import Scenario
    from contactline.study.patterns.verdict import Check

PICTURES = (".png", ".svg", ".pdf")
SOME_OUTSIDE = 1


@click.command()
@click.argument("scenario", default="base")
@click.option(
    "--pattern", "patterns", multiple=True, metavar="ID",
    help="Check this pattern only; may be given again.",
)  # fmt: skip
@click.option(
    "--worlds", default=2000, show_default=True, type=click.IntRange(2, 100_000),
    help="How many worlds to run in each set-up.",
)  # fmt: skip
@seed
@click.option(
    "--workers", type=click.IntRange(1, 256), default=None,
    help="How many processes to use; the results are the same.  [default: one per core]",
)  # fmt: skip
@settings
@click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw the model against the record, as .png, .svg or .pdf.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace the chart if it is there.")
@click.option("--quiet", is_flag=True, help="No progress and no messages, only results.")
@as_json
def check(scenario: str, **options: Any) -> None:
    """Set the model against the record.

    Puts SCENARIO (base, if none is named) in the situations that the record is from, measures
    there what was measured, and says for each pattern whether the model lies within the stated
    tolerance. docs/check.md explains the patterns. Ends with 0 if all of them lie within, with 1
    if one does not.
    """
    from contactline.cli.selection import chosen

    wanted = _known(options["patterns"])
    check_destination("--chart", options["chart"], PICTURES, overwrite=options["overwrite"])
    (found,) = chosen([scenario], options["settings"])
    checked = _checked(found, wanted, options)
    if options["chart"]:
        _draw(checked, options["chart"])
    _tell(checked, options)
    if checked.passed < len(checked.verdicts):
        click.get_current_context().exit(SOME_OUTSIDE)


def _known(names: Sequence[str]) -> list[str] | None:
    """Return the patterns named, each once, None for all; an unknown one is a usage error."""
    from contactline.study.patterns import PATTERNS

    for name in names:
        check_known("pattern", name, PATTERNS)
    return list(dict.fromkeys(names)) or None


def _checked(found: Scenario, patterns: list[str] | None, options: dict[str, Any]) -> Check:
    """Return the check of a scenario, its progress told."""
    from contactline.cli.progress import watching
    from contactline.study import patterns as room

    numbers = {name: options[name] for name in ("worlds", "seed", "workers")}
    with watching(quiet=options["quiet"] or options["as_json"]) as watch:

        def progress(done: int, total: int) -> None:
            watch.worlds("Checking against the record", done, total)

        return room.check(found, patterns=patterns, progress=progress, **numbers)


def _draw(checked: Check, chart: Path) -> None:
    """Draw the model against the record into a file."""
    from contactline.show.charts.patterns import NAME, picture
    from contactline.show.charts.saving import write

    try:
        chart.parent.mkdir(parents=True, exist_ok=True)
        write(picture(checked), chart, NAME)
    except OSError as error:
        raise click.UsageError(f"{chart} cannot be written: {error.strerror}.") from error


def _tell(checked: Check, options: dict[str, Any]) -> None:
    """Print a check as text or as JSON."""
    from contactline.cli.check_sheets import as_record, print_check

    if options["as_json"]:
        said = as_record(checked)
        click.echo(json.dumps(said, ensure_ascii=False, indent=2, allow_nan=False))
        return
    print_check(checked)
    if options["chart"]:
        click.echo(f"Chart  {options['chart']}")
