"""War, talks or a ceasefire: how many worlds are in each state, week by week."""

from __future__ import annotations

from datetime import timedelta

from contactline.language import marked, say
from contactline.language.phrases import short_month
from contactline.show.app.drawn.drawing import Data, beside, heads, sides, table
from contactline.show.chart_tables import PHASES
from contactline.study.ensemble import Results

LABELS = {
    "war": marked("at war, no talks"),
    "talks": marked("at war, talking"),
    "ceasefire": marked("in a ceasefire"),
}
ROWS_EVERY_WEEKS = 13


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return the number of worlds in each state by week, in both runs."""
    found: Data = {"worlds": after.worlds, "months": months(after)}
    for side, run in sides(before, after):
        counts = run.phases.T.tolist()
        found[side] = dict(zip(PHASES, counts, strict=True))
    labels = {name: say(label) for name, label in LABELS.items()}
    finding = _finding(found, beside(before, after) if changed else "")
    return found | {
        "labels": labels, "finding": finding,
        "alt": say(
            "Areas of worlds by week: {labels}. {finding}",
            labels=", ".join(labels.values()), finding=finding,
        ),
        "table": _table(found, heads(before, after)), "events": events(after),
        "note": say("Dashed grey: where these areas end without the change."),
    }  # fmt: skip


def months(run: Results) -> list[str]:
    """Return the month of every week after the first day, such as "Dec ’24"."""
    days = [run.scenario.date + timedelta(weeks=week) for week in range(len(run.phases))]
    return [f"{short_month(day)} ’{day:%y}" for day in days]


def events(run: Results) -> list[Data]:
    """Return the dated events of a scenario by week, and the day of an imposed ceasefire."""
    found: list[Data] = [
        {"week": one.day / 7, "title": say(one.title)} for one in run.scenario.events
    ]
    if run.scenario.imposes_ceasefire:
        low, high = run.scenario.dials["assume.ceasefire_day"].support  # type: ignore[union-attr]
        if low == high:
            found.append({"week": low / 7, "title": say("ceasefire imposed")})
    return found


def _finding(found: Data, other: str) -> str:
    """Return in how many worlds there is a ceasefire in the last week."""
    last = found["after"]["ceasefire"][-1]
    values = {"count": last, "worlds": found["worlds"], "other": other}
    if not other:
        return say("In the last week {count} of {worlds} worlds are in a ceasefire.", **values)
    return say(
        "In the last week {count} of {worlds} worlds are in a ceasefire, {before} {other}.",
        before=found["before"]["ceasefire"][-1], **values,
    )  # fmt: skip


def _table(found: Data, both: tuple[str, str]) -> Data:
    head = [say("Week"), say("Month")]
    for who in both:
        head += [f"{who}: {say(label)}" for label in LABELS.values()]
    weeks = range(0, len(found["months"]), ROWS_EVERY_WEEKS)
    rows = [
        [week, found["months"][week]]
        + [found[side][name][week] for side in ("before", "after") for name in PHASES]
        for week in weeks
    ]
    caption = say("Worlds of {worlds} in each state, every 13 weeks", worlds=found["worlds"])
    return table(caption, head, rows)
