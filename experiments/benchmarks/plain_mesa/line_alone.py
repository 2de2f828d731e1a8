"""The front line and its ceasefire alone, without politics: one world in a ceasefire from day 0.

Left out, as in `array_line`: a mission, a settlement, and what war offers over peace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import mesa

from plain_mesa.ceasefire import Ceasefire
from plain_mesa.line import Line
from plain_mesa.luck import Luck
from plain_mesa.monitors import view_of

LINE_KM = 1151.0


class PlainLine(mesa.Model):
    """One world in a ceasefire that begins on day 0. `step` lets a day pass.

    `violations`: of each day so far. `by_sector`: of each sector so far.
    `ended`: how the ceasefire ended, "" while it holds.
    """

    def __init__(
        self, intensity: Sequence[float], dials: Mapping[str, Any], rng: int, km: float = LINE_KM
    ) -> None:
        super().__init__(rng=rng)
        self.dials, self.luck = dials, Luck(self.random)
        self.ceasefire = Ceasefire(self, dials)
        self.line = Line(self, intensity, dials)
        self.line.begin()
        for army, side in zip(self.ceasefire.armies, ("ukrainian", "russian"), strict=True):
            named = view_of(side, dials["monitors.observers"], dials, km)[1]
            army.shy = dials["monitors.restraint_from_attribution"] * named
        self.violations: list[int] = []
        self.by_sector = [0] * len(self.line.sectors)
        self.ended = ""

    def step(self) -> None:
        """Let a day pass, unless the ceasefire is over."""
        if self.ended:
            self.running = False
            return
        age = len(self.violations)
        if age and age % 7 == 0 and any(self.ceasefire.who_attacks(self.tempting(), age, 7)):
            self.ended = "resumption"
        else:
            self.fire_for_a_day(age)

    def tempting(self) -> list[float]:
        """Return how tempting an occasion must be for each side: trust alone holds them back."""
        return [self.dials["durability.trust_log"] * self.ceasefire.trust] * 2

    def fire_for_a_day(self, age: int) -> None:
        """Let every sector fire, and both sides remember."""
        fired = self.line.day(*self.ceasefire.orders(age, age))
        self.violations.append(sum(fired))
        for at, (ukrainian, russian) in enumerate(self.line.sectors):
            self.by_sector[at] += ukrainian.fire + russian.fire
        if self.ceasefire.look_back(fired, self.line.wartime):
            self.ended = "escalation"
