"""How a bargain is printed: positions, moves, one actor's story, and the outcome."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict

import click

from contactline.bargaining.explaining import visible, written
from contactline.bargaining.tables.stances import outcomes
from contactline.cli.printing import indented, paragraph
from contactline.show.sheets.bargain import (
    CAUTION,
    Bargain,
    change_told,
    counted,
    option_told,
    outcome_told,
    rounds_told,
    story,
)
from contactline.show.sheets.bargain_chances import chances_told


def print_bargain(played: Bargain) -> None:
    """Print the positions at the start and the end, every move, and the outcome."""
    _print_head(played)
    for issue in range(len(played.stances.issues)):
        _print_issue(played, issue)
    moves = played.path.moves()
    if moves:
        click.echo("Moves\n")
        for move in moves:
            indented(played.told(move), 2)
        click.echo("")
    paragraph(f"{rounds_told(played)} {outcome_told(played)}")
    if told := chances_told(played.stances, played.path, played.options):
        paragraph(told)
    paragraph(CAUTION)


def _print_head(played: Bargain) -> None:
    """Print what is bargained over, by whom, and under which model."""
    stances = played.stances
    counts = f"{counted(len(stances.actors), 'actor')}, {counted(len(stances.issues), 'issue')}"
    low, high = stances.scale
    click.echo(f"{visible(stances.title)}: {counts}, positions from {low:g} to {high:g}")
    click.echo(f"Model: {played.model.title} ({played.model.source})")
    options = ", ".join(
        f"{name}={option_told(value)}" for name, value in asdict(played.options).items()
    )
    if options:
        indented(f"Options: {options}; seed {played.seed}", 0)
    click.echo("")


def _print_issue(played: Bargain, issue: int) -> None:
    """Print where everybody stands on an issue, at the start and at the end, and the outcome."""
    stances, steps = played.stances, played.path.positions()[:, :, issue]
    means = outcomes(stances.table, played.path)[:, issue]
    named = [*zip(map(visible, stances.actors), steps.T, strict=True), ("outcome", means)]
    rows: list[tuple[str, ...]]
    if not played.model.rounds:
        rows = [("actor", "position")]
        rows += [(name, written(float(line[0]), stances.scale)) for name, line in named]
    else:
        rows = [("actor", "start", "end", "change")]
        rows += [
            (name, *change_told(float(line[0]), float(line[-1]), stances)) for name, line in named
        ]
    click.echo(f"Positions on {visible(stances.issues[issue])}\n")
    _columns(rows)


def print_story(played: Bargain, actor: int) -> None:
    """Print how one actor moved and why, and where it ends."""
    _print_head(played)
    for line in story(played, actor):
        paragraph(line)
    paragraph(CAUTION)


def _columns(rows: Sequence[Sequence[str]]) -> None:
    """Print a table in columns, numbers to the right; the first and last row set off by a line."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    line = "  " + "  ".join("-" * width for width in widths)
    for at, row in enumerate(rows):
        if at in (1, len(rows) - 1):
            click.echo(line)
        first, *numbers = (
            " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        )
        cells = [row[0] + first, *(gap + one for gap, one in zip(numbers, row[1:], strict=True))]
        click.echo("  " + "  ".join(cells).rstrip())
    click.echo("")


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))
