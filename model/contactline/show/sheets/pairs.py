"""Tables to read about two runs of the same worlds."""

from __future__ import annotations

from math import isfinite

from contactline.language import local_number, marked, say, say_as, say_many
from contactline.language.phrases import decimal, per_cent, whole
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.differences import TOO_FEW
from contactline.show.words.labels import label_of
from contactline.show.words.numbers import decimals_of, grouped, is_nought, signed, span_in_cell
from contactline.study.comparison import Comparison, Difference

HAVE = marked("Worlds with one")
UNITS = {
    "share": marked("points"),
    "day": marked("days"),
    "km2": "km²",
}
HEAD = (
    marked("Difference"), marked("95 % interval"), marked("Unit"), marked("Worlds"), HAVE,
    marked("Reading"),
)  # fmt: skip


def difference_sheet(one: Comparison) -> Sheet:
    """Return every paired difference, shares first, with its interval and whether it is noise."""
    rows = [_difference(difference) for difference in (one.holding, *one.shares, *one.measures)]
    caption = say_many(
        "`{b}` less `{a}` in the same {worlds} world, {view}: "
        "means over the worlds that have a value in both, and their difference with its 95 % "
        "interval; beside them, how many worlds have one at all. How long ceasefires last and how "
        "long is waited are restricted means over all worlds of each scenario in which they begin, "
        "as the runs end before some do: who waits in vain counts with all the days looked at. "
        "Each interval stands alone: of "
        "twenty differences that are luck and nothing else, about one leaves 0 outside",
        "`{b}` less `{a}` in the same {worlds} worlds, {view}: "
        "means over the worlds that have a value in both, and their difference with its 95 % "
        "interval; beside them, how many worlds have one at all. How long ceasefires last and how "
        "long is waited are restricted means over all worlds of each scenario in which they begin, "
        "as the runs end before some do: who waits in vain counts with all the days looked at. "
        "Each interval stands alone: of "
        "twenty differences that are luck and nothing else, about one leaves 0 outside",
        one.worlds, b=one.b, a=one.a, worlds=whole(one.worlds), view=say(one.view),
    )  # fmt: skip
    return Sheet(caption, (say("What"), one.a, one.b, *map(say, HEAD)), tuple(rows))


def _difference(one: Difference) -> tuple[str, ...]:
    """Return one paired difference as a row of text."""
    unit, label = say(UNITS.get(one.unit, one.unit)), label_of(one.name, one.label)
    if one.n == 0:
        empty, none = (NONE, NONE, NONE, NONE), say("no pair of worlds to compare")
        return (label, *empty, unit, "0", _having(one), none + _more_have_one(one))
    share = one.unit == "share"
    factor, sign, least = (100, " %", 1) if share else (1, "", 0)
    change, ends = _change(one, factor)
    decimals = max(decimals_of(change), least)
    means = (f"{decimal(factor * mean, decimals)}{sign}" for mean in (one.a, one.b))
    worlds = whole(one.n)
    if one.own_worlds and not one.everywhere:
        worlds = say("{n_a} and {n_b}", n_a=whole(one.n_a), n_b=whole(one.n_b))
    return (label, *means, change, ends, unit, worlds, _having(one), reading(one))


def _having(one: Difference) -> str:
    """Return how many worlds have a value in each run, and the difference; nothing for a share."""
    having = one.having
    if having is None:
        return ""
    if one.everywhere:
        return say_as("worlds", "all")
    shares = f"{per_cent(having.a)} → {per_cent(having.b)}"
    if having.higher == having.lower == 0:
        return shares
    change, ends = _change(having, 100)
    return say("{shares}: {change} points ({ends})", shares=shares, change=change, ends=ends)


def _change(one: Difference, factor: int) -> tuple[str, str]:
    """Return the difference and its interval as text."""
    numbers = [factor * x for x in (one.difference, one.low, one.high)]
    mean, low, high = map(signed, grouped(numbers))
    if not isfinite(one.low):
        return mean, NONE
    if one.within_noise:
        return mean, span_in_cell(low, high)
    return mean, span_in_cell(_beyond_zero(low, numbers[1]), _beyond_zero(high, numbers[2]))


def _beyond_zero(text: str, number: float) -> str:
    """Return the text of an end that is not 0, finer where rounding has made it so."""
    return local_number(f"{number:+.1g}") if is_nought(text) else text


def reading(one: Difference) -> str:
    """Return what a difference amounts to: "more", "less", "within noise" or "no difference".

    Where too few worlds have a value to tell, that is said. Where it is had, or begins, in more or
    fewer worlds than luck explains, that is said as well.
    """
    if one.too_few:
        said = say(TOO_FEW)
    elif one.higher == one.lower == one.difference == 0:
        said = say("no difference")
    elif one.within_noise:
        said = say("within noise")
    else:
        said = say("more") if one.difference > 0 else say("less")
    return said + _more_have_one(one)


def _more_have_one(one: Difference) -> str:
    """Return "; more worlds have one" or "; begins in more worlds", "" where that is luck."""
    if one.having is None or one.having.within_noise:
        return ""
    if one.having.difference > 0:
        return say("; begins in more worlds") if one.own_worlds else say("; more worlds have one")
    return say("; begins in fewer worlds") if one.own_worlds else say("; fewer worlds have one")


def flip_sheet(one: Comparison) -> Sheet:
    """Return how many worlds move from which outcome to which."""
    labels = {share.name: say(share.label) for share in one.shares}
    rows = [
        (labels[str(name)], *map(whole, counts))
        for name, counts in zip(one.flips.index, one.flips.to_numpy().tolist(), strict=True)
    ]
    caption = say_many(
        "The same {worlds} world, {view}: the outcome under `{a}` (rows) and under `{b}` "
        "(columns); {flipped} change theirs",
        "The same {worlds} worlds, {view}: the outcome under `{a}` (rows) and under `{b}` "
        "(columns); {flipped} change theirs",
        one.worlds, worlds=whole(one.worlds), view=say(one.view), a=one.a, b=one.b,
        flipped=whole(one.flipped),
    )  # fmt: skip
    head = (
        say("Under {scenario}", scenario=one.a),
        *(labels[str(name)] for name in one.flips.columns),
    )
    return Sheet(caption, head, tuple(rows))
