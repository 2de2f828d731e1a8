"""Single values of a scenario named by path, as `--set`, sliders and scripts change them."""

from __future__ import annotations

from collections.abc import Mapping

from contactline.dials import RENAMED
from contactline.errors import Fault, ScenarioError, did_you_mean
from contactline.scenario.decisions import decisions_of
from contactline.scenario.faults import Known
from contactline.scenario.fields import ACTOR_FIELDS, AIM, AIMS, CONTRIBUTOR_FIELDS, STANCE_FIELDS
from contactline.scenario.reading import read_value
from contactline.scenario.scalars import named, shown
from contactline.scenario.specs import ActorSpec
from contactline.scenario.tree import Node, Place, planted

SETTING_FILE = "--set"


def parse_setting(text: str) -> tuple[str, object]:
    """Return the name and the plain value of a text such as `talks.patience_weeks=12`.

    The value is read as in a scenario file: `{uniform: [1, 2]}` is a distribution. Raises
    ScenarioError, placed in the text as `--set:1:column`.
    """
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        must = "must be a dial and its value such as war.assaults_per_day=100"
        raise ScenarioError([Place(SETTING_FILE).fault(f"{must}, got {shown(text)}")])
    document = read_value(" " * len(f"{name}=") + value, SETTING_FILE)
    if document.tree.value is None:
        column = len(f"{name}=") + 1
        place = Place(SETTING_FILE, 1, column)
        raise ScenarioError([place.fault(f"{named(name.strip())}: must have a value, got none")])
    if document.faults:
        raise ScenarioError(document.faults)
    return name.strip(), document.tree.plain()


def settable(actors: Mapping[str, ActorSpec], known: Known) -> dict[str, tuple[str, ...]]:
    """Return every name that can be set by itself, each with its path in a file."""
    names: dict[str, tuple[str, ...]] = {"date": ("date",), "horizon_days": ("horizon_days",)}
    names |= {name: (dial.section, dial.key) for name, dial in known.dials.items()}
    for key, actor in actors.items():
        for field in ACTOR_FIELDS:
            if actor.role == "contributor" or field not in CONTRIBUTOR_FIELDS:
                names[f"actors.{key}.{field}"] = ("actors", key, field)
        for decision in decisions_of(actor.role, key):
            names[f"actors.{key}.plays.{decision}"] = ("actors", key, "plays", decision)
        for issue in known.issues:
            for field in (*STANCE_FIELDS, *_aim(actor, issue)):
                path = ("actors", key, "stances", issue, field)
                names[f"actors.{key}.{issue}.{field}"] = path
    return names


def _aim(actor: ActorSpec, issue: str) -> tuple[str, ...]:
    """Return the field of what an actor fights for on an issue, if it may have one."""
    return (AIM,) if actor.role == "belligerent" and issue in AIMS else ()


def change_tree(
    changes: Mapping[str, object], names: Mapping[str, tuple[str, ...]], file: str
) -> Node:
    """Return the tree of a file that makes these changes; change n stands in line n.

    changes: plain values, or distributions, by name. Raises ScenarioError for unknown names.
    """
    root = Node({}, Place(file), Place(file))
    faults: list[Fault] = []
    for line, (name, value) in enumerate(changes.items(), start=1):
        place, short = Place(file, line), name.replace(".stances.", ".")
        if short not in names:
            what = "no such dial or actor field"
            instead = f". {RENAMED[name]}" if name in RENAMED else did_you_mean(short, names)
            got = f"got {named(name)}{instead}"
            faults.append(place.fault(f"{named(name)}: {what}, {got}"))
        else:
            _plant(root, names[short], planted(value, place))
    if faults:
        raise ScenarioError(faults)
    return root


def _plant(root: Node, path: tuple[str, ...], leaf: Node) -> None:
    node = root
    for key in path[:-1]:
        node = node.entries.setdefault(key, Node({}, leaf.place, leaf.place))
    node.entries[path[-1]] = leaf
