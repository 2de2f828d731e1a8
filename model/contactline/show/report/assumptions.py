"""The part of the page on what the results rest on: grades, every number, and the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from contactline.evidence import GRADE_MEANINGS
from contactline.language import say
from contactline.scenario import Scenario
from contactline.show.report.folder import slug
from contactline.show.sheets.ledger import ledger_sheet, number_sheets
from contactline.show.words.commands import command, scenario_words
from contactline.show.words.overturning import (
    MOVED_ALONE,
    findings_sentences,
    grades_sentence,
    overturning_sentence,
    turn_sentence,
)
from contactline.study.ledger import DEFAULT_WORLDS, Ledger, counted, ledger, numbers_of
from contactline.study.study import Study, Watch


def rests(study: Study) -> dict[str, Any]:
    """Return what the page says of grades and sources, and of the ledgers if there are any.

    Every number is listed for the first scenario in focus, and counted for all.
    """
    first = study.focus[0]
    return {
        "grades": [_grades(one) for one in study.scenarios],
        "grade_meanings": {say(one): say(meaning) for one, meaning in GRADE_MEANINGS.items()},
        "numbers_of": first.name,
        "ask_for_ledger": command("ledger", *scenario_words(first)),
        "numbers": number_sheets(first, numbers_of(first)),
        "ledgers": [_ledger(one) for one in study.ledgers],
        "moved_alone": say(MOVED_ALONE),
    }


def _grades(scenario: Scenario) -> str:
    return grades_sentence(scenario.name, counted(numbers_of(scenario)))


def _ledger(one: Ledger) -> dict[str, Any]:
    """Return a ledger in sentences and in tables."""
    return {
        "name": one.scenario.name,
        "place": f"ledger-{slug(one.scenario.name)}",
        "findings": findings_sentences(one),
        "closing": overturning_sentence(one),
        "turns": [
            turn_sentence(entry, turn, one) for entry in one.overturning for turn in entry.turns
        ],
        "overturning": ledger_sheet(one, one.overturning) if one.overturning else None,
        "all": ledger_sheet(one, one.moved),
        "not_in_use": one.not_in_use,
    }


def with_ledgers(study: Study, *, watch: Watch | None = None) -> Study:
    """Return the study with a ledger of each scenario in focus against its reference.

    Each has the view "as it comes", or the only view of a scenario that imposes a ceasefire, and
    at most 200 worlds, as every dial takes some runs. watch: as in `run_study`. Raises RunError.
    """
    parent = next((one for one in study.scenarios if one.name == study.reference), None)
    worlds, found = min(study.worlds, DEFAULT_WORLDS), []
    for scenario in study.focus:

        def progress(done: int, total: int, name: str = scenario.name) -> None:
            if watch:
                watch(f"{name}, ledger dial by dial", done * worlds, total * worlds)

        found.append(
            ledger(
                scenario, parent, worlds=worlds, seed=study.seed, workers=study.workers,
                progress=progress,
            )
        )  # fmt: skip
    seconds = study.seconds + sum(one.seconds for one in found)
    return replace(study, ledgers=tuple(found), seconds=seconds)
