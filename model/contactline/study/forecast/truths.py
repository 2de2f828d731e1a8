"""What happened, as a file of answers has it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from contactline.errors import Fault, FileError, did_you_mean
from contactline.evidence.fields import is_number
from contactline.scenario.files import text_of
from contactline.scenario.reading import read_value
from contactline.scenario.scalars import named, shown
from contactline.scenario.tree import Node
from contactline.study.forecast.contradictions import Settled, Truth, contradictions
from contactline.study.forecast.questions import Wording


class AnswersError(FileError):
    """A file of answers cannot be used."""


def read_answers(path: Path, questions: Mapping[str, Wording]) -> dict[str, Truth]:
    """Return what happened by question id; raises FileError with every fault of the file."""
    return parse_answers(text_of(path, str(path), "a file of answers"), str(path), questions)


def parse_answers(text: str, file: str, questions: Mapping[str, Wording]) -> dict[str, Truth]:
    """Return the answers of a text; raises AnswersError with all its faults, each in its place.

    Two answers that contradict each other are one of them.
    """
    document = read_value(text, file)
    tree = document.tree
    if not tree.entries:
        must = "must be lines such as `ceasefire-by-2025-01-20: false`"
        raise AnswersError([tree.place.fault(f"{must}, got {shown(tree.plain())}")])
    found = {name: _truth(name, node, questions) for name, node in tree.entries.items()}
    truths = {name: one for name, one in found.items() if not isinstance(one, Fault)}
    said = [Settled(name, one, tree.entries[name].place) for name, one in truths.items()]
    wrong = [one for one in found.values() if isinstance(one, Fault)]
    if faults := [*document.faults, *wrong, *contradictions(said)]:
        raise AnswersError(faults)
    return truths


def _truth(name: str, node: Node, questions: Mapping[str, Wording]) -> Truth | Fault:
    """Return one answer, or what is wrong with it."""
    if name not in questions:
        near = did_you_mean(name, questions) or ". `contactline forecast --json` lists them"
        return node.key_place.fault(f"{named(name)}: no such question{near}")
    value, must = node.value, "a number from 0"
    if value is None:
        return node.place.fault(f"{name}: has no answer. Leave out what is not settled")
    if questions[name].kind == "chance":
        if isinstance(value, bool):
            return value
        must = "true or false"
    elif is_number(value) and value >= 0:
        return float(value)
    return node.place.fault(f"{name}: must be {must}, got {shown(node.plain())}")
