"""The chronicle: dated events with actor and cause, so that one world reads like a newspaper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Chosen, Mask
from contactline.bargaining.explaining import what, why
from contactline.dials import ISSUES
from contactline.dials.issues import ISSUE_WORDS
from contactline.scenario.decisions import DECISIONS
from contactline.world.reckoning import Reckoning

if TYPE_CHECKING:
    from contactline.world.actors import Belligerents, Contributors, Seats
    from contactline.world.actors.contributor import Pledging
    from contactline.world.talks import Talks

type Told = Array | Mask | NDArray[np.str_] | str


@dataclass(frozen=True)
class ChronicleEntry:
    """One event of one world: its day, its kind, who acted, what happened and why."""

    day: int
    kind: str
    actor: str
    text: str
    cause: str


PLAYED = "somebody else decides for {name} in this run"
STORIES: dict[str, tuple[str, str]] = {
    "seat": ("{name} is played: {plays}.", "somebody else takes these decisions in this run"),
    "event": ("{title}", "a dated event of the scenario"),
    "plan": (
        "{name} puts a plan on the table.",
        "in office and engaged, it looks for a way out of the war",
    ),
    "question": (
        "{name} raises the question of European troops.",
        "its plan lies on the table, and a European capital has an option ready",
    ),
    "walks away": (
        "{name} walks away from its plan.",
        "its patience is used up: nothing has been signed",
    ),
    "option": ("{name} has an option for troops ready.", "staff work since the first day"),
    "talks open": (
        "Ukraine and Russia come to the table.",
        "both would rather talk than fight on without; to Ukraine it is worth {ukraine}; to Russia "
        "{russia}",
    ),
    "draft": (
        "The draft on the table: territory {territory:.0f}, alignment {alignment:.0f}, "
        "foreign force {foreign_force:.0f}, sanctions {sanctions:.0f}, sequence {sequence:.0f}.",
        "the stances and voices at the table; bargaining model: {model}",
    ),
    "move": ("Round {round} of the bargaining: {what}", "{why}"),
    "talks end": (
        "Talks end without agreement after {weeks:.0f} weeks: {verdict}.",
        "to Ukraine signing is worth {ukraine}; to Russia {russia}{red_line}",
    ),
    "ceasefire": (
        "A ceasefire begins, with {posture}.",
        "both sides sign: to Ukraine it is worth {ukraine}; to Russia {russia}",
    ),
    "imposed": (
        "A ceasefire is imposed, with {posture}.",
        "an assumption of this run, not an outcome of the talks",
    ),
    "pledge": (
        "{name} pledges {troops:,.0f} soldiers.",
        "its own reckoning: {parts}",
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
    "decision to attack": (
        "{name} prepares to attack.",
        "to it war is worth {gain:+.2f} over peace; in {rank:.0%} of worlds the parties want the "
        "quiet less than here",
    ),
    "resumption": (
        "{name} ends the ceasefire and resumes the war.",
        "an attack prepared for weeks; {deployed:,.0f} foreign soldiers are in the country",
    ),
    "horizon": ("The run ends {state}.", "the horizon of the scenario is reached"),
}


def in_words(reckoning: Reckoning, where: Mask, played: Mask) -> NDArray[np.str_]:
    """Return the parts of a reckoning in order of weight with their sum, in the worlds `where`.

    played: where somebody else decides, whatever the actor reckons, (worlds,).
    """
    told = [""] * where.size
    for at in np.flatnonzero(where).tolist():
        parts = ", ".join(f"{name} {value:+.2f}" for name, value in reckoning.heaviest(at))
        instead = ", but somebody else decides for it" if played[at] else ""
        told[at] = f"{reckoning.net[at]:+.2f} ({parts}){instead}"
    return np.array(told)


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

    def seats(self, seats: Seats, names: Mapping[str, str]) -> None:
        """Tell which decisions of which actors somebody else takes. names: by key."""
        for (key, decision), taken in seats.taken.items():
            plays = f"{DECISIONS[decision].words} {taken.name.replace('_', ' ')}"
            self.note(0, "seat", taken.where, key, name=names[key], plays=plays)

    def talks(
        self,
        day: int,
        kind: str,
        where: Mask,
        reckoning: Reckoning,
        played: Mask,
        **more: Told,
    ) -> None:
        """Tell what the sides do about talks, with what each reckons, in order of weight.

        played: where somebody else decides for a side, (2, worlds).
        """
        if self.keep and where.any():
            ukraine, russia = (in_words(reckoning.of(row), where, played[row]) for row in (0, 1))
            self.note(day, kind, where, ukraine=ukraine, russia=russia, **more)

    def options(self, day: int, ready: Mask, contributors: Contributors) -> None:
        """Tell who has an option ready. ready: (contributors, worlds)."""
        played = contributors.seats.played(contributors.keys, "prepare")
        for one, where in zip(contributors.members, ready, strict=True):
            self.note(day, "option", where, one.key, name=one.name, played=played[one.place])

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
        would = talks.sides.would_sign()
        verdict = np.select(
            [~talks.possible, would.all(axis=0), would[0], would[1]],
            [
                "the red lines of the two sides leave no room",
                "the draft was not signed in time",
                "the draft is not enough for Russia",
                "the draft is not enough for Ukraine",
            ],
            "the draft is enough for neither side",
        )
        weeks = talks.days_at_table(day) / 7
        red_line = np.where(talks.possible, "", "; a red line of one side stands against it")
        told = {"weeks": weeks, "verdict": verdict, "red_line": red_line}
        self.talks(day, "talks end", where, talks.sides.signing, talks.sides.played("sign"), **told)

    def pledges(self, day: int, pledging: Pledging) -> None:
        """Tell who pledges troops, and what each government weighed."""
        if not self.keep:
            return
        for at, (one, where) in enumerate(zip(pledging.members, pledging.joins, strict=True)):
            if where.any():
                parts = in_words(pledging.reckoning.of(at), where, pledging.played[at])
                troops = one.pledged.copy()
                self.note(day, "pledge", where, one.key, name=one.name, troops=troops, parts=parts)

    def withdrawals(self, day: int, leaves: Mask, contributors: Contributors) -> None:
        """Tell who brings its troops home. leaves: (contributors, worlds)."""
        if not self.keep:
            return
        played = contributors.seats.played(contributors.keys, "withdraw")
        for one, where in zip(contributors.members, leaves, strict=True):
            told = {"support": one.support.copy(), "played": played[one.place]}
            self.note(day, "withdrawal", where, one.key, name=one.name, **told)

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
        kind: str,
        where: Mask,
        attacker: Chosen,
        sides: Belligerents,
        **more: Array | Mask,
    ) -> None:
        """Tell which side prepares an attack, or begins it. attacker: 0 Ukraine, 1 Russia.

        more: numbers of each side, (2, worlds), or of each world, (worlds,).
        """
        for at, side in enumerate(sides.members):
            told = {name: one[at] if one.ndim == 2 else one for name, one in more.items()}
            self.note(day, kind, where & (attacker == at), side.key, name=side.name, **told)

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
    text, cause = STORIES[kind]
    told = text, PLAYED if values.get("played") else cause
    text, cause = (_filled(one, values) for one in told)
    return ChronicleEntry(day, kind, actor, text, cause)


def _filled(story: str, values: dict[str, object]) -> str:
    """Return a story with its values; a share gets a space before its per cent sign."""
    return re.sub(r"(?<=\d)%", " %", story.format_map(values))


def _one(values: Array | Mask | NDArray[np.str_], at: int) -> object:
    value = np.asarray(values)[at]
    return value.item()
