"""Which column of a table is which: its heading names it, or means it in other words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from contactline.bargaining.tables.cells import MOST_LETTERS, Cell, Faults, Row, number_in
from contactline.bargaining.tables.form import ReadAs
from contactline.bargaining.tables.separated import width_of
from contactline.errors import did_you_mean, nearest
from contactline.scenario.scalars import cut, named

COLUMNS = ("actor", "issue", "capability", "position", "salience")
NEEDED = tuple(name for name in COLUMNS if name != "issue")
NUMBERS = NEEDED[1:]
# As English, German, French and Ukrainian have them, in the singular (see `singular`).
WORDS: Mapping[str, tuple[str, ...]] = {
    "actor": (
        "actor", "agent", "country", "delegation", "member", "name", "organisation",
        "organization", "party", "player", "stakeholder", "state",
        "akteur", "akteure", "acteur", "актор", "актори", "учасник", "учасники", "сторона",
    ),
    "issue": (
        "issue", "dimension", "isnr", "issnr", "question", "subject", "topic",
        "thema", "themen", "frage", "streitfrage", "enjeu", "enjeux", "питання", "тема", "теми",
    ),
    "capability": (
        "capability", "capacity", "clout", "cap", "influence", "power", "resource", "seat",
        "shapley", "strength", "vote", "weight",
        "macht", "einfluss", "einfluß", "kapazität", "ressource", "ressourcen", "gewicht",
        "stimmen", "pouvoir", "capacité", "poid", "voix",
        "вплив", "сила", "спроможність", "ресурс", "ресурси", "вага", "голоси",
    ),
    "position": (
        "position", "ideal", "pos", "preference", "pstn", "stance",
        "positionen", "standpunkt", "позиція", "позиції",
    ),
    "salience": (
        "salience", "saliency", "sal", "importance", "interest", "priority",
        "salienz", "wichtigkeit", "bedeutung", "priorität", "saillance", "priorité",
        "важливість", "значущість", "пріоритет",
    ),
}  # fmt: skip
# Words that mean a column only where no other does: an outcome may be that of the whole.
WEAK_WORDS: Mapping[str, tuple[str, ...]] = {
    "actor": ("group", "government", "institution", "faction"),
    "issue": ("proposal", "vorschlag", "vorschläge", "proposition", "clause", "article"),
    "capability": ("control", "potential", "might"),
    "position": ("outcome",),
    "salience": ("attention", "priorities"),
}
# What the literature writes in equations, where it is the whole heading.
LETTERS: Mapping[str, str] = {"c": "capability", "x": "position", "s": "salience"}
NEAR = 0.7
ONLY_POSITIONS = (
    "if each column holds positions, on an issue or of an actor, call them such as position_{label}"
)
# Headings of columns of numbers that are nobody's capability, and no issue: counts, dates, and what
# the field has beside stances; prnr is the proposal in DEU, rp its reference point.
NEVER_AN_ISSUE = frozenset(
    (
        "date",
        "day",
        "i",
        "id",
        "n",
        "no",
        "nr",
        "out",
        "outcome",
        "prnr",
        "rank",
        "rp",
        "year",
        "flexibility",
        "resolve",
        "risk",
        "veto",
    )
)
MOST_UNKNOWN = 20
MOST_TOLD = 6
# How well a heading names a column: itself, in another word, among others, in a weak word, nearly.
ITSELF, OTHER_WORD, AMONG_OTHERS, WEAKLY, NEARLY = range(5)
_UNIT = re.compile(r"\([^)]*\)|\[[^\]]*\]|%")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass
class Heading:
    """Where the columns of a table stand.

    places: at which place of a row, by name. constants: a number for a whole column that is not
    there.
    """

    cells: Row
    places: dict[str, int] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Return whether a column is there, or one number for all of it."""
        return name in self.places or name in self.constants

    def cell(self, name: str, row: Row) -> Cell:
        """Return the cell of a row in a column; of a constant, at the start of the row."""
        if name in self.places:
            return row[self.places[name]]
        return replace(row[0], text=self.constants[name])


def without_unit(text: str) -> str:
    """Return a heading without what stands in brackets, and without signs of per cent."""
    return _UNIT.sub(" ", unicodedata.normalize("NFC", text[:MOST_LETTERS])).strip()


def singular(word: str) -> str:
    """Return a word of a heading in small letters and, roughly, the singular."""
    low = word.lower()
    for ending, instead in (("ties", "ty"), ("ries", "ry"), ("s", "")):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return low.removesuffix(ending) + instead
    return low


def words_of(text: str) -> list[str]:
    """Return the words of a heading, also of one such as policyPosition or position_0_100."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", without_unit(text))
    return [singular(word) for word in _WORD.findall(split)]


def rank(text: str, column: str) -> int | None:
    """Return how well a heading names a column, 0 best; None where it does not."""
    low = without_unit(text).lower()
    if low == column:
        return ITSELF
    if LETTERS.get(low) == column:
        return OTHER_WORD
    words = words_of(text)
    if len(words) == 1 and words[0] in WORDS[column] and words[0] == singular(low):
        return OTHER_WORD
    others = {
        "actor": ("issue", *NUMBERS),
        "issue": NUMBERS,
    }.get(column, tuple(name for name in NUMBERS if name != column))
    if any(word in WORDS[column] for word in words):
        clash = any(word in WORDS[other] for other in others for word in words)
        return None if clash else AMONG_OTHERS
    if any(word in WEAK_WORDS.get(column, ()) for word in words):
        return None if any(word in part for part in WORDS.values() for word in words) else WEAKLY
    return NEARLY if nearest(low, COLUMNS, NEAR) == column else None


def kind_of(text: str) -> str:
    """Return whether the whole heading is a position or a salience, also as P or S."""
    if text.casefold() == "p":
        return "position"
    names = ("position", "salience")
    return next((one for one in names if rank(text, one) in (ITSELF, OTHER_WORD)), "")


def named_in(row: Row) -> int:
    """Return how many columns the cells of a row name for certain."""
    ranks = [
        [rank(cell.text, name) for cell in row[:MOST_UNKNOWN] if cell.text] for name in COLUMNS
    ]
    certain = (ITSELF, OTHER_WORD, AMONG_OTHERS, WEAKLY)
    return sum(any(one in certain for one in found) for found in ranks)


def heading_of(rows: Sequence[Row], asked: ReadAs, faults: Faults) -> Heading:
    """Return where the columns stand; rows begin with the heading.

    Raises TableError where no cell of it means a column, or `asked` names one that is not there.
    """
    row = rows[0][: width_of(rows[0])]
    found = Heading(row)
    _place_asked(found, asked, faults)
    if not found.places and all(
        rank(cell.text, name) is None for cell in row[:MOST_UNKNOWN] for name in COLUMNS
    ):
        got = cut(repr(", ".join(cell.text for cell in row[:6])))
        must = f"must begin with a heading of {', '.join(NEEDED)} and, for several issues, issue"
        numbers = any(number_in(cell.text) is not None for cell in row)
        way = "" if numbers or len(row) < 3 else f". If it is one, {naming(NEEDED)}"
        raise faults.refuse(row[0], f"{must}, got {got}{way}{faults.hint}")
    for how in (ITSELF, OTHER_WORD, AMONG_OTHERS, WEAKLY, NEARLY):
        for at, cell in enumerate(row[:500]):
            _place(found, at, cell, how, rows[1:], faults)
    return found


def _place_asked(found: Heading, asked: ReadAs, faults: Faults) -> None:
    """Place the columns that were named from outside."""
    texts = [cell.text for cell in found.cells]
    low = [text.casefold() for text in texts]
    for name, heading in asked.columns.items():
        if heading.casefold() in low:
            found.places[name] = low.index(heading.casefold())
        elif name in NUMBERS and number_in(heading) is not None:
            found.constants[name] = heading
        else:
            near = did_you_mean(heading, texts) or f". There are {cut(', '.join(texts[:12]), 200)}"
            wrong = f"no column is called {named(heading)}, as --columns has it for {name}"
            raise faults.refuse(found.cells[0], f"{wrong}{near}")


def _place(
    found: Heading, at: int, cell: Cell, how: int, body: Sequence[Row], faults: Faults
) -> None:
    """Place a column whose heading names one so well that has no place yet."""
    if at in found.places.values():
        return
    for name in COLUMNS:
        if rank(cell.text, name) != how:
            continue
        if not found.has(name) and (how == ITSELF or _may_be(name, at, body)):
            found.places[name] = at
            return
        if how == ITSELF and found.places.get(name, at) < at:
            first = found.cells[found.places[name]]
            if rank(first.text, name) == ITSELF:
                wrong = f"{name}: stands twice, first in column {first.column}. Remove one"
                faults.note(cell, wrong)


def _may_be(name: str, at: int, body: Sequence[Row]) -> bool:
    """Return whether a column holds what its name promises, so far as one can tell."""
    texts = [row[at].text for row in body if len(row) > at and not row[at].says_nothing]
    numbers = sum(bool(re.search(r"\d", text)) and not _WORD.match(text) for text in texts)
    return name not in NUMBERS or not texts or 2 * numbers >= len(texts)


def check_complete(found: Heading, body: Sequence[Row], faults: Faults) -> None:
    """Raise TableError where a column is missing that must be there.

    Capabilities and saliences need not be, where no other column may hold them.
    """
    missing = [name for name in NEEDED if not found.has(name)]
    over = [at for at, cell in enumerate(found.cells) if at not in found.places.values()]
    held = [at for at in over if holds_numbers(found.cells[at].text, at, body)]
    if set(missing) <= {"capability", "salience"} and not held:
        missing = []
    if missing:
        them = "it" if len(missing) == 1 else "them"
        lacks = f"the heading lacks {', '.join(missing)}. Add {them}"
        rest = [found.cells[at].text for at in over]
        there = f" (there: {listed([shortened(text) for text in rest if text])})"
        way = f", or {naming(missing)}{there}" if any(rest) else ""
        if set(missing) <= {"capability", "salience"}:
            alike = " ".join(f"--columns {name}=1" for name in missing)
            way += f", or give {alike} if it is the same for all"
        elif "position" in missing and len(held) > 1:
            way = f", or, {ONLY_POSITIONS.format(label=found.cells[held[0]].text)}"
        faults.note(found.cells[0], f"{lacks}{way}{faults.hint}")
    if missing or faults.found:
        faults.tell()


def holds_numbers(heading: str, at: int, body: Sequence[Row]) -> bool:
    """Return whether a column holds numbers that are more than a count or a date."""
    texts = [row[at].text for row in body if len(row) > at and not row[at].says_nothing]
    numbers = sum(number_in(text) is not None for text in texts)
    return singular(heading) not in NEVER_AN_ISSUE and bool(texts) and 2 * numbers >= len(texts)


def naming(missing: Sequence[str]) -> str:
    """Return how columns are named that a heading does not name itself."""
    column = "the column" if len(missing) == 1 else "the columns"
    return f"name {column} with {' '.join(f'--columns {name}=HEADING' for name in missing)}"


def tell_columns(found: Heading, used: Sequence[int], faults: Faults) -> None:
    """Keep in one sentence which columns were read under other names, and which passed over.

    used: the places of columns that were read in another way.
    """
    names = {at: name for name, at in found.places.items()}
    other = [
        f"{shortened(found.cells[at].text)} as {names[at]}"
        for at in sorted(names)
        if without_unit(found.cells[at].text).lower() != names[at]
    ]
    over = [cell for at, cell in enumerate(found.cells) if at not in names and at not in used]
    rest = [shortened(cell.text) for cell in over if cell.text]
    nameless = len(over) - len(rest)
    rest += [f"{nameless} without a name" if nameless > 1 else "one without a name"] * (
        nameless > 0
    )
    told = [f"read are {listed(other)}"] if other else []
    told += [f"passed over: {listed(rest)}"] if rest else []
    if told:
        faults.guess(f"Columns: {'; '.join(told)} (--columns NAME=HEADING names another).")


def shortened(text: str) -> str:
    """Return a heading as a sentence names it."""
    return named(text) if len(text) <= 40 else cut(repr(text), 40)


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase, those beyond the sixth as a number: "a, b and 3 more"."""
    more = len(names) - MOST_TOLD
    return ", ".join(names) if more < 2 else f"{', '.join(names[:MOST_TOLD])} and {more} more"
