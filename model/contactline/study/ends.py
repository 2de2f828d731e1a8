"""Between which values a dial is moved, where they come from, and which dials are not in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from contactline.bargaining import MODELS
from contactline.dials import DIALS, Dial
from contactline.dials.distributions import Distribution, Fixed
from contactline.evidence import figures
from contactline.study.levels import Level, differs, known_dial, levels

if TYPE_CHECKING:
    from contactline.scenario import Scenario

type Origin = Literal["worlds", "figure", "declared", "words"]

VIEW = "assume"
MODEL = "bargaining.model"


@dataclass(frozen=True)
class Ends:
    """What a dial is moved between.

    levels: the low and the high end, or all words of an option or a switch. centre: the value it
    starts from, the median where each world draws its own. origin: `worlds` (5 % and 95 % of what
    the worlds draw), `figure` (the range of the figure named), `declared` (all that the dial
    allows, as nothing narrower is known) or `words`.
    """

    levels: tuple[Level, ...]
    centre: Level
    origin: Origin
    figure: str = ""

    @property
    def is_number(self) -> bool:
        """Return whether there are values between the ends."""
        return self.origin != "words"


def asked(scenario: Scenario) -> tuple[str, ...]:
    """Return the dials of a ledger: all but those of `assume`, which only choose the view."""
    return tuple(name for name in scenario.dials if DIALS[name].section != VIEW)


def in_use(scenario: Scenario, name: str) -> bool:
    """Return whether a dial can matter: options of bargaining models that do not write do not.

    A model writes if the scenario, or an event of it, chooses it.
    """
    section, _, key = name.rpartition(".")
    if section != "bargaining" or name == MODEL:
        return True
    chosen = {scenario.dials[MODEL], *(event.change.get(MODEL) for event in scenario.events)}
    owner = max((one for one in MODELS if key.startswith(f"{one}_")), key=len, default=None)
    return owner is None or owner in chosen


def ends_of(scenario: Scenario, name: str) -> Ends:
    """Return what a dial of a scenario is moved between; raises RunError for an unknown dial."""
    dial = known_dial(name)
    value = scenario.dials[name]
    if not isinstance(value, Distribution):
        return Ends(levels(scenario, name), value, "words")
    if differs(scenario, name):
        return Ends(levels(scenario, name), _median(value), "worlds")
    written = _median(value)
    figure = _figure_of(dial, written)
    if figure:
        low, high = figures()[figure].range or (dial.low, dial.high)
        return Ends((low, high), written, "figure", figure)
    return Ends((dial.low, dial.high), written, "declared")


def _median(value: Distribution) -> float:
    return value.value if isinstance(value, Fixed) else float(value.quantile(np.array(0.5)))


def _figure_of(dial: Dial, written: float) -> str:
    """Return the figure of a dial's basis whose value is the one written and that has a range.

    The range must hold the value and lie within what the dial allows; "" if there is none.
    """
    for one in (figures()[name] for name in dial.basis if name in figures()):
        if one.value == written and one.range:
            low, high = one.range
            if dial.low <= low <= written <= high <= dial.high and low < high:
                return one.id
    return ""
