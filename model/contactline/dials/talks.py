"""Dials of diplomacy: coming to the table, signing."""

from functools import cached_property

from contactline.arrays import Array, by_side
from contactline.dials.declaration import Section, number, whole


class TalksDials(Section):
    """Coming to terms."""

    section = "talks"

    steepness = number(
        unit="per unit of value",
        low=1,
        high=60,
        default=28,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How sharply a side's readiness to talk turns on what it would gain by talking.",
        moves="day_talks",
    )
    opening_cost = number(
        unit="value",
        low=0,
        high=1,
        default=0.1,
        kind="uncertainty",
        basis=("no-talks-now", "assumption"),
        sentence="What it costs a leader at home to be seen to talk (audience cost).",
        moves="day_talks",
    )
    pressure_effect = number(
        unit="value",
        low=0,
        high=0.6,
        default=0.16,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much full pressure by the broker is worth to a side as a reason to agree.",
        moves="day_ceasefire",
    )
    belief_ukraine = number(
        unit="chance",
        low=0,
        high=1,
        default=0.55,
        kind="uncertainty",
        basis=("kyiv-says-moscow-unchanged", "assumption"),
        sentence="Ukraine's own belief that a deal without foreign troops would be kept.",
        moves="day_ceasefire",
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
    )
    belief_from_force = number(
        unit="share",
        low=0,
        high=1,
        default=0.35,
        kind="uncertainty",
        basis=("zelensky-conditions", "assumption"),
        sentence="The share of Ukraine's doubt that a foreign force in the deal would take away.",
        moves="day_ceasefire",
    )
    belief_lost_per_collapse = number(
        unit="share",
        low=0,
        high=1,
        default=0.25,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The share of its belief in any deal that a side loses when a ceasefire breaks.",
        moves="ceasefires",
        given={"assume.ceasefire": True},
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
    )
    concession_weeks = whole(
        unit="weeks",
        low=1,
        high=104,
        default=8,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long it takes at the table until two thirds of all concessions are made.",
        moves="day_ceasefire",
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
    )
    patience_weeks = whole(
        unit="weeks",
        low=1,
        high=200,
        default=26,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long talks go on without agreement before they end.",
        moves="day_ceasefire",
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
        given={"assume.ceasefire": True, "talks.opening_cost": 0, "talks.signing_cost": 0},
    )
    signing_cost = number(
        unit="value",
        low=0,
        high=1,
        default=0.12,
        kind="uncertainty",
        basis=("assumption",),
        sentence="What it costs a leader at home to sign what was fought against (audience cost).",
        moves="day_ceasefire",
    )
    rationality = number(
        unit="per unit of value",
        low=1,
        high=100,
        default=22,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How closely a signature follows a side's own reckoning of gain and loss.",
        moves="day_ceasefire",
    )

    @cached_property
    def belief(self) -> Array:
        """Return the belief of both sides in a deal, (2, worlds)."""
        return by_side(self.belief_ukraine, self.belief_russia)
