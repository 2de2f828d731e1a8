"""The actors of the chart of stances: how each is drawn, and who shares a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.dials.sides import SIDES
from contactline.language import say
from contactline.show.charts.style import ScenarioLook

NEARNESS = (2.5, 5, 8, 12, 18, 25)
UKRAINE_LOOK = ScenarioLook("#0072B2", (0, None), "o")
RUSSIA_LOOK = ScenarioLook("#D55E00", (0, (6, 2)), "D")
SIDE_LOOKS = dict(zip(SIDES, (UKRAINE_LOOK, RUSSIA_LOOK), strict=True))
ROLE_LOOKS = {"broker": ScenarioLook("#222222", (0, (1.5, 1.5)), "s")}
OTHER_LOOK = ScenarioLook("#8C8C8C", (0, None), "")


@dataclass(frozen=True)
class Position:
    """The median position of one actor on one issue, by week."""

    key: str
    name: str
    role: str
    median: NDArray[np.float64]

    @property
    def last(self) -> float:
        """The last known median."""
        return float(self.median[~np.isnan(self.median)][-1])


def labels_of(
    positions: Sequence[Position], have_room: Callable[[Sequence[str]], bool]
) -> list[tuple[float, str, tuple[Position, ...]]]:
    """Return one label per group of actors that end close together: place, names, and who is in it.

    The belligerents and the broker are named first in their group. Where many actors stand on many
    places, "close" is taken wider until the labels have room.
    """
    for near in NEARNESS:
        groups = _groups(positions, near)
        if have_room([_names(group) for group in groups]):
            break
    return [
        (float(np.mean([one.last for one in group])), _names(group), tuple(group))
        for group in groups
    ]


def _groups(positions: Sequence[Position], near: float) -> list[list[Position]]:
    """Return the actors in groups whose last medians lie within `near` points, from low to high."""
    groups: list[list[Position]] = []
    for one in sorted(positions, key=lambda one: (one.last, one.name)):
        if groups and one.last - groups[-1][0].last <= near:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [
        sorted(group, key=lambda one: (look_of(one) == OTHER_LOOK, one.name)) for group in groups
    ]


def _names(group: Sequence[Position]) -> str:
    return ", ".join(say(one.name) for one in group)


def look_of(one: Position) -> ScenarioLook:
    """Return how an actor is drawn: belligerents and broker stand out, the others are grey."""
    return SIDE_LOOKS.get(one.key) or ROLE_LOOKS.get(one.role, OTHER_LOOK)
