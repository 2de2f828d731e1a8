"""The choices of the two readings of the expected-utility model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contactline.bargaining.options import Options
from contactline.errors import BargainError


@dataclass(frozen=True)
class ScholzOptions(Options):
    """The choice in the reading of Scholz, Calbert and Smith. rounds: how many are played."""

    rounds: int = 10


@dataclass(frozen=True)
class MasadOptions(Options):
    """The choices in the reading of Masad; the defaults are his for the original model.

    conflict: whether the loser of a conflict, drawn by the odds, adopts the winner's position
    (his W0) or a conflict moves nobody (W1). timing: whether conflicts are fought before others
    have moved (T0), who then go towards where the losers stand now, or after (T1), by odds worked
    out anew. choice: whether an actor whose own offer was taken up reneges on what it took up
    itself (M0) or not (M1). status_quo: Q, 0 to 1, the chance that nothing changes by itself.
    better: T, 0 to 1, the chance that a change by itself is for the better; idle where Q is 1.
    rounds: how many are played.
    """

    rounds: int = 10
    conflict: Literal["loser_adopts", "nobody_moves"] = "loser_adopts"
    timing: Literal["before_moves", "after_moves"] = "before_moves"
    choice: Literal["reneging", "no_reneging"] = "reneging"
    status_quo: float = 1.0
    better: float = 0.5

    def __post_init__(self) -> None:
        """Raise BargainError where a value is not among those allowed."""
        super().__post_init__()
        for name in ("status_quo", "better"):
            value = getattr(self, name)
            if value > 1:
                raise BargainError(f"{name} is a chance and must be from 0 to 1. Got {value!r}.")

    @property
    def draws_luck(self) -> bool:
        """Return whether winners of conflicts are drawn."""
        return self.conflict == "loser_adopts"
