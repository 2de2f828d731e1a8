"""What sits on the table: positions, saliences and capabilities, in every world."""

from __future__ import annotations

from dataclasses import dataclass

from contactline.worlds import Array


@dataclass(frozen=True)
class Table:
    """The stances that a model of collective decisions turns into a draft.

    positions: (actors, issues, worlds), 0 to 100. saliences: same shape, 0 to 1.
    capabilities: (actors, worlds), 0 or more. walkaway: (actors, worlds), the value of no
    agreement to each actor, 0 (worst) to 1; an actor who cannot walk away has 0.
    """

    positions: Array
    saliences: Array
    capabilities: Array
    walkaway: Array
