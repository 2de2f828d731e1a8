"""Belligerents: what a deal is worth to them, when they talk and sign, when they resume the war.

Ripeness (Zartman 1989): a side comes to the table when the best deal it can expect beats
fighting on. Signing is a logit choice between the deal and the war. Sides are rows, Ukraine first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from contactline.arrays import Array, Mask, by_side, chance, ordered_sum
from contactline.dials.issues import FORCE, ISSUES, SEQUENCE
from contactline.dials.sides import SIDES
from contactline.luck import Ahead, Luck
from contactline.world.actors.actor import Actor
from contactline.world.postures import LEVEL, ON_LINE, asked_rung
from contactline.world.settings import Settings

DEFERRED_ISSUES = ("territory", "alignment", "sanctions")
PUT_OFF_BY_A_TRUCE = np.array([issue in DEFERRED_ISSUES for issue in ISSUES])


def belief_in_deal(
    own_belief: Array,
    *,
    force_level: Array,
    from_force: Array,
    truce: Array,
    truce_discount: Array,
    collapses: Array,
    lost_per_collapse: Array,
) -> Array:
    """Return the chance a side gives a deal of being kept, 0 to 1, (worlds,).

    A foreign force takes away a share of its doubt, in step with its rung (0 to 100); a bare
    truce (1) is believed in less than a settlement (0); every earlier collapse costs belief.
    """
    doubt = (1 - own_belief) * (1 - from_force * force_level / 100)
    kept = (1 - doubt) * (1 - truce_discount * truce)
    return kept * (1 - lost_per_collapse) ** collapses


def deal_value(
    terms: Array, position: Array, salience: Array, belief: Array, *, deferral: Array
) -> Array:
    """Return what a deal is worth to a side, 0 to 1, (..., worlds).

    One less the salience-weighted distance of the terms from its positions, times its belief.
    A truce (high sequence) puts off part of the quarrel over the deferred issues.
    terms, position, salience: (issues, ..., worlds). belief: (..., worlds). deferral: (worlds,).
    """
    truce = terms[SEQUENCE] / 100
    put_off = PUT_OFF_BY_A_TRUCE.reshape(-1, *(1,) * (position.ndim - 1))
    felt = 1 - put_off * deferral * truce
    loss = ordered_sum(salience * felt * np.abs(terms - position)) / 100
    weight = ordered_sum(salience)
    return belief * (1 - loss / np.where(weight > 0, weight, 1))


def readiness(gain: Array, pressure: Array, *, opening_cost: Array, steepness: Array) -> Array:
    """Return the chance in a week that a side is ready to talk.

    gain: deal value less war value. pressure: what the broker adds. All (..., worlds).
    """
    return chance(steepness * (gain + pressure - opening_cost))


def signature_chance(
    gain: Array, pressure: Array, *, signing_cost: Array, rationality: Array
) -> Array:
    """Return the chance in a week at the table that a side signs the draft (logit choice)."""
    return chance(rationality * (gain + pressure - signing_cost))


def consent_chance(russia_position: Array, rung_level: Array, *, tolerance: Array) -> Array:
    """Return the chance that Russia accepts a rung on the line, (worlds,).

    Even where the rung lies `tolerance` points above its own stance, halving about every
    seven points beyond.
    """
    return chance((russia_position + tolerance - rung_level) / 10)


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


class Belligerent(Actor):
    """Ukraine or Russia: a side of the war that must agree to any deal."""


class Belligerents:
    """The two sides of a block of worlds, Ukraine first, and what they decide.

    `gain`: what the draft is worth to each over fighting on, and `pressure`: what the broker's
    pressure adds, both (2, worlds), as last reckoned. `at_least`, `at_most`: the red lines that
    bind both, (issues, worlds); where the lowest exceeds the highest no terms suit both.
    """

    def __init__(self, sides: Sequence[Belligerent], luck: Luck) -> None:
        """Take the two sides, in any order."""
        self.members = tuple(sorted(sides, key=lambda one: SIDES.index(one.key)))
        self.ukraine, self.russia = self.members
        self.salience = np.stack([one.salience for one in self.members], axis=1)
        self.at_least = np.maximum(self.ukraine.at_least, self.russia.at_least)
        self.at_most = np.minimum(self.ukraine.at_most, self.russia.at_most)
        self.gain = np.zeros((2, luck.worlds.size))
        self.pressure = np.zeros((2, luck.worlds.size))
        self._agrees = luck.uniform("russian consent")
        self._ready = Ahead(luck, "ready to talk", cells=(2,), every=7)
        self._signs = Ahead(luck, "sign", cells=(2,), every=7)
        self._resumes = Ahead(luck, "resume the war", cells=(2,), every=7)
        self._takes_back = Ahead(luck, "consent taken back", every=7)

    def value_of(self, terms: Array, collapses: Array, settings: Settings) -> Array:
        """Return what terms are worth to each side, (2, worlds). terms: (issues, worlds)."""
        believes = settings.talks.belief_from_force
        belief = belief_in_deal(
            settings.talks.belief,
            force_level=terms[FORCE],
            from_force=by_side(believes, np.zeros_like(believes)),
            truce=terms[SEQUENCE] / 100,
            truce_discount=settings.talks.truce_discount,
            collapses=collapses,
            lost_per_collapse=settings.talks.belief_lost_per_collapse,
        )
        positions = np.stack([one.position for one in self.members], axis=1)
        return deal_value(
            terms[:, np.newaxis], positions, self.salience, belief, deferral=settings.talks.deferral
        )

    def reckon(
        self, terms: Array, war_value: Array, pressure: Array, collapses: Array, settings: Settings
    ) -> None:
        """Weigh a draft against fighting on. war_value, pressure: (2, worlds)."""
        self.gain = self.value_of(terms, collapses, settings) - war_value
        self.pressure = pressure

    def ready_to_talk(self, day: int, settings: Settings) -> Mask:
        """Return where both sides are ready to come to the table this week, (worlds,)."""
        likely = readiness(
            self.gain,
            self.pressure,
            opening_cost=settings.talks.opening_cost,
            steepness=settings.talks.steepness,
        )
        ready: Mask = (self._ready.at(day)[0] < likely).all(axis=0)
        return ready

    def willing_to_sign(self, day: int, settings: Settings) -> Mask:
        """Return where both sides would sign the draft this week, (worlds,)."""
        likely = signature_chance(
            self.gain,
            self.pressure,
            signing_cost=settings.talks.signing_cost,
            rationality=settings.talks.rationality,
        )
        willing: Mask = (self._signs.at(day)[0] < likely).all(axis=0)
        return willing

    def consents(self, drafted_force: Array, settings: Settings) -> Mask:
        """Return where Russia consents to the force that is asked for, (worlds,).

        drafted_force: the position of the draft on foreign_force, (worlds,).
        """
        said = settings.mission.russian_consent
        if said != "by_stance":
            return np.full(drafted_force.shape, said == "given")
        rung = asked_rung(drafted_force, settings.mission.proposal)
        likely = consent_chance(
            self.russia.opening[FORCE], LEVEL[rung], tolerance=settings.mission.consent_tolerance
        )
        agrees: Mask = (self._agrees < likely) & ON_LINE[rung]
        return agrees

    def takes_consent_back(self, at_stake: Mask, day: int, settings: Settings) -> Mask:
        """Return where Russia takes its consent back this week. at_stake: where it stands."""
        weekly = 1 - np.exp(-settings.mission.consent_loss_per_year / 52)
        lost: Mask = at_stake & (self._takes_back.at(day)[0] < weekly)
        return lost

    @staticmethod
    def deterrence(
        settings: Settings,
        *,
        armed_per_km: Array,
        backed_force: Array,
        strength: Array,
        pressure: Array,
        trust: Array,
    ) -> Array:
        """Return by how much what stands against it lowers the log rate of resumption, (worlds,).

        See `deterrence_log`.
        """
        durability = settings.durability
        return deterrence_log(
            armed_per_km=armed_per_km,
            half_per_km=durability.armed_force_half_per_km,
            armed_force=durability.armed_force_log,
            guarantee=durability.guarantee_log,
            backed_force=backed_force,
            settlement=durability.settlement_log,
            strength=strength,
            pressure_effect=durability.outside_pressure_log,
            pressure=pressure,
            trust_effect=durability.trust_log,
            trust=trust,
        )

    def resume(
        self, gain_from_war: Array, frailty: Array, deterrence: Array, day: int, settings: Settings
    ) -> Mask:
        """Return where each side would resume the war this week, (2, worlds).

        gain_from_war: war value less what peace is worth, (2, worlds). See `resumption_chance`.
        """
        likely = resumption_chance(
            gain_from_war,
            frailty,
            deterrence,
            log_rate=settings.durability.resumption_log_rate,
            value_weight=settings.durability.value_weight,
        )
        resumes: Mask = self._resumes.at(day)[0] < likely
        return resumes
