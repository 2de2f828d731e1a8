"""Short truces declared in the war of one world: the fire they stop, and what they teach."""

from __future__ import annotations

from contactline.scenario import Event
from plain_mesa.dials import number_at
from plain_mesa.luck import Luck
from plain_mesa.war import SIDES


class Truce:
    """A truce that an event declares. `kept`: the share of its fire that each side stops.

    `lesson`: what it teaches each side of the other's word, in log-odds.
    """

    def __init__(self, event: Event, luck: Luck) -> None:
        truce = event.truce
        self.first_day, self.days = event.day, truce.days
        compliance = number_at(truce.compliance, luck.uniform(f"truce {event.id} compliance"))
        lesson = number_at(truce.lesson, luck.uniform(f"truce {event.id} lesson"))
        declares = [truce.by in ("both", side) for side in SIDES]
        self.kept = [compliance if declared else 0.0 for declared in declares]
        learned = lesson * (2 * compliance - 1)
        self.lesson = [learned if declared else 0.0 for declared in reversed(declares)]

    def stands(self, day: int) -> bool:
        """Return whether it stands on a day."""
        return self.first_day <= day < self.first_day + self.days


class Truces:
    """All truces of one world. `stopped`, `today`: of each side's fire so far this week, today."""

    def __init__(self, events: tuple[Event, ...], luck: Luck) -> None:
        self.declared = [Truce(event, luck) for event in events if event.truce]
        self.stopped, self.today, self.learned = [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]

    def day(self, day: int) -> None:
        """Let a day of war pass."""
        standing = [truce for truce in self.declared if truce.stands(day)]
        for side in (0, 1):
            self.today[side] = max((truce.kept[side] for truce in standing), default=0.0)
            self.stopped[side] += self.today[side] / 7
            self.learned[side] += sum(truce.lesson[side] / truce.days for truce in standing)

    def take_week(self) -> list[float]:
        """Return the share of each side's fire of the week that was stopped, and begin anew."""
        stopped, self.stopped = self.stopped, [0.0, 0.0]
        return stopped
