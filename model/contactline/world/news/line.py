"""News of the line: violations and casualties, told when they change, not every week."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.language import say, say_many
from contactline.language.phrases import whole
from contactline.world.chronicle import Chronicle
from contactline.world.entries import Told
from contactline.world.wording import told_where

WEEKS_IN_SILENCE = 13
WEEKS_TO_LAST, WEEKS_OF_ALARM = 4, 2
HALFWAY_SHARE = 0.5
"""The fire, as a share of the war, from which a change is told sooner (assumption)."""
FEW = 20.0
"""So many violations a week are added before counts are compared: two after one is no news."""

MUCH_THE_SAME = 0.05
"""Counts that differ by no more than this share are told as about the same."""


def changed(now: Array, told: Array) -> Mask:
    """Return where a weekly count has halved or doubled since it was last told, (worlds,)."""
    ratio = (now + FEW) / (told + FEW)
    has: Mask = (ratio >= 2) | (ratio <= 0.5)
    return has


class LineNews:
    """What was last told of the line. `told`: violations a week, NaN before any are told.

    `told_day`: when they were; `moved`: weeks in a row in which they had halved or doubled; `hits`,
    `hits_day`: casualties not yet told, and since when; (worlds,).
    """

    def __init__(self, chronicle: Chronicle, worlds: int) -> None:
        """Begin with nothing told."""
        self.chronicle = chronicle
        self.told = np.full(worlds, np.nan)
        self.told_day = np.zeros(worlds)
        self.moved = np.zeros(worlds)
        self.hits = np.zeros(worlds)
        self.hits_day = np.full(worlds, np.nan)

    def fire(
        self, day: int, holds: Mask, violations: Array, share: Array, restraint: Array
    ) -> None:
        """Tell the violations of a week where they are news. holds: where a ceasefire does.

        They are in the first week, when they have halved or doubled for a month, or for two weeks
        where the line is halfway to war, and after a quarter of silence.
        """
        if not self.chronicle.keep:
            return
        first, silent = np.isnan(self.told), day - self.told_day >= 7 * WEEKS_IN_SILENCE
        self.moved = np.where(holds & changed(violations, self.told), self.moved + 1, 0)
        lasting = self.moved >= np.where(share >= HALFWAY_SHARE, WEEKS_OF_ALARM, WEEKS_TO_LAST)
        tell = holds & (first | silent | lasting)
        before = self.told.copy()
        change = told_where(tell & ~first, lambda at: _change(violations[at], before[at]))
        told: dict[str, Told] = {"violations": violations, "share": share, "change": change}
        self.chronicle.fire(day, "fire", tell, restraint, **told)
        self.told = np.where(tell, violations, np.where(holds, self.told, np.nan))
        self.told_day = np.where(tell, day, self.told_day)
        self.moved = np.where(tell, 0, self.moved)

    def casualties(self, day: int, hits: Array) -> None:
        """Tell of casualties: the first at once, then those of a quarter together."""
        if not self.chronicle.keep:
            return
        self.hits = self.hits + hits
        first = np.isnan(self.hits_day)
        due = first | (day - self.hits_day >= 7 * WEEKS_IN_SILENCE)
        tell = due & (self.hits > 0)
        weeks = np.where(first, 1, (day - np.nan_to_num(self.hits_day)) // 7)
        said = told_where(tell, lambda at: _weeks(int(weeks[at])))
        self.chronicle.note(day, "casualties", tell, hits=self.hits, weeks=said)
        self.hits = np.where(tell, 0.0, self.hits)
        self.hits_day = np.where(tell, day, self.hits_day)


def _change(now: float, before: float) -> str:
    """Return how a count has changed since it was last told."""
    if abs(now - before) <= MUCH_THE_SAME * before:
        return say(", about as many as when last told")
    if now > before:
        return say(", up from {before} when last told", before=whole(before))
    return say(", down from {before} when last told", before=whole(before))


def _weeks(count: int) -> str:
    if count == 1:
        return say("the last week")
    return say_many("the last {n} week", "the last {n} weeks", count, n=whole(count))
