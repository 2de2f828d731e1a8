"""Rows of a design read and checked, and sorted into groups whose rows fit into one block.

Rows that give other numbers to the same dials, or to the same numbers of actors, fit together: a
number is an array over worlds anyway. An option, a switch or the horizon is one for a whole block,
so rows that differ in these are grouped by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import numpy as np

from contactline.dials import Dial
from contactline.dials.distributions import Distribution
from contactline.errors import RunError
from contactline.scenario import ActorSpec, Scenario
from contactline.scenario.rules import unreached
from contactline.scenario.values import SettingError, is_relative, value_of
from contactline.study.inputs import actor_numbers
from contactline.study.levels import declared_in

type Change = Mapping[str, object]
type Numbers = dict[str, Distribution]
type RedLine = tuple[str, Distribution | None]
type RedLines = tuple[RedLine, RedLine]

RED_LINES = (".at_least", ".at_most")
CEASEFIRE_DAY = "assume.ceasefire_day"
"""The numbers that are checked against another entry of the scenario, beside their own range."""


@dataclass
class Group:
    """Rows that share a block. scenario: what they have in common. rows: places in the design.

    numbers: what each row gives, a mapping a row; a row that says nothing of a number has that of
    the scenario.
    """

    scenario: Scenario
    rows: list[int] = field(default_factory=list)
    numbers: list[Numbers] = field(default_factory=list)
    _joined: dict[tuple[str, ...], list[RedLines]] = field(default_factory=dict)

    def may_clash(self, numbers: Numbers) -> bool:
        """Return whether numbers may break a rule that joins two entries of the scenario."""
        if self.scenario.imposes_ceasefire:
            day = numbers.get(CEASEFIRE_DAY, self.scenario.dials[CEASEFIRE_DAY])
            if unreached(day, self.scenario.horizon_days):
                return True
        lines = tuple(name for name in numbers if name.endswith(RED_LINES))
        if lines not in self._joined:
            self._joined[lines] = _joined(self.scenario, lines)
        return any(_crossed(pair, numbers) for pair in self._joined[lines])


def groups_of_rows(scenario: Scenario, changes: Sequence[Change]) -> list[Group]:
    """Return the rows of a design in groups, in the order of their first rows.

    Raises ScenarioError for a change that `Scenario.with_dials` refuses, and RunError for none.
    """
    if not changes:
        raise RunError("A design must have at least one row, got none.")
    reading, groups = _Reading(scenario), dict[str, Group]()
    for row, change in enumerate(changes):
        plain = {name: _plain(value) for name, value in change.items()}
        numbers = reading.numbers(plain, row)
        key = repr(sorted((name, value) for name, value in plain.items() if name not in numbers))
        if key not in groups:
            groups[key] = Group(_in_common(scenario, plain, numbers, row))
        group = groups[key]
        if group.may_clash(numbers):
            changed(scenario, plain, row)
        group.rows.append(row)
        group.numbers.append(numbers)
    return list(groups.values())


def _in_common(scenario: Scenario, change: Change, numbers: Numbers, row: int) -> Scenario:
    """Return the scenario of a row with the numbers as they were; the row is checked as a whole."""
    if len(numbers) == len(change):
        changed(scenario, change, row)
        return scenario
    return with_numbers(changed(scenario, change, row), numbers_in(scenario, numbers))


def numbers_in(scenario: Scenario, names: Iterable[str]) -> Numbers:
    """Return what a scenario says of some dials and numbers of actors."""
    of_actors = actor_numbers(scenario) if any(name not in scenario.dials for name in names) else {}
    return {
        name: cast("Distribution", scenario.dials.get(name) or of_actors[name]) for name in names
    }


def with_numbers(scenario: Scenario, numbers: Numbers) -> Scenario:
    """Return a scenario with other numbers, which are not checked again."""
    dials = {name: numbers.get(name, value) for name, value in scenario.dials.items()}
    actors = dict(scenario.actors)
    for name, number in numbers.items():
        if name not in dials:
            _, key, *path = name.split(".")
            actors[key] = _with_number(actors[key], path, number)
    return replace(scenario, dials=dials, actors=actors)


def _with_number(actor: ActorSpec, path: Sequence[str], number: Distribution) -> ActorSpec:
    """Return an actor with another number. path: a field, or an issue and a field of its stance."""
    *issue, last = path
    if not issue:
        return replace(actor, **{last: number})  # type: ignore[arg-type]  # a field by its name
    stance = replace(actor.stances[issue[0]], **{last: number})  # type: ignore[arg-type]  # a field by its name
    return replace(actor, stances={**actor.stances, issue[0]: stance})


def changed(scenario: Scenario, change: Change, row: int) -> Scenario:
    """Return the scenario of one row; a fault is placed in `row N`, counted from 0."""
    return scenario.with_dials(change, file=f"row {row}") if change else scenario


class _Reading:
    """The numbers of rows as distributions; each declaration is looked up once."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._declared: dict[str, Dial | None] = {}

    def numbers(self, change: Change, row: int) -> Numbers:
        """Return the numbers of a change that are read without the rest of the scenario."""
        found: Numbers = {}
        for name, plain in change.items():
            dial = self._dial(name)
            if dial is None or is_relative(plain):
                continue
            try:
                found[name] = cast("Distribution", value_of(dial, plain))
            except SettingError:
                changed(self._scenario, change, row)
                raise
        return found

    def _dial(self, name: str) -> Dial | None:
        """Return the declaration of a number that the scenario gives, None for anything else."""
        if name not in self._declared:
            self._declared[name] = self._number(name)
        return self._declared[name]

    def _number(self, name: str) -> Dial | None:
        try:
            dial = declared_in(self._scenario, name)
        except RunError:
            return None
        return dial if dial.is_number else None


def _joined(scenario: Scenario, names: Iterable[str]) -> list[RedLines]:
    """Return the pairs of red lines of which a row gives at least one, each with what stands."""
    stems = dict.fromkeys(
        name.removesuffix(end) for name in names for end in RED_LINES if name.endswith(end)
    )
    standing = actor_numbers(scenario) if stems else {}
    pairs = [[(stem + end, standing.get(stem + end)) for end in RED_LINES] for stem in stems]
    return [(least, most) for least, most in pairs]


def _crossed(pair: RedLines, numbers: Numbers) -> bool:
    """Return whether both red lines of a stance may cross; one that is not drawn never does."""
    least, most = (numbers.get(name) or standing for name, standing in pair)
    return least is not None and most is not None and least.support[1] > most.support[0]


def _plain(value: object) -> object:
    """Return a value as Python's own, as a file could hold it."""
    if isinstance(value, np.generic):
        return value.item()
    return value.to_plain() if isinstance(value, Distribution) else value
