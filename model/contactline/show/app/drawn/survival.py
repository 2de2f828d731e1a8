"""How long the first ceasefire holds: two curves with bands over a risk table."""

from __future__ import annotations

import numpy as np

from contactline.language import say
from contactline.show.app.drawn.drawing import Data, beside, heads, plain, sides, table
from contactline.show.words.numbers import interval_text
from contactline.study.ensemble import Results
from contactline.study.intervals import KaplanMeier
from contactline.study.lasting import survival_of

STEP_DAYS = 14
TICKS_DAYS = (1, 7, 14, 30, 91, 182, 365, 730)
MOST_TICKS = 5
A_YEAR = 365


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return the survival of the first ceasefires in both runs at the same days."""
    horizon = after.scenario.horizon_days
    step = next((one for one in TICKS_DAYS if horizon / one <= MOST_TICKS), TICKS_DAYS[-1])
    ticks = np.arange(0, horizon + 1, step)
    days = np.unique(np.append(np.arange(0, horizon + 1, STEP_DAYS), ticks))
    found: Data = {"at": days.tolist(), "ticks": ticks.tolist()}
    for side, run in sides(before, after):
        found[side] = _curve(survival_of(run, days)) | {"risk": _risk(survival_of(run, ticks))}
    day = min(A_YEAR, horizon)
    finding = _finding(before, after, day, changed)
    return found | {
        "finding": finding,
        "alt": say("Survival curves with 95 % bands. {finding}", finding=finding),
        "table": _table(found, ticks.tolist(), heads(before, after)),
        "note": say(
            "Bands: 95 % intervals. A ceasefire unbroken at the end of a run counts up to "
            "there (cut off)."
        ),
    }  # fmt: skip


def _curve(curve: KaplanMeier) -> Data:
    bounds = {"share": curve.share, "low": curve.low, "high": curve.high}
    return {name: plain(values) for name, values in bounds.items()} | {"n": curve.n}


def _risk(curve: KaplanMeier) -> Data:
    """Return the rows of the risk table at the ticks, and the shares there."""
    counts = {"at_risk": curve.at_risk, "cut_off": curve.censored, "broken": curve.events}
    return {name: np.asarray(values).tolist() for name, values in counts.items()} | {
        name: plain(getattr(curve, name)) for name in ("share", "low", "high")
    }


def _finding(before: Results, after: Results, day: int, changed: bool) -> str:
    """Return what share still holds on a day, under the levers and as written."""
    said = [_told(after, day)]
    if changed:
        other = {"other": beside(before, after), "told": _told(before, day)}
        said.append(say("{other}, {told}", **other))
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def _told(run: Results, day: int) -> str:
    curve = survival_of(run, [day])
    share = float(curve.share[0])
    if not curve.n:
        return say("no world has a ceasefire")
    if np.isnan(share):
        return say("no ceasefire is watched for {day} days", day=day)
    ends = interval_text(float(curve.low[0]), float(curve.high[0]))
    return say(
        "of {n} first ceasefires {share} % hold for {day} days ({ends})",
        n=curve.n, share=round(100 * share), day=day, ends=ends,
    )  # fmt: skip


def _table(found: Data, ticks: list[int], both: tuple[str, str]) -> Data:
    head = [say("Day")]
    columns = (say("still holding (%)"), say("95 % interval (%)"), say("at risk"), say("cut off"),
        say("broken"))  # fmt: skip
    for who in both:
        head += [f"{who}: {word}" for word in columns]
    rows = [
        [day, *(cell for side in ("before", "after") for cell in _cells(found[side]["risk"], at))]
        for at, day in enumerate(ticks)
    ]
    caption = say("Share of first ceasefires that still hold, by day since they began")
    return table(caption, head, rows)


def _cells(risk: Data, at: int) -> list[object]:
    share = risk["share"][at]
    known = share is not None
    return [
        round(100 * share, 1) if known else None,
        interval_text(risk["low"][at], risk["high"][at]) if known else None,
        risk["at_risk"][at], risk["cut_off"][at], risk["broken"][at],
    ]  # fmt: skip
