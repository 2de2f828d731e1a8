"""The front line in a ceasefire: who fires where, day by day.

Violations are a self-exciting count process: unprovoked fire, in bursts, return fire to the
other side's fire of the day before, and spill-over from neighbouring sectors; and the whole
line has quiet and loud days. Bursts and days have mean one, so the mean settles at the
unprovoked fire divided by one less the reproduction number. Sectors run from the north-east
to the south-west. Side 0 is fire from the Ukrainian side, side 1 from the Russian side.
Arrays have shape (sides, sectors, worlds).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from contactline.arrays import Array, Chosen, Mask, WhileSame, by_side, ordered_sum
from contactline.dials.sides import SIDES
from contactline.luck import Luck
from contactline.world.counts import Bursts, BurstsAhead, poisson_count
from contactline.world.settings import Settings

MOST_PER_SECTOR_AND_DAY = 20000.0
MOST_AHEAD = 128
"""Worlds times days for which restraint is worked out at once, which is cheap for few of them."""


def sector_weights(intensity: Array, noise: Array, *, spread: Array, correlation: Array) -> Array:
    """Return each sector's share of all unprovoked fire, (sectors, worlds), summing to 1.

    intensity: (sectors,), the published share of its direction. noise: (sectors, worlds),
    standard normal; neighbours are correlated along the line, 0 to 1, and the weights log-normal.
    spread: in log units. Both (worlds,).
    """
    along = np.empty_like(noise)
    along[0] = noise[0]
    for sector in range(1, noise.shape[0]):
        fresh = np.sqrt(1 - correlation**2) * noise[sector]
        along[sector] = correlation * along[sector - 1] + fresh
    weight = intensity[:, np.newaxis] * np.exp(spread * along)
    return weight / ordered_sum(weight)


def days_since_commitment(stated_days: Array, *, every_days: Array) -> Array:
    """Return the days since the sides last committed themselves to the ceasefire, (worlds,).

    stated_days: since the last one on a date, the start of the ceasefire or a later day. They do
    so again every `every_days` from then on; 0 means never again.
    """
    if not every_days.any():
        return stated_days
    renewed = np.mod(stated_days, np.where(every_days > 0, every_days, 1.0))
    return np.where(every_days > 0, renewed, stated_days)


def discipline_left(
    discipline: Array, order_days: Array, *, wearoff_days: Array, wearoff_shape: Array
) -> Array:
    """Return the discipline that orders of this age still command, 0 to 1, (worlds,).

    With a shape above 1 it is lost slowly at first and faster later (Weibull); with 1 steadily.
    order_days: days since the orders were last given. discipline: on their day, 0 to 1.
    wearoff_days: in which two thirds of it are lost.
    """
    left: Array = discipline * np.exp(-((order_days / wearoff_days) ** wearoff_shape))
    return left


def unprovoked_level(
    days_since: Array,
    *,
    initial_cut: Array,
    wearoff_days: Array,
    resting_share: Array,
    discipline_cut: Array,
) -> Array:
    """Return unprovoked fire as a share of the war's, in the shape of resting_share.

    A commitment takes the share `initial_cut` of the resting level away, and that wears off.
    discipline_cut: the share that discipline takes of the rest. days_since: days since the
    commitment. resting_share: (2, worlds). All else broadcasts to it.
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
    expected = answer * yesterday[::-1]
    expected += unprovoked
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


def resting_level(
    want_of_quiet: Array,
    strength: Array,
    gain_from_war: Array,
    *,
    share: Array,
    spread: Array,
    settlement_calm: Array,
    peace_weight: Array,
) -> Array:
    """Return unprovoked fire once the first restraint is gone, (2, worlds).

    It is a share of the war's, by side. The parties' want of quiet (standard normal) spreads it
    over worlds; what is settled (strength, 0 to 1) calms it. A side to which war is worth more
    than the peace in force (gain_from_war, (2, worlds), in shares of its aims) fires more, and
    less where the peace is worth more.
    """
    settled = settlement_calm * strength
    restless = np.exp(peace_weight * gain_from_war - spread * want_of_quiet)
    return np.minimum(share * restless * (1 - settled), 1.0)


class FrontLine:
    """The line of contact of a block of worlds; only worlds in a ceasefire take part in a day.

    `weight`: (sectors, worlds). What holds until it is said anew: `left`, the share of fire that
    troops between the sides leave, (sectors, worlds), None where nobody stands there; `resting`,
    unprovoked fire once the first restraint is gone, and `spared`, the share of it that being seen
    leaves, both (2, worlds).
    """

    def __init__(self, intensity: Array, settings: Settings, luck: Luck) -> None:
        """Draw the unevenness of the line in each world. intensity: (sectors,), summing to 1."""
        sectors, worlds = intensity.size, luck.worlds.size
        self.luck = luck
        self.settings = settings
        self.weight = sector_weights(
            intensity,
            luck.normal("sector weight", 0, (sectors,)),
            spread=settings.front.sector_spread,
            correlation=settings.front.neighbour_correlation,
        )
        self.bursts = Bursts.of_shape(settings.front.burst_shape)
        self.loudness = BurstsAhead(
            Bursts.of_shape(settings.front.day_shape), luck, "loud day", cells=()
        )
        self._fire = np.zeros((len(SIDES), sectors, worlds))
        self.left: Array | None = None
        self.resting = np.ones((len(SIDES), worlds))
        self.spared = np.ones((len(SIDES), worlds))
        self._quiet: QuietLine | None = None
        self._wartime = WhileSame[Array]()
        self._said_anew = False
        self.count_apart([worlds])

    def count_apart(self, ends: Sequence[int]) -> None:
        """Count sectors for some parts of the block by themselves, and begin anew.

        ends: the position behind the last world of each part, in order.
        """
        self._ends = np.array(ends)
        self.start_week()

    def start_week(self) -> None:
        """Begin to count anew."""
        sectors, worlds = self.weight.shape
        self._week = WeekOfFire(
            np.zeros((len(SIDES), worlds)),
            np.zeros((self._ends.size, sectors)),
            np.zeros(worlds),
        )
        if self._quiet is not None:
            self._quiet.start_week()

    def week(self) -> WeekOfFire:
        """Return what was counted of the days since `start_week`."""
        if self._quiet is not None and self._quiet.days:
            self._quiet.add_to(self._week, self._ends)
            self._quiet.start_week()
        return self._week

    @property
    def fire(self) -> Array:
        """Return the violations of the last day of each world, (2, sectors, worlds)."""
        if self._quiet is not None:
            self._fire[:, :, self._quiet.among] = self._quiet.fire
        return self._fire

    def wartime_by_side(self) -> Array:
        """Return violations a day in the war by each side, (2, worlds)."""
        war, front = self.settings.war, self.settings.front
        russian = front.russian_share
        return self._wartime.of(lambda: self.wartime() * by_side(1 - russian, russian), war, front)

    def wartime(self) -> Array:
        """Return violations a day in the war, as monitors would count them, (worlds,)."""
        return self.settings.war.assaults_per_day * self.settings.front.violations_per_assault

    def begin(self, where: Mask, day: int) -> None:
        """Start a ceasefire in the worlds `where` from a last day of fire as in the war."""
        chosen = np.flatnonzero(where)
        wartime = self.wartime_by_side().take(chosen, axis=-1)
        mean = wartime[:, np.newaxis] * self.weight.take(chosen, axis=-1)
        last = self.luck.among(chosen).uniform("last fire", day, mean.shape[:-1])
        self.gather_up()
        self._fire[:, :, chosen] = poisson_count(last, mean)

    def settle(self, want_of_quiet: Array, strength: Array, gain_from_war: Array) -> None:
        """Let unprovoked fire come to rest at what the agreements allow. See `resting_level`."""
        front = self.settings.front
        self.resting = resting_level(
            want_of_quiet,
            strength,
            gain_from_war,
            share=front.resting_share,
            spread=front.resting_spread,
            settlement_calm=front.settlement_calm,
            peace_weight=front.peace_weight,
        )
        self._said_anew = True

    def watch(self, attributed: Array) -> None:
        """Let being named hold each side back. attributed: share of its fire, (2, worlds)."""
        self.spared = 1 - self.settings.monitors.restraint_from_attribution * attributed
        self._said_anew = True

    def shield(self, armed_per_km: Array | None) -> None:
        """Let armed troops stand between the sides, (sectors, worlds); None: nowhere."""
        if armed_per_km is None:
            self.left = None
        else:
            calm = self.settings.front.calm_per_soldier_per_km
            self.left = fire_left(armed_per_km, calm_per_soldier_per_km=calm)
        self._said_anew = True

    def among(self, among: Chosen) -> QuietLine:
        """Return the line in the worlds `among`, kept as long as the same object is asked for."""
        if self._quiet is None or self._quiet.among is not among:
            self.gather_up()
            self._quiet = QuietLine(self, among)
        elif self._said_anew:
            self._quiet.look_up(self)
        self._said_anew = False
        return self._quiet

    def gather_up(self) -> None:
        """Take back the fire of the worlds apart: which they are, or their dials, are to change."""
        self._fire = self.fire
        self.week()
        self._quiet = None


class WeekOfFire(NamedTuple):
    """What was counted on the line in the days of a week so far.

    Violations `by_side`, (2, worlds), and `by_sector`, summed over the worlds of each part that is
    counted apart, (parts, sectors); `days_quiet`: in a ceasefire, (worlds,).
    """

    by_side: Array
    by_sector: Array
    days_quiet: Array


class QuietLine:
    """The line in the worlds `among` only, as long as these are the worlds with a ceasefire.

    `fire`: violations of the last day, (2, sectors, n); `by_side`: the same summed over sectors,
    and `wartime_by_side`: those of a day in the war; both (2, n). `days`: since `start_week`.
    """

    def __init__(self, line: FrontLine, among: Chosen) -> None:
        """Take what a day needs out of the whole line, once."""
        luck = line.luck.among(among)
        self.among = among
        self.front = line.settings.among(among).front
        self.fire = line.fire.take(among, axis=-1)
        self.weight = line.weight.take(among, axis=-1)
        self.wartime_by_side = line.wartime_by_side().take(among, axis=-1)
        self.first_hand = 1 - self.front.return_fire - 2 * self.front.spill_over
        self.loudness = line.loudness
        self.look_up(line)
        self.start_week()
        bursts, cells = line.bursts.among(among), self.fire.shape[:-1]
        self._bursts = BurstsAhead(bursts, luck, "fire", cells)

    def look_up(self, line: FrontLine) -> None:
        """Take what may be said anew each week."""
        self.left = None if line.left is None else line.left.take(self.among, axis=-1)
        self.resting = line.resting.take(self.among, axis=-1)
        self.spared = line.spared.take(self.among, axis=-1)
        self._restraint: dict[int, tuple[Array, Array]] = {}

    def start_week(self) -> None:
        """Begin to count anew."""
        self._week, self.days = np.zeros(self.fire.shape), 0

    def add_to(self, week: WeekOfFire, ends: Chosen) -> None:
        """Add what was counted since `start_week` to a week of the whole line.

        ends: of the parts that are counted apart, as in `FrontLine.count_apart`.
        """
        week.by_side[:, self.among] += self._week.sum(axis=1)
        columns = pairwise([0, *self.among.searchsorted(ends)])
        for part, (first, end) in enumerate(columns):
            week.by_sector[part] += self._week[:, :, first:end].sum(axis=(0, 2))
        week.days_quiet[self.among] += self.days

    def restraint(self, day: int, stated: Array, ordered: Array) -> tuple[Array, Array]:
        """Return how far commitments and orders hold fire down on a day.

        That is the level of unprovoked fire as a share of the war's by side, (2, n), and the
        share of return fire that discipline takes away, (n,). stated, ordered: the days of the
        last commitment, and of the last orders, on a date, of the whole line, (worlds,). Both hold
        until something is said anew, so some days are worked out at once.
        """
        if day not in self._restraint:
            days = np.arange(day, day + max(1, MOST_AHEAD // max(self.among.size, 1)))
            levels, taken = self._restraint_after(
                *(days[:, np.newaxis] - one.take(self.among) for one in (stated, ordered))
            )
            self._restraint = dict(zip(days.tolist(), zip(levels, taken, strict=True), strict=True))
        return self._restraint[day]

    def _restraint_after(self, stated_days: Array, order_days: Array) -> tuple[Array, Array]:
        """Return `restraint` of days so many days after the last commitment and orders, (days, n).

        Of shape (days, 2, n) and (days, n).
        """
        front = self.front
        since = days_since_commitment(stated_days, every_days=front.recommitment_days)
        discipline = discipline_left(
            front.discipline,
            np.minimum(order_days, since),
            wearoff_days=front.discipline_wearoff_days,
            wearoff_shape=front.discipline_wearoff_shape,
        )
        level = unprovoked_level(
            since[:, np.newaxis],
            initial_cut=front.initial_cut,
            wearoff_days=front.wearoff_days,
            resting_share=self.resting,
            discipline_cut=(discipline * front.discipline_on_first_fire)[:, np.newaxis],
        )
        return level * self.spared, discipline * front.discipline_on_return_fire

    def day(self, day: int, level: Array, discipline: Array, answer: Array) -> Array:
        """Return today's violations, (2, sectors, n), and count them.

        level: unprovoked fire as a share of the war's by side, (2, n). discipline: the share of
        return fire taken away, (n,); both as `restraint` says. answer: how many times its usual
        fire a side returns, (2, n).
        """
        burst, uniform = self._bursts.at(day)
        loud = self.loudness.at(day)[0].take(self.among)
        unprovoked = self.wartime_by_side * (level * self.first_hand * loud)
        returned = self.front.return_fire * (1 - discipline) * answer * loud
        first_fire = unprovoked[:, np.newaxis] * self.weight
        first_fire *= burst
        expected = violations_expected(
            first_fire,
            self.fire,
            answer=returned[:, np.newaxis],
            spill_over=self.front.spill_over * loud,
        )
        if self.left is not None:
            expected *= self.left
        np.minimum(expected, MOST_PER_SECTOR_AND_DAY, out=expected)
        self.fire = poisson_count(uniform, expected)
        self.by_side = self.fire.sum(axis=1)
        self._week += self.fire
        self.days += 1
        return self.fire
