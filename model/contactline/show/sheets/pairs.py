"""Tables to read about two runs of the same worlds."""

from __future__ import annotations

from math import isfinite

from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.numbers import grouped, signed
from contactline.study.comparison import Comparison, Difference


def difference_sheet(one: Comparison) -> Sheet:
    """Return every paired difference, shares first, with its interval and whether it is noise."""
    rows = [_difference(difference) for difference in (one.holding, *one.shares, *one.measures)]
    caption = (
        f"`{one.b}` less `{one.a}` in the same {one.worlds:,} worlds, {one.view}: "
        "means, and their difference with its 95 % interval. Each interval stands alone: of twenty "
        "differences that are luck and nothing else, about one leaves 0 outside"
    )
    head = ("What", one.a, one.b, "Difference", "95 % interval", "Unit", "Worlds", "Reading")
    return Sheet(caption, head, tuple(rows))


def _difference(one: Difference) -> tuple[str, ...]:
    """Return one paired difference as a row of text."""
    unit = {"share": "points", "day": "days", "km2": "km²"}.get(one.unit, one.unit)
    if one.n == 0:
        return (one.label, NONE, NONE, NONE, NONE, unit, "0", "no pair of worlds to compare")
    share = one.unit == "share"
    factor, sign, least = (100, " %", 1) if share else (1, "", 0)
    change, ends = _change(one, factor)
    decimals = max(len(change.partition(".")[2]), least)
    means = (f"{factor * mean:,.{decimals}f}{sign}" for mean in (one.a, one.b))
    return (one.label, *means, change, ends, unit, f"{one.n:,}", reading(one))


def _change(one: Difference, factor: int) -> tuple[str, str]:
    """Return the difference and its interval as text."""
    numbers = [factor * x for x in (one.difference, one.low, one.high)]
    mean, low, high = map(signed, grouped(numbers))
    if not isfinite(one.low):
        return mean, NONE
    if one.within_noise:
        return mean, f"{low} to {high}"
    return mean, f"{_beyond_zero(low, numbers[1])} to {_beyond_zero(high, numbers[2])}"


def _beyond_zero(text: str, number: float) -> str:
    """Return the text of an end that is not 0, finer where rounding has made it so."""
    return text if text.strip("0.") else f"{number:+.1g}"


def reading(one: Difference) -> str:
    """Return what a difference amounts to: "more", "less", "within noise" or "no difference"."""
    if one.higher == one.lower == 0:
        return "no difference"
    if one.within_noise:
        return "within noise"
    return "more" if one.difference > 0 else "less"


def flip_sheet(one: Comparison) -> Sheet:
    """Return how many worlds move from which outcome to which."""
    labels = {share.name: share.label for share in one.shares}
    rows = [
        (labels[str(name)], *(f"{count:,}" for count in counts))
        for name, counts in zip(one.flips.index, one.flips.to_numpy().tolist(), strict=True)
    ]
    caption = (
        f"The same {one.worlds:,} worlds, {one.view}: the outcome under `{one.a}` "
        f"(rows) and under `{one.b}` (columns); {one.flipped:,} change theirs"
    )
    head = (f"Under {one.a}", *(labels[str(name)] for name in one.flips.columns))
    return Sheet(caption, head, tuple(rows))
