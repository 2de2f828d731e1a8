"""What the rows of a table say, put together: every actor on every issue, exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contactline.arrays import Array
from contactline.bargaining.table import Table
from contactline.bargaining.tables.cells import START, Faults
from contactline.bargaining.tables.form import MOST_ACTORS, MOST_ISSUES, Statement, about
from contactline.bargaining.tables.stances import LONE_ISSUE, Scale, Stances, to_hundred
from contactline.errors import BargainError, nearest
from contactline.scenario.scalars import named

MOST_NAMED = 6
NEAR = 0.75

type Rows = Mapping[tuple[str, str], Statement]
type Holders = dict[str, set[str]]


def assembled(statements: Sequence[Statement], faults: Faults, title: str, scale: Scale) -> Stances:
    """Return the table that the rows make; raises TableError with every fault.

    What is missing is told only where no row was lost, in which it may stand.
    """
    rows: dict[tuple[str, str], Statement] = {}
    extra = [one for one in statements if rows.setdefault((one.actor, one.issue), one) is not one]
    actors, issues = (tuple(dict.fromkeys(key[at] for key in rows)) for at in (0, 1))
    _note_extra(rows, extra, faults)
    _note_disagreement(rows, faults)
    if not faults.row_lost:
        if len(actors) == 1 and not extra:
            got = f"got only {named(actors[0])}. Add the others"
            faults.note(statements[0].cells["actor"], f"a bargain needs two actors or more, {got}")
        for what, names, most in (("actors", actors, MOST_ACTORS), ("issues", issues, MOST_ISSUES)):
            if len(names) > most:
                must = f"must have at most {most} {what}, got {len(names)}"
                raise faults.refuse(statements[0].cells["actor"], must)
        if not _misnamed(rows, extra, actors, issues):
            _note_gaps(rows, actors, issues, faults)
        _note_indifference(rows, issues, faults)
    faults.tell()
    return Stances(title, actors, issues, _table(rows, actors, issues, scale, faults), scale)


def _table(
    rows: Rows, actors: Sequence[str], issues: Sequence[str], scale: Scale, faults: Faults
) -> Table:
    """Return the table of one world; all numbers are known to be there."""

    def values(part: str) -> Array:
        numbers = [[getattr(rows[actor, issue], part) for issue in issues] for actor in actors]
        return np.array(numbers, dtype=np.float64)

    positions = to_hundred(values("position"), scale)
    try:
        return Table.checked(positions, values("salience"), values("capability")[:, 0])
    except BargainError as error:
        raise faults.refuse(START, str(error)) from error


def _note_extra(rows: Rows, extra: Sequence[Statement], faults: Faults) -> None:
    """Note each actor with more than one row on an issue, or that there is no column of issues."""
    actors = list(dict.fromkeys(one.actor for one in extra))
    if 1 < len(actors) == len(rows) and extra[0].issue == LONE_ISSUE:
        got = f"every actor stands more than once, such as {named(actors[0])}"
        faults.note(extra[0].cells["actor"], f"{got}. For several issues add the column issue")
        return
    for actor in actors:
        one, *others = (one for one in extra if one.actor == actor)
        elsewhere = " and elsewhere" if any(other.issue != one.issue for other in others) else ""
        first = f"first in line {rows[actor, one.issue].cells['actor'].line}"
        wrong = f"{about(actor, one.issue)}{elsewhere}: stands twice, {first}"
        faults.note(one.cells["actor"], f"{wrong}. Remove one row, or correct the name")


def _misnamed(
    rows: Rows, extra: Sequence[Statement], actors: Sequence[str], issues: Sequence[str]
) -> bool:
    """Return whether the extra rows, under another actor or issue, are just those missing."""
    missing = [(a, i) for a in actors for i in issues if (a, i) not in rows]
    more = [(one.actor, one.issue) for one in extra]
    return bool(more) and any(
        Counter(key[at] for key in missing) == Counter(key[at] for key in more) for at in (0, 1)
    )


def _note_disagreement(rows: Rows, faults: Faults) -> None:
    """Note each actor whose capability differs between its rows, at the first that differs."""
    firsts: dict[str, Statement] = {}
    told: set[str] = set()
    for (actor, _), one in rows.items():
        if one.capability is None or actor in told:
            continue
        first = firsts.setdefault(actor, one)
        if first.capability != one.capability:
            told.add(actor)
            must = f"capability of {named(actor)}: must be the same in each of its rows"
            line = first.cells["capability"].line
            got = f"got {one.capability:.12g}, and {first.capability:.12g} in line {line}"
            faults.note(one.cells["capability"], f"{must}, {got}")


def _note_indifference(rows: Rows, issues: Sequence[str], faults: Faults) -> None:
    """Note if nobody has any capability, and each issue on which nobody has weight."""
    first = next(iter(rows.values())).cells
    nobody_able = all(one.capability == 0 for one in rows.values())
    if nobody_able:
        must = "capability must be above 0 for at least one actor, got 0 for all"
        faults.note(first["capability"], must)
    if len(issues) > 1 and all(one.salience == 0 for one in rows.values()):
        must = "salience must be above 0 for at least one actor on each issue"
        faults.note(first["salience"], f"{must}, got 0 for all on all issues")
        return
    for issue in issues:
        here = [one for (_, on), one in rows.items() if on == issue]
        on = "" if issue == LONE_ISSUE else f" on {named(issue)}"
        must = f"salience{on} must be above 0 for at least one actor"
        place = here[0].cells["salience"]
        if all(one.salience == 0 for one in here):
            remedy = "Leave out an issue nobody cares about"
            faults.note(place, f"{must}, got 0 for all. {remedy}")
        elif not nobody_able and all(0 in (one.capability, one.salience) for one in here):
            got = "got 0 for all who have capability"
            faults.note(place, f"{must} with capability above 0, {got}")


@dataclass(frozen=True)
class Gap:
    """An actor that lacks rows on some issues, or an issue that lacks rows of some actors.

    meant: another of its kind that it may be a misspelling of, or nothing.
    """

    name: str
    is_issue: bool
    lacks: tuple[str, ...]
    meant: str = ""


def _note_gaps(rows: Rows, actors: Sequence[str], issues: Sequence[str], faults: Faults) -> None:
    """Note what is missing, at the first row of the actor or issue that lacks it."""
    for gap in gaps(rows.keys(), actors, issues):
        whose = (one for key, one in rows.items() if key[gap.is_issue] == gap.name)
        cells = next(whose).cells
        place = cells["issue" if gap.is_issue and "issue" in cells else "actor"]
        lacks = listed([named(name) for name in gap.lacks])
        wrong = f"{named(gap.name)}: lacks a row {'of' if gap.is_issue else 'on'} {lacks}"
        advice = (
            f"Did you mean {gap.meant!r}?" if gap.meant else "Add it; salience 0 is no interest"
        )
        faults.note(place, f"{wrong}. {advice}")


def gaps(
    pairs: Collection[tuple[str, str]], actors: Sequence[str], issues: Sequence[str]
) -> list[Gap]:
    """Return what is missing, with as few gaps as there are slips of the pen.

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
        near = nearest(name, fits, NEAR) if lacks and holders[name] else ""
        if near:
            found.append(Gap(name, is_issue, lacks, near))
            holders[near] |= holders.pop(name)
    return found


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase, those beyond the sixth as a number: "a, b and 3 more"."""
    more = len(names) - MOST_NAMED
    return ", ".join(names) if more < 2 else f"{', '.join(names[:MOST_NAMED])} and {more} more"
