"""Blocks of worlds made small, so that processes hand them over fast and many can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contactline.study.design.apart import SomeWorlds, simulate_apart
from contactline.study.ensemble import Block, simulate
from contactline.study.pool import restored, squeezed
from contactline.world.weekly import Histogram


@dataclass(frozen=True)
class Counts:
    """The counts of a histogram that are not nought, with their places, in small whole numbers."""

    values: NDArray[np.float64]
    shape: tuple[int, ...]
    places: NDArray[Any]
    counts: NDArray[Any]


@dataclass(frozen=True)
class Parcel:
    """A block made small: a block of 50 worlds, 17 MB, in 260 kB."""

    packed: bytes


def parcels(parts: Sequence[SomeWorlds], seed: int) -> list[Parcel]:
    """Return some worlds of each part, run together in this process and made small."""
    if len(parts) == 1:
        blocks = [simulate(parts[0].scenario, parts[0].worlds, seed=seed)]
    else:
        blocks = simulate_apart(parts, seed=seed)
    return [parcel(one) for one in blocks]


def parcel(block: Block) -> Parcel:
    """Return a block made small: most counts of its histograms are nought, much of it is alike."""
    weekly = {name: _small(one) for name, one in block.weekly.items()}
    return Parcel(squeezed((replace(block, weekly={}), weekly)))


def unpacked(one: Parcel) -> Block:
    """Return the block as it was run."""
    block: Block
    weekly: dict[str, Counts]
    block, weekly = restored(one.packed)
    return replace(block, weekly={name: _whole(found) for name, found in weekly.items()})


def _small(histogram: Histogram) -> Counts:
    flat = histogram.counts.ravel()
    places = np.flatnonzero(flat)
    most = int(flat.max(initial=0))
    return Counts(
        histogram.values,
        histogram.counts.shape,
        places.astype(np.min_scalar_type(flat.size)),
        flat[places].astype(np.min_scalar_type(most)),
    )


def _whole(small: Counts) -> Histogram:
    counts = np.zeros(small.shape, dtype=np.int32)
    counts.ravel()[small.places] = small.counts
    return Histogram(small.values, counts)
