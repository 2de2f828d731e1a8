"""The actors: what they want, know and decide; one file a role."""

from collections.abc import Mapping

from contactline.errors import complete
from contactline.scenario.fields import ROLES
from contactline.world.actors.actor import Actor, Actors
from contactline.world.actors.belligerent import Belligerent, Belligerents
from contactline.world.actors.broker import Broker
from contactline.world.actors.contributor import Contributor, Contributors
from contactline.world.actors.institution import Institution
from contactline.world.actors.seats import Given, Seats, check_seats

AGENTS: Mapping[str, type[Actor]] = complete(
    {
        "belligerent": Belligerent,
        "broker": Broker,
        "contributor": Contributor,
        "institution": Institution,
    },
    ROLES,
    "AGENTS in world/actors/__init__.py",
    "ROLES in scenario/fields.py",
)
"""The agent that plays each role of a scenario file."""

__all__ = [
    "AGENTS",
    "Actor",
    "Actors",
    "Belligerent",
    "Belligerents",
    "Broker",
    "Contributor",
    "Contributors",
    "Given",
    "Institution",
    "Seats",
    "check_seats",
]
