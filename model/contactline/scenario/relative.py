"""Numbers written as a change of what the parent says: `{times: 2}` and `{plus: 0.2}`.

What they stand for is worked out before a file is merged into its parent, so that nothing behind
this file knows of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import cast

from contactline.dials.declaration import Dial
from contactline.dials.distributions import Distribution
from contactline.errors import Fault
from contactline.scenario.faults import Known
from contactline.scenario.fields import AIM, AIMS, CONTRIBUTOR_FIELDS, FIELDS
from contactline.scenario.scalars import dotted, shown
from contactline.scenario.tree import Node, merged, planted
from contactline.scenario.values import SettingError, is_relative, value_of

type Path = tuple[str, ...]

_HAS_DEFAULT = (*CONTRIBUTOR_FIELDS, "flexibility", "compliance", "lesson")
"""The numbers of actors and truces that hold where no file says one."""


def settled(parent: Node, child: Node, known: Known, faults: list[Fault]) -> Node:
    """Return the child's tree with numbers in place of changes of what the parent says.

    An event changes what its parent says of the event, or else what the files say of the dial.
    faults: one is noted for each change that cannot be made, which is left out.
    """
    events = {"events": child.entries["events"]} if "events" in child.entries else {}
    others = {key: node for key, node in child.entries.items() if key not in events}
    first = _settled(replace(child, value=others), (), parent, known, faults)
    whole = merged(parent, first) if events else parent
    last = _settled(replace(child, value=events), (), whole, known, faults)
    found = first.entries | last.entries
    return replace(child, value={key: found[key] for key in child.entries if key in found})


def changed(dial: Dial, before: Distribution, plain: object) -> object:
    """Return the plain value of a number changed as `{times: 2}` or `{plus: 0.2}` says.

    Raises SettingError outside the range of the dial.
    """
    way, by = _step(plain)
    after = before.moved(by if way == "times" else 1.0, by if way == "plus" else 0.0)
    outside = [one for one in after.stated if not dial.low <= one <= dial.high]
    if outside:
        got = f"{shown(plain)} of {shown(before.to_plain())}, which makes {shown(outside[0])}"
        raise SettingError(f"must be {dial.allowed}, got {got}. Take a smaller step, or a number")
    return after.to_plain()


def number_at(path: Path, known: Known) -> Dial | None:
    """Return the declaration of the number that may stand at a path of a file, None if none may."""
    dial: Dial | None = None
    match path:
        case ("horizon_days",):
            dial = FIELDS["horizon_days"]
        case (section, key):
            dial = known.dials.get(f"{section}.{key}")
        case ("events", _, "change", key):
            dial = known.dials.get(key)
        case ("actors", _, "stances", issue, key) if key == AIM:
            dial = AIMS.get(issue)
        case ("actors", _, "stances", _, key):
            dial = FIELDS.get(f"actors.*.stances.*.{key}")
        case ("actors" | "events", _, *keys):
            dial = FIELDS.get(".".join([path[0], "*", *keys]))
    return dial if dial and dial.is_number else None


def _settled(child: Node, path: Path, whole: Node, known: Known, faults: list[Fault]) -> Node:
    """Return the part of a child at a path with its numbers; `whole` is what they change."""
    entries = {}
    for key, node in child.entries.items():
        here = (*path, key)
        dial = number_at(here, known)
        if dial is None or not is_relative(node.entries):
            entries[key] = _settled(node, here, whole, known, faults) if node.entries else node
            continue
        try:
            made = _made(node, dial, here, whole)
        except SettingError as fault:
            faults.append(node.place.fault(f"{dotted(here)}: {fault}"))
            continue
        if made:
            entries[key] = made
    return replace(child, value=entries)


def _made(node: Node, dial: Dial, path: Path, whole: Node) -> Node | None:
    """Return the number that a change of what the parent says comes to, None if that is wrong."""
    plain = node.plain()
    said = _said(path, dial, whole)
    if said is None:
        raise SettingError(f"has nothing to change, got {shown(plain)}. Write the number itself")
    try:
        before = cast(Distribution, value_of(dial, said))
    except SettingError:
        return None  # told at its own place
    made = planted(changed(dial, before, plain), node.place)
    return replace(made, key_place=node.key_place)


def _step(plain: object) -> tuple[str, float]:
    """Return whether a number is multiplied or added to, and by how much."""
    way, by = next(iter(plain.items())) if isinstance(plain, Mapping) else ("", None)
    if isinstance(by, bool) or not isinstance(by, int | float) or not isfinite(by):
        raise SettingError(f"{way} must be one number such as {{{way}: 2}}, got {shown(plain)}")
    if way == "times" and by <= 0:
        raise SettingError(f"times must be above 0, got {shown(by)}. Write the number itself")
    return way, float(by)


def _said(path: Path, dial: Dial, whole: Node) -> object:
    """Return what is said at a path, or what holds where nothing is; None where nothing does."""
    found = _plain_at(path, whole)
    match path:
        case ("events", own, "change", name) if found is None:
            _refuse_another(name, own, whole)
            found = _plain_at((dial.section, dial.key), whole)
            return dial.default if found is None else found
        case (("actors" | "events") as section, key, *_, last) if found is None:
            there = _plain_at((section, key), whole) is not None
            return dial.default if there and last in _HAS_DEFAULT else None
    return dial.default if found is None else found


def _plain_at(path: Path, whole: Node) -> object:
    node = whole
    for key in path:
        if key not in node.entries:
            return None
        node = node.entries[key]
    return node.plain()


def _refuse_another(name: str, own: str, whole: Node) -> None:
    """Refuse to change a dial in an event where another event changes it too."""
    events = whole.entries.get("events")
    for key, event in (events.entries if events else {}).items():
        change = event.entries.get("change")
        if key != own and change and name in change.entries:
            raise SettingError(f"the event {key} changes it too. Write the number itself")
