"""The one world that is told: chosen by a stated rule, so that it shows what the scenario does."""

from __future__ import annotations

from dataclasses import dataclass

from contactline.language.phrases import apart, counted, whole
from contactline.study.comparison import Comparison
from contactline.study.ensemble import Results
from contactline.study.twins import world_that_flips
from contactline.world.outcomes import OUTCOMES

DAYS = ("day_ceasefire", "day_talks")
ASKED_FOR = "the number asked for"


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
        before, after = (OUTCOMES[name].label for name in (flip.before, flip.after))
        return Example(
            world_that_flips(comparison.flipping),
            f"the lowest number of the {counted(len(flip.worlds), 'world')} that make the most "
            f"frequent change against {apart(comparison.a)}, from “{before}” to “{after}”",
        )
    return _middle(run)


def _middle(run: Results) -> Example:
    """Return the world in the middle of those that end as most do."""
    table = run.outcomes.sort_index()
    counts = table["outcome"].value_counts()
    most = max(OUTCOMES, key=lambda name: int(counts.get(name, 0)))
    alike = table[table["outcome"] == most]
    days = [alike[name].fillna(-1) for name in DAYS]
    ranked = sorted(zip(*days, alike.index, strict=True))
    return Example(
        int(ranked[(len(ranked) - 1) // 2][-1]),
        f"the middle one, by the day of its ceasefire or talks, of the {whole(len(ranked))} of "
        f"{counted(len(table), 'world')} that end as most do, with “{OUTCOMES[most].label}”",
    )
