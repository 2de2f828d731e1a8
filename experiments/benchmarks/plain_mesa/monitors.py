"""What is seen of the fire of one side, and what of it can be laid at its door."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

PEOPLE_PER_PATROL = 10
CREW = 100


def view_of(
    side: str,
    people: float,
    dials: Mapping[str, Any],
    line_km: float,
    kept: float = 1.0,
    run_by: str = "mission",
) -> tuple[float, float]:
    """Return the shares of a side's fire that are seen and attributed.

    side: "ukrainian" or "russian". kept: what a withdrawn consent leaves of the access. run_by:
    who runs cameras and drones, "mission" (where people are posted) or "sides".
    """
    technology = dials["monitors.technology"]
    if run_by == "mission":
        technology *= min(people / CREW, 1)
    access = dials[f"monitors.access_{side}_side"] * kept
    patrols = people / PEOPLE_PER_PATROL
    unseen = math.exp(-patrols * dials["monitors.km_seen_per_patrol"] / line_km)
    seen = access * (1 - unseen * (1 - technology))
    by_patrol = dials["monitors.attributed_by_patrol"] * (1 - technology)
    return seen, seen * (by_patrol + dials["monitors.attributed_by_technology"] * technology)
