"""What the rows of a table say, put together: every actor on every issue, exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contactline.bargaining.table import Table
from contactline.bargaining.tables.cells import Cell, Faults
from contactline.bargaining.tables.completeness import Gap, gaps, listed
from contactline.bargaining.tables.quantities import Number
from contactline.bargaining.tables.stances import LONE_ISSUE, Scale, Stances, to_hundred
from contactline.errors import BargainError
from contactline.scenario.scalars import named

MOST_ACTORS, MOST_ISSUES = 100, 50


@dataclass(frozen=True)
class Said:
    """What a table says of one actor on one issue. place, on: the cells with their names."""

    actor: str
    issue: str
    place: Cell
    on: Cell
    capability: Number
    position: Number
    salience: Number


type Rows = Mapping[tuple[str, str], Said]


def about(actor: str, issue: str) -> str:
    """Return who stands where in a fault: "France on emissions", or "France" on a lone issue."""
    return named(actor) if issue == LONE_ISSUE else f"{named(actor)} on {named(issue)}"


def assembled(
    said: Sequence[Said], faults: Faults, title: str, scale: Scale, *, whole: bool
) -> Stances:
    """Return the table that the rows make; raises TableError with every fault.

    whole: no row is left out because it cannot be read, so that what is missing is missing.
    """
    rows, extra = _once(said)
    _note_extra(rows, extra, faults)
    _check_agreement(rows, faults)
    actors = tuple(dict.fromkeys(actor for actor, _ in rows))
    issues = tuple(dict.fromkeys(issue for _, issue in rows))
    if whole:
        if len(actors) == 1 and not extra:
            got = f"got only {named(actors[0])}. Add the others"
            faults.note(said[0].place, f"a bargain needs two actors or more, {got}")
        _check_sizes(said[0].place, actors, issues, faults)
        for gap in gaps(rows.keys(), actors, issues) if not _misnamed(rows, extra) else ():
            _note_gap(gap, rows, faults)
        _check_interest(rows, issues, faults)
    faults.tell()
    return Stances(title, actors, issues, _table(rows, actors, issues, scale, faults), scale)


def _once(said: Iterable[Said]) -> tuple[Rows, list[Said]]:
    """Return the rows by actor and issue, and those beyond the first on both."""
    rows: dict[tuple[str, str], Said] = {}
    extra = [one for one in said if rows.setdefault((one.actor, one.issue), one) is not one]
    return rows, extra


def _note_extra(rows: Rows, extra: Sequence[Said], faults: Faults) -> None:
    """Note each actor with more than one row on an issue, or that there is no column of issues."""
    actors = list(dict.fromkeys(one.actor for one in extra))
    if 1 < len(actors) == len(rows) and extra[0].issue == LONE_ISSUE:
        got = f"every actor stands more than once, such as {named(actors[0])}"
        faults.note(extra[0].place, f"{got}. For several issues add the column issue")
        return
    for actor in actors:
        one, *others = (one for one in extra if one.actor == actor)
        issues = {other.issue for other in others} - {one.issue}
        whose = about(actor, one.issue) + (" and elsewhere" if issues else "")
        first = rows[actor, one.issue].place.line
        remedy = "Remove one row, or correct the name"
        faults.note(one.place, f"{whose}: stands twice, first in line {first}. {remedy}")


def _misnamed(rows: Rows, extra: Sequence[Said]) -> bool:
    """Return whether the extra rows, under another actor or issue, are just those missing."""
    if not extra:
        return False
    actors, issues = (tuple(dict.fromkeys(key[at] for key in rows)) for at in (0, 1))
    missing = [(a, i) for a in actors for i in issues if (a, i) not in rows]
    more = [(one.actor, one.issue) for one in extra]
    return any(
        Counter(key[at] for key in missing) == Counter(key[at] for key in more) for at in (0, 1)
    )


def _check_agreement(rows: Rows, faults: Faults) -> None:
    """Note each actor whose capability differs between its rows, at the first that differs."""
    known: dict[str, Number] = {}
    told: set[str] = set()
    for (actor, _), one in rows.items():
        if one.capability.value is None or actor in told:
            continue
        first = known.setdefault(actor, one.capability)
        if first.value != one.capability.value:
            told.add(actor)
            must = f"capability of {named(actor)}: must be the same in each of its rows"
            got = f"got {one.capability.value:.12g}, and {first.value:.12g} in line"
            faults.note(one.capability.cell, f"{must}, {got} {first.cell.line}")


def _check_sizes(place: Cell, actors: Sequence[str], issues: Sequence[str], faults: Faults) -> None:
    """Raise TableError where there are too many actors or issues."""
    for what, names, most in (("actors", actors, MOST_ACTORS), ("issues", issues, MOST_ISSUES)):
        if len(names) > most:
            raise faults.refuse(place, f"must have at most {most} {what}, got {len(names)}")


def _note_gap(gap: Gap, rows: Rows, faults: Faults) -> None:
    at = [one for one in rows.values() if gap.name == (one.issue if gap.is_issue else one.actor)]
    place = at[0].on if gap.is_issue else at[0].place
    lacks = listed([named(name) for name in gap.lacks])
    wrong = f"{named(gap.name)}: lacks a row {'of' if gap.is_issue else 'on'} {lacks}"
    remedy = f"Did you mean {gap.meant!r}?" if gap.meant else "Add it; salience 0 is no interest"
    faults.note(place, f"{wrong}. {remedy}")


def _check_interest(rows: Rows, issues: Sequence[str], faults: Faults) -> None:
    """Note if nobody has any capability, and each issue on which nobody has weight."""
    able = [one.capability for one in rows.values()]
    if not any(one.value is None or one.value > 0 for one in able):
        must = "capability must be above 0 for at least one actor, got 0 for all"
        faults.note(able[0].cell, must)
        able = []
    cares = [one.salience for one in rows.values()]
    if len(issues) > 1 and all(one.value == 0 for one in cares):
        must = "salience must be above 0 for at least one actor on each issue"
        faults.note(cares[0].cell, f"{must}, got 0 for all on all issues")
        return
    for issue in issues:
        here = [one for (_, on), one in rows.items() if on == issue]
        about_issue = "" if issue == LONE_ISSUE else f" on {named(issue)}"
        must = f"salience{about_issue} must be above 0 for at least one actor"
        if not any(one.salience.value is None or one.salience.value > 0 for one in here):
            remedy = "Leave out an issue nobody cares about"
            faults.note(here[0].salience.cell, f"{must}, got 0 for all. {remedy}")
        elif able and all(_weighs_nothing(one) for one in here):
            got = "got 0 for all who have capability"
            faults.note(here[0].salience.cell, f"{must} with capability above 0, {got}")


def _weighs_nothing(one: Said) -> bool:
    return 0 in (one.capability.value, one.salience.value)


def _table(
    rows: Rows, actors: Sequence[str], issues: Sequence[str], scale: Scale, faults: Faults
) -> Table:
    """Return the table of one world; all numbers are known to be there."""

    def values(part: str) -> np.ndarray:
        cells = [[getattr(rows[actor, issue], part).value for issue in issues] for actor in actors]
        return np.array(cells, dtype=np.float64)

    positions = to_hundred(values("position"), scale)
    try:
        return Table.checked(positions, values("salience"), values("capability")[:, 0])
    except BargainError as error:
        raise faults.refuse(Cell("", 1, 1), str(error)) from error
