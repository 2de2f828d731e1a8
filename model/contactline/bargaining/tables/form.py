"""What a form of table is: how its rows are known, and what they say of each actor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contactline.bargaining.tables.cells import Cell, Faults, Row
from contactline.bargaining.tables.stances import LONE_ISSUE, Scale
from contactline.scenario.scalars import named

MOST_ACTORS, MOST_ISSUES = 100, 50


@dataclass(frozen=True)
class Statement:
    """What a table says of one actor on one issue, and in which cells, by their column.

    A number is None where its cell holds none that may stand there.
    """

    actor: str
    issue: str
    cells: Mapping[str, Cell]
    capability: float | None
    position: float | None
    salience: float | None


@dataclass(frozen=True)
class Form:
    """A way to write a table of stances.

    fits: whether rows are written in it. read: what they say, positions on the scale given,
    saliences from 0 to 1; it notes faults, or raises TableError. above: how many rows stand above
    those of the actors. titled: whether the first cell is what the table is called.
    """

    fits: Callable[[Sequence[Row]], bool]
    read: Callable[[Sequence[Row], Scale, Faults], list[Statement]]
    above: int = 1
    titled: bool = False


def about(actor: str, issue: str) -> str:
    """Return who stands where in a fault: "France on emissions", or "France" on a lone issue."""
    return named(actor) if issue == LONE_ISSUE else f"{named(actor)} on {named(issue)}"
