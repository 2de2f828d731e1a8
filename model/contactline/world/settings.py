"""The dials of a scenario in the worlds of a block."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from contactline.arrays import Array, Chosen
from contactline.dials import SECTIONS
from contactline.dials.assume import AssumeDials
from contactline.dials.bargaining import BargainingDials
from contactline.dials.broker import BrokerDials
from contactline.dials.distributions import Distribution, Fixed
from contactline.dials.durability import DurabilityDials
from contactline.dials.front import FrontDials
from contactline.dials.mission import MissionDials
from contactline.dials.monitors import MonitorsDials
from contactline.dials.talks import TalksDials
from contactline.dials.war import WarDials
from contactline.luck import Luck


class Settings:
    """The dials in some worlds by section: `settings.front.discipline`.

    A number has a value in each world, (worlds,); an option or a switch has one for all.
    """

    assume: AssumeDials
    broker: BrokerDials
    war: WarDials
    talks: TalksDials
    bargaining: BargainingDials
    mission: MissionDials
    monitors: MonitorsDials
    front: FrontDials
    durability: DurabilityDials

    def __init__(self, dials: Mapping[str, Distribution | str | bool], luck: Luck) -> None:
        """Draw every number once for each world; an equal dial gives an equal draw anywhere."""
        self._luck = luck
        values: dict[str, dict[str, object]] = {kind.section: {} for kind in SECTIONS}
        for name, value in self._drawn(dials).items():
            section, key = name.split(".")
            values[section][key] = value
        self._values = values
        self._asked: Chosen | None = None
        for section in values:
            self._lay_out(section)

    def change(self, name: str, value: Distribution | str | bool) -> None:
        """Set one dial from now on; a distribution is drawn from anew with the same luck."""
        section, key = name.split(".")
        self._values[section][key] = self._drawn({name: value})[name]
        self._lay_out(section)

    @property
    def days_between_decisions(self) -> int:
        """Return how many days pass from one reckoning to the next."""
        return {"daily": 1, "weekly": 7, "four_weekly": 28}[self.talks.decisions]

    def number(self, name: str) -> Array:
        """Return a number by the name that a scenario file gives it, (worlds,)."""
        section, key = name.split(".")
        number: Array = getattr(getattr(self, section), key)
        return number

    def among(self, chosen: Chosen) -> Settings:
        """Return the dials of the worlds at the positions `chosen`; each is taken when asked for.

        The last answer is kept: the same `chosen`, one object, is asked for every day.
        """
        if self._asked is not chosen:
            self._some = object.__new__(Settings)
            for section in self._values:
                setattr(self._some, section, getattr(self, section).among(chosen))
            self._asked = chosen
        return self._some

    def _lay_out(self, section: str) -> None:
        """Make a section anew, so that nothing worked out from its old values is left."""
        kind = next(kind for kind in SECTIONS if kind.section == section)
        setattr(self, section, kind(self._values[section]))
        self._asked = None

    def _drawn(
        self, dials: Mapping[str, Distribution | str | bool]
    ) -> dict[str, Array | str | bool]:
        """Return the numbers drawn, and the words and switches as they are, by name."""
        numbers = {name: one for name, one in dials.items() if isinstance(one, Distribution)}
        words = {name: one for name, one in dials.items() if not isinstance(one, Distribution)}
        return {**drawn(numbers, self._luck, "dial "), **words}


def drawn(values: Mapping[str, Distribution], luck: Luck, whose: str) -> dict[str, Array]:
    """Return the numbers of each world by name, each (worlds,), by the inverse CDF.

    whose: with the name behind it the purpose of a draw, such as "dial ".
    """
    uncertain = [name for name, value in values.items() if not isinstance(value, Fixed)]
    draws = luck.stretch([whose + name for name in uncertain], (0,))[0]
    uniforms = dict(zip(uncertain, draws, strict=True))
    nowhere = np.empty(luck.worlds.size)
    return {name: value.quantile(uniforms.get(name, nowhere)) for name, value in values.items()}
