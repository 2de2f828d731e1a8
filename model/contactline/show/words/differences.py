"""Sentences about measures and about two runs of the same worlds; none needs a likelihood word."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.language import MINUS, local_number, marked, say, say_as, say_many
from contactline.language.phrases import per_cent, whole
from contactline.show.words.labels import label_of, within
from contactline.show.words.numbers import grouped, level_of, signed, span_of
from contactline.show.words.units import unit_of, unit_of_range
from contactline.study.comparison import Difference
from contactline.study.expectations import Expectation
from contactline.study.intervals import quantile_bands
from contactline.world.outcomes import OUTCOMES

# Below this many runs, nine of ten of them are all of them or all but one.
FEW_RUNS = 20
TOO_FEW = marked("too few worlds to tell")


def flips_sentence(
    change: Difference,
    b: str,
    *,
    before: str = "",
    after: str = "",
    level: float = 0.95,
) -> str:
    """Return how many worlds scenario `b` turned from `before` to `after` and back, and the net.

    change: the difference of a share, as in `Comparison.shares` or from `Comparison.change_in`.
    before, after: short words for both sides in the language spoken, such as "not holding" and
    "holding"; if not given, `before` is "another outcome" and `after` the label.
    """
    if change.n == 0:
        return say("There are no worlds in which `{b}` can be compared.", b=b)
    there, back = (
        whole(count) if count else say_as("worlds turned", "none")
        for count in (change.higher, change.lower)
    )
    label = within(label_of(change.name, change.label))
    net, low, high = (
        local_number(f"{100 * x:.1f}") for x in (change.difference, change.low, change.high)
    )
    return say(
        "In {worlds}, `{b}` turned {there} from {before} to {after} and {back} the other way: "
        "{net} points ({ends}){noise}.",
        worlds=_same_worlds(change.n), b=b, there=there, back=back,
        before=before or say("another outcome"),
        after=after or say_as("state", "“{label}”", label=label),
        net=signed(net), ends=_interval(low, high, level), noise=_noise(change),
    )  # fmt: skip


def difference_sentence(change: Difference, a: str, b: str, *, level: float = 0.95) -> str:
    """Return how a measure differs on average between scenarios `a` and `b` in the same worlds."""
    if change.own_worlds:
        return _own_worlds_sentence(change, a, b, level)
    label = label_of(change.name, change.label)
    had = say_many(
        "`{a}` has one in {n_a} world, `{b}` in {n_b}",
        "`{a}` has one in {n_a} worlds, `{b}` in {n_b}",
        change.n_a, a=a, n_a=whole(change.n_a), b=b, n_b=whole(change.n_b),
    )  # fmt: skip
    had += _more_have_one(change, level)
    if change.n == 0:
        return say(
            "{label}: no world has a value in both runs to compare ({had}).", label=label, had=had
        )
    paired = change.n == change.n_a == change.n_b
    where = _same_worlds(change.n) if paired else _same_worlds_with_value(change.n)
    if change.higher == change.lower == 0 and not change.too_few:
        still = say("{label}: no difference in {where}", label=label, where=where)
        return f"{still}{'' if paired else f' ({had})'}."
    factor, unit = _percent_or(change.unit, "points")
    mean, low, high = grouped([factor * x for x in (change.difference, change.low, change.high)])
    ends = say(TOO_FEW) if change.too_few else _interval(low, high, level)
    return say(
        "{label}: {amount} on average under `{b}` against `{a}`, in {where} ({ends}){noise}.",
        label=label, amount=_with_unit(signed(mean), "days" if unit == "day" else unit), b=b, a=a,
        where=where, ends=ends if paired else f"{ends}; {had}", noise=_noise(change),
    )  # fmt: skip


def _own_worlds_sentence(change: Difference, a: str, b: str, level: float) -> str:
    """Return how what the end of a run may cut off differs, each over the worlds of its own."""
    label, began = label_of(change.name, change.label), _began(change, a, b, level)
    if change.n == 0:
        return say(
            "{label}: not watched for so long in the same worlds of both runs ({began}).",
            label=label, began=began,
        )  # fmt: skip
    if change.higher == change.lower == change.difference == 0 and not change.too_few:
        return say("{label}: no difference ({began}).", label=label, began=began)
    factor, unit = _percent_or(change.unit, "points")
    means = say("a restricted mean") if change.unit != "share" else say("a share")
    mean, low, high = grouped([factor * x for x in (change.difference, change.low, change.high)])
    ends = say(TOO_FEW) if change.too_few else _interval(low, high, level)
    return say(
        "{label}: {amount} under `{b}` against `{a}` ({ends}){noise}; {means} {began}.",
        label=label, amount=_with_unit(signed(mean), unit), b=b, a=a, ends=ends,
        noise=_noise(change), means=means, began=began,
    )  # fmt: skip


def _began(change: Difference, a: str, b: str, level: float) -> str:
    """Return over which worlds something is told that began in some of them only."""
    if change.everywhere:
        return say("over {worlds}", worlds=_same_worlds(change.n))
    began = say_many(
        "over {n_a} world under `{a}`, {n_b} under `{b}`",
        "over {n_a} worlds under `{a}`, {n_b} under `{b}`",
        change.n_a, n_a=whole(change.n_a), a=a, n_b=whole(change.n_b), b=b,
    )  # fmt: skip
    return began + _more_have_one(change, level)


def _more_have_one(change: Difference, level: float) -> str:
    """Return how the share of worlds that have a value differs; "" where all have one."""
    having = change.having
    if having is None or change.everywhere:
        return ""
    shares = say("{a} and {b} of all", a=per_cent(having.a), b=per_cent(having.b))
    if having.higher == having.lower == 0:
        return f", {shares}"
    net, low, high = grouped([100 * x for x in (having.difference, having.low, having.high)])
    points = say("{number} points", number=signed(net))
    return f", {shares}: {points}, {_interval(low, high, level)}"


def range_sentence(label: str, values: ArrayLike, unit: str) -> str:
    """Return where the middle half and nine of ten runs of a measure lie.

    values: one per run, shape (worlds,); NaN (it never happened) is left out and counted. Fewer
    than 20 runs are told by their lowest and highest value.
    """
    numbers = np.asarray(values, dtype=np.float64).ravel()
    known = numbers[~np.isnan(numbers)]
    runs = _runs_with_value(known.size, numbers.size)
    label = say(label)
    if known.size == 0:
        return f"{label}: {runs}."
    factor, unit = _percent_or(unit, "%")
    low, q05, q25, q75, q95, high = _printed(known, factor)
    if known.size < FEW_RUNS or low == high:
        span = _span(low, high, unit)
        return say("{label}: {span} in {runs}.", label=label, span=span, runs=runs)
    nine = _span(q05, q95, unit if unit in {"%", "day"} else "")
    others = say(", the others {span}", span=_span(low, high, "")) if q05 == q95 else ""
    return say(
        "{label}: half of {runs} lie {half}, nine of ten {nine}{others}.",
        label=label, runs=runs, half=_span(q25, q75, unit), nine=nine, others=others,
    )  # fmt: skip


def _printed(known: NDArray[np.float64], factor: float) -> tuple[str, ...]:
    """Return lowest value, 5, 25, 75 and 95 % quantile and highest value, as printed."""
    bands = quantile_bands(known)
    numbers = [known.min(), bands.q05, bands.q25, bands.q75, bands.q95, known.max()]
    whole = factor == 1 and bool(np.all(known == np.round(known)))
    return grouped([factor * float(number) for number in numbers], whole=whole)


def _span(low: str, high: str, unit: str) -> str:
    """Return "between 12,300 and 18,900 troops", or "at 0 troops" for a single value."""
    if unit == "day" and low == high:
        return say("on day {day}", day=low)
    if unit == "day":
        return say("between day {low} and day {high}", low=low, high=high)
    if low == high:
        return say("at {amount}", amount=_with_unit(low, unit))
    end = f"{high} {unit_of_range(high, unit)}".rstrip()
    return say("between {low} and {high}", low=low, high=end)


def _runs_with_value(known: int, all_runs: int) -> str:
    """Return "the 500 runs", or "the 212 runs of 500 that have a value"."""
    if known == 0 and all_runs:
        return say_many(
            "no value in any of {n} run", "no value in any of {n} runs", all_runs, n=whole(all_runs)
        )
    if known == 0:
        return say("no runs")
    if known == all_runs == 1:
        return say("the one run")
    if known == all_runs:
        return say_many("the {n} run", "the {n} runs", known, n=whole(known))
    if known == 1:
        return say("the one run of {all_runs} that has a value", all_runs=whole(all_runs))
    return say_many(
        "the {n} run of {all_runs} that has a value",
        "the {n} runs of {all_runs} that have a value",
        known, n=whole(known), all_runs=whole(all_runs),
    )  # fmt: skip


def _noise(change: Difference) -> str:
    """Return ", within noise" where luck alone explains the difference."""
    return say(", within noise") if change.within_noise and not change.too_few else ""


def _same_worlds(n: int) -> str:
    """Return "the same 500 worlds"."""
    if n == 1:
        return say("the same world")
    return say_many("the same {n} world", "the same {n} worlds", n, n=whole(n))


def _same_worlds_with_value(n: int) -> str:
    """Return "the same 500 worlds with a value in both"."""
    if n == 1:
        return say("the same world with a value in both")
    return say_many(
        "the same {n} world with a value in both", "the same {n} worlds with a value in both",
        n, n=whole(n),
    )  # fmt: skip


def _interval(low: str, high: str, level: float) -> str:
    """Return "95 % interval 7.1 to 13.6", with signs where an end is below 0."""
    if low.startswith(MINUS):
        low, high = signed(low), signed(high)
    return f"{level_of(level)} {span_of(low, high)}"


def _percent_or(unit: str, word: str) -> tuple[float, str]:
    """Return factor and printed unit: a share is printed in `word`, anything else as it is."""
    return (100.0, word) if unit == "share" else (1.0, unit.replace("km2", "km²"))


def _with_unit(number: str, unit: str) -> str:
    """Return the number and its unit, "1 day" but "2 days"."""
    return f"{number} {unit_of(number, unit)}".rstrip()


def verdict_of(found: Expectation) -> str:
    """Return what a claim leads one to expect, and whether the runs show it."""
    if found.agrees:
        return say("{says}, as the claim leads one to expect.", says=say(found.says))
    return say(
        "the claim leads one to expect {says}; the runs show {runs_say}.",
        says=say(found.says), runs_say=say(found.runs_say),
    )  # fmt: skip


def expectation_sentence(found: Expectation) -> str:
    """Return what the paired runs say of what a claim leads to, in a sentence."""
    difference, one = found.difference, found.comparison
    if difference.unit == "share" and difference.name in OUTCOMES:
        return flips_sentence(difference, one.b)
    return difference_sentence(difference, one.a, one.b)
