"""Scenarios found by name or by path, each merged into the one it says it comes from."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from contactline.errors import RunError, ScenarioError, did_you_mean
from contactline.evidence import scenarios_folder
from contactline.scenario.building import partial_faults
from contactline.scenario.content import OWN
from contactline.scenario.dotted import undotted
from contactline.scenario.faults import Known, known_names
from contactline.scenario.files import text_of
from contactline.scenario.model import Scenario
from contactline.scenario.reading import Document, read
from contactline.scenario.relative import settled
from contactline.scenario.scalars import named, shown
from contactline.scenario.tree import Node, Place, merged

MOST_PARENTS = 20


@dataclass(frozen=True)
class _Source:
    """A file to read: where it lies, and how faults call it. Without a path it is a text."""

    file: str
    path: Path | None

    @property
    def identity(self) -> str:
        return os.path.realpath(self.path) if self.path else self.file


def available(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of the bundled scenarios, base first, the others by name."""
    found = sorted(path.stem for path in (folder or scenarios_folder()).glob("*.yaml"))
    return tuple(sorted(found, key=lambda name: name != "base"))


def load(
    name_or_path: str | Path, *, known: Known | None = None, folder: Path | None = None
) -> Scenario:
    """Return a scenario by the name of a bundled one or by the path of a file.

    known, folder: other names to check against and another folder of bundled scenarios.
    Raises ScenarioError with every fault of the file and of those it comes from.
    """
    folder = folder or scenarios_folder()
    source = _named(str(name_or_path), folder)
    document = _document(source)
    return _resolved(source, document, Path(source.file).stem, known, folder)


def scenario_of(one: Scenario | str | Path) -> Scenario:
    """Return a scenario, or the one of this name or at this path.

    Raises RunError for anything else, and ScenarioError as `load` does.
    """
    if isinstance(one, Scenario):
        return one
    if isinstance(one, str | Path):
        return load(one)
    raise RunError(f"scenario must be a Scenario, or the name or path of one, got {one!r:.80}.")


def parse(
    text: str, *, name: str = "text", known: Known | None = None, folder: Path | None = None
) -> Scenario:
    """Return the scenario of a text; its `from` may only name a bundled scenario.

    name: what the scenario and its faults are called.
    """
    folder = folder or scenarios_folder()
    source = _Source(name, None)
    return _resolved(source, read(text, name), name, known, folder)


def _named(text: str, folder: Path) -> _Source:
    """Return the bundled scenario of this name, or the file at this path."""
    names = available(folder)
    if text in names:
        return _Source(f"{text}.yaml", folder / f"{text}.yaml")
    meant = _bundled(text, names) if _is_path(text) and not _is_there(Path(text)) else ""
    if meant:
        raise _refusal(Place(named(text)), f"no such file, got {named(text)}{meant}")
    if text and (_is_path(text) or _is_there(Path(text))):
        return _Source(text if text.isprintable() else repr(text), Path(text))
    near = did_you_mean(text.lower(), names)
    allowed = "" if near else f". There are {', '.join(names)}, or give the path of a .yaml file"
    raise _refusal(Place(named(text)), f"no such scenario, got {shown(text)}{allowed}{near}")


def _is_path(text: str) -> bool:
    return text.endswith((".yaml", ".yml")) or "/" in text or os.sep in text


def _document(source: _Source) -> Document:
    """Return what a file holds; a file that has not changed is not read again."""
    path = source.path or Path(source.file)
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return _read(path, source.file, (0, 0))
    return _read(path, source.file, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=64)
def _read(path: Path, file: str, _stamp: tuple[int, int]) -> Document:
    return read(text_of(path, file), file)


def _resolved(
    source: _Source, document: Document, name: str, known: Known | None, folder: Path
) -> Scenario:
    """Return the scenario of a document merged into its parents, the farthest first."""
    known = known or known_names()
    lineage = [document]
    try:
        lineage += _parents(source, document, folder)
    except ScenarioError as error:
        own = [*error.faults, *document.faults]
        tree = undotted(_without(document.tree, ("from",)), known, own)
        raise ScenarioError([*own, *partial_faults(tree, known)]) from error
    return _made(tuple(lineage), name, source.file, known)


@lru_cache(maxsize=64)
def _made(lineage: tuple[Document, ...], name: str, file: str, known: Known) -> Scenario:
    """Return the scenario of a document and its parents; of the same ones it is made once."""
    faults = [fault for ancestor in lineage for fault in ancestor.faults]
    whole = Node({}, lineage[0].tree.place, lineage[0].tree.key_place)
    for ancestor in reversed(lineage):
        parent = _without(whole, ("from", *OWN))
        tree = undotted(ancestor.tree, known, faults)
        whole = merged(parent, settled(parent, tree, known, faults))
    whole = _without(whole, ("from",))
    return Scenario.from_tree(whole, name=name, source=file, known=known, faults=faults)


def _without(tree: Node, keys: tuple[str, ...]) -> Node:
    entries = {key: node for key, node in tree.entries.items() if key not in keys}
    return Node(entries, tree.place, tree.key_place)


def _parents(source: _Source, document: Document, folder: Path) -> Iterator[Document]:
    """Yield the documents a document comes from, the nearest first."""
    line = [source]
    while "from" in document.tree.entries:
        parent = _parent(document.tree.entries["from"], line[-1], folder)
        line.append(parent)
        _refuse_circle(document.tree.entries["from"], line)
        document = _document(parent)
        yield document


def _refuse_circle(node: Node, line: list[_Source]) -> None:
    identities = [source.identity for source in line]
    first = identities.index(identities[-1])
    if first < len(line) - 1:
        circle = " -> ".join(source.file for source in line[first:])
        raise _refusal(node.place, f"from: must not lead back, got the circle {circle}")
    if len(line) > MOST_PARENTS:
        raise _refusal(node.place, f"from: must be at most {MOST_PARENTS} parents deep, got more")


def _parent(node: Node, child: _Source, folder: Path) -> _Source:
    text, names = node.value, available(folder)
    if not isinstance(text, str) or not text.strip():
        must = "must be the name of a bundled scenario or a .yaml file"
        raise _refusal(node.place, f"from: {must}, got {shown(node.plain())}")
    if not _is_path(text):
        if text in names:
            return _Source(f"{text}.yaml", folder / f"{text}.yaml")
        near = did_you_mean(text.lower(), names) or f". There are {', '.join(names)}"
        raise _refusal(node.place, f"from: no such scenario, got {shown(text)}{near}")
    return _beside(node.place, text, child, names)


def _beside(place: Place, text: str, child: _Source, bundled: Collection[str]) -> _Source:
    """Return the file a child names as its parent, looked for in the child's folder."""
    if child.path is None:
        must = "must be a bundled scenario here"
        raise _refusal(place, f"from: {must}, got the file {named(text)}{_bundled(text, bundled)}")
    folder = child.path.parent
    if not _is_there(folder / text):
        files = sorted(path.name for path in folder.glob("*.yaml") if path.name != child.path.name)
        near = _bundled(text, bundled) or did_you_mean(text, files)
        raise _refusal(place, f"from: no such file, got {named(text)}{near}")
    path = folder / text
    return _Source(str(path) if path.is_absolute() else os.path.relpath(path), path)


def _bundled(text: str, names: Collection[str]) -> str:
    """Return the end of a sentence that offers the bundled scenario a file is called after."""
    name = Path(text).stem
    return f". Did you mean '{name}', the bundled scenario?" if name in names else ""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _refusal(place: Place, text: str) -> ScenarioError:
    return ScenarioError([place.fault(text)])
