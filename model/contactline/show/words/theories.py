"""Which changes against base all theories share, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contactline.language import marked, say
from contactline.language.phrases import whole
from contactline.study.comparison import Difference
from contactline.study.theories import BASE, Readings, is_shared, way_of

if TYPE_CHECKING:
    import pandas as pd

WAYS = {
    0: marked("as often as under `base`, within noise,"),
    1: marked("more often than under `base`"),
    -1: marked("less often than under `base`"),
}


def shared_title(readings: Readings) -> str:
    """Return how many of the conclusions all theories share."""
    shared = sum(is_shared(changes) for changes in readings.values())
    return say(
        "{shared} of {n} changes against base go the same way under every theory",
        shared=whole(shared), n=whole(len(readings)),
    )  # fmt: skip


def shared_or_not(readings: Readings, table: pd.DataFrame) -> list[str]:
    """Return two texts: which changes against base all theories share, and which they do not.

    table: columns group, place and middle, the shares under each theory in per cent.
    """
    shared: dict[tuple[int, str], list[str]] = {}
    apart = []
    for (scenario, read), changes in readings.items():
        if is_shared(changes):
            way = way_of(next(iter(changes.values())))
            shared.setdefault((way, read), []).append(f"`{scenario}`")
        else:
            apart.append(_apart(scenario, read, changes))
    sentences = [
        say(
            "Shared by all {many} theories: a run {read} {way} in {names}.",
            many=whole(table.place.nunique()), read=say(read), way=say(WAYS[way]),
            names=", ".join(names),
        )
        for (way, read), names in shared.items()
    ]  # fmt: skip
    texts = ["\n".join([*sentences, _of_base(table)]), "\n".join(apart)]
    return [one or say("Nothing depends on the theory chosen.") for one in texts]


def _apart(scenario: str, read: str, changes: Mapping[str, Difference]) -> str:
    """Return which theories say what of a scenario."""
    by_way: dict[int, list[str]] = {}
    for theory, change in changes.items():
        by_way.setdefault(way_of(change), []).append(theory)
    ways = [
        say("{way} by {theories}", way=say(WAYS[way]), theories=", ".join(theories))
        for way, theories in by_way.items()
    ]
    return say(
        "Depends on the theory: in `{scenario}` a run {read} {ways}.",
        scenario=scenario, read=say(read), ways="; ".join(ways),
    )  # fmt: skip


def _of_base(table: pd.DataFrame) -> str:
    """Return how often a ceasefire is agreed under base itself, theory by theory."""
    base = table[table.group == BASE].drop_duplicates("place").sort_values("middle")
    low, high = base.iloc[0], base.iloc[-1]
    return say(
        "Under `base` itself a ceasefire is agreed in {low} % of runs of the model ({least}) to "
        "{high} % ({most}).",
        low=whole(low.middle), least=low.place, high=whole(high.middle), most=high.place,
    )  # fmt: skip
