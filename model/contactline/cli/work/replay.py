"""What `replay` does: tell one world day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import click

from contactline.cli.files import write_record
from contactline.cli.options import RECORDS, check_destination
from contactline.cli.selection import chosen
from contactline.cli.terminal import indented, paragraph, print_json
from contactline.language import say, say_many
from contactline.scenario import Scenario
from contactline.show.chart_tables import chronicle_table
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.newspaper import days_of
from contactline.study import ensemble
from contactline.world.entries import ChronicleEntry


def tell_world(scenario: str, options: dict[str, Any]) -> None:
    """Print one world, or hand it on as JSON; write it if asked."""
    out, world = options["out"], options["world"]
    check_destination("--out", out, RECORDS, overwrite=options["overwrite"])
    (found,) = chosen([scenario], options["settings"], imposed=options["imposed"])
    entries = ensemble.replay(found, world, seed=options["seed"])
    record = _record(found, entries, options)
    if out:
        view = {found.view: entries}
        write_record(out, lambda: record, lambda: chronicle_table(found, view, {found.view: world}))
    if options["as_json"]:
        print_json(record)
        return
    click.echo(
        say(
            "World {world} under {scenarios}, {view}, seed {seed}.",
            world=world, scenarios=found.name, view=say(found.view), seed=str(options["seed"]),
        )
    )  # fmt: skip
    paragraph(say(NOT_A_FORECAST))
    _print(entries, found, moves=options["moves"])
    if out:
        click.echo(f"{say('World')}  {out}")


def _record(
    found: Scenario, entries: Sequence[ChronicleEntry], options: dict[str, Any]
) -> dict[str, Any]:
    """Return a world for a program to read."""
    return {
        "caution": say(NOT_A_FORECAST),
        "scenario": found.name,
        "view": found.view,
        "seed": options["seed"],
        "world": options["world"],
        "entries": _dated(entries, found),
    }


def _dated(entries: Sequence[ChronicleEntry], scenario: Scenario) -> list[dict[str, object]]:
    """Return the entries with their dates, for a program to read."""
    start = scenario.date
    dates = [(start + timedelta(days=entry.day)).isoformat() for entry in entries]
    return [{"date": date, **asdict(entry)} for date, entry in zip(dates, entries, strict=True)]


def _print(entries: Sequence[ChronicleEntry], scenario: Scenario, *, moves: bool) -> None:
    """Print a heading for each day, and below it what happened and why.

    moves: of all moves in the bargaining, or only how many there were.
    """
    for day in days_of(entries, scenario.date):
        click.echo(say("Day {day}, {date}", day=day.number, date=day.date))
        told = [entry for entry in day.entries if moves or entry.kind != "move"]
        for entry in told:
            indented(entry.text, 2)
            if entry.cause:
                indented(say("because: {cause}", cause=entry.cause), 6)
        if left_out := len(day.entries) - len(told):
            led = say_many(
                "{n} moves led to the draft; --moves tells each of them.",
                "{n} moves led to the draft; --moves tells each of them.",
                left_out, n=left_out,
            )  # fmt: skip
            indented(led, 2)
    click.echo(f"\n{say('The events of one world; others take another course.')}")
