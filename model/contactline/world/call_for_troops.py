"""The call for troops: what governments are asked to send soldiers for, and who wants them."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.dials.issues import ALIGNMENT
from contactline.world.actors import Broker
from contactline.world.actors.request import (
    BEFORE_TALKS,
    IN_A_CEASEFIRE,
    ON_THE_WAY,
    Request,
)
from contactline.world.agreement import Agreement
from contactline.world.postures import INSTRUCTORS, MONITORS
from contactline.world.settings import Settings
from contactline.world.talks import Talks

NEUTRAL_BELOW = 25.0
"""A text whose alignment lies below bars foreign soldiers whom Ukraine alone would invite."""


class CallForTroops:
    """What governments are asked in a block of worlds, by the text in force or a draft."""

    def __init__(
        self, agreement: Agreement, talks: Talks, broker: Broker, settings: Settings
    ) -> None:
        """Look at the state of these; none of it is written here."""
        self.agreement, self.talks = agreement, talks
        self.broker, self.settings = broker, settings

    def today(self, fire_share: Array) -> Request:
        """Return what is asked today: for the text in force, or a draft.

        What Russia would consent to shows at the table, not before. fire_share: the fire of the
        ceasefire as a share of the war, (worlds,).
        """
        agreement, talks, settings = self.agreement, self.talks, self.settings
        quiet = agreement.in_force
        held = np.where(quiet, agreement.rung, talks.rung)
        in_text = held >= MONITORS
        no_text = np.where(quiet, agreement.beside, talks.asked)
        return Request(
            rung=np.where(in_text, held, no_text),
            in_text=in_text & np.where(quiet, agreement.consented, talks.at_table),
            outside_text=quiet & ~in_text,
            backing=self.broker.backing(settings),
            fire_share=np.where(quiet, fire_share, settings.front.resting_share),
            stage=self.stage(),
            asked=self.broker.has_asked(),
        )

    def if_signed(self) -> Request:
        """Return what would be asked if the text before the sides were signed."""
        in_text, rung = self.talks.with_troops()
        return Request(
            rung=rung,
            in_text=in_text,
            outside_text=~in_text,
            backing=self.broker.backing(self.settings),
            fire_share=self.settings.front.resting_share,
            stage=np.full(rung.size, IN_A_CEASEFIRE),
            asked=self.broker.has_asked(),
        )

    def stage(self) -> Array:
        """Return how far things have come, (worlds,): a ceasefire, talks or a plan, or neither."""
        on_the_way = self.talks.at_table | self.broker.plan
        at_war = np.where(on_the_way, ON_THE_WAY, BEFORE_TALKS)
        return np.where(self.agreement.in_force, IN_A_CEASEFIRE, at_war)

    def welcome_if_signed(self) -> Mask:
        """Return where soldiers could come under the text before the sides, (worlds,)."""
        welcome: Mask = (self.talks.rung >= MONITORS) | self.would_invite(self.talks.terms)
        return welcome

    def for_soldiers(self) -> Mask:
        """Return where anybody asks for soldiers, (worlds,): not for nobody, or observers alone.

        Before a ceasefire the posture asked for says so; in one they stand in the text, or Ukraine
        could invite them.
        """
        agreement = self.agreement
        there = (agreement.rung >= MONITORS) | self.would_invite(agreement.terms)
        called: Mask = np.where(agreement.in_force, there, self.talks.asked >= INSTRUCTORS)
        return called

    def would_invite(self, terms: Array) -> Mask:
        """Return where Ukraine could invite soldiers whom the text does not hold, (worlds,)."""
        mission = self.settings.mission
        needed = mission.nato_needs_alignment if mission.in_nato else NEUTRAL_BELOW
        barred = mission.without_consent == "stay_away"
        invites: Mask = (terms[ALIGNMENT] >= needed) & (not barred)
        return invites
