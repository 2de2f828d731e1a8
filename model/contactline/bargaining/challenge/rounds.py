"""How rounds of the expected-utility model follow each other, whoever reads it.

Each issue is played by itself, among the actors with a salience above 0 on it; the others neither
challenge nor are challenged, have no vote, and do not stretch the range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

import numpy as np

from contactline.arrays import Array, Mask, in_parts
from contactline.bargaining.challenge.arena import Arena, Taken
from contactline.bargaining.path import Draws, Round
from contactline.bargaining.table import Table

# What every actor takes up in one round; luck: (actors, worlds).
type Play = Callable[[Arena, Array | None], Taken]

CELLS_AT_ONCE = 1 << 15


def played(table: Table, rounds: int, play: Play, draws: Draws | None = None) -> Iterator[Round]:
    """Yield so many rounds. draws: luck for the winners of conflicts, if any are drawn."""
    actors, issues, worlds = shape = table.positions.shape
    arena = Arena.of(table)
    for number in range(1, int(rounds) + 1):
        luck = draws and draws("winner of a conflict", number, actors * issues)
        taken = _in_parts(arena, play, None if luck is None else luck.reshape(actors, -1))
        arena = arena.at(taken.positions)
        yield _round(taken, shape, np.ones(worlds, dtype=bool))


def _in_parts(arena: Arena, play: Play, luck: Array | None) -> Taken:
    """Return one round, played in parts whose arrays over pairs stay near the processor."""
    actors, worlds = arena.positions.shape
    parts = [
        play(arena.among(here), None if luck is None else luck[:, here])
        for here in in_parts(np.arange(worlds), CELLS_AT_ONCE // actors**2)
    ]
    return Taken(
        *(
            np.concatenate([getattr(part, one.name) for part in parts], axis=-1)
            for one in fields(Taken)
        )
    )


def _round(taken: Taken, shape: tuple[int, ...], going: Mask) -> Round:
    parts = {
        one.name: getattr(taken, one.name).reshape(shape)
        for one in fields(taken)
        if one.name != "ties"
    }
    ties = taken.ties.reshape(shape[1:]).sum(axis=0)
    return Round(maker=parts["partner"], going=going, ties=ties, **parts)
