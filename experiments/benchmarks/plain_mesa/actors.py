"""The actors of one world: an agent each, with what it wants on every issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mesa

from contactline.dials import ISSUES
from contactline.scenario import ActorSpec
from plain_mesa.dials import number_at

SILENT = {"position": 50.0, "salience": 0.0, "flexibility": 0.0, "at_least": 0.0, "at_most": 100.0}
DEFERRED_BY_A_TRUCE = ("territory", "alignment", "sanctions")


class Actor(mesa.Agent):
    """Anybody with a voice. `opening`, `position`, `salience` and the rest: a number an issue."""

    def __init__(self, model: mesa.Model, key: str, written: ActorSpec) -> None:
        super().__init__(model)
        self.key = key
        self.capability = number_at(written.capability, self.random.random())
        self.opening = self.stance(written, "position")
        self.salience = self.stance(written, "salience")
        self.flexibility = self.stance(written, "flexibility")
        self.at_least = self.stance(written, "at_least")
        self.at_most = self.stance(written, "at_most")
        self.position = dict(self.opening)

    def stance(self, written: ActorSpec, field: str) -> dict[str, float]:
        """Return one number an issue; an issue without a stance does not matter to the actor."""
        found = {}
        for issue in ISSUES:
            value = getattr(written.stances.get(issue), field, None)
            found[issue] = number_at(value, self.random.random()) if value else SILENT[field]
        return found

    def concede(self, draft: Mapping[str, float], progress: float) -> None:
        """Move from the opening towards the draft, as far as flexibility allows."""
        for issue, opening in self.opening.items():
            step = progress * self.flexibility[issue] * (draft[issue] - opening)
            self.position[issue] = opening + step


class Belligerent(Actor):
    """Ukraine or Russia."""

    def value_of(
        self, terms: Mapping[str, float], collapses: int, dials: Mapping[str, Any]
    ) -> float:
        """Return what a deal is worth to this side, 0 to 1."""
        truce = terms["sequence"] / 100
        loss = 0.0
        for issue, position in self.position.items():
            felt = 1 - dials["talks.deferral"] * truce if issue in DEFERRED_BY_A_TRUCE else 1
            loss += self.salience[issue] * felt * abs(terms[issue] - position) / 100
        weight = sum(self.salience.values()) or 1.0
        return self.belief_in(terms, collapses, dials) * (1 - loss / weight)

    def belief_in(
        self, terms: Mapping[str, float], collapses: int, dials: Mapping[str, Any]
    ) -> float:
        """Return the chance this side gives a deal of being kept."""
        doubt = 1 - dials[f"talks.belief_{self.key}"]
        if self.key == "ukraine":
            doubt *= 1 - dials["talks.belief_from_force"] * terms["foreign_force"] / 100
        kept = (1 - doubt) * (1 - dials["talks.truce_discount"] * terms["sequence"] / 100)
        return kept * (1 - dials["talks.belief_lost_per_collapse"]) ** collapses


class Contributor(Actor):
    """A state that may send troops. `resolve`: what its readiness must exceed in this world.

    `pledged`, `deployed`, `most_deployed`: soldiers. `withdrawn`: gone home for good.
    """

    def __init__(self, model: mesa.Model, key: str, written: ActorSpec) -> None:
        super().__init__(model, key, written)
        self.leads = written.leads
        self.available = number_at(written.deployable_troops, self.random.random())
        self.home_support = number_at(written.home_support, self.random.random())
        self.support = self.home_support
        self.resolve = self.random.random()
        self.pledged = 0.0
        self.deployed = 0.0
        self.most_deployed = 0.0
        self.withdrawn = False


ROLES = {"belligerent": Belligerent, "contributor": Contributor}
"""What a role does beyond having a voice."""
