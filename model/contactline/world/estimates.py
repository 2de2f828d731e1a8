"""What the two sides estimate of fighting on, and of a text with the soldiers behind it."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, WhileSame, by_side
from contactline.dials.issues import ALIGNMENT, SEQUENCE
from contactline.world.actors import Belligerents, Broker
from contactline.world.actors.outlook import Outlook
from contactline.world.agreement import Agreement
from contactline.world.commitment import belief_kept, doubt_taken_away
from contactline.world.settings import Settings
from contactline.world.truces import Truces
from contactline.world.war import War


class Estimates:
    """What the sides of a block of worlds estimate, worked out anew whenever it is asked."""

    def __init__(
        self,
        sides: Belligerents,
        war: War,
        broker: Broker,
        agreement: Agreement,
        truces: Truces,
        settings: Settings,
    ) -> None:
        """Look at the state of these; none of it is written here."""
        self.sides, self.war, self.broker = sides, war, broker
        self.agreement, self.truces, self.settings = agreement, truces, settings
        self._of_war = WhileSame[Array]()

    def of_text(self, terms: Array, force: Array, uninvited: Array, pressure: Array) -> Outlook:
        """Return what the sides can know of some terms, and of the soldiers behind them.

        force: as in `belief`. All else as in `Outlook`.
        """
        return Outlook(
            terms=terms,
            war=self.of_war(),
            belief=self.belief(terms, force),
            pressure=pressure,
            uninvited=uninvited,
        )

    def of_war(self) -> Array:
        """Return what each side expects of fighting on, (2, worlds)."""
        war, settings = self.war, self.settings
        state = (war.balance, war.optimism, war.exhaustion, settings.war, settings.talks)
        return self._of_war.of(self._worth_of_war, *state)

    def _worth_of_war(self) -> Array:
        seen, worn = self.war.as_seen(self.settings)
        return self.sides.value_of_war(seen, worn, self.settings)

    def belief(self, terms: Array, force: Array) -> Array:
        """Return how far each side believes that terms are kept, (2, worlds).

        force: weight of the soldiers behind them, 0 to 1. They protect Ukraine.
        """
        talks, settings = self.settings.talks, self.settings
        taken = doubt_taken_away(
            force,
            self.broker.backing(settings),
            terms[ALIGNMENT],
            from_force=talks.belief_from_force,
            from_backing=talks.belief_from_backing,
            from_alignment=talks.belief_from_alignment,
        )
        nothing = np.zeros(taken.size)
        if not talks.commitment:
            taken = nothing
        return belief_kept(
            self.truces.belief(talks.belief),
            taken_away=by_side(taken, nothing),
            truce=terms[SEQUENCE] / 100,
            truce_discount=talks.truce_discount,
            collapses=self.agreement.collapses,
            lost_per_collapse=talks.belief_lost_per_collapse,
        )
