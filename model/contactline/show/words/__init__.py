"""Results in words: counts first, then likelihood words of a printed scale, and never a promise."""

from contactline.evidence.likelihood import DEFAULT_SCALE, SCALES, Scale, find_scale, scale_table
from contactline.show.words.differences import (
    difference_sentence,
    expectation_sentence,
    flips_sentence,
    range_sentence,
)
from contactline.show.words.sentences import (
    CONFIDENCE_RULE,
    NOT_A_FORECAST,
    confidence_level,
    confidence_sentence,
    likelihood_sentence,
)

__all__ = [
    "CONFIDENCE_RULE",
    "DEFAULT_SCALE",
    "NOT_A_FORECAST",
    "SCALES",
    "Scale",
    "confidence_level",
    "confidence_sentence",
    "difference_sentence",
    "expectation_sentence",
    "find_scale",
    "flips_sentence",
    "likelihood_sentence",
    "range_sentence",
    "scale_table",
]
