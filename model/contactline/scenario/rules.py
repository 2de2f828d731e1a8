"""The rules that join several entries of a file: roles, red lines, days, what may be expected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from contactline.dials.distributions import Distribution
from contactline.dials.measures import AVERAGED, CUT_OFF, OUTCOMES, no_mean
from contactline.dials.sides import SIDES
from contactline.errors import did_you_mean
from contactline.scenario.decisions import DECISIONS, decisions_of
from contactline.scenario.faults import FileCheck
from contactline.scenario.fields import AIM, CONTRIBUTOR_FIELDS, EXPECTATIONS, RED_LINES
from contactline.scenario.mappings import COLUMN
from contactline.scenario.scalars import joined
from contactline.scenario.tree import Node
from contactline.scenario.values import Value, value_of

ONLY_WHO_SIGNS = {"flexibility": "gives way"} | dict.fromkeys(RED_LINES, "has red lines")
"""The fields of a stance that bind those alone who sign a deal, and what each says of them."""


def check_actors(found: Mapping[str, Any], node: Node, check: FileCheck) -> None:
    """Note actors whose fields do not fit their role, and a cast that cannot play.

    found: the fields of each actor that passed their own checks. node: the actors' mapping.
    """
    for key, actor in found.items():
        entry, path = node.entries[key], joined("actors", key)
        _check_role(actor.get("role"), entry, path, check)
        if actor.get("role") and "plays" in entry.entries:
            _check_plays(key, actor["role"], entry.entries["plays"], check)
        stances = entry.entries.get("stances")
        if stances is not None:
            _check_who_signs(actor.get("role"), stances, joined(path, "stances"), check)
            _check_stances(actor.get("stances", {}), stances, joined(path, "stances"), check)
            _check_aims(actor.get("role"), stances, joined(path, "stances"), check)
    roles = {key: found.get(key, {}).get("role", "") for key in node.entries}
    if all(roles.values()):
        _check_cast(roles, node, check)


def _check_role(role: str | None, node: Node, path: str, check: FileCheck) -> None:
    if role == "contributor" and "deployable_troops" not in node.entries:
        check.fault(node.key_place, path, "a contributor needs deployable_troops")
    for field in CONTRIBUTOR_FIELDS if role not in (None, "contributor") else ():
        if field in node.entries:
            place = node.entries[field].key_place
            check.fault(place, joined(path, field), f"only a contributor has it, got role {role}")


def _check_plays(key: str, role: str, node: Node, check: FileCheck) -> None:
    """Note decisions to be played that an actor does not take in its role."""
    known = decisions_of(role, key)
    for name, entry in node.entries.items():
        if name in DECISIONS and name not in known:
            who = DECISIONS[name].actor or f"a {DECISIONS[name].role}"
            only = f"only {who} decides it, got {key} in the role {role}"
            own = f", which decides {', '.join(known)}" if known else ""
            check.fault(entry.key_place, f"{joined('actors', key)}.plays.{name}", f"{only}{own}")


def _check_who_signs(role: str | None, node: Node, path: str, check: FileCheck) -> None:
    """Note stances that say how far an actor gives way, or not, that signs nothing."""
    for issue, stance in node.entries.items() if role not in (None, "belligerent") else ():
        for field, what in ONLY_WHO_SIGNS.items():
            if field in stance.entries:
                place = stance.entries[field].key_place
                text = f"only a belligerent {what}, got role {role}. Remove it, or state a position"
                check.fault(place, joined(joined(path, issue), field), text)


def _check_stances(stances: Mapping[str, Any], node: Node, path: str, check: FileCheck) -> None:
    if node.value == {}:
        check.fault(node.key_place, path, "needs at least one stance, got none")
    for issue, stance in stances.items():
        if all(line in stance for line in RED_LINES):
            least, most = stance["at_least"].support[1], stance["at_most"].support[0]
            if least > most:
                place = node.entries[issue].entries["at_least"].place
                text = f"must not be above at_most ({most:g}), got {least:g}"
                check.fault(place, joined(joined(path, issue), "at_least"), text)


def _check_aims(role: str | None, node: Node, path: str, check: FileCheck) -> None:
    """Note what somebody who fights no war would bring about if it won it."""
    for issue, stance in node.entries.items() if role not in (None, "belligerent") else ():
        if AIM in stance.entries:
            at, text = joined(joined(path, issue), AIM), "only a belligerent has it, got role"
            check.fault(stance.entries[AIM].key_place, at, f"{text} {role}")


def _check_cast(roles: Mapping[str, str], node: Node, check: FileCheck) -> None:
    sides = sorted(key for key, role in roles.items() if role == "belligerent")
    if sides != sorted(SIDES):
        must = f"must have {' and '.join(sorted(SIDES))} as the only two belligerents"
        check.fault(node.key_place, "actors", f"{must}, got {', '.join(sides) or 'none'}")
    brokers = sorted(key for key, role in roles.items() if role == "broker")
    if len(brokers) != 1:
        got = ", ".join(brokers) or "none"
        check.fault(node.key_place, "actors", f"must have exactly one broker, got {got}")


def day_of(event: Mapping[str, Any], start: date) -> int | None:
    """Return the day of an event counted from day 0, None where the file gives none."""
    if "date" in event:
        return int((event["date"] - start).days)
    return event.get("day")


def check_events(found: Mapping[str, Any], tree: Node, horizon_days: int, check: FileCheck) -> None:
    """Note events without a day, with two, or outside the days that are followed.

    found: the values of the file. An inherited event that lies behind a shortened horizon is
    no fault: it is not reached.
    """
    for key, event in found.get("events", {}).items():
        node, path = tree.entries["events"].entries[key], joined("events", key)
        ways = [way for way in ("date", "day") if way in node.entries]
        if len(ways) == 1 and "date" in found:
            _check_day(event, ways[0], (tree, node), path, (found["date"], horizon_days), check)
        elif len(ways) != 1:
            got = "both" if ways else "neither"
            check.fault(node.key_place, path, f"needs either date or day, got {got}")


def _check_day(
    event: Mapping[str, Any],
    way: str,
    nodes: tuple[Node, Node],
    path: str,
    days: tuple[date, int],
    check: FileCheck,
) -> None:
    (tree, node), (start, horizon_days) = nodes, days
    day = day_of(event, start)
    if day is None or 0 <= day <= horizon_days:
        return
    place, inherited = node.entries[way].place, node.place.file != tree.place.file
    if inherited and day > 0:
        return
    if inherited and "date" in tree.entries:
        place = tree.entries["date"].place
    last = start + timedelta(days=horizon_days)
    got = event[way] if way == "date" else f"day {day}"
    must = f"must lie from {start} (day 0) to {last} (day {horizon_days})"
    check.fault(place, joined(path, way), f"{must}, got {got}. Change it, or remove the event")


def unreached(ceasefire_day: Value, horizon_days: int) -> str:
    """Return what is wrong with the day of an imposed ceasefire that no world reaches, or ""."""
    first = cast(Distribution, ceasefire_day).support[0]
    if first < horizon_days:
        return ""
    must = f"must be before the last day (horizon_days {horizon_days}) where a ceasefire is imposed"
    return f"{must}, got {first:g}. Set an earlier day, or more horizon_days"


def check_imposed_day(
    found: Mapping[str, Any], tree: Node, horizon_days: int, check: FileCheck
) -> None:
    """Note a ceasefire that the file imposes, but on a day that lies at or behind the horizon.

    The fault is placed where this file, rather than one it comes from, has a part in it.
    """
    assumed, name = found.get("assume", {}), "assume.ceasefire_day"
    if assumed.get("ceasefire") is not True or name not in check.known.dials:
        return
    dial = check.known.dials[name]
    entries, given = tree.entries["assume"].entries, assumed.get("ceasefire_day")
    if given is None and "ceasefire_day" in entries:
        return  # what stands there is refused already
    wrong = unreached(given or value_of(dial, dial.default), horizon_days)
    if wrong:
        nodes = [entries.get("ceasefire_day"), tree.entries.get("horizon_days")]
        there = [one for one in (*nodes, entries["ceasefire"]) if one]
        own = [one for one in there if one.place.file == tree.place.file]
        check.fault((own or there)[0].place, name, wrong)


def check_expectations(tree: Node, check: FileCheck) -> None:
    """Note what a file expects more or less of although no such thing is counted or measured."""
    actors = tree.entries["actors"].entries if "actors" in tree.entries else {}
    names = (*OUTCOMES, *AVERAGED)
    names += tuple(f"peak_troops.{key}" for key, actor in actors.items() if _sends(actor))
    for section in EXPECTATIONS:
        said = tree.entries[section].entries if section in tree.entries else {}
        for name in [one for one in said if COLUMN.fullmatch(one) and one not in names]:
            near = did_you_mean(name, (*names, *CUT_OFF)) or f", allowed are {', '.join(names)}"
            text = no_mean(name) or f"no such outcome or measure in numbers, got {name}{near}"
            check.fault(said[name].key_place, f"{section}.{name}", text)


def _sends(actor: Node) -> bool:
    """Return whether an actor may send troops."""
    return "role" in actor.entries and actor.entries["role"].value == "contributor"
