"""Monitoring: how much of the fire is seen, and how much can be laid at the door of one side."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.world.settings import Settings

PEOPLE_PER_PATROL = 10.0
CREW = 100.0
"""So many people on the line can run all cameras, radar and drones there (assumption)."""


def share_seen(
    people: Array, *, km_per_patrol: Array, line_km: float, technology: Array, access: Array
) -> Array:
    """Return the share of the fire on a side that is seen, 0 to 1, (worlds,).

    Patrols of ten people each keep some kilometres in sight, overlapping at random; cameras
    and drones cover the share `technology` of what they do not; access is what the side allows,
    0 to 1, (2, worlds) where the sides differ. people: on the line. km_per_patrol: in sight of one.
    """
    patrolled = 1 - np.exp(-people / PEOPLE_PER_PATROL * km_per_patrol / line_km)
    return access * (1 - (1 - patrolled) * (1 - technology))


def share_attributed(
    seen: Array, *, by_patrol: Array, by_technology: Array, technology: Array
) -> Array:
    """Return the share of the fire that is seen and can be attributed, 0 to 1, (2, worlds).

    From the share that unarmed patrols can attribute, by_patrol, to that of cameras and drones,
    by_technology, in step with how much of the line technology covers (all 0 to 1). Shape of seen.
    """
    return seen * (by_patrol + technology * (by_technology - by_patrol))


def technology_run(people: Array, technology: Array, *, run_by: str) -> Array:
    """Return how much of the line technology covers, 0 to 1, if somebody runs it.

    people: on the line, (worlds,); fewer than a crew run a part. run_by: "mission", or "sides".
    """
    if run_by == "sides":
        return technology
    run: Array = technology * np.minimum(people / CREW, 1.0)
    return run


def access_granted(lost_consent: Mask, settings: Settings) -> Array:
    """Return the share of requests for access that each side grants, (2, worlds).

    lost_consent: Russia has taken its consent back or never gave it, which cuts the view on both
    sides.
    """
    kept = np.where(lost_consent, settings.monitors.access_after_lost_consent, 1.0)
    access: Array = settings.monitors.access * kept
    return access


def restrictions_a_week(people: Array, access: Array) -> Array:
    """Return how many patrols of a week each side turns back, (2, worlds).

    people: who watch the line, (worlds,); each patrol of ten goes out daily, half of them on
    each side. access: share of requests granted, (2, worlds).
    """
    patrols = 7 * people / PEOPLE_PER_PATROL / 2
    turned_back: Array = patrols * (1 - access)
    return turned_back


def view_of_sides(
    people: Array, access: Array, settings: Settings, line_km: float
) -> tuple[Array, Array]:
    """Return shares of the fire that are seen and attributed, each (2, worlds) by side.

    people: who watch the line, (worlds,). access: share of requests granted, (2, worlds).
    """
    technology = technology_run(
        people, settings.monitors.technology, run_by=settings.monitors.technology_run_by
    )
    seen = share_seen(
        people,
        km_per_patrol=settings.monitors.km_seen_per_patrol,
        line_km=line_km,
        technology=technology,
        access=access,
    )
    attributed = share_attributed(
        seen,
        by_patrol=settings.monitors.attributed_by_patrol,
        by_technology=settings.monitors.attributed_by_technology,
        technology=technology,
    )
    return seen, attributed


class Monitors:
    """Who watches the line of a block of worlds, and what they see in the week to come.

    `seen`, `attributed`: shares of the fire of each side; `turned_back`: patrols a week that each
    side turns back; all (2, worlds). `people`: who watch the line, (worlds,).
    """

    def __init__(self, line_km: float) -> None:
        """Take the length of the line; nobody is posted yet."""
        self.line_km = line_km

    def post(self, on_line: Array, lost_consent: Mask, settings: Settings) -> None:
        """Post civilian observers, and those of the mission who stand along the line, `on_line`.

        lost_consent: as in `access_granted`. Both (worlds,).
        """
        people = settings.monitors.observers + on_line
        self.people, access = people, access_granted(lost_consent, settings)
        self.turned_back = restrictions_a_week(people, access)
        self.seen, self.attributed = view_of_sides(people, access, settings, self.line_km)
