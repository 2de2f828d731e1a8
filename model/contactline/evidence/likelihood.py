"""The two printed scales of likelihood words, and where a share falls on them.

ICD 203: US Intelligence Community Directive 203, Analytic Standards (2 January 2015), D.6.e.(2)(a),
first row.
PHIA: Probability Yardstick of the UK's Professional Head of Intelligence Assessment.
The same word means different shares on the two scales, so every sentence names its scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from contactline.errors import RunError
from contactline.language import marked, say

BELOW = -1.0


@dataclass(frozen=True)
class Band:
    """One word with its range in per cent; `printed` is the range as the standard prints it."""

    word: str
    low: int
    high: int
    printed: str
    low_included: bool = True
    high_included: bool = True

    def holds(self, percent: Fraction | float) -> bool:
        """Return whether the band has this share."""
        above = percent >= self.low if self.low_included else percent > self.low
        return above and (percent <= self.high if self.high_included else percent < self.high)

    def __str__(self) -> str:
        """Return the word with its range in brackets."""
        return f"{say(self.word)} ({self.printed})"


@dataclass(frozen=True)
class Scale:
    """A row of likelihood words from low to high, its source and the rule for its edges."""

    name: str
    source: str
    rule: str
    bands: tuple[Band, ...]

    @property
    def above(self) -> float:
        """Return the position of shares above the highest word."""
        return float(len(self.bands))

    def position(self, percent: Fraction | float) -> float:
        """Return the index of the band, a half between two in a gap, -1 below all, or `above`."""
        for index, band in enumerate(self.bands):
            if band.holds(percent):
                return float(index)
        passed = sum(percent >= band.high for band in self.bands)
        if passed == 0:
            return BELOW
        return passed - 0.5 if passed < len(self.bands) else self.above


def _icd_203() -> Scale:
    """Return the first row of ICD 203; its boundaries are shared, the higher band takes them."""
    words = (
        marked("almost no chance"),
        marked("very unlikely"),
        marked("unlikely"),
        marked("roughly even chance"),
        marked("likely"),
        marked("very likely"),
        marked("almost certain"),
    )
    edges = (1, 5, 20, 45, 55, 80, 95, 99)
    ranges = list(zip(words, edges, edges[1:], strict=False))
    return Scale(
        name="ICD 203",
        source="Intelligence Community Directive 203, Analytic Standards (2 January 2015)",
        rule=marked(
            "A share on a boundary takes the higher band. "
            "Below 1 % and above 99 % there is no word."
        ),
        bands=tuple(
            Band(word, low, high, f"{low}–{high} %", high_included=high == 99)
            for word, low, high in ranges
        ),
    )


def _phia() -> Scale:
    """Return the PHIA yardstick; it leaves gaps between its bands on purpose."""
    return Scale(
        name="PHIA",
        source="Professional Head of Intelligence Assessment, Probability Yardstick",
        rule=marked(
            "A share in a gap is given by both neighbours and the nearer one is named. "
            "Exactly 0 % and 100 % have no word."
        ),
        bands=(
            Band(marked("remote chance"), 0, 5, ">0–≈5 %", low_included=False),
            Band(marked("highly unlikely"), 10, 20, "≈10–≈20 %"),
            Band(marked("unlikely"), 25, 35, "≈25–≈35 %"),
            Band(marked("realistic possibility"), 40, 50, "≈40–<50 %", high_included=False),
            Band(marked("likely or probable"), 55, 75, "≈55–≈75 %"),
            Band(marked("highly likely"), 80, 90, "≈80–≈90 %"),
            Band(marked("almost certain"), 95, 100, "≈95–<100 %", high_included=False),
        ),
    )


SCALES: Mapping[str, Scale] = MappingProxyType({s.name: s for s in (_icd_203(), _phia())})
DEFAULT_SCALE = "ICD 203"


def find_scale(name: str) -> Scale:
    """Return the scale of this name; raises RunError for any other."""
    if name not in SCALES:
        raise RunError(
            f"Unknown scale of likelihood words {name!r}. Use one of: {', '.join(SCALES)}."
        )
    return SCALES[name]


def scale_table(scale: str = DEFAULT_SCALE) -> tuple[tuple[str, str], ...]:
    """Return (word, range) rows from low to high; below them belongs `find_scale(scale).rule`."""
    return tuple((say(band.word), band.printed) for band in find_scale(scale).bands)
