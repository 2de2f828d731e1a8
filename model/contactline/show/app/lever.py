"""One lever as the page draws it: its words, its range with names, where the scenario stands."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import Any

import numpy as np

from contactline.bargaining import MODELS
from contactline.dials import Dial
from contactline.dials.distributions import Distribution
from contactline.dials.issues import ISSUE_WORDS
from contactline.evidence import grade
from contactline.language import marked, say, say_as
from contactline.language.texts import local_number
from contactline.scenario import Scenario
from contactline.scenario.assumptions import in_words
from contactline.scenario.decisions import STRATEGIES
from contactline.show.app.drawn import DRAWN, SHOWN_IN
from contactline.show.app.drawn.drawing import from_key, named
from contactline.show.app.titles import stance_title, title_of
from contactline.world.outcomes import MEASURES
from contactline.world.postures import LADDER

STEPS = 100
OWN = "own"
"""The value of a decision that the actor takes itself."""

OPTION_WORDS = {
    "by_stance": marked("by its stance"),
    "four_weekly": marked("every four weeks"),
    "from_draft": marked("from the draft"),
    "nato": marked("NATO"),
}
"""Options whose code is not what one would say."""

UNITS = {"position": marked("of 100"), "share": "", "km2": "km²"}

NAMED_POINTS = {
    "broker.aid_to_ukraine": {0.0: marked("none"), 1.0: marked("as in 2024")},
    "mission.pledge_scale": {
        0.0: marked("none"),
        1.0: marked("as they can keep up"),
        2.0: marked("twice"),
    },
    "share": {0.0: marked("not at all"), 0.5: marked("half"), 1.0: marked("in full")},
}
"""Names of values on a slider: of a dial, or of all levers with this unit."""


@dataclass(frozen=True)
class Movable:
    """Where a lever stands: its name for `with_dials`, its declaration, whose it is."""

    name: str
    dial: Dial
    actor: str = ""
    issue: str = ""

    def value(self, scenario: Scenario) -> Any:
        """Return what a scenario says, a distribution or a plain value."""
        if not self.actor:
            return scenario.dials[self.name]
        actor = scenario.actors[self.actor]
        if self.issue:
            return getattr(actor.stances[self.issue], self.dial.key)
        if ".plays." in self.name:
            return actor.plays.get(self.dial.key, OWN)
        return getattr(actor, self.dial.key)

    def basis(self, scenario: Scenario) -> tuple[str, ...]:
        """Return the ids of claims and figures behind what a scenario says."""
        if not self.actor:
            return self.dial.basis
        actor = scenario.actors[self.actor]
        return (actor.stances[self.issue].basis if self.issue else ()) or actor.basis


def described(scenario: Scenario, place: Movable, label: str = "") -> dict[str, Any]:
    """Return one lever: its words, its range and where the scenario leaves it."""
    dial, value = place.dial, place.value(scenario)
    found: dict[str, Any] = {
        "name": place.name,
        "label": say(label) or _label(place),
        "sentence": say(dial.sentence),
        "unit": say(UNITS.get(dial.unit, dial.unit)),
        "grade": say(grade(place.basis(scenario))),
    }
    if chart := watched(dial):
        found["watch"] = chart
    if isinstance(value, Distribution):
        return found | _numbers(place, value)
    return found | _words(dial, value)


def watched(dial: Dial) -> dict[str, str]:
    """Return the chart in which the lever should show, {} where none is known."""
    if not dial.moves:
        return {}
    key = SHOWN_IN.get(dial.moves, "measures")
    measure = MEASURES.get(dial.moves.partition(".")[0])
    if key == "measures" and (measure is None or measure.is_category):
        return {}
    return {"chart": key, "label": say(measure.label if measure else DRAWN[key].title)}


def _words(dial: Dial, value: object) -> dict[str, Any]:
    """Return the options of a lever that is no number."""
    if dial.switch:
        options = {"true": say("yes"), "false": say_as("answer", "no")}
        return {
            "options": options, "switch": True, "value": str(bool(value)).lower(),
            "written": options[str(bool(value)).lower()],
        }  # fmt: skip
    options = {name: option_in_words(name) for name in dial.options}
    if ".plays." in dial.name:
        options = {OWN: say("decides itself")}
        options |= {name: say(STRATEGIES[name]) for name in dial.options}
    if dial.key == "proposal":
        options |= {one.name: say(one.label) for one in LADDER}
    if dial.name == "bargaining.model":
        options |= {name: say(MODELS[name].title) for name in dial.options}
    return {"options": options, "value": value, "written": options.get(str(value), str(value))}


def option_in_words(name: str) -> str:
    """Return what an option is called where it is told."""
    return say(OPTION_WORDS.get(name, name.replace("_", " ")))


def _numbers(place: Movable, value: Distribution) -> dict[str, Any]:
    """Return the slider of a lever that is a number."""
    dial, (low, high) = place.dial, value.support
    middle = float(value.quantile(np.array([0.5]))[0])
    top = _top(dial.high, max(high, middle), dial.unit)
    step = 1.0 if dial.whole and top <= 10 * STEPS else _step(top - dial.low)
    written = in_words(value.to_plain()) if low != high else local_number(f"{low:g}")
    return {
        "low": dial.low, "high": top, "most": dial.high, "step": step,
        "value": float(f"{middle:.3g}") if dial.high <= 1000 else round(middle),
        "from": round(max(low, dial.low), 4), "to": round(min(high, top), 4),
        "written": written
        if low == high
        else say("varies between worlds: {written}", written=written),
        "marks": [{"at": at, "label": name} for at, name in marks(place) if at <= top],
    }  # fmt: skip


def marks(place: Movable) -> list[tuple[float, str]]:
    """Return the named values that a lever takes: rungs of forces, steps of an issue, shares."""
    dial = place.dial
    named_points = _positions(place) if dial.unit == "position" else _points(place)
    return [(at, say(name)) for at, name in named_points if dial.low <= at <= dial.high]


def _points(place: Movable) -> list[tuple[float, str]]:
    names = NAMED_POINTS.get(place.name) or NAMED_POINTS.get(place.dial.unit, {})
    return list(names.items()) if place.dial.high <= 20 else []


def _positions(place: Movable) -> list[tuple[float, str]]:
    issue = place.issue or place.dial.key
    if issue == "foreign_force":
        return [(rung.level, rung.label) for rung in LADDER]
    words = ISSUE_WORDS.get(issue)
    if not words:
        return []
    scale = {25.0 * at: step for at, step in enumerate(words.steps)} | dict(words.beyond)
    return sorted(scale.items())


def _label(place: Movable) -> str:
    """Return what a number is about, or which decision of an actor somebody else may take."""
    if place.issue:
        return stance_title(place.issue, place.dial.key)
    if ".plays." in place.name:
        decision = named(say(from_key(place.dial.key)))
        return say("Played by others: {decision}", decision=decision)
    return title_of(place.dial)


def _top(allowed: float, used: float, unit: str) -> float:
    """Return the upper end of the slider: a dial that allows 20 is of little use beyond 4."""
    if unit in ("share", "position", "chance"):
        return allowed
    return min(allowed, _nice(max(4.0, 2 * used)))


def _nice(number: float) -> float:
    """Return the next number up of one digit, or of two that end in 5: 246 gives 250."""
    power = 10.0 ** floor(log10(number))
    scale = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    return next(one * power for one in scale if one * power >= number * 0.999)


def _step(width: float) -> float:
    """Return a step of which there are about a hundred: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(width / STEPS))
    found = next(one * power for one in (1, 2, 5, 10) if one * power >= width / STEPS * 0.999)
    return float(f"{found:.3g}")
