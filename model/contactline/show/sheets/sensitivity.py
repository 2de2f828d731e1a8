"""What moves a measure as tables to read: single swings, rank correlations, shares of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.differences import TOO_FEW
from contactline.show.words.numbers import grouped, signed
from contactline.show.words.overturning import level_text
from contactline.show.words.shares import interval_of, share_of
from contactline.study.inputs import MECHANISMS
from contactline.study.levels import Level
from contactline.study.sensitivity import Groups, Part, Rank, Swing

RULES = "Rules of the model"
PART_COLUMNS = ("Inputs", "Share", "95 % interval, %", "")


def swing_sheet(swung: Sequence[Swing], about: str) -> Sheet:
    """Return a row a dial: both ends, the measure there, and the paired difference."""
    rows = []
    for one in swung:
        levels = f"{_level(one.low)} to {_level(one.high)}"
        rows.append((one.dial, levels, *_swing_cells(one), f"{one.change.n:,}"))
    head = ("Dial", "From low to high", "Measure", "Difference (95 % interval)", "Worlds")
    return Sheet(f"One dial at a time in the same worlds: {about}", head, tuple(rows))


def _swing_cells(one: Swing) -> tuple[str, str]:
    """Return the measure at both ends and the difference, or that there is none to tell."""
    change = one.change
    if not change.n:
        return NONE, "no world has a value at both ends"
    ends = grouped([change.a, change.b, change.difference, change.low, change.high])
    measure = f"{ends[0]} to {ends[1]}"
    if change.too_few:
        return measure, f"{signed(ends[2])}, {TOO_FEW}"
    if change.higher == change.lower == 0:
        return measure, "none: the same at both ends in every world"
    noise = ", within noise" if one.within_noise else ""
    return measure, f"{signed(ends[2])} ({ends[3]} to {ends[4]}){noise}"


def rank_sheet(ranked: Sequence[Rank], of: int, about: str) -> Sheet:
    """Return a row an input: its rank correlation with the measure. of: how many were looked at."""
    rows = tuple(
        (one.dial, f"{one.correlation:+.2f}", f"{one.low:+.2f} to {one.high:+.2f}", f"{one.n:,}")
        for one in ranked
    )
    head = ("Input", "Rank correlation", "95 % interval", "Worlds")
    told = f"{len(rows)} of {of} inputs, the strongest that stand out from chance"
    return Sheet(f"{told}: {about}", head, rows)


def _level(level: Level) -> str:
    """Return a value of a dial as text; a word stands without its backticks."""
    return level_text(level).strip("`")


def mechanism_sheet(one: Groups) -> Sheet:
    """Return a row a group of inputs by mechanism, and all of them in the last."""
    rows = [_row(MECHANISMS[part.name], part) for part in one.mechanisms]
    head = ("Group", *PART_COLUMNS)
    return Sheet(f"What carries the answer, by mechanism: {_about(one)}", head, (*rows, _all(one)))


def actor_sheet(one: Groups, names: Mapping[str, str]) -> Sheet:
    """Return a row an actor, and one for the rules that are nobody's. names: of actors by id."""
    rows = [_row(names.get(part.name, RULES), part) for part in one.actors]
    head = ("Whose", *PART_COLUMNS)
    return Sheet(f"What carries the answer, by actor: {_about(one)}", head, (*rows, _all(one)))


def input_sheet(one: Groups, most: int) -> Sheet:
    """Return a row an input that is told from chance, at most so many."""
    clear = [part for part in one.inputs if not part.within_noise]
    rows = tuple((part.name, share_of(part), interval_of(part)) for part in clear[:most])
    of = f"{len(rows)} of {len(one.inputs)} inputs, the strongest told from chance"
    return Sheet(f"{of}: {_about(one)}", ("Input", "Share", "95 % interval, %"), rows)


def _row(label: str, part: Part) -> tuple[str, ...]:
    noise = "within noise" if part.within_noise else ""
    return label, f"{part.inputs:,}", share_of(part), interval_of(part), noise


def _all(one: Groups) -> tuple[str, ...]:
    share = "unknown" if one.is_noise else "100 %"
    return "All inputs", f"{len(one.inputs):,}", share, "–", ""


def _about(one: Groups) -> str:
    return f"{one.question.words} ({one.worlds:,} worlds)"
