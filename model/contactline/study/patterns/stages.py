"""The four studies of the calibration: which constants, over which ranges, to which patterns.

The line, how wars come to terms, the life of a ceasefire that settles nothing, and who sends
troops; each is fitted with what the ones before have found.
"""

from __future__ import annotations

from contactline.study.patterns.matching import Ranges, Stage

LINE: Ranges = {
    "front.sector_spread": (0.3, 1.4),
    "front.neighbour_correlation": (0.3, 0.8),
    "front.burst_shape": (0.06, 0.2),
    "front.day_shape": (1.5, 5),
    "front.return_fire": (0.2, 0.65),
    "front.spill_over": (0.01, 0.07),
    "front.initial_cut": (0.75, 1.0),
    "front.wearoff_days": (3, 20),
}
TABLE: Ranges = {
    "war.exhaustion_cost": (0.3, 0.8),
    "talks.signing_cost": (0, 0.14),
    "talks.opening_cost": (0, 0.12),
    "talks.exposure_ukraine": (0, 0.5),
    "talks.belief_from_alignment": (0.1, 0.5),
    "talks.hope_days": (60, 250),
    "talks.concession_days": (40, 200),
}
LIFE: Ranges = {
    "durability.resumption_log_rate": (-7.5, -4.5),
    "durability.frailty_variance": (0.2, 3),
    "durability.trust_log": (0, 2),
    "durability.tolerance_share": (0.1, 0.5),
    "durability.armed_force_log": (0.2, 2.6),
}
TROOPS: Ranges = {
    "mission.stance_weight": (0.6, 1.4),
    "mission.consent_weight": (2.5, 5),
    "mission.backing_weight": (1, 3.5),
    "mission.cascade": (0.5, 2.5),
    "mission.reluctance": (0.8, 3),
}
ON_THE_LINE = (
    "front-top-fifth", "front-neighbours", "osce-truce-drop", "osce-truce-return",
    "osce-hot-spots", "osce-dispersion",
)  # fmt: skip
OF_TRUCES = (
    "truce-survival-90-days", "truce-survival-1-year", "truce-survival-5-years", "truce-shape",
    "fortna-hazard-ratio",
)  # fmt: skip

OF_TALKS = ("long-wars-end", "talks-signed", "talks-to-signature", "guarantees-buy-land")
OF_PLEDGES = (
    "force-that-both-want", "proposal-40000", "opposed-stay-out", "no-pledges-in-war",
)  # fmt: skip


def stages(candidates: int, worlds: int) -> tuple[Stage, ...]:
    """Return the studies in their order. candidates, worlds: of the first, as `Stage` has them."""
    few, more = max(candidates // 2, 1), worlds * 3 // 2
    return (
        Stage("the line", LINE, ON_THE_LINE, candidates, worlds),
        Stage("coming to terms", TABLE, OF_TALKS, few, more),
        Stage("the life of a ceasefire", LIFE, OF_TRUCES, few, more),
        Stage("who sends troops", TROOPS, OF_PLEDGES, few, more),
    )
