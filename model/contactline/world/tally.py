"""What each world adds up to in a run: first days, peaks and totals, by world."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, Mask, ordered_sum
from contactline.dials import ISSUES
from contactline.world.postures import LEAST_PRESENCE_TROOPS

NOBODY = -1
ESCALATION, RESUMPTION = 1, 2
WEEKS_A_MONTH = 365.25 / 12 / 7


class Tally:
    """Running results of a block of worlds. All arrays (worlds,) unless said.

    Days are NaN until the thing happens. `first_held`: length of the first ceasefire in days,
    NaN while there was none. `unbroken`: the first ceasefire has not broken. `breaker`: 0 for
    Ukraine, 1 for Russia, -1 for nobody, of the first collapse; `how`: 1 escalation, 2 resumption.
    `first_terms`: of the first agreement, (issues, worlds). `has_pledged`: (contributors, worlds).
    `leader`: the contributor that pledged first, -1 for nobody; `began_pledging`: who pledged on
    that day, (contributors, worlds). `brokered`, `heard_europe`: who had a part in the first
    agreement; `belief_signed`: Ukraine's belief in it, NaN while there was none.
    """

    def __init__(self, worlds: int, contributors: int) -> None:
        """Start with nothing counted. contributors: how many there are."""
        self.first_talks = np.full(worlds, np.nan)
        self.first_ceasefire = np.full(worlds, np.nan)
        self.first_terms = np.full((len(ISSUES), worlds), np.nan)
        self.first_held = np.full(worlds, np.nan)
        self.unbroken = np.zeros(worlds, dtype=bool)
        self.ceasefires = np.zeros(worlds)
        self.breaker = np.full(worlds, NOBODY)
        self.how = np.zeros(worlds, dtype=np.int64)
        self.first_pledge = np.full(worlds, np.nan)
        self.first_on_line = np.full(worlds, np.nan)
        self.first_soldier = np.full(worlds, np.nan)
        self.first_soldier_on_line = np.full(worlds, np.nan)
        self.draft_heard_europe = np.zeros(worlds, dtype=bool)
        self.heard_europe = np.zeros(worlds, dtype=bool)
        self.brokered = np.zeros(worlds, dtype=bool)
        self.belief_signed = np.full(worlds, np.nan)
        self.most_pledged = np.zeros(worlds)
        self.has_pledged = np.zeros((contributors, worlds), dtype=bool)
        self.began_pledging = np.zeros((contributors, worlds), dtype=bool)
        self.leader = np.full(worlds, NOBODY)
        self.most_deployed = np.zeros(worlds)
        self.most_on_line = np.zeros(worlds)
        self.most_away = np.zeros(worlds)
        self.soldier_months = np.zeros(worlds)
        self.most_by_contributor = np.zeros((contributors, worlds))
        self.quiet_days = np.zeros(worlds)
        self.violations = np.zeros(worlds)
        self.first_week = np.full(worlds, np.nan)
        self.seen = np.zeros(worlds)
        self.attributed = np.zeros(worlds)
        self.restricted = np.zeros((2, worlds))

    def talks_open(self, where: Mask, day: int) -> None:
        """Note the first day of talks."""
        self.first_talks = np.where(where & np.isnan(self.first_talks), day, self.first_talks)

    def drafted(self, where: Mask, europe_heard: Mask) -> None:
        """Note whether a European voice counted in full in a draft that is written."""
        self.draft_heard_europe = np.where(where, europe_heard, self.draft_heard_europe)

    def agreed(self, where: Mask, *, brokered: Mask, belief: Array) -> None:
        """Note who had a part in the first agreement, and how far Ukraine believes in it."""
        first = where & np.isnan(self.belief_signed)
        self.brokered = np.where(first, brokered, self.brokered)
        self.heard_europe = np.where(first, self.draft_heard_europe, self.heard_europe)
        self.belief_signed = np.where(first, belief, self.belief_signed)

    def ceasefire_begins(self, where: Mask, day: int, terms: Array) -> None:
        """Note a ceasefire, and the day and terms, (issues, worlds), of the first."""
        first = where & np.isnan(self.first_ceasefire)
        self.first_terms = np.where(first, terms, self.first_terms)
        self.first_ceasefire = np.where(first, day, self.first_ceasefire)
        self.unbroken = self.unbroken | first
        self.ceasefires = self.ceasefires + where

    def ceasefire_breaks(self, where: Mask, day: int, breaker: Chosen, how: int) -> None:
        """Note how the first ceasefire broke, and how long it had held."""
        first = where & self.unbroken
        self.first_held = np.where(first, day - self.first_ceasefire, self.first_held)
        self.breaker = np.where(first, breaker, self.breaker)
        self.how = np.where(first, how, self.how)
        self.unbroken = self.unbroken & ~first

    def first_days(self, among: Chosen, total: Array, age_days: Array) -> None:
        """Add a day of violations by world of `among` where it is in its first week, all (n,)."""
        early = (self.ceasefires[among] == 1) & (age_days < 7)
        worlds = among[early]
        before = self.first_week[worlds]
        self.first_week[worlds] = np.where(np.isnan(before), 0.0, before) + total[early]

    def fire(self, violations: Array, days_quiet: Array) -> None:
        """Add a week of violations, and its days in a ceasefire, both (worlds,)."""
        self.violations = self.violations + violations
        self.quiet_days = self.quiet_days + days_quiet

    def view(self, by_side: Array, seen: Array, attributed: Array) -> None:
        """Add a week of violations by side, and the shares seen and attributed, all (2, worlds)."""
        self.seen = self.seen + by_side[0] * seen[0] + by_side[1] * seen[1]
        self.attributed = self.attributed + by_side[0] * attributed[0] + by_side[1] * attributed[1]

    def restrict(self, by_side: Array, where: Mask) -> None:
        """Add a week of patrols turned back by each side, (2, worlds), in the worlds `where`."""
        self.restricted = self.restricted + np.where(where, by_side, 0.0)

    def troops(self, deployed: Array, by_contributor: Array) -> None:
        """Keep the peaks of a week of troops on the ground, in all and (contributors, worlds)."""
        self.most_deployed = np.maximum(self.most_deployed, deployed)
        self.most_by_contributor = np.maximum(self.most_by_contributor, by_contributor)
        self.soldier_months = self.soldier_months + deployed / WEEKS_A_MONTH

    def soldiers(self, on_line: Array, away: Array) -> None:
        """Keep the peaks of the soldiers on the contact line, and away from it."""
        self.most_on_line = np.maximum(self.most_on_line, on_line)
        self.most_away = np.maximum(self.most_away, away)

    def first_soldiers(self, day: int, deployed: Array, on_line: Array) -> None:
        """Note the first day of a foreign soldier in the country, and of one on the line."""
        new = (deployed > 0) & np.isnan(self.first_soldier)
        self.first_soldier = np.where(new, day, self.first_soldier)
        new = (on_line > 0) & np.isnan(self.first_soldier_on_line)
        self.first_soldier_on_line = np.where(new, day, self.first_soldier_on_line)

    def pledges(self, pledged: Array) -> None:
        """Note who has pledged, who was first, and the peak. pledged: (contributors, worlds).

        Of several that pledge at once the one with most soldiers leads, of equals the first.
        """
        now = pledged > 0
        first = now.any(axis=0) & (self.leader == NOBODY)
        if first.any():
            self.leader = np.where(first, pledged.argmax(axis=0), self.leader)
            self.began_pledging = self.began_pledging | (now & first)
        self.has_pledged = self.has_pledged | now
        self.most_pledged = np.maximum(self.most_pledged, ordered_sum(pledged))

    def europe_pledges(self, day: int, pledged: Array) -> None:
        """Note the first day of a European pledge."""
        new = (pledged > 0) & np.isnan(self.first_pledge)
        self.first_pledge = np.where(new, day, self.first_pledge)

    def europe_on_line(self, day: int, on_line: Array) -> None:
        """Note the first day of European troops on the line."""
        new = (on_line >= LEAST_PRESENCE_TROOPS) & np.isnan(self.first_on_line)
        self.first_on_line = np.where(new, day, self.first_on_line)

    def followers(self) -> Array:
        """Return how many pledged after the day of the first pledge, (worlds,), NaN for none."""
        after = (self.has_pledged & ~self.began_pledging).sum(axis=0)
        return np.where(self.leader == NOBODY, np.nan, after)

    def close(self, day: int) -> None:
        """Count the days of ceasefires that still hold at the horizon (censored)."""
        self.first_held = np.where(self.unbroken, day - self.first_ceasefire, self.first_held)
