"""What a check against the record says: numbers with their units, verdicts, and one line of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor, isfinite, log10

from contactline.language import local_number, marked, say, say_many
from contactline.language.phrases import counted, whole
from contactline.study.patterns.verdict import Check, Verdict, met

WITHIN, OUTSIDE = marked("within"), marked("outside")
NOT_USED = marked("Not used to fit the model.")
FROM_DATA = marked("Read from the data of the line; no worlds are run")
MEANING = marked(
    "To lie within the tolerance shows that the model can behave like the record in these "
    "respects. It does not show that the model is right. Some of its inputs were fitted to the "
    "same record; the patterns that were not used for that say more."
)
NOT_CHECKED = marked(
    "No check of the model against the record is kept with it; `contactline check` makes one."
)
OTHER_BASE = marked(
    "This check was made with another base than the present one, so it does not speak for the "
    "present one; `contactline check` makes a new one."
)
STEPS_IN_TOLERANCE = 15
MOST_MORE_DECIMALS = 4
AFTER = {"share": "%", "km": "km", "weeks": "weeks", "a day": "a day"}


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
        unit="%" if unit == "share" else say(unit),
        after=f" {say(AFTER[unit])}" if unit in AFTER else "",
    )


def _text(number: float, factor: float, decimals: int) -> str:
    if not isfinite(number):
        return say("unknown")
    return local_number(f"{number * factor:,.{decimals}f}")


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
    return say(WITHIN if one.passed else OUTSIDE)


def title_with_unit(one: Verdict, unit: str) -> str:
    """Return what is measured, with its unit in brackets unless the title says it already."""
    title = say(one.title)
    told = set(re.findall(r"\w+", title.lower()))
    return title if set(unit.split()) <= told else f"{title} ({unit})"


def setup_in_words(one: Verdict) -> str:
    """Return the situation in which a pattern was measured, and how many worlds were run in it."""
    setup = say(one.setup.rstrip(".") or FROM_DATA)
    if one.held_out:
        setup = f"{say(NOT_USED)} {setup}"
    if not one.worlds:
        return setup
    return f"{setup} ({counted(one.worlds, 'world')})"


def met_sentence(check: Check) -> str:
    """Return how many patterns lie within the tolerance, and which do not."""
    missed = [say(one.title) for one in check.verdicts if not one.passed]
    said = say_many(
        "{patterns} lies within the tolerance{others}.",
        "{patterns} lie within the tolerance{others}.",
        met(check.fitted or check.held_out),
        patterns=counted_fit(check), others=_and_held_out(check),
    )  # fmt: skip
    return said if not missed else f"{said} {say('Outside: {titles}.', titles='; '.join(missed))}"


def counted_fit(check: Check) -> str:
    """Return how many patterns are met, of those the model was fitted to or of all there are."""
    asked = check.fitted or check.held_out
    return say_many(
        "{met} of {n} pattern of the record", "{met} of {n} patterns of the record",
        len(asked), met=met(asked), n=whole(len(asked)),
    )  # fmt: skip


def _and_held_out(check: Check) -> str:
    if not check.held_out or not check.fitted:
        return ""
    return say(
        ", and {met} of {n} that were not used in the fit",
        met=met(check.held_out), n=len(check.held_out),
    )  # fmt: skip


def standing_line(check: Check | None, *, present: bool, assumed: tuple[int, int]) -> str:
    """Return in one line how well the model does and what it rests on.

    present: whether the check was made of the present base. assumed: inputs without a source, and
    all inputs.
    """
    rests = say(
        "{assumed} of {inputs} inputs are assumptions without a source",
        assumed=assumed[0], inputs=assumed[1],
    )  # fmt: skip
    if check is None:
        return f"{say(NOT_CHECKED)} {rests}."
    return say(
        "The model lies within the stated tolerance on {patterns} (`contactline check`){when}; "
        "{rests}.",
        patterns=f"{counted_fit(check)}{_and_held_out(check)}",
        when="" if present else say(", with another base than the present one"), rests=rests,
    )  # fmt: skip
