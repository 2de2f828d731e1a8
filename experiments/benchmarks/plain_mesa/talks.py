"""Talks in one world: who is ready, what draft is on the table, what force it allows, who signs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from contactline.dials import ISSUES
from plain_mesa.actors import Actor, Belligerent
from plain_mesa.dials import Dials
from plain_mesa.war import logistic


class Posture(NamedTuple):
    """A kind of force. `armed` and `effort`: shares."""

    name: str
    level: int
    on_line: bool
    armed: float
    effort: float

    @property
    def soldiers_on_line(self) -> bool:
        """Return whether soldiers stand on the line, not unarmed observers."""
        return self.on_line and self.armed > 0

    @property
    def soldiers_away(self) -> bool:
        """Return whether soldiers are in the country, away from the line."""
        return self.level > 0 and not self.on_line


LADDER = (
    Posture("none", 0, False, 0.0, 0.0),
    Posture("observers", 20, True, 0.0, 0.05),
    Posture("instructors", 40, False, 0.0, 0.2),
    Posture("monitors", 60, True, 0.5, 0.5),
    Posture("buffer", 80, True, 1.0, 1.0),
    Posture("fighting", 100, True, 1.0, 1.0),
)
NOBODY, OBSERVERS, INSTRUCTORS = LADDER[:3]


class Talks:
    """The talks of one world. `sides`: Ukraine, Russia. `terms`: the draft, a number an issue.

    `posture`: the force it allows. `possible`: no red line forbids it. `consents`: Russia does.
    """

    def __init__(
        self, actors: Sequence[Actor], sides: Sequence[Belligerent], dials: Dials, random: Random
    ) -> None:
        self.actors, self.sides, self.dials, self.random = actors, sides, dials, random
        self.luck_of_consent = random.random()
        self.at_table = False
        self.weeks = 0
        self.pause = 0.0
        self.conceded = 0.0
        self.terms = dict.fromkeys(ISSUES, 50.0)
        self.drafted_force = 50.0
        self.posture = NOBODY
        self.possible = True
        self.consents = False
        self.gains = [0.0, 0.0]

    def draft(self) -> None:
        """Write a new draft: the compromise of all openings, inside the red lines of the sides."""
        self.possible = True
        for issue in ISSUES:
            least = max(side.at_least[issue] for side in self.sides)
            most = min(side.at_most[issue] for side in self.sides)
            self.possible = self.possible and least <= most
            term = compromise(self.actors, issue)
            self.terms[issue] = min(max(term, min(least, most)), max(least, most))
        self.drafted_force = self.terms["foreign_force"]
        self.settle_force()

    def state(self) -> None:
        """Take the stated terms for a draft."""
        for issue in ISSUES:
            self.terms[issue] = self.dials[f"assume.{issue}"]
        self.drafted_force = self.terms["foreign_force"]
        self.settle_force()

    def settle_force(self) -> None:
        """Count consent to foreign troops, and write the posture that is left into the draft."""
        wanted = self.posture_wanted()
        self.consents = self.russia_consents(wanted)
        if wanted.level > self.sides[0].at_most["foreign_force"]:
            wanted = NOBODY
        without = self.dials["mission.without_consent"]
        if without != "deploy" and wanted.on_line and not self.consents:
            second_best = INSTRUCTORS if without == "instructors" else NOBODY
            wanted = second_best if wanted.level > second_best.level else NOBODY
        self.posture = wanted
        self.terms["foreign_force"] = wanted.level

    def posture_wanted(self) -> Posture:
        """Return the posture proposed, or the one nearest to the draft."""
        proposal = self.dials["mission.proposal"]
        if proposal == "from_draft":
            return LADDER[math.floor((min(max(self.drafted_force, 0), 100) + 10) / 20)]
        return next(posture for posture in LADDER if posture.name == proposal)

    def russia_consents(self, wanted: Posture) -> bool:
        """Return whether Russia agrees to such a force on the line."""
        said = self.dials["mission.russian_consent"]
        if said != "by_stance":
            return said == "given"
        reach = self.sides[1].opening["foreign_force"] + self.dials["mission.consent_tolerance"]
        return wanted.on_line and self.luck_of_consent < logistic((reach - wanted.level) / 10)

    def values_of(self, terms: dict[str, float], collapses: int) -> list[float]:
        """Return what terms are worth to each side."""
        return [side.value_of(terms, collapses, self.dials) for side in self.sides]

    def weigh(self, war_values: Sequence[float], collapses: int) -> None:
        """Set what each side gains by the draft over the war."""
        pairs = zip(self.values_of(self.terms, collapses), war_values, strict=True)
        self.gains = [deal - war for deal, war in pairs]

    def pressure_on(self, side: Belligerent) -> float:
        """Return how far the broker presses a side, 0 to 1."""
        return self.dials[f"broker.pressure_on_{side.key}"] * self.dials["broker.engagement"]

    def willing(self, cost: float, steepness: float) -> bool:
        """Return whether both sides take a step this week that costs so much."""
        effect, decided = self.dials["talks.pressure_effect"], []
        for side, gain in zip(self.sides, self.gains, strict=True):
            reason = gain + effect * self.pressure_on(side) - cost
            decided.append(self.random.random() < logistic(steepness * reason))
        return all(decided)

    def open(self, may: bool) -> bool:
        """Return whether talks open this week: both sides ready, none resting."""
        dials = self.dials
        self.pause = max(self.pause - 1, 0)
        if not may or self.at_table or self.pause > 0:
            return False
        if self.willing(dials["talks.opening_cost"], dials["talks.steepness"]):
            self.at_table = True
            self.weeks = 0
        return self.at_table

    def concede(self, in_force: bool) -> None:
        """Let everybody at the table move; without talks or agreement all are where they began."""
        if self.at_table:
            self.weeks += 1
            self.conceded = 1 - math.exp(-self.weeks / self.dials["talks.concession_weeks"])
        elif not in_force:
            self.conceded = 0.0
        for actor in self.actors:
            actor.concede(self.terms, self.conceded)

    def sign(self) -> bool:
        """Return whether both sides sign this week; their talks are then over."""
        dials = self.dials
        needed = dials["talks.settlement_weeks"] * (1 - self.terms["sequence"] / 100)
        if not self.at_table or not self.possible or self.weeks < needed:
            return False
        signed = self.willing(dials["talks.signing_cost"], dials["talks.rationality"])
        self.at_table = not signed
        return signed

    def break_off(self) -> None:
        """End the talks where patience is at an end."""
        if self.at_table and self.weeks >= self.dials["talks.patience_weeks"]:
            self.rest()

    def rest(self) -> None:
        """Keep the sides apart for a while."""
        self.at_table = False
        self.pause = self.dials["talks.pause_weeks"]


def compromise(actors: Sequence[Actor], issue: str) -> float:
    """Return the mean of all openings, weighted by capability times salience."""
    weight = total = 0.0
    for actor in actors:
        voice = actor.capability * actor.salience[issue]
        weight += voice
        total += voice * actor.opening[issue]
    return total / weight if weight > 0 else 50.0
