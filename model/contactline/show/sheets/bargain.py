"""What a bargain prints: positions, moves as sentences, one actor's story, and the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contactline.bargaining.explaining import joined, sentence, visible, written, written_step
from contactline.bargaining.tables.stances import on_scale
from contactline.show.words.numbers import plural

if TYPE_CHECKING:
    from contactline.bargaining import Model, Move, Options, Path
    from contactline.bargaining.tables.stances import Stances

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


def option_told(value: object) -> str:
    """Return the value of an option as it is typed."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 move", "2 moves"."""
    return f"{number} {plural(number, noun)}"


def change_told(start: float, end: float, stances: Stances) -> tuple[str, str, str]:
    """Return two positions and the way between them as text; a dash for none."""
    texts = written(start, stances.scale), written(end, stances.scale)
    if start == end:
        return (*texts, "–")
    start_text, end_text = written_step(start, end, stances.scale)
    decimals = len(end_text.partition(".")[2])
    way = on_scale(end, stances.scale) - on_scale(start, stances.scale)
    return (start_text, end_text, f"{way:+.{decimals}f}")


def rounds_told(played: Bargain) -> str:
    """Return how many rounds there were, or that the model has none."""
    if not played.model.rounds:
        return "This model is a formula: it gives the outcome at once, without rounds or moves."
    moves = len(played.path.moves())
    said = f"{counted(moves, 'move')} in {counted(played.rounds, 'round')}."
    return said if moves else f"{said} Nobody takes up an offer that would move it."


def outcome_told(played: Bargain) -> str:
    """Return the outcome on every issue in a sentence."""
    stances = played.stances
    ends = [
        f"{written(float(end), stances.scale)} on {visible(issue)}"
        for issue, end in zip(stances.issues, played.path.draft[:, 0], strict=True)
    ]
    return f"The outcome is {joined(ends)}."


def story(played: Bargain, actor: int) -> list[str]:
    """Return sentences on the moves of one actor, or why it never moved, and on where it ends."""
    name = visible(played.stances.actors[actor])
    told = [played.told(move) for move in played.path.moves() if move.actor == actor]
    if not played.model.rounds:
        told = [f"{name} does not move. {rounds_told(played)}"]
    elif not told:
        rounds = counted(played.rounds, "round")
        told = [f"{name} never moves: in {rounds} it takes up no offer that would move it."]
    return [*told, f"In all {name} {_ways(played, actor)}. {outcome_told(played)}"]


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
