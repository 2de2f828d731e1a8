"""The pack for a class: what it says, as plain data, as one HTML page to print, and as slides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from contactline import __version__
from contactline.errors import RunError
from contactline.evidence import claims
from contactline.evidence.likelihood import DEFAULT_SCALE
from contactline.language import current, marked, say
from contactline.language.phrases import long_date
from contactline.scenario import Event, Scenario, load
from contactline.show.report.evaluation import kept, line_of
from contactline.show.teaching import fixed
from contactline.show.teaching.breaking import break_evens
from contactline.show.teaching.cards import cards
from contactline.show.teaching.debrief import debrief
from contactline.show.teaching.frame import MONTHS, frame
from contactline.show.teaching.goals import goals
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
from contactline.study.ledger import Ledger
from contactline.world.outcomes import OUTCOMES

PURPOSE = marked(
    "A pack for a class: to guess first, then to see what the runs show, then to argue."
)
PARTS = ("teacher", "students")
HERE = "contactline.show.teaching"


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
    return as_page(content(results, results_if_ceasefire, base), parts)


def slides(results: Results, if_ceasefire: Results, base: Results | None = None) -> str:
    """Return slides as an HTML page, a chart, a sentence and a question on each; see `handout`."""
    return as_slides(content(results, if_ceasefire, base))


def as_page(said: dict[str, Any], parts: Sequence[str] = PARTS) -> str:
    """Return what a pack says as an HTML page. parts: for whom, of `PARTS`."""
    return str(rendered(HERE, "handout.html", **_with_addresses(said), parts=parts))


def as_slides(said: dict[str, Any]) -> str:
    """Return what a pack says as slides."""
    return str(rendered(HERE, "slides.html", **_with_addresses(said)))


def _with_addresses(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said with each chart as an address that a page shows."""
    shown = [one | {"address": as_address(one["svg"])} for one in said["pictures"]]
    return said | {"pictures": shown}


def content(
    results: Results, if_ceasefire: Results, base: Results | None = None,
    ledger: Ledger | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return everything a pack says in the language spoken, in lists and texts as in JSON.

    ledger: of the scenario as it comes, made beforehand, for its break-evens; None for none.
    """
    check_views(results, if_ceasefire)
    scenario, cover = results.scenario, _cover(results)
    written = base.scenario if base else _bundled_base()
    return {
        **cover,
        "frame": frame(cover, fixed.IN_ALL),
        "goals": spoken(goals(scenario, written)),
        "actors": interests(scenario, secret=False),
        "outcomes": spoken([(one.label, one.definition) for one in OUTCOMES.values()]),
        "cards": cards(scenario, written),
        "reveal": reveal(results, if_ceasefire, base),
        "debrief": debrief(results, if_ceasefire, base),
        "roles": role_sheets(scenario),
        "strongest": strongest(results),
        "break_evens": break_evens(ledger),
        "pictures": pictures(results, if_ceasefire, base),
        "answers": answers(results, if_ceasefire, base),
        "plans": [_plan(one) for one in PLANS],
        **{name: spoken(texts) for name, texts in FIXED.items()},
        "in_all": fixed.IN_ALL,
        "guess_months": MONTHS,
        "sources": _sources(scenario.claims),
        "scale": _scale(),
    }


FIXED = {
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


def spoken(texts: Any) -> Any:
    """Return texts, or lists of lists of them, in the language spoken."""
    return say(texts) if isinstance(texts, str) else [spoken(one) for one in texts]


def _plan(one: Plan) -> dict[str, Any]:
    steps = [(step.minutes, *spoken((step.phase, step.done, step.product))) for step in one.steps]
    return {"title": say(one.title), "note": say(one.note), "steps": steps}


def _scale() -> str:
    """Return the words for shares that the pack uses, with their ranges and rule."""
    words = "; ".join(" ".join(row) for row in scale_table())
    return say(
        "Words of {scale}: {words}. {rule}",
        scale=DEFAULT_SCALE, words=words, rule=say(find_scale(DEFAULT_SCALE).rule),
    )  # fmt: skip


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
        "title": say(scenario.title),
        "purpose": say(PURPOSE),
        "caution": say(NOT_A_FORECAST),
        "summary": say(scenario.summary),
        "question": say(scenario.question),
        "name": scenario.name,
        "date": _day(scenario, 0),
        "last": _day(scenario, scenario.horizon_days),
        "seed": results.seed,
        "worlds": results.worlds,
        "digest": scenario.digest[:16],
        "version": __version__,
        "standing": line_of(kept(), scenario),
        "language": current(),
        "events": [_event(scenario, one) for one in scenario.events],
    }


def _event(scenario: Scenario, one: Event) -> str:
    return say("{date}: {what}.", date=_day(scenario, one.day), what=say(one.title))


def _day(scenario: Scenario, day: int) -> str:
    return long_date(scenario.date + timedelta(days=day))


def _bundled_base() -> Scenario:
    return load("base")


def _sources(names: Iterable[str]) -> list[dict[str, str]]:
    """Return the claims a scenario encodes, each with who says it and how sure it is."""
    return [
        {
            "text": say(one.paraphrase),
            "by": say(
                "Said by {by}, {date}; {sure}.",
                by=say(one.said_by), date=one.date, sure=say(one.how_sure),
            ),
        }
        for one in (claims()[name] for name in names)
    ]  # fmt: skip
