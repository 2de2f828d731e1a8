"""What `ledger` does: say what a result rests on."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli.columns import print_sheet
from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.files import write_record
from contactline.cli.options import RECORDS, check_destination
from contactline.cli.progress import watching
from contactline.cli.selection import BASE, chosen
from contactline.cli.terminal import paragraph, print_json
from contactline.language import say
from contactline.scenario import Scenario
from contactline.show.report.files import ledger_table
from contactline.show.sheets.ledger import ledger_sheet
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.overturning import (
    MOVED_ALONE,
    findings_sentences,
    overturning_sentence,
    turn_sentence,
)
from contactline.study.ahead import runs_ahead
from contactline.study.ledger import Ledger, as_plain
from contactline.study.ledger import ledger as study_ledger
from contactline.study.ledger.assembling import checked


def tell_ledger(scenario: str, options: dict[str, Any]) -> None:
    """Print the ledger of a scenario, or hand it on as JSON; write it if asked."""
    check_destination("--out", options["out"], RECORDS, overwrite=options["overwrite"])
    found, base = _pair(scenario, options)
    if options["dry_run"]:
        _tell_cost(found, base, options)
        return
    made = _made(found, base, options)
    record = {"caution": say(NOT_A_FORECAST), **as_plain(made)}
    if options["out"]:
        write_record(options["out"], lambda: record, lambda: ledger_table([made]))
    if options["as_json"]:
        print_json(record)
        return
    _print_ledger(made)
    if options["out"]:
        click.echo(f"{say('Ledger')}  {options['out']}")


def _pair(name: str, options: dict[str, Any]) -> tuple[Scenario, Scenario]:
    """Return a scenario and base over the same days, with --set and --imposed in both."""
    names = list(dict.fromkeys([name, BASE]))
    found, *base = chosen(names, options["settings"], imposed=options["imposed"])
    return found, base[0].with_horizon(found.horizon_days) if base else found


def _tell_cost(found: Scenario, base: Scenario, options: dict[str, Any]) -> None:
    """Print what both ends of all dials would cost."""
    dials = checked(found, options["dials"] or None)
    runs = [found, *([base] if base != found else [])] * (1 + 2 * len(dials))
    ahead = runs_ahead(runs, options["worlds"], options["seed"], workers=1)
    note = say("At least: where an end overturns a finding, its break-even is looked for.")
    tell_cost(ahead, options, note=note, together=True)


def _made(found: Scenario, base: Scenario, options: dict[str, Any]) -> Ledger:
    """Return the ledger, told dial by dial how far it is."""
    worlds = options["worlds"]
    dials = checked(found, options["dials"] or None)
    runs = [found, *([base] if base != found else [])] * (2 * len(dials))
    what = f"{len(dials)} dials, each at both ends in {worlds:,} worlds"
    ahead = announcement(runs, worlds, options["workers"], what=what, together=True)
    quiet = options["quiet"] or options["as_json"]
    with watching(quiet=quiet, announced=ahead) as watch:

        def progress(done: int, total: int) -> None:
            watch.worlds(
                f"dial {done} of {total} at both ends", 2 * done * worlds, 2 * total * worlds
            )

        return study_ledger(
            found, base, dials=options["dials"] or None, progress=progress,
            **{name: options[name] for name in ("worlds", "seed", "workers")},
        )  # fmt: skip


def _print_ledger(one: Ledger) -> None:
    """Print the findings, the table, the dials that overturn them, and how many they are."""
    paragraph(say(NOT_A_FORECAST))
    for sentence in findings_sentences(one):
        paragraph(sentence)
    print_sheet(ledger_sheet(one, one.moved, pairs=False))
    if one.not_in_use:
        names = ", ".join(one.not_in_use)
        paragraph(say("Not in use under this scenario, so not moved: {names}.", names=names))
    for entry in one.overturning:
        for turn in entry.turns:
            paragraph(turn_sentence(entry, turn, one))
    paragraph(overturning_sentence(one))
    paragraph(say(MOVED_ALONE))
