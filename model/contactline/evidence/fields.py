"""What a field of a seeds file may hold: types for pydantic, each with words for a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from sys import float_info
from typing import Annotated, TypeGuard

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from contactline.errors import EvidenceError

type Fault = Callable[[str, str, str], EvidenceError]
"""Makes the error that names the place, from the field, what is wrong and what to do."""

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Read(BaseModel):
    """What is read from an entry or a row of a seeds file, field by field."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


@dataclass(frozen=True)
class Told:
    """What is said of a field that does not hold what its type asks for, but `{got}`."""

    wrong: str
    remedy: str


class UnfitError(ValueError):
    """A fault with words of its own. field: the one to name where a rule joins several."""

    def __init__(self, wrong: str, remedy: str, field: str = "") -> None:
        """Keep the words."""
        super().__init__(wrong)
        self.wrong, self.remedy, self.field = wrong, remedy, field


def read_as[T: Read](kind: type[T], found: Mapping[str, object], fault: Fault) -> T:
    """Return a record of what was found; raises EvidenceError for the first faulty field."""
    try:
        return kind.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    field, unfit = str(first["loc"][0]) if first["loc"] else "", first.get("ctx", {}).get("error")
    if field and found.get(field) is None:
        raise fault(field, "is missing.", "Add it; seeds/README.md says what it means.")
    if isinstance(unfit, UnfitError):
        raise fault(unfit.field or field, unfit.wrong, unfit.remedy)
    fields = {one.alias or name: one for name, one in kind.model_fields.items()}
    (told,) = [one for one in fields[field].metadata if isinstance(one, Told)]
    raise fault(field, told.wrong.format(got=repr(found[field])), told.remedy)


def is_number(found: object) -> TypeGuard[float]:
    """Return whether this is a finite number; true and false are none."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return -float_info.max <= found <= float_info.max


def _unlike(found: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(found)) < len(found):
        raise UnfitError(f"names a word twice. Got {list(found)!r}.", "Name each once.")
    return found


def _day_or_month(found: object) -> str:
    if isinstance(found, date) and not isinstance(found, datetime):
        return found.isoformat()
    if isinstance(found, str) and MONTH.fullmatch(found):
        return found
    wrong = f"must be a day or a month. Got {str(found)!r}."
    raise UnfitError(wrong, "Write 2024-12-03 or 2024-12.")


def _rising(ends: tuple[float, float] | None) -> tuple[float, float]:
    if ends is None or ends[0] > ends[1]:
        raise ValueError(ends)
    return ends


Number = Annotated[float, Field(strict=True)]
Filled = Annotated[str, StringConstraints(strict=True, min_length=1)]

Text = Annotated[Filled, Told("must be text. Got {got}.", "Write a few words.")]
Words = Annotated[
    tuple[Annotated[str, Field(strict=True)], ...],
    AfterValidator(_unlike),
    Told("must be a list of words. Got {got}.", "Write it as [one, two], or [] for none."),
]
DayOrMonth = Annotated[str, BeforeValidator(_day_or_month)]
Year = Annotated[
    int,
    Field(strict=True, ge=1000, le=9999),
    Told(
        "must be a year of four digits. Got {got}.",
        "Write the year as a whole number, such as 2017.",
    ),
]
Value = Annotated[
    Number | Filled | Annotated[tuple[Number, ...], Field(min_length=1)],
    Told(
        "must be a number, a list of numbers or text. Got {got}.",
        "Write it as 0.5, [0.4, 0.6] or a few words.",
    ),
]
Interval = Annotated[
    tuple[Number, Number] | None,
    AfterValidator(_rising),
    Told("must be two numbers, the lower one first. Got {got}.", "Write it as [0.4, 0.6]."),
]
