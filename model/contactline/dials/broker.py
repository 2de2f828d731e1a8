"""Dials of the broker: what the new United States administration may put on the scales."""

from functools import cached_property

from contactline.arrays import Array, by_side
from contactline.dials.declaration import Section, number


class BrokerDials(Section):
    """What the broker does."""

    section = "broker"

    engagement = number(
        unit="share",
        low=0,
        high=1,
        default=0,
        kind="constant",
        basis=("options-for-new-administration",),
        sentence="How far the broker is engaged; nought before the inauguration, one after it.",
        moves="day_talks",
    )
    pressure_on_russia = number(
        unit="share",
        low=0,
        high=1,
        default=0.4,
        kind="lever",
        basis=("diplomacy-gains-momentum", "assumption"),
        sentence="How hard the broker presses Russia to come to terms, "
        "from not at all to as hard as it can.",
        moves="day_ceasefire",
    )
    pressure_on_ukraine = number(
        unit="share",
        low=0,
        high=1,
        default=0.4,
        kind="lever",
        basis=("diplomacy-gains-momentum", "assumption"),
        sentence="How hard the broker presses Ukraine to come to terms, "
        "from not at all to as hard as it can.",
        moves="day_ceasefire",
    )
    aid_to_ukraine = number(
        unit="times the 2024 level",
        low=0,
        high=2,
        default=0.7,
        kind="lever",
        basis=("aid-us-share", "assumption"),
        sentence="Western aid to Ukraine once the broker is in office, "
        "as a multiple of the level of 2024.",
        moves="area_km2",
    )
    backing = number(
        unit="share",
        low=0,
        high=1,
        default=0.3,
        kind="lever",
        basis=("telegraph-buffer-zone", "assumption"),
        sentence="How far the United States stand behind European troops: "
        "transport, intelligence, a promise to act.",
        moves="peak_troops",
        given={"assume.ceasefire": True},
    )
    plan_days = number(
        unit="days",
        low=1,
        high=3000,
        default=70,
        kind="lever",
        basis=("plans-unconfirmed", "assumption"),
        sentence="How long an engaged broker takes on average to put a plan on the table.",
        moves="day_talks",
    )
    patience_days = number(
        unit="days",
        low=1,
        high=5000,
        default=400,
        kind="uncertainty",
        basis=("assumption",),
        sentence="How long the broker presses for its plan without a signature before it "
        "walks away.",
        moves="day_ceasefire",
    )

    @cached_property
    def pressure(self) -> Array:
        """Return the pressure on both sides, (2, worlds)."""
        return by_side(self.pressure_on_ukraine, self.pressure_on_russia)
