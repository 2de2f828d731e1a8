"""The ladder of foreign forces: from nobody to a force that would fight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, bounded

Rungs = NDArray[np.int64]


@dataclass(frozen=True)
class Posture:
    """One rung. `level`: its value on the issue foreign_force. `armed`, `effort`: shares.

    `on_line`: it stands along the contact line and so needs Russia's consent too. `armed`:
    how far its soldiers act as an armed force between the sides. `effort`: the share of what
    contributors could keep up in rotation that such a mission asks for. `reassures`: what one
    of its soldiers weighs in Ukraine's belief that a text is kept. `fights`: how far its
    senders have promised to fight, as a share of a full guarantee (all three assumptions).
    """

    name: str
    level: float
    on_line: bool
    armed: float
    effort: float
    reassures: float
    fights: float
    label: str

    @property
    def soldiers(self) -> bool:
        """Return whether its people are soldiers, not unarmed observers."""
        return self.level > 0 and (self.armed > 0 or not self.on_line)


LADDER = (
    Posture("none", 0, False, 0.0, 0.0, 0.0, 0.0, "no foreign troops"),
    Posture("observers", 20, True, 0.0, 0.0, 0.0, 0.0, "neutral unarmed observers"),
    Posture("instructors", 40, False, 0.0, 0.5, 0.6, 0.0, "instructors away from the line"),
    Posture("monitors", 60, True, 0.4, 0.8, 0.6, 0.0, "military monitors along the line"),
    Posture("buffer", 80, True, 0.8, 1.0, 0.9, 0.0, "armed force in a buffer zone"),
    Posture("fighting", 100, True, 1.0, 1.0, 1.0, 0.5, "force that would fight"),
)
NAMES = tuple(posture.name for posture in LADDER)
LEVEL = np.array([posture.level for posture in LADDER])
ON_LINE = np.array([posture.on_line for posture in LADDER])
ARMED = np.array([posture.armed for posture in LADDER])
EFFORT = np.array([posture.effort for posture in LADDER])
REASSURES = np.array([posture.reassures for posture in LADDER])
FIGHTS = np.array([posture.fights for posture in LADDER])
SOLDIERS_ON_LINE = np.array([posture.soldiers and posture.on_line for posture in LADDER])
SOLDIERS_AWAY = np.array([posture.soldiers and not posture.on_line for posture in LADDER])
OBSERVERS = NAMES.index("observers")
INSTRUCTORS = NAMES.index("instructors")
MONITORS = NAMES.index("monitors")
LEAST_PRESENCE_TROOPS = 100
AWAY_RISK = 0.2
"""How much of the fire along the line soldiers away from it have to fear (assumption)."""


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


def rung_in_text(asked: Rungs, *, highest: Array) -> Rungs:
    """Return the rung that a text can hold, as both sides must sign it, (worlds,).

    highest: the position on foreign_force above which a red line lies. Where that bars the soldiers
    asked for, neutral observers are left, or nobody. Instructors away from the line are in no text.
    """
    lower = np.where(highest >= LEVEL[OBSERVERS], OBSERVERS, 0)
    allowed = np.where(LEVEL[asked] <= highest, asked, np.minimum(asked, lower))
    return np.where(asked == INSTRUCTORS, 0, allowed)


def rung_beside_text(asked: Rungs, *, without_consent: str) -> Rungs:
    """Return the rung on which soldiers stand whom Ukraine invites and no text holds, (worlds,).

    That is away from the line; with `deploy` they come to it as they were asked to.
    """
    if without_consent == "deploy":
        return np.maximum(asked, INSTRUCTORS)
    return np.full(asked.shape, INSTRUCTORS)
