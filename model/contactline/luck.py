"""Luck by address: the same world meets the same luck in every run.

A draw is not taken from a stream but looked up under (seed, world, purpose, day, cell).
So it does not depend on how many worlds run together, in which order, on how many
processes, or under which scenario; two scenarios are compared in the very same luck.
The address is mixed with the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from contactline.errors import whole_number

Array = NDArray[np.float64]
_Words = NDArray[np.uint64]

# Numbers drawn at once: few enough to stay in the cache; and days, as worlds may drop out.
MOST_AHEAD, LONGEST_AHEAD = 16_384, 32
KEYS_KEPT = 2048

type Source = np.random.SeedSequence | np.random.BitGenerator | np.random.Generator
type Randomness = int | Sequence[int] | Source | None

SOURCES = (np.random.SeedSequence, np.random.BitGenerator, np.random.Generator)

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, eq=False)
class Luck:
    """The luck of some worlds of one seed. `worlds`: (worlds,), the numbers of the worlds."""

    seed: int
    worlds: NDArray[np.int64]

    @cached_property
    def _world_keys(self) -> _Words:
        numbers = self.worlds.astype(np.uint64)
        return _mixed(_mixed(numbers * _STEP) + _word(f"seed {self.seed}"))

    @cached_property
    def _repeated(self) -> tuple[Luck, NDArray[np.intp]] | None:
        """Return the luck of each world once, and its place there; None where few stand twice."""
        once, places = np.unique(self.worlds, return_inverse=True)
        few = 0 < 2 * once.size <= self.worlds.size
        return (Luck(self.seed, once), places) if few else None

    def uniform(self, purpose: str, day: int = 0, cells: tuple[int, ...] = ()) -> Array:
        """Return uniforms in (0, 1), shape (*cells, worlds), of one purpose on one day."""
        draws: Array = self.stretch((purpose,), (day,), cells)[0, 0]
        return draws

    def stretch(
        self, purposes: Sequence[str], days: Sequence[int], cells: tuple[int, ...] = ()
    ) -> Array:
        """Return the uniforms of some days at once, (days, purposes, *cells, worlds).

        Each is the one that `uniform` gives for its purpose and day. Of a world that stands here
        many times, as in a block of many rows, it is drawn once.
        """
        once, places = self.each_once()
        if places is not None:
            return once.stretch(purposes, days, cells).take(places, axis=-1, mode="clip")
        keys = _cell_keys(tuple(purposes), tuple(days), math.prod(cells))
        words = keys[..., np.newaxis] + self._world_keys
        shape = (len(days), len(purposes), *cells, self.worlds.size)
        return _unit_interval(_mixed(words)).reshape(shape)

    def each_once(self) -> tuple[Luck, NDArray[np.intp] | None]:
        """Return the luck of each world once, and where each of these worlds stands there.

        Where few stand here twice it is this luck itself, and None.
        """
        if self._repeated and 2 * self._repeated[0].worlds.size <= self.worlds.size:
            return self._repeated
        return self, None

    def normal(self, purpose: str, day: int = 0, cells: tuple[int, ...] = ()) -> Array:
        """Return standard normal draws, shape (*cells, worlds), by the inverse CDF."""
        return _normal(self.uniform(purpose, day, cells))

    def among(self, chosen: NDArray[np.intp]) -> Luck:
        """Return the luck of the worlds at the positions `chosen`; their draws stay the same."""
        luck = Luck(self.seed, self.worlds.take(chosen))
        luck.__dict__["_world_keys"] = self._world_keys.take(chosen)
        luck.__dict__["_repeated"] = self._repeated and (
            self._repeated[0],
            self._repeated[1].take(chosen),
        )
        return luck


def seed_of(given: object) -> int:
    """Return the seed that something stands for which NumPy takes for randomness.

    given: a whole number is itself, a seed sequence or a generator gives the next of its own,
    None a new one each time. Raises RunError for anything else.
    """
    if given is None or isinstance(given, SOURCES):
        return int(np.random.default_rng(given).integers(2**62))
    if isinstance(given, Sequence) and not isinstance(given, str):
        return seed_of(np.random.SeedSequence([whole_number("seed", one) for one in given]))
    return whole_number("seed", given)


def for_numpy(seed: int) -> int:
    """Return the seed as NumPy wants it, not negative: itself, but for those of other signs."""
    return seed % 2**64


class Ahead:
    """The luck of some purposes, drawn for many days at once: one large draw costs less than many.

    every: days from one draw to the next. The draws are those of `Luck.uniform`.
    """

    def __init__(
        self, luck: Luck, *purposes: str, cells: tuple[int, ...] = (), every: int = 1
    ) -> None:
        """Draw nothing yet."""
        self._luck, self._purposes, self._cells, self._every = luck, purposes, cells, every
        numbers = len(purposes) * math.prod(cells) * luck.worlds.size
        self._days = min(max(MOST_AHEAD // max(numbers, 1), 1), LONGEST_AHEAD)
        self._drawn: dict[int, Array] = {}

    def at(self, day: int) -> Array:
        """Return the uniforms of a day, (purposes, *cells, worlds)."""
        if day not in self._drawn:
            self._drawn = dict(zip(*self.stretch_from(day), strict=True))
        return self._drawn[day]

    def stretch_from(self, day: int) -> tuple[range, Array]:
        """Return the days drawn at once from a day on, and their uniforms.

        The uniforms have the shape (days, purposes, *cells, worlds).
        """
        days = range(day, day + self._days * self._every, self._every)
        return days, self._luck.stretch(self._purposes, days, self._cells)

    def normal_at(self, day: int) -> Array:
        """Return the standard normal draws of a day, (purposes, *cells, worlds)."""
        return _normal(self.at(day))


def _normal(uniform: Array) -> Array:
    """Return standard normal quantiles."""
    from scipy.special import ndtri

    quantiles: Array = ndtri(uniform)
    return quantiles


def _mixed(words: _Words) -> _Words:
    """Return the words scrambled, in place, so that neighbours have nothing in common."""
    words ^= words >> np.uint64(30)
    words *= _FIRST
    words ^= words >> np.uint64(27)
    words *= _SECOND
    words ^= words >> np.uint64(31)
    return words


def _unit_interval(words: _Words) -> Array:
    """Return the upper 52 bits of each word as the middle of its step; the words are used up."""
    words >>= np.uint64(12)
    values = words.astype(np.float64)
    values += 0.5
    values *= 2.0**-52
    return values


@lru_cache(maxsize=KEYS_KEPT)
def _cell_keys(purposes: tuple[str, ...], days: tuple[int, ...], cells: int) -> _Words:
    """Return a key a cell, (days, purposes, cells); adding cells changes no earlier one.

    They are the same for all worlds, so every block of a run asks for the same ones again.
    """
    words = np.array([_word(purpose) for purpose in purposes], dtype=np.uint64)
    steps = (np.array(days, dtype=np.uint64) + np.uint64(1)) * _STEP
    today = _mixed(steps[:, np.newaxis] + words)
    return _mixed(np.arange(1, cells + 1, dtype=np.uint64) * _STEP + today[..., np.newaxis])


@cache
def _word(text: str) -> np.uint64:
    """Return 64 bits made of a text, the same in every process and on every machine."""
    return np.uint64(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big"))
