"""Tables to read about two runs of the same worlds."""

from __future__ import annotations

from math import isfinite

from contactline.language.phrases import per_cent
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.differences import TOO_FEW
from contactline.show.words.numbers import grouped, signed
from contactline.study.comparison import Comparison, Difference

HAVE = "Worlds with one"


def difference_sheet(one: Comparison) -> Sheet:
    """Return every paired difference, shares first, with its interval and whether it is noise."""
    rows = [_difference(difference) for difference in (one.holding, *one.shares, *one.measures)]
    caption = (
        f"`{one.b}` less `{one.a}` in the same {one.worlds:,} worlds, {one.view}: "
        "means over the worlds that have a value in both, and their difference with its 95 % "
        "interval; beside them, how many worlds have one at all. How long ceasefires last and how "
        "long is waited are restricted means over all worlds of each scenario in which they begin, "
        "as the runs end before some do: who waits in vain counts with all the days looked at. "
        "Each interval stands alone: of "
        "twenty differences that are luck and nothing else, about one leaves 0 outside"
    )
    head = ("What", one.a, one.b, "Difference", "95 % interval", "Unit", "Worlds", HAVE, "Reading")
    return Sheet(caption, head, tuple(rows))


def _difference(one: Difference) -> tuple[str, ...]:
    """Return one paired difference as a row of text."""
    unit = {"share": "points", "day": "days", "km2": "km²"}.get(one.unit, one.unit)
    if one.n == 0:
        empty, none = (NONE, NONE, NONE, NONE), "no pair of worlds to compare"
        return (one.label, *empty, unit, "0", _having(one), none + _more_have_one(one))
    share = one.unit == "share"
    factor, sign, least = (100, " %", 1) if share else (1, "", 0)
    change, ends = _change(one, factor)
    decimals = max(len(change.partition(".")[2]), least)
    means = (f"{factor * mean:,.{decimals}f}{sign}" for mean in (one.a, one.b))
    own = one.own_worlds and not one.everywhere
    worlds = f"{one.n_a:,} and {one.n_b:,}" if own else f"{one.n:,}"
    return (one.label, *means, change, ends, unit, worlds, _having(one), reading(one))


def _having(one: Difference) -> str:
    """Return how many worlds have a value in each run, and the difference; nothing for a share."""
    having = one.having
    if having is None:
        return ""
    if one.everywhere:
        return "all"
    shares = f"{per_cent(having.a)} → {per_cent(having.b)}"
    if having.higher == having.lower == 0:
        return shares
    change, ends = _change(having, 100)
    return f"{shares}: {change} points ({ends})"


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
    """Return what a difference amounts to: "more", "less", "within noise" or "no difference".

    Where too few worlds have a value to tell, that is said. Where it is had, or begins, in more or
    fewer worlds than luck explains, that is said as well.
    """
    if one.too_few:
        said = TOO_FEW
    elif one.higher == one.lower == one.difference == 0:
        said = "no difference"
    elif one.within_noise:
        said = "within noise"
    else:
        said = "more" if one.difference > 0 else "less"
    return said + _more_have_one(one)


def _more_have_one(one: Difference) -> str:
    """Return "; more worlds have one" or "; begins in more worlds", "" where that is luck."""
    if one.having is None or one.having.within_noise:
        return ""
    count = "more" if one.having.difference > 0 else "fewer"
    return f"; begins in {count} worlds" if one.own_worlds else f"; {count} worlds have one"


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
