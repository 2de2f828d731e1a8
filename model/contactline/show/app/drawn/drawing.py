"""What every chart of the page is made of: an entry of the registry, a table, plain numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from contactline.dials.sides import SIDES
from contactline.language import say
from contactline.study.comparison import Comparison, compare
from contactline.study.ensemble import Results
from contactline.world.outcomes import OUTCOMES

type Data = dict[str, Any]

BEFORE_AND_AFTER = ("before", "after")


@dataclass(frozen=True)
class PageChart:
    """One chart of the page.

    data: what is drawn of the scenario as written and with the changes, as plain JSON. It always
    has `finding` (what it shows, in a sentence), `alt` (the same with the kind of chart) and
    `table`.
    """

    key: str
    title: str
    question: str
    data: Callable[[Results, Results, bool], Data]


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Data:
    """Return what is behind a chart, a row a line; None is a value that is not known."""
    return {"caption": caption, "head": list(head), "rows": [list(row) for row in rows]}


def plain(values: ArrayLike, digits: int = 4) -> list[Any]:
    """Return numbers for JSON, which has no NaN: None stands for it."""
    found = np.asarray(values, dtype=np.float64)
    if found.ndim > 1:
        return [plain(row, digits) for row in found]
    return [round(value, digits) if np.isfinite(value) else None for value in found.tolist()]


def sides(before: Results, after: Results) -> tuple[tuple[str, Results], tuple[str, Results]]:
    """Return both runs with their names."""
    return ("before", before), ("after", after)


@lru_cache(maxsize=2)
def compared(before: Results, after: Results) -> Comparison:
    """Return the outcomes of two runs compared, once for all who ask."""
    return compare(before, after, outcomes=OUTCOMES, measures={})


def from_key(key: str) -> str:
    """Return a key such as `exposure_ukraine` in words, names of states and units as one writes."""
    words = key.replace("_", " ").replace("km2", "km²")
    for side in SIDES:
        words = words.replace(side, side.capitalize())
    return f"{words[:1].upper()}{words[1:]}"


def named(words: str) -> str:
    """Return words as they stand inside a sentence: the first letter small."""
    return words[:1].lower() + words[1:]


def beside(before: Results, after: Results) -> str:
    """Return how a sentence names the run that is drawn in grey: "as written", "under base"."""
    is_same = before.scenario.name == after.scenario.name
    return say("as written") if is_same else say("under {scenario}", scenario=before.scenario.name)


def heads(before: Results, after: Results) -> tuple[str, str]:
    """Return the names of both runs as heads of columns."""
    first, name = beside(before, after), after.scenario.name
    is_same = before.scenario.name == name
    then = say("with your levers") if is_same else say("under {scenario}", scenario=name)
    return f"{first[:1].upper()}{first[1:]}", f"{then[:1].upper()}{then[1:]}"
