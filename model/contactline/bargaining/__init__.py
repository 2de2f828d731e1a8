"""Models of collective decisions: stances in, a draft out.

Each is a pure function over a `Table`, checked against published output. A new model is one
file in this folder and one line in `MODELS`; `bargaining.model` in a scenario chooses it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from contactline.bargaining.compromise import compromise
from contactline.bargaining.median import median
from contactline.bargaining.nash import nash
from contactline.bargaining.table import Table
from contactline.worlds import Array

MODELS: Mapping[str, Callable[[Table], Array]] = MappingProxyType(
    {"compromise": compromise, "median": median, "nash": nash}
)

__all__ = ["MODELS", "Table", "compromise", "median", "nash"]
