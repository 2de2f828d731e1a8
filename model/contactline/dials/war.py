"""Dials of the war: how the front moves, how the sides tire, what they hope to gain."""

from functools import cached_property

from contactline.arrays import Array, by_side
from contactline.dials.declaration import Section, number


class WarDials(Section):
    """The war."""

    section = "war"

    assaults_per_day = number(
        unit="assaults a day",
        low=1,
        high=1000,
        default=174,
        kind="uncertainty",
        basis=("assaults-november-2024",),
        sentence="The tempo of the war on day 0: assaults along the whole line in a day.",
        moves="area_km2",
    )
    km2_per_assault = number(
        unit="km2",
        low=0,
        high=1,
        default=0.06,
        kind="uncertainty",
        basis=("area-2024", "assaults-november-2024", "assumption"),
        sentence="Land that changes hands for each assault when the balance stays as it was "
        "in 2024.",
        moves="area_km2",
    )
    momentum_sd = number(
        unit="log-odds a week",
        low=0,
        high=0.5,
        default=0.08,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How much the fortunes of war swing from week to week.",
        moves="area_km2",
    )
    aid_effect = number(
        unit="log-odds",
        low=0,
        high=2,
        default=0.5,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How far a full loss of Western aid would tilt the balance towards Russia.",
        moves="area_km2",
    )
    expected_share_ukraine = number(
        unit="share of its aims",
        low=0.05,
        high=0.95,
        default=0.42,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The share of what is in dispute that Ukraine expects to win by fighting on.",
        moves="day_talks",
    )
    expected_share_russia = number(
        unit="share of its aims",
        low=0.05,
        high=0.95,
        default=0.76,
        kind="uncertainty",
        basis=("russia-no-wish-to-halt", "assumption"),
        sentence="The share of what is in dispute that Russia expects to win by fighting on.",
        moves="day_talks",
    )
    optimism_ukraine = number(
        unit="log-odds",
        low=0,
        high=2,
        default=0.4,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How far Ukraine overrates its strength until battles teach it otherwise.",
        moves="day_talks",
        at_start=True,
    )
    optimism_russia = number(
        unit="log-odds",
        low=0,
        high=2,
        default=0.4,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How far Russia overrates its strength until battles teach it otherwise.",
        moves="day_talks",
        at_start=True,
    )
    learning_per_year = number(
        unit="log units a year",
        low=0,
        high=5,
        default=1,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How fast a year of land changing hands as in 2024 teaches both sides their "
        "strength.",
        moves="day_talks",
    )
    exhaustion_start_ukraine = number(
        unit="share",
        low=0,
        high=1,
        default=0.35,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How tired Ukraine is of the war on day 0, from fresh to unable to go on.",
        moves="day_talks",
        at_start=True,
    )
    exhaustion_start_russia = number(
        unit="share",
        low=0,
        high=1,
        default=0.25,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How tired Russia is of the war on day 0, from fresh to unable to go on.",
        moves="day_talks",
        at_start=True,
    )
    exhaustion_per_year_ukraine = number(
        unit="share a year",
        low=0,
        high=1,
        default=0.3,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How fast a year of war without aid uses up what Ukraine has left.",
        moves="day_talks",
    )
    exhaustion_per_year_russia = number(
        unit="share a year",
        low=0,
        high=1,
        default=0.2,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How fast a year of war uses up what Russia has left.",
        moves="day_talks",
    )
    aid_relief = number(
        unit="share",
        low=0,
        high=1,
        default=0.4,
        kind="uncertainty",
        basis=("assumption",),
        sentence="The part of Ukraine's exhaustion that aid at the level of 2024 makes good.",
        moves="day_talks",
        given={"broker.engagement": 1, "war.exhaustion_cost": 1, "horizon_days": 500},
    )
    exhaustion_cost = number(
        unit="share of aims",
        low=0,
        high=1.5,
        default=0.58,
        kind="uncertainty",
        basis=("long-wars-end", "talks-signed"),
        sentence="How much of its war value a fully exhausted side has lost.",
        moves="day_talks",
    )

    @cached_property
    def exhaustion_start(self) -> Array:
        """Return `exhaustion_start` of both sides, (2, worlds)."""
        return by_side(self.exhaustion_start_ukraine, self.exhaustion_start_russia)

    @cached_property
    def exhaustion_per_year(self) -> Array:
        """Return `exhaustion_per_year` of both sides, (2, worlds)."""
        return by_side(self.exhaustion_per_year_ukraine, self.exhaustion_per_year_russia)

    @cached_property
    def expected_share(self) -> Array:
        """Return `expected_share` of both sides, (2, worlds)."""
        return by_side(self.expected_share_ukraine, self.expected_share_russia)

    @cached_property
    def optimism(self) -> Array:
        """Return `optimism` of both sides, (2, worlds)."""
        return by_side(self.optimism_ukraine, self.optimism_russia)
