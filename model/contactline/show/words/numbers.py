"""Numbers as a reader expects them: no zero that is not one, no digit that is not known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor, isfinite, log10

from contactline.evidence.likelihood import Scale
from contactline.language import MINUS, local_number, say, say_as
from contactline.language.phrases import half_up, per_cent, whole

# A number in a group is given no finer than this part of the group's spread.
FINEST_PART = 25


def brief(number: float) -> str:
    """Return a number with two significant digits below ten and none after the point above."""
    return whole(number) if abs(number) >= 10 else local_number(f"{number:.2g}")


def percent_of(hits: int, n: int, scale: Scale | None = None) -> str:
    """Return the share in whole per cent, but never 0 % or 100 % for less than that.

    scale: where rounding would move the share to another word, "just under" or "just over" says so.
    """
    exact = Fraction(100 * hits, n)
    rounded = half_up(exact)
    if scale is None or exact < 1 or exact > 99 or scale.position(rounded) == scale.position(exact):
        return per_cent(exact / 100)
    if exact < rounded:
        return say("just under {percent} %", percent=rounded)
    return say("just over {percent} %", percent=rounded)


def interval_of_share(low: float, high: float, level: float = 0.95) -> str:
    """Return "95 % interval 32 % to 51 %"."""
    step = _step_of(low, high)
    ends = [_bound(percent, step) for percent in rounded_ends(low, high)]
    return f"{level_of(level)} {span_of(*dict.fromkeys(ends))}"


def span_of(low: str, high: str = "") -> str:
    """Return "3 to 9" as it stands in a sentence, or one end where there is no other."""
    return say("{low} to {high}", low=low, high=high) if high else low


def span_in_cell(low: str, high: str = "") -> str:
    """Return "3 to 9" as it stands in a table, or one end where there is no other."""
    return say_as("table", "{low} to {high}", low=low, high=high) if high else low


def interval_text(low: float, high: float, between: str = "–") -> str:
    """Return an interval of shares in per cent: "14–23"."""
    return between.join(ends_of_share(low, high))


def ends_of_share(low: float, high: float) -> tuple[str, str]:
    """Return both ends of an interval of shares in per cent, as text."""
    start, stop = rounded_ends(low, high)
    return local_number(f"{start:.4g}"), local_number(f"{stop:.4g}")


def rounded_ends(low: float, high: float) -> tuple[float, float]:
    """Return both ends in per cent as they are printed, so that word and number agree.

    An end that is not quite 0 or 100 keeps half a step away from it.
    """
    step = _step_of(low, high)
    start, stop = (_rounded(100 * min(max(share, 0.0), 1.0), step) for share in (low, high))
    return start, stop


def _step_of(low: float, high: float) -> float:
    """Return the rounding step in points: one, or a tenth for a narrow interval that needs it."""
    width, at_an_end = high - low, low < 0.02 or high > 0.98
    return 0.1 if width < 0.01 or (width < 0.05 and at_an_end) else 1.0


def _rounded(percent: float, step: float) -> float:
    """Return the percentage rounded to the step; within one step of 0 or 100, half a step."""
    if percent in (0, 100):
        return percent
    if percent < step:
        return step / 2
    return 100 - step / 2 if percent > 100 - step else floor(percent / step + 0.5) * step


def _bound(percent: float, step: float) -> str:
    """Return one rounded end of an interval in words and figures."""
    if 0 < percent < step:
        return say("under {percent} %", percent=local_number(f"{step:g}"))
    if 100 - step < percent < 100:
        return say("over {percent} %", percent=local_number(f"{100 - step:g}"))
    return local_number(f"{percent:.{0 if step == 1 or percent in (0, 100) else 1}f} %")


def level_of(level: float) -> str:
    """Return "95 % interval"."""
    return say("{level} % interval", level=local_number(f"{100 * level:g}"))


def apportioned(counts: Sequence[int], of: int) -> list[int]:
    """Return how many of `of` dots each count has, by largest remainder.

    They add up to `of`, and no larger count has fewer dots than a smaller one. Where remainders
    are equal the earlier count has the dot. All counts nought: no dots.
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    shares = [divmod(of * count, total) for count in counts]
    found = [whole for whole, _ in shares]
    largest = sorted(range(len(counts)), key=lambda at: -shares[at][1])
    for at in largest[: of - sum(found)]:
        found[at] += 1
    return found


def signed(text: str) -> str:
    """Return a number's text with its sign, as readers have it; a zero has none."""
    if is_nought(text):
        return text.lstrip(f"+{MINUS}")
    return text if text.startswith(MINUS) else f"+{text}"


def grouped(values: Sequence[float], *, whole: bool = False) -> tuple[str, ...]:
    """Return numbers that belong together, with thousands separators and one step of rounding.

    The step is the largest power of ten that is at most a 25th of their spread (of the largest,
    if they are all equal): 12,345 beside 18,911 reads 12,300 and 18,900. whole: never a decimal,
    as where all of them are whole.
    """
    known = [value for value in values if isfinite(value)]
    spread = max(known, default=0.0) - min(known, default=0.0)
    size = spread or max(map(abs, known), default=0.0)
    finest = size / FINEST_PART
    power = floor(log10(finest)) if finest else 0
    if whole or all(value == round(value) for value in known):
        power = max(power, 0)
    return tuple(_stepped(value, power) for value in values)


def _stepped(value: float, power: int) -> str:
    """Return the value rounded to ten to the power, or "unknown" if it is not finite."""
    if not isfinite(value):
        return say("unknown")
    step = Fraction(10) ** power
    rounded = floor(Fraction(value) / step + Fraction(1, 2)) * step
    return local_number(f"{float(rounded):,.{max(-power, 0)}f}")


def decimals_of(text: str) -> int:
    """Return how many decimals the text of a number has."""
    point = local_number(".")
    return len(text.partition(point)[2])


def is_nought(text: str) -> bool:
    """Return whether the text of a number reads as 0."""
    return not any(digit in text for digit in "123456789")
