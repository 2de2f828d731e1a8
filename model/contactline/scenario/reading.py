"""The text of a file as a tree with places. Nothing in a text can run code or blow up.

The text is read as a stream of YAML events; anchors, aliases, tags, merge keys and second
documents are refused where they stand, so nothing is ever expanded or built from a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from contactline.errors import Fault, ScenarioError
from contactline.scenario.files import MOST_BYTES
from contactline.scenario.scalars import cut, cut_off, joined, resolve, shown
from contactline.scenario.tree import MOST_DEEP, Node, Place

MOST_VALUES = 20_000
MOST_TEXT = 10_000
MOST_KEY = 200

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_CUT_OFF = re.compile(r"[ \t]+#(?:[^ \t\n\r]| *[0-9])[^\n\r]*")
"""A comment that may well be the rest of a text: `Plan #2`, and not `Plan # a note`."""
_REMEDIES = {
    "'\\t'": "Indent with spaces",
    "cannot start any token": "Put the text in quotes",
    "mapping values are not allowed here": "Put a text with a colon in quotes",
    "sequence entries are not allowed here": "Put a text that begins with a dash in quotes",
    "<block end>": "Indent the keys of one mapping alike",
}
_START = "Start with `title: ...`, or make a file with `contactline new NAME`"


@dataclass(frozen=True, eq=False)
class Document:
    """A file that was read: its tree, and a fault for each key it gives twice."""

    tree: Node
    faults: tuple[Fault, ...]


def read(text: str, file: str) -> Document:
    """Return the tree of a scenario file; raises ScenarioError at the first fault of syntax."""
    document = read_value(text, file)
    tree = document.tree
    if tree.value is None:
        _refuse(Place(file), f"must be a scenario, got an empty file. {_START}")
    if not isinstance(tree.value, dict):
        _refuse(tree.place, f"must be keys with values, got {shown(tree.plain())}. {_START}")
    return document


def read_value(text: str, file: str) -> Document:
    """Return the tree of any one YAML value; an empty text is a tree of nothing."""
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_BYTES:
        _refuse(Place(file), f"must be at most 1 MiB ({MOST_BYTES} characters), got {len(text)}")
    _refuse_unreadable(text, file)
    text = _without_tabs(text)
    builder = _Builder(file, text)
    try:
        for event in _events(text, file):
            builder.take(event)
    except ScenarioError:
        builder.refuse_cut_off()
        raise
    return Document(builder.root, tuple(builder.faults))


def _without_tabs(text: str) -> str:
    """Return a text with a space for each tab, which YAML allows, but not for one that indents."""
    return "".join(map(_line_without_tabs, text.splitlines(keepends=True)))


def _line_without_tabs(line: str) -> str:
    body = line.lstrip(" \t")
    indent = line[: len(line) - len(body)]
    indents = body.strip() and not body.startswith("#")
    return (indent if indents else indent.replace("\t", " ")) + body.replace("\t", " ")


def _events(text: str, file: str) -> Iterator[events.Event]:
    place = Place(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            place = _place(event, file)
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else place
        problem = str(error.problem).splitlines()[0]
        raise ScenarioError(
            [place.fault(f"not valid YAML: {problem}. {_remedy(problem)}")]
        ) from error
    except (ValueError, OverflowError) as error:
        problem = "an escape such as \\U0001F54A names no character"
        raise ScenarioError([place.fault(f"not valid YAML: {problem}. {_remedy('')}")]) from error
    except YAMLError as error:
        text = f"not valid YAML: {error}. {_remedy('')}"
        raise ScenarioError([place.fault(text)]) from error


def _place(event: events.Event, file: str) -> Place:
    return Place(file, event.start_mark.line + 1, event.start_mark.column + 1)


def _remedy(problem: str) -> str:
    found = [remedy for sign, remedy in _REMEDIES.items() if sign in problem]
    return found[0] if found else "Check indentation, quotes and brackets"


def _refuse_unreadable(text: str, file: str) -> None:
    found = _UNPRINTABLE.search(text) or _DIRECTIVE.search(text)
    if found:
        lines = re.split(r"\r\n|\r|\n", text[: found.start()])
        place = Place(file, len(lines), len(lines[-1]) + 1)
        if found.group() == "%":
            _refuse(place, "directives are not allowed, got a line that begins with %")
        _refuse_unprintable(found.group(), place)


def _refuse_unprintable(text: str, place: Place) -> None:
    found = _UNPRINTABLE.search(text)
    if found:
        _refuse(place, f"must be printable text, got the character U+{ord(found.group()):04X}")


def _refuse(place: Place, text: str) -> NoReturn:
    raise ScenarioError([place.fault(text)])


@dataclass
class _Open:
    """A list or mapping that is being read, and the key that waits for its value."""

    node: Node
    path: str
    flow: bool | None = False
    key: tuple[str, Place] | None = None

    @property
    def key_path(self) -> str:
        """Return the dotted path of the key that waits, or of the list itself."""
        return joined(self.path, self.key[0]) if self.key else self.path


class _Builder:
    """Builds a tree from events, one after the other, without recursion."""

    def __init__(self, file: str, text: str) -> None:
        self.root = Node(None, Place(file), Place(file))
        self.faults: list[Fault] = []
        self._file = file
        self._text, self._lines = text, text.splitlines()
        self._cut_off: Node | None = None
        self._opened: list[_Open] = []
        self._values = 0
        self._documents = 0

    def take(self, event: events.Event) -> None:
        """Take the next event of the text."""
        if isinstance(event, events.NodeEvent):
            self._take_value(event, _place(event, self._file))
        elif isinstance(event, events.CollectionEndEvent):
            self._opened.pop()
        elif isinstance(event, events.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                _refuse(
                    _place(event, self._file),
                    "must be one document, got a second one. Remove `---`",
                )

    def _take_value(self, event: events.NodeEvent, place: Place) -> None:
        _refuse_dangers(event, place)
        self._values += 1
        if self._values > MOST_VALUES:
            _refuse(place, f"must hold at most {MOST_VALUES} values, got more")
        if isinstance(event, events.ScalarEvent):
            self._take_scalar(event, place)
        elif isinstance(event, events.CollectionStartEvent):
            self._take_start(event, place)

    def _take_start(self, event: events.CollectionStartEvent, place: Place) -> None:
        if len(self._opened) == MOST_DEEP:
            _refuse(place, f"nested deeper than {MOST_DEEP} levels")
        if self._awaits_key():
            _refuse(place, "a key must be one word, got a list or a mapping")
        path = self._opened[-1].key_path if self._opened else ""
        mapping = isinstance(event, events.MappingStartEvent)
        node = self._add({} if mapping else [], place)
        self._opened.append(_Open(node, path, event.flow_style))

    def _take_scalar(self, event: events.ScalarEvent, place: Place) -> None:
        text, plain = event.value, event.implicit[0]
        most = MOST_KEY if self._awaits_key() else MOST_TEXT
        if len(text) > most:
            _refuse(place, f"must be at most {most} characters long, got {len(text)}")
        _refuse_unprintable(text, place)
        if not self._awaits_key():
            value = resolve(text) if plain else text
            self._add(value, self._place_of_value(event, place), self._comment(event))
        elif plain and text == "<<":
            _refuse(place, "merge keys are not allowed, got <<. Use `from` or write the values")
        else:
            self._opened[-1].key = (text, place)

    def _comment(self, event: events.ScalarEvent) -> str:
        """Return the comment behind a text without quotes if it may be the rest of it."""
        if event.style is not None:
            return ""
        if event.value:
            found = _CUT_OFF.match(self._text, event.end_mark.index)
        else:
            found = self._behind_key()
        return found.group() if found else ""

    def _behind_key(self) -> re.Match[str] | None:
        """Return the comment that stands where the value of a key would, in its line."""
        key = self._opened[-1].key if self._opened else None
        if key is None:
            return None
        line = self._lines[key[1].line - 1]
        return _CUT_OFF.search(line, key[1].column - 1 + len(key[0]))

    def refuse_cut_off(self) -> None:
        """Refuse a text cut off in a line with brackets, whose end the comment has swallowed."""
        if self._cut_off and self._opened and self._opened[-1].flow:
            rest = re.split(r"[,}\]]", self._cut_off.comment)[0]
            _refuse(self._cut_off.place, cut_off(str(self._cut_off.value), rest))

    def _place_of_value(self, event: events.ScalarEvent, place: Place) -> Place:
        """Return where a value stands; one that is left out stands where its key does."""
        left_out = event.implicit[0] and not event.value
        key = self._opened[-1].key if self._opened else None
        return key[1] if left_out and key else place

    def _awaits_key(self) -> bool:
        opened = self._opened[-1] if self._opened else None
        return opened is not None and isinstance(opened.node.value, dict) and opened.key is None

    def _add(self, value: object, place: Place, comment: str = "") -> Node:
        if not self._opened:
            self.root = Node(value, place, place, comment)
            return self.root
        opened = self._opened[-1]
        key_place = opened.key[1] if opened.key else place
        node = Node(value, place, key_place, comment)
        if comment and isinstance(value, str):
            self._cut_off = node
        if opened.key is None:
            opened.node.items.append(node)
        else:
            self._enter(opened, node)
        return node

    def _enter(self, opened: _Open, node: Node) -> None:
        """Enter a value below the key that waits for it; note a key that is given twice."""
        (key, key_place), path, opened.key = opened.key or ("", node.place), opened.key_path, None
        first = opened.node.entries.setdefault(key, node)
        if first is not node:
            line = first.key_place.line
            text = f"{path}: given twice, first in line {line}. Keep one of them"
            self.faults.append(key_place.fault(text))


def _refuse_dangers(event: events.NodeEvent, place: Place) -> None:
    if isinstance(event, events.AliasEvent):
        _refuse(place, f"aliases are not allowed, got *{event.anchor}. Write the value itself")
    if event.anchor is not None:
        _refuse(place, f"anchors are not allowed, got &{event.anchor}. Leave it out")
    tag = getattr(event, "tag", None)
    if tag is not None:
        short = tag.replace("tag:yaml.org,2002:", "!!")
        _refuse(place, f"tags are not allowed, got {cut(short)}. Leave it out")
