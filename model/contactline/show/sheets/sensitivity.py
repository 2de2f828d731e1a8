"""What moves a measure as tables to read: swings of single dials, and rank correlations."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.show.sheets.sheet import Sheet
from contactline.show.words.numbers import grouped, signed
from contactline.show.words.overturning import level_text
from contactline.study.levels import Level
from contactline.study.sensitivity import Rank, Swing


def swing_sheet(swung: Sequence[Swing], about: str) -> Sheet:
    """Return a row a dial: both ends, the measure there, and the paired difference."""
    rows = []
    for one in swung:
        change = one.change
        ends = grouped([change.a, change.b, change.difference, change.low, change.high])
        difference = f"{signed(ends[2])} ({ends[3]} to {ends[4]})"
        noise = ", within noise" if change.n and change.within_noise else ""
        levels = (f"{_level(one.low)} to {_level(one.high)}", f"{ends[0]} to {ends[1]}")
        rows.append((one.dial, *levels, difference + noise, f"{change.n:,}"))
    head = ("Dial", "From low to high", "Measure", "Difference (95 % interval)", "Worlds")
    return Sheet(f"One dial at a time in the same worlds: {about}", head, tuple(rows))


def rank_sheet(ranked: Sequence[Rank], of: int, about: str) -> Sheet:
    """Return a row a dial: its rank correlation with the measure."""
    rows = tuple(
        (one.dial, f"{one.correlation:+.2f}", f"{one.low:+.2f} to {one.high:+.2f}", f"{one.n:,}")
        for one in ranked
    )
    head = ("Dial", "Rank correlation", "95 % interval", "Worlds")
    return Sheet(f"The strongest {len(rows)} of {of} dials over all worlds: {about}", head, rows)


def _level(level: Level) -> str:
    """Return a value of a dial as text; a word stands without its backticks."""
    return level_text(level).strip("`")
