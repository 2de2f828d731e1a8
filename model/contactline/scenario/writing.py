"""A scenario as plain values, as a YAML text and as a digest of its content."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256

from contactline.dials.distributions import Distribution
from contactline.scenario.fields import AIM, CONTRIBUTOR_FIELDS, TRUCE_FIELDS
from contactline.scenario.scalars import quoted, resolve
from contactline.scenario.specs import ActorSpec, Content, Event, Stance, Truce
from contactline.scenario.values import is_distribution


def plain_of(content: Content) -> dict[str, object]:
    """Return the whole scenario as plain values, laid out like a file without `from`."""
    sections: dict[str, dict[str, object]] = {}
    for name, value in content.dials.items():
        section, _, key = name.rpartition(".")
        sections.setdefault(section, {})[key] = _plain(value)
    plain = {
        "title": content.title,
        "summary": content.summary,
        "question": content.question,
        "claims": list(content.claims),
        "date": content.date,
        "horizon_days": content.horizon_days,
        "expect": dict(content.expect),
        "expect_if_ceasefire": dict(content.expect_if_ceasefire),
        **sections,
        "actors": {key: _actor(actor) for key, actor in content.actors.items()},
        "events": {event.id: _event(event) for event in content.events},
    }
    return {key: value for key, value in plain.items() if value not in ("", [], {})}


def written(content: Content) -> str:
    """Return the YAML text of a file that loads to an equal scenario."""
    return "".join(f"{line}\n" for line in _lines(plain_of(content), ""))


def digest_of(content: Content) -> str:
    """Return the SHA-256 of the content, in hexadecimal; no path or order of keys enters."""
    text = json.dumps(plain_of(content), sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()


def in_one_line(value: object) -> str:
    """Return the value of a dial as a file writes it."""
    return _flow(_plain(value))


def _plain(value: object) -> object:
    return value.to_plain() if isinstance(value, Distribution) else value


def _actor(actor: ActorSpec) -> dict[str, object]:
    fields: dict[str, object] = {
        "name": actor.name,
        "role": actor.role,
        "capability": _plain(actor.capability),
    }
    if actor.role == "contributor":
        fields |= {key: _plain(getattr(actor, key)) for key in CONTRIBUTOR_FIELDS}
    stances = {issue: _stance(stance) for issue, stance in actor.stances.items()}
    plays = {"plays": dict(actor.plays)} if actor.plays else {}
    return {**fields, **plays, "basis": list(actor.basis), "stances": stances}


def _stance(stance: Stance) -> dict[str, object]:
    fields = ("position", "salience", "flexibility", "at_least", "at_most", AIM)
    values = {key: _plain(getattr(stance, key)) for key in fields}
    stated = {key: value for key, value in values.items() if value is not None}
    return {**stated, "basis": list(stance.basis)}


def _event(event: Event) -> dict[str, object]:
    day: dict[str, object] = {"date": event.date} if event.dated else {"day": event.day}
    change = {name: _plain(value) for name, value in event.change.items()}
    recommit = {"recommit": True} if event.recommit else {}
    truce = {"truce": _truce(event.truce)} if event.truce else {}
    said = {**day, "title": event.title, "claims": list(event.claims)}
    return {**said, **recommit, **truce, "change": change}


def _truce(truce: Truce) -> dict[str, object]:
    return {"days": truce.days, **{key: _plain(getattr(truce, key)) for key in TRUCE_FIELDS}}


def _lines(plain: Mapping[str, object], indent: str) -> list[str]:
    lines = []
    for key, value in plain.items():
        if isinstance(value, Mapping) and value and not is_distribution(value):
            lines += [f"{indent}{key}:", *_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{key}: {_flow(value)}")
    return lines


def _flow(value: object) -> str:
    """Return a value in one line: a scalar, a list of ids or a distribution."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _word(value)
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return str(value)


def _word(text: str) -> str:
    is_bare = re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", text) and resolve(text) == text
    return text if is_bare else quoted(text)
