"""A plan read from a file or a mapping, checked as a whole: every fault at once, in its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contactline.errors import Fault, FileError, RunError, ScenarioError, did_you_mean
from contactline.scenario import Scenario, load
from contactline.scenario.faults import FileCheck, known_names
from contactline.scenario.files import text_of
from contactline.scenario.reading import read_value
from contactline.scenario.scalars import joined, shown
from contactline.scenario.tree import Node, Place, planted
from contactline.study.levels import HORIZON, unit_of
from contactline.study.measured import check_measure, too_short
from contactline.study.plan.content import SEEDS, VIEWS, WORLDS, plan_shape
from contactline.study.plan.stated import StudyPlan
from contactline.study.sweep import MOST_POINTS, Axis

START = "Start with `scenarios: [base]`, or make a file with `contactline new NAME --plan`"
CHANGES = "changes of a plan"


class PlanError(FileError):
    """A plan cannot be used."""


class PlanCheck(FileCheck):
    """Collects the faults of a plan."""

    def _elsewhere(self, whole: str, key: str, names: Collection[str]) -> str:  # noqa: ARG002 - as every FileCheck
        """Return the end of a sentence that says where a dial stands in a plan."""
        section = any(key in (dial.section, dial.name) for dial in self.known.dials.values())
        return ". Write dials by their dotted names, below `over` or `set`" if section else ""


def read_plan(one: str | Path | Mapping[str, Any]) -> StudyPlan:
    """Return the plan of a file, or of a mapping with the same keys.

    Scenarios given as files are looked for beside the plan. Raises PlanError with every fault.
    """
    if not isinstance(one, Mapping | str | Path):
        raise RunError(f"A plan is a file, or a mapping of its keys, got {one!r:.80}.")
    if isinstance(one, Mapping):
        return _PlanReading(planted(one, Place("plan")), Path(), "plan").plan()
    path = Path(one)
    try:
        document = read_value(text_of(path, str(one), "a plan"), str(one))
    except ScenarioError as error:
        raise PlanError(error.faults) from None
    return _PlanReading(document.tree, path.parent, path.stem, list(document.faults)).plan()


@dataclass
class _PlanReading:
    """A plan being read. folder: in which scenario files are looked for. name: of the plan."""

    tree: Node
    folder: Path
    name: str
    faults: list[Fault] = field(default_factory=list)

    def plan(self) -> StudyPlan:
        """Return the plan; raises PlanError with all its faults."""
        if not isinstance(self.tree.value, dict):
            got = "an empty file" if self.tree.value is None else shown(self.tree.plain())
            raise PlanError([self.tree.place.fault(f"must be a plan, got {got}. {START}")])
        self.check = PlanCheck(known_names(), self.faults)
        told = plan_shape().check(self.tree, "", self.check) or {}
        scenarios = self._scenarios(told)
        self._check_measures(told, scenarios)
        self._check_names(told)
        axes = self._axes(told, scenarios)
        self._check_cases(told, scenarios)
        found = StudyPlan(
            title=told.get("title", self.name),
            question=told.get("question", ""),
            scenarios=tuple(scenarios),
            cases=told.get("cases", {"": {}}),
            axes=axes,
            measures=told.get("measures", ()),
            worlds=told.get("worlds", WORLDS),
            seeds=told.get("seeds", SEEDS),
            against=told.get("against", ""),
        )
        self._check_whole(found)
        if self.faults:
            raise PlanError(list(dict.fromkeys(self.faults)))
        return found

    def _node(self, *path: str) -> Node:
        """Return what stands under a path, or the nearest above it that is there."""
        node = self.tree
        for key in path:
            node = node.entries.get(key, node)
        return node

    def _items(self, key: str) -> list[Node]:
        node = self._node(key)
        return node.items if isinstance(node.value, list) else [node]

    def _scenarios(self, told: Mapping[str, Any]) -> list[Scenario]:
        """Return the scenarios that can be loaded, changed and put into the view."""
        found: list[Scenario] = []
        items = reversed(self._items("scenarios") if "scenarios" in told else [])
        for name, item in reversed({item.value: item for item in items}.items()):
            if name not in told["scenarios"]:
                continue
            one = self._scenario(item, told)
            if one is not None and one.name in [other.name for other in found]:
                text = f"two scenarios are called {one.name}. Name one of the files otherwise"
                self.check.fault(item.place, "scenarios", text)
            elif one is not None:
                found.append(one)
        return found

    def _scenario(self, item: Node, told: Mapping[str, Any]) -> Scenario | None:
        name = str(item.value)
        is_file = name.endswith((".yaml", ".yml"))
        try:
            one = load(self.folder / name if is_file else name)
        except ScenarioError as error:
            for fault in error.faults:
                self.check.fault(item.place, "scenarios", str(fault) if is_file else fault.text)
            return None
        changed = self._tried(one, self._node("set"), "set") if told.get("set") else one
        one = changed or one
        if told.get("view", VIEWS[0]) == VIEWS[0]:
            return one
        if one.never_imposed:
            self.check.fault(item.place, "view", f"{one.name}: {one.never_imposed}")
            return one
        return one.if_ceasefire()

    def _tried(self, scenario: Scenario, changes: Node, path: str) -> Scenario | None:
        """Return a scenario with the changes below a node; each that is refused is a fault."""
        nodes = list(changes.entries.values())
        try:
            plain = {name: node.plain() for name, node in changes.entries.items()}
            return scenario.with_dials(plain, file=CHANGES) if plain else scenario
        except ScenarioError as error:
            for fault in error.faults:
                here = fault.file == CHANGES and fault.line <= len(nodes)
                place = nodes[fault.line - 1].place if here else changes.key_place
                self.check.fault(place, "", f"{path}.{fault.text} (in {scenario.name})")
            return None

    def _axes(self, told: Mapping[str, Any], scenarios: list[Scenario]) -> tuple[Axis, ...]:
        """Return the dials swept, each value tried under every scenario."""
        axes = []
        for name, levels in told.get("over", {}).items():
            node = self._node("over", name)
            for one in scenarios:
                if not all(self._level(one, name, level, node) for level in levels):
                    break
            axes.append(Axis(name, levels, self._unit(scenarios, name)))
        return tuple(axes)

    def _level(self, scenario: Scenario, name: str, level: object, node: Node) -> bool:
        items = [one for one in node.items if one.plain() == level]
        place = items[0].place if items else node.place
        leaf = Node(level, place, node.key_place)
        changes = Node({name: leaf}, node.place, node.key_place)
        tried = self._tried(scenario, changes, "over")
        return tried is not None and self._lasts(scenario, tried, changes, "over")

    def _unit(self, scenarios: list[Scenario], name: str) -> str:
        try:
            return unit_of(scenarios[0], name) if scenarios else ""
        except RunError:
            return ""

    def _check_cases(self, told: Mapping[str, Any], scenarios: list[Scenario]) -> None:
        for label in told.get("cases", {}):
            node = self._node("cases", label)
            path = joined("cases", label)
            for one in scenarios:
                tried = self._tried(one, node, path)
                if tried is None or not self._lasts(one, tried, node, path):
                    break

    def _lasts(self, before: Scenario, after: Scenario, changes: Node, path: str) -> bool:
        """Return whether changes leave time for each measure; one that they take away is a fault.

        before, after: the scenario without and with the changes below a node.
        """
        lasting = True
        for item in self._items("measures"):
            measure = str(item.value)
            short = "" if too_short(measure, before) else too_short(measure, after)
            if short:
                text = f"{short}. Set a longer one, or leave the measure out"
                place = changes.entries[HORIZON].place
                self.check.fault(place, joined(path, HORIZON), text)
                lasting = False
        return lasting

    def _check_names(self, told: Mapping[str, Any]) -> None:
        """Note dials that are changed in two places."""
        for name in told.get("over", {}):
            places = ["set"] if name in told.get("set", {}) else []
            cases = told.get("cases", {})
            places += [joined("cases", one) for one, change in cases.items() if name in change]
            for where in places:
                text = f"also stands below {where}. Keep one of them"
                self.check.fault(self._node("over", name).key_place, joined("over", name), text)

    def _check_measures(self, told: Mapping[str, Any], scenarios: list[Scenario]) -> None:
        """Note measures that there are not, and those that look beyond the horizon."""
        for item in self._items("measures") if "measures" in told else ():
            if not isinstance(item.value, str):
                continue
            try:
                check_measure(item.value)
            except RunError as error:
                self.check.fault(item.place, "measures", str(error).removesuffix("."))
                continue
            short = next(filter(None, (too_short(item.value, one) for one in scenarios)), "")
            if short:
                self.check.fault(item.place, "measures", f"{short}. Set horizon_days, or leave it")

    def _check_whole(self, found: StudyPlan) -> None:
        """Note what can only be seen once all parts are there."""
        names = [one.name for one in found.scenarios]
        cases = [label for label in found.cases if label]
        if found.against and found.against not in [*names, *cases]:
            near = did_you_mean(found.against, [*names, *cases])
            text = f"must be a scenario or a case of the plan, got {shown(found.against)}{near}"
            self.check.fault(self._node("against").place, "against", text)
        elif found.against in names and found.against in cases:
            text = f"{found.against} is both a scenario and a case. Name the case otherwise"
            self.check.fault(self._node("against").place, "against", text)
        views = dict.fromkeys(one.view for one in found.scenarios)
        if len(views) > 1:
            text = f"scenarios must share one view, got {' and '.join(views)}"
            self.check.fault(self._node("scenarios").place, "view", f"{text}. Write view: imposed")
        points = len(found.cases)
        for axis in found.axes:
            points *= len(axis.levels)
        if points > MOST_POINTS:
            text = f"must come to {MOST_POINTS:,} points at most, got {points:,}"
            self.check.fault(self._node("over").key_place, "over", text)
