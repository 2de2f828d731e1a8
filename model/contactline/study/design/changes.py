"""Rows of a design read and checked, and sorted into groups whose rows fit into one block.

Rows that give other numbers to the same dials, or to the same numbers of actors, fit together: a
number is an array over worlds anyway. An option, a switch or the horizon is one for a whole block,
so rows that differ in these are grouped by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from contactline.dials import Dial
from contactline.dials.distributions import Distribution
from contactline.errors import RunError
from contactline.scenario import Scenario
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
    """Rows that share a block. scenario: that of the first row. rows: their places in the design.

    numbers: what each row gives to the names in which they differ, a mapping a row. red_lines:
    the pairs that must not cross.
    """

    scenario: Scenario
    red_lines: list[RedLines]
    rows: list[int] = field(default_factory=list)
    numbers: list[Numbers] = field(default_factory=list)


def groups_of_rows(scenario: Scenario, changes: Sequence[Change]) -> list[Group]:
    """Return the rows of a design in groups, in the order of their first rows.

    Raises ScenarioError for a change that `Scenario.with_dials` refuses, and RunError for none.
    """
    if not changes:
        raise RunError("A design must have at least one row, got none.")
    reading, groups = _Reading(scenario), dict[object, Group]()
    for row, change in enumerate(changes):
        plain = {name: _plain(value) for name, value in change.items()}
        numbers = reading.numbers(plain, row)
        others = {name: value for name, value in plain.items() if name not in numbers}
        key = (tuple(sorted(numbers)), repr(sorted(others.items())))
        if key not in groups:
            first = changed(scenario, plain, row)
            groups[key] = Group(first, _joined(first, numbers))
        group = groups[key]
        if _may_clash(group, numbers):
            changed(scenario, plain, row)
        group.rows.append(row)
        group.numbers.append(numbers)
    return list(groups.values())


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


def _may_clash(group: Group, numbers: Numbers) -> bool:
    """Return whether numbers may break a rule that joins two entries of the scenario."""
    scenario = group.scenario
    if CEASEFIRE_DAY in numbers and scenario.imposes_ceasefire:
        return bool(unreached(numbers[CEASEFIRE_DAY], scenario.horizon_days))
    return any(_crossed(pair, numbers) for pair in group.red_lines)


def _crossed(pair: RedLines, numbers: Numbers) -> bool:
    """Return whether both red lines of a stance may cross; one that is not drawn never does."""
    least, most = (numbers.get(name) or standing for name, standing in pair)
    return least is not None and most is not None and least.support[1] > most.support[0]


def _plain(value: object) -> object:
    """Return a value as Python's own, as a file could hold it."""
    if isinstance(value, np.generic):
        return value.item()
    return value.to_plain() if isinstance(value, Distribution) else value
