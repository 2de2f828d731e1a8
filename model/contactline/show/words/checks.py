"""What a check against the record says: numbers with their units, verdicts, and one line of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor, isfinite, log10

from contactline.language.phrases import counted
from contactline.study.patterns.verdict import Check, Verdict, met

WITHIN, OUTSIDE = "within", "outside"
NOT_USED = "Not used to fit the model. "
FROM_DATA = "Read from the data of the line; no worlds are run"
MEANING = (
    "To lie within the tolerance shows that the model can behave like the record in these "
    "respects. It does not show that the model is right. Some of its inputs were fitted to the "
    "same record; the patterns that were not used for that say more."
)
NOT_CHECKED = (
    "No check of the model against the record is kept with it; `contactline check` makes one."
)
OTHER_BASE = (
    "This check was made with another base than the present one, so it does not speak for the "
    "present one; `contactline check` makes a new one."
)
STEPS_IN_TOLERANCE = 15
MOST_MORE_DECIMALS = 4
AFTER = {"share": " %", "km": " km", "weeks": " weeks", "a day": " a day"}


@dataclass(frozen=True)
class Said:
    """The numbers of one verdict as text.

    unit: what they are in, in words. after: what is written right behind a number, may be "".
    interval: of the model, "" where there is none.
    """

    record: str
    tolerance: str
    model: str
    interval: str
    unit: str
    after: str

    @property
    def model_and_interval(self) -> str:
        """Return what the model shows, its interval in brackets."""
        return f"{self.model} ({self.interval})" if self.interval else self.model


def said_of(one: Verdict) -> Said:
    """Return the numbers of a verdict as text; shares are in per cent."""
    unit = one.figure.unit
    factor = 100 if unit == "share" else 1
    decimals = _decimals_of_tolerance(one, factor)
    finer = _decimals_of_model(one, factor, decimals)
    has_interval = one.low < one.high
    return Said(
        record=_span(one.record, factor, decimals),
        tolerance=_span(one.tolerance, factor, decimals),
        model=_text(one.model, factor, finer),
        interval=_span((one.low, one.high), factor, finer) if has_interval else "",
        unit="%" if unit == "share" else unit,
        after=AFTER.get(unit, ""),
    )


def _text(number: float, factor: float, decimals: int) -> str:
    return f"{number * factor:,.{decimals}f}" if isfinite(number) else "unknown"


def _span(ends: tuple[float, float], factor: float, decimals: int) -> str:
    """Return both ends as text, or one number where both read alike."""
    return "–".join(dict.fromkeys(_text(end, factor, decimals) for end in ends))


def _decimals_of_tolerance(one: Verdict, factor: float) -> int:
    """Return with how many decimals a tolerance is told: fit for its width, and exact."""
    low, high = (end * factor for end in one.tolerance)
    width = round(high - low, 9) / STEPS_IN_TOLERANCE
    fewest = max(0, -floor(log10(width))) if width else 0
    for decimals in range(fewest, fewest + MOST_MORE_DECIMALS):
        if all(abs(round(end, decimals) - end) < 1e-9 for end in (low, high)):
            return decimals
    return fewest + MOST_MORE_DECIMALS


def _decimals_of_model(one: Verdict, factor: float, fewest: int) -> int:
    """Return with how many decimals the model is told: more where fewer would mislead.

    Rounding must not change the verdict; an interval gets one more where its ends read alike.
    """
    low, high = (round(end * factor, 9) for end in one.tolerance)
    narrow = _span((one.low, one.high), factor, fewest).count("–") == 0 and one.low < one.high
    for decimals in range(fewest + narrow, fewest + MOST_MORE_DECIMALS):
        if (low <= round(one.model * factor, decimals) <= high) == one.passed:
            return decimals
    return fewest + MOST_MORE_DECIMALS


def verdict_word(one: Verdict) -> str:
    """Return "within" or "outside"."""
    return WITHIN if one.passed else OUTSIDE


def title_with_unit(one: Verdict, unit: str) -> str:
    """Return what is measured, with its unit in brackets unless the title says it already."""
    told = set(re.findall(r"\w+", one.title.lower()))
    return one.title if set(unit.split()) <= told else f"{one.title} ({unit})"


def setup_in_words(one: Verdict) -> str:
    """Return the situation in which a pattern was measured, and how many worlds were run in it."""
    setup = (NOT_USED if one.held_out else "") + (one.setup.rstrip(".") or FROM_DATA)
    if not one.worlds:
        return setup
    return f"{setup} ({counted(one.worlds, 'world')})"


def met_sentence(check: Check) -> str:
    """Return how many patterns lie within the tolerance, and which do not."""
    missed = [one.title for one in check.verdicts if not one.passed]
    lie = "lies" if met(check.fitted or check.held_out) == 1 else "lie"
    said = f"{counted_fit(check)} {lie} within the tolerance{_and_held_out(check)}."
    return said if not missed else f"{said} Outside: {'; '.join(missed)}."


def counted_fit(check: Check) -> str:
    """Return how many patterns are met, of those the model was fitted to or of all there are."""
    asked = check.fitted or check.held_out
    return f"{met(asked)} of {counted(len(asked), 'pattern')} of the record"


def _and_held_out(check: Check) -> str:
    if not check.held_out or not check.fitted:
        return ""
    return f", and {met(check.held_out)} of {len(check.held_out)} that were not used in the fit"


def standing_line(check: Check | None, *, present: bool, assumed: tuple[int, int]) -> str:
    """Return in one line how well the model does and what it rests on.

    present: whether the check was made of the present base. assumed: inputs without a source, and
    all inputs.
    """
    rests = f"{assumed[0]} of {assumed[1]} inputs are assumptions without a source"
    if check is None:
        return f"{NOT_CHECKED} {rests}."
    when = "" if present else ", with another base than the present one"
    return (
        f"The model lies within the stated tolerance on {counted_fit(check)}"
        f"{_and_held_out(check)} (`contactline check`){when}; {rests}."
    )
