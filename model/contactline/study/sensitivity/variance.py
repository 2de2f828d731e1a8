"""Sobol indices: what share of the differences each input makes, alone and with all others.

The estimators are those of SALib: first order and total of Saltelli et al. (2010, Computer Physics
Communications 181), second order of Saltelli (2002, ibid. 145), over a scrambled Sobol' sequence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from contactline.errors import RunError, whole_number
from contactline.luck import for_numpy
from contactline.scenario import Scenario
from contactline.study.bridges.extras import from_extra
from contactline.study.bridges.salib import problem
from contactline.study.measured import check_measure
from contactline.study.sensitivity.sampled import (
    FEWEST_SETS,
    Noise,
    OfASample,
    described,
    noise_of,
    sampled,
)

if TYPE_CHECKING:
    import pandas as pd

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Index:
    """Sobol indices of an input, or a group: alone and with all interactions, with a 95 % reach.

    first, total: NaN where the reach is as wide as the index, as then it is not told from nought;
    it is at most `first_most`, `total_most`.
    """

    input: str
    first: float
    first_reach: float
    total: float
    total_reach: float
    first_most: float
    total_most: float

    @property
    def within_noise(self) -> bool:
        """Return whether the input is not told from one that does nothing."""
        return bool(np.isnan(self.total))


@dataclass(frozen=True)
class SecondOrder:
    """What two inputs do only together, with a 95 % reach; NaN, and at most `most`, as `Index`."""

    a: str
    b: str
    second: float
    reach: float
    most: float


@dataclass(frozen=True, eq=False)
class Sobol(OfASample):
    """What each input, or each group of them, makes of the differences between rows.

    indices: the largest total first. pairs: the largest first, none unless asked for. alone: all
    first-order indices added up. sets: draws. noise: of the worlds, beside that of the draws.
    """

    indices: tuple[Index, ...]
    pairs: tuple[SecondOrder, ...]
    alone: float
    noise: Noise

    @property
    def order(self) -> tuple[tuple[Index, ...], ...]:
        """Return the inputs that do something in groups whose order their intervals tell.

        The totals of a group lie wholly above those of the next; within a group they overlap.
        """
        clear = [one for one in self.indices if not one.within_noise]
        groups: list[list[Index]] = []
        for at, one in enumerate(clear):
            least = min((each.total - each.total_reach for each in clear[:at]), default=np.inf)
            if not groups or max(each.total_most for each in clear[at:]) < least:
                groups.append([])
            groups[-1].append(one)
        return tuple(map(tuple, groups))

    def table(self) -> pd.DataFrame:
        """Return a row an input, then a row a pair."""
        import pandas as pd

        rows = [asdict(one) | {"within_noise": one.within_noise} for one in self.indices]
        pairs = [
            {"input": one.a, "with": one.b, "second": one.second, "second_reach": one.reach}
            for one in self.pairs
        ]
        return pd.DataFrame([*rows, *pairs])


def sobol(
    scenario: Scenario,
    measure: str,
    *,
    inputs: Sequence[str] | None = None,
    by_group: bool = False,
    second_order: bool = False,
    samples: int = 64,
    worlds: int = 50,
    seed: int = 1,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Sobol:
    """Return Sobol indices of inputs, or of groups of them by mechanism.

    inputs: dials and numbers of actors, all that differ between worlds if not given. samples: a
    power of two from 4; it takes samples x (inputs + 2) rows, of groups as many less, and with
    second_order twice as many. progress: called with worlds done and in all. Needs the extra
    `experiments`. Raises RunError, also where the measure is the same in all rows.
    """
    _check_samples(samples)
    check_measure(measure, scenario)
    asked = problem(scenario, inputs, by_mechanism=by_group)
    sampler = from_extra("SALib.sample.sobol", "experiments")
    analyser = from_extra("SALib.analyze.sobol", "experiments")
    start, order = for_numpy(whole_number("seed", seed)), {"calc_second_order": second_order}
    sample = sampler.sample(asked, samples, seed=start, **order)
    found = sampled(
        scenario, sample, measure, sets=samples, names=asked["names"], worlds=worlds, seed=seed,
        workers=workers, progress=progress,
    )  # fmt: skip
    got = analyser.analyze(asked, found.means, seed=start, **order)
    names = described(asked)
    return Sobol(
        scenario, measure, by_group, len(sample), worlds, seed, samples, found.left_out,
        _indices(names, got), _pairs(names, got, wanted=second_order), float(np.sum(got["S1"])),
        noise_of(found.values),
    )  # fmt: skip


def _indices(names: Sequence[str], got: Mapping[str, Any]) -> tuple[Index, ...]:
    """Return the indices of each input, the largest total first."""
    columns = [got[key] for key in ("S1", "S1_conf", "ST", "ST_conf")]
    rows = zip(names, *columns, strict=True)
    found = [_index(name, *map(float, numbers)) for name, *numbers in rows]
    return tuple(sorted(found, key=lambda one: (one.within_noise, -one.total_most)))


def _index(name: str, first: float, first_reach: float, total: float, total_reach: float) -> Index:
    """Return the indices of an input, without those that are not told from nought."""
    alone, first_most = _clear(first, first_reach)
    whole, total_most = _clear(total, total_reach)
    return Index(name, alone, first_reach, whole, total_reach, first_most, total_most)


def _pairs(
    names: Sequence[str], got: Mapping[str, Any], *, wanted: bool
) -> tuple[SecondOrder, ...]:
    """Return the second order of every two inputs, those told from nought first."""
    if not wanted:
        return ()
    found = []
    for one, other in combinations(range(len(names)), 2):
        reach = float(got["S2_conf"][one, other])
        second, most = _clear(float(got["S2"][one, other]), reach)
        found.append(SecondOrder(names[one], names[other], second, reach, most))
    return tuple(sorted(found, key=lambda one: (bool(np.isnan(one.second)), -one.most)))


def _clear(index: float, reach: float) -> tuple[float, float]:
    """Return an index, NaN where its reach is as wide, and the most that it is."""
    return (index if reach < index else np.nan), max(index + reach, 0.0)


def _check_samples(samples: int) -> None:
    """Refuse a number of samples that is no power of two from 4."""
    whole = isinstance(samples, int) and not isinstance(samples, bool)
    if whole and samples >= FEWEST_SETS and samples.bit_count() == 1:
        return
    near = 1 << (samples - 1).bit_length() if whole and samples > FEWEST_SETS else FEWEST_SETS
    must = f"samples must be a power of two from {FEWEST_SETS}, got {samples!r}"
    raise RunError(f"{must}. Take {near}, or 64 where nothing speaks against it.")
