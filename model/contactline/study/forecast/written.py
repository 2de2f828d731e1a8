"""A card that was written down: read again as it was written, every fault in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

from contactline.errors import Fault, FileError, ScenarioError
from contactline.evidence.fields import is_number
from contactline.scenario.files import text_of
from contactline.scenario.reading import read_value
from contactline.scenario.scalars import named, shown
from contactline.scenario.tree import Node
from contactline.study.forecast.answers import SHARES, Answer, put
from contactline.study.forecast.card import FORMAT, Card, CardEntry, as_plain
from contactline.study.forecast.questions import Topic, Wording, topic_of

# No scenario has such a key, and a card that was cut off has it still.
MARK = re.compile(r'"(cautions|cut_off)"\s*:')
ALIKE = 1e-9
AS_IT_WAS = "A card is scored as it was written: take the file that was kept"


class CardError(FileError):
    """A card that was written down cannot be used."""


@dataclass(frozen=True)
class WrittenCard:
    """What somebody put on record: a model, or a person. name: what it is called beside others.

    plain: the whole card for a program to read, as it was written.
    """

    name: str
    entries: Mapping[str, CardEntry]
    plain: Mapping[str, Any] = field(default_factory=dict)


def written(card: Card) -> WrittenCard:
    """Return a card that was made now as one that is written down."""
    return WrittenCard(card.name, card.entries, as_plain(card))


def is_card(path: Path) -> bool:
    """Return whether a file is a card that was written down, whole or not, and no scenario."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    try:
        return bool(MARK.search(text_of(path, str(path))))
    except ScenarioError:
        return False


def read_card(path: Path) -> WrittenCard:
    """Return the card of a file that `forecast --out` wrote; raises FileError with all faults."""
    return parse_card(text_of(path, str(path), "a card"), str(path))


def parse_card(text: str, file: str) -> WrittenCard:
    """Return the card of a text; raises CardError with all its faults, each in its place."""
    document = read_value(text, file)
    reader = _Reader([*document.faults])
    tree = document.tree
    if reader.value(tree, "format", lambda one: one == FORMAT, str(FORMAT)) is None:
        raise CardError(reader.faults)
    head = reader.head(tree)
    entries: dict[str, CardEntry] = {}
    for node in reader.list_of(tree, "questions"):
        if not node.entries:
            reader.faults.append(node.place.fault(f"must be a question, got {shown(node.plain())}"))
            continue
        entry = reader.entry(node)
        name = entry.question.id
        if name in entries:
            reader.faults.append(node.place.fault(f"{named(name)}: stands twice. {AS_IT_WAS}"))
        entries[name] = entry
    if reader.faults:
        raise CardError(reader.faults)
    return WrittenCard(str(head["scenario"]), entries, _plain(tree))


def _plain(tree: Node) -> dict[str, Any]:
    """Return the card without the score that may have been written with it."""
    return {key: node.plain() for key, node in tree.entries.items() if key != "score"}


def _is_text(found: object) -> bool:
    return isinstance(found, str) and bool(found)


def _is_share(found: object) -> bool:
    return is_number(found) and 0 <= found <= 1


def _is_amount(found: object) -> bool:
    return is_number(found) and found >= 0


def _is_count(found: object) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and found >= 0


def _is_day(found: object) -> bool:
    try:
        return isinstance(found, str) and bool(date.fromisoformat(found))
    except ValueError:
        return False


type Check = tuple[Callable[[object], bool], str]

TEXT: Check = (_is_text, "a text")
SHARE: Check = (_is_share, "a number from 0 to 1")
AMOUNT: Check = (_is_amount, "a number from 0")
COUNT: Check = (_is_count, "a whole number from 0")
DAY: Check = (_is_day, "a date such as 2025-01-20")
HEAD: Mapping[str, Check] = {
    "scenario": TEXT, "title": TEXT, "digest": TEXT, "date": DAY, "horizon_days": COUNT,
    "seed": COUNT, "worlds": COUNT, "version": TEXT, "cut_off": DAY,
}  # fmt: skip
KINDS: Check = (lambda found: found in ("chance", "quantity"), "chance or quantity")


@dataclass
class _Reader:
    """Reads the parts of a card and collects what is wrong with them."""

    faults: list[Fault]

    def value(
        self, node: Node, key: str, allows: Callable[[object], bool], must: str, *,
        optional: bool = False,
    ) -> Any:  # fmt: skip
        """Return what stands under a key; None, and a fault unless optional, if nothing does."""
        found = node.entries.get(key)
        if found is None:
            self.faults.append(node.place.fault(f"lacks {key}. {AS_IT_WAS}"))
            return None
        plain = found.plain()
        if (optional and plain is None) or allows(plain):
            return plain
        self.faults.append(found.place.fault(f"{key}: must be {must}, got {shown(plain)}"))
        return None

    def head(self, tree: Node) -> dict[str, Any]:
        """Return what stands above the questions."""
        for caution in self.list_of(tree, "cautions"):
            if not _is_text(caution.value):
                text = f"cautions: must be texts, got {shown(caution.plain())}"
                self.faults.append(caution.place.fault(text))
        return {key: self.value(tree, key, *check) for key, check in HEAD.items()}

    def list_of(self, node: Node, key: str) -> list[Node]:
        """Return the items of a list; none, and a fault, where it is no list or has none."""
        self.value(node, key, lambda one: isinstance(one, list) and bool(one), "a list")
        return node.entries[key].items if key in node.entries else []

    def entry(self, node: Node) -> CardEntry:
        """Return one question with its answer; what is wrong with it is among the faults."""
        name = self.value(node, "id", *TEXT)
        kind = self.value(node, "kind", *KINDS)
        text, rule = (self.value(node, key, *TEXT) for key in ("question", "rule"))
        by = self.value(node, "by", *DAY)
        unit = self.value(node, "unit", *TEXT, optional=True)
        topic = Topic(topic_of(name or "", rule or ""), rule or "")
        wording = Wording(
            id=name or "", kind=kind or "chance", topic=topic, text=text or "",
            by=date.fromisoformat(by) if by else None, unit=unit or "",
        )  # fmt: skip
        return CardEntry(wording, self.answer(node, name or "a question"))

    def answer(self, node: Node, name: str) -> Answer:
        """Return what the card says to one question."""
        chance, low, high = (
            self.value(node, key, *SHARE, optional=True) for key in ("probability", "low", "high")
        )
        runs = self.value(node, "runs", *COUNT, optional=True)
        of = self.value(node, "of", *COUNT) or 0
        up_to = self.value(node, "up_to", *AMOUNT, optional=True)
        reason = self.value(node, "reason", *TEXT, optional=True)
        if chance is not None:
            self._check_share(node, name, chance, runs, of)
            chance = put(chance, of) if of else chance
        return Answer(
            chance=chance, low=low, high=high, runs=runs, of=of, quantiles=self.quantiles(node),
            up_to=inf if up_to is None else up_to, reason=reason or "",
        )  # fmt: skip

    def _check_share(self, node: Node, name: str, chance: float, runs: int | None, of: int) -> None:
        """Note a chance that is not the share of the runs beside it."""
        if runs is None:
            return
        share = runs / of if of else inf
        if runs > of or min(abs(chance - share), abs(chance - put(share, of))) > ALIKE:
            text = f"{name}: {runs:,} of {of:,} runs are no probability of {chance:g}. {AS_IT_WAS}"
            self.faults.append(node.entries["probability"].place.fault(text))

    def quantiles(self, node: Node) -> dict[str, float | None] | None:
        """Return the quantiles of a number, which must not fall; None where there are none."""
        found = node.entries.get("quantiles")
        if found is None or found.value is None:
            self.value(node, "quantiles", *TEXT, optional=True)
            return None
        if not found.entries:
            must = f"quantiles: must be {', '.join(SHARES)}, got {shown(found.plain())}"
            self.faults.append(found.place.fault(must))
            return None
        levels = {key: self.value(found, key, *AMOUNT, optional=True) for key in SHARES}
        numbers = [inf if level is None else level for level in levels.values()]
        if numbers != sorted(numbers):
            text = f"quantiles: must not fall from {next(iter(SHARES))} on. {AS_IT_WAS}"
            self.faults.append(found.place.fault(text))
        return levels
