"""What a run says that a dial may overturn: the most frequent outcome, and signs of differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contactline.study.comparison import Difference
from contactline.study.ledger.questions import MAINS, Seen, difference

type Kind = Literal["outcome", "comparison"]


@dataclass(frozen=True)
class Finding:
    """One thing that the runs say with every dial as it is written.

    kind: `outcome`, and `name` is the most frequent one; or `comparison`, and `name` is the main
    question that comes out as more (sign 1) or less (sign -1) often than under the parent.
    worlds: worlds with that outcome; change: the paired difference from the parent.
    """

    kind: Kind
    name: str
    sign: int = 0
    worlds: int = 0
    change: Difference | None = None

    def holds(self, here: Seen, parent: Seen | None) -> bool:
        """Return whether other runs say the same. parent: needed for a comparison."""
        if self.kind == "outcome":
            return here.most_frequent == self.name
        return self.sign * _change(self.name, here, parent).difference > 0

    def instead(self, here: Seen, parent: Seen | None) -> str:
        """Return what other runs say instead: an outcome, or `none` or `opposite`."""
        if self.kind == "outcome":
            return here.most_frequent
        return "none" if _change(self.name, here, parent).difference == 0 else "opposite"

    def is_clear(self, here: Seen, parent: Seen | None) -> bool:
        """Return whether luck alone does not explain that runs in which it fails say otherwise.

        For an outcome: the lead of the new one over the old has a 95 % interval above nought. For
        a comparison: the whole interval lies on the other side.
        """
        if self.kind == "outcome":
            return here.lead(here.most_frequent, self.name)[0] > 0
        change = _change(self.name, here, parent)
        return (change.high if self.sign > 0 else -change.low) < 0


def findings(here: Seen, parent: Seen | None) -> tuple[Finding, ...]:
    """Return what the runs say: the most frequent outcome, then differences beyond noise.

    parent: the run of the scenario to compare with in the same worlds, None if there is none.
    """
    most = here.most_frequent
    found = [Finding("outcome", most, worlds=here.counts[most])]
    if parent is not None:
        changes = {name: difference(name, parent, here) for name in MAINS}
        found += [
            Finding("comparison", name, sign=1 if change.difference > 0 else -1, change=change)
            for name, change in changes.items()
            if not change.within_noise
        ]
    return tuple(found)


def _change(name: str, here: Seen, parent: Seen | None) -> Difference:
    if parent is None:
        raise ValueError(f"{name} is a comparison: it needs the run of the parent too.")
    return difference(name, parent, here)
