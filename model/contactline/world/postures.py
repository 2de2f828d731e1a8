"""The ladder of foreign forces: from nobody to a force that would fight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask, bounded

Rungs = NDArray[np.int64]


@dataclass(frozen=True)
class Posture:
    """One rung. `level`: its value on the issue foreign_force. `armed`, `effort`: shares.

    `on_line`: it stands along the contact line and so needs Russia's consent too. `armed`:
    how far its soldiers act as an armed force between the sides. `effort`: the share of what
    contributors could keep up in rotation that such a mission asks for (assumption).
    """

    name: str
    level: float
    on_line: bool
    armed: float
    effort: float
    label: str

    @property
    def soldiers(self) -> bool:
        """Return whether its people are soldiers, not unarmed observers."""
        return self.level > 0 and (self.armed > 0 or not self.on_line)


LADDER = (
    Posture("none", 0, False, 0.0, 0.0, "no foreign troops"),
    Posture("observers", 20, True, 0.0, 0.05, "unarmed observers"),
    Posture("instructors", 40, False, 0.0, 0.2, "instructors away from the line"),
    Posture("monitors", 60, True, 0.5, 0.5, "military monitors along the line"),
    Posture("buffer", 80, True, 1.0, 1.0, "armed force in a buffer zone"),
    Posture("fighting", 100, True, 1.0, 1.0, "force that would fight"),
)
NAMES = tuple(posture.name for posture in LADDER)
LEVEL = np.array([posture.level for posture in LADDER])
ON_LINE = np.array([posture.on_line for posture in LADDER])
ARMED = np.array([posture.armed for posture in LADDER])
EFFORT = np.array([posture.effort for posture in LADDER])
SOLDIERS_ON_LINE = np.array([posture.soldiers and posture.on_line for posture in LADDER])
SOLDIERS_AWAY = np.array([posture.soldiers and not posture.on_line for posture in LADDER])
OBSERVERS = NAMES.index("observers")
INSTRUCTORS = NAMES.index("instructors")
LEAST_PRESENCE_TROOPS = 100


def nearest_rung(force_position: Array) -> Rungs:
    """Return the rung nearest to a position on foreign_force (0 to 100), (worlds,)."""
    return np.floor((bounded(force_position, 0, 100) + 10) / 20).astype(np.int64)


def asked_rung(force_position: Array, proposal: str) -> Rungs:
    """Return the rung that is asked for: the nearest to the draft, or the one proposed, (worlds,).

    proposal: "from_draft", or the name of a rung.
    """
    if proposal == "from_draft":
        return nearest_rung(force_position)
    return np.full(force_position.shape, NAMES.index(proposal))


def rung_on_offer(
    force_position: Array,
    *,
    proposal: str,
    highest_for_ukraine: Array,
    russia_consents: Mask,
    without_consent: str,
) -> Rungs:
    """Return the rung that a deal can hold once both sides' consent is counted, (worlds,).

    proposal: as in `asked_rung`. Ukraine's consent is always needed: above its red line nobody
    comes. On the line Russia's is too; without it contributors `stay_away`, send `instructors` in
    place of a stronger rung, or `deploy` all the same.
    """
    rung = asked_rung(force_position, proposal)
    rung = np.where(LEVEL[rung] > highest_for_ukraine, 0, rung)
    if without_consent == "deploy":
        return rung
    second_best = INSTRUCTORS if without_consent == "instructors" else 0
    refused = ON_LINE[rung] & ~russia_consents
    return np.where(refused, np.where(rung > second_best, second_best, 0), rung)
