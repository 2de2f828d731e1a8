"""The foreign mission: where its troops stand, what hits them, and the consent it rests on.

Who sends troops and calls them home is decided by the contributors (`actors.contributor`).
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, Mask, ordered_sum
from contactline.luck import Ahead, Luck
from contactline.world.actors.contributor import Contributors, Joining, Request
from contactline.world.agreement import Agreement
from contactline.world.counts import poisson_count
from contactline.world.postures import ARMED, ON_LINE, SOLDIERS_AWAY, SOLDIERS_ON_LINE
from contactline.world.settings import Settings


def troops_per_km(troops: Array, weight: Array, *, line_km: float, focus: Array) -> Array:
    """Return soldiers per kilometre in each sector, (sectors, worlds).

    The share `focus` stands in step with the weight of each sector in the fire, the rest
    evenly. troops: (worlds,). weight: (sectors, worlds), summing to 1.
    """
    evenly = 1 / weight.shape[0]
    share = (1 - focus) * evenly + focus * weight
    density: Array = troops * share * (weight.shape[0] / line_km)
    return density


class Mission:
    """The mission of a block of worlds. All arrays (worlds,) unless said.

    `pledged`, `deployed`: soldiers in all. `lost_consent`: Russia has taken its consent back.
    `casualties`: so far. `density`: soldiers per km in each sector, (sectors, worlds), or None
    where nobody stands on the line in any world.
    """

    def __init__(self, contributors: Contributors, luck: Luck, line_km: float) -> None:
        """Take the contributors; nobody has pledged or come."""
        worlds = luck.worlds.size
        self.contributors = contributors
        self.line_km = line_km
        self.lost_consent = np.zeros(worlds, dtype=bool)
        self.casualties = np.zeros(worlds)
        self.exposure = np.zeros(worlds)
        self.density: Array | None = None
        self._hits = Ahead(luck, *(f"hit {one.key}" for one in contributors.members), every=7)
        self._add_up()

    def begin(self, where: Mask) -> None:
        """Let a new ceasefire start with whatever consent its own agreement holds."""
        self.lost_consent = self.lost_consent & ~where

    def ask(self, request: Request, where: Mask, settings: Settings) -> list[Joining]:
        """Ask for troops in the worlds `where`; return who pledges, in two rounds."""
        allowed = where & (request.rung > 0) & ~self.lost_consent
        if not allowed.any():
            return []
        rounds = self.contributors.decide(request, allowed, settings)
        self._add_up()
        return rounds

    def lose_consent(self, where: Mask) -> None:
        """Go on without Russia's consent in the worlds `where`."""
        self.lost_consent = self.lost_consent | where

    def deploy(self, agreement: Agreement, at_table: Mask, day: int, settings: Settings) -> None:
        """Bring pledged troops in while the ceasefire holds, and all home when it has broken."""
        if not (self.pledged.any() or self.deployed.any()):
            return
        wanted = at_table | (agreement.in_force & (agreement.rung > 0))
        arrived = agreement.age_days(day) >= settings.mission.lead_time_days
        self.contributors.deploy(wanted, agreement.in_force & arrived, settings)
        self._add_up()

    def expose(self, fire: Array, among: Chosen) -> None:
        """Add a day's fire near the troops. fire: (2, sectors, n), of the worlds `among`."""
        if self.density is not None:
            near = ordered_sum((fire[0] + fire[1]) * self.density.take(among, axis=-1))
            self.exposure[among] += near

    def suffer(self, day: int, settings: Settings) -> Array:
        """Return this week's casualties, (worlds,), and count them at home."""
        week = np.zeros_like(self.casualties)
        if not (self.exposure.any() or self.casualties.any()):
            return week
        mean = self.exposure * settings.mission.hits_per_million / 1e6
        share = self.contributors.deployed / np.where(self.deployed > 0, self.deployed, 1)
        hits = poisson_count(self._hits.at(day), mean * share)
        self.contributors.suffer(hits, settings)
        self.exposure = np.zeros_like(self.exposure)
        week = ordered_sum(hits)
        self.casualties = self.casualties + week
        return week

    def withdraw(self, settings: Settings) -> Mask:
        """Return where lost support brings troops home for good, (contributors, worlds)."""
        if not self.pledged.any():
            return np.zeros(self.contributors.pledged.shape, dtype=bool)
        leaves = self.contributors.withdraw(settings)
        self._add_up()
        return leaves

    def place(self, agreement: Agreement, weight: Array, settings: Settings) -> Array | None:
        """Post the troops for the week to come; return the armed ones by km, (sectors, worlds).

        weight: share of each sector in the fire, (sectors, worlds). None: nobody stands there.
        """
        on_line = self.on_line(agreement)
        self.density = None
        if not on_line.any():
            return None
        focus = settings.mission.hot_spot_focus
        self.density = troops_per_km(on_line, weight, line_km=self.line_km, focus=focus)
        armed = self.armed_on_line(agreement)
        return troops_per_km(armed, weight, line_km=self.line_km, focus=focus)

    def armed_on_line(self, agreement: Agreement) -> Array:
        """Return soldiers on the line that count as an armed force between the sides, (worlds,)."""
        armed: Array = self.on_line(agreement) * ARMED[agreement.rung]
        return armed

    def on_line(self, agreement: Agreement) -> Array:
        """Return soldiers on the contact line, (worlds,)."""
        troops: Array = self.deployed * ON_LINE[agreement.rung]
        return troops

    def soldiers(self, agreement: Agreement) -> tuple[Array, Array]:
        """Return soldiers on the contact line, and away from it, (worlds,) each.

        Unarmed observers are neither, and those who go home have left the line.
        """
        rung = agreement.rung
        return self.deployed * SOLDIERS_ON_LINE[rung], self.deployed * SOLDIERS_AWAY[rung]

    def of_europe(self, agreement: Agreement) -> tuple[Array, Array]:
        """Return soldiers pledged, and on the line, by all of Europe, (worlds,) each."""
        contributors = self.contributors
        deployed = ordered_sum(contributors.deployed[contributors.european])
        on_line: Array = deployed * ON_LINE[agreement.rung]
        return ordered_sum(contributors.pledged[contributors.european]), on_line

    def _add_up(self) -> None:
        self.pledged = ordered_sum(self.contributors.pledged)
        self.deployed = ordered_sum(self.contributors.deployed)
