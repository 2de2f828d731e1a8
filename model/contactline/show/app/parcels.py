"""Blocks of worlds made small, so that processes hand them over fast and many can be kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from contactline.scenario import Scenario
from contactline.study.ensemble import Block, simulate


@dataclass(frozen=True)
class Parcel:
    """A block whose counts by week are held in the smallest whole numbers that can hold them."""

    block: Block


def parcel(scenario: Scenario, cut: range, seed: int) -> Parcel:
    """Return some worlds, run in this process and made small."""
    block = simulate(scenario, cut, seed=seed)
    small = np.min_scalar_type(len(cut))
    return Parcel(_with_counts(block, small))


def unpacked(one: Parcel) -> Block:
    """Return the block as it was run."""
    return _with_counts(one.block, np.dtype(np.int64))


def _with_counts(block: Block, kind: np.dtype[np.generic]) -> Block:
    weekly = {
        name: replace(found, counts=_of_kind(found.counts, kind))
        for name, found in block.weekly.items()
    }
    return replace(block, weekly=weekly)


def _of_kind(counts: NDArray[np.int64], kind: np.dtype[np.generic]) -> NDArray[np.int64]:
    return counts.astype(kind)
