"""Rows by quarter of a year, as the tables of what changes over time have them."""

from __future__ import annotations

from datetime import timedelta

from contactline.language.phrases import long_date
from contactline.study.ensemble import Results

QUARTER_WEEKS = 13


def weeks_of(run: Results) -> list[int]:
    """Return the weeks that a table by quarter shows, the last one too."""
    last = len(run.phases) - 1
    return [*range(0, last, QUARTER_WEEKS), last]


def week_text(run: Results, week: int) -> str:
    """Return a week with its first day: "13 (4 March 2025)"."""
    return f"{week} ({long_date(run.scenario.date + timedelta(weeks=week))})"
