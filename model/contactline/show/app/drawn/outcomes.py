"""How often each outcome comes, with intervals, and as 50 dots."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.language import say, say_as
from contactline.show.app.drawn.drawing import Data, beside, compared, heads, sides, table
from contactline.show.words.numbers import apportioned, interval_text
from contactline.study.comparison import Difference
from contactline.study.ensemble import Results
from contactline.study.intervals import simultaneous
from contactline.world.outcomes import HOLDING, OUTCOMES

DOTS = 50


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return each outcome with count and interval in both runs, best to worst."""
    found = {side: counted(run) for side, run in sides(before, after)}
    changes = compared(before, after).shares
    rows = [
        {
            "name": one.name, "label": say(one.label), "definition": say(one.definition),
            "holds": one.name in HOLDING,
            "before": found["before"][at], "after": found["after"][at],
            "noise": not changed or change.within_noise or change.too_few,
        }
        for at, (one, change) in enumerate(zip(OUTCOMES.values(), changes, strict=True))
    ]  # fmt: skip
    finding = _finding(before, after, changes if changed else ())
    return {
        "worlds": after.worlds, "rows": rows, "finding": finding,
        "alt": say(
            "Bars and dots of how {worlds} worlds end. {finding}",
            worlds=after.worlds, finding=finding,
        ),
        "table": _table(rows, after.worlds, heads(before, after)),
        "note": say("Lines: 95 % intervals that hold for all outcomes together. A dot: one in 50."),
    }  # fmt: skip


def counted(run: Results) -> list[Data]:
    """Return count, interval and dots of each outcome of a run."""
    ends = run.columns["outcome"].to_numpy()
    counts = [int((ends == name).sum()) for name in OUTCOMES]
    low, high = simultaneous(counts)
    rest = zip(counts, low.tolist(), high.tolist(), apportioned(counts, DOTS), strict=True)
    return [
        dict(zip(("count", "low", "high", "dots"), (n, round(a, 4), round(b, 4), d), strict=True))
        for n, a, b, d in rest
    ]


def _finding(before: Results, after: Results, changes: Sequence[Difference]) -> str:
    """Return what comes most often, or what changed most beyond noise."""
    told = [one for one in changes if not (one.within_noise or one.too_few)]
    if told:
        most = max(told, key=lambda one: abs(one.difference))
        by = round(most.difference * after.worlds)
        values = {"label": say(most.label), "by": abs(by), "worlds": after.worlds,
            "other": beside(before, after)}  # fmt: skip
        if by > 0:
            return say("“{label}” comes in {by} more of {worlds} worlds than {other}.", **values)
        return say("“{label}” comes in {by} fewer of {worlds} worlds than {other}.", **values)
    counts = after.columns["outcome"].value_counts()
    first = say(OUTCOMES[str(counts.index[0])].label)
    values = {"label": first, "count": counts.iloc[0], "worlds": after.worlds}
    if not changes:
        return say("“{label}” comes most often: in {count} of {worlds} worlds.", **values)
    return say(
        "“{label}” comes most often: in {count} of {worlds} worlds; no change beyond noise.",
        **values,
    )


def _table(rows: Sequence[Data], worlds: int, who: Sequence[str]) -> Data:
    columns = [
        f"{name}: {what}" for name in who for what in (say("worlds"), say("95 % interval (%)"))
    ]
    head = (say("Outcome"), *columns, say("Within noise"))
    cells = [
        [row["label"]]
        + [cell for side in ("before", "after") for cell in _cells(row[side])]
        + [say("yes") if row["noise"] else say_as("answer", "no")]
        for row in rows
    ]
    return table(say("How {worlds} worlds end", worlds=worlds), head, cells)


def _cells(side: Data) -> list[object]:
    return [side["count"], interval_text(side["low"], side["high"])]
