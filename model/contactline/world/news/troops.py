"""News of the foreign force: who comes, who leaves, and who pledges nothing and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from contactline.arrays import Array, Mask
from contactline.language import marked, say, say_many
from contactline.language.phrases import counted, listing
from contactline.world.agreement import Agreement
from contactline.world.chronicle import Chronicle
from contactline.world.postures import MONITORS
from contactline.world.settings import Settings
from contactline.world.wording import (
    POSTURES,
    of_a_draft,
    plain_name,
    reckoning_in_words,
    told_where,
)

if TYPE_CHECKING:
    from contactline.world.actors.contributor import Pledging
    from contactline.world.mission import Mission

YEAR_DAYS = 364
PATIENCE_DAYS = 91
IN_PLACE = 0.9
"""The share of those pledged with whom a force is in place (assumption)."""
MOST_NAMED = 5
CONDITIONS = (
    "",
    marked("that talks go on or a plan lies on the table"),
    marked("that a ceasefire holds"),
)


def why_not(pledging: Pledging, place: int, at: int, *, in_force: Mask) -> str:
    """Return why one government pledges nothing in one world.

    in_force: where a text is, elsewhere it is a draft, (worlds,).
    """
    if pledging.played[place, at]:
        return say("somebody else decides for it in this run")
    one, net = pledging.members[place], float(pledging.reckoning.net[place, at])
    said = [] if one.host.ready[place, at] else [say("no option is ready")]
    if net <= 0:
        own = pledging.reckoning.of(place)
        parts = reckoning_in_words(own if in_force[at] else of_a_draft(own), at)
        said.append(say("its own reckoning is {parts}", parts=parts))
    if not pledging.met[place, at]:
        wants = [say(CONDITIONS[one.after])] if one.after else []
        wants += [say("that the United States stand behind it")] if one.needs_backing else []
        wants += [say("that a leading state goes")] if one.needs_leader else []
        said.append(say("what it asks for is not given ({wants})", wants=", ".join(wants)))
    if not pledging.asked[at]:
        said.append(say("nobody asks for its soldiers now"))
    if not pledging.agreed[at]:
        who = _who_objects(pledging, place, at)
        said.append(say("not all of the allies agree to a mission: {who}", who=who))
    if one.host.withdrawn[place, at]:
        said = [say("it has brought its troops home for good")]
    return "; ".join(said) or say("it would, but has not decided yet")


def force_in_place(deployed: Array, pledged: Array) -> Mask:
    """Return where nine in ten of those whose pledge stands have come, (worlds,).

    deployed, pledged: soldiers, (members, worlds).
    """
    there = np.where(pledged > 0, deployed, 0.0).sum(axis=0)
    wanted = pledged.sum(axis=0)
    stands: Mask = (wanted > 0) & (there >= IN_PLACE * wanted)
    return stands


def _who_objects(pledging: Pledging, place: int, at: int) -> str:
    """Return which allies bar the others in one world, the firmest first; place: who is told of."""
    net, bar = pledging.reckoning.net, pledging.objects
    firmest = [one for one in np.argsort(net[:, at], kind="stable").tolist() if bar[one, at]]
    names = [plain_name(pledging.members[one].name) for one in firmest if one != place]
    if len(names) > MOST_NAMED + 1:
        names = [*names[:MOST_NAMED], counted(len(names) - MOST_NAMED, "other")]
    said = ""
    if names:
        several = 2 if len(names) > 1 else 1
        said = say_many("{names} objects", "{names} object", several, names=listing(names))
    if not bar[place, at]:
        return said
    if not said:
        return say("it objects itself")
    return say("it objects itself, and {others}", others=said)


class TroopNews:
    """What was last told of the foreign force. All (worlds,) unless said.

    `deployed`, `observers`: a week ago, the first (members, worlds); `in_place`: so many of those
    pledged have come; `came`: somebody has pledged while the text was in force; `missed`: that
    nobody did is told; `pledged`: this year, (members, worlds).
    """

    def __init__(self, chronicle: Chronicle, mission: Mission, agreement: Agreement) -> None:
        """Begin with nobody there."""
        self.chronicle, self.mission, self.agreement = chronicle, mission, agreement
        worlds = mission.deployed.size
        self.deployed = np.zeros(mission.contributors.pledged.shape)
        self.observers = np.zeros(worlds)
        self.in_place, self.came, self.missed = (np.zeros(worlds, dtype=bool) for _ in range(3))
        self.pledged = np.zeros(mission.contributors.pledged.shape, dtype=bool)

    def week(self, day: int, pledging: Pledging, settings: Settings) -> None:
        """Tell what a week has changed. pledging: the latest decisions of all governments."""
        if self.chronicle.keep:
            self._arrivals(day, settings)
            self._nobody_comes(day, pledging)
            self._year(day, pledging)

    def _arrivals(self, day: int, settings: Settings) -> None:
        """Tell of the first soldiers and observers, and of a force that is in place."""
        mission, contributors = self.mission, self.mission.contributors
        now, before = contributors.deployed, self.deployed
        first = (before <= 0).all(axis=0) & (now > 0).any(axis=0)
        self.chronicle.arrival(day, "arrival", first, contributors)
        stands = self.agreement.in_force & force_in_place(now, contributors.pledged)
        by_arrival = stands & ~force_in_place(before, contributors.pledged)
        self.chronicle.arrival(day, "in place", by_arrival & ~self.in_place, contributors)
        self.in_place = (self.in_place | stands) & (now > 0).any(axis=0)
        come = (self.observers <= 0) & (mission.observers > 0)
        self.chronicle.note(day, "observers", come, troops=settings.mission.neutral_observers)
        self.deployed, self.observers = now.copy(), mission.observers.copy()

    def _nobody_comes(self, day: int, pledging: Pledging) -> None:
        """Tell where nobody has pledged soldiers three months into a text that holds them."""
        agreement = self.agreement
        holds = agreement.in_force & (agreement.rung >= MONITORS)
        self.came = holds & (self.came | (self.mission.pledged > 0))
        tell = holds & (agreement.age_days(day) >= PATIENCE_DAYS) & ~self.came & ~self.missed
        why = told_where(tell, lambda at: self._why_nobody(pledging, at))
        self.chronicle.note(day, "nobody comes", tell, posture=POSTURES[agreement.rung], why=why)
        self.missed = holds & (self.missed | tell)

    def _year(self, day: int, pledging: Pledging) -> None:
        """Tell once a year which leading states have pledged nothing in it, and why."""
        contributors = self.mission.contributors
        self.pledged = self.pledged | (contributors.pledged > 0)
        if day % YEAR_DAYS or not day:
            return
        for place, one in enumerate(contributors.members):
            if one.leads:
                tell = ~self.pledged[place] & ~contributors.withdrawn[place]
                of_one = partial(why_not, pledging, place)
                why = told_where(tell, partial(of_one, in_force=self.agreement.in_force))
                self.chronicle.note(
                    day, "no pledge", tell, one.key, name=plain_name(one.name), why=why
                )
        self.pledged = np.zeros_like(self.pledged)

    def _why_nobody(self, pledging: Pledging, at: int) -> str:
        """Return why those who would lead do not, in one world."""
        leaders = [place for place, one in enumerate(pledging.members) if one.leads]
        why = partial(why_not, pledging, in_force=self.agreement.in_force)
        said = (f"{say(pledging.members[place].name)}: {why(place, at)}" for place in leaders)
        return ". ".join(said) or say("nobody leads")
