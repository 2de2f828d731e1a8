"""News of the war: land that changes hands, offensives that stall, moods that turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.language import marked, say
from contactline.language.phrases import counted, decimal, whole
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
    (ADVANCES, STALLS): marked("Russia's offensive stalls"),
    (ADVANCES, REGAINS): marked("Ukraine throws Russia back and regains land"),
    (STALLS, REGAINS): marked("Ukraine attacks and regains land"),
    (STALLS, ADVANCES): marked("Russia's offensive gathers pace again"),
    (REGAINS, STALLS): marked("Ukraine's counter-offensive stalls"),
    (REGAINS, ADVANCES): marked("Russia advances again"),
    (ADVANCES, SURGES): marked("Russia advances at twice the pace of the first day"),
    (SURGES, ADVANCES): marked("Russia's offensive loses pace"),
    (SURGES, STALLS): marked("Russia's offensive stalls"),
}
LEANS = 0.05


SINCE_RUSSIA = marked("; since the first day Russia has gained {km2} km²")
SINCE_UKRAINE = marked("; since the first day Ukraine has gained {km2} km²")


def _took(moved: float, *, over: bool, again: bool) -> str:
    """Return how it is told who has taken land. over: a ceasefire has ended the fighting."""
    if moved <= 0 and over:
        return marked("Ukraine has won back {km2} km² in the {weeks} of war before the ceasefire")
    if moved <= 0:
        return marked("Ukraine wins back {km2} km² in {weeks} of war")
    if over and again:
        return marked(
            "Russia has taken another {km2} km² in the {weeks} of war before the ceasefire"
        )
    if over:
        return marked("Russia has taken {km2} km² in the {weeks} of war before the ceasefire")
    if again:
        return marked("Russia takes another {km2} km² in {weeks} of war")
    return marked("Russia takes {km2} km² in {weeks} of war")


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
        again = bool(self.told_km2[at])
        told = say(_took(moved, over=over, again=again), km2=whole(abs(moved)), weeks=weeks)
        if not again and moved >= 0:
            return told
        since = SINCE_RUSSIA if km2 >= 0 else SINCE_UKRAINE
        return f"{told}{say(since, km2=whole(abs(km2)))}"

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
                    "way": np.where(mood > 0, marked("towards"), marked("against")),
                }
                self.chronicle.note(
                    day, "mood", turns, side.key, mood=mood.copy(), worth=worth, **told
                )
            self.for_deal[row] = np.where(turns, np.sign(mood), self.for_deal[row])

    def _balance(self) -> NDArray[np.str_]:
        """Return in words which way the balance of strength leans, (worlds,)."""
        leaning = self.war.balance
        return np.array([_balance_in_words(value) for value in leaning.tolist()])


def _balance_in_words(value: float) -> str:
    """Return which way the balance of strength leans in one world, above 0 to Russia."""
    if abs(value) < LEANS:
        return say("the balance of strength is that of the first day")
    by = decimal(abs(value), 2)
    if value > 0:
        return say("the balance of strength is {by} better for Russia than on day 0", by=by)
    return say("the balance of strength is {by} better for Ukraine than on day 0", by=by)
