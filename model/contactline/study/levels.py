"""Which dials of a scenario can be moved, and between which values."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from contactline.dials import DIALS, Dial
from contactline.dials.distributions import Distribution, Fixed
from contactline.errors import RunError

if TYPE_CHECKING:
    from contactline.scenario import Scenario

LOW_AND_HIGH = np.array([0.05, 0.95])

type Level = float | str | bool


def movable(scenario: Scenario) -> tuple[str, ...]:
    """Return the dials that differ between worlds, and the options, in declared order.

    The dials of `assume` only choose the view and its terms; they are left out.
    """
    return tuple(
        name
        for name, dial in DIALS.items()
        if dial.section != "assume" and (not dial.is_number or differs(scenario, name))
    )


def differs(scenario: Scenario, name: str) -> bool:
    """Return whether a dial is a number that each world draws for itself."""
    value = scenario.dials[name]
    if not isinstance(value, Distribution) or isinstance(value, Fixed):
        return False
    low, high = value.support
    return low < high


def levels(scenario: Scenario, name: str) -> tuple[Level, ...]:
    """Return the values a dial is moved between: 5 % and 95 % quantile, or all of its options.

    A fixed number goes over its whole declared range. Raises RunError for an unknown dial.
    """
    dial = known_dial(name)
    if dial.switch:
        return (False, True)
    if dial.options:
        return dial.options
    value = scenario.dials[name]
    if not isinstance(value, Distribution) or not differs(scenario, name):
        return (dial.low, dial.high)
    low, high = value.quantile(LOW_AND_HIGH)
    return (float(low), float(high))


def known_dial(name: str) -> Dial:
    """Return the dial of this name; raises RunError that offers the nearest one."""
    if name in DIALS:
        return DIALS[name]
    near = get_close_matches(name, DIALS, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Dials are: {', '.join(DIALS)}."
    raise RunError(f"Unknown dial {name!r}. {hint}")
