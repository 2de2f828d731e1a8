"""What governments are asked for, and can know, before they pledge troops."""

from __future__ import annotations

from dataclasses import dataclass

from contactline.arrays import Array, Mask
from contactline.world.postures import Rungs

BEFORE_TALKS, ON_THE_WAY, IN_A_CEASEFIRE = range(3)
"""How far things have come: neither talks nor a plan yet, one of them, a ceasefire in force."""


@dataclass(frozen=True)
class Request:
    """What governments can know before they pledge troops. All arrays (worlds,).

    rung: the posture asked for. in_text: both sides have it, or would have it, in the text.
    outside_text: a text is in force without it, so that it comes at Ukraine's invitation alone.
    backing: how far the United States stand behind it, 0 to 1. fire_share: the fire to expect as a
    share of the war. stage: from `BEFORE_TALKS` to `IN_A_CEASEFIRE`. asked: the broker has raised
    the question of European troops.
    """

    rung: Rungs
    in_text: Mask
    outside_text: Mask
    backing: Array
    fire_share: Array
    stage: Array
    asked: Mask
