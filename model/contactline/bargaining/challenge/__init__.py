"""Bueno de Mesquita's expected-utility model, in two readings: who would gain by challenging whom.

Each actor reckons what a challenge of every other would bring it, from how many would back
either and how much the other cares, and what the other would gain by challenging it; offers
follow, and all move at once. The publications leave gaps that readers filled differently, with
different results: see `scholz` and `masad`. What both share is in `utilities` (the equations),
`arena` (who takes part) and `rounds` (how rounds follow each other).
"""

from contactline.bargaining.challenge.masad import MASAD, MasadOptions
from contactline.bargaining.challenge.scholz import SCHOLZ, ScholzOptions

__all__ = ["MASAD", "SCHOLZ", "MasadOptions", "ScholzOptions"]
