"""Foreign soldiers on the ground: how many, whose, and in which posture."""

from __future__ import annotations

import numpy as np

from contactline.language import say
from contactline.language.phrases import whole
from contactline.show.app.drawn.drawing import Data, beside, heads, plain, sides, table
from contactline.show.app.drawn.phases import events, months
from contactline.study.ensemble import Results
from contactline.world.postures import LADDER
from contactline.world.weekly import Histogram

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
PEAK = "peak_troops"
LEAST_WORLDS = 5
"""In fewer worlds with soldiers a band says nothing."""
ROWS_EVERY_WEEKS = 13


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return bands of soldiers by week, and worlds by contributor and by posture."""
    found: Data = {"worlds": after.worlds, "months": months(after), "events": events(after)}
    for side, run in sides(before, after):
        there = among_those_with_some(run)
        found[side] = {
            "bands": plain(np.where(there.n >= LEAST_WORLDS, there.quantiles(SHARES), np.nan), 0),
            "with": there.n.tolist(),
            "some": int((run.columns[PEAK] > 0).sum()),
        }
    finding = _finding(before, after, changed)
    return found | {
        "senders": _senders(before, after), "postures": _postures(before, after),
        "finding": finding, "table": _table(found, heads(before, after)),
        "alt": say(
            "Fan of soldiers by week, bars by contributor and posture. {finding}",
            finding=finding,
        ),
        "note": say(
            "Left: among the worlds that have soldiers that week: light band nine in ten of "
            "them, dark half of them, line the median (where five or more have any). Right: in "
            "how many worlds."
        ),
    }  # fmt: skip


def among_those_with_some(run: Results) -> Histogram:
    """Return the soldiers on the ground by week, over the worlds that have any that week."""
    weekly = run.histograms["troops"]
    some = weekly.values > 0
    return Histogram(weekly.values[some], weekly.counts[:, some])


def _senders(before: Results, after: Results) -> list[Data]:
    """Return in how many worlds each contributor has soldiers in Ukraine, and their median."""
    prefix = f"{PEAK}."
    names = {side: _by_contributor(run) for side, run in sides(before, after)}
    keys = [name for name in after.columns if name.startswith(prefix)]
    found = []
    for key in (name.removeprefix(prefix) for name in keys):
        was, now = names["before"].get(key, (0, None)), names["after"].get(key, (0, None))
        if was[0] or now[0]:
            name = say(after.scenario.actors[key].name)
            found.append({"name": name, "before": was[0], "after": now[0], "median": now[1]})
    return sorted(found, key=lambda one: (-max(one["after"], one["before"]), one["name"]))


def _by_contributor(run: Results) -> dict[str, tuple[int, int | None]]:
    found: dict[str, tuple[int, int | None]] = {}
    for name in run.columns:
        if name.startswith(f"{PEAK}."):
            peaks = run.columns[name].to_numpy(dtype=float)
            sent = peaks[peaks > 0]
            median = int(sorted(sent.tolist())[len(sent) // 2]) if len(sent) else None
            found[name.removeprefix(f"{PEAK}.")] = (len(sent), median)
    return found


def _postures(before: Results, after: Results) -> list[Data]:
    """Return in how many worlds each kind of force is on the ground at the horizon."""
    found = []
    for rung in LADDER:
        was, now = (int((run.columns["posture"] == rung.name).sum()) for run in (before, after))
        words = {"label": say(rung.label), "short": say(rung.name)}
        found.append({"name": rung.name, **words, "before": was, "after": now})
    return found


def _finding(before: Results, after: Results, changed: bool) -> str:
    now, was = (int((run.columns[PEAK] > 0).sum()) for run in (after, before))
    values = {"count": now, "worlds": after.worlds}
    if changed:
        said = say(
            "{count} of {worlds} worlds see foreign soldiers, {before} {other}",
            before=was, other=beside(before, after), **values,
        )  # fmt: skip
    else:
        said = say("{count} of {worlds} worlds see foreign soldiers", **values)
    if not now:
        return f"{said}."
    peaks = after.columns[PEAK]
    median = whole(float(peaks[peaks > 0].median()))
    return say("{said}; half of those more than {median}.", said=said, median=median)


def _table(found: Data, both: tuple[str, str]) -> Data:
    head = [say("Week"), say("Month")]
    columns = (say("worlds with soldiers"), say("lowest of nine in ten"), say("median"),
        say("highest of nine in ten"))  # fmt: skip
    for who in both:
        head += [f"{who}: {word}" for word in columns]
    rows = [
        [week, found["months"][week]]
        + [cell for side in ("before", "after") for cell in _cells(found[side], week)]
        for week in range(0, len(found["months"]), ROWS_EVERY_WEEKS)
    ]
    caption = say("Foreign soldiers in Ukraine, among the worlds that have any, every 13 weeks")
    return table(caption, head, rows)


def _cells(side: Data, week: int) -> list[object]:
    return [side["with"][week], *(side["bands"][at][week] for at in (0, 2, 4))]
