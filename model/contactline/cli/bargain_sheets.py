"""What a bargain prints: positions, moves as sentences, one actor's story, and the outcome."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from contactline.bargaining.explaining import joined, sentence, visible, written, written_step
from contactline.bargaining.stances import on_scale, outcomes
from contactline.cli.bargain_chances import chances_told
from contactline.cli.printing import indented, paragraph
from contactline.wording.numbers import plural

if TYPE_CHECKING:
    from contactline.bargaining import Model, Move, Options, Path
    from contactline.bargaining.stances import Stances

CAUTION = (
    "This is what the model makes of the numbers in the table. It is not a forecast of what anyone "
    "does."
)


@dataclass(frozen=True)
class Bargain:
    """A bargain that was played: over which stances, by which model and options, and its path."""

    file: str
    stances: Stances
    model: Model
    options: Options
    seed: int
    path: Path

    @property
    def rounds(self) -> int:
        """The number of rounds played; 0 where the model is a formula."""
        return len(self.path.positions()) - 1

    def told(self, move: Move) -> str:
        """Return a move as a sentence."""
        return sentence(move, self.stances.actors, self.stances.issues, self.stances.scale)


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
    paragraph(f"{_rounds(played)} {_outcome(played)}")
    if told := chances_told(played.stances, played.path, played.options):
        paragraph(told)
    paragraph(CAUTION)


def _print_head(played: Bargain) -> None:
    """Print what is bargained over, by whom, and under which model."""
    stances = played.stances
    counts = f"{_count(len(stances.actors), 'actor')}, {_count(len(stances.issues), 'issue')}"
    low, high = stances.scale
    click.echo(f"{visible(stances.title)}: {counts}, positions from {low:g} to {high:g}")
    click.echo(f"Model: {played.model.title} ({played.model.source})")
    options = ", ".join(f"{name}={_word(value)}" for name, value in asdict(played.options).items())
    if options:
        indented(f"Options: {options}; seed {played.seed}", 0)
    click.echo("")


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _count(number: int, noun: str) -> str:
    return f"{number} {plural(number, noun)}"


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
        rows += [(name, *_change(float(line[0]), float(line[-1]), stances)) for name, line in named]
    click.echo(f"Positions on {visible(stances.issues[issue])}\n")
    _columns(rows)


def _change(start: float, end: float, stances: Stances) -> tuple[str, str, str]:
    """Return two positions and the way between them as text; a dash for none."""
    texts = written(start, stances.scale), written(end, stances.scale)
    if start == end:
        return (*texts, "–")
    start_text, end_text = written_step(start, end, stances.scale)
    decimals = len(end_text.partition(".")[2])
    way = on_scale(end, stances.scale) - on_scale(start, stances.scale)
    return (start_text, end_text, f"{way:+.{decimals}f}")


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


def _rounds(played: Bargain) -> str:
    """Return how many rounds there were, or that the model has none."""
    if not played.model.rounds:
        return "This model is a formula: it gives the outcome at once, without rounds or moves."
    moves = len(played.path.moves())
    said = f"{_count(moves, 'move')} in {_count(played.rounds, 'round')}."
    return said if moves else f"{said} Nobody takes up an offer that would move it."


def _outcome(played: Bargain) -> str:
    """Return the outcome on every issue in a sentence."""
    stances = played.stances
    ends = [
        f"{written(float(end), stances.scale)} on {visible(issue)}"
        for issue, end in zip(stances.issues, played.path.draft[:, 0], strict=True)
    ]
    return f"The outcome is {joined(ends)}."


def print_story(played: Bargain, actor: int) -> None:
    """Print how one actor moved and why, and where it ends."""
    _print_head(played)
    for line in story(played, actor):
        paragraph(line)
    paragraph(CAUTION)


def story(played: Bargain, actor: int) -> list[str]:
    """Return sentences on the moves of one actor, or why it never moved, and on where it ends."""
    name = visible(played.stances.actors[actor])
    told = [played.told(move) for move in played.path.moves() if move.actor == actor]
    if not played.model.rounds:
        told = [f"{name} does not move. {_rounds(played)}"]
    elif not told:
        rounds = _count(played.rounds, "round")
        told = [f"{name} never moves: in {rounds} it takes up no offer that would move it."]
    return [*told, f"In all {name} {_ways(played, actor)}. {_outcome(played)}"]


def _ways(played: Bargain, actor: int) -> str:
    """Return where an actor goes, issue by issue, and where it stays."""
    stances, steps = played.stances, played.path.positions()[:, actor]
    goes, stays = [], []
    for issue, start, end in zip(stances.issues, steps[0], steps[-1], strict=True):
        ends = written_step(float(start), float(end), stances.scale)
        if start == end:
            stays.append(f"at {ends[0]} on {visible(issue)}")
        else:
            goes.append(f"from {ends[0]} to {ends[1]} on {visible(issue)}")
    ways = [("goes", goes), ("stays", stays)]
    return ", and ".join(f"{verb} {joined(parts)}" for verb, parts in ways if parts)
