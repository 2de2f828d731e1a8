"""Institutions: a voice at the table, and a decision by consensus where one is asked of them."""

from __future__ import annotations

from contactline.arrays import Array, Mask
from contactline.world.actors.actor import Actor


def objects(net: Array, *, objection: Array) -> Mask:
    """Return which members object, (members, worlds); one of them blocks the decision of all.

    net: what each member reckons of going itself, log-odds, (members, worlds). objection: below
    it a member objects, (worlds,).
    """
    against: Mask = net < objection
    return against


class Institution(Actor):
    """NATO or the European Union: a voice in the bargaining, no troops of its own."""

    proposes_force = True
