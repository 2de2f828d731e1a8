"""Which columns of a wide table belong together: a position, and a salience where there is one.

Labels tell them apart: position_aid and salience_aid, P_aid and S_aid, pcom and scom; or the
label is all there is, in a table of nothing but positions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from contactline.bargaining.tables.cells import Cell, Row, number_in
from contactline.bargaining.tables.headings import (
    AMONG_OTHERS,
    ITSELF,
    LETTERS,
    NEARLY,
    NEVER_AN_ISSUE,
    OTHER_WORD,
    WORDS,
    holds_numbers,
    rank,
    singular,
    without_unit,
)

FEWEST_LETTER_PAIRS = 3
# So many columns under bare names are issues or actors, and not numbers of another kind.
FEWEST_BARE = 3
_LETTER = re.compile(r"(?P<kind>[ps])_?(?P<label>[a-z]{2,3})", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<kind>[ps])[_.: -]+(?P<label>.+)", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<label>.+?)[_.: -]+(?P<kind>[ps])", re.IGNORECASE)
_KINDS = {"p": "position", "s": "salience"}

type Places = Mapping[str, dict[str, int]]


@dataclass(frozen=True)
class Pair:
    """The columns of one label, by their place. label: as it is written first."""

    label: str
    position: int
    salience: int | None = None
    capability: int | None = None


def columns_in(rows: Sequence[Row]) -> list[Pair]:
    """Return the columns of positions, each with the salience that goes with it, if one does.

    rows: the heading, and the body, which tells positions in numbers from those in words.
    """
    found = pairs_in(rows[0])
    there = {one.position for one in found}
    places, labels = _labelled_places(rows[0])
    alone = {
        key: at
        for key, at in places["position"].items()
        if at not in there and holds_numbers(rows[0][at].text, at, rows[1:])
    }
    if not found and len(alone) < 2:
        return _bare(rows)
    shared = _shared_salience(rows[0]) if not found else None
    able = places["capability"]
    found += [Pair(labels[key], at, shared, able.get(key)) for key, at in alone.items()]
    return sorted(found, key=lambda one: one.position)


def pairs_in(row: Row) -> list[Pair]:
    """Return the pairs of a heading: labels with both a position and a salience."""
    return _paired(*_labelled_places(row)) or _spelt_pairs(row) or _letter_pairs(row)


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


def _labelled_places(row: Row) -> tuple[Places, dict[str, str]]:
    """Return the places of labelled columns, and how each label is written first."""
    places: Places = {"position": {}, "salience": {}, "capability": {}}
    labels: dict[str, str] = {}
    for at, cell in enumerate(row):
        one = labelled(cell.text)
        if one and one[1]:
            labels.setdefault(one[1].casefold(), one[1])
            places[one[0]].setdefault(one[1].casefold(), at)
    return places, labels


def _paired(places: Places, labels: Mapping[str, str]) -> list[Pair]:
    return [
        Pair(labels[key], at, places["salience"][key], places["capability"].get(key))
        for key, at in places["position"].items()
        if key in places["salience"]
    ]


def _spelt_pairs(row: Row) -> list[Pair]:
    """Return the pairs of headings such as P_quota and S_quota, or quota_P and quota_S."""
    places: Places = {"position": {}, "salience": {}, "capability": {}}
    labels: dict[str, str] = {}
    for at, cell in enumerate(row):
        bare = without_unit(cell.text)
        found = _BEFORE.fullmatch(bare) or _BEHIND.fullmatch(bare)
        if found:
            key = found["label"].casefold()
            labels.setdefault(key, found["label"])
            places[_KINDS[found["kind"].lower()]].setdefault(key, at)
    return _paired(places, labels)


def _letter_pairs(row: Row) -> list[Pair]:
    """Return the pairs of headings such as pcom and scom, three of them at least."""
    places: Places = {"position": {}, "salience": {}}
    for at, cell in enumerate(row):
        found = _LETTER.fullmatch(cell.text)
        if found:
            places[_KINDS[found["kind"].lower()]].setdefault(found["label"].casefold(), at)
    both = [key for key in places["position"] if key in places["salience"]]
    if len(both) < FEWEST_LETTER_PAIRS:
        return []
    return [Pair(key, places["position"][key], places["salience"][key]) for key in both]


def _shared_salience(row: Row) -> int | None:
    """Return the place of the only column of saliences for all issues, if so it is."""
    alone = [
        at for at, cell in enumerate(row) if rank(cell.text, "salience") in (ITSELF, OTHER_WORD)
    ]
    return alone[0] if len(alone) == 1 else None


def _bare(rows: Sequence[Row]) -> list[Pair]:
    """Return columns of numbers whose headings are nothing but a name, three of them at least.

    There are none beside a column that may hold the positions, nor where some hold shares only
    and others do not, as columns of several kinds do.
    """
    heading = rows[0]
    if any(_means(cell, "position") and not _is_letter(cell) for cell in heading):
        return []
    lettered = any(_is_letter(cell) and cell.text.lower() not in LETTERS for cell in heading)
    found = [
        Pair(cell.text, at)
        for at, cell in enumerate(heading)
        if at and _is_label(cell, lettered=lettered) and holds_numbers(cell.text, at, rows[1:])
    ]
    largest = [_largest(rows[1:], one.position) for one in found]
    alike = all(one <= 1 for one in largest) or all(one > 1 or one == 0 for one in largest)
    by_issue = _names(heading[0], "issue")
    if len(found) < (FEWEST_BARE - by_issue) or not alike:
        return []
    shared = None if lettered else _shared_salience(heading)
    return [replace(one, salience=shared) for one in found]


def _is_label(cell: Cell, *, lettered: bool) -> bool:
    """Return whether a heading is nothing but a name. lettered: single letters are names."""
    if _is_letter(cell) and lettered:
        return True
    known = any(map(partial(_names, cell), WORDS))
    return bool(cell.text) and not known and singular(without_unit(cell.text)) not in NEVER_AN_ISSUE


def _is_letter(cell: Cell) -> bool:
    return len(cell.text) == 1 and cell.text.isalpha()


def _names(cell: Cell, name: str) -> bool:
    """Return whether a heading means a column, in whatever word."""
    return rank(cell.text, name) not in (None, NEARLY)


def _means(cell: Cell, name: str) -> bool:
    return rank(cell.text, name) in (ITSELF, OTHER_WORD, AMONG_OTHERS)


def _largest(body: Sequence[Row], at: int) -> float:
    numbers = [number_in(row[at].text, decimal_comma=True) for row in body if at < len(row)]
    return max((one for one in numbers if one is not None), default=0)
