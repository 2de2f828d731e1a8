"""The chronicle: dated events with actor and cause, so that one world reads like a newspaper."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.bargaining.explaining import what, why
from contactline.dials.issues import FORCE, ISSUE_WORDS, ISSUES
from contactline.world.postures import LEVEL, ON_LINE

if TYPE_CHECKING:
    from contactline.world.actors import Belligerents, Contributors
    from contactline.world.actors.contributor import Joining, Request
    from contactline.world.talks import Talks

type Told = Array | NDArray[np.str_] | str


@dataclass(frozen=True)
class ChronicleEntry:
    """One event of one world: its day, its kind, who acted, what happened and why."""

    day: int
    kind: str
    actor: str
    text: str
    cause: str


STORIES: dict[str, tuple[str, str]] = {
    "event": ("{title}", "a dated event of the scenario"),
    "talks open": (
        "Ukraine and Russia come to the table.",
        "by its own reckoning Ukraine would gain {gain_ukraine:+.2f} and Russia {gain_russia:+.2f} "
        "by the draft over fighting on; pressure adds {pressure_ukraine:.2f} and "
        "{pressure_russia:.2f}",
    ),
    "draft": (
        "The draft on the table: territory {territory:.0f}, alignment {alignment:.0f}, "
        "foreign force {foreign_force:.0f}, sanctions {sanctions:.0f}, sequence {sequence:.0f}.",
        "the stances at the table; bargaining model: {model}",
    ),
    "move": ("Round {round} of the bargaining: {what}", "{why}"),
    "talks end": (
        "Talks end without agreement after {weeks:.0f} weeks: {verdict}.",
        "Ukraine would gain {gain_ukraine:+.2f} and Russia {gain_russia:+.2f} by the draft over "
        "fighting on{red_line}",
    ),
    "ceasefire": (
        "A ceasefire begins, with {posture}.",
        "both sides sign: Ukraine gains {gain_ukraine:+.2f}, Russia {gain_russia:+.2f} over "
        "fighting on; pressure adds {pressure_ukraine:.2f} and {pressure_russia:.2f}",
    ),
    "imposed": (
        "A ceasefire is imposed, with {posture}.",
        "an assumption of this run, not an outcome of the talks",
    ),
    "pledge": (
        "{name} pledges {troops:,.0f} soldiers.",
        "its stance lies {margin:+.0f} points from what is asked; support at home is "
        "{support:.0%}; {leaders:.0%} of the other leading states have pledged; Russia {consent}; "
        "backing by the United States is {backing:.0%}",
    ),
    "arrival": ("The first foreign troops arrive: {troops:,.0f} soldiers.", "pledges made earlier"),
    "casualties": (
        "{hits:.0f} of the foreign troops are killed or wounded this week.",
        "violations close to where they stand",
    ),
    "withdrawal": (
        "{name} brings its troops home.",
        "support at home has fallen to {support:.0%}",
    ),
    "consent lost": (
        "Russia takes back its consent to foreign troops on the line.",
        "a change of course in Moscow, as happened to earlier missions",
    ),
    "fire": (
        "Violations this week: {violations:,.0f}.",
        "unprovoked and return fire at {share:.0%} of the level of the war; restraint stands at "
        "{restraint_ukraine:.0%} on the Ukrainian and {restraint_russia:.0%} on the Russian side",
    ),
    "escalation": (
        "The ceasefire collapses: fire along the line is back at the level of the war.",
        "fire of {share:.0%} of the level of the war over a week; restraint had fallen to "
        "{restraint_ukraine:.0%} on the Ukrainian and {restraint_russia:.0%} on the Russian side",
    ),
    "resumption": (
        "{name} ends the ceasefire and resumes the war.",
        "to it war is worth {gain:+.2f} over peace; in {rank:.0%} of worlds the parties want the "
        "quiet less than here; {deployed:,.0f} foreign soldiers stand in the way",
    ),
    "horizon": ("The run ends {state}.", "the horizon of the scenario is reached"),
}


@dataclass
class Chronicle:
    """The events of a block of worlds; keeps nothing unless told to, so that ensembles stay light.

    `notes`: (day, kind, actor, where, numbers) as they happened.
    """

    keep: bool = False
    notes: list[tuple[int, str, str, Mask, dict[str, Told]]] = field(default_factory=list)

    def note(self, day: int, kind: str, where: Mask, actor: str = "", /, **numbers: Told) -> None:
        """Write down an event in the worlds `where`; numbers are (worlds,) or the same text."""
        if self.keep and where.any():
            self.notes.append((day, kind, actor, where.copy(), numbers))

    def talks(self, day: int, kind: str, where: Mask, sides: Belligerents, **more: Told) -> None:
        """Tell what the sides do about talks, with what each reckons to gain by it."""
        self.note(
            day,
            kind,
            where,
            gain_ukraine=sides.gain[0],
            gain_russia=sides.gain[1],
            pressure_ukraine=sides.pressure[0],
            pressure_russia=sides.pressure[1],
            **more,
        )

    def draft(self, day: int, where: Mask, talks: Talks, model: str) -> None:
        """Tell the draft on the table, and every move of the bargaining behind it."""
        if not self.keep:
            return
        terms = dict(zip(ISSUES, talks.terms.copy(), strict=True))
        self.note(day, "draft", where, model=model, **terms)
        for world in np.flatnonzero(where).tolist():
            self._moves(day, world, talks)

    def talks_end(self, day: int, where: Mask, talks: Talks) -> None:
        """Tell that talks end without a signature, and why."""
        if not self.keep:
            return
        acceptable = talks.possible & (talks.sides.gain > 0).all(axis=0)
        verdict = np.where(
            acceptable,
            "the draft was not signed in time",
            "no draft acceptable to both belligerents",
        )
        red_line = np.where(talks.possible, "", "; a red line of one side stands against it")
        told = {"weeks": talks.weeks, "verdict": verdict, "red_line": red_line}
        self.talks(day, "talks end", where, talks.sides, **told)

    def pledges(self, day: int, joining: Joining, request: Request) -> None:
        """Tell who pledges troops, and what each government weighed."""
        if not self.keep:
            return
        consents = np.where(request.consents, "consents", "does not consent")
        off_line = "need not consent to troops off the line"
        for at, one in enumerate(joining.members):
            self.note(
                day,
                "pledge",
                joining.joins[at],
                one.key,
                name=one.name,
                troops=one.pledged.copy(),
                margin=one.opening[FORCE] - LEVEL[request.rung],
                support=one.support.copy(),
                leaders=joining.leaders_share[at],
                consent=np.where(ON_LINE[request.rung], consents, off_line),
                backing=request.backing,
            )

    def withdrawals(self, day: int, leaves: Mask, contributors: Contributors) -> None:
        """Tell who brings its troops home. leaves: (contributors, worlds)."""
        if not self.keep:
            return
        for one, where in zip(contributors.members, leaves, strict=True):
            self.note(day, "withdrawal", where, one.key, name=one.name, support=one.support.copy())

    def fire(self, day: int, kind: str, where: Mask, restraint: Array, **numbers: Told) -> None:
        """Tell of fire along the line, and of the restraint left. restraint: (2, worlds)."""
        self.note(
            day,
            kind,
            where,
            restraint_ukraine=restraint[0].copy(),
            restraint_russia=restraint[1].copy(),
            **numbers,
        )

    def resumption(
        self,
        day: int,
        where: Mask,
        breaker: Array,
        sides: Belligerents,
        *,
        gain: Array,
        rank: Array,
        deployed: Array,
    ) -> None:
        """Tell which side resumes the war. breaker: 0 Ukraine, 1 Russia. gain: (2, worlds)."""
        for at, side in enumerate(sides.members):
            told: dict[str, Told] = {"name": side.name, "gain": gain[at], "rank": rank}
            self.note(
                day, "resumption", where & (breaker == at), side.key, **told, deployed=deployed
            )

    def of_world(self, at: int) -> tuple[ChronicleEntry, ...]:
        """Return the entries of the world at position `at` of the block, in order."""
        return tuple(
            _entry(day, kind, actor, numbers, at)
            for day, kind, actor, where, numbers in self.notes
            if where[at]
        )

    def _moves(self, day: int, world: int, talks: Talks) -> None:
        """Tell every move of the bargaining behind the draft of one world."""
        names = tuple(one.name for one in talks.actors.members)
        issues = tuple(one.label.lower() for one in ISSUE_WORDS.values())
        here = np.arange(talks.at_table.size) == world
        for move in talks.drafter.moves(world):
            told = {
                "round": str(move.round),
                "what": what(move, names, issues),
                "why": why(move, names, issues),
            }
            self.note(day, "move", here, talks.actors.members[move.actor].key, **told)


def _entry(day: int, kind: str, actor: str, numbers: dict[str, Told], at: int) -> ChronicleEntry:
    values = {
        name: value if isinstance(value, str) else _one(value, at)
        for name, value in numbers.items()
    }
    text, cause = (_filled(told, values) for told in STORIES[kind])
    return ChronicleEntry(day, kind, actor, text, cause)


def _filled(story: str, values: dict[str, object]) -> str:
    """Return a story with its values; a share gets a space before its per cent sign."""
    return re.sub(r"(?<=\d)%", " %", story.format_map(values))


def _one(values: Array | NDArray[np.str_], at: int) -> object:
    value = np.asarray(values)[at]
    return value.item()
