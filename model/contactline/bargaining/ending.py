"""How a bargain ended: at once, at rest, or at the limit of its rounds; and ties on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from contactline.bargaining.model import Model
from contactline.bargaining.options import Options
from contactline.bargaining.path import Draws, Path
from contactline.bargaining.table import Table

type How = Literal["at_once", "rest", "limit"]


@dataclass(frozen=True)
class Ending:
    """How the bargain of one world ended.

    how: "at_once" by a formula, at "rest" where nobody would move any more, or at the "limit".
    limit: the number of rounds that were played at most, None where all play out. unit: what the
    model calls them, turns or rounds. ties: how many choices among equals the order of the table
    made.
    """

    how: How
    limit: int | None
    unit: str
    ties: int


def ending(model: Model, table: Table, path: Path, options: Options, draws: Draws) -> Ending:
    """Return how the bargain over a table of one world ended.

    Where all rounds were played it is played once more with one more, to see who would still move.
    """
    unit = model.limit or "rounds"
    limit = getattr(options, model.limit) if model.limit else None
    if not model.rounds:
        return Ending("at_once", None, unit, 0)
    stopped = limit is not None and len(path.rounds) >= limit
    if stopped:
        more = model.path(table, replace(options, **{unit: int(limit or 0) + 1}), draws)
        stopped = any(move.round > len(path.rounds) for move in more.moves())
    return Ending("limit" if stopped else "rest", limit, unit, path.ties())
