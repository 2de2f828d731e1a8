"""The project's own front line and durability rules alone, in a block of worlds, without politics.

Every rule is called where it lives, in `contactline.frontline` and `contactline.durability`; only
the order of a day stands here. Each world begins a ceasefire on day 0.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from contactline.dials import DIALS
from contactline.dials.distributions import Fixed
from contactline.durability import Durability, answer_to_fire, resumption_chance
from contactline.evidence import front
from contactline.frontline import FrontLine, unprovoked_level
from contactline.luck import Luck
from contactline.worlds import Settings


def default_values(changes: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return the default of every number dial of the front line and durability, with changes."""
    dials = [dial for dial in DIALS.values() if dial.name.startswith(("front.", "durability."))]
    values = {dial.name: float(dial.default) for dial in dials}
    # Discipline is a lever of the whole model; neither of the two lines here has it.
    return values | {"front.discipline": 0.0} | (changes or {})


class ArrayLine:
    """A block of worlds in a ceasefire. Arrays end in the world.

    `violations`: (days, worlds), NaN once the ceasefire is over. `by_sector`: (sectors, worlds).
    `ended`: (worlds,), "" while the ceasefire holds, else how it ended.
    """

    def __init__(self, values: Mapping[str, float], worlds: int, days: int, seed: int = 1) -> None:
        luck = Luck(seed, np.arange(worlds))
        self.luck = luck
        self.settings = Settings({name: Fixed(value) for name, value in values.items()}, luck)
        self.line = FrontLine(front().sector_intensity, self.settings, luck)
        self.durability = Durability(luck.normal("want of quiet"))
        self.violations = np.full((days, worlds), np.nan)
        self.by_sector = np.zeros((front().sector_intensity.size, worlds))
        self.ended = np.full(worlds, "", dtype="<U10")
        self.line.begin(np.arange(worlds), 0)

    def run(self) -> ArrayLine:
        """Let all days pass."""
        for day in range(len(self.violations)):
            if day and day % 7 == 0:
                self.resume(day)
            holding = np.flatnonzero(self.ended == "")
            if holding.size:
                self.day(day, holding)
        return self

    def day(self, day: int, among: np.ndarray) -> None:
        """Let a day pass on the line in the worlds `among`."""
        today = self.line.day(day, among, *self.orders(day, among))
        by_side = today.sum(axis=1)
        self.violations[day, among] = by_side[0] + by_side[1]
        self.by_sector[:, among] += today[0] + today[1]
        wartime = self.line.wartime_by_side().take(among, axis=-1)
        self.durability.remember(among, by_side[::-1], wartime[::-1], self.settings)
        burning = self.durability.ignited(among, wartime, self.settings)
        self.ended[among[burning]] = "escalation"

    def orders(self, day: int, among: np.ndarray) -> tuple[np.ndarray, ...]:
        """Return level, discipline, answer and fire left, as `FrontLine.day` takes them."""
        settings = self.settings
        restless = np.exp(-settings["front.resting_spread"] * self.durability.frailty)
        resting = np.minimum(settings["front.resting_share"] * restless, 1.0)
        level = unprovoked_level(
            np.full(among.size, float(day)),
            initial_cut=settings["front.initial_cut"].take(among),
            wearoff_days=settings["front.wearoff_days"].take(among),
            resting_share=resting.take(among),
            discipline_cut=np.zeros(among.size),
        )
        answer = answer_to_fire(
            self.durability.restraint.take(among, axis=-1),
            without_restraint=settings["durability.answer_without_restraint"].take(among),
        )
        left = np.ones((len(self.by_sector), among.size))
        return level, np.zeros(among.size), answer, left

    def resume(self, day: int) -> None:
        """Let each side decide, once a week, whether to take up the war again."""
        chance = resumption_chance(
            np.zeros((2, self.ended.size)),
            self.durability.frailty,
            np.zeros(self.ended.size),
            log_rate=self.settings["durability.resumption_log_rate"],
            spread=self.settings["durability.spread_between_worlds"],
            value_weight=self.settings["durability.value_weight"],
        )
        resumes = (self.luck.uniform("resume the war", day, (2,)) < chance).any(axis=0)
        self.ended[resumes & (self.ended == "")] = "resumption"
