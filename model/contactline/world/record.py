"""The record of a block of worlds: each week is put down by name, and changes nothing."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.dials.issues import ISSUES
from contactline.luck import Luck
from contactline.world.actors import Actor, Actors, Belligerents, Contributors
from contactline.world.agreement import Agreement
from contactline.world.line import WeekOfFire
from contactline.world.mission import Mission
from contactline.world.talks import Talks
from contactline.world.weekly import Names, Weekly

DRAFTS = tuple(f"draft.{issue}" for issue in ISSUES)
VIOLATIONS = ("violations",)


class Record:
    """What is put down of troops, phases, stances, drafts and violations, in `weekly`."""

    def __init__(
        self,
        weeks: int,
        sectors: int,
        luck: Luck,
        actors: Actors,
        sides: Belligerents,
        contributors: Contributors,
    ) -> None:
        """Make room for the weeks; the stances of all but the two sides are put down once."""
        self.sides = sides
        self._offers = [(one, _stances_of(one)) for one in sides.members]
        self.troops = (*(f"troops.{key}" for key in contributors.keys), "troops")
        stances = (name for one in actors.members for name in _stances_of(one))
        names = (*self.troops, *stances, *DRAFTS, *VIOLATIONS)
        self.weekly = Weekly(weeks, sectors, luck.worlds, names)
        for one in actors.members:
            if one not in sides.members:  # nobody else makes offers
                self.weekly.steady(_stances_of(one), one.opening)

    def week(self, week: int, agreement: Agreement, talks: Talks, mission: Mission) -> None:
        """Put down troops, phase and positions everywhere, the draft where there is one."""
        soldiers = np.vstack([mission.contributors.deployed, mission.deployed])
        self.weekly.amounts(self.troops, week, soldiers)
        self.weekly.phase(week, talks.at_table, agreement.in_force)
        for side, (one, stances) in enumerate(self._offers):
            across = self.sides.members[1 - side].row
            talks.actors.offer(one.row, across, self.sides.conceded[side])
            self.weekly.positions(stances, week, one.position)
        terms = np.where(agreement.in_force, agreement.terms, talks.terms)
        self.weekly.positions(DRAFTS, week, terms, talks.at_table | agreement.in_force)

    def fire(self, week: int, counted: WeekOfFire, total: Array, holds: Mask) -> None:
        """Put down the fire of the week that has passed.

        total: of both sides, (worlds,). holds: where a ceasefire does.
        """
        self.weekly.amounts(VIOLATIONS, week, total[np.newaxis], holds)
        self.weekly.fire(week, counted.by_sector.sum(axis=0), int((counted.days_quiet > 0).sum()))


def _stances_of(actor: Actor) -> Names:
    return tuple(f"position.{actor.key}.{issue}" for issue in ISSUES)
