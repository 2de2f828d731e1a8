"""The actors: what they want, know and decide; one file a role."""

from contactline.scenario.fields import ROLES
from contactline.world.actors.actor import Actor, Actors
from contactline.world.actors.belligerent import Belligerent, Belligerents
from contactline.world.actors.broker import Broker
from contactline.world.actors.contributor import Contributor, Contributors
from contactline.world.actors.institution import Institution

AGENTS: dict[str, type[Actor]] = dict(
    zip(ROLES, (Belligerent, Broker, Contributor, Institution), strict=True)
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
    "Institution",
]
