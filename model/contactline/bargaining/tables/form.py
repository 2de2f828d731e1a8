"""What a form of table is: how its rows are known, and what they say of each actor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from contactline.bargaining.tables.cells import Cell, Faults, Row
from contactline.bargaining.tables.stances import HUNDRED, LONE_ISSUE, Scale, checked_scale
from contactline.errors import BargainError
from contactline.scenario.scalars import named

# Pairs of actors are what the models weigh, and pairs of stances in exchanges.
MOST_ACTORS, MOST_ISSUES, MOST_STANCES = 500, 50, 5_000
SHARES, PER_CENT = 1.0, 100.0


@dataclass(frozen=True)
class ReadAs:
    """What was said about a table from outside, in place of guesses.

    scale: the ends of the scale of positions; None: from 0 to 100, in doubt. columns: heading by
    name of column, or a number that stands for the whole column. full_salience: what full salience
    is in the file, such as 1 or 100; None: guessed. encoding: of a text. sheet: of a workbook.
    """

    scale: Scale | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    full_salience: float | None = None
    encoding: str | None = None
    sheet: str | None = None

    def __post_init__(self) -> None:
        """Raise BargainError where the scale or the full salience is none."""
        if self.scale is not None:
            checked_scale(self.scale)
        full = self.full_salience
        if full is not None and not (isfinite(full) and full > 0):
            raise BargainError(f"Full salience must be a finite number above 0. Got {full:g}.")

    @property
    def ends(self) -> Scale:
        """The ends of the scale of positions."""
        return HUNDRED if self.scale is None else checked_scale(self.scale)


@dataclass(frozen=True)
class Saying:
    """What the cells of a table hold on one actor and one issue, before numbers are read.

    cells: by their column: actor, capability, position, salience; capability and salience only
    where the table has them. scale: of the positions on this issue, where the file has its own.
    """

    actor: str
    issue: str
    cells: Mapping[str, Cell]
    scale: Scale | None = None


@dataclass(frozen=True)
class Statement:
    """What a table says of one actor on one issue, and in which cells, by their column.

    A number is None where its cell holds none that may stand there. absent: whether the actor has
    no stance there; its salience is then 0.
    """

    actor: str
    issue: str
    cells: Mapping[str, Cell]
    capability: float | None
    position: float | None
    salience: float | None
    absent: bool = False


@dataclass(frozen=True)
class Form:
    """A way to write a table of stances.

    fits: whether rows are written in it. read: what they say, positions on the scale asked for,
    saliences from 0 to 1; it notes faults, or raises TableError. above: how many rows stand above
    those of the actors. title: what the table is called in its rows, or nothing.
    """

    fits: Callable[[Sequence[Row]], bool]
    read: Callable[[Sequence[Row], ReadAs, Faults], list[Statement]]
    above: int = 1
    title: Callable[[Sequence[Row]], str] = lambda _: ""


def about(actor: str, issue: str) -> str:
    """Return who stands where in a fault: "France on emissions", or "France" on a lone issue."""
    return named(actor) if issue == LONE_ISSUE else f"{named(actor)} on {named(issue)}"
