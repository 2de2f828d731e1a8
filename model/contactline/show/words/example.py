"""The one world that is told: chosen by a stated rule, so that it shows what the scenario does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contactline.language import marked, say_many
from contactline.language.phrases import apart, whole
from contactline.show.words.labels import outcome_label
from contactline.study.comparison import Comparison
from contactline.study.ensemble import Results
from contactline.study.twins import world_that_flips
from contactline.world.outcomes import OUTCOMES

DAYS = ("day_ceasefire", "day_talks")
ASKED_FOR = marked("the number asked for")


@dataclass(frozen=True)
class Example:
    """A world to tell, and the rule it was chosen by, as the end of a sentence."""

    world: int
    rule: str


def example_of(run: Results, comparison: Comparison | None = None) -> Example:
    """Return the world of a run that is told, never just the first one.

    With a comparison in which worlds change: the lowest number of the most frequent change, which
    is also the world that `twins` tells. Else the world in the middle of those that end as most
    do, by the day of the first ceasefire, then of the first talks, then by number.
    """
    if comparison is not None and comparison.flipping:
        flip = comparison.flipping[0]
        rule = say_many(
            "the lowest number of the {n} world that make the most frequent change against {a}, "
            "from “{before}” to “{after}”",
            "the lowest number of the {n} worlds that make the most frequent change against {a}, "
            "from “{before}” to “{after}”",
            len(flip.worlds), n=whole(len(flip.worlds)), a=apart(comparison.a),
            before=outcome_label(flip.before), after=outcome_label(flip.after),
        )  # fmt: skip
        return Example(world_that_flips(comparison.flipping), rule)
    return _middle(run)


def _middle(run: Results) -> Example:
    """Return the world in the middle of those that end as most do."""
    table = run.columns
    counts = table["outcome"].value_counts()
    most = max(OUTCOMES, key=lambda name: int(counts.get(name, 0)))
    alike = np.flatnonzero(table["outcome"].eq(most).to_numpy())
    days = [table[name].fillna(-1).to_numpy(dtype=np.float64)[alike] for name in DAYS]
    worlds = table.index.to_numpy()[alike]
    ranked = worlds[np.lexsort((worlds, *reversed(days)))]
    rule = say_many(
        "the middle one, by the day of its ceasefire or talks, of the {alike} of {n} world that "
        "end as most do, with “{outcome}”",
        "the middle one, by the day of its ceasefire or talks, of the {alike} of {n} worlds that "
        "end as most do, with “{outcome}”",
        run.worlds, alike=whole(len(ranked)), n=whole(run.worlds), outcome=outcome_label(most),
    )  # fmt: skip
    return Example(int(ranked[(len(ranked) - 1) // 2]), rule)
