"""Which dials move an outcome most: one at a time in the same worlds, or by rank over all worlds.

`swings` asks what one dial does by itself; `ranks` needs no further run. Both speak of the
model's dials only: what the rules leave out is not among them.
"""

from contactline.sensitivity.asked import change_of, check_measure, measured
from contactline.sensitivity.ends import levels, movable
from contactline.sensitivity.ranking import Rank, ranks
from contactline.sensitivity.sweep import Swing, swings

__all__ = [
    "Rank",
    "Swing",
    "change_of",
    "check_measure",
    "levels",
    "measured",
    "movable",
    "ranks",
    "swings",
]
