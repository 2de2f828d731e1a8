"""What a bargain prints: positions, moves as sentences, one actor's story, and the outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from contactline.bargaining import Model, Move, Options, Path
from contactline.bargaining.ending import Ending
from contactline.bargaining.explaining import (
    in_a_sentence,
    sentence,
    visible,
    written,
    written_step,
)
from contactline.bargaining.smp.options import SmpOptions
from contactline.bargaining.smp.power import first_at_place, winning_chances
from contactline.bargaining.smp.rounds import in_units
from contactline.bargaining.table import Table
from contactline.bargaining.tables.stances import Stances, on_scale, outcomes
from contactline.language import marked, say, say_many
from contactline.language.phrases import counted, decimal, listing, per_cent
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.numbers import decimals_of

CAUTION = marked(
    "This is what the model makes of the numbers in the table. It is not a forecast of what anyone "
    "does."
)

UNITS_OF_LIMITS = {
    "rounds": lambda count: counted(count, "round"),
    "turns": lambda count: counted(count, "turn"),
}
"""What a model may be limited to, by the name of its option."""


@dataclass(frozen=True)
class Bargain:
    """A bargain that was played: over which stances, by which model and options, and how."""

    file: str
    stances: Stances
    model: Model
    options: Options
    seed: int
    path: Path
    end: Ending

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


def change_told(start: float, end: float, stances: Stances) -> tuple[str, str, str]:
    """Return two positions and the way between them as text; a dash for none."""
    texts = written(start, stances.scale), written(end, stances.scale)
    if start == end:
        return (*texts, NONE)
    start_text, end_text = written_step(start, end, stances.scale)
    decimals = decimals_of(end_text)
    way = on_scale(end, stances.scale) - on_scale(start, stances.scale)
    return (start_text, end_text, decimal(way, decimals, sign=True))


def position_sheet(played: Bargain, issue: int) -> Sheet:
    """Return where everybody stands on an issue at the start and the end; last, the outcome."""
    stances, steps = played.stances, played.path.positions()[:, :, issue]
    means = outcomes(stances.table, played.path)[:, issue]
    named = [*zip(map(visible, stances.actors), steps.T, strict=True), (say("outcome"), means)]
    if not played.model.rounds:
        rows = [(name, written(float(line[0]), stances.scale)) for name, line in named]
        return Sheet("", (say("actor"), say("position")), tuple(rows))
    moved = [(name, *change_told(float(line[0]), float(line[-1]), stances)) for name, line in named]
    head = (marked("actor"), marked("start"), marked("end"), marked("change"))
    return Sheet("", tuple(map(say, head)), tuple(moved))


def rounds_told(played: Bargain) -> str:
    """Return how many rounds there were, or that the model has none."""
    if not played.model.rounds:
        return say(
            "This model is a formula: it gives the outcome at once, without rounds or moves."
        )
    moves = len(played.path.moves())
    counts = {"moves": counted(moves, "move"), "rounds": counted(played.rounds, "round")}
    if moves:
        return say("{moves} in {rounds}.", **counts)
    return say("{moves} in {rounds}. Nobody takes up an offer that would move it.", **counts)


def ending_told(played: Bargain) -> str:
    """Return that a bargain stopped at its limit, and how many ties there were, each a sentence."""
    end, told = played.end, ""
    if end.how == "limit" and end.limit is not None:
        limit = UNITS_OF_LIMITS[end.unit](end.limit)
        stopped = say("It stopped at the limit of {limit}; somebody would still move.", limit=limit)
        told = f"{stopped} "
    if end.ties:
        ties = say_many(
            "{count} tie was broken by the order of rows.",
            "{count} ties were broken by the order of rows.",
            end.ties, count=str(end.ties),
        )  # fmt: skip
        told += f"{ties} "
    return told


def doubts_told(played: Bargain) -> list[str]:
    """Return what was guessed to read the table, and what its outcome rests on without a stance."""
    stances, absent = played.stances, set(played.stances.absent)
    idle = [
        say(
            "{what} on {issue}",
            what=in_a_sentence(stances.actors[i]),
            issue=in_a_sentence(stances.issues[j]),
        )
        for i, j in np.argwhere(stances.table.saliences[..., 0] == 0).tolist()
        if (i, j) not in absent
    ]
    if not idle or not isinstance(played.options, SmpOptions) or len(stances.issues) == 1:
        return list(stances.guesses)
    more = [say("{count} more", count=str(len(idle) - 6))] if len(idle) > 6 else []
    told = say(
        "Salience 0, but a position, which others weigh in this model: {shown}. Leave the position "
        "empty where there is no stance.", shown=listing([*idle[:6], *more]),
    )  # fmt: skip
    return [*stances.guesses, told]


def outcome_told(played: Bargain) -> str:
    """Return the outcome on every issue in a sentence."""
    stances = played.stances
    ends = [
        say(
            "{what} on {issue}",
            what=written(float(end), stances.scale), issue=in_a_sentence(issue),
        )
        for issue, end in zip(stances.issues, played.path.draft[:, 0], strict=True)
    ]  # fmt: skip
    return say("The outcome is {ends}.", ends=listing(ends))


def story(played: Bargain, actor: int) -> list[str]:
    """Return sentences on the moves of one actor, or why it never moved, and on where it ends."""
    name = in_a_sentence(played.stances.actors[actor])
    told = [played.told(move) for move in played.path.moves() if move.actor == actor]
    if not played.model.rounds:
        told = [f"{say('{actor} does not move.', actor=name)} {rounds_told(played)}"]
    elif not told:
        rounds = counted(played.rounds, "round")
        told = [
            say(
                "{actor} never moves: in {rounds} it takes up no offer that would move it.",
                actor=name, rounds=rounds,
            )
        ]  # fmt: skip
    in_all = say("In all {actor} {ways}.", actor=name, ways=_ways(played, actor))
    return [*told, f"{in_all} {outcome_told(played)}"]


def _ways(played: Bargain, actor: int) -> str:
    """Return where an actor goes, issue by issue, and where it stays."""
    stances, steps = played.stances, played.path.positions()[:, actor]
    goes, stays = [], []
    for issue, start, end in zip(stances.issues, steps[0], steps[-1], strict=True):
        ends = written_step(float(start), float(end), stances.scale)
        if start == end:
            stays.append(say("at {place} on {issue}", place=ends[0], issue=in_a_sentence(issue)))
        else:
            said = {"start": ends[0], "end": ends[1], "issue": in_a_sentence(issue)}
            goes.append(say("from {start} to {end} on {issue}", **said))
    if not (goes and stays):
        where = listing(goes or stays)
        return say("goes {where}", where=where) if goes else say("stays {where}", where=where)
    return say("goes {goes}, and stays {stays}", goes=listing(goes), stays=listing(stays))


def chances(stances: Stances, path: Path, options: Options) -> list[float] | None:
    """Return each actor's chance to win at the end, 0 to 1; None where a model has none.

    Actors who stand together have the same one, and it counts once: those of places sum to 1.
    """
    if not isinstance(options, SmpOptions):
        return None
    return [float(one) for one in winning_chances(_end(stances.table, path), options)[:, 0]]


def _end(start: Table, path: Path) -> Table:
    """Return the table as it stands after the last round, in the units of the model."""
    return replace(in_units(start), positions=path.positions()[-1][..., None])


def chances_told(stances: Stances, path: Path, options: Options) -> str:
    """Return the chances as a sentence, highest first; nothing where a model has none."""
    found = chances(stances, path, options)
    if found is None:
        return ""
    first = first_at_place(_end(stances.table, path).positions / 100)[:, 0].tolist()
    names: dict[int, list[str]] = {}
    for place, actor in zip(first, stances.actors, strict=True):
        names.setdefault(place, []).append(in_a_sentence(actor))
    places = sorted(names, key=lambda at: -found[at])
    told = [
        say("{share} for {names}", share=per_cent(found[at]), names=listing(names[at]))
        for at in places
    ]
    return say(
        "Election among the last positions, as the model holds it: {chances}.",
        chances="; ".join(told),
    )
