"""Do the arrays and the plain Mesa model tell the same story of a scenario?

Runs both, each with luck of its own, and compares every outcome, measure and name: how far apart
the two are in standard errors (z). Of a hundred comparisons of equal models one or two lie beyond
2.5, and of sixteen thousand one beyond 4.

    python experiments/benchmarks/same_shares.py uk-france-monitors [--imposed]
        [--plain-worlds 200] [--array-worlds 5000] [--set DIAL=VALUE]
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from plain_mesa.world import PlainWorld
from ruamel.yaml import YAML

from contactline.scenario import Scenario, load
from contactline.study import ensemble

EARLY_DAY = 180
NAMES = ("outcome", "posture", "broken_by", "broken_how", "led_by")


class Apart(NamedTuple):
    """One number in both models, and how many standard errors lie between the two."""

    what: str
    plain: float
    array: float
    z: float


def plain_outcomes(scenario: Scenario, worlds: int, first_seed: int = 0) -> pd.DataFrame:
    """Return the measures of plain worlds, one row each, of one seed after the other."""
    rows = []
    for seed in range(first_seed, first_seed + worlds):
        world = PlainWorld(scenario, seed)
        rows.append(world.play().row())
        for one in world.mission.members:
            rows[-1][f"peak_troops.{one.key}"] = one.most_deployed
    return pd.DataFrame(rows)


def array_outcomes(scenario: Scenario, worlds: int) -> pd.DataFrame:
    """Return the same of the package's own model."""
    return ensemble.run(scenario, worlds=worlds).outcomes


def compared(plain: pd.DataFrame, array: pd.DataFrame) -> list[Apart]:
    """Return every number of the outcome table, in its order; LookupError where one is missing."""
    found = []
    missing = [column for column in array if column not in plain]
    if missing:
        raise LookupError(f"plain_mesa/results.py lacks {', '.join(missing)}; add it there")
    for column in array:
        if column in NAMES:
            for name in sorted({*plain[column], *array[column]}):
                shares = plain[column] == name, array[column] == name
                found.append(apart(f"{column} {name or 'nothing'}", *shares))
        else:
            found.append(apart(f"{column} known", plain[column].notna(), array[column].notna()))
            found.append(apart(column, plain[column].dropna(), array[column].dropna()))
            found.append(apart(f"{column} above nought", plain[column] > 0, array[column] > 0))
            if column.startswith("day_"):
                early = plain[column] <= EARLY_DAY, array[column] <= EARLY_DAY
                found.append(apart(f"{column} by {EARLY_DAY}", *early))
    return found


def apart(what: str, plain: pd.Series, array: pd.Series) -> Apart:
    """Return the two means; their standard error comes from the variance of both together."""
    plain, array = plain.astype(float), array.astype(float)
    means = float(plain.mean()), float(array.mean())
    if plain.empty or array.empty:
        return Apart(what, *means, 0.0)
    around = pd.concat([plain - means[0], array - means[1]])
    error = math.sqrt(float(around.var(ddof=0)) * (1 / len(plain) + 1 / len(array)))
    return Apart(what, *means, (means[0] - means[1]) / error if error else 0.0)


def arguments(told: str) -> argparse.ArgumentParser:
    """Return a command line that chooses a scenario. told: the text of the script."""
    parser = argparse.ArgumentParser(description=told.splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="uk-france-monitors")
    parser.add_argument("--imposed", action="store_true", help="if there were a ceasefire")
    parser.add_argument("--set", action="append", default=[], metavar="DIAL=VALUE")
    return parser


def scenario_chosen(chosen: argparse.Namespace) -> Scenario:
    """Return the scenario that a command line chooses."""
    changes = {name: YAML(typ="safe").load(value) for name, _, value in splits(chosen.set)}
    scenario = load(chosen.scenario).with_dials(changes)
    return scenario.if_ceasefire() if chosen.imposed else scenario


def main() -> None:
    """Compare one scenario and print every number, the farthest apart last."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--plain-worlds", type=int, default=200)
    parser.add_argument("--array-worlds", type=int, default=5000)
    parser.add_argument("--first-seed", type=int, default=0, help="of the plain worlds")
    chosen = parser.parse_args()
    scenario = scenario_chosen(chosen)
    plain = plain_outcomes(scenario, chosen.plain_worlds, chosen.first_seed)
    array = array_outcomes(scenario, chosen.array_worlds)
    found = sorted(compared(plain, array), key=lambda one: abs(one.z))
    print(f"{'':40}{'plain':>12}{'arrays':>12}{'z':>7}")
    for what, *means, z in found:
        print(f"{what:40}{means[0]:12.4g}{means[1]:12.4g}{z:7.2f}")


def splits(changes: list[str]) -> Iterator[tuple[str, str, str]]:
    """Return each change in three parts: name, sign, value."""
    return (change.partition("=") for change in changes)


if __name__ == "__main__":
    main()
