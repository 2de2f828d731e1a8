"""Dials of diplomacy: coming to the table, signing."""

from functools import cached_property

from contactline.arrays import Array, by_side
from contactline.dials.declaration import Section, number, option, switch, whole

_PRESSED = {"broker.engagement": 1, "broker.plan_days": 10, "horizon_days": 500}
_A_FORCE = {
    "broker.backing": 0.8,
    "mission.proposal": "buffer",
    "mission.russian_consent": "given",
    "mission.preparation_scale": 0,
    "mission.reluctance": 0,
    "mission.stance_weight": 0,
}
_PROMISED = {**_PRESSED, **_A_FORCE}
_BACKED = {
    **_PROMISED,
    "broker.backing": 1,
    "mission.cascade": 3,
    "mission.pledge_scale": 3,
    "talks.belief_from_force": 0,
    "talks.reassurance_half_per_km": 0.5,
}
_BREAKING = {
    **_PRESSED,
    "assume.ceasefire": True,
    "broker.pressure_on_russia": 1,
    "broker.pressure_on_ukraine": 1,
    "durability.resumption_log_rate": -3,
    "talks.opening_cost": 0,
    "talks.signing_cost": 0,
}
_LEFT = {
    **_BREAKING,
    **_A_FORCE,
    "mission.end_weight": 6,
    "mission.lead_time_days": 0,
    "mission.pledge_days": 5,
    "talks.pause_weeks": 0,
    "talks.opening_days": 5,
    "talks.signing_days": 2,
}


class TalksDials(Section):
    """Coming to terms."""

    section = "talks"

    decisions = option(
        options=("daily", "weekly", "four_weekly"),
        default="weekly",
        kind="constant",
        basis=("assumption",),
        sentence="How often everybody reckons anew; chances are rates a day, so that little "
        "depends on it.",
        moves="day_talks",
    )
    information = switch(
        default=True,
        kind="uncertainty",
        basis=("assumption",),
        sentence="Whether sides overrate their strength, and battles teach them otherwise.",
        moves="day_talks",
    )
    ripeness = switch(
        default=True,
        kind="uncertainty",
        basis=("assumption",),
        sentence="Whether the costs of war mount, and an offer on the table opens a way out.",
        moves="day_talks",
    )
    commitment = switch(
        default=True,
        kind="uncertainty",
        basis=("assumption",),
        sentence="Whether soldiers, backing and guarantees make a text more believable.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    leaning_sd = number(
        unit="value",
        low=0,
        high=0.5,
        default=0.05,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How far worlds differ in what the two sides privately want of a deal.",
        moves="day_talks",
        at_start=True,
    )
    mood_sd = number(
        unit="value",
        low=0,
        high=0.5,
        default=0.04,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How far the mood of a side drifts up and down over months.",
        moves="day_talks",
    )
    mood_days = number(
        unit="days",
        low=7,
        high=3650,
        default=365,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long a mood, or a hope that was lost, takes to change.",
        moves="day_talks",
    )
    hope_ukraine = number(
        unit="share",
        low=0,
        high=1,
        default=0.3,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How far Ukraine thinks that Russia would still move, before the table teaches "
        "it.",
        moves="day_talks",
    )
    hope_russia = number(
        unit="share",
        low=0,
        high=1,
        default=0.3,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How far Russia thinks that Ukraine would still move, before the table teaches "
        "it.",
        moves="day_talks",
    )
    hope_days = number(
        unit="days",
        low=7,
        high=3650,
        default=140,
        kind="uncertainty",
        basis=("talks-signed", "long-wars-end"),
        sentence="How long hope lasts at a table where nothing is signed.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    opening_days = number(
        unit="days",
        low=1,
        high=1000,
        default=45,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long two sides that both want to talk take on average to meet.",
        moves="day_talks",
    )
    opening_without_plan = number(
        unit="share",
        low=0.01,
        high=1,
        default=0.4,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How fast they meet while nobody has put a plan on the table, against with one.",
        moves="day_talks",
    )
    voice_without_option = number(
        unit="share",
        low=0,
        high=1,
        default=0.4,
        kind="uncertainty",
        basis=("keep-europe-at-the-table", "options-for-new-administration", "assumption"),
        sentence="How much a state without an option to offer is heard, against one that has one.",
        moves="outcome",
    )
    opening_cost = number(
        unit="value",
        low=0,
        high=1,
        default=0.06,
        kind="uncertainty",
        basis=("no-talks-now", "long-wars-end"),
        sentence="What it costs a leader at home to be seen to talk (audience cost).",
        moves="day_talks",
    )
    pressure_effect = number(
        unit="value",
        low=0,
        high=0.6,
        default=0.14,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much full pressure by the broker is worth to a side as a reason to agree.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    belief_ukraine = number(
        unit="chance",
        low=0,
        high=1,
        default=0.4,
        kind="uncertainty",
        basis=("kyiv-says-moscow-unchanged", "assumption"),
        sentence="Ukraine's own belief that a deal without foreign troops would be kept.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    belief_russia = number(
        unit="chance",
        low=0,
        high=1,
        default=0.82,
        kind="uncertainty",
        basis=("assumption",),
        sentence="Russia's own belief that a deal would be kept.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    belief_from_force = number(
        unit="share",
        low=0,
        high=1,
        default=0.75,
        kind="uncertainty",
        basis=("zelensky-conditions", "assumption"),
        sentence="The share of Ukraine's doubt that a large foreign force would take away.",
        moves="day_ceasefire",
        given=_PROMISED,
    )
    belief_from_backing = number(
        unit="share",
        low=0,
        high=1,
        default=0.4,
        kind="uncertainty",
        basis=("zelensky-conditions", "assumption"),
        sentence="The share of Ukraine's doubt that a large force takes away if the United States "
        "stand behind it.",
        moves="day_ceasefire",
        given=_BACKED,
    )
    belief_from_alignment = number(
        unit="share",
        low=0,
        high=1,
        default=0.25,
        kind="uncertainty",
        basis=("stance-ukraine-nato-cover", "guarantees-buy-land"),
        sentence="The share of Ukraine's doubt that an invitation to NATO would take away.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    reassurance_half_per_km = number(
        unit="soldiers per km",
        low=0.1,
        high=200,
        default=8.5,
        kind="uncertainty",
        basis=("line-unficyp", "line-unef-2", "assumption"),
        sentence="The soldiers per km of line, wherever they stand, that weigh half as much as "
        "very many.",
        moves="day_ceasefire",
        given=_PROMISED,
    )
    exposure_ukraine = number(
        unit="share of what is at stake",
        low=0,
        high=1,
        default=0.33,
        kind="uncertainty",
        basis=("long-wars-end", "guarantees-buy-land"),
        sentence="The share of what it would lose if beaten that a broken deal puts at risk for "
        "Ukraine, beyond fighting on.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    exposure_russia = number(
        unit="share of what is at stake",
        low=0,
        high=1,
        default=0.12,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The share of what it would lose if beaten that a broken deal puts at risk for "
        "Russia, beyond fighting on.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    belief_lost_per_collapse = number(
        unit="share",
        low=0,
        high=1,
        default=0.25,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The share of its belief in any deal that a side loses when a ceasefire breaks.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    belief_lost_by_leaving = number(
        unit="share",
        low=0,
        high=1,
        default=0.5,
        kind="uncertainty",
        basis=("unef-1967-killed", "assumption"),
        sentence="How much less foreign soldiers weigh in Ukraine's belief in the next text if all "
        "of them left when the war last came back.",
        moves="belief_end",
        given=_LEFT,
    )
    broken_before = number(
        unit="ceasefires",
        low=0,
        high=10,
        default=1,
        kind="uncertainty",
        basis=("truce-shape", "assumption"),
        sentence="Broken ceasefires that both sides remember on day 0, such as that of Minsk.",
        moves="day_talks",
        at_start=True,
    )
    truce_discount = number(
        unit="share",
        low=0,
        high=1,
        default=0.15,
        kind="uncertainty",
        basis=("clayton-sticher-2021", "assumption"),
        sentence="How much less a bare truce is believed in than a full settlement.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    deferral = number(
        unit="share",
        low=0,
        high=1,
        default=0.6,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much of the quarrel over land, alignment, sanctions a bare truce puts off.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    concession_days = number(
        unit="days",
        low=1,
        high=2000,
        default=140,
        kind="uncertainty",
        basis=("talks-to-signature", "talks-signed"),
        sentence="How long the side that gives way takes to make two thirds of its concessions.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    signing_days = number(
        unit="days",
        low=0.1,
        high=1000,
        default=15,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long a text that both would sign lies on the table on average.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    leaving_days = number(
        unit="days",
        low=0.1,
        high=1000,
        default=30,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long a side that hopes for nothing more stays at the table on average.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    settlement_weeks = whole(
        unit="weeks",
        low=0,
        high=200,
        default=20,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long a full settlement takes to write; a bare truce is ready at once.",
        moves="day_ceasefire",
        given=_PRESSED,
    )
    pause_weeks = whole(
        unit="weeks",
        low=0,
        high=200,
        default=13,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long the sides stay apart after talks or a ceasefire have failed.",
        moves="ceasefires",
        given=_BREAKING,
    )
    signing_cost = number(
        unit="value",
        low=0,
        high=1,
        default=0.08,
        kind="uncertainty",
        basis=("long-wars-end", "guarantees-buy-land"),
        sentence="What it costs a leader at home to sign what was fought against (audience cost).",
        moves="day_ceasefire",
        given=_PRESSED,
    )

    @cached_property
    def belief(self) -> Array:
        """Return the belief of both sides in a deal, (2, worlds)."""
        return by_side(self.belief_ukraine, self.belief_russia)

    @cached_property
    def hope(self) -> Array:
        """Return the hope of both sides at first, (2, worlds)."""
        return by_side(self.hope_ukraine, self.hope_russia)

    @cached_property
    def exposure(self) -> Array:
        """Return the share of what is at stake that each side risks by a deal, (2, worlds)."""
        return by_side(self.exposure_ukraine, self.exposure_russia)
