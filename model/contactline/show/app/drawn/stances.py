"""Who stands where on each issue at the end, and where the draft is."""

from __future__ import annotations

import numpy as np

from contactline.dials.issues import ISSUE_WORDS
from contactline.language import say
from contactline.language.phrases import listing
from contactline.show.app.drawn.drawing import Data, heads, sides, table
from contactline.study.ensemble import Results
from contactline.world.weekly import Histogram

SHARES = (0.05, 0.5, 0.95)
STOOD_OUT = ("belligerent", "broker")


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return the median position of every actor, first and last, and the draft, by issue."""
    issues = [_issue(before, after, name) for name in ISSUE_WORDS]
    finding = _finding(issues, changed)
    return {
        "issues": issues, "finding": finding, "table": _table(issues, heads(before, after)),
        "alt": say("Positions from 0 to 100 on five issues. {finding}", finding=finding),
        "note": say(
            "Positions: medians over the worlds in the last week. Bar: the draft in nine of "
            "ten worlds, where there was one."
        ),
    }  # fmt: skip


def _issue(before: Results, after: Results, issue: str) -> Data:
    words = ISSUE_WORDS[issue]
    found: Data = {
        "name": issue,
        "label": say(words.label),
        "ends": [say(one) for one in words.ends],
        "actors": [],
    }
    for key, actor in after.scenario.actors.items():
        ends = {side: _last(run, f"position.{key}.{issue}") for side, run in sides(before, after)}
        if issue in actor.stances and ends["after"]:
            was, now = (one[1] if one else None for one in (ends["before"], ends["after"]))
            found["actors"].append({"key": key, "name": say(actor.name), "before": was,
                "after": now, "role": actor.role, "leads": actor.leads})  # fmt: skip
    for side, run in sides(before, after):
        found[f"draft_{side}"] = _last(run, f"draft.{issue}")
    return found


def _last(run: Results, name: str) -> list[float] | None:
    """Return low, median and high of a weekly quantity in the last week that has any."""
    weekly: Histogram | None = run.histograms.get(name)
    if weekly is None:
        return None
    known = np.flatnonzero(weekly.n)
    if not known.size:
        return None
    last = Histogram(weekly.values, weekly.counts[known[-1], np.newaxis])
    return last.quantiles(SHARES)[:, 0].round(1).tolist()  # type: ignore[no-any-return]


def _finding(issues: list[Data], changed: bool) -> str:
    """Return on which issues the draft, or a side, stands elsewhere than in the other run."""
    gaps = [(one["label"], _gap(one)) for one in issues if _gap(one) is not None]
    if not gaps:
        return say("The sides have no positions to compare.")
    widest = max(gaps, key=lambda one: one[1] or 0)
    said = say(
        "The sides stand farthest apart on {issue}: {points:.0f} points of 100",
        issue=widest[0].lower(), points=widest[1],
    )  # fmt: skip
    moved = [one["label"].lower() for one in issues if _moved(one)]
    if not changed:
        return f"{said}."
    if not moved:
        return say("{said}; positions or draft moved on no issue.", said=said)
    return say("{said}; positions or draft moved on {issues}.", said=said, issues=listing(moved))


def _gap(issue: Data) -> float | None:
    ends = [one["after"] for one in issue["actors"] if one["role"] == "belligerent"]
    return abs(ends[0] - ends[1]) if len(ends) == 2 and None not in ends else None


def _moved(issue: Data) -> bool:
    return issue["draft_before"] != issue["draft_after"] or any(
        one["before"] != one["after"] for one in issue["actors"]
    )


def _table(issues: list[Data], both: tuple[str, str]) -> Data:
    rows = [
        [one["label"], actor["name"], actor["before"], actor["after"]]
        for one in issues
        for actor in one["actors"]
    ]
    for one in issues:
        drafts = [one[f"draft_{side}"] for side in ("before", "after")]
        rows.append(
            [one["label"], say("draft"), *(draft[1] if draft else None for draft in drafts)]
        )
    caption = say("Median position from 0 to 100 in the last week")
    return table(caption, (say("Issue"), say("Actor"), *both), rows)
