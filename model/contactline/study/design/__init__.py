"""A design: many rows, each a change to one scenario, run together in full blocks of worlds.

What asks for thousands of runs of a few worlds each (a sweep, Sobol indices, Shapley values) asks
here. World k of every row has the luck of world k, so each row is what it is by itself.
"""

from contactline.study.design.changes import Change
from contactline.study.design.rows import Rows
from contactline.study.design.running import by_rows, onward, run_rows

__all__ = ["Change", "Rows", "by_rows", "onward", "run_rows"]
