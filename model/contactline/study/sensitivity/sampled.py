"""A measure over the rows of a sample of inputs, the same worlds in every row.

Rows come in sets that are of use together only: of Saltelli's design all rows made of one draw,
of Morris' one trajectory. World k has the luck of world k in every row, so that luck moves all
rows alike; what is left of it in the differences between rows is told as noise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from contactline.arrays import Array
from contactline.errors import RunError, whole_number
from contactline.scenario import Scenario
from contactline.study.bridges.salib import rows_of
from contactline.study.design import run_rows
from contactline.study.measured import nothing_to_share

type Progress = Callable[[int, int], None]

FEWEST_SETS, FEWEST_WORLDS = 4, 2
OTHERWISE = "Take more worlds or other inputs, or ask for another measure."


@dataclass(frozen=True)
class Noise:
    """Where the differences between single worlds come from, as shares of their variance.

    inputs: what was sampled. luck: what moves a world in all rows alike, that is chance on the way
    and the inputs that were not sampled. together: what those two do only together. of_means: how
    much of the variance between the means of rows is there only because a row has few worlds.
    """

    inputs: float
    luck: float
    together: float
    of_means: float


@dataclass(frozen=True, eq=False)
class Sampled:
    """A measure in the rows of whole sets: `values` (rows, worlds), `sample` (rows, inputs).

    sets: how many were run. left_out: how many of these lack a value in some world.
    """

    sample: Array
    values: Array
    sets: int
    left_out: int

    @property
    def means(self) -> Array:
        """Return the mean of each row, (rows,)."""
        means: Array = self.values.mean(axis=1)
        return means

    def by_set(self) -> tuple[Array, Array]:
        """Return sample and values set by set, (sets, rows of a set, ...)."""
        kept = self.sets - self.left_out
        sample, values = (one.reshape(kept, -1, one.shape[1]) for one in (self.sample, self.values))
        return sample, values


@dataclass(frozen=True, eq=False)
class OfASample:
    """What a sample was of: a measure of a scenario by inputs, or by groups of them.

    rows: that were run, `worlds` each. sets: that they are made of, of which `left_out` lack a
    value in some world.
    """

    scenario: Scenario
    measure: str
    by_group: bool
    rows: int
    worlds: int
    seed: int
    sets: int
    left_out: int


def sampled(
    scenario: Scenario,
    sample: Array,
    measure: str,
    *,
    sets: int,
    names: Sequence[str],
    worlds: int,
    seed: int,
    workers: int | None,
    progress: Progress | None,
) -> Sampled:
    """Return a measure in all rows of a sample, without the sets that lack a value somewhere.

    Raises RunError where fewer than four sets are left, or all rows have the same mean.
    """
    if whole_number("worlds", worlds) < FEWEST_WORLDS:
        raise RunError(f"worlds must be {FEWEST_WORLDS} or more for each row, got {worlds}.")
    rows = run_rows(
        scenario, rows_of(scenario, sample, names), [measure], worlds=worlds, seed=seed,
        workers=workers, progress=progress,
    )  # fmt: skip
    values = rows.values(measure)
    whole = ~np.isnan(values).reshape(sets, -1).any(axis=1)
    if whole.sum() < FEWEST_SETS:
        raise RunError(_part_only(values, measure))
    kept = np.repeat(whole, len(values) // sets)
    found = Sampled(sample[kept], values[kept], sets, int((~whole).sum()))
    if nothing := nothing_to_share(found.means, measure, "runs"):
        raise RunError(f"{nothing} {OTHERWISE}")
    return found


def noise_of(values: Array) -> Noise:
    """Return where the differences come from: rows and worlds crossed, an analysis of variance.

    values: (rows, worlds). Components of the random-effects model (Searle, Casella and McCulloch
    1992, chapter 4), those below nought as nought.
    """
    rows, worlds = values.shape
    of_rows, of_worlds = values.mean(axis=1), values.mean(axis=0)
    rest = values - of_rows[:, np.newaxis] - of_worlds + values.mean()
    chance = float((rest**2).sum()) / ((rows - 1) * (worlds - 1))
    between = worlds * float(of_rows.var(ddof=1))
    parts = np.array(
        [(between - chance) / worlds, float(of_worlds.var(ddof=1)) - chance / rows, chance]
    ).clip(min=0)
    inputs, luck, together = (float(one) for one in parts / parts.sum())
    return Noise(inputs, luck, together, min(chance / between, 1.0))


def described(asked: dict[str, Any]) -> tuple[str, ...]:
    """Return what SALib's numbers are of, in its order: the inputs, or the groups of them."""
    return tuple(dict.fromkeys(asked.get("groups") or asked["names"]))


def _part_only(values: Array, measure: str) -> str:
    """Return why nothing is made of a measure that some worlds do not have."""
    known = ~np.isnan(values)
    row = int(np.argmin(known.all(axis=1)))
    return (
        f"Row {row} of the sample: {known[row].sum():,} of {known.shape[1]:,} worlds have a value "
        f"of {measure}, and so in most rows. What is told would mix how many have one with how "
        "large it is. Ask for the share of an outcome, or take the view if there were a ceasefire."
    )
