"""Talks in one world: the draft on the table, the force it holds, and who signs or leaves."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import mesa

from contactline.dials import ISSUES
from plain_mesa.actors import Actor, Belligerent, told_from_line

ONE_SOLDIER = 1


class Posture(NamedTuple):
    """A kind of force. `armed`, `effort`: shares. `reassures`: what one of its soldiers weighs.

    `fights`: how far its senders have promised to fight, as a share of a full guarantee.
    """

    name: str
    level: int
    on_line: bool
    armed: float
    effort: float
    reassures: float
    fights: float

    @property
    def soldiers(self) -> bool:
        """Return whether its people are soldiers, not unarmed observers."""
        return self.reassures > 0


LADDER = (
    Posture("none", 0, False, 0.0, 0.0, 0.0, 0.0),
    Posture("observers", 20, True, 0.0, 0.0, 0.0, 0.0),
    Posture("instructors", 40, False, 0.0, 0.5, 0.6, 0.0),
    Posture("monitors", 60, True, 0.4, 0.8, 0.6, 0.0),
    Posture("buffer", 80, True, 0.8, 1.0, 0.9, 0.0),
    Posture("fighting", 100, True, 1.0, 1.0, 1.0, 0.5),
)
NOBODY, OBSERVERS, INSTRUCTORS, MONITORS = LADDER[:4]


class Talks:
    """The talks of one world. `sides`: Ukraine, Russia. `terms`: the draft, a number an issue.

    `line`: where the contact line lies on the scale of land. `plain`: the draft before anybody
    conceded, told from that line. `asked`: the force that is proposed.
    `posture`: the force in the text. `possible`: no red line forbids the draft.
    """

    def __init__(self, model: mesa.Model, sides: Sequence[Belligerent]) -> None:
        self.sides, self.dials, self.luck = sides, model.dials, model.luck
        self.at_table = False
        self.since_day = 0
        self.pause_days = 0.0
        self.line = 50.0
        self.plain = dict.fromkeys(ISSUES, 50.0)
        self.terms = dict(self.plain)
        self.asked = self.posture = NOBODY
        self.beside = INSTRUCTORS
        self.possible = True

    def draft(self, voices: Mapping[Actor, float]) -> None:
        """Write a new draft: the compromise of all openings, each by its voice of today."""
        self.plain = {issue: compromise(voices, issue) for issue in ISSUES}
        proposing = {one: voice for one, voice in voices.items() if one.proposes_force()}
        wish = compromise(proposing, "foreign_force", nobody=0.0)
        able = [one for one in voices if one.leads and one.available >= ONE_SOLDIER]
        boldest = max((one.opening["foreign_force"] for one in able), default=100.0)
        self.asked = self.posture_near(min(wish, boldest))
        self.work_out()

    def posture_near(self, position: float) -> Posture:
        """Return the posture proposed, or the one nearest to a position."""
        proposal = self.dials["mission.proposal"]
        if proposal == "from_draft":
            return LADDER[math.floor((min(max(position, 0), 100) + 10) / 20)]
        return next(posture for posture in LADDER if posture.name == proposal)

    def work_out(self) -> None:
        """Move the draft by what the sides have conceded, and keep it within their red lines."""
        self.possible = True
        for issue in ISSUES:
            least, most = self.red_lines(issue)
            self.possible = self.possible and least <= most
            term = self.conceding(issue)
            if issue == "territory":
                term = told_from_line(term, self.line)
            self.terms[issue] = min(max(term, min(least, most)), max(least, most))
        self.write_force()

    def red_lines(self, issue: str) -> tuple[float, float]:
        """Return between what the red lines of both sides leave an issue."""
        least = max(side.at_least[issue] for side in self.sides)
        return least, min(side.at_most[issue] for side in self.sides)

    def conceding(self, issue: str) -> float:
        """Return the plain draft on an issue, moved nearer to what each side is conceded."""
        moved = plain = self.plain[issue]
        for side, other in zip(self.sides, reversed(self.sides), strict=True):
            moved += side.conceded * side.flexibility[issue] * (other.opening[issue] - plain)
        return moved

    def write_force(self) -> None:
        """Write the posture into the text that both sides let stand there."""
        most = self.red_lines("foreign_force")[1]
        self.posture = self.asked
        deploys = self.dials["mission.without_consent"] == "deploy"
        self.beside = self.asked if deploys and self.asked.level >= MONITORS.level else INSTRUCTORS
        if self.asked.level > most:
            barred_too = most < OBSERVERS.level or self.asked is NOBODY
            self.posture = NOBODY if barred_too else OBSERVERS
        if self.asked is INSTRUCTORS:
            self.posture = NOBODY
        self.terms["foreign_force"] = self.posture.level
        self.possible = self.possible and self.posture.level >= self.red_lines("foreign_force")[0]

    def state(self) -> None:
        """Take the stated terms for a draft."""
        self.terms = {issue: self.dials[f"assume.{issue}"] for issue in ISSUES}
        stated = self.terms["foreign_force"]
        self.asked = LADDER[math.floor((min(max(stated, 0), 100) + 10) / 20)]
        self.write_force()

    def both(self, what: str) -> bool:
        """Return whether something is worth more than nothing to both sides."""
        return all(getattr(side, what) > 0 for side in self.sides)

    def in_sight(self) -> bool:
        """Return whether both would sign the draft, and no red line forbids it."""
        return self.possible and self.both("signs")

    def opens(self, day: int, way_out: bool) -> bool:
        """Return whether the sides meet now: both want to, and somebody made a plan or time did."""
        if self.at_table or self.pause_days > 0 or not self.both("talks"):
            return False
        slower = 1.0 if way_out else max(self.dials["talks.opening_without_plan"], 1e-6)
        return self.happens("come to the table", day, self.dials["talks.opening_days"] / slower)

    def open(self, day: int) -> None:
        """Bring both sides to the table, with what they want."""
        self.at_table, self.since_day = True, day
        self.start_afresh()

    def start_afresh(self) -> None:
        """Take back all that was conceded."""
        for side in self.sides:
            side.conceded = 0.0

    def sign(self, day: int) -> bool:
        """Return whether both sides sign now: the text is written, and worth it to both."""
        weeks = self.dials["talks.settlement_weeks"] * (1 - self.terms["sequence"] / 100)
        written = self.at_table and day - self.since_day >= 7 * weeks
        if not written or not self.in_sight():
            return False
        signed = self.happens("sign", day, self.dials["talks.signing_days"])
        self.at_table = not signed
        return signed

    def leave(self, day: int) -> None:
        """Let the talks end where a side hopes for nothing more, and no signature is in sight."""
        tired = self.at_table and not self.both("talks") and not self.in_sight()
        if tired and self.happens("leave the table", day, self.dials["talks.leaving_days"]):
            self.rest()

    def haggle(self) -> None:
        """Let the side that gains more give way, while no signature is in sight."""
        in_sight = self.in_sight()
        ukraine, russia = self.sides
        if self.at_table and not in_sight and ukraine.signs != russia.signs:
            max(self.sides, key=lambda side: side.signs).give_way()
        for side in self.sides:
            side.hope_on(self.at_table, in_sight)

    def rest(self) -> None:
        """Keep the sides apart for a while."""
        self.at_table = False
        self.pause_days = 7 * self.dials["talks.pause_weeks"]

    def wait(self) -> None:
        """Let the days between two decisions pass."""
        self.pause_days = max(self.pause_days - self.dials.days_between_decisions, 0)

    def happens(self, what: str, day: int, every: float) -> bool:
        """Return whether something happens before the next decision, once in `every` days."""
        days = self.dials.days_between_decisions
        return self.luck.happens(what, day, within=days, every=every)


def compromise(voices: Mapping[Actor, float], issue: str, nobody: float = 50.0) -> float:
    """Return the mean of all openings, weighted by voice times salience; `nobody` if none cares."""
    weight = total = 0.0
    for actor, voice in voices.items():
        weight += voice * actor.salience[issue]
        total += voice * actor.salience[issue] * actor.opening[issue]
    return total / weight if weight > 0 else nobody
