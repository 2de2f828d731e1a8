"""The issues that are bargained over, in the order of every array of terms, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Issue:
    """One issue in words. plain: as one says it to a class.

    ends: what 0 and 100 are. steps: what 0, 25, 50, 75 and 100 stand for, in whole phrases; none
    where a ladder says it, as that of `world.postures` for foreign forces. aims: how far the scale
    runs for what a side fights for, beyond what a text can hold; none where the issue is about
    the talks alone. beyond: what landmarks there stand for, as whole phrases (assumption).
    """

    name: str
    label: str
    plain: str
    ends: tuple[str, str]
    steps: tuple[str, ...] = ()
    aims: tuple[int, int] | None = (0, 100)
    beyond: Mapping[float, str] = field(default_factory=dict)


_ALL = (
    Issue(
        "territory",
        "Territory",
        "land",
        ("1991 borders", "four oblasts to Russia"),
        (
            "Ukraine back in its borders of 1991",
            "more land for Ukraine than the contact line leaves it",
            "a freeze along the contact line, nothing recognised",
            "more land for Russia than it holds",
            "the four oblasts going to Russia",
        ),
        aims=(0, 200),
        beyond={
            150.0: "land beyond the four oblasts, such as the rest of the coast",
            200.0: "all the land east of the Dnipro, and the coast",
        },
    ),
    Issue(
        "alignment",
        "Alignment",
        "alignment",
        ("neutral, limits on forces", "invitation to NATO"),
        (
            "a neutral Ukraine with limits on its forces",
            "a neutral Ukraine with some guarantees",
            "guarantees from single states, without a date for NATO",
            "firm guarantees on the way to NATO",
            "an invitation to NATO with a date",
        ),
        aims=(-100, 100),
        beyond={-100.0: "a disarmed Ukraine with a government to Russia's liking"},
    ),
    Issue("foreign_force", "Foreign force", "foreign troops", ("none", "a force that would fight")),
    Issue(
        "sanctions",
        "Sanctions",
        "sanctions",
        ("all stay", "all lifted"),
        (
            "all sanctions staying",
            "a few sanctions lifted",
            "sanctions lifted in part, step by step",
            "most sanctions lifted",
            "all sanctions lifted",
        ),
    ),
    Issue(
        "sequence",
        "Sequence",
        "what comes first",
        ("settlement first", "ceasefire first"),
        (
            "a full settlement before the guns fall silent",
            "most of a settlement before a ceasefire",
            "truce and settlement in step with each other",
            "a ceasefire soon, with the outline of a settlement",
            "a ceasefire first, talks later",
        ),
        aims=None,
    ),
)

ISSUE_WORDS: Mapping[str, Issue] = MappingProxyType({one.name: one for one in _ALL})
ISSUES = tuple(ISSUE_WORDS)
TERRITORY, ALIGNMENT, FORCE, SEQUENCE = (
    ISSUES.index(issue) for issue in ("territory", "alignment", "foreign_force", "sequence")
)
