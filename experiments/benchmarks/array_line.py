"""The project's own front line and durability rules alone, in a block of worlds, without politics.

Every rule is called where it lives, in the modules `line`, `ceasefire` and `monitors` of
`contactline.world`; only the order of a day stands here. Each world begins a ceasefire on day 0.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from contactline.dials import DIALS
from contactline.dials.distributions import Fixed
from contactline.evidence import front
from contactline.luck import Luck
from contactline.world.actors.resumption import resumption_chance
from contactline.world.ceasefire import Ceasefire, answer_to_fire
from contactline.world.line import (
    FrontLine,
    days_since_commitment,
    discipline_left,
    unprovoked_level,
)
from contactline.world.monitors import view_of_sides
from contactline.world.settings import Settings

PARTS = ("war.", "front.", "durability.", "monitors.")
DIALS_OF_A_DAY = (
    "front.resting_spread",
    "front.resting_share",
    "front.initial_cut",
    "front.wearoff_days",
    "front.recommitment_days",
    "front.discipline",
    "front.discipline_wearoff_days",
    "front.discipline_wearoff_shape",
    "front.discipline_on_first_fire",
    "front.discipline_on_return_fire",
    "monitors.restraint_from_attribution",
    "durability.answer_without_restraint",
)


def default_values(changes: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return the default of every number dial that the line needs, with changes."""
    dials = [dial for dial in DIALS.values() if dial.name.startswith(PARTS) and dial.is_number]
    values = {dial.name: float(dial.default) for dial in dials}
    # Discipline is a lever: neither of the two lines has it unless asked.
    return values | {"front.discipline": 0.0} | dict(changes or {})


class ArrayLine:
    """A block of worlds in a ceasefire. Arrays end in the world.

    `violations`: (days, worlds), NaN once the ceasefire is over. `by_sector`: (sectors, worlds).
    `ended`: (worlds,), "" while the ceasefire holds, else how it ended.
    """

    def __init__(
        self,
        values: Mapping[str, float],
        worlds: int,
        days: int,
        seed: int = 1,
        intensity: np.ndarray | None = None,
    ) -> None:
        intensity = front().sector_intensity if intensity is None else intensity
        luck = Luck(seed, np.arange(worlds))
        self.luck = luck
        numbers = {name: Fixed(value) for name, value in values.items()}
        self.settings = Settings({**numbers, "monitors.technology_run_by": "mission"}, luck)
        self.line = FrontLine(intensity, self.settings, luck)
        self.durability = Ceasefire(
            luck.normal("want of quiet"), self.settings.durability.frailty_variance
        )
        self.watched = self.share_watched()
        self.violations = np.full((days, worlds), np.nan)
        self.by_sector = np.zeros((intensity.size, worlds))
        self.ended = np.full(worlds, "", dtype="<U10")
        self.line.begin(np.ones(worlds, dtype=bool), 0)
        self.among = np.arange(worlds)

    def run(self) -> ArrayLine:
        """Let all days pass."""
        for day in range(len(self.violations)):
            if day and day % 7 == 0:
                self.resume(day)
            holding = np.flatnonzero(self.ended == "")
            if holding.size != self.among.size:
                self.among = holding
            if holding.size:
                self.day(day, self.among)
        return self

    def day(self, day: int, among: np.ndarray) -> None:
        """Let a day pass on the line in the worlds `among`."""
        today = self.line.among(among).day(day, *self.orders(day, among))
        by_side = today.sum(axis=1)
        self.violations[day, among] = by_side[0] + by_side[1]
        if among.size == self.luck.worlds.size:
            self.by_sector += today[0] + today[1]
        else:
            self.by_sector[:, among] += today[0] + today[1]
        wartime = self.line.wartime_by_side().take(among, axis=-1)
        self.durability.remember(among, by_side[::-1], wartime[::-1], self.settings)
        self.ended[self.durability.ignited(among, wartime, self.settings)] = "escalation"

    def share_watched(self) -> np.ndarray:
        """Return the share of each side's fire that monitors lay at its door, (2, worlds)."""
        settings = self.settings
        access = np.stack(
            [settings.monitors.access_ukrainian_side, settings.monitors.access_russian_side]
        )
        return view_of_sides(
            settings.monitors.observers, access, settings, float(front().length_km)
        )[1]

    def orders(self, day: int, among: np.ndarray) -> tuple[np.ndarray, ...]:
        """Return level, discipline and answer, as `FrontLine.day` takes them."""
        dial = {name: self.settings.number(name).take(among) for name in DIALS_OF_A_DAY}
        age = np.full(among.size, float(day))
        since = days_since_commitment(age, every_days=dial["front.recommitment_days"])
        discipline = discipline_left(
            dial["front.discipline"],
            since,
            wearoff_days=dial["front.discipline_wearoff_days"],
            wearoff_shape=dial["front.discipline_wearoff_shape"],
        )
        want = self.durability.want_of_quiet.take(among)
        resting = dial["front.resting_share"] * np.exp(-dial["front.resting_spread"] * want)
        level = unprovoked_level(
            since,
            initial_cut=dial["front.initial_cut"],
            wearoff_days=dial["front.wearoff_days"],
            resting_share=np.minimum(resting, 1.0),
            discipline_cut=discipline * dial["front.discipline_on_first_fire"],
        )
        shy = dial["monitors.restraint_from_attribution"] * self.watched.take(among, axis=-1)
        answer = answer_to_fire(
            self.durability.restraint.take(among, axis=-1),
            without_restraint=dial["durability.answer_without_restraint"],
        )
        held_back = discipline * dial["front.discipline_on_return_fire"]
        return level * (1 - shy), held_back, answer

    def resume(self, day: int) -> None:
        """Let each side decide, once a week, whether to take up the war again."""
        held_back_by_trust = self.settings.durability.trust_log * self.durability.trust
        chance = resumption_chance(
            np.stack([held_back_by_trust, held_back_by_trust]),
            self.durability.frailty,
            log_rate=self.settings.durability.resumption_log_rate,
            days=7,
        )
        resumes = (self.luck.uniform("resume the war", day, (2,)) < chance).any(axis=0)
        self.ended[resumes & (self.ended == "")] = "resumption"
