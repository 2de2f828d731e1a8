"""Sentences about shares: the likelihood in one, the confidence in another, as ICD 203 asks."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from contactline.errors import RunError
from contactline.evidence.likelihood import BELOW, DEFAULT_SCALE, Scale, find_scale
from contactline.language.phrases import counted
from contactline.show.words.numbers import interval_of_share, percent_of, rounded_ends
from contactline.study.intervals import wilson

NOT_A_FORECAST = (
    "These figures count runs of a model built on stated assumptions. "
    "They are not a forecast and do not predict what anyone does in the war."
)
CONFIDENCE_RULE = (
    "Confidence is high if at most one input in ten is an assumption without a source, moderate if "
    "at most one in three is, and low otherwise. It rates what the inputs rest on, not whether the "
    "rules of the model are right."
)


def likelihood_sentence(
    what: str,
    hits: int,
    n: int,
    *,
    scale: str = DEFAULT_SCALE,
    under: str = "this scenario",
    interval: tuple[float, float] | None = None,
    level: float = 0.95,
) -> str:
    """Return how often `what` is so: count, share, interval, word with its range, scale.

    what: a clause in the present tense, "the ceasefire still holds after 12 months". under: what
    the runs assume. interval: low and high share, if not Wilson's (one of several classes, say).
    Raises RunError unless 0 <= hits <= n, and for an unknown scale.
    """
    words = find_scale(scale)
    low, high = wilson(hits, n, level) if interval is None else interval
    if n == 0:
        return f"There are no runs of the model under {under} to say how often {what}."
    of_runs = f"In {hits:,} of {counted(n, 'run')} of the model under {under}, {what}"
    numbers = f"{percent_of(hits, n, words)}, {interval_of_share(low, high, level)}"
    return f"{of_runs} ({numbers}): {_in_words(words, hits, n, low, high)}, {words.name}."


def confidence_sentence(assumptions: int, dials: int) -> str:
    """Return how far the statement before can be trusted, given inputs that rest on no source.

    assumptions: inputs without a source. dials: all inputs, 1 or more. Rule: `CONFIDENCE_RULE`.
    """
    rating = confidence_level(assumptions, dials)
    if dials == 1:
        basis = "the one input " + ("is an assumption" if assumptions else "has a source")
        basis += " without a source" if assumptions else ""
    elif assumptions == 1:
        basis = f"1 of {dials} inputs is an assumption without a source"
    elif assumptions:
        basis = f"{assumptions} of {dials} inputs are assumptions without a source"
    else:
        basis = f"all {dials} inputs have a source"
    return f"Confidence in this statement is {rating}: {basis}."


def confidence_level(assumptions: int, dials: int) -> str:
    """Return "high", "moderate" or "low" after `CONFIDENCE_RULE`; raises RunError out of range."""
    if not (dials > 0 and 0 <= assumptions <= dials):
        raise RunError(
            "Confidence needs at least one input and no more assumptions than inputs. "
            f"Got {assumptions} assumptions of {dials} inputs."
        )
    if 10 * assumptions <= dials:
        return "high"
    return "moderate" if 3 * assumptions <= dials else "low"


def _in_words(scale: Scale, hits: int, n: int, low: float, high: float) -> str:
    """Return the word or words for a share and for what its interval touches."""
    main = scale.position(Fraction(100 * hits, n))
    # The ends are judged as they are printed, so that a reader can check each word.
    start, stop = (scale.position(end) for end in rounded_ends(low, high))
    lowest, highest = min(main, start), max(main, stop)
    return _share_in_words(scale, main, hits, n) + _reach(scale, main, lowest, highest)


def _share_in_words(scale: Scale, main: float, hits: int, n: int) -> str:
    """Return the word with its range; both neighbours for a gap, a count where no word exists."""
    if main == BELOW:
        none = "not in this one run" if n == 1 else "in none of these runs"
        return f"{none if hits == 0 else 'in fewer than 1 of 100 runs'}, {_name(scale, BELOW)}"
    if main == scale.above:
        every = "in this one run" if n == 1 else "in all of these runs"
        return f"{every if hits == n else 'in more than 99 of 100 runs'}, {_name(scale, main)}"
    if main.is_integer():
        return str(scale.bands[int(main)])
    lower, upper = scale.bands[floor(main)], scale.bands[ceil(main)]
    middle, percent = Fraction(lower.high + upper.low, 2), Fraction(100 * hits, n)
    place = "nearer the first" if percent < middle else "nearer the second"
    return f"between {lower} and {upper}, {'midway' if percent == middle else place}"


def _reach(scale: Scale, main: float, lowest: float, highest: float) -> str:
    """Return how far the interval goes beyond the word or the two neighbours already named."""
    down, up = floor(main) - floor(lowest), ceil(highest) - ceil(main)
    if down + up == 0:
        return ""
    if down + up == 1:
        neighbour = floor(lowest) if down else ceil(highest)
        exists = 0 <= neighbour < scale.above
        touch = "bordering on" if exists else "with an interval that reaches"
        return f", {touch} {_name(scale, neighbour)}"
    if not down:
        return f"; the interval reaches up to {_end(scale, highest, ceil(highest), 'below')}"
    start = _end(scale, lowest, floor(lowest), "above")
    if not up:
        return f"; the interval reaches down to {start}"
    return f"; the interval ranges from {start} to {_end(scale, highest, ceil(highest), 'below')}"


def _end(scale: Scale, position: float, neighbour: int, side: str) -> str:
    """Return where an interval ends: a word, or the gap on that side of the next word."""
    named = _name(scale, neighbour)
    return named if position == neighbour else f"the gap {side} {named}"


def _name(scale: Scale, position: float) -> str:
    """Return the word with its range at a whole position, or that there is none."""
    if position <= BELOW:
        return "below the lowest word of the scale"
    if position >= scale.above:
        return "above the highest word of the scale"
    return str(scale.bands[int(position)])
