"""Which worlds end otherwise: from which outcome to which, and their numbers."""

from __future__ import annotations

import numpy as np

from contactline.language import say, say_many
from contactline.language.phrases import listing
from contactline.show.app.drawn.drawing import Data, heads, named, table
from contactline.study.ensemble import Results
from contactline.world.outcomes import HOLDING, OUTCOMES

MOST_NUMBERS = 12


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return the worlds that went from one outcome to another, the most first."""
    was, now = (run.columns["outcome"].to_numpy() for run in (before, after))
    found = [
        flip
        for first in OUTCOMES
        for then in OUTCOMES
        if first != then and (flip := _flip(np.flatnonzero((was == first) & (now == then)), first,
            then))
    ]  # fmt: skip
    found.sort(key=lambda flip: -int(flip["count"]))
    total = int((was != now).sum())
    finding = _finding(found, total, after.worlds, changed)
    return {
        "worlds": after.worlds, "flips": found, "flipped": total, "finding": finding,
        "alt": say("Bars of worlds by how they changed. {finding}", finding=finding),
        "table": _table(found, heads(before, after)),
        "note": say(
            "The same worlds run twice: the same luck, other levers. Any number here can be "
            "replayed: contactline replay."
        ),
    }  # fmt: skip


def _flip(worlds: np.ndarray[tuple[int], np.dtype[np.int64]], first: str, then: str) -> Data:
    """Return one kind of change, {} where no world does it."""
    if not worlds.size:
        return {}
    return {
        "from": say(OUTCOMES[first].label), "to": say(OUTCOMES[then].label), "to_name": then,
        "from_name": first, "count": int(worlds.size),
        "better": (then in HOLDING) - (first in HOLDING),
        "numbers": worlds[:MOST_NUMBERS].tolist(),
    }  # fmt: skip


def _finding(found: list[Data], total: int, worlds: int, changed: bool) -> str:
    if not changed:
        return say("Move a lever: the same worlds are run again and compared one by one.")
    if not found:
        return say("None of {worlds} worlds ends otherwise.", worlds=worlds)
    first = found[0]
    numbers = listing([str(one) for one in first["numbers"][:3]])
    if first["count"] > 3:
        which = say("worlds {numbers} and others", numbers=numbers)
    else:
        which = say_many("world {numbers}", "worlds {numbers}", first["count"], numbers=numbers)
    return say(
        "{total} of {worlds} worlds end otherwise; {which} go from “{before}” to “{after}”.",
        total=total, worlds=worlds, which=which,
        before=named(first["from"]), after=named(first["to"]),
    )  # fmt: skip


def _table(found: list[Data], both: tuple[str, str]) -> Data:
    rows = [
        [one["from"], one["to"], one["count"], ", ".join(map(str, one["numbers"]))] for one in found
    ]
    head = (*both, say("Worlds"), say("Their numbers (first {most})", most=MOST_NUMBERS))
    return table(say("Worlds that end otherwise"), head, rows)
