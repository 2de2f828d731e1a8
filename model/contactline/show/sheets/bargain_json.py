"""A bargain for a program to read: plain values with names."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from contactline.bargaining import Move
from contactline.bargaining.path import NOBODY
from contactline.bargaining.tables.stances import on_scale
from contactline.language import say
from contactline.show.sheets.bargain import CAUTION, Bargain, chances, doubts_told, story


def as_plain(played: Bargain, *, actor: int | None, chart: Path | None) -> dict[str, Any]:
    """Return a bargain for a program to read with the names of the file.

    actor: whose story to add. chart: the file of the chart, to add too.
    """
    stances = played.stances
    steps = on_scale(played.path.positions(), stances.scale)
    ends = on_scale(played.path.draft[:, 0], stances.scale)
    told = _basis(played) | {
        "rounds": [
            {"round": number, "positions": step.tolist()} for number, step in enumerate(steps)
        ],
        "moves": [_move(played, move) for move in played.path.moves()],
        "outcome": dict(zip(stances.issues, ends.tolist(), strict=True)),
        "ended": played.end.how,
        "limit": played.end.limit,
        "ties": played.end.ties,
        "winning_chances": chances(stances, played.path, played.options),
    }
    if actor is not None:
        told["why"] = {"actor": stances.actors[actor], "story": story(played, actor)}
    if chart is not None:
        told["chart"] = str(chart)
    return told


def _basis(played: Bargain) -> dict[str, Any]:
    """Return what was played: the table, the model and its options."""
    stances = played.stances
    return {
        "caution": say(CAUTION),
        "file": played.file,
        "title": stances.title,
        "model": played.model.name,
        "model_title": played.model.title,
        "source": played.model.source,
        "options": asdict(played.options),
        "seed": played.seed,
        "scale": list(stances.scale),
        "actors": list(stances.actors),
        "issues": list(stances.issues),
        "capabilities": stances.table.capabilities[:, 0].tolist(),
        "saliences": stances.table.saliences[..., 0].tolist(),
        "without_stance": [[stances.actors[i], stances.issues[j]] for i, j in stances.absent],
        "guesses": doubts_told(played),
    }


def _move(played: Bargain, move: Move) -> dict[str, Any]:
    """Return a move with names, on the scale of the file, and as a sentence."""
    stances = played.stances

    def name(number: int) -> str | None:
        return None if number == NOBODY else stances.actors[number]

    return {
        **asdict(move),
        "actor": name(move.actor),
        "partner": name(move.partner),
        "maker": name(move.maker),
        "issues": [stances.issues[issue] for issue in move.issues],
        "before": [on_scale(one, stances.scale) for one in move.before],
        "after": [on_scale(one, stances.scale) for one in move.after],
        "sentence": played.told(move),
    }
