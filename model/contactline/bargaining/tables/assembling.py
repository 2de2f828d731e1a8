"""What the rows of a table say, put together: every actor on every issue, once at most.

Who has no stance on an issue takes no part there: salience 0, and a position where the others
would settle, their mean by weight, so that it draws no model to any side. Who has none at all is
left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contactline.arrays import Array
from contactline.bargaining.table import Table, weighted_mean
from contactline.bargaining.tables.cells import START, Faults
from contactline.bargaining.tables.doubts import doubt_scale
from contactline.bargaining.tables.form import (
    MOST_ACTORS,
    MOST_ISSUES,
    MOST_STANCES,
    ReadAs,
    Statement,
    about,
)
from contactline.bargaining.tables.headings import listed
from contactline.bargaining.tables.stances import LONE_ISSUE, Stances, to_hundred
from contactline.errors import BargainError, nearest
from contactline.scenario.scalars import named

NEAR = 0.75

_DIGITS = re.compile(r"\d+")

type Rows = Mapping[tuple[str, str], Statement]
type Holders = dict[str, set[str]]


def assembled(
    statements: Sequence[Statement], faults: Faults, title: str, asked: ReadAs
) -> Stances:
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
        _check_size(statements[0], actors, issues, faults)
        if not _misnamed(rows, extra, actors, issues):
            _note_misspelt(rows, actors, issues, faults)
        _note_indifference(rows, issues, faults)
    faults.tell()
    actors = _with_stances(rows, actors, faults)
    doubt_scale([one.position for one in rows.values() if one.position is not None], asked, faults)
    return _stances(rows, title, actors, issues, asked, faults)


def _check_size(
    first: Statement, actors: Sequence[str], issues: Sequence[str], faults: Faults
) -> None:
    """Raise TableError where there is more than the models can take."""
    stances = len(actors) * len(issues)
    for what, there, most in (
        ("actors", len(actors), MOST_ACTORS),
        ("issues", len(issues), MOST_ISSUES),
        ("stances, actors times issues,", stances, MOST_STANCES),
    ):
        if there > most:
            must = f"must have at most {most} {what}"
            remedy = (
                ". Keep the issues that are bargained over together" if what != "actors" else ""
            )
            raise faults.refuse(first.cells["actor"], f"{must.rstrip(',')}, got {there}{remedy}")


def _with_stances(rows: Rows, actors: Sequence[str], faults: Faults) -> tuple[str, ...]:
    """Return the actors who have a stance on some issue; the others are left out, and told."""
    there = {actor for (actor, _), one in rows.items() if not one.absent}
    kept = tuple(one for one in actors if one in there)
    gone = [named(one) for one in actors if one not in there]
    if len(kept) < 2:
        must = f"a bargain needs two actors or more with a stance, got {len(kept)}"
        raise faults.refuse(next(iter(rows.values())).cells["actor"], must)
    if gone:
        faults.guess(f"Left out, for want of any stance: {listed(gone)}.")
    return kept


def _stances(
    rows: Rows,
    title: str,
    actors: Sequence[str],
    issues: Sequence[str],
    asked: ReadAs,
    faults: Faults,
) -> Stances:
    """Return the table of one world; all numbers are known to be there, but for absent stances."""
    found = [[rows.get((actor, issue)) for issue in issues] for actor in actors]
    there = np.array([[one is not None and not one.absent for one in line] for line in found])
    positions = to_hundred(_numbers(found, "position"), asked.ends)
    saliences = np.where(there, _numbers(found, "salience"), 0.0)
    able = [
        next(one.capability for one in line if one and one.capability is not None) for line in found
    ]
    capabilities = np.array(able, dtype=np.float64)
    means = weighted_mean(np.where(there, positions, 0.0), capabilities[:, np.newaxis] * saliences)
    absent = tuple((int(actor), int(issue)) for actor, issue in np.argwhere(~there))
    if absent:
        _tell_absent([(actors[actor], issues[issue]) for actor, issue in absent], faults)
    try:
        table = Table.checked(np.where(there, positions, means), saliences, capabilities)
    except BargainError as error:
        raise faults.refuse(START, str(error)) from error
    return Stances(
        title, tuple(actors), tuple(issues), table, asked.ends, absent, tuple(faults.guesses)
    )


def _numbers(found: Sequence[Sequence[Statement | None]], part: str) -> Array:
    """Return one number of every actor on every issue, NaN where there is none."""
    numbers = [[None if one is None else getattr(one, part) for one in line] for line in found]
    return np.array(numbers, dtype=np.float64)


def _tell_absent(absent: Sequence[tuple[str, str]], faults: Faults) -> None:
    """Keep in a sentence which stances are missing, and what they are taken for."""
    whose = listed([f"{named(actor)} on {named(issue)}" for actor, issue in absent])
    what = "Without a stance" if len(absent) == 1 else f"{len(absent)} without a stance"
    faults.guess(f"{what}: {whose}. They take no part there, at the mean of the others.")


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
    able = [one.capability for one in rows.values() if not (one.absent and one.capability is None)]
    nobody_able = bool(able) and all(one == 0 for one in able)
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
        place = here[0].cells.get("salience", here[0].cells["actor"])
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


def _note_misspelt(
    rows: Rows, actors: Sequence[str], issues: Sequence[str], faults: Faults
) -> None:
    """Note names that seem misspelt, at their first row; other gaps are stances left out."""
    for gap in gaps(rows.keys(), actors, issues):
        if not gap.meant:
            continue
        whose = (one for key, one in rows.items() if key[gap.is_issue] == gap.name)
        cells = next(whose).cells
        place = cells["issue" if gap.is_issue and "issue" in cells else "actor"]
        lacks = listed([named(name) for name in gap.lacks])
        wrong = f"{named(gap.name)}: lacks a row {'of' if gap.is_issue else 'on'} {lacks}"
        faults.note(place, f"{wrong}. Did you mean {gap.meant!r}?")


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
            if other != name
            and len(has) >= len(holders[name])
            and has.isdisjoint(holders[name])
            and _DIGITS.findall(other) == _DIGITS.findall(name)
        ]
        near = nearest(name, fits, NEAR) if lacks and holders[name] else ""
        if near:
            found.append(Gap(name, is_issue, lacks, near))
            holders[near] |= holders.pop(name)
    return found
