"""The last check of base, kept in a file, so that every page can say how well the model does.

The file is what `contactline check base --json` prints. What a pattern asks for (value, tolerance,
source) is taken from `seeds/figures.yaml` when the file is read, never from the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite, nan
from pathlib import Path
from typing import Any

from contactline.errors import EvidenceError
from contactline.evidence import figures, seeds_folder
from contactline.evidence.fields import is_number
from contactline.scenario import load
from contactline.study.patterns.verdict import Check, Verdict

FILE = ("calibration", "check.json")
REMEDY = "Write it anew with 'contactline check base --json', or remove it."
DIGITS = 6


def as_plain(check: Check) -> dict[str, Any]:
    """Return a check as JSON can hold it; what is not known is null."""
    return {
        "scenario": check.scenario,
        "scenario_hash": check.scenario_hash,
        "seed": check.seed,
        "patterns_within": check.passed,
        "patterns": len(check.verdicts),
        "verdicts": [_plain_verdict(one) for one in check.verdicts],
    }


def _plain_verdict(one: Verdict) -> dict[str, Any]:
    return {
        "figure": one.figure.id,
        "title": one.title,
        "setup": one.setup,
        "unit": one.figure.unit,
        "record": list(one.record),
        "tolerance": list(one.tolerance),
        "model": _model_rounded(one),
        "low": _rounded(one.low),
        "high": _rounded(one.high),
        "worlds": one.worlds,
        "passed": one.passed,
        "held_out": one.held_out,
        "source": one.figure.source,
        "year": one.figure.year,
        "sure": one.figure.sure,
    }


def _rounded(number: float) -> float | None:
    """Return a number with six significant digits, None if there is none."""
    return float(f"{number:.{DIGITS}g}") if isfinite(number) else None


def _model_rounded(one: Verdict) -> float | None:
    """Return what the model shows, in full where rounding would move it over the tolerance."""
    rounded, (low, high) = _rounded(one.model), one.tolerance
    if rounded is not None and (low <= rounded <= high) != one.passed:
        return one.model
    return rounded


def from_plain(plain: Mapping[str, Any]) -> Check:
    """Return the check that `as_plain` wrote. Raises EvidenceError for a faulty field."""
    verdicts = _field(plain, "verdicts", list, "the check")
    if not verdicts:
        raise EvidenceError(f"The check holds no verdicts. {REMEDY}")
    return Check(
        scenario=_field(plain, "scenario", str, "the check"),
        scenario_hash=_field(plain, "scenario_hash", str, "the check"),
        seed=_field(plain, "seed", int, "the check"),
        verdicts=tuple(_verdict(one, at) for at, one in enumerate(verdicts, start=1)),
    )


def _verdict(plain: object, at: int) -> Verdict:
    """Return one verdict. at: its place in the list, counted from 1."""
    where = f"verdict {at}"
    if not isinstance(plain, Mapping):
        raise EvidenceError(f"{where} must be a mapping. Got {plain!r}. {REMEDY}")
    name = _field(plain, "figure", str, where)
    figure = figures().get(name)
    if figure is None or figure.tolerance is None:
        wrong = "is not in seeds/figures.yaml" if figure is None else "has no tolerance any more"
        raise EvidenceError(f"{where}: figure {name} {wrong}. {REMEDY}")
    return Verdict(
        figure=figure,
        title=_field(plain, "title", str, where),
        setup=_field(plain, "setup", str, where),
        model=_number(plain, "model", where),
        low=_number(plain, "low", where),
        high=_number(plain, "high", where),
        worlds=_field(plain, "worlds", int, where),
        held_out=plain.get("held_out") is True,
    )


def _field[T](plain: Mapping[str, Any], name: str, kind: type[T], where: str) -> T:
    """Return a field of a kind; another kind, or none, is an error."""
    found = plain.get(name)
    if not isinstance(found, kind) or isinstance(found, bool):
        words = {str: "text", int: "a whole number", list: "a list"}[kind]
        raise EvidenceError(f"{where}: {name} must be {words}. Got {found!r}. {REMEDY}")
    return found


def _number(plain: Mapping[str, Any], name: str, where: str) -> float:
    """Return a number, NaN where the file has null; a field that is missing is an error."""
    found = plain.get(name, "nothing")
    if found is None:
        return nan
    if not is_number(found):
        raise EvidenceError(f"{where}: {name} must be a number or null. Got {found!r}. {REMEDY}")
    return float(found)


def kept_check() -> Check | None:
    """Return the check that is kept with the seeds, None where there is none.

    Raises EvidenceError where the file is there and cannot be used.
    """
    file = seeds_folder().joinpath(*FILE)
    return read_check(file) if file.exists() else None


def read_check(file: Path) -> Check:
    """Return the check in a file. Raises EvidenceError with the place of the first fault."""
    name = "/".join(FILE)
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise EvidenceError(f"{name} cannot be read: {error.strerror}. {REMEDY}") from error
    except UnicodeDecodeError as error:
        raise EvidenceError(f"{name} is not UTF-8. {REMEDY}") from error
    except json.JSONDecodeError as error:
        text = f"{name}:{error.lineno}:{error.colno}: is no JSON: {error.msg}. {REMEDY}"
        raise EvidenceError(text) from error
    if not isinstance(found, dict):
        raise EvidenceError(f"{name}: must be a mapping. Got {type(found).__name__}. {REMEDY}")
    try:
        return from_plain(found)
    except EvidenceError as error:
        raise EvidenceError(f"{name}: {error}") from error


def is_of_present_base(check: Check) -> bool:
    """Return whether a check was made of base as it stands now."""
    return check.scenario_hash == load("base").digest
