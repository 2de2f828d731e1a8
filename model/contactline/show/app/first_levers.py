"""The few levers that a class begins with, group by group; all others come from the registries."""

from __future__ import annotations

from collections.abc import Mapping

from contactline.language import marked

LEVERS: Mapping[str, Mapping[str, str]] = {
    "capitals": {
        "actors.uk.foreign_force.position": marked("London: the force it wants"),
        "actors.france.foreign_force.position": marked("Paris: the force it wants"),
        "actors.germany.foreign_force.position": marked("Berlin: the force it wants"),
        "actors.poland.foreign_force.position": marked("Warsaw: the force it wants"),
    },
    "washington": {
        "broker.pressure_on_russia": marked("Pressure on Russia"),
        "broker.pressure_on_ukraine": marked("Pressure on Ukraine"),
        "broker.aid_to_ukraine": marked("Western aid to Ukraine"),
        "broker.backing": marked("US backing of European troops"),
    },
    "sides": {
        "mission.russian_consent": marked("Russia’s consent to foreign troops"),
        "actors.russia.territory.position": marked("Moscow: the land it wants"),
        "actors.russia.foreign_force.position": marked("Moscow: the force it accepts"),
        "actors.ukraine.territory.position": marked("Kyiv: the land it wants"),
        "actors.ukraine.alignment.position": marked("Kyiv: the alignment it wants"),
    },
    "mission": {
        "mission.proposal": marked("Kind of force on the table"),
        "mission.pledge_scale": marked("Size of the mission"),
        "mission.without_consent": marked("Without Russia’s consent"),
        "mission.badge": marked("Whose badge soldiers wear"),
    },
    "line": {
        "front.discipline": marked("Return-fire discipline"),
        "front.recommitment_days": marked("Renewed commitment every so many days"),
        "mission.hot_spot_focus": marked("Soldiers where most of the fire is"),
    },
}
"""The levers that each group begins with."""
