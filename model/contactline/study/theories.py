"""What scenarios change against base under several theories, each read by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from contactline.language import marked
from contactline.scenario import available, load
from contactline.study.comparison import Difference, compare
from contactline.study.ensemble import Results
from contactline.study.intervals import wilson
from contactline.world.outcomes import HOLDING, OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

BASE = "base"
AGREES = marked("ends in an agreement")
HOLDS_ON = marked("holds a ceasefire to the horizon")
READ = {
    AGREES: [name for name, one in OUTCOMES.items() if one.ceasefire != "none"],
    HOLDS_ON: list(HOLDING),
}

type Readings = dict[tuple[str, str], dict[str, Difference]]
"""By scenario and what is read off it, the change against base under each theory."""


class RunOf(Protocol):
    """Runs a scenario with some dials changed, in the same worlds each time."""

    def __call__(self, scenario: str, change: dict[str, object], *, label: str) -> Results:
        """Return its results. label: what they are called."""


def read_under(
    run_of: RunOf, theories: Mapping[str, dict[str, object]], looks: Sequence[str]
) -> tuple[pd.DataFrame, Readings]:
    """Return how often each scenario ends in an agreement under each theory, beside its base.

    theories: the dials that each changes, by name. looks: what base and the scenario are called.
    With the table come the changes themselves.
    """
    import pandas as pd

    rows, readings = [], dict[tuple[str, str], dict[str, Difference]]()
    for theory, change in theories.items():
        runs = {name: run_of(name, change, label=f"{name}, {theory}") for name in available()}
        base = runs.pop(BASE)
        for name, run in runs.items():
            pair = compare(base, run)
            changes = {read: pair.change_in(ends) for read, ends in READ.items()}
            for read, found in changes.items():
                readings.setdefault((name, read), {})[theory] = found
            agreed = changes[AGREES]
            title = load(name).title.partition(":")[0]
            points = (100 * agreed.difference, 100 * agreed.low, 100 * agreed.high)
            for group, count in zip(looks, (agreed.n_a, agreed.n_b), strict=True):
                share = (100 * count / agreed.n, *(100 * end for end in wilson(count, agreed.n)))
                rows.append((title, theory, group, *share, agreed.n, *points))
    numbers = "middle low high n change change_low change_high".split()
    return pd.DataFrame(rows, columns=["panel", "place", "group", *numbers]), readings


def is_shared(changes: Mapping[str, Difference]) -> bool:
    """Return whether a change goes the same way under all theories."""
    return len({way_of(change) for change in changes.values()}) == 1


def way_of(change: Difference) -> int:
    """Return 1 for more often, -1 for less; 0 where luck alone may explain it."""
    if change.within_noise:
        return 0
    return 1 if change.difference > 0 else -1
