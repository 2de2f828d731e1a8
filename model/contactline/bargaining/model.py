"""What a bargaining model is: how it is played, its options, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from contactline.arrays import Array
from contactline.bargaining.options import Options
from contactline.bargaining.path import Draws, Path, Round
from contactline.bargaining.table import Table, weighted_mean
from contactline.errors import BargainError
from contactline.luck import Luck

type Formula = Callable[[Table], Array]
type Rounds = Callable[[Table, Any, Draws], Iterator[Round]]


@dataclass(frozen=True)
class Model:
    """A published model of collective decisions.

    name: as scenarios call it. title: as people call it. source: the publication. idea: what it
    says, in a line. One of `formula`, which gives the draft at once, or `rounds`, which plays
    offers and moves. walks: whether it asks what no agreement is worth to each actor. limit: the
    option that says how many rounds are played at most, such as turns; nothing where all play out.
    """

    name: str
    title: str
    source: str
    idea: str = ""
    formula: Formula | None = None
    rounds: Rounds | None = None
    options: type[Options] = Options
    walks: bool = False
    limit: str = ""

    def draft(
        self, table: Table, options: Options | None = None, draws: Draws | None = None
    ) -> Array:
        """Return the draft, (issues, worlds).

        draws: luck, for the options that need it; seed 1 if not given. A model played in
        rounds ends in the mean of the last positions, weighted by capability times salience.
        """
        if self.formula:
            return self.formula(table)
        positions = table.positions
        for one in self._played(table, options, draws):
            positions = one.positions
        return weighted_mean(positions, table.weights)

    def path(
        self, table: Table, options: Options | None = None, draws: Draws | None = None
    ) -> Path:
        """Return the whole bargain, round by round; a formula has no rounds."""
        if self.formula:
            return Path(table.positions, (), self.formula(table))
        rounds = tuple(self._played(table, options, draws))
        last = rounds[-1].positions if rounds else table.positions
        return Path(table.positions, rounds, weighted_mean(last, table.weights))

    def _played(
        self, table: Table, options: Options | None, draws: Draws | None
    ) -> Iterator[Round]:
        """Return the rounds to play; raises BargainError for a model that has none."""
        if not self.rounds:
            raise BargainError(f"The model {self.name} has neither a formula nor rounds.")
        draws = draws or lucky(range(table.positions.shape[-1]))
        return self.rounds(table, options or self.options(), draws)


def lucky(worlds: Sequence[int], seed: int = 1) -> Draws:
    """Return the draws of some worlds, by their numbers, of a seed."""
    luck = Luck(seed, np.asarray(worlds))
    return lambda purpose, round_, cells: luck.uniform(purpose, round_, (cells,))
