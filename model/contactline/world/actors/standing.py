"""When the war comes back around foreign soldiers: whether a government has them stay.

It weighs staying as it weighed coming, but without anybody's consent and at the fire of the war:
the end of the ceasefire draws them home, a promise to fight keeps them there. Where they came to
fight and the United States stand behind them, it sends more if that is worth it even at twice the
risk.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contactline.arrays import Array, Mask, ordered_sum
from contactline.world.postures import FIGHTS, LEAST_PRESENCE_TROOPS, Rungs
from contactline.world.reckoning import Reckoning
from contactline.world.settings import Settings

HELD = 0.5
"""What those who only stayed have kept of their word, where who sends more has kept all of it and
who left nothing (assumption)."""

ONLY_BEFORE = ("consent of both sides", "objection of Russia")
"""The parts of a reckoning that no longer count once the war is back."""


@dataclass(frozen=True)
class Standing:
    """What governments do with soldiers around whom the war goes on, (contributors, worlds) each.

    holds (and decides so for the first time), leaves, reinforces. staying, sending_more: what each
    reckons. held_for, more_for: where somebody else decided for it.
    """

    holds: Mask
    leaves: Mask
    reinforces: Mask
    staying: Reckoning
    sending_more: Reckoning
    held_for: Mask
    more_for: Mask


def staying(coming: Reckoning, company: Array, rung: Rungs, settings: Settings) -> Reckoning:
    """Return what each government reckons of having its soldiers stay, (contributors, worlds).

    coming: what it would reckon of sending them into this war. company: what those who stay weigh
    with it. rung: the posture in which they stand, (worlds,).
    """
    mission = settings.mission
    everywhere = np.ones_like(company)
    parts = {name: part for name, part in coming.parts.items() if name not in ONLY_BEFORE}
    return Reckoning(
        {
            **parts,
            "company of others": company,
            "promise to fight": mission.promise_weight * FIGHTS[rung] * everywhere,
            "end of the ceasefire": -mission.end_weight * everywhere,
        }
    )


def at_twice_the_risk(stay: Reckoning) -> Reckoning:
    """Return what a government reckons of sending more: as of staying, and the risk once more."""
    return Reckoning({**stay.parts, "risk to more of them": stay.parts["risk"]})


def word_kept(attacked: Array, holds: Mask, reinforces: Mask) -> Array:
    """Return how far governments kept their word when the war last came back, 0 to 1, (worlds,).

    attacked: soldiers there at the time; holds, reinforces: who still has them there; all
    (contributors, worlds). Under a hundred soldiers put nobody's word to the test.
    """
    there = ordered_sum(attacked)
    stayed = ordered_sum(attacked * np.where(reinforces, 1.0, HELD * holds))
    return np.where(there >= LEAST_PRESENCE_TROOPS, stayed / np.maximum(there, 1.0), 1.0)
