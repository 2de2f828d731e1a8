"""What is kept of each run: how often each outcome comes, and the three main questions by world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from contactline.language import marked
from contactline.study.comparison import Difference, share_difference
from contactline.study.ensemble import Results
from contactline.study.intervals import paired_share_interval
from contactline.study.packed import Table
from contactline.world.outcomes import HOLDING, HOLDS_ON_LINE, OUTCOMES

type Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Main:
    """One of the main questions put to every world; `of` answers it from the outcomes."""

    name: str
    label: str
    clause: str
    of: Callable[[Table], Flags]


MAINS: Mapping[str, Main] = MappingProxyType(
    {
        main.name: main
        for main in (
            Main("ceasefire", marked("A ceasefire by the horizon"),
                 marked("a ceasefire begins by the horizon"),
                 lambda table: np.asarray(table["ceasefires"] > 0)),
            Main("holds", marked("A ceasefire holds at the horizon"),
                 marked("a ceasefire holds at the horizon"),
                 lambda table: np.asarray(table["outcome"].isin(HOLDING))),
            Main("on_line", marked("A ceasefire holds with foreign troops on the line"),
                 marked("a ceasefire holds with foreign troops on the line"),
                 lambda table: np.asarray(table["outcome"] == HOLDS_ON_LINE)),
        )
    }
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Seen:
    """One run, reduced. counts: worlds by outcome, in order. flags: main questions, (worlds,)."""

    counts: Mapping[str, int]
    flags: Mapping[str, Flags]

    @property
    def most_frequent(self) -> str:
        """Return the outcome that most worlds have; of equals the one that is listed first."""
        return max(self.counts, key=self.counts.__getitem__)

    @property
    def worlds(self) -> int:
        """Return the number of worlds."""
        return sum(self.counts.values())

    def lead(self, first: str, second: str) -> tuple[float, float]:
        """Return the 95 % interval of the share of one outcome less that of another."""
        return paired_share_interval(self.counts[first], self.counts[second], self.worlds)


def seen(results: Results) -> Seen:
    """Return what a ledger keeps of a run."""
    table = results.columns
    found = table["outcome"].value_counts()
    counts = {name: int(found.get(name, 0)) for name in OUTCOMES}
    return Seen(counts, {name: main.of(table) for name, main in MAINS.items()})


def difference(name: str, a: Seen, b: Seen) -> Difference:
    """Return the paired difference of a main question, run b less run a, as a share of worlds."""
    before, after = a.flags[name], b.flags[name]
    n, n_a, n_b = len(before), int(before.sum()), int(after.sum())
    gained, lost = int((after & ~before).sum()), int((before & ~after).sum())
    return share_difference(name, MAINS[name].label, n, (n_a, n_b), (gained, lost))
