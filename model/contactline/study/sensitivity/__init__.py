"""Which dials move an outcome most: one at a time in the same worlds, or by rank over all worlds.

`swings` asks what one dial does by itself; `ranks` needs no further run. Both speak of the
model's dials only: what the rules leave out is not among them.
"""

from contactline.study.levels import levels, movable
from contactline.study.measured import change_of, check_measure, measured
from contactline.study.sensitivity.one_at_a_time import Swing, swings
from contactline.study.sensitivity.rank_correlation import Rank, ranks

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
