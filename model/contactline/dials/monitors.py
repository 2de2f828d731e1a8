"""Dials of monitoring: how much of the fire is seen, and on which side."""

from functools import cached_property

from contactline.arrays import Array, by_side
from contactline.dials.declaration import Section, number, option

_IMPOSED = {"assume.ceasefire": True}
_CONSENTED = {
    "assume.ceasefire": True,
    "mission.proposal": "monitors",
    "mission.russian_consent": "given",
}


class MonitorsDials(Section):
    """Monitoring."""

    section = "monitors"

    observers = number(
        unit="observers",
        low=0,
        high=10000,
        default=0,
        kind="lever",
        basis=("smm-monitors-2017",),
        sentence="Unarmed civilian observers on the line, apart from any troops.",
        moves="share_seen",
        given=_IMPOSED,
    )
    technology = number(
        unit="share",
        low=0,
        high=1,
        default=0.3,
        kind="lever",
        basis=("attribution-patrols", "attribution-technology", "assumption"),
        sentence="How much of the line cameras, radar and drones cover by day and night.",
        moves="share_attributed",
        given=_IMPOSED,
    )
    technology_run_by = option(
        options=("mission", "sides"),
        default="mission",
        kind="lever",
        basis=("smm-cameras", "assumption"),
        sentence="Who runs cameras, radar and drones: people posted on the line, so that nothing "
        "watches where nobody is, or the sides themselves.",
        moves="share_seen",
        given=_IMPOSED,
    )
    restraint_from_attribution = number(
        unit="share",
        low=0,
        high=1,
        default=0.15,
        kind="uncertainty",
        basis=("smm-no-enforcement", "assumption"),
        sentence="The share of its unprovoked fire that a side holds back where all of it would "
        "be laid at its door.",
        moves="violations_per_week",
        given={**_CONSENTED, "monitors.technology": 0.8},
    )
    km_seen_per_patrol = number(
        unit="km",
        low=0,
        high=50,
        default=4,
        kind="uncertainty",
        basis=("assumption",),
        sentence="Kilometres of the line that ten people on patrol keep in sight.",
        moves="share_seen",
        given=_CONSENTED,
    )
    access_ukrainian_side = number(
        unit="share",
        low=0,
        high=1,
        default=0.95,
        kind="uncertainty",
        basis=("smm-access",),
        sentence="The share of requests for access granted on the Ukrainian side.",
        moves="share_seen",
        given=_CONSENTED,
    )
    access_russian_side = number(
        unit="share",
        low=0,
        high=1,
        default=0.4,
        kind="uncertainty",
        basis=("smm-access", "assumption"),
        sentence="The share of requests for access granted on the Russian side.",
        moves="share_seen",
        given=_CONSENTED,
    )
    access_after_lost_consent = number(
        unit="share",
        low=0,
        high=1,
        default=0.4,
        kind="uncertainty",
        basis=("unmee-view-after-lost-consent",),
        sentence="How much of their view monitors keep when consent is withdrawn.",
        moves="share_seen",
        given={
            **_CONSENTED,
            "mission.consent_loss_per_year": 2,
            "mission.without_consent": "deploy",
        },
    )
    attributed_by_patrol = number(
        unit="share",
        low=0,
        high=1,
        default=0.12,
        kind="uncertainty",
        basis=(
            "attribution-patrols",
            "attribution-technology",
        ),
        sentence="The share of what patrols see that can be laid at the door of one side.",
        moves="share_attributed",
        given=_CONSENTED,
    )
    attributed_by_technology = number(
        unit="share",
        low=0,
        high=1,
        default=0.45,
        kind="uncertainty",
        basis=(
            "attribution-patrols",
            "attribution-technology",
        ),
        sentence=(
            "The share of what cameras, radar and drones see that can be laid at the door of one "
            "side."
        ),
        moves="share_attributed",
        given={**_CONSENTED, "monitors.technology": 0.8},
    )

    @cached_property
    def access(self) -> Array:
        """Return the access that both sides grant, (2, worlds)."""
        return by_side(self.access_ukrainian_side, self.access_russian_side)
