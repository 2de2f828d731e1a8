"""The actors: what they want, know and decide; one file a role."""

from contactline.world.actors.actor import Actor, Actors
from contactline.world.actors.belligerent import Belligerent, Belligerents
from contactline.world.actors.broker import Broker
from contactline.world.actors.contributor import Contributor, Contributors
from contactline.world.actors.institution import Institution

ROLES: dict[str, type[Actor]] = {
    "belligerent": Belligerent,
    "broker": Broker,
    "contributor": Contributor,
    "institution": Institution,
}

__all__ = [
    "ROLES",
    "Actor",
    "Actors",
    "Belligerent",
    "Belligerents",
    "Broker",
    "Contributor",
    "Contributors",
    "Institution",
]
