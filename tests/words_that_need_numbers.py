"""Finds likelihood words that stand without number, interval, range and scale.

It reads prose, with blank lines between blocks such as headings and list items. Printed scale
tables are not prose and are not passed; names in `backticks` are skipped.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from contactline.evidence.likelihood import SCALES, Band
from contactline.show.words.sentences import NOT_A_FORECAST

ALLOWED = "\N{WHITE SQUARE}"

_LOOSE = r"""
    \w*probab\w* | odds | \w*likel(?:y|ier|iest|ihoods?) | chances? | certain(?:ly|ty)?
  | \w*possib\w* | perhaps | maybe | might | (?:may|could|can)\s+(?:well|yet|easily)
  | presumabl[ey] | conceivabl[ey] | \w*plausibl[ey] | doubtful | no\s+doubt
  | doubtless | undoubtedly | surely | inevitabl[ey] | bound\s+to | expected\s+to
  | remote(?=\s*(?:prospect|\()) | remotely
  | predict\w* | forecast\w* | foresee\w* | prophes\w* | (?:the\s+)?future
  | (?<!political\ )(?<!free\ )(?<!the\ )will | won't | \w+'ll
"""
LOOSE_WORDS = re.compile(rf"\b(?:{_LOOSE})(?!\w)", re.IGNORECASE | re.VERBOSE)
LEFTOVER = re.compile(
    rf"\b(?:very|highly|almost|most|more|less|quite|rather|fairly|not|un)\s+{ALLOWED}",
    re.IGNORECASE,
)
CONFIDENCE = re.compile(r"\bconfiden(?:t|tly|ce)\b", re.IGNORECASE)
RUNS = re.compile(r"\b\d[\d,]* of \d[\d,]* runs?\b")
NAME = re.compile(r"`[^`]*`|Probability Yardstick")
INTERVAL = re.compile(r"\b[\d.]+ % interval\b")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9`*(\[#•“\"'-])")


class ForbiddenWord(NamedTuple):
    """A word that must not stand as it does, why, and the sentence it stands in."""

    word: str
    why: str
    sentence: str


def forbidden_words(text: str) -> tuple[ForbiddenWord, ...]:
    """Return every likelihood word in the prose that is not in the allowed form; empty if none.

    Allowed is the word followed at once by its own range in brackets, in a sentence that also has
    the count of runs, the interval and the name of the scale, and says nothing of confidence.
    """
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text))
    plain = (NAME.sub("`name`", block.replace(NOT_A_FORECAST, "")) for block in blocks)
    sentences = (s for block in plain for s in SENTENCE_END.split(block))
    return tuple(finding for sentence in sentences for finding in _findings(sentence.strip()))


def _findings(sentence: str) -> list[ForbiddenWord]:
    """Return what is wrong in one sentence."""
    rest, used = _blank_allowed(sentence)
    loose = [match.group() for match in LOOSE_WORDS.finditer(rest)]
    found = [
        ForbiddenWord(word, "a likelihood word without its range and scale", sentence)
        for word in loose
    ]
    for match in LEFTOVER.finditer(rest):
        word = match.group().split()[0]
        found.append(
            ForbiddenWord(word, "the range belongs to the word without this one", sentence)
        )
    if used:
        found += _missing_parts(sentence, rest, used)
    confident = CONFIDENCE.search(rest)
    if confident and (used or loose or RUNS.search(rest)):
        why = "a confidence level and a likelihood in one sentence"
        found.append(ForbiddenWord(confident.group(), why, sentence))
    return found


def _missing_parts(sentence: str, rest: str, used: list[tuple[str, str]]) -> list[ForbiddenWord]:
    """Return a finding for each part that a sentence with likelihood words lacks."""
    word, scales = used[0][0], {scale for _, scale in used}
    lacks = {
        "the sentence has no count of runs": not RUNS.search(rest),
        "the sentence has no interval": not INTERVAL.search(rest),
        "the sentence mixes two scales": len(scales) > 1,
        "the sentence does not name the scale": not all(scale in rest for scale in scales),
    }
    return [ForbiddenWord(word, why, sentence) for why, wrong in lacks.items() if wrong]


def _blank_allowed(sentence: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the sentence with allowed forms blanked out, and their (word, scale) pairs."""
    used: list[tuple[str, str]] = []
    spans = [(name, band) for name, scale in SCALES.items() for band in scale.bands]
    for name, band in sorted(spans, key=lambda span: -len(span[1].word)):
        sentence, times = _form(band).subn(ALLOWED, sentence)
        if times:
            used.append((band.word, name))
    return sentence, used


def _form(band: Band) -> re.Pattern[str]:
    """Return the pattern of a word followed by its range; hyphen or dash, spaces as they come."""
    ends = [re.escape(end.strip(" %")) for end in band.printed.split("–")]
    word = r"\s+".join(map(re.escape, band.word.split()))
    return re.compile(rf"\b{word}\s*\({ends[0]}\s*[-–]\s*{ends[1]}\s*%\)", re.IGNORECASE)
