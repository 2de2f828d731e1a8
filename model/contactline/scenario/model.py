"""A scenario, ready to be run: every dial, actor and event with its value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from contactline.errors import Fault, ScenarioError
from contactline.scenario.building import meanings, parts
from contactline.scenario.changing import change_tree, settable
from contactline.scenario.faults import Known, Meanings, known_names
from contactline.scenario.relative import settled
from contactline.scenario.rules import unreached
from contactline.scenario.specs import Content
from contactline.scenario.tree import Node, Place, merged, planted
from contactline.scenario.writing import digest_of, plain_of, written

type View = Literal["as it comes", "if there were a ceasefire"]

AS_IT_COMES: View = "as it comes"
IF_CEASEFIRE: View = "if there were a ceasefire"
CEASEFIRE = "assume.ceasefire"


@dataclass(frozen=True, kw_only=True, repr=False)
class Scenario(Content):
    """What is assumed about one possible course of events; never changed once made.

    Two scenarios are equal if their content is; `name` and `source` do not count.
    """

    name: str = field(compare=False)
    source: str = field(compare=False)
    other_view_of: Scenario | None = field(default=None, compare=False, repr=False)

    def __repr__(self) -> str:
        """Return one line, such as `Scenario(base)`; `to_yaml` has all of it."""
        view = f", {self.view}" if self.imposes_ceasefire else ""
        return f"Scenario({self.name}{view})"

    @classmethod
    def from_tree(
        cls,
        tree: Node,
        *,
        name: str,
        source: str,
        known: Known | None = None,
        faults: Iterable[Fault] = (),
        before: Meanings | None = None,
    ) -> Scenario:
        """Return the scenario of a resolved file; raises ScenarioError with all its faults."""
        found = parts(tree, known or known_names(), faults, before)
        return cls(name=name, source=source, **found)

    def with_dials(
        self, changes: Mapping[str, object], *, known: Known | None = None, file: str = "changes"
    ) -> Scenario:
        """Return this scenario with other values of some dials or fields of actors.

        changes: by name such as "war.assaults_per_day", "actors.uk.leads",
        "actors.uk.foreign_force.position" or "horizon_days"; values as in a file, such
        as 2, {"times": 2} or {"uniform": [1, 2]}, or distributions. Raises ScenarioError; fault n
        is placed in line n of `file`.
        """
        known = known or known_names()
        tree = change_tree(changes, settable(self.actors, known), file)
        faults: list[Fault] = []
        whole = merged(self._tree, settled(self._tree, tree, known, faults))
        if faults:
            raise ScenarioError(faults)
        before = self._meanings if known is known_names() else None
        return Scenario.from_tree(
            whole, name=self.name, source=self.source, known=known, before=before
        )

    @cached_property
    def _tree(self) -> Node:
        """The content as the tree of a file, all of it at one place."""
        return planted(plain_of(self), Place(self.source))

    @cached_property
    def _meanings(self) -> Meanings:
        """What the entries of that tree mean, so that a change has only itself checked."""
        return meanings(self._tree, known_names())

    def with_horizon(self, days: int, *, known: Known | None = None) -> Scenario:
        """Return this scenario followed for another number of days; later events are dropped."""
        return self.with_dials({"horizon_days": days}, known=known)

    def without_events(self) -> Scenario:
        """Return this scenario with nothing happening on a date."""
        return replace(self, events=())

    @property
    def imposes_ceasefire(self) -> bool:
        """Return whether a ceasefire is put in force in every world, instead of waited for."""
        return self.dials[CEASEFIRE] is True

    @property
    def view(self) -> View:
        """Return the name of the view in which the worlds are seen."""
        return IF_CEASEFIRE if self.imposes_ceasefire else AS_IT_COMES

    def if_ceasefire(self) -> Scenario:
        """Return this scenario with a ceasefire imposed; one that imposes it by itself is as is."""
        if self.imposes_ceasefire:
            return self
        return replace(self, dials={**self.dials, CEASEFIRE: True}, other_view_of=self)

    @property
    def never_imposed(self) -> str:
        """Return why no world would reach the day of an imposed ceasefire, "" where one does."""
        return unreached(self.dials["assume.ceasefire_day"], self.horizon_days)

    def as_it_comes(self) -> Scenario:
        """Return this scenario with no ceasefire imposed, even if it does so by itself."""
        if not self.imposes_ceasefire:
            return self
        return replace(self, dials={**self.dials, CEASEFIRE: False}, other_view_of=None)

    @property
    def as_written(self) -> Scenario:
        """Return the scenario that `if_ceasefire` was asked of, otherwise this one itself."""
        return self.other_view_of or self

    def to_yaml(self) -> str:
        """Return the text of a file without `from` that loads to an equal scenario."""
        return written(self)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the content, in hexadecimal."""
        return digest_of(self)
