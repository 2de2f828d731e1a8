"""Does the ceasefire last? Two roads to collapse: escalation from the line, and resumption.

Escalation: fire above what a side will bear wears down its restraint, it answers harder,
and the line ignites within days. Resumption: a side weighs its war value against peace and
against what deters it. Worlds differ in how far the parties want the quiet (frailty), and trust
grows with quiet days, so the risk over all worlds falls with the age of the ceasefire.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, Mask, bounded, normal_share
from contactline.luck import Luck
from contactline.world.settings import Settings

MEMORY_DAYS = 7.0


def restraint_after_day(
    restraint: Array, suffered_share: Array, *, tolerance: Array, erosion: Array, repair: Array
) -> Array:
    """Return each side's restraint after a day, 0 to 1, (2, worlds).

    suffered_share: recent fire against it, as a share of the war. Above the tolerance
    restraint wears down in step with the excess; below it comes back slowly. tolerance: as a share
    of the war. erosion: at an excess of 1, and repair: both a day. All (worlds,).
    """
    excess = suffered_share / tolerance - 1
    change = np.where(excess > 0, -erosion * np.minimum(excess, 3), repair)
    return bounded(restraint + change, 0, 1)


def answer_to_fire(restraint: Array, *, without_restraint: Array) -> Array:
    """Return how many times its usual fire a side returns: 1 with full restraint, (2, worlds).

    without_restraint: how many times with none, 1 or more, (worlds,).
    """
    return 1 + (without_restraint - 1) * (1 - restraint)


def trust_after_day(trust: Array, quiet: Mask, *, memory_days: Array) -> Array:
    """Return the trust in the ceasefire after a day, 0 to 1, (worlds,).

    It is the share of quiet days as remembered over `memory_days`, and starts from nought.
    """
    after: Array = trust + (quiet - trust) / memory_days
    return after


def want_of_quiet(luck: Luck) -> Array:
    """Return how far the parties of each world want the quiet, standard normal, (worlds,)."""
    return luck.normal("want of quiet")


def frailty(want_of_quiet: Array, variance: Array) -> Array:
    """Return by what each world's risk is multiplied, (worlds,): gamma, of mean one.

    want_of_quiet: standard normal, high where the parties want the quiet. variance: 0 or more;
    with 0 all worlds are alike. With a constant hazard h the share that survives t is then
    (1 + variance h t) ** (-1 / variance) (Vaupel, Manton and Stallard 1979).
    """
    from scipy.special import gammaincinv

    some = np.maximum(variance, 1e-3)
    multiple = gammaincinv(1 / some, normal_share(-want_of_quiet)) * some
    return np.where(variance > 1e-3, multiple, 1.0)


class Ceasefire:
    """The life of the ceasefire in a block of worlds.

    `want_of_quiet`, `frailty`, `trust`: (worlds,). `restraint`, `recent`: (2, worlds); `recent`
    is the fire a side has lately taken in violations a day, remembered over about a week.
    `attack_day`: when an attack that has been decided on begins, NaN while there is none;
    `attacker`: 0 Ukraine, 1 Russia; both (worlds,).
    """

    def __init__(self, want_of_quiet: Array, variance: Array) -> None:
        """Start with full restraint, no trust, and no fire to remember. See `frailty`."""
        self.want_of_quiet = want_of_quiet
        self.frailty = frailty(want_of_quiet, variance)
        self._lately = np.zeros((5, want_of_quiet.size))  # in one, as a day takes up all of it
        self._taken_of: Chosen | None = None
        self._lately[:2] = 1.0
        self.attack_day = np.full(want_of_quiet.size, np.nan)
        self.attacker: Chosen = np.zeros(want_of_quiet.size, dtype=np.intp)

    def begin(self, where: Mask) -> None:
        """Give both sides full restraint and a clean slate in the worlds `where`."""
        restraint, recent, trust = _parts(self._put_back())
        restraint[:, where] = 1.0
        recent[:, where] = 0.0
        trust[where] = 0.0
        self.attack_day[where] = np.nan
        self._taken_of = None

    @property
    def restraint(self) -> Array:
        """Return what restraint each side has left, 0 to 1, (2, worlds)."""
        return _parts(self._put_back())[0]

    @property
    def recent(self) -> Array:
        """Return the fire that each side has lately taken, violations a day, (2, worlds)."""
        return _parts(self._put_back())[1]

    @property
    def trust(self) -> Array:
        """Return the trust in the ceasefire, 0 to 1, (worlds,)."""
        return _parts(self._put_back())[2]

    def prepare_attack(self, where: Mask, attacker: Chosen, day: int, lead_days: Array) -> None:
        """Let an attack be prepared in the worlds `where`. attacker: 0 Ukraine, 1 Russia."""
        self.attack_day = np.where(where, np.ceil(day + lead_days), self.attack_day)
        self.attacker = np.where(where, attacker, self.attacker)

    def attack_prepared(self) -> Mask:
        """Return where an attack has been decided on in the latest ceasefire, (worlds,)."""
        return ~np.isnan(self.attack_day)

    def attacked(self, in_force: Mask, day: int) -> Mask:
        """Return where an attack that was prepared begins today, (worlds,)."""
        attacked: Mask = in_force & (self.attack_day <= day)
        return attacked

    def answer(self, among: Chosen, settings: Settings) -> Array:
        """Return how many times its usual fire each side returns now, (2, n)."""
        return answer_to_fire(
            self._among(among)[:2],
            without_restraint=settings.among(among).durability.answer_without_restraint,
        )

    def remember(self, among: Chosen, suffered: Array, wartime: Array, settings: Settings) -> None:
        """Take in a day's fire. suffered, wartime: violations a day against each side, (2, n)."""
        durability = settings.among(among).durability
        restraint, recent, trust = _parts(self._among(among))
        recent += (suffered - recent) / MEMORY_DAYS
        calm = recent <= durability.tolerance_share * wartime
        trust[:] = trust_after_day(trust, calm[0] & calm[1], memory_days=durability.trust_days)
        restraint[:] = restraint_after_day(
            restraint,
            recent / wartime,
            tolerance=durability.tolerance_share,
            erosion=durability.erosion_per_day,
            repair=durability.repair_per_day,
        )

    def ignited(self, among: Chosen, wartime: Array, settings: Settings) -> Chosen:
        """Return the worlds of `among` whose line burns as in the war. wartime: by side, (2, n)."""
        limit = settings.among(among).durability.ignition_share
        recent = _parts(self._among(among))[1]
        burning: Chosen = among[recent[0] + recent[1] >= limit * (wartime[0] + wartime[1])]
        return burning

    def _among(self, among: Chosen) -> Array:
        """Return restraint, recent fire and trust of the worlds `among`, (5, n).

        They are kept while the same object is asked for, as it is until a ceasefire begins or ends.
        """
        if self._taken_of is not among:
            self._there = self._put_back().take(among, axis=-1)
            self._taken_of = among
        return self._there

    def _put_back(self) -> Array:
        """Return restraint, recent fire and trust of all worlds, (5, worlds), as of today."""
        if self._taken_of is not None:
            self._lately[:, self._taken_of] = self._there
        return self._lately


def _parts(lately: Array) -> tuple[Array, Array, Array]:
    """Return restraint and recent fire, (2, worlds) each, and trust, (worlds,), of one array."""
    return lately[:2], lately[2:4], lately[4]
