"""Models of collective decisions: stances in, a draft out.

Each is a pure function over a `Table`, checked against published output. A new model is one
file in this folder and one entry in `MODELS`; `bargaining.model` in a scenario chooses it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from contactline.bargaining.challenge.options import MasadOptions, ScholzOptions
from contactline.bargaining.challenge.rounds import masad_rounds, scholz_rounds
from contactline.bargaining.compromise import compromise
from contactline.bargaining.exchange import exchange
from contactline.bargaining.exchange import rounds as exchange_rounds
from contactline.bargaining.median import median
from contactline.bargaining.model import Model
from contactline.bargaining.nash import nash
from contactline.bargaining.options import Options
from contactline.bargaining.path import OFFERS, Draws, Move, Path, Round
from contactline.bargaining.smp.options import SmpOptions
from contactline.bargaining.smp.rounds import rounds as smp_rounds
from contactline.bargaining.smp.rounds import smp
from contactline.bargaining.table import Table

FORMULAS = (
    Model("compromise", "compromise model", "van den Bos 1991", formula=compromise),
    Model("median", "weighted median", "Black 1948", formula=median),
    Model("nash", "Nash bargaining", "Nash 1950", formula=nash, walks=True),
)
PLAYED = (
    Model("smp", "Spatial Model of Politics", "KTAB 2015", None, smp_rounds, SmpOptions),
    Model("exchange", "exchange model", "Stokman and van Oosten 1994", None, exchange_rounds),
    Model(
        "challenge_scholz",
        "expected utility (Scholz)",
        "Bueno de Mesquita, as read by Scholz, Calbert and Smith 2011",
        rounds=scholz_rounds,
        options=ScholzOptions,
    ),
    Model(
        "challenge_masad",
        "expected utility (Masad)",
        "Bueno de Mesquita, as read by Masad 2016",
        rounds=masad_rounds,
        options=MasadOptions,
    ),
)
MODELS: Mapping[str, Model] = MappingProxyType({one.name: one for one in FORMULAS + PLAYED})

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
    "compromise",
    "exchange",
    "median",
    "nash",
    "smp",
]
