"""Cards that people fill in: a blank one as CSV, and a table of a class read back."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import zip_longest
from pathlib import Path

from contactline.bargaining.tables.cells import Cell, Faults, Row
from contactline.bargaining.tables.formulas import inert
from contactline.bargaining.tables.separated import rows_of
from contactline.bargaining.tables.source import bytes_of, text_in
from contactline.errors import did_you_mean
from contactline.language import say
from contactline.scenario.scalars import cut, named, shown
from contactline.study.forecast.answers import Answer
from contactline.study.forecast.card import CardEntry
from contactline.study.forecast.questions import Question, Wording
from contactline.study.forecast.written import WrittenCard

QUESTION, BY_HAND = "question", ("your name", "")
# What a blank card says of a question; nobody is called so.
SAID = ("statement", "settled_by")
# What a form puts above the names of those who filled it in.
NAMES = ("name", "who", "person", "forecaster")
PERCENT = re.compile(r"(\d+(?:[.,]\d*)?) ?%")
NUMBER = re.compile(r"\d*[.,]?\d+|\d+[.,]")
BEGIN = "Begin with a heading such as `question,Anna,Ben`, or make a blank card with --form"
HOW = "Write 20 % or 0.2, or leave the cell empty"


def form_text(questions: Mapping[str, Question]) -> str:
    """Return a blank card as CSV: a row a question of yes or no, and a column to fill in."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([QUESTION, *SAID, BY_HAND[0]])
    for one in questions.values():
        if one.kind == "chance":
            said = (one.id, say(one.text), say(one.topic.rule))
            table.writerow([*map(inert, said), ""])
    return out.getvalue()


def read_people(
    path: Path, questions: Mapping[str, Wording], told: Callable[[str], None] = lambda _: None
) -> tuple[WrittenCard, ...]:
    """Return the cards of a table, one a person; raises FileError with every fault.

    questions: that may be asked. A row a question and a column a person, or the other way round.
    told: takes a sentence on the encoding where it is guessed.
    """
    faults = Faults(str(path))
    text = text_in(bytes_of(path, faults), None, faults)
    for one in faults.guesses:
        told(f"{one.partition(' (')[0]} (if that is wrong, save it as CSV UTF-8).")
    return parse_people(text, str(path), questions)


def parse_people(text: str, file: str, questions: Mapping[str, Wording]) -> tuple[WrittenCard, ...]:
    """Return the cards of a text; raises TableError with all its faults, each in its place."""
    faults = Faults(file)
    rows = _by_question(rows_of(text, faults), questions)
    if len(rows) < 2 or len(rows[0]) < 2:
        raise faults.refuse(rows[0][0] if rows else Cell("", 1, 1), f"must be cards. {BEGIN}")
    asked = [*_asked(rows[1:], questions, faults)]
    columns = _people(rows[0], faults)
    cards = []
    for name, at in columns.items():
        cells = {one: row[at] for one, row in asked if at < len(row) and row[at].text}
        chances = _chances(cells, faults)
        entries = {one: CardEntry(questions[one], said) for one, said in chances.items()}
        if cells:
            cards.append(WrittenCard(name, entries))
    if not cards and not faults.found:
        faults.note(rows[0][-1], f"nobody has filled in a cell. {HOW}")
    faults.tell()
    return tuple(cards)


def _by_question(rows: Sequence[Row], questions: Mapping[str, Wording]) -> list[Row]:
    """Return the table with a row a question; one with a row a person is turned round."""
    if not rows or sum(cell.text in questions for cell in rows[0]) == 0:
        return list(rows)
    width = max(map(len, rows))
    ends = [Cell("", row[-1].line, row[-1].column) for row in rows]
    padded = zip_longest(*(
        [*row, *([end] * (width - len(row)))] for row, end in zip(rows, ends, strict=True)
    ))  # fmt: skip
    turned = [list(column) for column in padded]
    others = [row for row in turned if row[0].text not in questions]
    nameless = [Cell("", row[0].line, row[0].column) for row in rows]
    names = [row for row in others if row[0].text.lower() in NAMES] or [*others, nameless]
    return [names[0], *(row for row in turned if row[0].text in questions)]


def _asked(
    rows: Sequence[Row], questions: Mapping[str, Wording], faults: Faults
) -> Iterator[tuple[str, Row]]:
    """Yield each question with its row; note those that are not there, or twice."""
    lines: dict[str, int] = {}
    for row in rows:
        cell = row[0]
        if cell.text not in questions:
            near = did_you_mean(cell.text, questions) or ". A blank card has them: --form FILE.csv"
            faults.note(cell, f"{named(cell.text)}: no such question{near}")
        elif questions[cell.text].kind != "chance":
            wrong = f"{cell.text}: asks for a number, and a table of people holds chances"
            faults.note(cell, f"{wrong}. Leave the row out")
        elif cell.text in lines:
            wrong = f"{cell.text}: given twice, first in line {lines[cell.text]}"
            faults.note(cell, f"{wrong}. Keep one of them")
        else:
            lines[cell.text] = cell.line
            yield cell.text, row


def _people(heading: Row, faults: Faults) -> dict[str, int]:
    """Return the columns of people by name; note a name that stands twice."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(heading):
        name = cut(cell.text)
        if at == 0 or name.lower() in SAID:
            continue
        name = f"card {at}" if name.lower() in BY_HAND else name
        if name in columns:
            faults.note(cell, f"{named(name)}: stands twice. Give each person another name")
        columns[name] = at
    return columns


def _chances(cells: Mapping[str, Cell], faults: Faults) -> dict[str, Answer]:
    """Return the chances of one person. A bare number beside per cents is doubted, unless 0."""
    in_percent = any(cell.text.endswith("%") for cell in cells.values())
    found = {}
    for name, cell in cells.items():
        chance = _chance(cell.text)
        if chance is None:
            faults.note(cell, f"{name}: must be a chance, got {shown(cell.text)}. {HOW}")
        elif in_percent and chance > 0 and not cell.text.endswith("%"):
            wrong = f"{name}: got {cell.text} where other cells of the column have a %"
            faults.note(cell, f"{wrong}. Write all of them with %, or none")
        else:
            found[name] = Answer(chance=chance, of=0)
    return found


def _chance(text: str) -> float | None:
    """Return a chance from 0 to 1, None where the text is none."""
    percent = PERCENT.fullmatch(text.replace("\N{NO-BREAK SPACE}", " "))
    bare = percent[1] if percent else text
    if not NUMBER.fullmatch(bare):
        return None
    chance = float(bare.replace(",", ".")) / (100 if percent else 1)
    return chance if chance <= 1 else None
