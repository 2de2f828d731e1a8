"""Monotone where theory says so: one dial is swept, everything else and all luck stay the same.

`rises` and `falls` are meant weakly, step by step: in every world where the same time is looked
at in all of them, else in the mean. From the first step to the last something must happen.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beside_sample import outcomes_of
from contactline.scenario import load
from contactline.study.patterns.setups import ARMED_TRUCE
from contactline.world.actors.resumption import resumption_chance, temptation_needed
from contactline.world.monitors import access_granted, share_attributed, share_seen, view_of_sides
from worlds_sample import column, luck_of, settings_of

WORLDS = 100
BASE = load("base")
TRUCE = {
    "assume.ceasefire_day": 7,
    "horizon_days": 7 + 112,
    "talks.pause_weeks": 200,
    "mission.proposal": "none",
}
# Fire and risk are high enough that a good part of the worlds breaks within the horizon.
AT_RISK = {"durability.resumption_log_rate": -4}
LASTING = {
    "horizon_days": 7 + 63,
    "durability.resumption_log_rate": -14,
    "durability.ignition_share": 3,
    "durability.erosion_per_day": 0,
}
ARMED = {**ARMED_TRUCE.changes, **TRUCE, "mission.proposal": "buffer"}
GUARANTEED = ARMED | {"broker.engagement": 1, "broker.backing": 0.8, "durability.guarantee_log": 2}
PRESSED = TRUCE | {"broker.engagement": 1, "broker.pressure_on_russia": 0.8}
SETTLED = TRUCE | {"assume.terms": "stated", "assume.foreign_force": 0, "assume.sequence": 20}
WATCHED = TRUCE | {"monitors.observers": 1500}
QUARTERS = (0, 0.25, 0.5, 0.75, 1)
LOGS = (0, 1, 2, 4)


@dataclass(frozen=True)
class Sweep:
    """A dial, the values it takes one after another, and what of the outcomes it moves."""

    dial: str
    values: tuple[float, ...]
    given: dict[str, object]
    measure: str
    rises: bool
    by_world: bool = True

    def seen(self):
        """The measure of every world at every value, (values, worlds)."""
        dials = [self.given | {self.dial: value} for value in self.values]
        tables = outcomes(tuple(tuple(sorted(one.items())) for one in dials))
        return np.array([table[self.measure].astype(float) for table in tables])


@cache
def outcomes(settings):
    """The outcome tables of base with some dials; sweeps that only look elsewhere share them."""
    scenarios = [BASE.with_dials(dict(dials)).if_ceasefire() for dials in settings]
    return outcomes_of(scenarios, WORLDS)


HOLDS, FIRE = "still_holding", "violations_per_week"
TROOPS = (0, 0.25, 0.5, 1, 2, 4)
YEARLY = (0, 0.5, 1, 2, 3)
RENEWED = (360, 120, 60, 30)

SWEEPS = {
    "armed troops hold": Sweep("mission.pledge_scale", TROOPS, ARMED | AT_RISK, HOLDS, True),
    "armed troops calm": Sweep("mission.pledge_scale", TROOPS, ARMED | LASTING, FIRE, False),
    "armed troops against escalation": Sweep(
        "mission.pledge_scale", TROOPS,
        ARMED | {"durability.tolerance_share": 0.08, "durability.ignition_share": 0.5}, HOLDS, True,
    ),
    "discipline": Sweep("front.discipline", QUARTERS, TRUCE | LASTING, FIRE, False),
    "discipline, lives and all": Sweep(
        "front.discipline", QUARTERS, TRUCE, FIRE, False, by_world=False
    ),
    "discipline holds": Sweep("front.discipline", QUARTERS, TRUCE, HOLDS, True),
    "recommitments": Sweep(
        "front.recommitment_days", RENEWED, TRUCE | LASTING | {"horizon_days": 7 + 133}, FIRE, False
    ),
    "lost consent, seen": Sweep(
        "mission.consent_loss_per_year", YEARLY, ARMED | LASTING, "share_seen", False
    ),
    "lost consent, attributed": Sweep(
        "mission.consent_loss_per_year", YEARLY, ARMED | LASTING, "share_attributed", False
    ),
    "lost consent, troops stay": Sweep(
        "mission.consent_loss_per_year", YEARLY,
        ARMED | LASTING | {"mission.without_consent": "deploy"}, "share_seen", False,
    ),
    "lost consent, lives and all": Sweep(
        "mission.consent_loss_per_year", YEARLY, ARMED, "share_seen", False, by_world=False
    ),
    "lost consent holds": Sweep(
        "mission.consent_loss_per_year", YEARLY, ARMED | AT_RISK, HOLDS, False
    ),
    "access": Sweep("monitors.access_russian_side", QUARTERS, WATCHED, "share_seen", True),
    "access where the seen hold back": Sweep(
        "monitors.access_ukrainian_side", QUARTERS,
        WATCHED | {"monitors.technology": 0.8, "monitors.restraint_from_attribution": 1},
        "share_seen", True,
    ),
    "observers": Sweep(
        "monitors.observers", (0, 200, 600, 1500, 5000), TRUCE, "share_seen", True
    ),
    "technology": Sweep("monitors.technology", QUARTERS, WATCHED, "share_attributed", True),
    "technology where the seen hold back": Sweep(
        "monitors.technology", QUARTERS,
        WATCHED | LASTING | {"monitors.restraint_from_attribution": 1}, FIRE, False,
    ),
    "guarantee": Sweep("durability.guarantee_log", LOGS, GUARANTEED | AT_RISK, HOLDS, True),
    "backing": Sweep("broker.backing", QUARTERS, GUARANTEED | AT_RISK, HOLDS, True),
    "effect of outside pressure": Sweep(
        "durability.outside_pressure_log", (0, 0.5, 1, 2), PRESSED | AT_RISK, HOLDS, False
    ),
    "outside pressure": Sweep(
        "broker.pressure_on_russia", QUARTERS, PRESSED | SETTLED | AT_RISK, HOLDS, False
    ),
    "trust": Sweep("durability.trust_log", LOGS, TRUCE | AT_RISK, HOLDS, True),
    "settlement": Sweep(  # apart from what its terms are worth to the sides
        "assume.sequence", (100, 75, 50, 25, 0),
        SETTLED | AT_RISK | {"durability.value_weight": 0}, HOLDS, True,
    ),
    "calm of a settlement": Sweep(
        "front.settlement_calm", QUARTERS, SETTLED | LASTING, FIRE, False
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SWEEPS)
def test_a_sweep_goes_one_way(name):
    sweep = SWEEPS[name]
    seen = sweep.seen() if sweep.rises else -sweep.seen()
    assert np.isfinite(seen).all()
    means = seen.mean(axis=1)
    assert (np.diff(means) >= -1e-12).all(), means
    assert means[-1] > means[0], means
    if sweep.by_world:
        back = np.diff(seen, axis=0) < -1e-9
        assert not back.any(), f"worlds {np.flatnonzero(back.any(axis=0))}"


def test_a_sweep_can_fail():
    """Discipline that is lost at once calms nothing: the same table would say so."""
    lost = TRUCE | LASTING | {"front.discipline_on_return_fire": 0}
    lost |= {"front.discipline_on_first_fire": 0}
    idle = Sweep("front.discipline", (0, 1), lost, FIRE, False).seen()
    assert (idle[0] == idle[1]).all()


SHARES = st.floats(0, 1)
PEOPLE = st.floats(0, 1e5)


def view(people, access, lost=False, technology=0.3):
    """What is seen and attributed of each side's fire, (2, sides)."""
    dials = settings_of(luck_of(1), monitors__technology=technology)
    granted = access_granted(np.array([lost]), dials) * access
    return np.array(view_of_sides(column(people), granted, dials, 1151.0))[:, :, 0]


@settings(max_examples=60)
@given(PEOPLE, SHARES, SHARES, PEOPLE)
def test_lost_consent_never_raises_a_view_and_more_of_anything_never_lowers_it(
    people, access, technology, more
):
    kept = view(people, access, technology=technology)
    assert (view(people, access, True, technology) <= kept).all()
    assert (view(people + more, access, technology=technology) >= kept - 1e-12).all()
    assert (view(people, min(access * 1.5, 1), technology=technology) >= kept).all()


@settings(max_examples=60)
@given(SHARES, SHARES, SHARES, SHARES)
def test_lost_consent_never_gives_access(ukrainian, russian, kept, lost):
    dials = settings_of(
        luck_of(2),
        monitors__access_ukrainian_side=ukrainian,
        monitors__access_russian_side=russian,
        monitors__access_after_lost_consent=kept,
    )
    access = access_granted(np.array([False, True]), dials)
    assert access[:, 0].tolist() == [ukrainian, russian]
    assert (access[:, 1] <= access[:, 0]).all()


@settings(max_examples=60)
@given(SHARES, SHARES, SHARES, SHARES, PEOPLE)
def test_technology_never_sees_or_attributes_less(technology, more, by_patrol, gain, people):
    by_technology = by_patrol + gain * (1 - by_patrol)
    found = []
    for covers in (technology, technology + more * (1 - technology)):
        seen = share_seen(
            column(people), km_per_patrol=column(4), line_km=1151.0,
            technology=column(covers), access=column(0.7),
        )  # fmt: skip
        told = share_attributed(
            seen, by_patrol=column(by_patrol),
            by_technology=column(by_technology), technology=column(covers),
        )  # fmt: skip
        found.append((seen[0], told[0]))
    assert found[1][0] >= found[0][0] - 1e-12
    assert found[1][1] >= found[0][1] - 1e-12


@settings(max_examples=60)
@given(st.floats(-2, 2), st.floats(0, 20), st.floats(-4, 4), st.floats(0, 4))
def test_deterrence_never_raises_the_risk_and_frailty_never_lowers_it(gain, frail, deters, more):
    def chance(risk, deterrence):
        needed = temptation_needed(
            np.full((2, 1), gain), column(deterrence), value_weight=column(4)
        )
        return resumption_chance(needed, column(risk), log_rate=column(-6), days=7)

    usual = chance(frail, deters)
    assert (chance(frail, deters + more) <= usual).all()
    assert (chance(frail + more, deters) >= usual).all()
