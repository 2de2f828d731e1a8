"""The issues that are bargained over, in the order of every array of terms, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Issue:
    """One issue in words. plain: as one says it to a class.

    ends: what 0 and 100 are. steps: what 0, 25, 50, 75 and 100 stand for, in whole phrases; none
    where a ladder says it, as that of `world.postures` for foreign forces.
    """

    name: str
    label: str
    plain: str
    ends: tuple[str, str]
    steps: tuple[str, ...] = ()


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
    ),
)

ISSUE_WORDS: Mapping[str, Issue] = MappingProxyType({one.name: one for one in _ALL})
ISSUES = tuple(ISSUE_WORDS)
FORCE, SEQUENCE = ISSUES.index("foreign_force"), ISSUES.index("sequence")
