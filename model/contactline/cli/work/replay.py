"""What `replay` does: tell one world day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

import click

from contactline.cli.selection import chosen
from contactline.cli.terminal import indented, paragraph, print_json
from contactline.scenario import Scenario
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.newspaper import days_of
from contactline.study import ensemble
from contactline.world.entries import ChronicleEntry


def tell_world(
    scenario: str, world: int, seed: int, settings: tuple[str, ...],
    *, moves: bool, imposed: bool, as_json: bool,
) -> None:  # fmt: skip
    """Print one world, or hand it on as JSON."""
    (found,) = chosen([scenario], settings, imposed=imposed)
    entries, view = ensemble.replay(found, world, seed=seed), found.view
    if as_json:
        about = {"caution": NOT_A_FORECAST, "scenario": found.name, "view": view}
        print_json({**about, "seed": seed, "world": world, "entries": _dated(entries, found)})
        return
    click.echo(f"World {world} under {found.name}, {view}, seed {seed}.")
    paragraph(NOT_A_FORECAST)
    _print(entries, found, moves=moves)


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
        click.echo(f"Day {day.number}, {day.date}")
        told = [entry for entry in day.entries if moves or entry.kind != "move"]
        for entry in told:
            indented(entry.text, 2)
            if entry.cause:
                indented(f"because: {entry.cause}", 6)
        if left_out := len(day.entries) - len(told):
            indented(f"{left_out} moves led to the draft; --moves tells each of them.", 2)
    click.echo("\nThe events of one world; others take another course.")
