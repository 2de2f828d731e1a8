"""The pack for a class: what it says, as plain data, as one HTML page to print, and as slides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from contactline import __version__
from contactline.errors import RunError
from contactline.evidence import claims
from contactline.evidence.likelihood import DEFAULT_SCALE
from contactline.language.phrases import long_date
from contactline.scenario import Scenario, load
from contactline.show.report.evaluation import kept, line_of
from contactline.show.teaching import fixed
from contactline.show.teaching.cards import cards
from contactline.show.teaching.debrief import debrief
from contactline.show.teaching.interests import interests
from contactline.show.teaching.key import answers
from contactline.show.teaching.pictures import as_address, pictures
from contactline.show.teaching.plans import PLANS, Plan
from contactline.show.teaching.reveal import reveal
from contactline.show.teaching.roles import role_sheets
from contactline.show.teaching.strongest import strongest
from contactline.show.templates import rendered
from contactline.show.words import NOT_A_FORECAST, find_scale, scale_table
from contactline.study.ensemble import Results
from contactline.world.outcomes import OUTCOMES

PURPOSE = "A pack for a class: to guess first, then to see what the runs show, then to argue."
PARTS = ("teacher", "students")


def handout(
    results: Results,
    results_if_ceasefire: Results,
    base: Results | None = None,
    parts: Sequence[str] = PARTS,
) -> str:
    """Return the pack as an HTML page that needs nothing outside itself.

    results: the scenario as it comes. results_if_ceasefire: the same with a ceasefire imposed.
    base: a run of base as it comes, in the same worlds, to compare with. parts: for whom, of
    `PARTS`. Raises RunError.
    """
    said = content(results, results_if_ceasefire, base)
    shown = [one | {"address": as_address(one["svg"])} for one in said["pictures"]]
    said |= {"pictures": shown, "parts": parts}
    return str(rendered("contactline.show.teaching", "handout.html", **said))


def slides(results: Results, if_ceasefire: Results, base: Results | None = None) -> str:
    """Return slides as an HTML page, a chart, a sentence and a question on each; see `handout`."""
    said = content(results, if_ceasefire, base)
    shown = [one | {"address": as_address(one["svg"])} for one in said["pictures"]]
    return str(rendered("contactline.show.teaching", "slides.html", **said | {"pictures": shown}))


def content(results: Results, if_ceasefire: Results, base: Results | None = None) -> dict[str, Any]:
    """Return everything a pack says, in lists and texts that JSON can hold."""
    check_views(results, if_ceasefire)
    scenario = results.scenario
    return {
        **_cover(results),
        "actors": interests(scenario),
        "outcomes": [(one.label, one.definition) for one in OUTCOMES.values()],
        "cards": cards(scenario, base.scenario if base else _bundled_base()),
        "reveal": reveal(results, if_ceasefire, base),
        "debrief": debrief(results, if_ceasefire, base),
        "roles": role_sheets(scenario),
        "strongest": strongest(results),
        "pictures": pictures(results, if_ceasefire, base),
        "answers": answers(results, if_ceasefire, base),
        "plans": [_plan(one) for one in PLANS],
        **FIXED,
        "sources": _sources(scenario.claims),
        "scale": scale_table(),
        "scale_name": DEFAULT_SCALE,
        "scale_rule": find_scale(DEFAULT_SCALE).rule,
    }


FIXED = {
    "in_all": fixed.IN_ALL,
    "goals": fixed.GOALS,
    "limits": fixed.LIMITS,
    "care": fixed.CARE,
    "set_up": fixed.SET_UP,
    "glossary": fixed.GLOSSARY,
    "task": fixed.TASK,
    "form": fixed.FORM,
    "exit_ticket": fixed.EXIT_TICKET,
    "misreadings": fixed.MISREADINGS,
    "stalls": fixed.STALLS,
    "memo": fixed.MEMO,
    "rubric": fixed.RUBRIC,
    "rubric_head": fixed.RUBRIC_HEAD,
}
"""What is the same in every pack, by the name under which it is shown."""


def _plan(one: Plan) -> dict[str, Any]:
    steps = [(step.minutes, step.phase, step.done, step.product) for step in one.steps]
    return {"title": one.title, "note": one.note, "steps": steps}


def check_views(results: Results, if_ceasefire: Results) -> None:
    """Raise RunError unless these are the two views of one scenario in the same worlds."""
    came, imposed = results.scenario, if_ceasefire.scenario
    unlike = {
        "the first must be run as it comes": came.imposes_ceasefire,
        "the second must be run if there were a ceasefire": not imposed.imposes_ceasefire,
        "both must be of one scenario": came.if_ceasefire() != imposed,
        "both must have the same seed": results.seed != if_ceasefire.seed,
    }
    wrong = [text for text, found in unlike.items() if found]
    if wrong:
        raise RunError(f"A pack needs two runs of {results.scenario.name}: {wrong[0]}.")


def _cover(results: Results) -> dict[str, Any]:
    scenario = results.scenario
    return {
        "title": scenario.title,
        "purpose": PURPOSE,
        "caution": NOT_A_FORECAST,
        "summary": scenario.summary,
        "question": scenario.question,
        "name": scenario.name,
        "date": _day(scenario, 0),
        "last": _day(scenario, scenario.horizon_days),
        "seed": results.seed,
        "worlds": results.worlds,
        "digest": scenario.digest[:16],
        "version": __version__,
        "standing": line_of(kept(), scenario),
        "events": [(_day(scenario, one.day), one.title) for one in scenario.events],
    }


def _day(scenario: Scenario, day: int) -> str:
    return long_date(scenario.date + timedelta(days=day))


def _bundled_base() -> Scenario:
    return load("base")


def _sources(names: Iterable[str]) -> list[dict[str, str]]:
    """Return the claims a scenario encodes, each with who says it and how sure it is."""
    known = [claims()[name] for name in names]
    return [
        {"text": one.paraphrase, "by": one.said_by, "date": one.date, "sure": one.how_sure}
        for one in known
    ]
