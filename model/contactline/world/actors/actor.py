"""Any actor: what it is, where it stands, and what it puts forward at the table.

A country is data, a role is code: each role has a file in this folder. An actor is a Mesa agent;
what all actors have alike lies in one array, of which each actor holds its row. Positions,
saliences and red lines have the issues of `contactline.dials.ISSUES` as an axis and the world
as last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mesa
import numpy as np

from contactline.arrays import Array
from contactline.dials import ISSUES
from contactline.dials.distributions import Distribution, Fixed
from contactline.luck import Luck
from contactline.scenario import ActorSpec
from contactline.scenario.fields import AIM
from contactline.world.settings import drawn

SILENT = {"position": 50.0, "salience": 0.0, "flexibility": 0.0, "at_least": 0.0, "at_most": 100.0}


class Actor(mesa.Agent[Any]):
    """Any actor: where it stands on each issue, how much it cares, how far it may be moved.

    `opening`, `salience`, `flexibility`, `at_least`, `at_most`: (issues, worlds), drawn once.
    `aim`: what it would bring about if it won, its opening unless said, (issues, worlds).
    `capability`: (worlds,). An issue without a stance has salience nought. `proposes_force`: has
    a say in which posture is asked for. `leads`: would lead a mission.
    """

    proposes_force = False
    leads = False

    together: Actors
    row: int

    def __init__(self, model: Any, key: str, spec: ActorSpec, luck: Luck) -> None:
        """Draw the stances of this actor in every world; no other actor's draws change."""
        super().__init__(model)
        self.key = key
        self.name = spec.name
        found = drawn({"capability": spec.capability, **_stances(spec)}, luck, f"actor {key} ")
        self.capability = found["capability"]
        self.opening, self.salience, self.flexibility, self.at_least, self.at_most = (
            np.stack([found[f"{issue} {field}"] for issue in ISSUES]) for field in SILENT
        )
        self.aim = np.stack(
            [found.get(f"{issue} {AIM}", self.opening[at]) for at, issue in enumerate(ISSUES)]
        )

    @property
    def position(self) -> Array:
        """Return what it puts forward now on each issue, (issues, worlds)."""
        position: Array = self.together.position[self.row]
        return position


def _stances(spec: ActorSpec) -> dict[str, Distribution]:
    """Return the numbers of all stances by issue and field; on other issues it is silent."""
    told = {
        f"{issue} {field}": getattr(spec.stances.get(issue), field, None) or Fixed(silent)
        for issue in ISSUES
        for field, silent in SILENT.items()
    }
    aims = {
        f"{issue} {AIM}": stance.aim
        for issue, stance in spec.stances.items()
        if stance.aim is not None
    }
    return told | aims


class Actors:
    """All actors of a block of worlds, in their order, a row each.

    `opening`, `position`, `salience`, `flexibility`: (actors, issues, worlds). `capability`:
    (actors, worlds).
    """

    def __init__(self, members: Sequence[Actor]) -> None:
        """Take the actors; each stands at its opening position."""
        self.members = tuple(members)
        self.opening = np.stack([one.opening for one in members])
        self.salience = np.stack([one.salience for one in members])
        self.flexibility = np.stack([one.flexibility for one in members])
        self.capability = np.stack([one.capability for one in members])
        self.position = self.opening.copy()
        for row, one in enumerate(members):
            one.together, one.row = self, row

    def offer(self, row: int, other: int, conceded: Array) -> None:
        """Let one actor put forward what it would give another, (issues, worlds).

        A concession is an offer, not another wish. conceded: (worlds,), of all it could give.
        """
        gap = self.opening[other] - self.opening[row]
        self.position[row] = self.opening[row] + conceded * self.flexibility[row] * gap
