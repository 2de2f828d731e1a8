"""The few levers on the page, as the scenario sets them."""

from __future__ import annotations

from typing import Any

import numpy as np

from contactline.dials import DIALS
from contactline.dials.distributions import Distribution
from contactline.scenario import Scenario
from contactline.world.outcomes import MEASURES

LEVERS = {
    "broker.pressure_on_russia": "Pressure on Russia",
    "broker.pressure_on_ukraine": "Pressure on Ukraine",
    "broker.aid_to_ukraine": "Western aid to Ukraine",
    "broker.backing": "US backing of European troops",
    "mission.pledge_scale": "Size of the mission",
    "front.discipline": "Return-fire discipline",
    "mission.proposal": "Kind of force on the table",
}
STEPS = 100


def panel(scenario: Scenario) -> list[dict[str, Any]]:
    """Return what the page needs to draw each lever under a scenario."""
    return [_lever(scenario, name, label) for name, label in LEVERS.items()]


def _lever(scenario: Scenario, name: str, label: str) -> dict[str, Any]:
    """Return one lever: its words, its range and where the scenario leaves it."""
    dial, value = DIALS[name], scenario.dials[name]
    lever: dict[str, Any] = {
        "name": name,
        "label": label,
        "sentence": dial.sentence,
        "unit": dial.unit,
        "watch": MEASURES[dial.moves].label if dial.moves in MEASURES else "",
    }
    if not isinstance(value, Distribution):
        return lever | {"options": list(dial.options), "value": value, "written": str(value)}
    low, high = value.support
    middle = float(value.quantile(np.array([0.5]))[0])
    varies = f"varies from {low:g} to {high:g} between worlds"
    return lever | {
        "low": dial.low,
        "high": _top(dial.high, high),
        "step": _top(dial.high, high) / STEPS,
        "value": round(middle, 2),
        "written": f"{low:g}" if low == high else varies,
    }


def _top(allowed: float, used: float) -> float:
    """Return the upper end of the slider: a dial that allows 20 is of little use beyond 4."""
    return min(allowed, max(4.0, 2 * used))
