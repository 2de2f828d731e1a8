"""The dials of a scenario in the worlds of a block."""

from __future__ import annotations

from collections.abc import Mapping

from contactline.arrays import Array
from contactline.dials.distributions import Distribution
from contactline.luck import Luck


class Settings:
    """The dials of a scenario in some worlds: a number differs by world, an option does not."""

    def __init__(self, dials: Mapping[str, Distribution | str | bool], luck: Luck) -> None:
        """Draw every number once for each world; an equal dial gives an equal draw anywhere."""
        self._luck = luck
        self._numbers: dict[str, Array] = {}
        self._words: dict[str, str | bool] = {}
        for name, value in dials.items():
            self.change(name, value)

    def change(self, name: str, value: Distribution | str | bool) -> None:
        """Set one dial from now on; a distribution is drawn from anew with the same luck."""
        if isinstance(value, Distribution):
            self._numbers[name] = drawn(value, self._luck, f"dial {name}")
        else:
            self._words[name] = value

    def __getitem__(self, name: str) -> Array:
        """Return a number dial, shape (worlds,)."""
        return self._numbers[name]

    def option(self, name: str) -> str:
        """Return the chosen option of a dial."""
        return str(self._words[name])

    def switch(self, name: str) -> bool:
        """Return whether a switch is on."""
        return bool(self._words[name])


def drawn(value: Distribution, luck: Luck, purpose: str) -> Array:
    """Return the number of each world, shape (worlds,), by the inverse of the distribution."""
    return value.quantile(luck.uniform(purpose))
