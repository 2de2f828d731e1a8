"""The theatre: one Mesa model for a block of worlds, and the order of a day.

Each day: dated events and imposed ceasefires in the morning, then once a week the war, the
talks, the mission and the decisions to resume, then the line. Nothing else is decided here.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import mesa
from mesa.experimental.scenarios import Scenario as MesaScenario

from contactline import evidence
from contactline.luck import Luck
from contactline.scenario import Event, Scenario
from contactline.world.actors.actor import ROLES, Actor, Belligerent, Contributor
from contactline.world.agreement import Agreement
from contactline.world.chronicle import Chronicle
from contactline.world.diplomacy import Diplomacy
from contactline.world.mission import Mission
from contactline.world.quiet import Quiet
from contactline.world.settings import Settings
from contactline.world.stage import Stage
from contactline.world.tally import Tally
from contactline.world.weekly import Record

WEEK = 7


class Staging(MesaScenario[Any]):
    """What Mesa is told of a run: its seed, and the scenario behind it."""

    written: Scenario


class Theatre(mesa.Model[Actor, Staging]):
    """A block of worlds under one scenario. Agents are the actors, in order of id."""

    def __init__(self, staging: Staging, luck: Luck, chronicle: Chronicle | None = None) -> None:
        """Set the stage of day 0. staging.written: the scenario. luck: of the block's worlds."""
        super().__init__(scenario=staging)
        for key, spec in staging.written.actors.items():
            ROLES[spec.role](self, key, spec, luck)
        everybody = list(self.agents)
        sides = [one for one in everybody if isinstance(one, Belligerent)]
        contributors = [one for one in everybody if isinstance(one, Contributor)]
        front = evidence.front()
        self.stage = _stage(staging, luck, contributors, front, chronicle or Chronicle())
        self.diplomacy = Diplomacy(self.stage, everybody, ukraine_first(sides))
        self.mission = Mission(contributors, luck)
        self.quiet = Quiet(self.stage, self.diplomacy, self.mission, front.sector_intensity)
        self._schedule(staging.written.events)
        self.diplomacy.review(0)
        self._write_down(0)

    def step(self) -> None:
        """Let a day pass."""
        day = int(self.time)
        if self.stage.imposes_ceasefire:
            self.quiet.begin(self.diplomacy.impose(day), day)
        if day % WEEK == 0:
            self.week(day)
        self.quiet.day(day)

    def week(self, day: int) -> None:
        """Let a week be decided: war and talks, mission and resumption; then write it down."""
        self.quiet.begin(self.diplomacy.week(day), day)
        self.quiet.week(day)
        self._write_down(day)

    def finish(self, day: int) -> None:
        """Close the books at the horizon."""
        self.quiet.finish()
        self.stage.tally.close(day)
        quiet, talking = self.stage.agreement.in_force, self.diplomacy.talks.at_table
        self.stage.chronicle.note(day, "horizon", quiet, state="in a ceasefire")
        self.stage.chronicle.note(day, "horizon", ~quiet & talking, state="in talks, at war")
        self.stage.chronicle.note(day, "horizon", ~quiet & ~talking, state="at war")

    def happen(self, event: Event) -> None:
        """Let a dated event change its dials, and let everybody reconsider the draft."""
        for name, value in event.change.items():
            self.stage.settings.change(name, value)
        self.stage.chronicle.note(event.day, "event", self.stage.everywhere(), title=event.title)
        self.diplomacy.review(event.day)

    def _schedule(self, events: tuple[Event, ...]) -> None:
        self._dated = [(event, partial(self.happen, event)) for event in events]
        for event, happen in self._dated:
            self.schedule_event(happen, at=max(event.day - 0.5, 0.0))

    def _write_down(self, day: int) -> None:
        week, stage, record = day // WEEK, self.stage, self.stage.record
        for one in self.mission.contributors:
            record.amount(f"troops.{one.key}", week, one.deployed, stage.everywhere())
        record.amount("troops", week, self.mission.deployed, stage.everywhere())
        record.phase(week, self.diplomacy.talks.at_table, stage.agreement.in_force)
        self.diplomacy.write_down(week)


def ukraine_first(sides: list[Belligerent]) -> list[Belligerent]:
    """Return the two sides in the order that every array of sides has: Ukraine, Russia."""
    return sorted(sides, key=lambda one: one.key != "ukraine")


def _stage(
    staging: Staging,
    luck: Luck,
    contributors: list[Contributor],
    front: evidence.Front,
    chronicle: Chronicle,
) -> Stage:
    weeks = staging.written.horizon_days // WEEK + 1
    return Stage(
        luck=luck,
        settings=Settings(staging.written.dials, luck),
        agreement=Agreement(luck.worlds.size),
        chronicle=chronicle,
        record=Record(weeks, front.sector_intensity.size, luck.worlds),
        tally=Tally(luck.worlds.size, [one.key for one in contributors]),
        imposes_ceasefire=staging.written.imposes_ceasefire,
        line_km=front.length_km,
    )
