"""Wide forms of a table of stances: columns such as position_aid and salience_aid, in pairs.

A row is an actor and a pair an issue; or, as in the data on decisions of the European Union (DEU),
a row is an issue and a pair an actor, such as pos_COM and sal_COM, P_COM and S_COM, or pcom and
scom. These data have no capabilities: all actors then weigh alike, which is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contactline.bargaining.tables.cells import Cell, Faults, Row, name_in
from contactline.bargaining.tables.form import Form, ReadAs, Saying, Statement
from contactline.bargaining.tables.headings import (
    ITSELF,
    OTHER_WORD,
    WORDS,
    Heading,
    heading_of,
    rank,
    singular,
    tell_columns,
    without_unit,
)
from contactline.bargaining.tables.saying import stated
from contactline.bargaining.tables.separated import fitted, width_of
from contactline.scenario.scalars import named

FEWEST_LETTER_PAIRS = 3
# Members of the European Union and its institutions as DEU and others write them, in short.
UNION = frozenset(
    "at au be bg com council cy cz de dk ee el ep es fi fr gb ge gr hr hu ie ir it lt lu lv mt nl "
    "pl po pt ro se si sk sp sw uk".split()
)
_LETTER = re.compile(r"(?P<kind>[ps])_?(?P<label>[a-z]{2,3})", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<kind>[ps])[_.: -]+(?P<label>.+)", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<label>.+?)[_.: -]+(?P<kind>[ps])", re.IGNORECASE)
_KINDS = {"p": "position", "s": "salience"}


@dataclass
class Pair:
    """The columns of one label, by their place. label: as it is written first."""

    label: str
    position: int
    salience: int
    capability: int | None = None


def labelled(text: str) -> tuple[str, str] | None:
    """Return the number and the label that a heading is made of: "Aid position" is both."""
    bare = without_unit(text)
    for name in ("position", "salience", "capability"):
        words = "|".join(sorted(WORDS[name], key=len, reverse=True))
        plural = rf"(?i:{words})(?i:s|ies)?"
        for form in (
            rf"{plural}(?:[\s_.:-]+(?P<label>.+)|(?P<tight>\d+|(?<=[a-z])[A-Z].*))",
            rf"(?P<label>.+?)[\s_.:-]+{plural}",
        ):
            found = re.fullmatch(form, bare)
            if found:
                label = found["label"] or found.groupdict().get("tight") or ""
                return name, re.sub(r"(?i)^(of|on|for)\s+", "", label.strip(" _.:-"))
    return None


def pairs_in(row: Row) -> list[Pair]:
    """Return the pairs of a heading: labels with both a position and a salience."""
    told = [labelled(cell.text) for cell in row]
    places: dict[str, dict[str, int]] = {"position": {}, "salience": {}, "capability": {}}
    labels: dict[str, str] = {}
    for at, one in enumerate(told):
        if one and one[1]:
            key = one[1].casefold()
            labels.setdefault(key, one[1])
            places[one[0]].setdefault(key, at)
    found = _paired(places, labels) or _spelt_pairs(row) or _letter_pairs(row)
    return found if found else _with_shared_salience(row, places["position"], labels)


def _paired(places: dict[str, dict[str, int]], labels: dict[str, str]) -> list[Pair]:
    return [
        Pair(labels[key], at, places["salience"][key], places["capability"].get(key))
        for key, at in places["position"].items()
        if key in places["salience"]
    ]


def _spelt_pairs(row: Row) -> list[Pair]:
    """Return the pairs of headings such as P_quota and S_quota, or quota_P and quota_S."""
    places: dict[str, dict[str, int]] = {"position": {}, "salience": {}, "capability": {}}
    labels: dict[str, str] = {}
    for at, cell in enumerate(row):
        found = _BEFORE.fullmatch(without_unit(cell.text)) or _BEHIND.fullmatch(
            without_unit(cell.text)
        )
        if found:
            key = found["label"].casefold()
            labels.setdefault(key, found["label"])
            places[_KINDS[found["kind"].lower()]].setdefault(key, at)
    return _paired(places, labels)


def _letter_pairs(row: Row) -> list[Pair]:
    """Return the pairs of headings such as pcom and scom, three of them at least."""
    places: dict[str, dict[str, int]] = {"position": {}, "salience": {}}
    for at, cell in enumerate(row):
        found = _LETTER.fullmatch(cell.text)
        if found:
            places[_KINDS[found["kind"].lower()]].setdefault(found["label"].casefold(), at)
    both = [key for key in places["position"] if key in places["salience"]]
    if len(both) < FEWEST_LETTER_PAIRS:
        return []
    return [Pair(key, places["position"][key], places["salience"][key]) for key in both]


def _with_shared_salience(
    row: Row, positions: dict[str, int], labels: dict[str, str]
) -> list[Pair]:
    """Return pairs of several positions with the only column of saliences, if so it is."""
    alone = [
        at for at, cell in enumerate(row) if rank(cell.text, "salience") in (ITSELF, OTHER_WORD)
    ]
    if len(positions) < 2 or len(alone) != 1:
        return []
    return [Pair(labels[key], at, alone[0]) for key, at in positions.items()]


def is_wide(rows: Sequence[Row]) -> bool:
    """Return whether the heading has pairs, and no column that is a position for all issues."""
    plain = any(rank(cell.text, "position") in (ITSELF, OTHER_WORD) for cell in rows[0])
    return not plain and bool(pairs_in(rows[0]))


def read_wide(rows: Sequence[Row], asked: ReadAs, faults: Faults) -> list[Statement]:
    """Return what the rows say, of actors on issues whichever of them the rows are."""
    pairs = pairs_in(rows[0])
    used = {at for one in pairs for at in (one.position, one.salience, one.capability)}
    width = width_of(rows[0])
    unpaired = [
        replace(cell, text="") if at in used else cell for at, cell in enumerate(rows[0][:width])
    ]
    heading = _heading(unpaired, rows, asked, faults)
    fit = [cells for row in rows[1:] if (cells := fitted(row, width, faults))]
    by_issue = _rows_are_issues(heading, pairs)
    read = _of_issues if by_issue else _of_actors
    sayings = list(read(heading, pairs, fit, faults))
    tell_columns(
        replace(heading, cells=rows[0][:width]),
        tuple(one for one in used if one is not None),
        faults,
    )
    what = "an issue" if by_issue else "an actor"
    labels = "actors" if by_issue else "issues"
    faults.guess(f"Read as a wide table: each row is {what}, the pairs of columns are {labels}.")
    return stated(sayings, asked, faults)


WIDE = Form(fits=is_wide, read=read_wide)


def _heading(unpaired: Row, rows: Sequence[Row], asked: ReadAs, faults: Faults) -> Heading:
    """Return where the columns stand that are in no pair."""
    if any(cell.text for cell in unpaired):
        found = (
            heading_of([[*unpaired], *rows[1:]], asked, faults) if _means(unpaired, asked) else None
        )
        if found:
            return found
    return Heading(unpaired)


def _means(row: Row, asked: ReadAs) -> bool:
    names = ("actor", "issue", "capability")
    return bool(asked.columns) or any(
        rank(cell.text, name) is not None for cell in row for name in names
    )


def _rows_are_issues(heading: Heading, pairs: Sequence[Pair]) -> bool:
    members = sum(singular(one.label) in UNION for one in pairs)
    if 2 * members > len(pairs):
        return True
    return heading.has("issue") and not heading.has("actor")


def _of_actors(
    heading: Heading, pairs: Sequence[Pair], rows: Sequence[Row], faults: Faults
) -> Iterator[Saying]:
    """Yield what is said where a row is an actor and a pair an issue."""
    able = heading.has("capability") or all(one.capability is not None for one in pairs)
    lacks = [
        name for name, there in (("actor", heading.has("actor")), ("capability", able)) if not there
    ]
    if lacks:
        them = "it" if len(lacks) == 1 else "them"
        way = f"or name the column with --columns {lacks[0]}=HEADING"
        raise faults.refuse(
            heading.cells[0], f"the heading lacks {', '.join(lacks)}. Add {them}, {way}"
        )
    first: dict[str, Cell] = {}
    for row in rows:
        cell = heading.cell("actor", row)
        actor = name_in(cell, "an actor", faults)
        if actor in first:
            wrong = f"{named(actor)}: stands twice, first in line {first[actor].line}"
            faults.lose_row(cell, f"{wrong}. Give each actor one row")
        elif actor:
            first[actor] = cell
            yield from (_saying(actor, one.label, cell, one, heading, row) for one in pairs)


def _of_issues(
    heading: Heading, pairs: Sequence[Pair], rows: Sequence[Row], faults: Faults
) -> Iterator[Saying]:
    """Yield what is said where a row is an issue and a pair an actor."""
    if not heading.has("capability") and any(one.capability is None for one in pairs):
        heading.constants["capability"] = "1"
        faults.guess(
            "The table has no capabilities: all actors weigh alike. To weigh them, write a plain "
            "table with contactline stances FILE --out plain.csv, and change them there."
        )
    for row, issue in zip(rows, _issues(heading, rows), strict=True):
        cell = heading.cell("issue", row) if heading.has("issue") else row[0]
        name = name_in(replace(cell, text=issue), "an issue", faults)
        if name:
            yield from (
                _saying(one.label, name, row[one.position], one, heading, row) for one in pairs
            )


def _issues(heading: Heading, rows: Sequence[Row]) -> list[str]:
    """Return the name of each row's issue: a number where it has none.

    Where names come twice, the text of the first cell stands before them.
    """
    if not heading.has("issue"):
        return [f"issue {number}" for number in range(1, len(rows) + 1)]
    names = [heading.cell("issue", row).text for row in rows]
    twice = any(count > 1 for count in Counter(names).values())
    return (
        [f"{row[0].text} {name}" for row, name in zip(rows, names, strict=True)] if twice else names
    )


def _saying(actor: str, issue: str, who: Cell, pair: Pair, heading: Heading, row: Row) -> Saying:
    able = heading.cell("capability", row) if pair.capability is None else row[pair.capability]
    cells = {
        "actor": who,
        "capability": able,
        "position": row[pair.position],
        "salience": row[pair.salience],
    }
    return Saying(actor, issue, cells)
