"""Dials that impose a ceasefire, so that the question of the mission can be asked by itself."""

from functools import cached_property

import numpy as np

from contactline.arrays import Array
from contactline.dials.declaration import Section, number, option, switch, whole

_IMPOSED = {"assume.ceasefire": True}
_STATED = {"assume.ceasefire": True, "assume.terms": "stated"}
_STATED_AT_RISK = {**_STATED, "durability.resumption_log_rate": -4, "durability.value_weight": 10}
_STATED_AND_SENT = {
    **_STATED,
    "mission.russian_consent": "given",
    "mission.preparation_scale": 0,
    "mission.reluctance": 0,
    "mission.stance_weight": 0,
}


class AssumeDials(Section):
    """The terms and the day of an imposed ceasefire."""

    section = "assume"

    ceasefire = switch(
        default=False,
        kind="lever",
        basis=("assumption",),
        sentence="Whether a ceasefire is imposed in every world, instead of waiting for one.",
        moves="day_ceasefire",
        at_start=True,
    )
    ceasefire_day = whole(
        unit="day",
        low=1,
        high=3000,
        default=60,
        kind="lever",
        basis=("assumption",),
        sentence="The day on which an imposed ceasefire begins.",
        moves="day_ceasefire",
        given=_IMPOSED,
    )
    terms = option(
        options=("drafted", "stated"),
        default="drafted",
        kind="lever",
        basis=("assumption",),
        sentence="Whether an imposed ceasefire takes the draft the talks would reach that day, "
        "or the five terms stated here.",
        moves="outcome",
        given=_IMPOSED,
    )
    territory = number(
        unit="position",
        low=0,
        high=100,
        default=50,
        kind="lever",
        basis=("assumption",),
        sentence="Stated terms on territory: 0 the borders of 1991, 50 a freeze, "
        "100 the four oblasts to Russia.",
        moves="days_held",
        given=_STATED_AT_RISK,
    )
    alignment = number(
        unit="position",
        low=0,
        high=100,
        default=45,
        kind="lever",
        basis=("assumption",),
        sentence="Stated terms on alignment: 0 neutral, 50 bilateral guarantees, "
        "100 a dated NATO invitation.",
        moves="days_held",
        given=_STATED_AT_RISK,
    )
    foreign_force = number(
        unit="position",
        low=0,
        high=100,
        default=60,
        kind="lever",
        basis=("rferl-monitors",),
        sentence="Stated terms on foreign troops: 20 observers, 40 instructors, 60 monitors, "
        "80 a buffer force, 100 a force that would fight.",
        moves="peak_troops",
        given=_STATED_AND_SENT,
    )
    sanctions = number(
        unit="position",
        low=0,
        high=100,
        default=40,
        kind="lever",
        basis=("assumption",),
        sentence="Stated terms on sanctions: 0 all stay, 50 partly lifted, 100 all lifted.",
        moves="days_held",
        given=_STATED_AT_RISK,
    )
    sequence = number(
        unit="position",
        low=0,
        high=100,
        default=80,
        kind="lever",
        basis=("cnn-ceasefire-first",),
        sentence="Stated terms on sequence: 0 a full settlement, 100 a bare truce, talks later.",
        moves="days_held",
        given=_STATED,
    )

    @cached_property
    def stated_terms(self) -> Array:
        """Return the terms stated, in the order of the issues, (issues, worlds)."""
        return np.stack(
            [self.territory, self.alignment, self.foreign_force, self.sanctions, self.sequence]
        )
