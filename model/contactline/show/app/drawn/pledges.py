"""Who pledges when: the first pledge over the weeks, and which capital it is."""

from __future__ import annotations

import numpy as np

from contactline.language import say
from contactline.language.phrases import listing
from contactline.show.app.drawn.drawing import Data, beside, heads, sides, table
from contactline.show.app.drawn.phases import events, months
from contactline.study.ensemble import Results
from contactline.study.intervals import wilson
from contactline.world.wording import plain_name


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return worlds with a first pledge by week, and by the capital that pledged first."""
    found: Data = {"worlds": after.worlds, "months": months(after), "events": events(after)}
    for side, run in sides(before, after):
        found[side] = _by_week(run)
    leaders = _leaders(before, after)
    finding = _finding(found, leaders, beside(before, after) if changed else "")
    return found | {
        "leaders": leaders, "finding": finding,
        "table": _table(leaders, after.worlds, heads(before, after)),
        "alt": say(
            "Curves of worlds with a first pledge by week, bars by capital. {finding}",
            finding=finding,
        ),
        "note": say(
            "Left: worlds in which a European capital has pledged by then, with 95 % "
            "intervals. Right: which capital pledged first."
        ),
    }  # fmt: skip


def _by_week(run: Results) -> Data:
    """Return the worlds with a first pledge up to each week, and the ends of their intervals."""
    days = run.columns["day_pledged"].to_numpy(dtype=np.float64)
    weeks = np.arange(len(run.phases))
    counts = (days[:, np.newaxis] <= 7 * weeks).sum(axis=0).tolist()
    known = {count: wilson(count, run.worlds) for count in dict.fromkeys(counts)}
    ends = [known[count] for count in counts]
    return {
        "count": counts,
        "low": [round(low, 4) for low, _ in ends], "high": [round(high, 4) for _, high in ends],
    }  # fmt: skip


def _leaders(before: Results, after: Results) -> list[Data]:
    """Return in how many worlds each contributor pledged first, the most first."""
    found = []
    for key, actor in after.scenario.actors.items():
        was, now = (int((run.columns["led_by"] == key).sum()) for run in (before, after))
        if was or now:
            named = {"name": say(actor.name), "named": plain_name(actor.name)}
            found.append({**named, "before": was, "after": now})
    return sorted(found, key=lambda one: (-max(one["before"], one["after"]), one["name"]))


def _finding(found: Data, leaders: list[Data], other: str) -> str:
    last = found["after"]["count"][-1]
    values = {"count": last, "worlds": found["worlds"], "other": other}
    if other:
        said = say(
            "In {count} of {worlds} worlds a European capital pledges soldiers, {other} in "
            "{before}", before=found["before"]["count"][-1], **values,
        )  # fmt: skip
    else:
        said = say("In {count} of {worlds} worlds a European capital pledges soldiers", **values)
    first = [one["named"] for one in leaders if one["after"]][:2]
    if not first:
        return f"{said}."
    return say("{said}; most often first: {capitals}.", said=said, capitals=listing(first))


def _table(leaders: list[Data], worlds: int, both: tuple[str, str]) -> Data:
    rows = [[one["name"], one["before"], one["after"]] for one in leaders]
    return table(
        say("Worlds of {worlds} in which it pledges first", worlds=worlds),
        (say("Capital"), *both), rows,
    )  # fmt: skip
