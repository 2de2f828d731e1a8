"""The actors of one world: an agent each, with what it wants, and what it decides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import mesa

from contactline.dials import ISSUES
from contactline.scenario import ActorSpec
from plain_mesa.dials import Dials, number_at
from plain_mesa.war import log_odds, logistic

SILENT = {"position": 50.0, "salience": 0.0, "flexibility": 0.0, "at_least": 0.0, "at_most": 100.0}
PUT_OFF_BY_A_TRUCE = ("territory", "alignment", "sanctions")
WORSE_FOR_UKRAINE = {"territory": 1, "alignment": -1, "foreign_force": -1, "sanctions": 1}
SOBER = 0.15
NEUTRAL_ALIGNMENT = 20
LEANING_SPREAD = 0.6
AFTER = ("nothing", "talks", "ceasefire")
NUMBERS_STEEPNESS = 1.5
OBSERVERS_LEVEL = 20


def weight_of_numbers(per_km: float, half: float) -> float:
    """Return how much soldiers weigh by their number: little when few, half at `half` a km."""
    grown = (per_km / half) ** NUMBERS_STEEPNESS
    return grown / (grown + 1)


def told_from_line(position: float, line: float) -> float:
    """Return what land told from the contact line amounts to. line: where it lies, 50 on day 0."""
    return position + (line - 50) * (1 - abs(position - 50) / 50)


class Actor(mesa.Agent):
    """Anybody with a voice. `opening`, `salience` and the rest: a number an issue."""

    leads = False

    def __init__(self, model: mesa.Model, key: str, written: ActorSpec) -> None:
        super().__init__(model)
        self.key, self.luck = key, model.luck
        self.dials: Dials = model.dials
        self.capability = self.drawn(written.capability, "capability")
        for field in SILENT:
            setattr(self, field, self.stance(written, field))
        self.opening = self.position
        self.aim = {issue: self.aimed_at(written, issue) for issue in ISSUES}

    def drawn(self, value: Any, what: str) -> float:
        """Return a number of this actor in this world."""
        return number_at(value, self.luck.uniform(f"actor {self.key} {what}"))

    def stance(self, written: ActorSpec, field: str) -> dict[str, float]:
        """Return one number an issue; an issue without a stance does not matter to the actor."""
        found = {}
        for issue in ISSUES:
            value = getattr(written.stances.get(issue), field, None)
            found[issue] = self.drawn(value, f"{issue} {field}") if value else SILENT[field]
        return found

    def aimed_at(self, written: ActorSpec, issue: str) -> float:
        """Return what it would bring about if it won: its position unless said."""
        value = getattr(written.stances.get(issue), "aim", None)
        return self.drawn(value, f"{issue} aim") if value else self.opening[issue]

    def voice(self) -> float:
        """Return how loudly it is heard when a draft is written."""
        return self.capability

    def proposes_force(self) -> bool:
        """Return that it has a say in which force is asked for, as an institution has."""
        return True


class Broker(Actor):
    """The United States. `plan`: one lies on the table. `walked`: it has given up.

    `asked_day`: when it raised the question of European troops.
    """

    def __init__(self, model: mesa.Model, key: str, written: ActorSpec) -> None:
        super().__init__(model, key, written)
        self.plan = self.walked = False
        self.waited = 0.0
        self.asked_day: int | None = None

    @property
    def engaged(self) -> float:
        """Return how far it is engaged, 0 to 1."""
        return 0.0 if self.walked else self.dials["broker.engagement"]

    @property
    def backing(self) -> float:
        """Return how far it stands behind a foreign force, 0 to 1; fully if NATO decides."""
        return (
            1.0
            if self.dials["mission.badge"] == "nato"
            else self.dials["broker.backing"] * self.engaged
        )

    def pressure_on(self, side: str) -> float:
        """Return how far it presses a side, 0 to 1."""
        return self.dials[f"broker.pressure_on_{side}"] * self.engaged

    def decide(self, day: int, at_war: bool, at_table: bool, worth_asking: bool) -> None:
        """Put forward a plan once engaged; walk away when it has long come to nothing.

        worth_asking: soldiers are asked for, and one who leads has an option for European troops.
        """
        days = self.dials.days_between_decisions
        if at_war and not self.plan and self.engaged > 0:
            self.plan = self.luck.happens(
                "put forward a plan",
                day,
                within=days,
                every=self.dials["broker.plan_days"] / self.engaged,
            )
        if self.asked_day is None and self.plan and worth_asking and not self.walked:
            self.asked_day = day
        if at_war and self.engaged > 0:
            self.walked = self.waited > self.dials["broker.patience_days"]
            self.waited += days / 2 if at_table else days

    def proposes_force(self) -> bool:
        """Return that it has a say in which force is asked for."""
        return True

    def voice(self) -> float:
        """Return how loudly it is heard: hardly once it has walked away."""
        quieter = self.dials["talks.voice_without_option"] if self.walked else 1.0
        return self.capability * quieter


class Belligerent(Actor):
    """Ukraine or Russia. `hope`: how far the other may still move. `conceded`: of all it could.

    `signs`, `talks`: what signing the draft, and sitting at the table, is worth over fighting on.
    """

    def __init__(self, model: mesa.Model, key: str, written: ActorSpec) -> None:
        super().__init__(model, key, written)
        self.at = 0 if key == "ukraine" else 1
        self.leaning = self.dials["talks.leaning_sd"] * self.luck.normal("leaning", 0, self.at)
        self.mood = self.dials["talks.mood_sd"] * self.luck.normal("mood", 0, self.at)
        self.hope = self.own("talks.hope")
        self.lost_if_beaten = 0.0  # known once the other side is there
        self.conceded = 0.0
        self.own_line_on_troops = self.at_most["foreign_force"]
        self.on_land = self.at_least["territory"], self.at_most["territory"]
        self.signs = self.talks = 0.0

    def proposes_force(self) -> bool:
        """Return whether it has a say in which force is asked for."""
        return self.key == "ukraine"

    def own(self, dial: str) -> Any:
        """Return the dial of this side."""
        return self.dials[f"{dial}_{self.key}"]

    def draw_red_line(self) -> None:
        """Let a consent that the scenario states take the place of Russia's line on troops."""
        said = self.dials["mission.russian_consent"]
        stated = {"given": 100.0, "withheld": 0.0}.get(said, self.own_line_on_troops)
        self.at_most["foreign_force"] = stated if self.key == "russia" else self.own_line_on_troops
        nato = self.dials["mission.badge"] == "nato" and said == "by_stance"
        if nato and self.at_most["alignment"] < self.dials["mission.nato_needs_alignment"]:
            self.bar_soldiers()

    def bar_soldiers(self) -> None:
        """Let Russia have neutral observers at most."""
        if self.key == "russia":
            least = min(self.at_most["foreign_force"], OBSERVERS_LEVEL)
            self.at_most["foreign_force"] = least

    def see_the_line(self, line: float) -> None:
        """Tell the red lines on land from where the contact line lies now."""
        lines = (told_from_line(one, line) for one in self.on_land)
        self.at_least["territory"], self.at_most["territory"] = lines

    def feel(self, day: int) -> None:
        """Let the mood drift for a week, and forget."""
        kept = math.exp(-7 / self.dials["talks.mood_days"])
        shock = self.luck.normal("drift of mood", day, self.at)
        spread = self.dials["talks.mood_sd"] * math.sqrt(1 - kept**2)
        self.mood = self.mood * kept + spread * shock

    def minds(self, issue: str, term: float) -> float:
        """Return by how many points a term is worse than what it wants; the rest it welcomes."""
        worse = WORSE_FOR_UKRAINE.get(issue, 0) * (1 if self.key == "ukraine" else -1)
        apart = term - self.opening[issue]
        return max(worse * apart, 0.0) if worse else abs(apart)

    def loss(self, terms: Mapping[str, float], put_off: float) -> float:
        """Return the share of its aims that terms cost it; a truce puts off a part of that."""
        lost = 0.0
        for issue in ISSUES:
            felt = 1 - put_off if issue in PUT_OFF_BY_A_TRUCE else 1.0
            lost += self.salience[issue] * felt * self.minds(issue, terms[issue])
        return lost / 100 / (sum(self.salience.values()) or 1.0)

    def value_of(self, terms: Mapping[str, float]) -> float:
        """Return what terms are worth if they are kept, 0 to 1."""
        return 1 - self.loss(terms, self.dials["talks.deferral"] * terms["sequence"] / 100)

    def aims(self) -> dict[str, float]:
        """Return what it would bring about if it won: at least what it wants at the table."""
        found = {}
        for issue, opening in self.opening.items():
            worse = WORSE_FOR_UKRAINE.get(issue, 0) * (1 if self.key == "ukraine" else -1)
            farther = min if worse > 0 else max
            found[issue] = farther(self.aim[issue], opening) if worse else opening
        return found

    def won_beyond(self) -> float:
        """Return what victory would bring beyond what it wants at the table."""
        aims = self.aims()
        far = sum(self.salience[one] * abs(aims[one] - self.opening[one]) for one in ISSUES)
        return far / 100 / (sum(self.salience.values()) or 1.0)

    def value_of_war(self, balance: float, exhaustion: float) -> float:
        """Return what it expects of fighting on. balance: as it sees it, in its own favour."""
        wins = logistic(log_odds(self.own("war.expected_share")) + balance)
        lost = (1 - wins) * self.lost_if_beaten + self.dials["war.exhaustion_cost"] * exhaustion
        return 1 + wins * self.won_beyond() - lost

    def belief_in(
        self,
        terms: Mapping[str, float],
        force: float,
        backing: float,
        collapses: float,
        learned: float = 0.0,
    ) -> float:
        """Return the chance it gives terms of being kept. force: of soldiers behind it, 0 to 1.

        learned: what truces have taught it of the other's word, in log-odds.
        """
        dials, belief = self.dials, self.own("talks.belief")
        doubt = 1 - (logistic(log_odds(belief) + learned) if learned else belief)
        if self.key == "ukraine" and dials["talks.commitment"]:
            above = max(terms["alignment"] - NEUTRAL_ALIGNMENT, 0) / (100 - NEUTRAL_ALIGNMENT)
            doubt *= 1 - dials["talks.belief_from_force"] * force
            doubt *= 1 - dials["talks.belief_from_backing"] * backing * min(2 * force, 1)
            doubt *= 1 - dials["talks.belief_from_alignment"] * above
        kept = (1 - doubt) * (1 - dials["talks.truce_discount"] * terms["sequence"] / 100)
        return kept * (1 - dials["talks.belief_lost_per_collapse"]) ** collapses

    def net(self, terms: Mapping[str, float], belief: float, war: float, uninvited: float) -> float:
        """Return what a text is worth over fighting on, before costs at home and pressure.

        uninvited: weight of soldiers who come outside the text, whom Russia alone minds.
        """
        at_stake = self.own("talks.exposure") * self.lost_if_beaten
        net = belief * (self.value_of(terms) - war) - (1 - belief) * at_stake
        if self.key == "russia":
            share = self.salience["foreign_force"] / max(sum(self.salience.values()), 1e-9)
            net -= self.dials["mission.price_outside_text"] * share * uninvited
        return net + self.mood + self.leaning

    def reckon(
        self,
        terms: Mapping[str, float],
        belief: float,
        war: float,
        uninvited: float,
        pressure: float,
    ) -> None:
        """Weigh signing the draft, and sitting at the table for what it still hopes for."""
        hoped = {issue: self.hoped(issue, term) for issue, term in terms.items()}
        pressed = pressure * self.dials["talks.pressure_effect"]
        self.signs = self.net(terms, belief, war, uninvited) + pressed
        self.signs -= self.dials["talks.signing_cost"]
        self.talks = self.net(hoped, belief, war, uninvited) + pressed
        self.talks -= self.dials["talks.opening_cost"]
        if self.hope < SOBER and self.beyond_a_red_line(hoped):
            self.talks -= 1

    def hoped(self, issue: str, term: float) -> float:
        """Return the term it thinks it may still get."""
        hope = self.hope if issue in PUT_OFF_BY_A_TRUCE else 0.0
        return term + hope * (self.opening[issue] - term)

    def beyond_a_red_line(self, terms: Mapping[str, float]) -> bool:
        """Return whether terms cross a red line of this side."""
        return any(
            not self.at_least[issue] - 1e-9 <= term <= self.at_most[issue] + 1e-9
            for issue, term in terms.items()
        )

    def give_way(self) -> None:
        """Concede for as long as passes between two decisions."""
        step = 1 - math.exp(
            -self.dials.days_between_decisions / self.dials["talks.concession_days"]
        )
        self.conceded += (1 - self.conceded) * step

    def hope_on(self, at_table: bool, in_sight: bool) -> None:
        """Let hope fade at a table where no signature is in sight, and come back away from it."""
        days = self.dials.days_between_decisions
        if at_table and not in_sight:
            self.hope *= math.exp(-days / self.dials["talks.hope_days"])
        elif not at_table:
            back = 1 - math.exp(-days / self.dials["talks.mood_days"])
            self.hope += (self.own("talks.hope") - self.hope) * back


class Contributor(Actor):
    """A state that may send troops. `support`: opinion at home. `ready`: it has an option.

    `offered`: soldiers it says it would send if the draft were signed. `pledged`, `deployed`,
    `most_deployed`: soldiers. `withdrawn`: gone home for good. When the war last came back:
    `attacked`: soldiers there; `holding`: they stay; `reinforced`: more are to come.
    """

    def __init__(self, model: mesa.Model, key: str, written: ActorSpec) -> None:
        super().__init__(model, key, written)
        self.leads, self.after = written.leads, AFTER.index(written.after)
        self.needs_backing, self.needs_leader = written.needs_backing, written.needs_leader
        self.available = self.drawn(written.deployable_troops, "troops")
        self.home_support = self.drawn(written.home_support, "support")
        self.option_days = self.drawn(written.option_days, "option")
        self.leaning = LEANING_SPREAD * log_odds(1 - self.luck.uniform(f"actor {key} resolve"))
        self.support = self.home_support
        self.staff_work = 0.0
        self.offered = self.pledged = self.deployed = self.most_deployed = 0.0
        self.attacked = 0.0
        self.ready = self.withdrawn = self.holding = self.reinforced = False

    @property
    def goes(self) -> bool:
        """Return whether it has pledged soldiers, or says it would send some."""
        return self.pledged > 0 or self.offered > 0

    def proposes_force(self) -> bool:
        """Return that those who lead have a say in which force is asked for."""
        return self.leads

    def voice(self) -> float:
        """Return how loudly it is heard: less while it has no option to offer."""
        return self.capability * (1.0 if self.ready else self.dials["talks.voice_without_option"])


ROLES = {"belligerent": Belligerent, "broker": Broker, "contributor": Contributor}
"""What a role does beyond having a voice."""
