"""Small blocks of worlds that the tests of the rules share."""

import numpy as np

from contactline.dials import DIALS
from contactline.dials.distributions import Fixed
from contactline.luck import Luck
from contactline.world.settings import Settings
from contactline.world.theatre import Staging, Theatre

FEW_ROUNDS = {
    f"bargaining.{rounds}": 5
    for rounds in ("smp_turns", "challenge_scholz_rounds", "challenge_masad_rounds")
}
"""Bargains cut short, where it does not matter how far they are from coming to rest."""


def column(*values):
    """One number a world."""
    return np.array(values, dtype=float)


def settings_of(luck, **changes):
    """Every dial at its default but those given, written with __ for the dot."""
    values = {
        name: Fixed(dial.default, whole=dial.whole) if dial.is_number else dial.default
        for name, dial in DIALS.items()
    }
    for name, value in changes.items():
        name = name.replace("__", ".")
        values[name] = Fixed(value) if DIALS[name].is_number else value
    return Settings(values, luck)


def luck_of(worlds, seed=1):
    """The luck of the first worlds of a seed."""
    return Luck(seed, np.arange(worlds))


def theatre_of(scenario, worlds=8, seed=1):
    """A theatre on day 0."""
    return Theatre(Staging(rng=seed, written=scenario), luck_of(worlds, seed))
