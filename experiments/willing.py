"""The dials under which contributors are willing, so that nothing but a force itself differs."""

from __future__ import annotations

from contactline import load
from contactline.evidence import front
from contactline.world.postures import LADDER, ON_LINE, Posture

WILLING = {
    **dict.fromkeys("reluctance stance_weight risk_weight objection_weight".split(), 0),
    **dict.fromkeys("preparation_scale support_weight withdrawal_support".split(), 0),
    "consent_loss_per_year": 0,
    "cascade": 6,
    "pledge_days": 1,
    "buildup_days": 30,
}
FREE = {"after": "nothing", "needs_backing": False, "needs_leader": False}


def terms(rung: Posture, per_km: float, backing: float) -> dict[str, object]:
    """Return the dials under which a posture stands in such numbers on the line, or behind it.

    All contributors pledge at once, wait for nobody, and stay; Russia consents.
    """
    senders = [one for one in load("base").actors.values() if one.role == "contributor"]
    able = sum(sum(one.deployable_troops.support) / 6 for one in senders) * max(rung.effort, 0.1)
    free = {f"actors.{one.id}.{name}": value for one in senders for name, value in FREE.items()}
    return {f"mission.{name}": value for name, value in WILLING.items()} | free | {
        "mission.proposal": rung.name, "mission.russian_consent": "given",
        "mission.pledge_scale": min(per_km * front().length_km / able, 20),
        "broker.backing": backing, "assume.terms": "stated",
        "mission.without_consent": "instructors" if rung.name == "instructors" else "stay_away",
        "assume.foreign_force": rung.level if ON_LINE[LADDER.index(rung)] else 0,
    }  # fmt: skip
