"""A scenario, ready to be run: every dial, actor and event with its value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from contactline.errors import Fault
from contactline.scenario.building import parts
from contactline.scenario.changing import change_tree, settable
from contactline.scenario.faults import Known, known_names
from contactline.scenario.specs import Content
from contactline.scenario.tree import Node, Place, merged, planted
from contactline.scenario.writing import digest_of, plain_of, written


@dataclass(frozen=True, kw_only=True)
class Scenario(Content):
    """What is assumed about one possible course of events; never changed once made.

    Two scenarios are equal if their content is; `name` and `source` do not count.
    """

    name: str = field(compare=False)
    source: str = field(compare=False)

    @classmethod
    def from_tree(
        cls,
        tree: Node,
        *,
        name: str,
        source: str,
        known: Known | None = None,
        faults: Iterable[Fault] = (),
    ) -> Scenario:
        """Return the scenario of a resolved file; raises ScenarioError with all its faults."""
        return cls(name=name, source=source, **parts(tree, known or known_names(), faults))

    def with_dials(
        self, changes: Mapping[str, object], *, known: Known | None = None, file: str = "changes"
    ) -> Scenario:
        """Return this scenario with other values of some dials or fields of actors.

        changes: by name such as "war.assaults_per_day", "actors.uk.leads",
        "actors.uk.foreign_force.position" or "horizon_days"; values as in a file, or
        distributions. Raises ScenarioError; fault n is placed in line n of `file`.
        """
        known = known or known_names()
        tree = change_tree(changes, settable(self.actors, known), file)
        whole = merged(planted(plain_of(self), Place(self.source)), tree)
        return Scenario.from_tree(whole, name=self.name, source=self.source, known=known)

    def with_horizon(self, days: int, *, known: Known | None = None) -> Scenario:
        """Return this scenario followed for another number of days; later events are dropped."""
        return self.with_dials({"horizon_days": days}, known=known)

    def to_yaml(self) -> str:
        """Return the text of a file without `from` that loads to an equal scenario."""
        return written(self)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the content, in hexadecimal."""
        return digest_of(self)
