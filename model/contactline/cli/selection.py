"""The scenarios that a command line names: loaded, changed with --set, and told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from contactline.errors import Fault, ScenarioError
from contactline.scenario import Scenario, load, parse_setting

BASE = "base"
MOST_TITLE = 120


def chosen(
    names: Sequence[str], settings: Sequence[str], *, imposed: bool = False
) -> list[Scenario]:
    """Return the scenarios of these names or files, with --set made in all of them.

    imposed: a ceasefire is put in force in all of them. Raises ScenarioError with the faults of
    all of them at once.
    """
    changes, faults = _settings(settings)
    scenarios = []
    for name in dict.fromkeys(names):
        try:
            scenarios.append(_changed(load(name), changes))
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(list(dict.fromkeys(faults)))
    _refuse_twice(names)
    told = _told_apart(scenarios, names)
    return with_ceasefire(told) if imposed else told


def with_ceasefire(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Return scenarios with a ceasefire imposed; raises ScenarioError where none would come."""
    faults = [
        Fault(one.source, 1, 1, f"assume.ceasefire_day: {one.never_imposed}")
        for one in scenarios
        if one.never_imposed
    ]
    if faults:
        raise ScenarioError(faults)
    return [one.if_ceasefire() for one in scenarios]


def reference_of(scenarios: Sequence[Scenario]) -> str:
    """Return the name of what the others are compared with: base if named, otherwise the last."""
    if len(scenarios) < 2:
        return ""
    names = [scenario.name for scenario in scenarios]
    return BASE if BASE in names else names[-1]


def _changed(scenario: Scenario, changes: dict[str, object]) -> Scenario:
    return scenario.with_dials(changes, file="--set") if changes else scenario


def _settings(texts: Sequence[str]) -> tuple[dict[str, object], list[Fault]]:
    """Return the dials to change, and the faults of the texts that cannot be read."""
    changes: dict[str, object] = {}
    faults: list[Fault] = []
    for line, text in enumerate(texts, start=1):
        try:
            name, value = parse_setting(text)
        except ScenarioError as error:
            faults += [replace(fault, line=line) for fault in error.faults]
            continue
        if name in changes:
            must = f"{name}: is set twice, got {text}. Give each dial once"
            faults.append(Fault("--set", line, 1, must))
        changes[name] = value
    return changes, faults


def _refuse_twice(names: Sequence[str]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise click.UsageError(f"{twice} is named twice. Name each scenario once.")


def _told_apart(scenarios: Sequence[Scenario], names: Sequence[str]) -> list[Scenario]:
    """Return the scenarios with names, and titles, of which no two are alike."""
    labels = labels_of([scenario.name for scenario in scenarios], names)
    titles = [scenario.title for scenario in scenarios]
    return [
        replace(
            one, name=label, title=_title(one.title, label if titles.count(one.title) > 1 else "")
        )
        for one, label in zip(scenarios, labels, strict=True)
    ]


def _title(title: str, label: str) -> str:
    """Return a title with a label behind it, no longer than a title may be."""
    end = f" ({label[-MOST_TITLE // 2 :]})" if label else ""
    return title[: MOST_TITLE - len(end)] + end


def labels_of(stems: Sequence[str], given: Sequence[str]) -> list[str]:
    """Return a label for each scenario: its name, or as much of its path as tells it apart.

    stems: names of the scenarios. given: what the command line says, a name or a path.
    """
    labels = list(stems)
    for at, (stem, words) in enumerate(zip(stems, given, strict=True)):
        is_bundled = words == stem
        alike = [there for there, name in enumerate(stems) if name == stem and there != at]
        if alike and not is_bundled:
            labels[at] = _shortest(words, [given[there] for there in alike])
    return labels


def _shortest(path: str, others: Sequence[str]) -> str:
    """Return the last parts of a path, as few as make it differ from all others."""
    parts, *rest = (_parts(one) for one in (path, *others))
    for count in range(min(2, len(parts)), len(parts) + 1):
        if all(other[-count:] != parts[-count:] for other in rest):
            return "/".join(parts[-count:]).replace("//", "/")
    raise click.UsageError(f"{path} is named twice. Name each scenario once.")


def _parts(path: str) -> tuple[str, ...]:
    """Return the parts of a path; what leads to the home folder is nobody's business."""
    parts, home = (one.parts for one in (Path(path).resolve().with_suffix(""), Path.home()))
    return parts[len(home) :] if parts[: len(home)] == home else parts
