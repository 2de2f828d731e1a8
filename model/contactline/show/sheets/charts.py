"""For every chart a table of what it shows, for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

import numpy as np

from contactline.evidence import front
from contactline.show.charts import Subject
from contactline.show.charts.line import line_data
from contactline.show.charts.phases import phases_data
from contactline.show.charts.stances import stances_data
from contactline.show.charts.survival import survival_data
from contactline.show.report.newspaper import chronicle_sheet, long_date
from contactline.show.sheets.pairs import difference_sheet, flip_sheet
from contactline.show.sheets.runs import outcome_sheet
from contactline.show.sheets.sheet import NONE, Sheet, interval_text, span_text
from contactline.show.tables import QUANTILES
from contactline.show.words.numbers import grouped
from contactline.study.ensemble import Results

QUARTER_WEEKS = 13


def sheets_of_chart(chart: str, subject: Subject) -> list[Sheet]:
    """Return the tables that say what a chart shows; none for a chart that has no entry below."""
    return _SHEETS[chart](subject) if chart in _SHEETS else []


def _names(subject: Subject) -> tuple[str, ...]:
    return tuple(run.scenario.name for run in subject.runs)


def _weeks(run: Results) -> list[int]:
    """Return the weeks that a table by quarter shows, the last one too."""
    last = len(run.phases) - 1
    return [*range(0, last, QUARTER_WEEKS), last]


def _week(run: Results, week: int) -> str:
    return f"{week} ({long_date(run.scenario.date + timedelta(weeks=week))})"


def _phases(subject: Subject) -> list[Sheet]:
    data = [phases_data(run).shares for run in subject.runs]
    rows = [
        (_week(subject.focus, week), *(_states(shares, week) for shares in data))
        for week in _weeks(subject.focus)
    ]
    caption = f"Share of worlds at war, talking and in a ceasefire, {subject.view}"
    return [Sheet(caption, ("Week", *_names(subject)), tuple(rows))]


def _states(shares: np.ndarray, week: int) -> str:
    """Return the three shares of a week; they come with the ceasefire first."""
    quiet, talks, war = (100 * float(share) for share in shares[:, min(week, shares.shape[1] - 1)])
    return f"at war {war:.0f} %, talking {talks:.0f} %, ceasefire {quiet:.0f} %"


def _survival(subject: Subject) -> list[Sheet]:
    data = survival_data(subject.runs)
    tables = [life.table for life in data.lives]
    rows = [
        (
            str(day),
            *(
                _holding(one.share[at], one.low[at], one.high[at], one.at_risk[at])
                for one in tables
            ),
        )
        for at, day in enumerate(data.ticks)
    ]
    caption = (
        f"Share of first ceasefires that still hold, {subject.view}: with a 95 % interval in per "
        "cent, and how many are still watched"
    )
    return [Sheet(caption, ("Days since it began", *_names(subject)), tuple(rows))]


def _holding(share: float, low: float, high: float, at_risk: int) -> str:
    if np.isnan(share):
        return NONE
    return f"{100 * share:.0f} % ({interval_text(float(low), float(high))}), {at_risk:,} watched"


def _troops(subject: Subject) -> list[Sheet]:
    bands = [run.weekly["troops"].quantiles(QUANTILES) for run in subject.runs]
    rows = [
        (_week(subject.focus, week), *(_band(one[:, min(week, one.shape[1] - 1)]) for one in bands))
        for week in _weeks(subject.focus)
    ]
    caption = (
        f"Foreign soldiers on the ground, {subject.view}: median, and where nine of ten worlds lie"
    )
    return [Sheet(caption, ("Week", *_names(subject)), tuple(rows))]


def _band(quantiles: np.ndarray) -> str:
    if np.isnan(quantiles).any():
        return NONE
    q05, _, median, _, q95 = grouped([float(value) for value in quantiles], whole=True)
    return f"{median}; {span_text(q05, q95)}"


def _line_map(subject: Subject) -> list[Sheet]:
    line = front()
    means = [line_data(run).by_sector for run in subject.runs]
    direction = np.array(line.sector_direction)
    rows = [
        (
            name,
            f"{int((direction == name).sum())}",
            *(_mean(one[direction == name]) for one in means),
        )
        for name in line.direction_names
    ]
    caption = f"Mean violations per sector and week of ceasefire by direction, {subject.view}"
    return [Sheet(caption, ("Direction", "Sectors", *_names(subject)), tuple(rows))]


def _line_weeks(subject: Subject) -> list[Sheet]:
    line, data = front(), line_data(subject.focus)
    direction, weeks = np.array(line.sector_direction), _weeks(subject.focus)
    rows = [
        (name, *(_mean(data.by_week[direction == name, week]) for week in weeks))
        for name in line.direction_names
    ]
    caption = (
        f"Mean violations per sector in single weeks under {subject.focus.scenario.name}, by "
        f"direction, {subject.view}"
    )
    return [Sheet(caption, ("Direction", *(f"week {week}" for week in weeks)), tuple(rows))]


def _mean(values: np.ndarray) -> str:
    mean = float(np.mean(values))
    return NONE if np.isnan(mean) else f"{mean:,.0f}" if mean >= 10 else f"{mean:.1f}"


def _stances(subject: Subject) -> list[Sheet]:
    data = stances_data(subject.focus)
    cells = {
        (position.name, issue.name): _move(position.median)
        for issue in data.issues
        for position in issue.positions
    }
    actors = dict.fromkeys(actor for actor, _ in cells)
    issues = [issue.name for issue in data.issues]
    rows = [(actor, *(cells.get((actor, issue), NONE) for issue in issues)) for actor in actors]
    caption = (
        f"Median position of each actor from 0 to 100, at the start and at the end, under "
        f"{subject.focus.scenario.name}, {subject.view}"
    )
    head = ("Actor", *(issue.replace("_", " ") for issue in issues))
    return [Sheet(caption, head, tuple(rows))]


def _move(median: np.ndarray) -> str:
    known = median[~np.isnan(median)]
    return span_text(f"{known[0]:.0f}", f"{known[-1]:.0f}")


def _paired(subject: Subject) -> list[Sheet]:
    one = subject.comparison
    return [difference_sheet(one), flip_sheet(one)] if one else []


def _timeline(subject: Subject) -> list[Sheet]:
    start = subject.focus.scenario.date
    return [chronicle_sheet(subject.chronicle or (), start, subject.chronicle_world)]


_SHEETS: Mapping[str, Callable[[Subject], list[Sheet]]] = MappingProxyType(
    {
        "outcome_bars": lambda subject: [outcome_sheet(subject.runs)],
        "phases": _phases,
        "survival": _survival,
        "troops": _troops,
        "line_map": _line_map,
        "line_weeks": _line_weeks,
        "stances": _stances,
        "paired": _paired,
        "timeline": _timeline,
    }
)
