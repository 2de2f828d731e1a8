"""The front line and its ceasefire the plain Mesa way: a model per world, an agent per sector side.

It follows the same rules as `contactline.world.line`, `contactline.world.ceasefire` and
`contactline.world.monitors`, written anew in scalar Python with the model's own random numbers:
unprovoked fire in bursts, its wear-off and its renewal by recommitments, discipline and what is
left of it, fire held back because monitors watch, return fire, spill-over, quiet and loud days,
restraint and the answer to fire, ignition, frailty, trust, and the weekly decision to resume.
Left out, as in `array_line`: a mission, a settlement, and what war offers over peace.
It exists to be compared with the arrays, in its results and in its speed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist

import mesa
from scipy.stats import gamma

MEMORY_DAYS = 7
MOST_PER_SECTOR_AND_DAY = 20000
PEOPLE_PER_PATROL = 10
UKRAINE, RUSSIA = 0, 1


class Side(mesa.Agent):
    """One of the two armies: its orders, the restraint it keeps, the fire it has lately taken."""

    def __init__(self, model: PlainLine, wartime: float, watched: float) -> None:
        super().__init__(model)
        self.wartime = wartime
        self.shy = watched * model.values["monitors.restraint_from_attribution"]
        self.restraint = 1.0
        self.recent = 0.0

    def answer(self, discipline: float) -> float:
        """Return how many of its violations answer one of the other side's on the day before."""
        values = self.model.values
        harder = (values["durability.answer_without_restraint"] - 1) * (1 - self.restraint)
        held_back = discipline * values["front.discipline_on_return_fire"]
        return values["front.return_fire"] * (1 - held_back) * (1 + harder)

    def remember(self, suffered: int, wartime: float) -> None:
        """Take in a day's fire; above what it will bear restraint wears down."""
        values = self.model.values
        self.recent += (suffered - self.recent) / MEMORY_DAYS
        excess = self.recent / wartime / values["durability.tolerance_share"] - 1
        if excess > 0:
            self.restraint -= values["durability.erosion_per_day"] * min(excess, 3)
        else:
            self.restraint += values["durability.repair_per_day"]
        self.restraint = min(max(self.restraint, 0.0), 1.0)

    def bears(self, wartime: float) -> bool:
        """Return whether the fire it has lately taken is no more than it will bear."""
        return self.recent <= self.model.values["durability.tolerance_share"] * wartime


class SectorSide(mesa.Agent):
    """The guns of one side in one sector."""

    def __init__(self, model: PlainLine, side: int, weight: float) -> None:
        super().__init__(model)
        self.side = side
        self.weight = weight
        self.opposite: SectorSide | None = None
        self.neighbours: list[SectorSide] = []
        self.expected = 0.0
        self.fire = int(self.rng.poisson(model.sides[side].wartime * weight))

    def expect(self) -> None:
        """Work out today's violations: unprovoked in bursts, return fire, spill-over."""
        model = self.model
        burst = self.rng.gamma(model.burst_shape, 1 / model.burst_shape)
        unprovoked = model.unprovoked[self.side] * self.weight * burst
        returned = model.answers[self.side] * self.opposite.fire
        spilled = model.spill_over * sum(neighbour.fire for neighbour in self.neighbours)
        expected = (unprovoked + returned + spilled) * model.loudness
        self.expected = min(expected, MOST_PER_SECTOR_AND_DAY)

    def shoot(self) -> None:
        """Fire today's violations."""
        self.fire = int(self.rng.poisson(self.expected))


class PlainLine(mesa.Model):
    """One world in a ceasefire that begins on day 0. `step` lets a day pass.

    `violations`: of each day so far. `by_sector`: of each sector so far. `trust`: 0 to 1.
    `ended`: how the ceasefire ended, "" while it holds.
    """

    def __init__(
        self, intensity: list[float], values: Mapping[str, float], rng: int, line_km: float = 1151.0
    ) -> None:
        super().__init__(rng=rng)
        self.values = values
        self.burst_shape = values["front.burst_shape"]
        self.spill_over = values["front.spill_over"]
        self.want_of_quiet = self.rng.normal()
        self.frailty = self.drawn_frailty()
        self.trust = 0.0
        self.wartime = values["war.assaults_per_day"] * values["front.violations_per_assault"]
        russian = values["front.russian_share"]
        self.sides = [
            Side(self, self.wartime * (1 - russian), self.watched("ukrainian", line_km)),
            Side(self, self.wartime * russian, self.watched("russian", line_km)),
        ]
        self.sectors = [
            [SectorSide(self, side, weight) for side in (UKRAINE, RUSSIA)]
            for weight in self.sector_weights(intensity)
        ]
        self.introduce()
        self.guns = self.agents_by_type[SectorSide]
        self.violations: list[int] = []
        self.by_sector = [0] * len(self.sectors)
        self.ended = ""

    def drawn_frailty(self) -> float:
        """Return by what the risk is multiplied: gamma, low where the parties want the quiet."""
        variance = self.values["durability.frailty_variance"]
        if variance <= 0:
            return 1.0
        rank = NormalDist().cdf(-self.want_of_quiet)
        return float(gamma.ppf(rank, 1 / variance, scale=variance))

    def watched(self, side: str, line_km: float) -> float:
        """Return the share of a side's fire that observers and technology lay at its door."""
        values = self.values
        technology = values["monitors.technology"]
        patrols = values["monitors.observers"] / PEOPLE_PER_PATROL
        unseen = math.exp(-patrols * values["monitors.km_seen_per_patrol"] / line_km)
        seen = values[f"monitors.access_{side}_side"] * (1 - unseen * (1 - technology))
        by_patrol = values["monitors.attributed_by_patrol"] * (1 - technology)
        return seen * (by_patrol + values["monitors.attributed_by_technology"] * technology)

    def sector_weights(self, intensity: list[float]) -> list[float]:
        """Return each sector's share of all unprovoked fire; neighbours are alike."""
        alike, spread = (
            self.values["front.neighbour_correlation"],
            self.values["front.sector_spread"],
        )
        weights, along = [], self.rng.normal()
        for sector, share in enumerate(intensity):
            if sector:
                along = alike * along + math.sqrt(1 - alike**2) * self.rng.normal()
            weights.append(share * math.exp(spread * along))
        total = sum(weights)
        return [weight / total for weight in weights]

    def introduce(self) -> None:
        """Tell each sector side who stands opposite and beside it."""
        for at, pair in enumerate(self.sectors):
            for gun in pair:
                gun.opposite = pair[1 - gun.side]
                beside = [other for other in (at - 1, at + 1) if 0 <= other < len(self.sectors)]
                gun.neighbours = [self.sectors[other][gun.side] for other in beside]

    def step(self) -> None:
        """Let a day pass, unless the ceasefire is over."""
        if self.ended:
            self.running = False
            return
        age = len(self.violations)
        if age and age % 7 == 0:
            self.resume()
        if not self.ended:
            self.fire_for_a_day(age)

    def fire_for_a_day(self, age: int) -> None:
        """Let every sector fire, and both sides remember."""
        values, discipline = self.values, self.discipline(age)
        first_hand = 1 - values["front.return_fire"] - 2 * self.spill_over
        first_hand *= self.level(age) * (1 - discipline * values["front.discipline_on_first_fire"])
        self.unprovoked = [side.wartime * first_hand * (1 - side.shy) for side in self.sides]
        self.answers = [side.answer(discipline) for side in self.sides]
        self.loudness = self.rng.gamma(values["front.day_shape"], 1 / values["front.day_shape"])
        self.guns.do("expect")
        self.guns.do("shoot")
        for at, (ukrainian, russian) in enumerate(self.sectors):
            self.by_sector[at] += ukrainian.fire + russian.fire
        self.look_back([sum(pair[side].fire for pair in self.sectors) for side in (0, 1)])

    def look_back(self, fired: list[int]) -> None:
        """Let both sides remember a day of fire; see whether the line burns."""
        self.violations.append(sum(fired))
        for side, other in ((UKRAINE, RUSSIA), (RUSSIA, UKRAINE)):
            self.sides[side].remember(fired[other], self.sides[other].wartime)
        ukraine, russia = self.sides
        quiet = ukraine.bears(russia.wartime) and russia.bears(ukraine.wartime)
        self.trust += (float(quiet) - self.trust) / self.values["durability.trust_days"]
        limit = self.values["durability.ignition_share"] * self.wartime
        if ukraine.recent + russia.recent >= limit:
            self.ended = "escalation"

    def discipline(self, age: int) -> float:
        """Return what is left of return-fire discipline since it was ordered on day 0."""
        values = self.values
        return values["front.discipline"] * math.exp(-age / values["front.discipline_wearoff_days"])

    def level(self, age: int) -> float:
        """Return unprovoked fire as a share of the war's, before discipline and monitors."""
        values, every = self.values, self.values["front.recommitment_days"]
        restless = math.exp(-values["front.resting_spread"] * self.want_of_quiet)
        resting = min(values["front.resting_share"] * restless, 1.0)
        since = age % every if every > 0 else age
        restraint = values["front.initial_cut"] * math.exp(-since / values["front.wearoff_days"])
        return resting * (1 - restraint)

    def resume(self) -> None:
        """Let each side decide, once a week, whether to take up the war again."""
        values = self.values
        calmed = values["durability.trust_log"] * self.trust
        log_hazard = values["durability.resumption_log_rate"] - calmed
        weekly = 1 - math.exp(-7 * self.frailty * math.exp(min(log_hazard, 2.0)) / 2)
        resumes = [self.random.random() < weekly for _ in self.sides]
        if any(resumes):
            self.ended = "resumption"
