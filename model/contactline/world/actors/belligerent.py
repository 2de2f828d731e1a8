"""Belligerents: when they come to the table, give way, leave, sign, and resume the war.

A side does each only where its own reckoning of it is above nought. What it privately wants
is a leaning drawn once a world and a mood that drifts over months; what happens by chance
happens at a rate a day. Sides are rows, Ukraine first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from contactline.arrays import Array, Mask, by_side, ordered_sum
from contactline.dials.issues import ALIGNMENT, FORCE, SEQUENCE, TERRITORY
from contactline.dials.sides import SIDES
from contactline.luck import Ahead, Luck
from contactline.world.actors.actor import Actor
from contactline.world.actors.mood import drifted, first_moods, leanings
from contactline.world.actors.outlook import Outlook
from contactline.world.actors.rates import at_a_rate
from contactline.world.actors.red_lines import crosses, without_nato
from contactline.world.actors.resumption import (
    attack_reckoned,
    deterrents,
    resumption_chance,
    strongest_occasion,
    temptation_needed,
)
from contactline.world.actors.seats import Seats, SideState
from contactline.world.commitment import weight_of_numbers
from contactline.world.land import MIDDLE, told_from_line
from contactline.world.postures import LEVEL, MONITORS
from contactline.world.prospects import PUT_OFF_BY_A_TRUCE, loss, reaching, war_value
from contactline.world.reckoning import Reckoning
from contactline.world.settings import Settings

WEEK = 7
SOBER = 0.15
"""The hope below which a side no longer counts on its red lines being met (assumption)."""


def given_way(progress: Array, gives: Mask, *, days: float, concession_days: Array) -> Array:
    """Return the share of all it could concede that each side has conceded, 0 to 1, (2, worlds).

    progress: that share so many days ago. gives: who gives way. concession_days: in which it
    concedes two thirds of what is left, (worlds,).
    """
    step = 1 - np.exp(-days / concession_days)
    return np.where(gives, progress + (1 - progress) * step, progress)


class Belligerent(Actor):
    """Ukraine or Russia: a side of the war that must agree to any deal."""


class Belligerents:
    """The two sides of a block of worlds, Ukraine first, and what they decide.

    `talking`, `signing`, `attacking`: their last reckonings of coming to the table, of signing and
    of attacking, parts (2, worlds). `hope`: how far each thinks the other would still move, 0 to 1,
    and `conceded`: the share of its flexibility that each has given way, both (2, worlds).
    `at_least`, `at_most`: the red lines that bind both, (issues, worlds).
    """

    def __init__(
        self, sides: Sequence[Belligerent], luck: Luck, settings: Settings, seats: Seats
    ) -> None:
        """Take the two sides, in any order, and draw what they privately want."""
        self.members = tuple(sorted(sides, key=lambda one: SIDES.index(one.key)))
        self.keys = tuple(one.key for one in self.members)
        self.seats = seats
        self.ukraine, self.russia = self.members
        self.ukraine.proposes_force = True
        self.opening = self._both("opening")
        self.salience = self._both("salience")
        self.flexibility = self._both("flexibility")
        russian = self.salience[:, 1]
        self.minds_force = russian[FORCE] / np.maximum(russian.sum(axis=0), 1e-9)
        self.line = np.full(luck.worlds.size, MIDDLE)
        self.wanted_lines = self._both("at_least"), self._both("at_most")
        self.draw_red_lines(settings)
        nothing = np.zeros(luck.worlds.size)
        aims = reaching(self._both("aim"), self.opening)
        self.lost_if_beaten = loss(aims[:, ::-1], self.opening, self.salience, put_off=nothing)
        self.won_beyond = loss(self.opening, aims, self.salience, put_off=nothing)
        talks = settings.talks
        self.leaning, self.mood = leanings(luck, settings), first_moods(luck, settings)
        self.hope = talks.hope
        self.conceded = np.zeros(self.mood.shape)
        self._everywhere = np.ones(self.mood.shape, dtype=bool)
        self._draw_ahead(luck, settings.days_between_decisions)

    def _draw_ahead(self, luck: Luck, every: int) -> None:
        """Get ready to draw the luck of moods and decisions. every: days between decisions."""
        self._drifts = Ahead(luck, "drift of mood", cells=(len(SIDES),), every=WEEK)
        self._sits_down = Ahead(luck, "come to the table", every=every)
        self._signs = Ahead(luck, "sign", every=every)
        self._gets_up = Ahead(luck, "leave the table", every=every)
        self._resumes = Ahead(luck, "resume the war", cells=(2,), every=every)
        self._takes_back = Ahead(luck, "consent taken back", every=WEEK)

    def draw_red_lines(self, settings: Settings) -> None:
        """Take the red lines of both; a consent that the scenario states moves Russia's on troops.

        On land they are told from the contact line of today. `own_at_least`, `own_at_most`: of
        each side, (issues, 2, worlds).
        """
        self.own_at_least, self.own_at_most = (lines.copy() for lines in self.wanted_lines)
        for lines in (self.own_at_least, self.own_at_most):
            lines[TERRITORY] = told_from_line(lines[TERRITORY], self.line)
        said, mission = settings.mission.russian_consent, settings.mission
        if said != "by_stance":
            self.own_at_most[FORCE, 1] = 100.0 if said == "given" else 0.0
        elif mission.in_nato:
            bears = self.own_at_most[ALIGNMENT, 1] >= mission.nato_needs_alignment
            self.own_at_most[FORCE, 1] = without_nato(self.own_at_most[FORCE, 1], bears)
        least, most = self._lines_that_bind()
        self.at_least, self.at_most = least.max(axis=1), most.min(axis=1)

    def _lines_that_bind(self) -> tuple[Array, Array]:
        """Return the red lines that bind a draft, (issues, 2, worlds) each.

        Where they leave no room on an issue and somebody else may sign for a side, that side's
        line gives way there; so does the force that it wants at least. Who only refuses sets
        nothing aside. `set_aside`: a side's lines may have given way, (worlds,).
        """
        least, most = self.own_at_least, self.own_at_most
        if not self.seats.taken:
            self.set_aside = np.zeros(self.line.size, dtype=bool)
            return least, most
        played = np.stack([self.seats.may_act(key, "sign") for key in self.keys])
        no_room = least.max(axis=1) > most.min(axis=1)
        aside, wants_force = no_room[:, np.newaxis] & played, np.arange(len(least)) == FORCE
        self.set_aside = played.any(axis=0)
        unbound = aside | (wants_force[:, np.newaxis, np.newaxis] & played)
        return np.where(unbound, 0.0, least), np.where(aside, 100.0, most)

    def see_the_line(self, line: Array, settings: Settings) -> None:
        """Take note of where the contact line lies on the scale of land now, (worlds,)."""
        self.line = line
        self.draw_red_lines(settings)

    def feel(self, day: int, settings: Settings) -> None:
        """Let moods drift for a week."""
        self.mood = drifted(
            self.mood,
            self._drifts.normal_at(day)[0],
            spread=settings.talks.mood_sd,
            memory_days=settings.talks.mood_days,
            days=WEEK,
        )

    def value_of_war(self, balance: Array, exhaustion: Array, settings: Settings) -> Array:
        """Return what each side expects of fighting on, (2, worlds).

        balance: as each side sees it, log-odds in its own favour. exhaustion: (2, worlds).
        """
        return war_value(
            settings.war.expected_share,
            balance,
            self.lost_if_beaten,
            exhaustion,
            cost=settings.war.exhaustion_cost,
            won_beyond=self.won_beyond,
        )

    def value_of_text(self, terms: Array, settings: Settings) -> Array:
        """Return what terms are worth to each side if they are kept, 0 to 1, (2, worlds).

        terms: (issues, worlds), or (issues, 2, worlds) where each side has its own.
        """
        of_each = terms.ndim == 3
        shown = terms if of_each else terms[:, np.newaxis]
        truce = terms[SEQUENCE].mean(axis=0) if of_each else terms[SEQUENCE]
        put_off = settings.talks.deferral * truce / 100
        value: Array = 1 - loss(shown, self.opening, self.salience, put_off=put_off)
        return value

    def gain_from_war(self, outlook: Outlook, settings: Settings) -> Array:
        """Return what war is worth over the peace in force, to each side, (2, worlds)."""
        nothing = np.zeros(self.mood.shape)
        peace: Array = self._reckoning(outlook, nothing, settings).net
        return -peace

    def reckon(self, outlook: Outlook, settings: Settings) -> None:
        """Weigh signing the draft, and coming to the table for what each still hopes for."""
        talks, hoped = settings.talks, self._hoped(outlook.terms)
        to_sign, to_open = (by_side(-one, -one) for one in (talks.signing_cost, talks.opening_cost))
        self.signing = self._reckoning(outlook, to_sign, settings)
        sober = self.hope < SOBER
        barred = sober & crosses(hoped, self.own_at_least, self.own_at_most)
        apart = {
            "terms": self._gain(hoped, outlook, settings),
            "cost at home": to_open,
            "red line": np.where(barred, -1.0, 0.0),
        }
        self.talking = Reckoning({**self.signing.parts, **apart})
        self.draft = outlook.terms
        self._choose(self.draft)

    def _choose(self, terms: Array) -> None:
        """Let each side say whether it would talk and sign, or whoever sits in its seat."""
        own = self.signing.net > 0
        if self.set_aside.any():
            crossed = crosses(terms[:, np.newaxis], self.own_at_least, self.own_at_most)
            own = own & ~(self.set_aside & crossed)
        self._would_talk = self._played(
            "come_to_the_table", self.talking.net > 0, self._everywhere, self.talking, terms
        )
        self._would_sign = self._played("sign", own, self._everywhere, self.signing, terms)

    def _played(
        self, decision: str, own: Mask, possible: Mask, reckoning: Reckoning, terms: Array
    ) -> Mask:
        """Return where each side acts, (2, worlds): as it would itself, or as it is played."""

        def state(row: int) -> SideState:
            lines = self.own_at_least[:, row], self.own_at_most[:, row]
            crossed, with_troops = crosses(terms, *lines), terms[FORCE] >= LEVEL[MONITORS]
            return SideState(terms, with_troops, crossed, self.conceded[row], self.hope[row])

        return self.seats.take(decision, self.keys, own, possible, reckoning, state)

    def played(self, decision: str) -> Mask:
        """Return where somebody else last took a decision for each side, (2, worlds)."""
        return self.seats.played(self.keys, decision)

    def would_sign(self) -> Mask:
        """Return where each side would sign the draft, (2, worlds)."""
        return self._would_sign

    def would_talk(self) -> Mask:
        """Return where each side would rather sit at the table than not, (2, worlds)."""
        return self._would_talk

    def come_to_the_table(self, way_out: Mask, day: int, settings: Settings) -> Mask:
        """Return where both sides come to the table now, (worlds,).

        way_out: where somebody has put an offer on the table (ripeness).
        """
        talks = settings.talks
        slow = talks.opening_days / np.maximum(talks.opening_without_plan, 1e-6)
        mean_days = np.where(way_out, talks.opening_days, slow)
        days = settings.days_between_decisions
        meets = at_a_rate(self._sits_down.at(day)[0], days, mean_days)
        return meets & self.would_talk().all(axis=0)

    def give_way(self, at_table: Mask, possible: Mask, terms: Array, settings: Settings) -> None:
        """Let the side that would gain more by the draft give way, while not both would sign.

        What each still hopes for fades as it is not got. possible: no red line forbids the draft.
        """
        days, talks = settings.days_between_decisions, settings.talks
        open_quarrel = at_table & ~(self.would_sign().all(axis=0) & possible)
        net = self.signing.net
        own = open_quarrel & (net >= net[::-1]) & (net > net[::-1])
        may = np.stack([open_quarrel, open_quarrel])
        gives = may & self._played("give_way", own, may, self.signing, terms)
        self.conceded = given_way(
            self.conceded, gives, days=days, concession_days=talks.concession_days
        )
        faded = self.hope * np.exp(-days / talks.hope_days)
        back = self.hope + (talks.hope - self.hope) * (1 - np.exp(-days / talks.mood_days))
        self.hope = np.where(open_quarrel, faded, np.where(at_table, self.hope, back))

    def start_afresh(self, where: Mask) -> None:
        """Let both sides open with what they want in the worlds `where`."""
        self.conceded = np.where(where, 0.0, self.conceded)

    def conceding(self, draft: Array) -> Array:
        """Return a draft moved by what each side has conceded, (issues, worlds).

        Who gives way lets the draft come nearer to what the other wants, as far as it is flexible.
        What it says of land it says of the contact line of today.
        """
        given = self.conceded * self.flexibility
        ukraine, russia = given[:, 0], given[:, 1]
        moved: Array = (
            draft
            + ukraine * (self.russia.opening - draft)
            + russia * (self.ukraine.opening - draft)
        )
        moved[TERRITORY] = told_from_line(moved[TERRITORY], self.line)
        return moved

    def sign(self, ready: Mask, day: int, settings: Settings) -> Mask:
        """Return where both sides sign now, (worlds,). ready: a written text lies before them."""
        days = settings.days_between_decisions
        pen = at_a_rate(self._signs.at(day)[0], days, settings.talks.signing_days)
        return ready & pen & self.would_sign().all(axis=0)

    def leave(self, at_table: Mask, possible: Mask, day: int, settings: Settings) -> Mask:
        """Return where a side gets up from the table now, (worlds,).

        It does when it hopes for nothing there any more, though not on the same day; nobody leaves
        a text that both would sign. possible: no red line forbids the draft.
        """
        in_sight = self.would_sign().all(axis=0) & possible
        tired = ~self.would_talk().all(axis=0) & ~in_sight
        days, mean_days = settings.days_between_decisions, settings.talks.leaving_days
        leaves: Mask = at_table & tired & at_a_rate(self._gets_up.at(day)[0], days, mean_days)
        return leaves

    def takes_consent_back(self, at_stake: Mask, day: int, settings: Settings) -> Mask:
        """Return where Russia takes its consent back this week, (worlds,).

        at_stake: where it stands.
        """
        weekly = 1 - np.exp(-settings.mission.consent_loss_per_year / 52)
        own = self._takes_back.at(day)[0] < weekly
        nobody = np.zeros(own.size, dtype=bool)
        rows, nothing = np.stack([nobody, own]), Reckoning({})
        may = np.stack([nobody, at_stake])
        lost: Mask = at_stake & self._played("take_consent_back", rows, may, nothing, self.draft)[1]
        return lost

    @staticmethod
    def deterrence(
        settings: Settings,
        *,
        armed_per_km: Array,
        backed_force: Array,
        strength: Array,
        pressure: Array,
        trust: Array,
    ) -> dict[str, Array]:
        """Return by how much each thing lowers the log rate of resumption, (worlds,), by name.

        See `deterrents`.
        """
        durability = settings.durability
        return deterrents(
            armed_weight=weight_of_numbers(
                armed_per_km, half_per_km=durability.armed_force_half_per_km
            ),
            armed_force=durability.armed_force_log,
            guarantee=durability.guarantee_log,
            backed_force=backed_force,
            settlement=durability.settlement_log,
            strength=strength,
            pressure_effect=durability.outside_pressure_log,
            pressure=pressure,
            trust_effect=durability.trust_log,
            trust=trust,
        )

    def resume(
        self,
        gain_from_war: Array,
        frailty: Array,
        deterrence: Mapping[str, Array],
        terms: Array,
        day: int,
        settings: Settings,
    ) -> Mask:
        """Return where each side now decides to prepare an attack, (2, worlds).

        gain_from_war: war value less what peace is worth, (2, worlds). deterrence: by name. See
        `resumption_chance`.
        """
        durability, deterred = settings.durability, ordered_sum(list(deterrence.values()))
        needed = temptation_needed(gain_from_war, deterred, value_weight=durability.value_weight)
        bound = by_side(durability.ukraine_bound_log, np.zeros(frailty.size))
        uniform, days = self._resumes.at(day)[0], settings.days_between_decisions
        rate = durability.resumption_log_rate
        own: Mask = uniform < resumption_chance(needed + bound, frailty, log_rate=rate, days=days)
        self.attacking = attack_reckoned(
            gain_from_war,
            strongest_occasion(uniform, frailty, log_rate=rate, days=days),
            deterrence,
            value_weight=durability.value_weight,
            ukraine_bound=durability.ukraine_bound_log,
        )
        return self._played("resume", own, self._everywhere, self.attacking, terms)

    def _reckoning(self, outlook: Outlook, cost: Array, settings: Settings) -> Reckoning:
        """Return the parts of both sides' net value of a text, (2, worlds) each, as is the cost."""
        at_stake = settings.talks.exposure * self.lost_if_beaten
        doubt = (1 - outlook.belief) * at_stake
        return Reckoning(
            {
                "terms": self._gain(outlook.terms, outlook, settings),
                "fear of breach": -doubt,
                "troops outside the text": self.minds_troops(outlook.uninvited, settings),
                "pressure": outlook.pressure,
                "mood": self.mood,
                "leaning": self.leaning,
                "cost at home": cost,
                "red line": np.zeros(self.mood.shape),
            }
        )

    def _gain(self, terms: Array, outlook: Outlook, settings: Settings) -> Array:
        """Return what terms are worth over war as far as they are believed, (2, worlds)."""
        gain: Array = outlook.belief * (self.value_of_text(terms, settings) - outlook.war)
        return gain

    def minds_troops(self, uninvited: Array, settings: Settings) -> Array:
        """Return what troops outside the text cost each side, (2, worlds): Russia alone minds them.

        uninvited: their weight, 0 to 1, (worlds,).
        """
        cost = settings.mission.price_outside_text * self.minds_force * uninvited
        return by_side(np.zeros(cost.size), -cost)

    def _hoped(self, terms: Array) -> Array:
        """Return the terms that each side thinks it may still get, (issues, 2, worlds).

        While it hopes it counts on the other's coming to meet its red lines.
        """
        shown = terms[:, np.newaxis]
        open_to_hope = PUT_OFF_BY_A_TRUCE[:, np.newaxis, np.newaxis]
        hoped: Array = shown + self.hope * open_to_hope * (self.opening - shown)
        return hoped

    def _both(self, field: str) -> Array:
        return np.stack([getattr(one, field) for one in self.members], axis=1)
