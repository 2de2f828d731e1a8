"""What else changes: every measure with its paired difference; first what luck does not explain."""

from __future__ import annotations

from math import isfinite

from contactline.language import say, say_as
from contactline.show.app.drawn.drawing import Data, heads, named, table
from contactline.show.words.labels import label_of
from contactline.show.words.numbers import brief, grouped, signed
from contactline.study.comparison import Difference, compare
from contactline.study.ensemble import Results

UNITS = {"share": "points", "km2": "km²", "day": "days"}


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return the measures without those of single contributors: means and their difference."""
    found = [one for one in compare(before, after).measures if "." not in one.name]
    rows = [_row(one) for one in found]
    told = [row for row in rows if not row["noise"]]
    told.sort(key=lambda row: -abs(row["weight"]))
    finding, rows = _finding(told, len(rows), changed), told + [row for row in rows if row["noise"]]
    return {
        "rows": rows, "finding": finding,
        "alt": say("Differences of measures with 95 % intervals. {finding}", finding=finding),
        "table": _table(rows, heads(before, after)),
        "note": say(
            "In the same worlds: after less before, 95 % interval. Each stands "
            "alone; of twenty that do not move, about one leaves nought outside."
        ),
    }  # fmt: skip


def _row(one: Difference) -> Data:
    """Return one measure in words; weight: its difference in widths of its interval."""
    factor = 100.0 if one.unit == "share" else 1.0
    numbers = [factor * x for x in (one.a, one.b, one.difference, one.low, one.high)]
    was, now = (brief(one) if isfinite(one) else say("unknown") for one in numbers[:2])
    mean, low, high = grouped(numbers[2:])
    width = one.high - one.low
    known = isfinite(one.difference) and isfinite(width)
    still = one.higher == one.lower == 0 and not one.own_worlds
    return {
        "name": one.name, "label": label_of(one.name, one.label),
        "unit": say(UNITS.get(one.unit, one.unit)),
        "before": was, "after": now, "difference": "0" if still else signed(mean),
        "ends": say("{low} to {high}", low=low, high=high)
        if known
        else say("too few worlds to tell"),
        "noise": still or not known or one.within_noise,
        "weight": one.difference / width if known and width else 0.0,
        "low": one.low / width if known and width else 0.0,
        "high": one.high / width if known and width else 0.0, "n": one.n,
    }  # fmt: skip


def _finding(told: list[Data], of: int, changed: bool) -> str:
    if not changed:
        return say("Move a lever to see what else it changes.")
    if not told:
        return say("None of {of} measures changes beyond noise.", of=of)
    first = told[0]
    unit = f" {first['unit']}" if first["unit"] else ""
    return say(
        "{changed} of {of} measures change beyond noise, most of all “{label}”: {difference}.",
        changed=len(told), of=of, label=named(first["label"]),
        difference=f"{first['difference']}{unit}",
    )  # fmt: skip


def _table(rows: list[Data], both: tuple[str, str]) -> Data:
    head = (say("Measure"), say("Unit"), *both, say("Difference"), say("95 % interval"),
        say("Within noise"), say("Worlds"))  # fmt: skip
    cells = [
        [row[key] for key in ("label", "unit", "before", "after", "difference", "ends")]
        + [say("yes") if row["noise"] else say_as("answer", "no"), row["n"]]
        for row in rows
    ]
    return table(say("Means in both runs and their paired difference"), head, cells)
