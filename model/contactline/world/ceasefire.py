"""Does the ceasefire last? Two roads to collapse: escalation from the line, and resumption.

Escalation: fire above what a side will bear wears down its restraint, it answers harder,
and the line ignites within days. Resumption: a side weighs its war value against peace and
against what deters it. Worlds differ in how far the parties want the quiet (frailty), and trust
grows with quiet days, so the risk over all worlds falls with the age of the ceasefire.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, Mask, normal_share
from contactline.world.settings import Settings

MEMORY_DAYS = 7.0


def restraint_after_day(
    restraint: Array, suffered_share: Array, *, tolerance: Array, erosion: Array, repair: Array
) -> Array:
    """Return each side's restraint after a day, 0 to 1, (2, worlds).

    suffered_share: recent fire against it, as a share of the war. Above the tolerance
    restraint wears down in step with the excess; below it comes back slowly.
    """
    excess = suffered_share / tolerance - 1
    change = np.where(excess > 0, -erosion * np.minimum(excess, 3), repair)
    return np.clip(restraint + change, 0, 1)


def answer_to_fire(restraint: Array, *, without_restraint: Array) -> Array:
    """Return how many times its usual fire a side returns: 1 with full restraint, (2, worlds)."""
    return 1 + (without_restraint - 1) * (1 - restraint)


def trust_after_day(trust: Array, quiet: Mask, *, memory_days: Array) -> Array:
    """Return the trust in the ceasefire after a day, 0 to 1, (worlds,).

    It is the share of quiet days as remembered over `memory_days`, and starts from nought.
    """
    after: Array = trust + (quiet - trust) / memory_days
    return after


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


def deterrence_log(
    *,
    armed_per_km: Array,
    half_per_km: Array,
    armed_force: Array,
    guarantee: Array,
    backed_force: Array,
    settlement: Array,
    strength: Array,
    pressure_effect: Array,
    pressure: Array,
    trust_effect: Array,
    trust: Array,
) -> Array:
    """Return by how much the log rate of resumption is lowered, (worlds,).

    Armed troops count with diminishing returns in their density; a guarantee counts where a
    force is on the ground and backed (0 to 1); settled terms count by strength (0 to 1), and
    trust (0 to 1) as it grows; outside pressure (0 to 1) works the other way.
    """
    return (
        armed_force * armed_per_km / (armed_per_km + half_per_km)
        + guarantee * backed_force
        + settlement * strength
        + trust_effect * trust
        - pressure_effect * pressure
    )


def resumption_chance(
    gain_from_war: Array,
    frailty: Array,
    deterrence: Array,
    *,
    log_rate: Array,
    value_weight: Array,
) -> Array:
    """Return the chance in a week that each side resumes the war, (2, worlds).

    gain_from_war: war value less what peace is worth, (2, worlds). frailty: by what the risk of
    the world is multiplied, (worlds,). Daily hazard of each side:
    frailty * exp(log_rate + value_weight * gain - deterrence) / 2.
    """
    log_hazard = log_rate + value_weight * gain_from_war - deterrence
    daily = frailty * np.exp(np.minimum(log_hazard, 2.0)) / 2
    value: Array = 1 - np.exp(-7 * daily)
    return value


class Durability:
    """The life of the ceasefire in a block of worlds.

    `want_of_quiet`, `frailty`, `trust`: (worlds,). `restraint`, `recent`: (2, worlds); `recent`
    is the fire a side has lately taken in violations a day, remembered over about a week.
    """

    def __init__(self, want_of_quiet: Array, variance: Array) -> None:
        """Start with full restraint, no trust, and no fire to remember. See `frailty`."""
        self.want_of_quiet = want_of_quiet
        self.frailty = frailty(want_of_quiet, variance)
        self.trust = np.zeros(want_of_quiet.size)
        self.restraint = np.ones((2, want_of_quiet.size))
        self.recent = np.zeros((2, want_of_quiet.size))

    def begin(self, where: Chosen) -> None:
        """Give both sides full restraint and a clean slate in the worlds `where`."""
        self.restraint[:, where] = 1.0
        self.recent[:, where] = 0.0
        self.trust[where] = 0.0

    def remember(self, among: Chosen, suffered: Array, wartime: Array, settings: Settings) -> None:
        """Take in a day's fire. suffered, wartime: violations a day against each side, (2, n)."""
        recent = self.recent[:, among]
        recent = recent + (suffered - recent) / MEMORY_DAYS
        self.recent[:, among] = recent
        tolerance = settings.durability.tolerance_share.take(among)
        self.trust[among] = trust_after_day(
            self.trust[among],
            (recent <= tolerance * wartime).all(axis=0),
            memory_days=settings.durability.trust_days.take(among),
        )
        self.restraint[:, among] = restraint_after_day(
            self.restraint[:, among],
            recent / wartime,
            tolerance=tolerance,
            erosion=settings.durability.erosion_per_day.take(among),
            repair=settings.durability.repair_per_day.take(among),
        )

    def ignited(self, among: Chosen, wartime: Array, settings: Settings) -> Mask:
        """Return which of the worlds `among` burn as in the war, (n,), true or false."""
        limit = settings.durability.ignition_share.take(among)
        total = self.recent[0, among] + self.recent[1, among]
        burning: Mask = total >= limit * (wartime[0] + wartime[1])
        return burning
