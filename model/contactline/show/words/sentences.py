"""Sentences about shares: the likelihood in one, the confidence in another, as ICD 203 asks."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from contactline.errors import RunError
from contactline.evidence.likelihood import BELOW, DEFAULT_SCALE, Scale, find_scale
from contactline.language import marked, say, say_many
from contactline.language.phrases import whole
from contactline.show.words.numbers import interval_of_share, percent_of, rounded_ends
from contactline.study.intervals import wilson

NOT_A_FORECAST = marked(
    "These figures count runs of a model built on stated assumptions. "
    "They are not a forecast and do not predict what anyone does in the war."
)
CONFIDENCE_RULE = marked(
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
    under: str = "",
    interval: tuple[float, float] | None = None,
    level: float = 0.95,
) -> str:
    """Return how often `what` is so: count, share, interval, word with its range, scale.

    what: a clause in the present tense, "the ceasefire still holds after 12 months". under: what
    the runs assume, "" for "this scenario"; both in the language spoken. interval: low and high
    share, if not Wilson's (one of several classes, say). Raises RunError unless 0 <= hits <= n,
    and for an unknown scale.
    """
    words = find_scale(scale)
    low, high = wilson(hits, n, level) if interval is None else interval
    under = under or say("this scenario")
    if n == 0:
        return say(
            "There are no runs of the model under {under} to say how often {what}.",
            under=under, what=what,
        )  # fmt: skip
    return say_many(
        "In {hits} of {n} run of the model under {under}, {what} ({numbers}): {words}, {scale}.",
        "In {hits} of {n} runs of the model under {under}, {what} ({numbers}): {words}, {scale}.",
        n, hits=whole(hits), n=whole(n), under=under, what=what,
        numbers=f"{percent_of(hits, n, words)}, {interval_of_share(low, high, level)}",
        words=_in_words(words, hits, n, low, high), scale=words.name,
    )  # fmt: skip


LEVELS = (marked("high"), marked("moderate"), marked("low"))


def confidence_sentence(assumptions: int, dials: int, *, several: bool = False) -> str:
    """Return how far the statement before can be trusted, given inputs that rest on no source.

    assumptions: inputs without a source. dials: all inputs, 1 or more. several: of more statements
    than one. Rule: `CONFIDENCE_RULE`.
    """
    rating = say(confidence_level(assumptions, dials))
    basis = _basis(assumptions, dials)
    if several:
        return say(
            "Confidence in these statements is {rating}: {basis}.", rating=rating, basis=basis
        )
    return say("Confidence in this statement is {rating}: {basis}.", rating=rating, basis=basis)


def _basis(assumptions: int, dials: int) -> str:
    """Return how many inputs are assumptions without a source."""
    if dials == 1 and assumptions:
        return say("the one input is an assumption without a source")
    if dials == 1:
        return say("the one input has a source")
    if not assumptions:
        return say_many(
            "all {dials} input have a source", "all {dials} inputs have a source", dials,
            dials=dials,
        )  # fmt: skip
    return say_many(
        "{assumptions} of {dials} inputs is an assumption without a source",
        "{assumptions} of {dials} inputs are assumptions without a source",
        assumptions, assumptions=assumptions, dials=dials,
    )  # fmt: skip


def confidence_level(assumptions: int, dials: int) -> str:
    """Return "high", "moderate" or "low" after `CONFIDENCE_RULE`; raises RunError out of range."""
    if not (dials > 0 and 0 <= assumptions <= dials):
        raise RunError(
            "Confidence needs at least one input and no more assumptions than inputs. "
            f"Got {assumptions} assumptions of {dials} inputs."
        )
    if 10 * assumptions <= dials:
        return LEVELS[0]
    return LEVELS[1] if 3 * assumptions <= dials else LEVELS[2]


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
        none = say("not in this one run") if n == 1 else say("in none of these runs")
        few = none if hits == 0 else say("in fewer than 1 of 100 runs")
        return f"{few}, {_name(scale, BELOW)}"
    if main == scale.above:
        every = say("in this one run") if n == 1 else say("in all of these runs")
        many = every if hits == n else say("in more than 99 of 100 runs")
        return f"{many}, {_name(scale, main)}"
    if main.is_integer():
        return str(scale.bands[int(main)])
    lower, upper = scale.bands[floor(main)], scale.bands[ceil(main)]
    middle, percent = Fraction(lower.high + upper.low, 2), Fraction(100 * hits, n)
    if percent == middle:
        place = say("midway")
    else:
        place = say("nearer the first") if percent < middle else say("nearer the second")
    return say("between {lower} and {upper}, {place}", lower=lower, upper=upper, place=place)


def _reach(scale: Scale, main: float, lowest: float, highest: float) -> str:
    """Return how far the interval goes beyond the word or the two neighbours already named."""
    down, up = floor(main) - floor(lowest), ceil(highest) - ceil(main)
    if down + up == 0:
        return ""
    if down + up == 1:
        neighbour = floor(lowest) if down else ceil(highest)
        name = _name(scale, neighbour)
        if 0 <= neighbour < scale.above:
            return say(", bordering on {word}", word=name)
        return say(", with an interval that reaches {word}", word=name)
    start, end = _lower_end(scale, lowest), _upper_end(scale, highest)
    if not down:
        return say("; the interval reaches up to {end}", end=end)
    if not up:
        return say("; the interval reaches down to {start}", start=start)
    return say("; the interval ranges from {start} to {end}", start=start, end=end)


def _lower_end(scale: Scale, position: float) -> str:
    """Return where an interval begins: a word, or the gap above the next word below."""
    named = _name(scale, floor(position))
    return named if position.is_integer() else say("the gap above {word}", word=named)


def _upper_end(scale: Scale, position: float) -> str:
    """Return where an interval ends: a word, or the gap below the next word above."""
    named = _name(scale, ceil(position))
    return named if position.is_integer() else say("the gap below {word}", word=named)


def _name(scale: Scale, position: float) -> str:
    """Return the word with its range at a whole position, or that there is none."""
    if position <= BELOW:
        return say("below the lowest word of the scale")
    if position >= scale.above:
        return say("above the highest word of the scale")
    return str(scale.bands[int(position)])
