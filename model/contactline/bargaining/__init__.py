"""Models of collective decisions: stances in, a draft out.

Each is one file or folder, with its paper, and is checked against published output. A new one is
added to `MODELS`, and to the dials of bargaining: `bargaining.model` in a scenario chooses it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from contactline.bargaining.challenge import MASAD, SCHOLZ, MasadOptions, ScholzOptions
from contactline.bargaining.compromise import COMPROMISE
from contactline.bargaining.exchange import EXCHANGE
from contactline.bargaining.median import MEDIAN
from contactline.bargaining.model import Model
from contactline.bargaining.nash import NASH
from contactline.bargaining.options import Options
from contactline.bargaining.path import OFFERS, Draws, Move, Path, Round
from contactline.bargaining.smp import SMP, SmpOptions
from contactline.bargaining.table import Table

MODELS: Mapping[str, Model] = MappingProxyType(
    {one.name: one for one in (COMPROMISE, MEDIAN, NASH, SMP, EXCHANGE, SCHOLZ, MASAD)}
)

__all__ = [
    "MODELS",
    "OFFERS",
    "Draws",
    "MasadOptions",
    "Model",
    "Move",
    "Options",
    "Path",
    "Round",
    "ScholzOptions",
    "SmpOptions",
    "Table",
]
