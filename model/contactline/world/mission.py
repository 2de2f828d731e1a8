"""The foreign mission: where its troops stand, what hits them, and the consent it rests on.

Who sends troops and calls them home is decided by the contributors (`actors.contributor`).
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, Mask, WhileSame, ordered_sum
from contactline.luck import Ahead, Luck
from contactline.world.actors.contributor import Contributors
from contactline.world.actors.standing import Standing
from contactline.world.agreement import Agreement
from contactline.world.commitment import weight_of_numbers
from contactline.world.counts import poisson_count
from contactline.world.postures import (
    ARMED,
    AWAY_RISK,
    INSTRUCTORS,
    MONITORS,
    OBSERVERS,
    ON_LINE,
    REASSURES,
    SOLDIERS_AWAY,
    SOLDIERS_ON_LINE,
    Rungs,
)
from contactline.world.settings import Settings


def troops_per_km(troops: Array, weight: Array, *, line_km: float, focus: Array) -> Array:
    """Return soldiers per kilometre in each sector, (..., sectors, worlds).

    The share `focus` stands in step with the weight of each sector in the fire, the rest
    evenly. troops: (worlds,), or of several kinds (..., 1, worlds). weight: (sectors, worlds),
    summing to 1.
    """
    evenly = 1 / weight.shape[0]
    share = (1 - focus) * evenly + focus * weight
    density: Array = troops * share * (weight.shape[0] / line_km)
    return density


def share_arrived(days: Array, *, lead_time_days: Array, buildup_days: Array) -> Array:
    """Return the share of a force that has come some days after it was agreed, 0 to 1, (worlds,).

    Nobody comes before lead_time_days; in buildup_days more come two thirds.
    """
    share: Array = 1 - np.exp(-np.maximum(days - lead_time_days, 0) / buildup_days)
    return share


class Mission:
    """The mission of a block of worlds. All arrays (worlds,) unless said.

    `pledged`, `deployed`: soldiers in all. `observers`: neutral and unarmed, under a text that
    holds them. `lost_consent`: Russia has taken its consent back. `casualties`: so far. `density`:
    soldiers per km in each sector, (sectors, worlds), or None where nobody stands on the line in
    any world; `near_fire`: of all of them in proportion to the fire around them in a war. `stood`:
    the posture of the latest ceasefire that broke, in which who is still there stands in the war.
    """

    def __init__(self, contributors: Contributors, luck: Luck, line_km: float) -> None:
        """Take the contributors; nobody has pledged or come."""
        worlds = luck.worlds.size
        self.contributors = contributors
        self.line_km = line_km
        self.observers = np.zeros(worlds)
        self.lost_consent = np.zeros(worlds, dtype=bool)
        self.casualties = np.zeros(worlds)
        self.exposure = np.zeros(worlds)
        self.density: Array | None = None
        self._taken_of: Chosen | None = None
        self.near_fire = np.zeros(worlds)
        self.stood: Rungs = np.full(worlds, INSTRUCTORS)
        self._posture = WhileSame[Rungs]()
        self._in_war = WhileSame[Mask]()
        self._hits = Ahead(luck, *(f"hit {one.key}" for one in contributors.members), every=7)
        self.add_up()

    def begin(self, where: Mask, rung: Rungs) -> None:
        """Let a ceasefire start with the force its text holds; pledges for another lapse."""
        self.lost_consent = self.lost_consent & ~where
        self.contributors.take_back(where & (rung < MONITORS))
        self.add_up()

    def lose_consent(self, where: Mask, *, troops_stay: Mask | bool) -> None:
        """Go on without Russia's consent in the worlds `where`; the troops go home, or stay."""
        self.lost_consent = self.lost_consent | where
        self.contributors.take_back(where & np.logical_not(troops_stay))
        self.add_up()

    def arrive(self, agreement: Agreement, day: int, settings: Settings) -> None:
        """Bring in who is pledged or posted while the ceasefire holds, and home who does not hold.

        In a war that has come back those stay whose governments hold.
        """
        age, mission = agreement.age_days(day), settings.mission
        posted = agreement.in_force & (agreement.rung == OBSERVERS)
        share = share_arrived(
            age, lead_time_days=mission.lead_time_days, buildup_days=mission.buildup_days
        )
        self.observers = np.where(posted, mission.neutral_observers * share, 0.0)
        if self.pledged.any() or self.deployed.any():
            welcome = agreement.in_force & (age >= mission.lead_time_days)
            self.contributors.deploy(welcome, settings)
            self.add_up()

    def posture(self, agreement: Agreement) -> Rungs:
        """Return the posture of soldiers, (worlds,): the one in the text, or beside it.

        In the war it is that of the ceasefire that broke.
        """

        def work_out() -> Rungs:
            quiet = np.where(agreement.rung >= MONITORS, agreement.rung, agreement.beside)
            return np.where(agreement.in_force, quiet, self.stood)

        state = (agreement.rung, agreement.beside, agreement.in_force, self.stood)
        return self._posture.of(work_out, *state)

    def without_consent(self, agreement: Agreement) -> Mask:
        """Return where consent was taken back, or soldiers on the line never had it, (worlds,)."""
        uninvited: Mask = agreement.in_force & (agreement.rung < MONITORS)
        return self.lost_consent | (uninvited & (self.on_line(agreement) > 0))

    def come_under_attack(self, where: Mask, agreement: Agreement) -> None:
        """Let the war come back around its soldiers, as long as the text is still known."""
        self.stood = np.where(where, self.posture(agreement), self.stood)
        self.contributors.come_under_attack(where)

    def stand(self, agreement: Agreement, backing: Array, settings: Settings) -> Standing:
        """Let governments hold, leave or reinforce in worlds at war."""
        posture = self.posture(agreement)
        standing = self.contributors.stand(~agreement.in_force, posture, backing, settings)
        self.add_up()
        return standing

    def believed(self, weight: Array, settings: Settings) -> Array:
        """Return what soldiers weigh in Ukraine's belief after all that others did before them.

        weight: by number and posture, 0 to 1, (worlds,).
        """
        broken = 1 - self.contributors.word_kept()
        lost = settings.talks.belief_lost_by_leaving * broken
        left: Array = weight * (1 - lost)
        return left

    def weight_offered(self, rung: Rungs, settings: Settings) -> Array:
        """Return what the soldiers offered weigh in a belief that a text is kept, 0 to 1.

        rung: the posture in which they would stand, (worlds,).
        """
        numbers = weight_of_numbers(
            ordered_sum(self.contributors.offered) / self.line_km,
            half_per_km=settings.talks.reassurance_half_per_km,
        )
        weight: Array = numbers * REASSURES[rung]
        return weight

    def weight_on_the_ground(self, agreement: Agreement, settings: Settings) -> Array:
        """Return what the soldiers in the country weigh by number and posture, 0 to 1."""
        numbers = weight_of_numbers(
            self.deployed / self.line_km, half_per_km=settings.talks.reassurance_half_per_km
        )
        weight: Array = numbers * REASSURES[self.posture(agreement)]
        return weight

    def expose(self, fire: Array, among: Chosen) -> None:
        """Add a day's fire near the troops. fire: (2, sectors, n), of the worlds `among`."""
        if self.density is None:
            return
        if self._taken_of is not among:  # the same object every day, until one begins or ends
            self._taken_of, self._density_there = among, self.density.take(among, axis=-1)
        self.exposure[among] += ordered_sum((fire[0] + fire[1]) * self._density_there)

    def in_war(self, agreement: Agreement) -> Mask:
        """Return where there is war around soldiers, (worlds,)."""
        in_force, deployed = agreement.in_force, self.deployed
        return self._in_war.of(lambda: ~in_force & (deployed > 0), in_force, deployed)

    def expose_to_war(self, in_it: Mask, fire: Array, settings: Settings) -> None:
        """Add a day's fire of the war near the troops who are still there.

        in_it: as `in_war` says; fire: violations a day; both (worlds,).
        """
        taken = fire * self.near_fire * settings.mission.hits_in_war
        self.exposure += np.where(in_it, taken, 0.0)

    def suffer(self, day: int, settings: Settings) -> Array:
        """Return this week's casualties, (worlds,), and count them at home."""
        week = np.zeros(self.casualties.size)
        if not (self.exposure.any() or self.casualties.any()):
            return week
        mean = self.exposure * settings.mission.hits_per_million / 1e6
        share = self.contributors.deployed / np.where(self.deployed > 0, self.deployed, 1)
        hits = poisson_count(self._hits.at(day), mean * share)
        self.contributors.suffer(hits, settings)
        self.exposure = np.zeros(self.exposure.size)
        week = ordered_sum(hits)
        self.casualties = self.casualties + week
        return week

    def withdraw(self, settings: Settings) -> Mask:
        """Return where lost support brings troops home for good, (contributors, worlds)."""
        if not self.pledged.any():
            return np.zeros(self.contributors.pledged.shape, dtype=bool)
        leaves = self.contributors.withdraw(settings)
        self.add_up()
        return leaves

    def place(self, agreement: Agreement, weight: Array, settings: Settings) -> Array | None:
        """Post the troops for the week to come; return the armed ones by km, (sectors, worlds).

        weight: share of each sector in the fire, (sectors, worlds). None: nobody stands there.
        Behind the line there is a part of the fire to fear.
        """
        on_line = self.on_line(agreement)
        self.near_fire = AWAY_RISK * ((self.deployed - on_line) / self.line_km)
        self.density = self._taken_of = None
        if not on_line.any():
            return None
        both = np.array([on_line, self.armed_on_line(agreement)])[:, np.newaxis]
        focus = settings.mission.hot_spot_focus
        standing = troops_per_km(both, weight, line_km=self.line_km, focus=focus)
        self.density = standing[0]
        self.near_fire += ordered_sum(weight * self.density)
        armed: Array = standing[1]
        return armed

    def armed_on_line(self, agreement: Agreement) -> Array:
        """Return soldiers on the line that count as an armed force between the sides, (worlds,)."""
        armed: Array = self.on_line(agreement) * ARMED[self.posture(agreement)]
        return armed

    def on_line(self, agreement: Agreement) -> Array:
        """Return soldiers on the contact line, (worlds,)."""
        troops: Array = self.deployed * ON_LINE[self.posture(agreement)]
        return troops

    def soldiers(self, agreement: Agreement) -> tuple[Array, Array]:
        """Return soldiers on the contact line, and away from it, (worlds,) each."""
        posture = self.posture(agreement)
        return self.deployed * SOLDIERS_ON_LINE[posture], self.deployed * SOLDIERS_AWAY[posture]

    def pledged_by_europe(self) -> Array:
        """Return soldiers pledged by all of Europe, (worlds,)."""
        return ordered_sum(self.contributors.pledged.take(self.contributors.european, axis=0))

    def europe_on_line(self, agreement: Agreement) -> Array:
        """Return soldiers of all of Europe on the contact line, (worlds,)."""
        deployed = self.contributors.deployed.take(self.contributors.european, axis=0)
        on_line: Array = ordered_sum(deployed) * ON_LINE[self.posture(agreement)]
        return on_line

    def add_up(self) -> None:
        """Count who is pledged and on the ground in all."""
        self.pledged = ordered_sum(self.contributors.pledged)
        self.deployed = ordered_sum(self.contributors.deployed)
