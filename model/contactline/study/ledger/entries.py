"""One line of a ledger: a dial, what it rests on, how much it moves, what it could overturn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contactline.study.comparison import Difference
from contactline.study.ledger.findings import Finding
from contactline.study.ledger.numbers import Number
from contactline.study.levels import Ends, Level

type Side = Literal["below", "above", "everywhere", "at"]


@dataclass(frozen=True)
class Effect:
    """How far a main question moves: the run at `high` less the run at `low`, in the same worlds.

    Of an option with more than two words, `low` and `high` are those with the smallest and the
    largest share: the interval of a pair picked that way is too narrow.
    """

    low: Level
    high: Level
    change: Difference


@dataclass(frozen=True)
class Turn:
    """How a dial alone overturns a finding.

    at: the break-even value, a value at which the finding was seen to fail while it holds a small
    step away; a word of an option; None if it fails `everywhere`, at both ends and in the middle.
    side: it fails from there on `below` or `above`, or `at` the word. end: the end on that side.
    instead: what comes in its place there, an outcome, `opposite` or `none`. clear: whether the
    run at the end says so beyond luck.
    """

    finding: Finding
    at: Level | None
    side: Side
    end: Level
    instead: str
    clear: bool


@dataclass(frozen=True)
class LedgerEntry:
    """A dial of a ledger. ends: None, and no effects, for a dial that is not in use.

    alone: whether it was moved in the scenario alone, because the scenario sets it otherwise than
    the parent does; else it is moved in both.
    """

    number: Number
    ends: Ends | None
    effects: tuple[Effect, ...] = ()
    turns: tuple[Turn, ...] = ()
    alone: bool = False

    @property
    def name(self) -> str:
        """Return the name of the dial."""
        return self.number.name

    @property
    def size(self) -> float:
        """Return the largest of its effects on the main questions, as a share of worlds."""
        return max((abs(one.change.difference) for one in self.effects), default=0.0)

    @property
    def is_clear(self) -> bool:
        """Return whether at least one of its turns is beyond luck."""
        return any(turn.clear for turn in self.turns)
