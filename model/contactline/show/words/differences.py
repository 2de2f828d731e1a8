"""Sentences about measures and about two runs of the same worlds; none needs a likelihood word."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.language.phrases import counted, per_cent
from contactline.show.words.numbers import grouped, level_of, signed
from contactline.study.comparison import Difference
from contactline.study.expectations import Expectation
from contactline.study.intervals import quantile_bands
from contactline.world.outcomes import OUTCOMES

# Below this many runs, nine of ten of them are all of them or all but one.
FEW_RUNS = 20
TOO_FEW = "too few worlds to tell"
ONE_OF = {"casualties": "casualty", "troops": "troops"}


def flips_sentence(
    change: Difference,
    b: str,
    *,
    before: str = "another outcome",
    after: str = "",
    level: float = 0.95,
) -> str:
    """Return how many worlds scenario `b` turned from `before` to `after` and back, and the net.

    change: the difference of a share, as in `Comparison.shares` or from `Comparison.change_in`.
    before, after: short words for both sides, such as "not holding" and "holding"; `after` is the
    label if not given.
    """
    if change.n == 0:
        return f"There are no worlds in which `{b}` can be compared."
    there, back = (f"{count:,}" if count else "none" for count in (change.higher, change.lower))
    target = after or f"“{change.label[:1].lower()}{change.label[1:]}”"
    net = signed(f"{100 * change.difference:.1f}")
    ends = _interval(f"{100 * change.low:.1f}", f"{100 * change.high:.1f}", level)
    return (
        f"In {_same_worlds(change.n)}, `{b}` turned {there} from {before} to {target} "
        f"and {back} the other way: {net} points ({ends}){_noise(change)}."
    )


def difference_sentence(change: Difference, a: str, b: str, *, level: float = 0.95) -> str:
    """Return how a measure differs on average between scenarios `a` and `b` in the same worlds."""
    if change.own_worlds:
        return _own_worlds_sentence(change, a, b, level)
    had = f"`{a}` has one in {counted(change.n_a, 'world')}, `{b}` in {change.n_b:,}"
    had += _more_have_one(change, level)
    if change.n == 0:
        return f"{change.label}: no world has a value in both runs to compare ({had})."
    paired = change.n == change.n_a == change.n_b
    where = _same_worlds(change.n) + ("" if paired else " with a value in both")
    if change.higher == change.lower == 0 and not change.too_few:
        return f"{change.label}: no difference in {where}" + ("." if paired else f" ({had}).")
    factor, unit = _percent_or(change.unit, "points")
    mean, low, high = grouped([factor * x for x in (change.difference, change.low, change.high)])
    ends = TOO_FEW if change.too_few else _interval(low, high, level)
    amount = _with_unit(signed(mean), "days" if unit == "day" else unit)
    return (
        f"{change.label}: {amount} on average under `{b}` against `{a}`, in {where} "
        f"({ends}{'' if paired else f'; {had}'}){_noise(change)}."
    )


def _own_worlds_sentence(change: Difference, a: str, b: str, level: float) -> str:
    """Return how what the end of a run may cut off differs, each over the worlds of its own."""
    began = f"over {counted(change.n_a, 'world')} under `{a}`, {change.n_b:,} under `{b}`"
    began += _more_have_one(change, level)
    if change.everywhere:
        began = f"over {_same_worlds(change.n)}"
    if change.n == 0:
        return f"{change.label}: not watched for so long in the same worlds of both runs ({began})."
    if change.higher == change.lower == change.difference == 0 and not change.too_few:
        return f"{change.label}: no difference ({began})."
    factor, unit = _percent_or(change.unit, "points")
    means = "a restricted mean" if change.unit != "share" else "a share"
    mean, low, high = grouped([factor * x for x in (change.difference, change.low, change.high)])
    ends = TOO_FEW if change.too_few else _interval(low, high, level)
    return (
        f"{change.label}: {_with_unit(signed(mean), unit)} under `{b}` against `{a}` "
        f"({ends}){_noise(change)}; {means} {began}."
    )


def _more_have_one(change: Difference, level: float) -> str:
    """Return how the share of worlds that have a value differs; "" where all have one."""
    having = change.having
    if having is None or change.everywhere:
        return ""
    shares = f"{per_cent(having.a)} and {per_cent(having.b)} of all"
    if having.higher == having.lower == 0:
        return f", {shares}"
    net, low, high = grouped([100 * x for x in (having.difference, having.low, having.high)])
    return f", {shares}: {signed(net)} points, {_interval(low, high, level)}"


def range_sentence(label: str, values: ArrayLike, unit: str) -> str:
    """Return where the middle half and nine of ten runs of a measure lie.

    values: one per run, shape (worlds,); NaN (it never happened) is left out and counted. Fewer
    than 20 runs are told by their lowest and highest value.
    """
    numbers = np.asarray(values, dtype=np.float64).ravel()
    known = numbers[~np.isnan(numbers)]
    runs = _runs_with_value(known.size, numbers.size)
    if known.size == 0:
        return f"{label}: {runs}."
    factor, unit = _percent_or(unit, "%")
    low, q05, q25, q75, q95, high = _printed(known, factor)
    if known.size < FEW_RUNS or low == high:
        return f"{label}: {_span(low, high, unit)} in {runs}."
    nine = _span(q05, q95, unit if unit in {"%", "day"} else "")
    others = f", the others {_span(low, high, '')}" if q05 == q95 else ""
    return f"{label}: half of {runs} lie {_span(q25, q75, unit)}, nine of ten {nine}{others}."


def _printed(known: NDArray[np.float64], factor: float) -> tuple[str, ...]:
    """Return lowest value, 5, 25, 75 and 95 % quantile and highest value, as printed."""
    bands = quantile_bands(known)
    numbers = [known.min(), bands.q05, bands.q25, bands.q75, bands.q95, known.max()]
    whole = factor == 1 and bool(np.all(known == np.round(known)))
    return grouped([factor * float(number) for number in numbers], whole=whole)


def _span(low: str, high: str, unit: str) -> str:
    """Return "between 12,300 and 18,900 troops", or "at 0 troops" for a single value."""
    if unit == "day":
        return f"on day {low}" if low == high else f"between day {low} and day {high}"
    return (
        f"at {_with_unit(low, unit)}"
        if low == high
        else f"between {low} and {high} {unit}".rstrip()
    )


def _runs_with_value(known: int, all_runs: int) -> str:
    """Return "the 500 runs", or "the 212 runs of 500 that have a value"."""
    if known == 0:
        return f"no value in any of {counted(all_runs, 'run')}" if all_runs else "no runs"
    runs = "the one run" if known == 1 else f"the {known:,} runs"
    if known == all_runs:
        return runs
    return f"{runs} of {all_runs:,} that {'has' if known == 1 else 'have'} a value"


def _noise(change: Difference) -> str:
    """Return ", within noise" where luck alone explains the difference."""
    return ", within noise" if change.within_noise and not change.too_few else ""


def _same_worlds(n: int) -> str:
    """Return "the same 500 worlds"."""
    return "the same world" if n == 1 else f"the same {n:,} worlds"


def _interval(low: str, high: str, level: float) -> str:
    """Return "95 % interval 7.1 to 13.6", with signs where an end is below 0."""
    if low.startswith("-"):
        low, high = signed(low), signed(high)
    return f"{level_of(level)} {low} to {high}"


def _percent_or(unit: str, word: str) -> tuple[float, str]:
    """Return factor and printed unit: a share is printed in `word`, anything else as it is."""
    return (100.0, word) if unit == "share" else (1.0, unit.replace("km2", "km²"))


def _with_unit(number: str, unit: str) -> str:
    """Return the number and its unit, "1 day" but "2 days"."""
    first, _, rest = unit.partition(" ")
    if number.lstrip("+-") == "1" and first.endswith("s"):
        unit = f"{ONE_OF.get(first, first[:-1])} {rest}"
    return f"{number} {unit}".rstrip()


def expectation_sentence(found: Expectation) -> str:
    """Return what the paired runs say of what a claim leads to, in a sentence."""
    difference, one = found.difference, found.comparison
    if difference.unit == "share" and difference.name in OUTCOMES:
        return flips_sentence(difference, one.b)
    return difference_sentence(difference, one.a, one.b)
