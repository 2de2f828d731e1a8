"""What moves an outcome most: one at a time in the same worlds, by rank, or by groups of inputs.

`swings` asks what one input does by itself in the same worlds. `ranks` and `groups_of` need no
further run: they look at all that differs between the worlds of one. What the rules leave out is
not among it.
"""

from contactline.study.levels import levels, movable
from contactline.study.measured import change_of, check_measure, measured
from contactline.study.sensitivity.groups import INQUIRIES, Groups, groups_of, inquiry_of
from contactline.study.sensitivity.one_at_a_time import Swing, swings
from contactline.study.sensitivity.rank_correlation import Rank, ranks
from contactline.study.sensitivity.shares import Part

__all__ = [
    "INQUIRIES",
    "Groups",
    "Part",
    "Rank",
    "Swing",
    "change_of",
    "check_measure",
    "groups_of",
    "inquiry_of",
    "levels",
    "measured",
    "movable",
    "ranks",
    "swings",
]
