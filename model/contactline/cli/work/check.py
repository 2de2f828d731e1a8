"""What `check` does: set the model against the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from contactline import __version__
from contactline.cli.columns import print_sheet
from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.files import write_picture
from contactline.cli.options import check_destination, check_known
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.terminal import paragraph, print_json
from contactline.language import say
from contactline.scenario import Scenario
from contactline.show.sheets.check import check_sheet
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.checks import MEANING, met_sentence, setup_in_words
from contactline.show.words.commands import command, scenario_words
from contactline.study import patterns
from contactline.study.ahead import watched_ahead
from contactline.study.patterns import Check
from contactline.study.patterns.observing import WATCHES
from contactline.study.patterns.registry import setups_of
from contactline.study.patterns.stored import as_plain

PICTURES = (".png", ".svg", ".pdf")
SOME_OUTSIDE = 1
MOST_SLIDES = 99


def tell_check(scenario: str, options: dict[str, Any]) -> None:
    """Print the check of a scenario, draw it if asked; end with 1 if a pattern lies outside."""
    wanted = _known(options["patterns"])
    check_destination("--chart", options["chart"], PICTURES, overwrite=options["overwrite"])
    _check_others(options)
    (found,) = chosen([scenario], options["settings"])
    if options["dry_run"]:
        _tell_cost(found, wanted, options)
        return
    checked = _checked(found, wanted, options)
    drawn = _draw(checked, _again(found, wanted, options), options) if options["chart"] else []
    _tell(checked, drawn, as_json=options["as_json"])
    if checked.passed < len(checked.verdicts):
        click.get_current_context().exit(SOME_OUTSIDE)


def _known(names: Sequence[str]) -> list[str] | None:
    """Return the patterns named, each once, None for all; an unknown one is a usage error."""
    for name in names:
        check_known("pattern", name, patterns.PATTERNS)
    return list(dict.fromkeys(names)) or None


def _checked(found: Scenario, named: list[str] | None, options: dict[str, Any]) -> Check:
    """Return the check of a scenario, its progress told."""
    numbers = {name: options[name] for name in ("worlds", "seed", "workers")}
    quiet = options["quiet"] or options["as_json"]
    with watching(quiet=quiet, announced=_announced(found, named, options)) as watch:
        progress = partial(watch.worlds, "Checking against the record")
        return patterns.check(found, patterns=named, progress=progress, **numbers)


def _tell_cost(found: Scenario, named: list[str] | None, options: dict[str, Any]) -> None:
    """Print what the set-ups would cost."""
    wanted = [patterns.PATTERNS[name] for name in named or patterns.PATTERNS]
    watches = [(WATCHES[one.seen], one.of(found)) for one in setups_of(wanted)]
    numbers = options["worlds"], options["seed"], options["workers"]
    tell_cost(watched_ahead(watches, *numbers), options)


def _announced(found: Scenario, named: list[str] | None, options: dict[str, Any]) -> str:
    """Return how many worlds there are ahead: those of every set-up."""
    wanted = [patterns.PATTERNS[name] for name in named or patterns.PATTERNS]
    runs = [found] * len(setups_of(wanted))
    return announcement(runs, options["worlds"], options["workers"]) if runs else ""


def _again(found: Scenario, named: Sequence[str] | None, options: dict[str, Any]) -> str:
    """Return the command that makes a check anew."""
    wanted = [word for name in named or () for word in ("--pattern", name)]
    numbers = ["--worlds", str(options["worlds"]), "--seed", str(options["seed"])]
    return command("check", *scenario_words(found), *wanted, *numbers)


def _check_others(options: dict[str, Any]) -> None:
    """Refuse a chart whose later slides could take the place of files that are there."""
    if (chart := options["chart"]) and not options["overwrite"]:
        for there in filter(Path.exists, (numbered(chart, at) for at in range(2, MOST_SLIDES + 1))):
            check_destination("--chart", there, PICTURES, overwrite=False)


def numbered(chart: Path, at: int) -> Path:
    """Return the file of a slide: the chart's own for the first, check-2.png for the second."""
    return chart if at == 1 else chart.with_stem(f"{chart.stem}-{at}")


def _draw(checked: Check, again: str, options: dict[str, Any]) -> list[Path]:
    """Draw the model against the record, a file a slide; return the files.

    again: the command that makes the check anew.
    """
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.patterns import NAME, pictures

    files = []
    for at, picture in enumerate(pictures(checked, again), start=1):
        files.append(numbered(options["chart"], at))
        write_picture(picture, files[-1], files[-1].stem if at > 1 else NAME)
    return files


def _tell(checked: Check, drawn: Sequence[Path], *, as_json: bool) -> None:
    """Print a check as text or as JSON."""
    if as_json:
        print_json(as_record(checked))
        return
    _print_check(checked)
    for chart in drawn:
        click.echo(f"{say('Chart')}  {chart}")


def _print_check(check: Check) -> None:
    """Print a table of the patterns, grouped by the situation they were measured in."""
    paragraph(say(NOT_A_FORECAST))
    setups = [setup_in_words(one) for one in check.verdicts]
    print_sheet(replace(check_sheet(check, by_setup=True), caption=""), setups)
    paragraph(met_sentence(check))
    made = say("Scenario {scenario}, seed {seed}.", scenario=check.scenario, seed=str(check.seed))
    paragraph(f"{say(MEANING)} {made}")


def as_record(check: Check) -> dict[str, Any]:
    """Return a check for a program to read, and for `seeds/calibration/check.json`."""
    said = {"caution": say(NOT_A_FORECAST), "sentence": met_sentence(check)}
    return {**said, "meaning": say(MEANING), "version": __version__, **as_plain(check)}
