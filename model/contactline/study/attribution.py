"""What each change between two scenarios does: Shapley values in the same worlds.

A change may do more, or nothing, once another has been made. Shapley's value (1953) is what it
adds on average over all orders in which the changes could be made one by one, so the values add up
to the whole difference. As luck is addressed, this holds world by world, and an interval tells the
luck of the worlds drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np
from numpy.typing import NDArray

from contactline.errors import RunError
from contactline.luck import for_numpy
from contactline.scenario import Scenario
from contactline.study.ensemble import run
from contactline.study.intervals import MeanInterval, mean_interval
from contactline.study.measured import check_measure, measured
from contactline.study.parting import changes_between, with_changes

type Progress = Callable[[int, int], None]
type Values = NDArray[np.float64]
type Made = frozenset[int]

EXACT_UP_TO = 10
ORDERS = 64


@dataclass(frozen=True)
class ChangeMade:
    """What one change does, in the unit of the measure.

    share: its Shapley value. alone: what it does if it is the only one made. last: what it does
    once all others are made. Where the three differ, it works together with others.
    """

    change: str
    share: MeanInterval
    alone: MeanInterval
    last: MeanInterval


@dataclass(frozen=True)
class Attribution:
    """The difference between two scenarios, scenario `b` less `a`, put down to its changes.

    parts: the largest first; their shares add up to `whole`, but for the last digit of rounding.
    orders: how many orders were drawn; 0 where all were gone through.
    """

    a: str
    b: str
    measure: str
    worlds: int
    seed: int
    whole: MeanInterval
    parts: tuple[ChangeMade, ...]
    orders: int
    runs: int


def attribute(
    a: Scenario,
    b: Scenario,
    measure: str,
    *,
    worlds: int = 200,
    seed: int = 1,
    workers: int | None = 1,
    orders: int = ORDERS,
    progress: Progress | None = None,
) -> Attribution:
    """Return what each change between two scenarios does to a measure, in the same worlds.

    measure: as in `swings`, with a value in every world. Up to ten changes are gone through in all
    their orders, 2^changes runs; of more, `orders` orders are drawn. progress: called with the
    runs done and in all. Raises RunError where nothing differs, or some world has no value.
    """
    share = bool(check_measure(measure, a, b))
    names = changes_between(a, b, most=EXACT_UP_TO)
    if not names:
        raise RunError(f"{a.name} and {b.name} do not differ in anything that a run reads.")
    drawn = [] if len(names) <= EXACT_UP_TO else _drawn(len(names), orders, seed)
    needed = list(dict.fromkeys(_needed(len(names), drawn)))
    values: dict[Made, Values] = {}
    for done, made in enumerate(needed, start=1):
        one = with_changes(a, b, (names[at] for at in made))
        results = run(one, worlds=worlds, seed=seed, workers=workers)
        values[made] = _known(measured(results, measure), measure, one.name)
        if progress:
            progress(done, len(needed))
    return Attribution(
        a.name, b.name, measure, worlds, seed,
        whole=_told(values[_all(len(names))] - values[frozenset()], share=share),
        parts=_parts(names, values, drawn, share=share),
        orders=len(drawn),
        runs=len(needed),
    )  # fmt: skip


def runs_of(a: Scenario, b: Scenario, *, orders: int = ORDERS, seed: int = 1) -> int:
    """Return how many runs `attribute` makes of these two."""
    players = len(changes_between(a, b, most=EXACT_UP_TO))
    drawn = [] if players <= EXACT_UP_TO else _drawn(players, orders, seed)
    return len(set(_needed(players, drawn)))


def shapley(players: int, values: Mapping[Made, Values]) -> list[Values]:
    """Return the Shapley value of each player, (worlds,), from the value of every coalition.

    values: of each set of players, those of nobody and of all too, (worlds,).
    """
    weights = [
        factorial(size) * factorial(players - size - 1) / factorial(players)
        for size in range(players)
    ]
    found = []
    for player in range(players):
        others = (made for made in values if player not in made)
        adds = (weights[len(made)] * (values[made | {player}] - values[made]) for made in others)
        found.append(np.sum(list(adds), axis=0))
    return found


def _all(players: int) -> Made:
    return frozenset(range(players))


def _drawn(players: int, orders: int, seed: int) -> list[tuple[int, ...]]:
    """Return orders drawn at random, each with its reverse, so that their errors cancel in part."""
    draw = np.random.default_rng(for_numpy(seed))
    half = [tuple(draw.permutation(players).tolist()) for _ in range(max(1, orders // 2))]
    return [order for one in half for order in (one, one[::-1])]


def _needed(players: int, drawn: Sequence[tuple[int, ...]]) -> Iterator[Made]:
    """Yield every set of changes whose value is asked for."""
    yield from (frozenset(), _all(players))
    if not drawn:
        yield from (
            frozenset(at for at in range(players) if bits >> at & 1) for bits in range(2**players)
        )
        return
    for player in range(players):
        yield from (frozenset({player}), _all(players) - {player})
    for order in drawn:
        yield from (frozenset(order[:many]) for many in range(1, players))


def _known(values: Values, measure: str, name: str) -> Values:
    """Return the values; raises RunError where some world has none."""
    if np.isnan(values).any():
        none = int(np.isnan(values).sum())
        raise RunError(
            f"{none:,} of {values.size:,} worlds of {name} have no value of {measure}, and shares "
            "would not add up. Ask for an outcome, for outcomes joined by +, or for a measure that "
            "every world has, such as soldier_months."
        )
    return values


def _parts(
    names: Sequence[str],
    values: Mapping[Made, Values],
    drawn: Sequence[tuple[int, ...]],
    *,
    share: bool,
) -> tuple[ChangeMade, ...]:
    """Return what each change does, the largest share first."""
    everything, nothing = _all(len(names)), frozenset[int]()
    shares = _averaged(len(names), values, drawn) if drawn else shapley(len(names), values)
    found = [
        ChangeMade(
            name,
            _told(shares[at], share=share),
            _told(values[frozenset({at})] - values[nothing], share=share),
            _told(values[everything] - values[everything - {at}], share=share),
        )
        for at, name in enumerate(names)
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.share.mean)))


def _told(added: Values, *, share: bool) -> MeanInterval:
    """Return the mean of what is added, (worlds,), with its interval.

    share: of a share of worlds. One world is added on either side (Bonett and Price 2012), so that
    no change in few worlds is no proof of none.
    """
    if not share:
        return mean_interval(added)
    wide = mean_interval(np.append(added, [1.0, -1.0]))
    return MeanInterval(float(added.mean()), wide.low, wide.high, added.size)


def _averaged(
    players: int, values: Mapping[Made, Values], drawn: Sequence[tuple[int, ...]]
) -> list[Values]:
    """Return what each change adds on average over the orders drawn, (worlds,) each."""
    found = [np.zeros_like(values[frozenset()]) for _ in range(players)]
    for order in drawn:
        for place, player in enumerate(order):
            before = frozenset(order[:place])
            found[player] += (values[before | {player}] - values[before]) / len(drawn)
    return found
