"""What the rows of a design showed, world by world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, mean_of_known
from contactline.dials.measures import LASTING, MEASURES
from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.design.changes import Change, changed
from contactline.study.ensemble import Results
from contactline.study.lasting import columns_of
from contactline.study.measured import check_measure, measured

if TYPE_CHECKING:
    import pandas as pd

OUTCOME = "outcome"


def columns_for(measures: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of outcomes that it takes to tell of some measures. Raises RunError."""
    found = dict.fromkeys((OUTCOME,))
    for name in measures:
        if check_measure(name):
            continue
        own = columns_of(LASTING[name].of) if name in LASTING else (name,)
        found |= dict.fromkeys(own)
    return tuple(found)


@dataclass(frozen=True, repr=False, eq=False)
class Rows:
    """The results of a design: `changes`, a row each, over the same `worlds` worlds.

    `columns`: what is kept of every world by name, each (rows, worlds).
    """

    scenario: Scenario
    changes: tuple[Change, ...]
    worlds: int
    seed: int
    columns: dict[str, NDArray[np.generic]]
    seconds: float

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.changes)

    def __repr__(self) -> str:
        """Return one line, such as `Rows(base, 400 rows of 100 worlds, seed 1)`."""
        size = f"{len(self):,} rows of {self.worlds:,} worlds"
        return f"Rows({self.scenario.name}, {size}, seed {self.seed})"

    def values(self, measure: str) -> Array:
        """Return the measure in every world, (rows, worlds), NaN where it has no value.

        Each row is what `measured` gives for a run of it. Raises RunError.
        """
        self._check_kept(measure)
        if measure in LASTING:
            return np.stack([measured(self.results(row), measure) for row in range(len(self))])
        return measured(self._results(slice(None), self.scenario), measure).reshape(
            len(self), self.worlds
        )

    def means(self, measure: str) -> Array:
        """Return the mean over the worlds that have the measure, (rows,), NaN if none has."""
        return mean_of_known(self.values(measure))

    def results(self, row: int) -> Results:
        """Return one row as the results of a run, with the columns kept and no weekly counts."""
        scenario = changed(self.scenario, self.changes[row], row)
        return self._results(slice(row, row + 1), scenario)

    @property
    def outcomes(self) -> pd.DataFrame:
        """What is kept of every world: a row for each row of the design and each world."""
        import pandas as pd

        index = pd.MultiIndex.from_product(
            [range(len(self)), range(self.worlds)], names=["row", "world"]
        )
        table = {name: values.reshape(-1) for name, values in self.columns.items()}
        return pd.DataFrame(table, index=index, copy=False)

    def _results(self, rows: slice, scenario: Scenario) -> Results:
        import pandas as pd

        table = {name: values[rows].reshape(-1) for name, values in self.columns.items()}
        outcomes = pd.DataFrame(table, copy=False).rename_axis("world")
        nothing = np.zeros((0, 0), dtype=np.int64)
        return Results(
            scenario=scenario,
            seed=self.seed,
            worlds=len(outcomes),
            columns=outcomes,
            histograms={},
            line_violations=nothing,
            line_world_weeks=np.zeros(0, dtype=np.int64),
            phases=nothing,
            samples={},
            seconds=self.seconds,
        )

    def _check_kept(self, measure: str) -> None:
        """Raise RunError for a measure that was not asked for when the design was run."""
        missing = [name for name in columns_for((measure,)) if name not in self.columns]
        if missing:
            kept = ", ".join(name for name in self.columns if name in MEASURES) or "outcomes only"
            raise RunError(
                f"{measure} was not kept of this design, which has {kept}. "
                f"Name it in `measures` when the design is run."
            )
