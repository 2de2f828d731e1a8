"""The life of a ceasefire in one world: orders, restraint, escalation, trust, resumption."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

import mesa
from scipy.stats import gamma

from plain_mesa.line import RUSSIA, UKRAINE

MEMORY_DAYS = 7


class Army(mesa.Agent):
    """One of the two armies: the restraint it keeps, the fire it has lately taken.

    `shy`: the share of its unprovoked fire that it holds back because it would be named. `gain`:
    what war is worth to it over the peace in force, in shares of its aims.
    """

    def __init__(self, model: mesa.Model, dials: Mapping[str, Any]) -> None:
        super().__init__(model)
        self.dials = dials
        self.shy = 0.0
        self.gain = 0.0
        self.begin()

    def begin(self) -> None:
        """Start with full restraint and a clean slate."""
        self.restraint = 1.0
        self.recent = 0.0

    def answer(self, discipline: float) -> float:
        """Return how many of its violations answer one of the other side's on the day before."""
        dials = self.dials
        harder = (dials["durability.answer_without_restraint"] - 1) * (1 - self.restraint)
        held_back = discipline * dials["front.discipline_on_return_fire"]
        return dials["front.return_fire"] * (1 - held_back) * (1 + harder)

    def remember(self, suffered: int, wartime: float) -> None:
        """Take in a day's fire; above what it will bear restraint wears down."""
        dials = self.dials
        self.recent += (suffered - self.recent) / MEMORY_DAYS
        excess = self.recent / wartime / dials["durability.tolerance_share"] - 1
        if excess > 0:
            self.restraint -= dials["durability.erosion_per_day"] * min(excess, 3)
        else:
            self.restraint += dials["durability.repair_per_day"]
        self.restraint = min(max(self.restraint, 0.0), 1.0)

    def bears(self, wartime: float) -> bool:
        """Return whether the fire it has lately taken is no more than it will bear."""
        return self.recent <= self.dials["durability.tolerance_share"] * wartime


class Ceasefire:
    """What makes a ceasefire last or not, in one world. `armies`: of Ukraine, of Russia.

    `want_of_quiet` and `frailty` are drawn once a world; `trust` goes from 0 to 1.
    `attack_day`: when an attack that was decided on begins; `attacker`: whose.
    """

    def __init__(self, model: mesa.Model, dials: Mapping[str, Any]) -> None:
        self.dials = dials
        self.luck = model.luck
        self.want_of_quiet = self.luck.normal("want of quiet")
        self.frailty = frailty_of(self.want_of_quiet, dials["durability.frailty_variance"])
        self.armies = [Army(model, dials), Army(model, dials)]
        self.begin()

    def begin(self) -> None:
        """Start without trust, with full restraint, and no attack prepared."""
        self.trust = 0.0
        self.attack_day: int | None = None
        self.attacker = UKRAINE
        for army in self.armies:
            army.begin()

    def days_since_commitment(self, stated: int) -> int:
        """Return the days since both sides last committed themselves. stated: on a date."""
        every = self.dials["front.recommitment_days"]
        return stated % every if every > 0 else stated

    def discipline(self, ordered: int) -> float:
        """Return what is left of return-fire discipline so many days after the orders."""
        dials = self.dials
        lost = (ordered / dials["front.discipline_wearoff_days"]) ** dials[
            "front.discipline_wearoff_shape"
        ]
        return dials["front.discipline"] * math.exp(-lost)

    def level(self, stated: int, strength: float = 0.0, gain: float = 0.0) -> float:
        """Return unprovoked fire as a share of the war's, before discipline and monitors.

        stated: days since the last commitment on a date. strength: how much is settled, 0 for a
        bare truce to 1 for a full settlement. gain: what war is worth over peace to the side.
        """
        dials, since = self.dials, self.days_since_commitment(stated)
        wish = dials["front.peace_weight"] * gain
        restless = math.exp(wish - dials["front.resting_spread"] * self.want_of_quiet)
        resting = dials["front.resting_share"] * restless
        resting = min(resting * (1 - dials["front.settlement_calm"] * strength), 1.0)
        restraint = dials["front.initial_cut"] * math.exp(-since / dials["front.wearoff_days"])
        return resting * (1 - restraint)

    def orders(
        self, stated: int, ordered: int, strength: float = 0.0
    ) -> tuple[list[float], list[float]]:
        """Return level and answer of each side, as `Line.day` takes them.

        stated, ordered: days since the last commitment and the last orders on a date.
        """
        discipline = self.discipline(min(ordered, self.days_since_commitment(stated)))
        kept = 1 - discipline * self.dials["front.discipline_on_first_fire"]
        levels = [
            self.level(stated, strength, army.gain) * kept * (1 - army.shy) for army in self.armies
        ]
        return levels, [army.answer(discipline) for army in self.armies]

    def look_back(self, fired: list[int], wartime: list[float]) -> bool:
        """Let both sides remember a day of fire; return whether the line burns."""
        for side, other in ((UKRAINE, RUSSIA), (RUSSIA, UKRAINE)):
            self.armies[side].remember(fired[other], wartime[other])
        ukraine, russia = self.armies
        quiet = ukraine.bears(wartime[RUSSIA]) and russia.bears(wartime[UKRAINE])
        self.trust += (float(quiet) - self.trust) / self.dials["durability.trust_days"]
        limit = self.dials["durability.ignition_share"] * sum(wartime)
        return ukraine.recent + russia.recent >= limit

    def who_attacks(self, needed: list[float], day: int, days: int) -> list[bool]:
        """Return whether each side decides, within some days, to take up the war again.

        needed: how tempting an occasion must be for it, in log units.
        """
        decided = []
        for side, tempting in enumerate(needed):
            log_hazard = min(self.dials["durability.resumption_log_rate"] - tempting, 2.0)
            daily = self.frailty * math.exp(log_hazard) / 2
            likely = 1 - math.exp(-days * daily)
            decided.append(self.luck.uniform("resume the war", day, side) < likely)
        return decided


def frailty_of(want_of_quiet: float, variance: float) -> float:
    """Return by what the risk is multiplied: gamma, low where the parties want the quiet."""
    if variance <= 0:
        return 1.0
    rank = NormalDist().cdf(-want_of_quiet)
    return float(gamma.ppf(rank, 1 / variance, scale=variance))
