"""What `sensitivity` prints: swings and rank correlations, as tables or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contactline.scenario import Scenario
    from contactline.show.sheets.runs import Sheet
    from contactline.study.sensitivity import Rank, Swing

MOST_RANKS = 15


def print_both(
    scenario: Scenario, options: dict[str, Any], ranked: Sequence[Rank], swung: Sequence[Swing]
) -> None:
    """Print the swings, the strongest rank correlations, and what neither can say."""
    from contactline.cli.printing import paragraph, sheet
    from contactline.show.words import NOT_A_FORECAST

    paragraph(NOT_A_FORECAST)
    about = _about(scenario, options)
    sheet(swing_sheet(swung, about))
    sheet(rank_sheet(ranked[:MOST_RANKS], len(ranked), about))
    paragraph(
        "Intervals show the luck of these worlds; of twenty dials that do nothing, about one "
        "leaves nought outside. Stances of actors are not among the dials."
    )


def swing_sheet(swung: Sequence[Swing], about: str) -> Sheet:
    """Return a row a dial: both ends, the measure there, and the paired difference."""
    from contactline.show.sheets.runs import Sheet
    from contactline.show.words.numbers import grouped, signed

    rows = []
    for one in swung:
        change = one.change
        ends = grouped([change.a, change.b, change.difference, change.low, change.high])
        difference = f"{signed(ends[2])} ({ends[3]} to {ends[4]})"
        noise = ", within noise" if change.n and change.within_noise else ""
        levels = (f"{_plain(one.low)} to {_plain(one.high)}", f"{ends[0]} to {ends[1]}")
        rows.append((one.dial, *levels, difference + noise, f"{change.n:,}"))
    head = ("Dial", "From low to high", "Measure", "Difference (95 % interval)", "Worlds")
    return Sheet(f"One dial at a time in the same worlds: {about}", head, tuple(rows))


def rank_sheet(ranked: Sequence[Rank], of: int, about: str) -> Sheet:
    """Return a row a dial: its rank correlation with the measure."""
    from contactline.show.sheets.runs import Sheet

    rows = tuple(
        (one.dial, f"{one.correlation:+.2f}", f"{one.low:+.2f} to {one.high:+.2f}", f"{one.n:,}")
        for one in ranked
    )
    head = ("Dial", "Rank correlation", "95 % interval", "Worlds")
    return Sheet(f"The strongest {len(rows)} of {of} dials over all worlds: {about}", head, rows)


def as_plain(
    scenario: Scenario, options: dict[str, Any], ranked: Sequence[Rank], swung: Sequence[Swing]
) -> dict[str, Any]:
    """Return both tables for a program to read; what is unknown or without bound is null."""
    from contactline.show.words import NOT_A_FORECAST

    swings = [
        {"dial": one.dial, "from": one.low, "to": one.high} | _finite(asdict(one.change))
        for one in swung
    ]
    return {
        "caution": NOT_A_FORECAST,
        "scenario": scenario.name,
        "digest": scenario.as_written.digest,
        **{name: options[name] for name in ("measure", "worlds", "seed")},
        "imposed": scenario.imposes_ceasefire,
        "swings": swings,
        "ranks": [_finite(asdict(one)) for one in ranked],
    }


def _about(scenario: Scenario, options: dict[str, Any]) -> str:
    drawn = f"{options['worlds']:,} worlds, seed {options['seed']}"
    return f"{options['measure']} under {scenario.name}, {scenario.view}, {drawn}"


def _plain(level: float | str | bool) -> str:
    if isinstance(level, bool):
        return "yes" if level else "no"
    return level if isinstance(level, str) else f"{level:.3g}"


def _finite(record: dict[str, Any]) -> dict[str, Any]:
    return {
        key: None if isinstance(value, float) and not isfinite(value) else value
        for key, value in record.items()
    }
