"""News of the war: land that changes hands, offensives that stall, moods that turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.language.phrases import counted
from contactline.world.chronicle import Chronicle
from contactline.world.entries import Told
from contactline.world.settings import Settings
from contactline.world.war import War
from contactline.world.wording import in_words, plain_name, told_where

if TYPE_CHECKING:
    from contactline.world.actors import Belligerents

TELLING_KM2, LEAST_KM2 = 1000.0, 100.0
TELLING_WEEKS = 13
OTHER_PACE = 1 / 3
REGAINS, STALLS, ADVANCES, SURGES = -1, 0, 1, 2
TURNS = {
    (ADVANCES, STALLS): "Russia's offensive stalls",
    (ADVANCES, REGAINS): "Ukraine throws Russia back and regains land",
    (STALLS, REGAINS): "Ukraine attacks and regains land",
    (STALLS, ADVANCES): "Russia's offensive gathers pace again",
    (REGAINS, STALLS): "Ukraine's counter-offensive stalls",
    (REGAINS, ADVANCES): "Russia advances again",
    (ADVANCES, SURGES): "Russia advances at twice the pace of the first day",
    (SURGES, ADVANCES): "Russia's offensive loses pace",
    (SURGES, STALLS): "Russia's offensive stalls",
}
LEANS = 0.05


def course_of_front(course: NDArray[np.int64], pace: Array) -> NDArray[np.int64]:
    """Return how the front moves, from `REGAINS` to `SURGES`, (worlds,).

    course: as last told; it changes only by a telling margin. pace: the land Russia gains in a
    week, 1 as on the first day.
    """
    after = np.where((course > STALLS) & (pace < 0.5), STALLS, course)
    after = np.where((course == SURGES) & (pace >= 0.5) & (pace < 1.5), ADVANCES, after)
    after = np.where((course == REGAINS) & (pace > 0.1), STALLS, after)
    after = np.where((course < ADVANCES) & (pace > 0.9), ADVANCES, after)
    after = np.where((course == ADVANCES) & (pace > 2), SURGES, after)
    return np.where(pace < -0.05, REGAINS, after)


def another_pace(now: Array, told: Array) -> Mask:
    """Return where a pace differs by more than a third from the one last told, (worlds,)."""
    differs: Mask = np.abs(now - told) > OTHER_PACE * np.abs(told)
    return differs


class FrontNews:
    """What the front tells. `told_km2`: land when last told; `course`: how it moved, (worlds,).

    `told_pace`: how much land changed hands in a week when last told; `weeks`: of war since land
    was last told; `fighting`: there was war last week; `for_deal`: which way each mood was last
    told to lean, 1 for a deal or -1 against, (2, worlds).
    """

    def __init__(self, chronicle: Chronicle, war: War, sides: Belligerents) -> None:
        """Look on from day 0, with Russia advancing."""
        self.chronicle, self.war, self.sides = chronicle, war, sides
        self.told_km2 = war.area_km2.copy()
        self.weeks = np.zeros_like(war.area_km2)
        self.told_pace = np.zeros_like(war.area_km2)
        self.fighting = np.zeros(war.area_km2.size, dtype=bool)
        self.course = np.full(war.area_km2.size, ADVANCES)
        self.for_deal = np.where(sides.mood > 0, 1.0, -1.0)

    def week(self, day: int, at_war: Mask, settings: Settings) -> None:
        """Tell what a week of war has changed. at_war: (worlds,)."""
        if self.chronicle.keep:
            self._land(day, at_war)
            self._offensives(day, at_war & (day > 0), settings)
            self._moods(day, at_war, settings)

    def _land(self, day: int, at_war: Mask) -> None:
        """Tell of land where it is news, and as a ceasefire ends the fighting.

        It is once a quarter, and when a thousand km² have changed hands at another pace than when
        last told. Each war is counted afresh.
        """
        war, over = self.war, self.fighting & ~at_war
        self.weeks, self.fighting = self.weeks + (at_war | over), at_war.copy()
        moved = war.area_km2 - self.told_km2
        pace = moved / np.maximum(self.weeks, 1)
        fast = (np.abs(moved) >= TELLING_KM2) & another_pace(pace, self.told_pace)
        due = (over | (self.weeks >= TELLING_WEEKS)) & (np.abs(moved) >= LEAST_KM2)
        tell = (fast | due) & (at_war | over)
        land = told_where(tell, lambda at: self._land_in_words(moved[at], at, over=over[at]))
        assaults, balance = war.assaults_per_day, self._balance()
        self.chronicle.note(day, "land", tell, land=land, assaults=assaults, balance=balance)
        self.told_pace = np.where(tell, pace, self.told_pace)
        self.told_km2 = np.where(tell | over, war.area_km2, self.told_km2)
        self.weeks = np.where(tell | over, 0.0, self.weeks)

    def _land_in_words(self, moved: float, at: int, *, over: bool) -> str:
        """Return who has taken how much land in one world, in how long, and since the first day.

        over: a ceasefire has ended the fighting.
        """
        km2, weeks = float(self.war.area_km2[at]), counted(int(self.weeks[at]), "week")
        again = " another" if self.told_km2[at] else ""
        takes, wins = ("has taken", "has won") if over else ("takes", "wins")
        took = f"Russia {takes}{again}" if moved > 0 else f"Ukraine {wins} back"
        balance = f"Russia has gained {km2:,.0f}" if km2 >= 0 else f"Ukraine has gained {-km2:,.0f}"
        since = f"; since the first day {balance} km²" if again or moved < 0 else ""
        lasted = f"the {weeks} of war before the ceasefire" if over else f"{weeks} of war"
        return f"{took} {abs(moved):,.0f} km² in {lasted}{since}"

    def _offensives(self, day: int, at_war: Mask, settings: Settings) -> None:
        """Tell when an offensive stalls, gathers pace or is thrown back."""
        war = self.war
        usual = 7 * settings.war.assaults_per_day * settings.war.km2_per_assault
        after = course_of_front(self.course, war.gained_km2 / np.maximum(usual, 1e-9))
        after = np.where(at_war, after, self.course)
        turn = np.array(
            [TURNS.get(one, "") for one in zip(self.course.tolist(), after.tolist(), strict=True)]
        )
        self.chronicle.note(
            day,
            "front",
            turn != "",
            turn=turn,
            gained=war.gained_km2,
            usual=usual,
            balance=self._balance(),
            tired_ukraine=war.exhaustion[0],
            tired_russia=war.exhaustion[1],
        )
        self.course = after

    def _moods(self, day: int, at_war: Mask, settings: Settings) -> None:
        """Tell when a side's mood has crossed to the other side by its usual spread."""
        for row, side in enumerate(self.sides.members):
            mood = self.sides.mood[row]
            far = np.abs(mood) >= settings.talks.mood_sd
            turns = at_war & far & (mood * self.for_deal[row] < 0)
            if turns.any():
                worth = in_words(self.sides.talking.of(row), turns, np.zeros_like(turns))
                told: dict[str, Told] = {
                    "name": plain_name(side.name),
                    "way": np.where(mood > 0, "towards", "against"),
                }
                self.chronicle.note(
                    day, "mood", turns, side.key, mood=mood.copy(), worth=worth, **told
                )
            self.for_deal[row] = np.where(turns, np.sign(mood), self.for_deal[row])

    def _balance(self) -> NDArray[np.str_]:
        """Return in words which way the balance of strength leans, (worlds,)."""
        leaning = self.war.balance
        side = np.where(leaning > 0, "Russia", "Ukraine")
        return np.array(
            [
                f"the balance of strength is {abs(value):.2f} better for {one} than on day 0"
                if abs(value) >= LEANS
                else "the balance of strength is that of the first day"
                for one, value in zip(side.tolist(), leaning.tolist(), strict=True)
            ]
        )
