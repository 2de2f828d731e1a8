"""The chronicle: dated events with actor and cause, so that one world reads like a newspaper.

How each kind is said is written in `stories`; what only changes slowly is told by `news`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.bargaining.explaining import what, why
from contactline.dials.issues import ISSUE_WORDS, SEQUENCE
from contactline.language import marked, say, say_many
from contactline.language.phrases import counted, listing, per_cent, whole
from contactline.scenario.decisions import DECISIONS
from contactline.world.agreement import Agreement
from contactline.world.entries import ChronicleEntry, Told, entry_of, with_units
from contactline.world.postures import Rungs
from contactline.world.reckoning import Reckoning
from contactline.world.stories import NO_ROOM, PLEDGED_ANEW
from contactline.world.truces import DeclaredTruce
from contactline.world.wording import (
    LABELS,
    POSTURES,
    in_words,
    of_a_draft,
    plain_name,
    question_in_words,
    red_lines_in_words,
    terms_in_words,
    told_where,
)

if TYPE_CHECKING:
    from contactline.world.actors import Belligerents, Broker, Contributors, Seats
    from contactline.world.actors.contributor import Pledging
    from contactline.world.actors.standing import Standing
    from contactline.world.mission import Mission
    from contactline.world.talks import Talks

CEASEFIRE_FIRST = 50.0
HOME, BACK = marked("brings its troops home"), marked("takes back its pledge")


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
            words, strategy = DECISIONS[decision].words, taken.name.replace("_", " ")
            plays = f"{say(words)} {say(strategy)}"
            self.note(0, "seat", taken.where, key, name=names[key], plays=plays)

    def plan(self, day: int, where: Mask, broker: Broker) -> None:
        """Tell what plan the broker puts forward."""
        if not (self.keep and where.any()):
            return
        truce = broker.opening[SEQUENCE] >= CEASEFIRE_FIRST
        order = np.where(
            truce,
            marked("first a ceasefire, then talks about the rest"),
            marked("first talks about a settlement, then a ceasefire"),
        )
        self.broker(day, "plan", where, broker, "put_forward_plan", order=order)

    def question(
        self,
        day: int,
        where: Mask,
        broker: Broker,
        ready: Mask,
        contributors: Contributors,
        in_force: Mask,
    ) -> None:
        """Tell that the broker asks about European troops, and what has been said of them before.

        ready: (contributors, worlds). in_force: where a ceasefire is, its text settled, (worlds,).
        """
        if not (self.keep and where.any()):
            return
        who = self._names(contributors, ready, where)
        europe = np.isin(np.arange(len(ready)), contributors.european)[:, np.newaxis]
        have = europe & (contributors.pledged > 0)
        pledged, several = self._names(contributors, have, where), have.sum(axis=0) > 1
        raises = told_where(
            where, lambda at: question_in_words(str(pledged[at]), several[at], in_force[at])
        )
        self.broker(day, "question", where, broker, "raise_question", who=who, raises=raises)

    def walks_away(self, day: int, where: Mask, broker: Broker) -> None:
        """Tell that the broker gives up, and what came of its plan."""
        if not (self.keep and where.any()):
            return
        course = np.select(
            [self.has_told("ceasefire", where), self.has_told("imposed", where)],
            [
                marked("what was signed did not last"),
                marked(
                    "the ceasefire that was imposed did not last, and nothing has been signed since"
                ),
            ],
            marked("nothing has been signed"),
        )
        self.broker(day, "walks away", where, broker, "walk_away", course=course)

    def has_told(self, kind: str, where: Mask) -> Mask:
        """Return in which of the worlds `where` an event of a kind has been told."""
        told = [then for _, one, _, then, _ in self.notes if one == kind]
        anywhere: Mask = np.logical_or.reduce([np.zeros_like(where), *told])
        return where & anywhere

    def broker(
        self, day: int, kind: str, where: Mask, broker: Broker, decision: str, **more: Told
    ) -> None:
        """Tell what the broker does, or who plays it."""
        if not self.keep:
            return
        played = broker.seats.played((broker.key,), decision)[0]
        name = plain_name(broker.name)
        self.note(day, kind, where, broker.key, name=name, played=played, **more)

    def talks(
        self, day: int, kind: str, where: Mask, reckoning: Reckoning, played: Mask, **more: Told
    ) -> None:
        """Tell what the sides do about talks, with what each reckons, in order of weight.

        played: where somebody else decides for a side, (2, worlds).
        """
        if self.keep and where.any():
            ukraine, russia = (in_words(reckoning.of(row), where, played[row]) for row in (0, 1))
            self.note(day, kind, where, ukraine=ukraine, russia=russia, **more)

    def options(self, day: int, ready: Mask, contributors: Contributors) -> None:
        """Tell who has an option ready. ready: (contributors, worlds)."""
        if not self.keep:
            return
        played = contributors.seats.played(contributors.keys, "prepare")
        for one, where in zip(contributors.members, ready, strict=True):
            work = contributors.prepared_days[one.place]
            told: dict[str, Told] = {"work": work, "played": played[one.place]}
            self.note(day, "option", where, one.key, name=plain_name(one.name), **told)

    def draft(self, day: int, where: Mask, talks: Talks, model: str) -> None:
        """Tell the draft on the table, and every move of the bargaining behind it."""
        if not self.keep:
            return
        self.note(day, "draft", where, model=model, terms=self._terms(where, talks))
        for world in np.flatnonzero(where).tolist():
            self._moves(day, world, talks)

    def begins(self, day: int, kind: str, where: Mask, talks: Talks) -> None:
        """Tell that a ceasefire begins, on what terms, and what each side reckons."""
        terms = self._terms(where, talks) if self.keep else ""
        sides = talks.sides
        self.talks(day, kind, where, sides.signing, sides.played("sign"), terms=terms)

    def orders(self, day: int, kind: str, agreement: Agreement) -> None:
        """Tell that orders to hold fire are given anew; agreement: before they are."""
        age, since = agreement.age_days(day), day - agreement.ordered_day
        self.note(day, kind, agreement.in_force, age=age, since=since)

    def truce(self, day: int, truce: DeclaredTruce, wartime: Array) -> None:
        """Tell that a truce is declared. wartime: violations a day by side, (2, worlds)."""
        names = listing([say(side.capitalize()) for side in truce.by])
        who = say_many("{names} declares", "{names} declare", len(truce.by), names=names)
        self.note(
            day,
            "truce",
            truce.began,
            who=who,
            days=counted(truce.days, "day"),
            share=truce.stopped.max(axis=0),
            fire=((1 - truce.stopped) * wartime).sum(axis=0),
            war=wartime.sum(axis=0),
        )

    def truce_over(self, day: int, truce: DeclaredTruce, at_war: Mask, wartime: Array) -> None:
        """Tell that a truce is over. wartime: violations a day by side, (2, worlds)."""
        if not self.keep:
            return
        where = truce.began & at_war
        fire = ((1 - truce.stopped) * wartime).sum(axis=0) / wartime.sum(axis=0)
        learned = told_where(where, lambda at: _learned(truce, at))
        days = counted(truce.days, "day")
        self.note(day, "truce over", where, days=days, left=fire, learned=learned)

    def talks_end(self, day: int, where: Mask, talks: Talks) -> None:
        """Tell that talks end without a signature, and why."""
        if not self.keep:
            return
        days = talks.days_at_table(day)
        weeks = told_where(where, lambda at: counted(round(float(days[at]) / 7), "week"))
        barred = where & ~talks.possible
        lines = told_where(
            barred,
            lambda at: say(
                "; a red line of one side stands against it: {lines}",
                lines=red_lines_in_words(talks, at),
            ),
        )
        told = {"weeks": weeks, "verdict": _verdict(talks), "red_line": lines}
        sides = talks.sides
        self.talks(day, "talks end", where, sides.signing, sides.played("sign"), **told)

    def pledges(self, day: int, pledging: Pledging, in_force: Mask) -> None:
        """Tell who pledges troops, and what each government weighed.

        in_force: where a text is, elsewhere it is a draft, (worlds,).
        """
        if not self.keep:
            return
        for at, (one, joins) in enumerate(zip(pledging.members, pledging.joins, strict=True)):
            own, name = pledging.reckoning.of(at), plain_name(one.name)
            for where, reckoning in ((joins & in_force, own), (joins & ~in_force, of_a_draft(own))):
                parts = in_words(reckoning, where, pledging.played[at])
                told: dict[str, Told] = {"troops": one.pledged.copy(), "parts": parts}
                self.note(day, "pledge", where, one.key, name=name, **told)

    def lapses(
        self, day: int, where: Mask, contributors: Contributors, rung: Rungs, invites: Mask
    ) -> None:
        """Tell whose pledges end as a text without soldiers comes into force.

        invites: where it leaves room for soldiers whom Ukraine alone invites, (worlds,).
        """
        pledged = contributors.pledged > 0
        lapse = where & pledged.any(axis=0)
        if self.keep and lapse.any():
            several = pledged.sum(axis=0) > 1
            self.note(
                day,
                "lapse",
                lapse,
                pledges=np.where(several, marked("pledges"), marked("pledge")),
                lapse=np.where(several, marked("lapse"), marked("lapses")),
                names=self._names(contributors, pledged, lapse),
                troops=contributors.pledged.sum(axis=0),
                posture=POSTURES[rung],
                anew=np.where(invites, PLEDGED_ANEW, NO_ROOM),
            )

    def arrival(self, day: int, kind: str, where: Mask, contributors: Contributors) -> None:
        """Tell who has come of those pledged, as the first arrive or all are in place."""
        if self.keep and where.any():
            come = (contributors.deployed > 0) & (contributors.pledged > 0)
            troops = np.where(come, contributors.deployed, 0.0).sum(axis=0)
            names = self._names(contributors, come, where)
            self.note(day, kind, where, names=names, troops=troops)

    def withdrawals(self, day: int, leaves: Mask, contributors: Contributors) -> None:
        """Tell who brings its troops home. leaves: (contributors, worlds)."""
        if not self.keep:
            return
        played = contributors.seats.played(contributors.keys, "withdraw")
        for one, where in zip(contributors.members, leaves, strict=True):
            does = np.where(one.deployed > 0, HOME, BACK)
            told = {"does": does, "support": one.support.copy(), "played": played[one.place]}
            self.note(day, "withdrawal", where, one.key, name=plain_name(one.name), **told)

    def consent_lost(
        self, day: int, where: Mask, sides: Belligerents, rung: Rungs, *, troops_stay: bool
    ) -> None:
        """Tell that Russia takes its consent back, and what becomes of those on the line."""
        if not self.keep:
            return
        russia, played = sides.russia, sides.played("take_consent_back")[1]
        course = marked("they are called home")
        if troops_stay:
            course = marked("they stay all the same")
        told: dict[str, Told] = {"posture": LABELS[rung], "course": course, "played": played}
        self.note(day, "consent lost", where, russia.key, name=russia.name, **told)

    def departure(self, day: int, where: Mask, mission: Mission) -> None:
        """Tell that observers leave after a ceasefire has ended; governments decide of soldiers."""
        if not self.keep:
            return
        observers = mission.observers.copy()
        self.note(day, "departure", where & (observers >= 1), observers=observers)

    def standing(self, day: int, standing: Standing, contributors: Contributors) -> None:
        """Tell what governments do with soldiers around whom the war goes on, and why."""
        if not self.keep:
            return
        acts = (
            ("soldiers hold", standing.holds, standing.staying, standing.held_for),
            ("soldiers reinforced", standing.reinforces, standing.sending_more, standing.more_for),
            ("soldiers leave", standing.leaves, standing.staying, standing.held_for),
        )
        for kind, who, reckoning, played in acts:
            for place in np.flatnonzero(who.any(axis=1)).tolist():
                one, where = contributors.members[place], who[place]
                parts = in_words(reckoning.of(place), where, played[place])
                told: dict[str, Told] = {"troops": one.deployed.copy(), "parts": parts}
                self.note(day, kind, where, one.key, name=plain_name(one.name), **told)

    def fire(self, day: int, kind: str, where: Mask, restraint: Array, **numbers: Told) -> None:
        """Tell of fire along the line, and of the restraint left. restraint: (2, worlds)."""
        if self.keep and where.any():
            held = told_where(where, lambda at: _restraint(*restraint[:, at].tolist()))
            self.note(day, kind, where, restraint=held, **numbers)

    def horizon(self, day: int, in_force: Mask, at_table: Mask, attack_prepared: Mask) -> None:
        """Tell how the run ends. All (worlds,)."""
        state = np.select(
            [in_force & attack_prepared, in_force, at_table],
            [
                marked("in a ceasefire, with an attack prepared"),
                marked("in a ceasefire"),
                marked("in talks, at war"),
            ],
            marked("at war"),
        )
        self.note(day, "horizon", np.ones_like(in_force), state=state)

    def of_world(self, at: int) -> tuple[ChronicleEntry, ...]:
        """Return the entries of the world at position `at` of the block, in order."""
        entries = [
            entry_of(day, kind, actor, numbers, at)
            for day, kind, actor, where, numbers in self.notes
            if where[at]
        ]
        return tuple(with_units(entries))

    def _terms(self, where: Mask, talks: Talks) -> NDArray[np.str_]:
        return told_where(
            where,
            lambda at: terms_in_words(talks.terms[:, at], talks.rung[at], talks.sides.line[at]),
        )

    @staticmethod
    def _names(contributors: Contributors, of: Mask, where: Mask) -> NDArray[np.str_]:
        """Return the names of some contributors in the worlds `where`. of: (members, worlds)."""
        names = [plain_name(one.name) for one in contributors.members]
        return told_where(
            where,
            lambda at: listing([name for name, one in zip(names, of[:, at], strict=True) if one]),
        )

    def foreigners(self, where: Mask, mission: Mission) -> NDArray[np.str_]:
        """Return which soldiers and observers are in the country in the worlds `where`."""
        contributors = mission.contributors
        names = self._names(contributors, contributors.deployed > 0, where)

        def present(at: int) -> str:
            soldiers, observers = float(mission.deployed[at]), float(mission.observers[at])
            said = [_soldiers_of(soldiers, str(names[at]))] if soldiers >= 1 else []
            said += [_neutral(observers)] if observers >= 1 else []
            return listing(said) or say("no foreign troops")

        return told_where(where, present)

    def _moves(self, day: int, world: int, talks: Talks) -> None:
        """Tell every move of the bargaining behind the draft of one world."""
        names = tuple(one.name for one in talks.actors.members)
        issues = tuple(one.label.lower() for one in ISSUE_WORDS.values())
        here = np.arange(talks.at_table.size) == world
        for move in talks.drafter.moves(world):
            told = {
                "round": str(move.round),
                "what": what(move, names, issues),
                "why": why(move, names),
            }
            self.note(day, "move", here, talks.actors.members[move.actor].key, **told)


def _verdict(talks: Talks) -> NDArray[np.str_]:
    """Return why talks that end without a signature came to nothing, (worlds,)."""
    would = talks.sides.would_sign()
    return np.select(
        [~talks.possible, would.all(axis=0), would[0], would[1]],
        [
            marked("the red lines of the two sides leave no room"),
            marked("the draft was not signed in time"),
            marked("the draft is not enough for Russia"),
            marked("the draft is not enough for Ukraine"),
        ],
        marked("the draft is enough for neither side"),
    )


def _soldiers_of(soldiers: float, names: str) -> str:
    return say_many(
        "{n} soldiers of {names}", "{n} soldiers of {names}",
        round(soldiers), n=whole(soldiers), names=names,
    )  # fmt: skip


def _neutral(observers: float) -> str:
    return say_many(
        "{n} neutral observers", "{n} neutral observers", round(observers), n=whole(observers)
    )


def _learned(truce: DeclaredTruce, at: int) -> str:
    """Return how the truce moved what each side thinks of the other's word, in a world."""
    told = ""
    for (more, less), learned in zip(TRUSTS, truce.lesson[:, at].tolist(), strict=True):
        if learned:
            told += say(more if learned > 0 else less)
    return told


TRUSTS = (
    (
        marked("; Ukraine trusts the word of Russia a little more"),
        marked("; Ukraine trusts the word of Russia a little less"),
    ),
    (
        marked("; Russia trusts the word of Ukraine a little more"),
        marked("; Russia trusts the word of Ukraine a little less"),
    ),
)


def _restraint(ukraine: float, russia: float) -> str:
    """Return in words how far each side holds back its answer to fire."""
    if min(ukraine, russia) > 0.95:
        return say("both sides hold back")
    return say(
        "of full restraint Ukraine keeps {ukraine}, Russia {russia}",
        ukraine=per_cent(ukraine), russia=per_cent(russia),
    )  # fmt: skip
