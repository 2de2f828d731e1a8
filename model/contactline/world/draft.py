"""Drafts from the bargaining model that a scenario chooses, and the moves behind them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from contactline.arrays import Array, Chosen
from contactline.bargaining import MODELS, Draws, Model, Move, Options, Path, Table
from contactline.bargaining.options import kinds, words_of
from contactline.dials import ISSUES
from contactline.dials.bargaining import BargainingDials
from contactline.luck import Luck
from contactline.world.actors import Actors
from contactline.world.settings import Settings


class Drafter:
    """Writes the drafts of a block of worlds from the opening stances of all actors."""

    def __init__(self, actors: Actors, luck: Luck, *, keep_moves: bool) -> None:
        """Take the actors in their order. keep_moves: remember how each draft came about."""
        self.actors = actors
        self.luck = luck
        self.keep_moves = keep_moves
        self._paths: list[tuple[Chosen, Path]] = []

    def terms(
        self, chosen: Chosen, voices: Array, walkaway: Array, day: int, settings: Settings
    ) -> Array:
        """Return the draft of the worlds `chosen`, (issues, chosen).

        voices: (actors, chosen), the weight of each actor's voice. walkaway: (actors, chosen), the
        value of no agreement. day: whose luck counts.
        """
        model = MODELS[settings.bargaining.model]
        self._paths = []
        written = np.empty((len(ISSUES), chosen.size))
        for group, options in grouped_options(model, settings.bargaining, chosen):
            table = self._table(chosen[group], voices[:, group], walkaway[:, group])
            written[:, group] = self._draft(model, table, options, chosen[group], day)
        return written

    def moves(self, at: int) -> Iterator[Move]:
        """Yield the moves behind the last draft of the world at position `at` of the block."""
        for places, path in self._paths:
            for column in np.flatnonzero(places == at):
                yield from path.moves(int(column))

    def _draft(
        self, model: Model, table: Table, options: Options, places: Chosen, day: int
    ) -> Array:
        draws = _draws(self.luck.among(places), day)
        if not self.keep_moves:
            return model.draft(table, options, draws)
        path = model.path(table, options, draws)
        self._paths.append((places, path))
        return path.draft

    def _table(self, chosen: Chosen, voices: Array, walkaway: Array) -> Table:
        return Table(
            positions=self.actors.opening.take(chosen, axis=-1),
            saliences=self.actors.salience.take(chosen, axis=-1),
            capabilities=voices,
            walkaway=walkaway,
        )


def grouped_options(
    model: Model, dials: BargainingDials, chosen: Chosen
) -> Iterator[tuple[Chosen, Options]]:
    """Yield worlds that have the same options, by place among the `chosen`, with these options.

    An option is the dial `bargaining.MODEL_OPTION`; a number may differ from world to world.
    """
    words: dict[str, str | bool] = {}
    numbers: dict[str, Array] = {}
    known = kinds(model.options)
    for name, kind in known.items():
        value = getattr(dials, f"{model.name}_{name}")
        if words_of(kind) or kind is bool:
            words[name] = value
        else:
            numbers[name] = value.take(chosen)
    if not numbers:
        yield np.arange(chosen.size), model.options(**words)
        return
    values, group = np.unique(np.stack(list(numbers.values())), axis=1, return_inverse=True)
    for number, column in enumerate(values.T):
        given = {name: known[name](value) for name, value in zip(numbers, column, strict=True)}
        yield np.flatnonzero(group == number), model.options(**words, **given)


def _draws(luck: Luck, day: int) -> Draws:
    """Return the luck of bargaining on a day, one purpose for each round."""
    return lambda purpose, round_, cells: luck.uniform(f"{purpose}, round {round_}", day, (cells,))
