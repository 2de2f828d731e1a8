"""What moves an outcome most: one at a time, by rank, by groups of inputs, by Morris or by Sobol.

`swings` asks what one input does by itself in the same worlds. `ranks` and `groups_of` need no
further run: they look at all that differs between the worlds of one. `morris` and `sobol` run many
rows in which inputs are set together: the first tells which of many inputs matter at all, the
second what share each makes, alone and with others. What the rules leave out is not among it.
"""

from contactline.study.levels import levels, movable
from contactline.study.measured import change_of, check_measure, measured
from contactline.study.sensitivity.elementary import ElementaryEffect, Morris, morris
from contactline.study.sensitivity.groups import INQUIRIES, Groups, Inquiry, groups_of, inquiry_of
from contactline.study.sensitivity.one_at_a_time import Swing, swings
from contactline.study.sensitivity.rank_correlation import Rank, ranks
from contactline.study.sensitivity.sampled import Noise
from contactline.study.sensitivity.shares import Part
from contactline.study.sensitivity.variance import Index, SecondOrder, Sobol, sobol

__all__ = [
    "INQUIRIES",
    "ElementaryEffect",
    "Groups",
    "Index",
    "Inquiry",
    "Morris",
    "Noise",
    "Part",
    "Rank",
    "SecondOrder",
    "Sobol",
    "Swing",
    "change_of",
    "check_measure",
    "groups_of",
    "inquiry_of",
    "levels",
    "measured",
    "morris",
    "movable",
    "ranks",
    "sobol",
    "swings",
]
