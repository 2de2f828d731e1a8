"""Where a figure is from: readable at its foot, and for a program inside its file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np

from contactline import __version__
from contactline.language import ENGLISH, current, say
from contactline.language.phrases import counted, whole
from contactline.scenario import View

PROGRAM = "contactline"
FORM = 1
SHORT = 8
FIGURES = 6
"""Significant figures of a number in the digest: those that two machines agree on."""


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Where a figure is from: chart, scenarios, worlds, seed, version, command, and its numbers.

    scenarios: name and SHA-256 of each, in the order drawn. compared: reference and scenario of a
    paired comparison, or none. world: whose course is told, None for none. data: digest of the
    numbers drawn. language: in which it was drawn, and its names among the data said.
    """

    chart: str
    view: View
    scenarios: tuple[tuple[str, str], ...]
    compared: tuple[str, ...]
    seed: int
    worlds: int
    world: int | None
    version: str
    command: str
    data: str
    program: str = PROGRAM
    form: int = FORM
    language: str = ENGLISH

    @property
    def line(self) -> str:
        """Return the stamp as it stands at the foot of a figure."""
        scenarios = ", ".join(f"{name} {digest[:SHORT]}" for name, digest in self.scenarios[:2])
        more = len(self.scenarios) - 2
        if more > 0:
            scenarios = say("{few} and {count} more", few=scenarios, count=whole(more))
        worlds = counted(self.worlds, "world") if self.worlds else ""
        seed = say("seed {seed}", seed=str(self.seed))
        told = [f"contactline {self.version}", scenarios, seed, worlds, self.command]
        return " · ".join(filter(None, told))

    @property
    def text(self) -> str:
        """Return the stamp as a program reads it: JSON in plain letters; English goes unsaid."""
        told = asdict(self)
        if self.language == ENGLISH:
            del told["language"]
        return json.dumps(told, ensure_ascii=True, separators=(",", ":"))


def stamp_of_text(text: str) -> Stamp | None:
    """Return the stamp that a text holds, None for a text that is no stamp of ours."""
    try:
        found = {"language": ENGLISH} | json.loads(text)
        if found["program"] != PROGRAM or found["form"] != FORM:
            return None
        pairs = tuple((str(name), str(digest)) for name, digest in found["scenarios"])
        rest = {one.name: found[one.name] for one in fields(Stamp) if one.name != "scenarios"}
        rest["compared"] = tuple(map(str, found["compared"]))
        return Stamp(scenarios=pairs, **rest)
    except (ValueError, KeyError, TypeError):
        return None


def stamp_of(
    chart: str, runs: Sequence[Any], data: object, *, compared: Sequence[str], command: str,
    world: int | None,
) -> Stamp:  # fmt: skip
    """Return the stamp of a chart of some runs.

    data: the numbers that it draws. compared, command, world: as in `Stamp`.
    """
    focus = runs[-1]
    return Stamp(
        chart=chart,
        view=focus.scenario.view,
        scenarios=tuple((run.scenario.name, run.scenario.as_written.digest) for run in runs),
        compared=tuple(compared),
        seed=focus.seed,
        worlds=focus.worlds,
        world=world,
        version=__version__,
        command=command,
        data=digest_of(data),
        language=current(),
    )


def foot_of(caption: str, stamp: Stamp | None) -> str:
    """Return what stands at the foot of a chart: its caption, and its stamp where it has one."""
    return f"{caption}\n{stamp.line}" if stamp else caption


def digest_of(data: object) -> str:
    """Return the SHA-256 of numbers and names as drawn, in six significant figures."""
    text = json.dumps(_plain(data), ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def _plain(data: object) -> Any:
    """Return data as lists, names and texts of numbers."""
    if is_dataclass(data) and not isinstance(data, type):
        return {one.name: _plain(getattr(data, one.name)) for one in fields(data)}
    if isinstance(data, np.ndarray):
        return _texts(data.tolist()) if data.dtype.kind in "fiu" else _plain(data.tolist())
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    if isinstance(data, bool | np.bool_) or data is None:
        return None if data is None else bool(data)
    if isinstance(data, int | float | np.number):
        return _texts(float(data))
    return data.isoformat() if isinstance(data, date) else str(data)


def _texts(numbers: Any) -> Any:
    """Return a number, or lists of numbers as deep as they are, as texts."""
    if isinstance(numbers, list):
        return [_texts(one) for one in numbers]
    return f"{numbers + 0.0:.{FIGURES}g}"
