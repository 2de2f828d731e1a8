"""News of attacks: who decides on one, whether it is seen coming, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.language.phrases import counted
from contactline.luck import Luck
from contactline.world.agreement import Agreement
from contactline.world.ceasefire import Ceasefire
from contactline.world.chronicle import Chronicle
from contactline.world.entries import Told
from contactline.world.mission import Mission
from contactline.world.monitors import Monitors
from contactline.world.wording import armed_in_words, in_words, told_where, watchers_in_words

if TYPE_CHECKING:
    from contactline.world.actors import Belligerents


class AttackNews:
    """What is told of the attack that a side prepares in a ceasefire, (worlds,) each."""

    def __init__(
        self,
        chronicle: Chronicle,
        sides: Belligerents,
        ceasefire: Ceasefire,
        mission: Mission,
        monitors: Monitors,
    ) -> None:
        """Look at these; none of them is changed here."""
        self.chronicle, self.sides, self.ceasefire = chronicle, sides, ceasefire
        self.mission, self.monitors = mission, monitors

    def decided(self, day: int, where: Mask, agreement: Agreement, luck: Luck) -> None:
        """Tell who has decided to attack, on what reckoning, and whether it is seen coming."""
        if not (self.chronicle.keep and where.any()):
            return
        armed = self.mission.armed_on_line(agreement)
        troops = told_where(where, lambda at: armed_in_words(armed[at]))
        played, attacker = self.sides.played("resume"), self.ceasefire.attacker
        parts = np.stack([
            in_words(self.sides.attacking.of(row), where & (attacker == row), played[row])
            for row in (0, 1)
        ])  # fmt: skip
        told: dict[str, Told] = {"parts": parts, "played": played, "armed": troops}
        self._tell(day, "decision to attack", where, age=agreement.age_days(day), **told)
        self._build_up(day, where, luck.uniform("attack seen", day))

    def begins(self, day: int, where: Mask, lead_days: Array) -> None:
        """Tell that an attack begins, and who is there. lead_days: of preparation, (worlds,)."""
        if self.chronicle.keep and where.any():
            present = self.chronicle.foreigners(where, self.mission)
            self._tell(day, "resumption", where, present=present, lead=lead_days.copy())

    def overtaken(self, day: int, where: Mask) -> None:
        """Tell where fire ends a ceasefire, (worlds,), in which an attack was being prepared."""
        prepared = where & self.ceasefire.attack_prepared()
        if self.chronicle.keep and prepared.any():
            days = self.ceasefire.attack_day - day
            ahead = told_where(prepared, lambda at: counted(int(days[at]), "day"))
            self._tell(day, "attack overtaken", prepared, ahead=ahead)

    def _build_up(self, day: int, where: Mask, uniform: Array) -> None:
        """Tell whether those who watch the line see an attack being prepared."""
        people = self.monitors.people
        seen = self.monitors.seen[self.ceasefire.attacker, np.arange(where.size)]

        def word(which: int) -> NDArray[np.str_]:
            return told_where(where, lambda at: watchers_in_words(people[at], seen[at])[which])

        told: dict[str, Told] = {"watchers": word(0), "seen": word(1)}
        reported = uniform < seen
        self._tell(day, "build-up seen", where & reported, **told)
        self._tell(day, "build-up unseen", where & ~reported, **told)

    def _tell(self, day: int, kind: str, where: Mask, **more: Told) -> None:
        """Tell something of the side that attacks. more: by side, (2, worlds), or (worlds,)."""
        for at, side in enumerate(self.sides.members):
            told = {
                name: one[at] if not isinstance(one, str) and one.ndim == 2 else one
                for name, one in more.items()
            }
            here = where & (self.ceasefire.attacker == at)
            self.chronicle.note(day, kind, here, side.key, name=side.name, **told)
