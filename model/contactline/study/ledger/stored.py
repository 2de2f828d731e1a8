"""A ledger that `contactline ledger --out FILE.json` wrote, read for its break-evens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.ledger.assembling import Ledger
from contactline.study.ledger.entries import LedgerEntry, Turn
from contactline.study.ledger.findings import Finding
from contactline.study.ledger.numbers import Number, numbers_of
from contactline.study.ledger.questions import Seen
from contactline.study.levels import Ends

SHORT = 12


def read_ledger(path: Path, scenario: Scenario) -> Ledger:
    """Return the ledger of a scenario, without effects, from the JSON in a file.

    Raises RunError for a file that is none, and for a ledger of another scenario or view.
    """
    try:
        plain = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise RunError(f"{path} cannot be read as a ledger: {why}. {_how(scenario)}") from error
    try:
        _check(path, plain, scenario)
        return _ledger(plain, scenario)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RunError(f"{path} is no whole ledger. {_how(scenario)}") from error


def _how(scenario: Scenario) -> str:
    name = scenario.name
    return f"Write one with 'contactline ledger {name} --out FILE.json'."


def _check(path: Path, plain: Mapping[str, Any], scenario: Scenario) -> None:
    """Raise RunError for a ledger of another scenario, or of another view of it."""
    digest = scenario.as_written.digest
    if plain["digest"] != digest:
        raise RunError(
            f"{path} is a ledger of {plain['scenario']} with the hash {plain['digest'][:SHORT]}, "
            f"and {scenario.name} has {digest[:SHORT]}. {_how(scenario)}"
        )
    if plain["imposed"] != scenario.imposes_ceasefire:
        raise RunError(f"{path} is a ledger of another view of {scenario.name}. {_how(scenario)}")


def _ledger(plain: Mapping[str, Any], scenario: Scenario) -> Ledger:
    findings = {
        one["name"]: Finding(one["kind"], one["name"], one.get("sign", 0), one.get("worlds", 0))
        for one in plain["findings"]
    }
    numbers = {one.name: one for one in numbers_of(scenario)}
    entries = tuple(_entry(one, numbers[one["dial"]], findings) for one in plain["dials"])
    return Ledger(
        scenario, plain["parent"] or "", int(plain["worlds"]), int(plain["seed"]),
        tuple(findings.values()), Seen(plain["outcomes"], {}), entries, 0.0,
    )  # fmt: skip


def _entry(
    plain: Mapping[str, Any], number: Number, findings: Mapping[str, Finding]
) -> LedgerEntry:
    levels = tuple(plain["levels"])
    origin, figure = plain["levels_from"], plain["figure"] or ""
    ends = Ends(levels, levels[0], origin, figure) if levels else None
    turns = tuple(
        Turn(
            findings[one["finding"]], one["break_even"], one["side"], one["end"], one["instead"],
            one["clear"],
        )
        for one in plain["overturns"]
    )  # fmt: skip
    return LedgerEntry(number, ends, turns=turns, alone=plain["moved_alone"])
