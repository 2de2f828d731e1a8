"""The claims of the article and the published figures, checked field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from contactline.errors import EvidenceError
from contactline.evidence.entries import Entry, Value
from contactline.evidence.folders import seeds_folder
from contactline.evidence.reading import read_entries

ASSUMPTION = "assumption"

type Sureness = Literal["read", "computed", "remembered", "judgement"]


@dataclass(frozen=True)
class Claim:
    """One claim of the article in our own words, with who says it and what it informs."""

    id: str
    paraphrase: str
    said_by: str
    how_sure: str
    date: str
    actors: tuple[str, ...]
    issues: tuple[str, ...]
    informs: tuple[str, ...]
    left_out: str
    flag: str


@dataclass(frozen=True)
class Figure:
    """One published number, list of numbers or finding, with its source.

    `range` is the interval of the source, `tolerance` the one the model has to land in when it
    is checked against this figure; None where there is none.
    """

    id: str
    what: str
    value: Value
    unit: str
    range: tuple[float, float] | None
    tolerance: tuple[float, float] | None
    source: str
    year: int
    sure: Sureness
    note: str


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
    """Return the id of every claim and figure; the word `assumption` is none of them."""
    return gather_ids(claims(), figures())


def gather_ids(claims: Mapping[str, Claim], figures: Mapping[str, Figure]) -> frozenset[str]:
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
    return read_by_id(path, as_claim, field_names(Claim))


def read_figures(path: Path) -> Mapping[str, Figure]:
    """Return the figures of a file by id. Raises `EvidenceError` for the first faulty field."""
    return read_by_id(path, as_figure, field_names(Figure))


def read_by_id[T](
    path: Path, build: Callable[[Entry], T], allowed: Sequence[str]
) -> Mapping[str, T]:
    """Return each entry of a file, built and read-only, by its id."""
    entries = read_entries(path)
    for entry in entries:
        entry.refuse_unknown(allowed)
    return MappingProxyType({entry.id: build(entry) for entry in entries})


def field_names(kind: type[Claim | Figure]) -> tuple[str, ...]:
    """Return the fields an entry may have: all but its id, which is its key."""
    return tuple(field.name for field in fields(kind) if field.name != "id")


def as_claim(entry: Entry) -> Claim:
    """Return the claim an entry holds; it informs something or says why it is left out."""
    informs, left_out = entry.texts("informs"), entry.optional_text("left_out")
    if bool(informs) == bool(left_out):
        wrong = "is needed, for it informs nothing." if not informs else "contradicts informs."
        remedy = "Name what it informs, or say in left_out why it informs nothing."
        raise entry.fault("left_out", wrong, remedy)
    return Claim(
        id=entry.id,
        paraphrase=entry.text("paraphrase"),
        said_by=entry.text("said_by"),
        how_sure=entry.text("how_sure"),
        date=entry.day_or_month("date"),
        actors=entry.texts("actors"),
        issues=entry.texts("issues"),
        informs=informs,
        left_out=left_out,
        flag=entry.optional_text("flag"),
    )


def as_figure(entry: Entry) -> Figure:
    """Return the figure an entry holds."""
    return Figure(
        id=entry.id,
        what=entry.text("what"),
        value=entry.value("value"),
        unit=entry.text("unit"),
        range=entry.interval("range"),
        tolerance=entry.interval("tolerance"),
        source=entry.text("source"),
        year=entry.year("year"),
        sure=cast(Sureness, entry.option("sure", get_args(Sureness.__value__))),
        note=entry.optional_text("note"),
    )
