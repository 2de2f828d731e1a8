"""The front line of one world: an agent for the guns of each side in each sector."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import mesa
import numpy as np

MOST_PER_SECTOR_AND_DAY = 20000
UKRAINE, RUSSIA = 0, 1


class SectorSide(mesa.Agent):
    """The guns of one side in one sector. `fire`: its violations of the last day.

    `left`: the share of fire that armed troops between the sides leave.
    """

    def __init__(self, model: mesa.Model, line: Line, side: int, weight: float) -> None:
        super().__init__(model)
        self.line = line
        self.side = side
        self.weight = weight
        self.left = 1.0
        self.opposite: SectorSide | None = None
        self.neighbours: list[SectorSide] = []
        self.expected = 0.0
        self.fire = 0

    def begin(self) -> None:
        """Fire a last day as in the war."""
        self.fire = int(self.rng.poisson(self.line.wartime[self.side] * self.weight))

    def expect(self) -> None:
        """Work out today's violations: unprovoked in bursts, return fire, spill-over."""
        line = self.line
        burst = line.rng.gamma(line.burst_shape, 1 / line.burst_shape)
        unprovoked = line.unprovoked[self.side] * self.weight * burst
        returned = line.answers[self.side] * self.opposite.fire
        beside = 0
        for neighbour in self.neighbours:
            beside += neighbour.fire
        spilled = line.spill_over * beside
        expected = (unprovoked + returned + spilled) * self.left * line.loudness
        self.expected = min(expected, MOST_PER_SECTOR_AND_DAY)

    def shoot(self) -> None:
        """Fire today's violations."""
        self.fire = int(self.line.rng.poisson(self.expected))


class Line:
    """All guns of one world. `wartime`: violations a day of each side in the war.

    `sectors`: the guns of Ukraine and Russia in each sector, from north-east to south-west.
    """

    def __init__(
        self, model: mesa.Model, intensity: Sequence[float], dials: Mapping[str, Any]
    ) -> None:
        self.rng = model.rng
        self.dials = dials
        self.burst_shape = dials["front.burst_shape"]
        self.day_shape = dials["front.day_shape"]
        self.weights = sector_weights(intensity, dials, self.rng)
        self.sectors = [
            [SectorSide(model, self, side, weight) for side in (UKRAINE, RUSSIA)]
            for weight in self.weights
        ]
        self.guns = model.agents_by_type[SectorSide]
        self.introduce()

    @property
    def wartime(self) -> list[float]:
        """Return violations a day in the war, by side."""
        dials, russian = self.dials, self.dials["front.russian_share"]
        total = dials["war.assaults_per_day"] * dials["front.violations_per_assault"]
        return [total * (1 - russian), total * russian]

    def introduce(self) -> None:
        """Tell each sector side who stands opposite and beside it."""
        for at, pair in enumerate(self.sectors):
            for gun in pair:
                gun.opposite = pair[1 - gun.side]
                beside = [other for other in (at - 1, at + 1) if 0 <= other < len(self.sectors)]
                gun.neighbours = [self.sectors[other][gun.side] for other in beside]

    def begin(self) -> None:
        """Start a ceasefire from a last day of fire as in the war."""
        self.guns.do("begin")

    def day(self, levels: Sequence[float], answers: Sequence[float]) -> list[int]:
        """Return today's violations by side.

        levels: unprovoked fire of each side as a share of its own in the war. answers: how many
        violations of a side answer one of the other's on the day before.
        """
        self.spill_over = self.dials["front.spill_over"]
        first_hand = 1 - self.dials["front.return_fire"] - 2 * self.spill_over
        pairs = zip(self.wartime, levels, strict=True)
        self.unprovoked = [wartime * level * first_hand for wartime, level in pairs]
        self.answers = list(answers)
        self.loudness = self.rng.gamma(self.day_shape, 1 / self.day_shape)
        self.guns.do("expect")
        self.guns.do("shoot")
        return [sum(pair[side].fire for pair in self.sectors) for side in (UKRAINE, RUSSIA)]


def sector_weights(
    intensity: Sequence[float], dials: Mapping[str, Any], rng: np.random.Generator
) -> list[float]:
    """Return each sector's share of all unprovoked fire; neighbours are alike."""
    alike, spread = dials["front.neighbour_correlation"], dials["front.sector_spread"]
    weights, along = [], rng.normal()
    for sector, share in enumerate(intensity):
        if sector:
            along = alike * along + math.sqrt(1 - alike**2) * rng.normal()
        weights.append(share * math.exp(spread * along))
    total = sum(weights)
    return [weight / total for weight in weights]
