"""Bueno de Mesquita's expected-utility model, in two readings: who would gain by challenging whom.

Each actor reckons what a challenge of every other would bring it, from how many would back
either and how much the other cares, and what the other would gain by challenging it; offers
follow, and all move at once. The publications leave gaps that readers filled differently, with
different results: see `challenge_scholz` and `challenge_masad`. Each issue is played by itself,
among the actors with a salience above 0 on it; the others neither challenge nor are challenged,
have no vote, and do not stretch the range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

import numpy as np

from contactline.arrays import Array, Mask, in_parts
from contactline.bargaining.challenge import masad as challenge_masad
from contactline.bargaining.challenge import scholz as challenge_scholz
from contactline.bargaining.challenge.arena import Arena, Expectations, Taken
from contactline.bargaining.challenge.options import MasadOptions, ScholzOptions
from contactline.bargaining.path import Draws, Round
from contactline.bargaining.table import Table

type Play = Callable[[Arena, Array | None], Taken]

CELLS_AT_ONCE = 1 << 15

__all__ = [
    "Expectations",
    "MasadOptions",
    "ScholzOptions",
    "expectations",
    "masad_rounds",
    "scholz_rounds",
]


def scholz_rounds(table: Table, options: ScholzOptions, draws: Draws) -> Iterator[Round]:
    """Yield each round in the reading of Scholz, Calbert and Smith; it draws no luck."""
    del draws
    yield from _rounds(
        table, int(options.rounds), lambda arena, _: challenge_scholz.play_round(arena), None
    )


def masad_rounds(table: Table, options: MasadOptions, draws: Draws) -> Iterator[Round]:
    """Yield each round in the reading of Masad; winners of conflicts are drawn."""
    yield from _rounds(
        table,
        int(options.rounds),
        lambda arena, luck: challenge_masad.play_round(arena, options, luck),
        draws if options.draws_luck else None,
    )


def expectations(table: Table, options: ScholzOptions | MasadOptions) -> Expectations:
    """Return what all expect before the first round, in the reading the options belong to.

    risk: (actors, issues, worlds). support, odds, gain, partner_gain: (actors, actors, issues,
    worlds). See `Expectations`.
    """
    arena = Arena.of(table)
    if isinstance(options, MasadOptions):
        expected = challenge_masad.expectations(arena, options)
    else:
        expected = challenge_scholz.expectations(arena)
    shape = table.positions.shape[1:]
    parts = (getattr(expected, one.name) for one in fields(expected))
    return Expectations(*(part.reshape(*part.shape[:-1], *shape) for part in parts))


def _rounds(table: Table, rounds: int, play: Play, draws: Draws | None) -> Iterator[Round]:
    actors, issues, worlds = shape = table.positions.shape
    arena = Arena.of(table)
    for number in range(1, rounds + 1):
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
    parts = {one.name: getattr(taken, one.name).reshape(shape) for one in fields(taken)}
    return Round(maker=parts["partner"], going=going, **parts)
