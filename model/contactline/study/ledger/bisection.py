"""Where a finding stops holding as one number moves: both ends first, then halving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

type Side = Literal["below", "above", "everywhere"]

FINEST_PART = 0.02


@dataclass(frozen=True)
class Break:
    """A value at which a finding was seen to fail while it still held a small step away.

    side: the finding fails from `at` on downwards or upwards as far as the end. `everywhere`: it
    fails at both ends and in the middle, so that no one value parts the two; `at` is None.
    """

    at: float | None
    side: Side


def breaks(
    holds: Callable[[float], bool],
    low: float,
    centre: float,
    high: float,
    *,
    whole: bool = False,
    part: float = FINEST_PART,
) -> tuple[Break, ...]:
    """Return where a finding fails between two ends, at most once on each side of the centre.

    holds: whether the finding holds at a value; asked at both ends, at the centre only if it fails
    at one of them, and then by halving. part: how near, as a part of the way from low to high. A
    finding that fails and holds again between centre and end is not seen.
    """
    at_low, at_high = holds(low), holds(high)
    if at_low and at_high:
        return ()
    step = max(part * (high - low), 1.0 if whole else 0.0)
    if holds(centre):
        below = () if at_low else (Break(_nearest(holds, centre, low, step, whole), "below"),)
        above = () if at_high else (Break(_nearest(holds, centre, high, step, whole), "above"),)
        return (*below, *above)
    if not at_low and not at_high:
        return (Break(None, "everywhere"),)
    if at_low:
        return (Break(_nearest(holds, low, centre, step, whole), "above"),)
    return (Break(_nearest(holds, high, centre, step, whole), "below"),)


def _nearest(
    holds: Callable[[float], bool], holding: float, failing: float, step: float, whole: bool
) -> float:
    """Return a value at which the finding fails, no further than a step from where it holds."""
    while abs(failing - holding) > step:
        middle = (holding + failing) / 2
        middle = float(round(middle)) if whole else middle
        if middle in (holding, failing):
            break
        if holds(middle):
            holding = middle
        else:
            failing = middle
    return failing
