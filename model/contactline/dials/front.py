"""Dials of the front line in a ceasefire: who fires where, how often, and what answers."""

from contactline.dials.declaration import Section, number

_IMPOSED = {"assume.ceasefire": True}
_BUFFER = {
    "assume.ceasefire": True,
    "mission.proposal": "buffer",
    "mission.russian_consent": "given",
}


class FrontDials(Section):
    """The front line in a ceasefire."""

    section = "front"

    violations_per_assault = number(
        unit="violations per assault",
        low=0.1,
        high=200,
        default=13,
        kind="uncertainty",
        basis=("osce-violations-2017", "front-length", "assumption"),
        sentence="Fire in the war for each assault, counted as monitors count violations.",
        moves="violations_per_week",
        given=_IMPOSED,
    )
    russian_share = number(
        unit="share",
        low=0.05,
        high=0.95,
        default=0.55,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The part of all fire that comes from the Russian side.",
        moves="violations_per_week",
        given=_IMPOSED,
    )
    sector_spread = number(
        unit="log standard deviation",
        low=0,
        high=3,
        default=1.06,
        kind="uncertainty",
        basis=("front-top-fifth", "osce-hot-spots"),
        sentence="How unequal neighbouring kilometres are within one direction of the front.",
        moves="violations_per_week",
        given=_IMPOSED,
        at_start=True,
    )
    neighbour_correlation = number(
        unit="correlation",
        low=0,
        high=0.99,
        default=0.56,
        kind="uncertainty",
        basis=("front-neighbours", "osce-hot-spots"),
        sentence="How alike neighbouring sectors are.",
        moves="violations_per_week",
        given=_IMPOSED,
        at_start=True,
    )
    burst_shape = number(
        unit="gamma shape",
        low=0.02,
        high=20,
        default=0.125,
        kind="uncertainty",
        basis=("osce-dispersion", "osce-hot-spots"),
        sentence="How evenly unprovoked fire comes in one place: small means rare, heavy bursts.",
        moves="violations_per_week",
        given=_IMPOSED,
        at_start=True,
    )
    day_shape = number(
        unit="gamma shape",
        low=1.5,
        high=50,
        default=2.6,
        kind="uncertainty",
        basis=("osce-dispersion", "osce-truce-return"),
        sentence="How alike days are along the whole line: small means quiet days and loud days.",
        moves="violations_per_week",
        given=_IMPOSED,
        at_start=True,
    )
    return_fire = number(
        unit="violations per violation",
        low=0,
        high=0.85,
        default=0.43,
        kind="uncertainty",
        basis=("osce-truce-drop", "osce-dispersion"),
        sentence="How many violations of one side answer one of the other on the next day.",
        moves="violations_per_week",
        given=_IMPOSED,
    )
    spill_over = number(
        unit="violations per violation",
        low=0,
        high=0.07,
        default=0.037,
        kind="uncertainty",
        basis=("front-neighbours", "osce-dispersion"),
        sentence="How many violations in each neighbouring sector follow one in this sector.",
        moves="violations_per_week",
        given=_IMPOSED,
    )
    initial_cut = number(
        unit="share",
        low=0,
        high=1,
        default=0.89,
        kind="uncertainty",
        basis=("osce-truce-drop", "osce-truce-return"),
        sentence="The share of unprovoked fire that stops on the day of a commitment to the "
        "ceasefire.",
        moves="violations_first_week",
        given=_IMPOSED,
    )
    wearoff_days = number(
        unit="days",
        low=0.5,
        high=365,
        default=11,
        kind="uncertainty",
        basis=("osce-truce-return", "osce-truce-drop"),
        sentence="Days in which two thirds of the restraint after a commitment wear off.",
        moves="violations_first_week",
        given=_IMPOSED,
    )
    recommitment_days = number(
        unit="days",
        low=0,
        high=360,
        default=0,
        kind="lever",
        basis=("osce-recommitment-interval", "osce-truce-drop"),
        sentence="How often the sides commit themselves anew to the ceasefire, every so many "
        "days; 0 means only where an event says so.",
        moves="violations_per_week",
        given={**_IMPOSED, "horizon_days": 420},
    )
    resting_share = number(
        unit="share of the war",
        low=0,
        high=1,
        default=0.25,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The level of unprovoked fire, as a share of the war, to which "
        "a bare truce comes back.",
        moves="violations_per_week",
        given=_IMPOSED,
    )
    resting_spread = number(
        unit="log standard deviation",
        low=0,
        high=2,
        default=0.4,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much more fire there is, in time, where the parties want the quiet less.",
        moves="violations_per_week",
        given=_IMPOSED,
    )
    settlement_calm = number(
        unit="share",
        low=0,
        high=1,
        default=0.6,
        kind="uncertainty",
        basis=("clayton-sticher-2021", "assumption"),
        sentence="How much lower unprovoked fire comes to rest under a full settlement.",
        moves="violations_per_week",
        given={"assume.ceasefire": True, "assume.terms": "stated", "assume.sequence": 20},
    )
    peace_weight = number(
        unit="log per unit of value",
        low=0,
        high=10,
        default=1,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much less a side fires of its own accord, the more the peace in force is "
        "worth to it over war.",
        moves="violations_per_week",
        given=_IMPOSED,
    )
    discipline = number(
        unit="share",
        low=0,
        high=1,
        default=0.1,
        kind="lever",
        basis=("osce-fall-2020", "assumption"),
        sentence="Return-fire discipline: orders, disciplinary measures, a contact cell, "
        "from none to full.",
        moves="violations_per_week",
        given=_IMPOSED,
    )
    discipline_on_return_fire = number(
        unit="share",
        low=0,
        high=1,
        default=0.9,
        kind="uncertainty",
        basis=("osce-fall-2020", "assumption"),
        sentence="The share of return fire that full discipline takes away.",
        moves="violations_per_week",
        given={**_IMPOSED, "front.discipline": 0.8},
    )
    discipline_wearoff_days = number(
        unit="days",
        low=14,
        high=7300,
        default=470,
        kind="uncertainty",
        basis=("assumption",),
        sentence="Days in which two thirds of the discipline are lost if orders are not renewed.",
        moves="violations_per_week",
        given={**_IMPOSED, "front.discipline": 0.8},
    )
    discipline_wearoff_shape = number(
        unit="Weibull shape",
        low=1,
        high=5,
        default=2,
        kind="uncertainty",
        basis=("osce-fall-2020", "osce-violations-2021", "assumption"),
        sentence="How much slower discipline is lost at first than later: 1 means steadily from "
        "the first day.",
        moves="violations_per_week",
        given={**_IMPOSED, "front.discipline": 0.8},
    )
    discipline_on_first_fire = number(
        unit="share",
        low=0,
        high=1,
        default=0.92,
        kind="uncertainty",
        basis=("osce-fall-2020", "assumption"),
        sentence="The share of unprovoked fire that full discipline takes away.",
        moves="violations_per_week",
        given={**_IMPOSED, "front.discipline": 0.8},
    )
    calm_per_soldier_per_km = number(
        unit="log reduction",
        low=0,
        high=0.5,
        default=0.06,
        kind="uncertainty",
        basis=("fortna-hazard-ratio", "assumption"),
        sentence="How much each armed soldier per kilometre between the sides lowers fire there.",
        moves="violations_per_week",
        given=_BUFFER,
    )
