"""The worlds of one block: their dials, and sums that do not depend on how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from contactline.dials.distributions import Distribution
from contactline.luck import Luck

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Chosen = NDArray[np.intp]


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


def ordered_sum(rows: Iterable[Array]) -> Array:
    """Return the sum over the first axis, added in order: bit-equal for any number of worlds."""
    return reduce(np.add, rows)


def in_parts(worlds: Chosen, size: int) -> Iterator[Chosen]:
    """Yield worlds in parts of a size, 1 at least, so that the arrays of one part stay small."""
    for start in range(0, worlds.size, max(1, size)):
        yield worlds[start : start + max(1, size)]


def chance(log_odds: Array) -> Array:
    """Return the chance with these log-odds (logistic function), in (0, 1)."""
    value: Array = 1 / (1 + np.exp(-np.clip(log_odds, -60, 60)))
    return value


def log_odds(share: Array) -> Array:
    """Return the log-odds of a share, bounded so that 0 and 1 stay finite."""
    inside = np.clip(share, 1e-6, 1 - 1e-6)
    value: Array = np.log(inside / (1 - inside))
    return value


def normal_share(z: Array) -> Array:
    """Return the share of a standard normal below z, in (0, 1)."""
    from scipy.special import ndtr

    share: Array = ndtr(z)
    return share
