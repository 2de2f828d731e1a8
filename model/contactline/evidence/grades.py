"""How well a number is founded: its grade, and the sources it rests on in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from contactline.errors import EvidenceError, did_you_mean
from contactline.evidence.records import ASSUMPTION, Claim, Figure, claims, figures

type Grade = Literal["measured", "published", "expert judgement", "assumption"]

GRADES: tuple[Grade, ...] = ("measured", "published", "expert judgement", "assumption")
GRADE_MEANINGS: dict[Grade, str] = {
    "measured": "worked out from a published data file or other figures, or fitted to such",
    "published": "a published number, as its source has it",
    "expert judgement": "nobody measured it: a considered guess, or a statement read as a number",
    "assumption": "no source, at least for a part of what the number says",
}
CUT_OFF = "2024-12-14"


@dataclass(frozen=True)
class Ground:
    """One claim or figure that a number rests on: what it says, who says it, when, how sure.

    when: a day, a month or a year. sure: as the seeds file states it.
    """

    id: str
    what: str
    source: str
    when: str
    sure: str

    @property
    def in_words(self) -> str:
        """Return id, source, date and how sure: "rotation-three: a manual (2003), read"."""
        dated = "" if self.when in self.source else f" ({self.when})"
        sure = "" if self.source.startswith(self.sure) else f", {self.sure}"
        return f"{self.id}: {self.source}{dated}{sure}"


def grade(basis: Sequence[str]) -> Grade:
    """Return the grade of a number: that of the weakest part of its basis.

    basis: ids of claims and figures, or the word `assumption`; an empty one is an assumption.
    Raises EvidenceError for an id that is neither.
    """
    found = [_grade_of(one) for one in basis]
    return max(found, key=GRADES.index, default="assumption")


def grounds_of(basis: Sequence[str]) -> tuple[Ground, ...]:
    """Return the claims and figures of a basis, each once; the word `assumption` is none.

    Raises EvidenceError for an id that is neither claim nor figure.
    """
    named = [one for one in dict.fromkeys(basis) if one != ASSUMPTION]
    return tuple(_ground(_entry(one)) for one in named)


def _grade_of(one: str) -> Grade:
    """Return the grade of one part of a basis."""
    if one == ASSUMPTION:
        return "assumption"
    entry = _entry(one)
    if isinstance(entry, Claim) or isinstance(entry.value, str):
        return "expert judgement"  # what somebody said, read as a number
    by_sureness: dict[str, Grade] = {"computed": "measured", "judgement": "expert judgement"}
    return by_sureness.get(entry.sure, "published")


def _entry(name: str) -> Claim | Figure:
    """Return the claim or figure of this id; raises EvidenceError that offers the nearest one."""
    found = claims().get(name) or figures().get(name)
    if found is None:
        near = did_you_mean(name, [*claims(), *figures()]) or "."
        raise EvidenceError(
            f"{name!r} is no claim (seeds/claims.yaml) and no figure (seeds/figures.yaml){near} "
            f"A number without a source says {ASSUMPTION}."
        )
    return found


def _ground(entry: Claim | Figure) -> Ground:
    """Return what a claim or a figure says and where it is from."""
    if isinstance(entry, Claim):
        return Ground(entry.id, entry.paraphrase, entry.said_by, entry.date, entry.how_sure)
    return Ground(entry.id, entry.what, entry.source, str(entry.year), entry.sure)
