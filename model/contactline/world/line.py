"""The front line in a ceasefire: who fires where, day by day.

Violations are a self-exciting count process: unprovoked fire, in bursts, return fire to the
other side's fire of the day before, and spill-over from neighbouring sectors; and the whole
line has quiet and loud days. Bursts and days have mean one, so the mean settles at the
unprovoked fire divided by one less the reproduction number. Sectors run from the north-east
to the south-west. Side 0 is fire from the Ukrainian side, side 1 from the Russian side.
Arrays have shape (sides, sectors, worlds).
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, ordered_sum
from contactline.luck import Luck
from contactline.world.counts import Bursts, poisson_count
from contactline.world.settings import Settings

SIDES = 2
MOST_PER_SECTOR_AND_DAY = 20000.0


def sector_weights(intensity: Array, noise: Array, *, spread: Array, correlation: Array) -> Array:
    """Return each sector's share of all unprovoked fire, (sectors, worlds), summing to 1.

    intensity: (sectors,), the published share of its direction. noise: (sectors, worlds),
    standard normal; neighbours are correlated along the line, and the weights log-normal.
    """
    along = np.empty_like(noise)
    along[0] = noise[0]
    for sector in range(1, noise.shape[0]):
        fresh = np.sqrt(1 - correlation**2) * noise[sector]
        along[sector] = correlation * along[sector - 1] + fresh
    weight = intensity[:, np.newaxis] * np.exp(spread * along)
    return weight / ordered_sum(weight)


def days_since_commitment(age_days: Array, *, every_days: Array) -> Array:
    """Return the days since the sides last committed themselves to the ceasefire, (worlds,).

    They do so at its start, and again every `every_days`; 0 means never again.
    """
    renewed = np.mod(age_days, np.where(every_days > 0, every_days, 1.0))
    return np.where(every_days > 0, renewed, age_days)


def discipline_left(discipline: Array, age_days: Array, *, wearoff_days: Array) -> Array:
    """Return the discipline that orders of this age still command, 0 to 1, (worlds,)."""
    left: Array = discipline * np.exp(-age_days / wearoff_days)
    return left


def unprovoked_level(
    days_since: Array,
    *,
    initial_cut: Array,
    wearoff_days: Array,
    resting_share: Array,
    discipline_cut: Array,
) -> Array:
    """Return unprovoked fire as a share of the war's, (worlds,).

    A commitment takes the share `initial_cut` of the resting level away, and that wears off.
    Discipline takes another share. days_since: days since the commitment.
    """
    restraint = initial_cut * np.exp(-days_since / wearoff_days)
    return resting_share * (1 - restraint) * (1 - discipline_cut)


def violations_expected(
    unprovoked: Array, yesterday: Array, *, answer: Array, spill_over: Array
) -> Array:
    """Return the violations expected today, (sides, sectors, worlds).

    unprovoked: (sides, sectors, worlds). yesterday: the same shape, counts. answer: violations
    that one of the other side brings, (sides, 1, worlds). spill_over: to each neighbour, (worlds,).
    """
    expected = unprovoked + answer * yesterday[::-1]
    spilled = spill_over * yesterday
    expected[:, 1:] += spilled[:, :-1]
    expected[:, :-1] += spilled[:, 1:]
    return expected


def fire_left(armed_per_km: Array, *, calm_per_soldier_per_km: Array) -> Array:
    """Return the share of fire left with armed troops between the sides, (sectors, worlds).

    armed_per_km: (sectors, worlds). The log reduction grows with density, so never above 1.
    """
    left: Array = np.exp(-calm_per_soldier_per_km * armed_per_km)
    return left


class FrontLine:
    """The line of contact of a block of worlds; only worlds in a ceasefire take part in a day.

    `fire`: violations of the last day, (2, sectors, worlds). `weight`: (sectors, worlds).
    """

    def __init__(self, intensity: Array, settings: Settings, luck: Luck) -> None:
        """Draw the unevenness of the line in each world. intensity: (sectors,), summing to 1."""
        sectors = intensity.size
        self.luck = luck
        self.settings = settings
        self.weight = sector_weights(
            intensity,
            luck.normal("sector weight", 0, (sectors,)),
            spread=settings.front.sector_spread,
            correlation=settings.front.neighbour_correlation,
        )
        self.bursts = Bursts.of_shape(settings.front.burst_shape)
        self.loudness = Bursts.of_shape(settings.front.day_shape)
        self.fire = np.zeros((SIDES, sectors, luck.worlds.size))

    def wartime_by_side(self) -> Array:
        """Return violations a day in the war by each side, (2, worlds)."""
        russian = self.settings.front.russian_share
        return self.wartime() * np.stack([1 - russian, russian])

    def wartime(self) -> Array:
        """Return violations a day in the war, as monitors would count them, (worlds,)."""
        tempo = self.settings.war.assaults_per_day
        return tempo * self.settings.front.violations_per_assault

    def begin(self, where: Chosen, day: int) -> None:
        """Start a ceasefire in the worlds `where` from a last day of fire as in the war."""
        mean = self.wartime_by_side()[:, np.newaxis] * self.weight
        luck = self.luck.among(where)
        last = luck.uniform("last fire", day, mean.shape[:-1])
        self.fire[:, :, where] = poisson_count(last, mean.take(where, axis=-1))

    def day(
        self, day: int, among: Chosen, level: Array, discipline: Array, answer: Array, left: Array
    ) -> Array:
        """Return today's violations of the worlds `among`, (2, sectors, n).

        level: unprovoked fire as a share of the war, (n,) or by side (2, n). discipline: share
        of return fire taken away, (n,). answer: times as much fire a side returns, (2, n). left:
        share of fire that troops between the sides leave, (sectors, n).
        """
        settings, luck = self.settings, self.luck.among(among)
        return_fire = settings.front.return_fire.take(among)
        spill_over = settings.front.spill_over.take(among)
        first_hand = level * (1 - return_fire - 2 * spill_over)
        uniform = luck.uniform("fire", day, self.fire.shape[:-1])
        burst, uniform = self.bursts.among(among).split(uniform)
        expected = violations_expected(
            self._unprovoked(among, first_hand) * burst,
            self.fire.take(among, axis=-1),
            answer=(return_fire * (1 - discipline) * answer)[:, np.newaxis],
            spill_over=spill_over,
        )
        expected *= left * self.loudness.among(among).at(luck.uniform("loud day", day))
        today = poisson_count(uniform, np.minimum(expected, MOST_PER_SECTOR_AND_DAY))
        self._remember(today, among)
        return today

    def _unprovoked(self, among: Chosen, level: Array) -> Array:
        by_side = self.wartime_by_side().take(among, axis=-1) * level
        return by_side[:, np.newaxis] * self.weight.take(among, axis=-1)

    def _remember(self, today: Array, among: Chosen) -> None:
        if among.size == self.fire.shape[-1]:
            self.fire = today
        else:
            self.fire[:, :, among] = today
