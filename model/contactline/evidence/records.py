"""The claims of the article and the published figures, checked field by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import model_validator

from contactline.errors import EvidenceError
from contactline.evidence.fields import (
    DayOrMonth,
    Interval,
    Read,
    Text,
    Told,
    UnfitError,
    Value,
    Words,
    Year,
)
from contactline.evidence.folders import seeds_folder
from contactline.evidence.reading import ids_of, read_entries

ASSUMPTION = "assumption"


class Claim(Read):
    """One claim of the article in our own words, with who says it and what it informs.

    It informs something, or says why it is left out.
    """

    id: str
    paraphrase: Text
    said_by: Text
    how_sure: Text
    date: DayOrMonth
    actors: Words
    issues: Words
    informs: Words
    left_out: Text = ""
    flag: Text = ""

    @model_validator(mode="after")
    def _informs_or_is_left_out(self) -> Self:
        if bool(self.informs) == bool(self.left_out):
            nothing = "is needed, for it informs nothing."
            wrong = "contradicts informs." if self.informs else nothing
            remedy = "Name what it informs, or say in left_out why it informs nothing."
            raise UnfitError(wrong, remedy, "left_out")
        return self


class Figure(Read):
    """One published number, list of numbers or finding, with its source.

    `range` is the interval of the source, `tolerance` the one the model has to land in when it
    is checked against this figure; None where there is none.
    """

    id: str
    what: Text
    value: Value
    unit: Text
    range: Interval = None
    tolerance: Interval = None
    source: Text
    year: Year
    sure: Annotated[
        Literal["read", "computed", "remembered", "judgement"],
        Told("must be one of: read, computed, remembered, judgement. Got {got}.", "Choose one."),
    ]
    note: Text = ""


@cache
def claims() -> Mapping[str, Claim]:
    """Return the claims of the article by id, in the order of the file."""
    return read_claims(seeds_folder() / "claims.yaml")


@cache
def figures() -> Mapping[str, Figure]:
    """Return the published figures by id, in the order of the file."""
    return read_figures(seeds_folder() / "figures.yaml")


@cache
def sources() -> frozenset[str]:
    """Return the id of every claim and figure; the word `assumption` is none of them.

    Figures are not read whole for it: who runs a scenario only has to know which there are.
    """
    return gather_ids(claims(), ids_of(seeds_folder() / "figures.yaml"))


def gather_ids(claims: Collection[str], figures: Collection[str]) -> frozenset[str]:
    """Return all ids; one that is used twice or means something else is an error."""
    for name in figures:
        if name in claims:
            raise EvidenceError(
                f"{name} is both a claim and a figure. Rename one: a dial that cites it must "
                f"mean one thing."
            )
    ids = frozenset(claims) | frozenset(figures)
    if ASSUMPTION in ids:
        raise EvidenceError(f"{ASSUMPTION!r} is the word for no source. Rename the entry.")
    return ids


def read_claims(path: Path) -> Mapping[str, Claim]:
    """Return the claims of a file by id. Raises `EvidenceError` for the first faulty field."""
    return MappingProxyType({entry.id: entry.read_as(Claim) for entry in read_entries(path)})


def read_figures(path: Path) -> Mapping[str, Figure]:
    """Return the figures of a file by id. Raises `EvidenceError` for the first faulty field."""
    return MappingProxyType({entry.id: entry.read_as(Figure) for entry in read_entries(path)})
