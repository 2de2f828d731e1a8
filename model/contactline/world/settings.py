"""The dials of a scenario in the worlds of a block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
        for name, value in dials.items():
            section, key = name.split(".")
            values[section][key] = self._value(name, value)
        self._values = values
        self._asked: Chosen | None = None
        for section in values:
            self._lay_out(section)

    def change(self, name: str, value: Distribution | str | bool) -> None:
        """Set one dial from now on; a distribution is drawn from anew with the same luck."""
        section, key = name.split(".")
        self._values[section][key] = self._value(name, value)
        self._lay_out(section)

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

    def _value(self, name: str, value: Distribution | str | bool) -> Any:
        return (
            drawn(value, self._luck, f"dial {name}") if isinstance(value, Distribution) else value
        )


def drawn(value: Distribution, luck: Luck, purpose: str) -> Array:
    """Return the number of each world, shape (worlds,), by the inverse of the distribution."""
    if isinstance(value, Fixed):
        return value.everywhere(luck.worlds.size)
    return value.quantile(luck.uniform(purpose))
