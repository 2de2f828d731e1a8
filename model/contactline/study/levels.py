"""What of a scenario can be moved, between which values, and where these come from.

Dials, and the numbers that a scenario gives of actors, such as `actors.uk.home_support`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from contactline.bargaining import MODELS
from contactline.dials import DIALS, Dial
from contactline.dials.distributions import Distribution, Fixed
from contactline.errors import RunError, did_you_mean
from contactline.evidence import figures
from contactline.scenario import FIELDS, Scenario
from contactline.scenario.values import Value
from contactline.study.inputs import actor_numbers, varies

LOW_AND_HIGH = np.array([0.05, 0.95])
VIEW = "assume"
MODEL = "bargaining.model"
PRIVATE, HORIZON = "private.", "horizon_days"

type Level = float | str | bool
type Origin = Literal["worlds", "figure", "declared", "words"]


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


def movable(scenario: Scenario) -> tuple[str, ...]:
    """Return the dials that differ between worlds, and the options, in declared order.

    The dials of `assume` only choose the view and its terms; they are left out.
    """
    return tuple(
        name
        for name, dial in DIALS.items()
        if dial.section != VIEW and (not dial.is_number or differs(scenario, name))
    )


def uncertain(scenario: Scenario) -> tuple[str, ...]:
    """Return all numbers that differ between worlds: dials in declared order, then actors'."""
    dials = (name for name in movable(scenario) if DIALS[name].is_number)
    return (*dials, *(name for name, one in actor_numbers(scenario).items() if varies(one)))


def differs(scenario: Scenario, name: str) -> bool:
    """Return whether a dial, or a number of an actor, is one that each world draws for itself."""
    return varies(value_of(scenario, name))


def value_of(scenario: Scenario, name: str) -> Value:
    """Return a dial, or a number of an actor; raises RunError that offers the nearest one."""
    if name in scenario.dials:
        return scenario.dials[name]
    numbers = actor_numbers(scenario)
    if name in numbers:
        return numbers[name]
    if name.startswith(PRIVATE):
        raise RunError(
            f"{name} is what somebody privately wants: each world draws it, and it cannot be set. "
            "Its rank says what goes with it."
        )
    near = did_you_mean(name, [*DIALS, *numbers]) or f". Dials are: {', '.join(DIALS)}."
    raise RunError(f"Unknown dial {name!r}{near}")


def refuse_twice(names: Sequence[str]) -> None:
    """Raise RunError for an input that is named twice."""
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise RunError(f"{twice} is named twice. Name each input once.")


def declared_in(scenario: Scenario, name: str) -> Dial:
    """Return the declaration of a dial, or of a number of an actor; raises RunError."""
    value_of(scenario, name)
    if name in DIALS:
        return DIALS[name]
    field = next(one for one in FIELDS.values() if one.key == name.rpartition(".")[2])
    return replace(field, name=name)


def unit_of(scenario: Scenario, name: str) -> str:
    """Return the unit of what a study sets: a dial, a number of an actor, or the horizon.

    Raises RunError for anything else.
    """
    return "days" if name == HORIZON else declared_in(scenario, name).unit


def levels(scenario: Scenario, name: str) -> tuple[Level, ...]:
    """Return the values a dial is moved between: 5 % and 95 % quantile, or all of its options.

    A fixed number goes over its whole declared range. Raises RunError for an unknown dial.
    """
    value = value_of(scenario, name)
    if isinstance(value, Distribution) and varies(value):
        low, high = value.quantile(LOW_AND_HIGH)
        return (float(low), float(high))
    dial = declared_in(scenario, name)
    if dial.switch:
        return (False, True)
    return dial.options or (dial.low, dial.high)


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
    dial, value = declared_in(scenario, name), value_of(scenario, name)
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
