"""What all actors expect in the expected-utility model, in either reading."""

from __future__ import annotations

from dataclasses import fields

from contactline.bargaining import MasadOptions
from contactline.bargaining.challenge import masad, scholz
from contactline.bargaining.challenge.arena import Arena, Expectations


def expectations(table, options):
    """What all expect before the first round, in the reading the options belong to.

    risk: (actors, issues, worlds). support, odds, gain, partner_gain: (actors, actors, issues,
    worlds).
    """
    arena = Arena.of(table)
    if isinstance(options, MasadOptions):
        expected = masad.expectations(arena, options)
    else:
        expected = scholz.expectations(arena)
    parts = (getattr(expected, one.name) for one in fields(expected))
    shape = table.positions.shape[1:]
    return Expectations(*(part.reshape(*part.shape[:-1], *shape) for part in parts))
