"""Dials of the life of a ceasefire: escalation from the line, and the decision to resume."""

from contactline.dials.declaration import Section, number

_IMPOSED = {"assume.ceasefire": True}
_BUFFER = {
    "assume.ceasefire": True,
    "mission.proposal": "buffer",
    "mission.russian_consent": "given",
    "mission.reluctance": 0,
    "mission.stance_weight": 0,
}

_FORCE_AT_RISK = {
    **_BUFFER,
    "mission.preparation_scale": 0,
    "durability.resumption_log_rate": -3,
    "horizon_days": 400,
}


class DurabilityDials(Section):
    """How long a ceasefire lasts."""

    section = "durability"

    resumption_log_rate = number(
        unit="log of a daily chance",
        low=-14,
        high=0,
        default=-4.9,
        kind="uncertainty",
        basis=("fortna-survival", "truce-shape"),
        sentence="How readily a side that gains nothing by either would resume the war, "
        "as the log of its daily chance.",
        moves="days_held",
        given=_IMPOSED,
    )
    frailty_variance = number(
        unit="variance",
        low=0,
        high=8,
        default=1.9,
        kind="uncertainty",
        basis=("fortna-survival", "truce-shape"),
        sentence="How much worlds differ in how far the parties want the quiet, as the variance "
        "of their risk around its mean of one.",
        moves="days_held",
        given=_IMPOSED,
        at_start=True,
    )
    trust_log = number(
        unit="log hazard",
        low=0,
        high=4,
        default=1.2,
        kind="uncertainty",
        basis=("fortna-survival", "truce-shape"),
        sentence="How much full trust, which grows with quiet days, lowers the log rate.",
        moves="days_held",
        given=_IMPOSED,
    )
    trust_days = number(
        unit="days",
        low=7,
        high=7300,
        default=365,
        kind="uncertainty",
        basis=("assumption",),
        sentence="Days of quiet in which two thirds of full trust grow.",
        moves="days_held",
        given={**_IMPOSED, "durability.trust_log": 3},
    )
    value_weight = number(
        unit="log per unit of value",
        low=0,
        high=20,
        default=4,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How strongly the decision to resume turns on what war offers over peace.",
        moves="days_held",
        given=_IMPOSED,
    )
    armed_force_log = number(
        unit="log hazard",
        low=0,
        high=4,
        default=1,
        kind="uncertainty",
        basis=("fortna-hazard-ratio", "fortna-survival"),
        sentence="How much a dense armed force between the sides lowers the log rate.",
        moves="days_held",
        given=_FORCE_AT_RISK,
    )
    armed_force_half_per_km = number(
        unit="soldiers per km",
        low=0.1,
        high=200,
        default=12,
        kind="uncertainty",
        basis=("line-unficyp", "line-unef-2", "line-ifor", "assumption"),
        sentence="The density of armed troops that has half of the full effect.",
        moves="days_held",
        given=_FORCE_AT_RISK,
    )
    guarantee_log = number(
        unit="log hazard",
        low=0,
        high=4,
        default=1.1,
        kind="uncertainty",
        basis=("hazard-guarantee",),
        sentence="How much full United States backing of a force there lowers the log rate.",
        moves="days_held",
        given={**_BUFFER, "broker.backing": 0.9},
    )
    settlement_log = number(
        unit="log hazard",
        low=0,
        high=4,
        default=1.1,
        kind="uncertainty",
        basis=("settlements-hold", "clayton-sticher-2021", "assumption"),
        sentence="How much a full settlement, against a bare truce, lowers the log rate.",
        moves="days_held",
        given={"assume.ceasefire": True, "assume.terms": "stated", "assume.sequence": 20},
    )
    outside_pressure_log = number(
        unit="log hazard",
        low=0,
        high=2,
        default=0.7,
        kind="uncertainty",
        basis=("hazard-outside-pressure",),
        sentence="How much a ceasefire made by outside pressure alone raises the log rate.",
        moves="days_held",
        given={**_IMPOSED, "broker.engagement": 1},
    )
    ukraine_bound_log = number(
        unit="log hazard",
        low=0,
        high=6,
        default=1.5,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much Ukraine, which needs the support of others, is bound to a ceasefire "
        "beyond Russia.",
        moves="broken_by",
        given=_IMPOSED,
    )
    attack_lead_days = number(
        unit="days",
        low=0,
        high=365,
        default=21,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long a decision to attack takes to become an offensive.",
        moves="days_held",
        given=_IMPOSED,
    )
    tolerance_share = number(
        unit="share of the war",
        low=0.01,
        high=3,
        default=0.29,
        kind="uncertainty",
        basis=("fortna-survival", "truce-shape"),
        sentence="The fire against it, as a share of the war, that a side bears "
        "before its restraint wears down.",
        moves="broken_how",
        given=_IMPOSED,
    )
    erosion_per_day = number(
        unit="share a day",
        low=0,
        high=1,
        default=0.06,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How fast restraint wears down under twice the fire that a side will bear.",
        moves="broken_how",
        given={**_IMPOSED, "durability.tolerance_share": 0.15},
    )
    repair_per_day = number(
        unit="share a day",
        low=0,
        high=1,
        default=0.02,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How fast restraint comes back in quiet days.",
        moves="broken_how",
        given={**_IMPOSED, "durability.tolerance_share": 0.15},
    )
    answer_without_restraint = number(
        unit="times",
        low=1,
        high=4,
        default=2,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How many times as much fire a side returns once it has lost all restraint.",
        moves="broken_how",
        given={**_IMPOSED, "durability.tolerance_share": 0.15},
    )
    ignition_share = number(
        unit="share of the war",
        low=0.1,
        high=3,
        default=1.0,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The fire over a week, as a share of the war, at which a ceasefire is no more.",
        moves="broken_how",
        given={**_IMPOSED, "durability.tolerance_share": 0.15},
    )
