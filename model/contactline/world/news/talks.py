"""Why nobody talked: what kept the sides from the table, told once a year of war."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from contactline.arrays import Array, Mask
from contactline.language import say
from contactline.language.phrases import per_cent
from contactline.world.chronicle import Chronicle
from contactline.world.reckoning import Reckoning
from contactline.world.wording import plain_name, reckoning_in_words, told_where

if TYPE_CHECKING:
    from contactline.world.actors import Belligerents

YEAR_WEEKS = 52
MOST_OF_THE_TIME = 0.5


class TalksNews:
    """What a year of war has shown of the will to talk. All (worlds,) unless said.

    `silent`: weeks of war without talks in a row. In them, summed up: `unwilling`, weeks in which
    each side's reckoning was not above nought, (2, worlds); `willing`, in which both would have
    come; `planless`, of these, without a plan on the table; `parts`, of the reckonings.
    """

    def __init__(self, chronicle: Chronicle, sides: Belligerents) -> None:
        """Begin with no week seen."""
        self.chronicle, self.sides = chronicle, sides
        nothing = np.zeros(sides.mood.shape[1])
        self.silent, self.willing, self.planless = nothing, nothing, nothing
        self.unwilling = np.zeros_like(sides.mood)
        self.parts: dict[str, Array] = {}

    def week(self, day: int, silent: Mask, plan: Mask) -> None:
        """Look on, and tell of a whole year without talks, (worlds,).

        silent: at war, and nobody at the table. plan: a plan is on it that the broker stands by.
        """
        if not self.chronicle.keep:
            return
        would = self.sides.would_talk()
        both = would.all(axis=0)
        self.silent = np.where(silent, self.silent + 1, 0.0)
        self.unwilling = np.where(silent, self.unwilling + ~would, 0.0)
        self.willing = np.where(silent, self.willing + both, 0.0)
        self.planless = np.where(silent, self.planless + (both & ~plan), 0.0)
        for name, part in self.sides.talking.parts.items():
            self.parts[name] = np.where(silent, self.parts.get(name, 0.0) + part, 0.0)
        over = self.silent >= YEAR_WEEKS
        self.chronicle.note(day, "no talks", over, why=told_where(over, self._why))
        self._start_again(over)

    def _start_again(self, over: Mask) -> None:
        """Begin another year in the worlds `over`."""
        self.silent = np.where(over, 0.0, self.silent)
        self.unwilling = np.where(over, 0.0, self.unwilling)
        self.willing = np.where(over, 0.0, self.willing)
        self.planless = np.where(over, 0.0, self.planless)
        self.parts = {name: np.where(over, 0.0, part) for name, part in self.parts.items()}

    def _why(self, at: int) -> str:
        """Return what kept the sides apart in one world."""
        weeks = float(self.silent[at])
        against = [
            self._unwilling(row, at, float(self.unwilling[row, at]) / weeks)
            for row in (0, 1)
            if self.unwilling[row, at] / weeks > MOST_OF_THE_TIME
        ]
        if against:
            return "; ".join(against)
        share = float(self.willing[at]) / weeks
        said = say("both would have come in {often}", often=_often(share))
        if self.planless[at] == self.willing[at] and self.willing[at]:
            return said + say(", all of them without a plan on the table to bring them together")
        if self.planless[at] > self.willing[at] / 2:
            return said + say(", most of them without a plan on the table to bring them together")
        return said + say(", but never met")

    def _unwilling(self, row: int, at: int, share: float) -> str:
        """Return how far one side would rather fight on, and its mean reckoning."""
        name = plain_name(self.sides.members[row].name)
        mean = Reckoning({key: part[row] / self.silent[at] for key, part in self.parts.items()})
        return say(
            "{name} would rather fight on in {often}; on average talks are worth {parts} to it",
            name=name, often=_often(share), parts=reckoning_in_words(mean, at),
        )  # fmt: skip


def _often(share: float) -> str:
    """Return in how many of the weeks something was so. share: of them, 0 to 1."""
    return say("every week") if share == 1 else say("{share} of the weeks", share=per_cent(share))
