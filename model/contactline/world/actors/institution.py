"""Institutions: a voice at the table, and a decision by consensus where one is asked of them."""

from __future__ import annotations

from contactline.arrays import Array, Mask
from contactline.world.actors.actor import Actor


def nobody_objects(net: Array, *, objection: Array) -> Mask:
    """Return where no member objects, (worlds,).

    net: what each member reckons of going itself, log-odds, (members, worlds). objection: below
    it a member blocks the decision of all, (worlds,).
    """
    allowed: Mask = ~objects(net, objection=objection).any(axis=0)
    return allowed


def objects(net: Array, *, objection: Array) -> Mask:
    """Return which members object, (members, worlds). See `nobody_objects`."""
    against: Mask = net < objection
    return against


class Institution(Actor):
    """NATO or the European Union: a voice in the bargaining, no troops of its own."""

    proposes_force = True
