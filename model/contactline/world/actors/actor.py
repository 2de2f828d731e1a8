"""The actors: one Mesa agent each, its state an array over the worlds of the block.

A country is data, a role is code. Positions, saliences and red lines have the issues of
`contactline.dials.ISSUES` as first axis and the world as last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from contactline.arrays import Array
from contactline.dials import ISSUES
from contactline.dials.distributions import Fixed
from contactline.luck import Luck
from contactline.world.settings import drawn

if TYPE_CHECKING:
    from contactline.dials.distributions import Distribution
    from contactline.scenario import Actor as ActorSpec

SILENT = {"position": 50.0, "salience": 0.0, "flexibility": 0.0, "at_least": 0.0, "at_most": 100.0}


class Actor(mesa.Agent[Any]):
    """Any actor: where it stands on each issue, how much it cares, how far it may be moved.

    `position`, `opening`, `salience`, `flexibility`, `at_least`, `at_most`: (issues, worlds).
    `capability`: (worlds,). An issue without a stance has salience nought.
    """

    def __init__(self, model: Any, key: str, spec: ActorSpec, luck: Luck) -> None:
        """Draw the stances of this actor in every world; no other actor's draws change."""
        super().__init__(model)
        self.key = key
        self.name = spec.name
        self.capability = drawn(spec.capability, luck, f"actor {key} capability")
        self.opening = self._stance(spec, luck, "position")
        self.salience = self._stance(spec, luck, "salience")
        self.flexibility = self._stance(spec, luck, "flexibility")
        self.at_least = self._stance(spec, luck, "at_least")
        self.at_most = self._stance(spec, luck, "at_most")
        self.position = self.opening.copy()

    def concede(self, draft: Array, progress: Array) -> None:
        """Move from the opening position towards the draft, as far as flexibility allows.

        draft: (issues, worlds). progress: (worlds,), 0 at the opening, 1 when all is conceded.
        """
        self.position = self.opening + progress * self.flexibility * (draft - self.opening)

    def _stance(self, spec: ActorSpec, luck: Luck, field: str) -> Array:
        rows = []
        for issue in ISSUES:
            value: Distribution | None = getattr(spec.stances.get(issue), field, None)
            purpose = f"actor {self.key} {issue} {field}"
            rows.append(drawn(value or Fixed(SILENT[field]), luck, purpose))
        return np.stack(rows)


class Belligerent(Actor):
    """Ukraine or Russia: a side of the war that must agree to any deal."""


class Broker(Actor):
    """The United States: presses both sides, backs or does not back a mission."""


class Institution(Actor):
    """NATO or the European Union: a voice in the bargaining, no troops of its own."""


class Contributor(Actor):
    """A state that may send troops. All arrays (worlds,).

    `available_troops`: what it could send in all, before rotation. `support`: opinion at
    home, 0 to 1. `resolve`: the uniform against which its readiness is held in each world.
    `pledged` and `deployed`: soldiers. `withdrawn`: gone home for good.
    """

    def __init__(self, model: Any, key: str, spec: ActorSpec, luck: Luck) -> None:
        """Draw what this contributor could send, and its resolve."""
        super().__init__(model, key, spec, luck)
        self.leads = bool(spec.leads)
        self.available_troops = drawn(spec.deployable_troops, luck, f"actor {key} troops")
        self.home_support = drawn(spec.home_support, luck, f"actor {key} support")
        self.support = self.home_support.copy()
        self.resolve = luck.uniform(f"actor {key} resolve")
        self.pledged = np.zeros(luck.worlds.size)
        self.deployed = np.zeros(luck.worlds.size)
        self.withdrawn = np.zeros(luck.worlds.size, dtype=bool)


ROLES: dict[str, type[Actor]] = {
    "belligerent": Belligerent,
    "broker": Broker,
    "contributor": Contributor,
    "institution": Institution,
}


def red_lines(sides: list[Belligerent]) -> tuple[Array, Array]:
    """Return the lowest and highest terms both belligerents can accept, each (issues, worlds).

    Where the lowest exceeds the highest no terms on that issue suit both.
    """
    at_least = np.maximum(sides[0].at_least, sides[1].at_least)
    at_most = np.minimum(sides[0].at_most, sides[1].at_most)
    return at_least, at_most
