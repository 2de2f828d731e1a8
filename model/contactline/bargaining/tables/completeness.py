"""Which rows a table of stances lacks, with as few faults as there are slips of the pen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

MOST_NAMED = 6
NEAR = 0.75

type Holders = dict[str, set[str]]


@dataclass(frozen=True)
class Gap:
    """An actor that lacks rows on some issues, or an issue that lacks rows of some actors.

    meant: another of its kind that it may be a misspelling of, or nothing.
    """

    name: str
    is_issue: bool
    lacks: tuple[str, ...]
    meant: str = ""


def gaps(
    pairs: Collection[tuple[str, str]], actors: Sequence[str], issues: Sequence[str]
) -> list[Gap]:
    """Return what is missing: every actor should have a row on every issue.

    A name whose rows are just those that another, alike, is short of counts as misspelt: one gap
    for both. An issue that most actors lack is one gap of the issue; all others are the actor's.
    """
    by_issue: Holders = {one: {actor for actor, issue in pairs if issue == one} for one in issues}
    found = _misspelt(by_issue, actors, is_issue=True)
    for issue in list(by_issue):
        lacks = tuple(one for one in actors if one not in by_issue[issue])
        if 2 * len(lacks) > len(actors):
            found.append(Gap(issue, True, lacks))
            del by_issue[issue]
    by_actor: Holders = {
        one: {issue for issue, has in by_issue.items() if one in has} for one in actors
    }
    found += _misspelt(by_actor, tuple(by_issue), is_issue=False)
    for actor, has in by_actor.items():
        lacks = tuple(one for one in by_issue if one not in has)
        found += [Gap(actor, False, lacks)] if lacks else []
    return found


def _misspelt(holders: Holders, others: Sequence[str], *, is_issue: bool) -> list[Gap]:
    """Return the gap of each name that seems misspelt, and give its rows to the one meant.

    holders: which of the others each name has a row with; the misspelt ones are taken out.
    """
    found = []
    order = list(holders)
    for name in sorted(order, key=lambda one: (len(holders[one]), -order.index(one))):
        lacks = tuple(one for one in others if one not in holders[name])
        fits = [
            other
            for other, has in holders.items()
            if other != name and len(has) >= len(holders[name]) and has.isdisjoint(holders[name])
        ]
        near = get_close_matches(name, fits, n=1, cutoff=NEAR) if lacks and holders[name] else []
        if near:
            found.append(Gap(name, is_issue, lacks, near[0]))
            holders[near[0]] |= holders.pop(name)
    return found


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase, those beyond the sixth as a number: "a, b and 3 more"."""
    more = len(names) - MOST_NAMED
    return ", ".join(names) if more < 2 else f"{', '.join(names[:MOST_NAMED])} and {more} more"
