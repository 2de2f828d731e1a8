"""Two runs in the same worlds, compared world by world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from contactline.dials.measures import Lasting
from contactline.errors import RunError
from contactline.scenario import IF_CEASEFIRE, View
from contactline.study.ensemble import Results
from contactline.study.intervals import mean_difference, mean_interval, paired_share_interval
from contactline.study.lasting import columns_of, known_of, lasting_values, watched_days
from contactline.study.twins import Flip, flips_between
from contactline.world.outcomes import HOLDING, HOLDING_LABEL, MEASURES, OUTCOMES, Measure, Outcome

if TYPE_CHECKING:
    import pandas as pd

# Fewer worlds than this that all say the same do not tell how much others would differ.
FEW_WORLDS = 10


@dataclass(frozen=True)
class Difference:
    """How one share or measure differs between two runs of the same worlds: b less a.

    a, b: mean over the worlds in which both runs have a value (for a share: the share itself).
    difference, low, high: mean of b - a with its 95 % interval, in the unit of the measure.
    n: worlds in which both runs have a value. n_a, n_b: worlds of each run with a value (for a
    share: that end so).
    higher, lower: worlds in which b lies above a, and below. having: how the share of worlds that
    have a value differs, None for a share. own_worlds: a and b are over the `n_a` and `n_b` worlds
    of each run, as for what the end of a run may cut off, not over the `n` that both have.
    Each interval stands alone: of twenty measures that do not move, about one leaves 0 outside.
    It has no bounds where fewer than 10 worlds have a value and all of them differ alike.
    """

    name: str
    label: str
    unit: str
    a: float
    b: float
    difference: float
    low: float
    high: float
    n: int
    n_a: int
    n_b: int
    higher: int
    lower: int
    having: Difference | None = None
    own_worlds: bool = False

    @property
    def everywhere(self) -> bool:
        """Return whether every world of both runs has a value."""
        return self.having is None or self.having.a == self.having.b == 1

    @property
    def too_few(self) -> bool:
        """Return whether the worlds with a value are too few to give an interval."""
        return self.n > 0 and not np.isfinite(self.low)

    @property
    def within_noise(self) -> bool:
        """Return whether the interval covers 0, so that luck alone explains the difference."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """Two runs of the same worlds: scenario `b` against scenario `a`.

    flips: worlds by outcome in a (rows) and in b (columns), in the fixed order of outcomes.
    shares: one difference per outcome, in that order. measures: one per numeric measure, in the
    order of the registry, and then what is said of how long things last and are waited for
    (`LASTING`).
    flipping: which worlds change their outcome and how, the most frequent change first.
    """

    a: str
    b: str
    worlds: int
    seed: int
    view: View
    flips: pd.DataFrame
    shares: tuple[Difference, ...]
    measures: tuple[Difference, ...]
    flipping: tuple[Flip, ...] = ()

    def __repr__(self) -> str:
        """Return one line, such as `Comparison(talks-first less base, 500 worlds, seed 1)`."""
        view = f", {self.view}" if self.view == IF_CEASEFIRE else ""
        return f"Comparison({self.b} less {self.a}{view}, {self.worlds:,} worlds, seed {self.seed})"

    @property
    def flipped(self) -> int:
        """Return the number of worlds whose outcome changed."""
        counts = self.flips.to_numpy()
        return int(counts.sum() - np.trace(counts))

    @property
    def holding(self) -> Difference:
        """Return the difference of the share of worlds in which a ceasefire holds in the end."""
        return self.change_in(HOLDING, HOLDING_LABEL)

    def turned(self, before: Sequence[str], after: Sequence[str]) -> int:
        """Return how many worlds end in one of `before` in a and in one of `after` in b."""
        self._check_outcomes([*before, *after])
        return int(self.flips.loc[list(before), list(after)].to_numpy().sum())

    def change_in(self, outcomes: Sequence[str], label: str = "") -> Difference:
        """Return the difference of the share of worlds that end in any of `outcomes`."""
        self._check_outcomes(outcomes)
        return _share_of(self.flips, tuple(dict.fromkeys(outcomes)), label or " or ".join(outcomes))

    def _check_outcomes(self, names: Sequence[str]) -> None:
        """Raise RunError for a name that is no outcome."""
        known = list(self.flips.index)
        unknown = [name for name in names if name not in known]
        if unknown:
            raise RunError(f"Unknown outcome {unknown[0]!r}. Outcomes are: {', '.join(known)}.")


def compare(
    a: Results,
    b: Results,
    *,
    outcomes: Mapping[str, Outcome] | None = None,
    measures: Mapping[str, Measure] | None = None,
) -> Comparison:
    """Return how run `b` differs from run `a`, world by world.

    outcomes, measures: the registries to go through, those of `world.outcomes` if not given.
    A measure given by contributor (`peak_troops.uk`) follows its total, for contributors that both
    runs have. What the end of a run may cut off has no mean: see `study.lasting`.
    Raises RunError unless both runs have the same seed, worlds, horizon and view.
    """
    _check_same_worlds(a, b)
    lasting = [one for one in known_of(a) if measures is None and _in_both(a, b, one.of)]
    if outcomes is None or measures is None:
        outcomes = OUTCOMES if outcomes is None else outcomes
        measures = MEASURES if measures is None else measures
    flips = _flips(a, b, list(outcomes))
    return Comparison(
        a=a.scenario.name,
        b=b.scenario.name,
        worlds=a.worlds,
        seed=a.seed,
        view=a.scenario.view,
        flips=flips,
        shares=tuple(_share_of(flips, (name,), one.label) for name, one in outcomes.items()),
        measures=(*_measured(a, b, measures), *(_lasting(a, b, one) for one in lasting)),
        flipping=flips_between(a.columns["outcome"], b.columns["outcome"]),
    )


def _in_both(a: Results, b: Results, of: str) -> bool:
    return all(column in one.columns for one in (a, b) for column in columns_of(of))


def _check_same_worlds(a: Results, b: Results) -> None:
    """Raise RunError, naming everything that differs, unless the worlds pair off."""
    pairs = {
        "seed": (a.seed, b.seed),
        "worlds": (a.worlds, b.worlds),
        "horizon_days": (a.scenario.horizon_days, b.scenario.horizon_days),
        "view": (a.scenario.view, b.scenario.view),
    }
    unlike = [f"{name} is {x} and {y}" for name, (x, y) in pairs.items() if x != y]
    if not unlike and not a.columns.index.equals(b.columns.index):
        odd = a.columns.index.symmetric_difference(b.columns.index)
        unlike = [
            f"world {odd[0]} is in one of them only" if len(odd) else "worlds are in another order"
        ]
    if unlike:
        raise RunError(
            f"{a.scenario.name} and {b.scenario.name} cannot be compared world by world: "
            f"{'; '.join(unlike)}. "
            "Run both again with the same seed, worlds, horizon_days and view."
        )


def _flips(a: Results, b: Results, order: list[str]) -> pd.DataFrame:
    """Return worlds by outcome in a (rows) and in b (columns), both in `order`."""
    import pandas as pd

    names = pd.Index(order, dtype=object)
    ends = [names.get_indexer(run.columns["outcome"].astype(object)) for run in (a, b)]
    for run, end in zip((a, b), ends, strict=True):
        if (end < 0).any():
            odd = run.columns["outcome"][end < 0]
            raise RunError(
                f"{run.scenario.name}: world {odd.index[0]} has the outcome "
                f"{odd.iloc[0]!r}. Outcomes are: {', '.join(order)}."
            )
    counts = np.zeros((len(order), len(order)), dtype=np.int64)
    np.add.at(counts, (ends[0], ends[1]), 1)
    rows = pd.Index(order, name=a.scenario.name)
    return pd.DataFrame(counts, index=rows, columns=pd.Index(order, name=b.scenario.name))


def _share_of(flips: pd.DataFrame, names: tuple[str, ...], label: str) -> Difference:
    """Return the difference of the share of worlds that end in any of `names`."""
    counts, inside = flips.to_numpy(), np.isin(flips.index, names)
    n = int(counts.sum())
    n_a, n_b = int(counts[inside].sum()), int(counts[:, inside].sum())
    gained, lost = int(counts[~inside][:, inside].sum()), int(counts[inside][:, ~inside].sum())
    return share_difference("+".join(names), label, n, (n_a, n_b), (gained, lost))


def share_difference(
    name: str, label: str, n: int, of_each: tuple[int, int], moved: tuple[int, int]
) -> Difference:
    """Return the paired difference of a share of n worlds.

    of_each: worlds of run a and of run b that are so. moved: worlds gained and worlds lost.
    """
    (n_a, n_b), (gained, lost) = of_each, moved
    low, high = paired_share_interval(gained, lost, n)
    return Difference(
        name=name,
        label=label,
        unit="share",
        a=n_a / n if n else np.nan,
        b=n_b / n if n else np.nan,
        difference=(gained - lost) / n if n else np.nan,
        low=low,
        high=high,
        n=n,
        n_a=n_a,
        n_b=n_b,
        higher=gained,
        lower=lost,
    )


def _measured(a: Results, b: Results, measures: Mapping[str, Measure]) -> list[Difference]:
    """Return one difference for each column of numbers that both tables have."""
    shared = [str(column) for column in a.columns if column in b.columns]
    found = []
    for name, measure in measures.items():
        if not measure.is_number:
            continue
        by_actor = [column for column in shared if column.startswith(f"{name}.")]
        for column in [name, *by_actor] if name in shared else by_actor:
            who = column.removeprefix(name).removeprefix(".")
            actor = b.scenario.actors.get(who)
            label = measure.label + (f", {actor.name if actor else who}" if who else "")
            values = [run.columns[column].to_numpy(dtype=np.float64) for run in (a, b)]
            found.append(_difference(column, label, measure.unit, *values))
    return found


def _difference(name: str, label: str, unit: str, a: NDArray[Any], b: NDArray[Any]) -> Difference:
    """Return the paired difference of a measure; a, b: shape (worlds,), NaN: never happened."""
    having = _having(label, a, b)
    both = ~np.isnan(a) & ~np.isnan(b)
    change = b[both] - a[both]
    mean = mean_interval(change)
    low, high = _known_ends(mean.low, mean.high, mean.n)
    return Difference(
        name=name,
        label=label,
        unit=unit,
        a=float(a[both].mean()) if mean.n else np.nan,
        b=float(b[both].mean()) if mean.n else np.nan,
        difference=mean.mean,
        low=low,
        high=high,
        n=mean.n,
        n_a=having.n_a,
        n_b=having.n_b,
        higher=int((change > 0).sum()),
        lower=int((change < 0).sum()),
        having=having,
    )


def _known_ends(low: float, high: float, n: int) -> tuple[float, float]:
    """Return the ends of an interval of n worlds; no bounds if it has no width and they are few."""
    return (-np.inf, np.inf) if low == high and n < FEW_WORLDS else (low, high)


def _having(label: str, a: NDArray[Any], b: NDArray[Any]) -> Difference:
    """Return how the share of worlds that have a value differs; a, b: as in `_difference`."""
    had, has = ~np.isnan(a), ~np.isnan(b)
    of_each = int(had.sum()), int(has.sum())
    moved = int((has & ~had).sum()), int((had & ~has).sum())
    return share_difference("", f"{label}: worlds that have one", had.size, of_each, moved)


def _lasting(a: Results, b: Results, one: Lasting) -> Difference:
    """Return how one number on how long something lasts differs, each over its own worlds."""
    label = one.label_at(a.scenario.horizon_days)
    values = [lasting_values(run, one) for run in (a, b)]
    began = [watched_days(run, one.of)[0] for run in (a, b)]
    having = _having(label, *began)
    found = mean_difference(values[0], values[1], share=one.unit == "share")
    known = not np.isnan(found.difference)
    change = values[1] - values[0]
    low, high = _known_ends(found.low, found.high, min(having.n_a, having.n_b))
    return Difference(
        name=one.name,
        label=label,
        unit=one.unit,
        **found._replace(low=low, high=high)._asdict(),
        n=int((~np.isnan(began[0]) & ~np.isnan(began[1])).sum()) if known else 0,
        n_a=having.n_a,
        n_b=having.n_b,
        higher=int((change > 0).sum()),
        lower=int((change < 0).sum()),
        having=having,
        own_worlds=True,
    )
