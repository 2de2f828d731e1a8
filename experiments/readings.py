"""What is read off several runs: said by all theories, or by some; how far shares lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from laboratory import as_written

from contactline import HOLDING, OUTCOMES, available, compare
from contactline.study.intervals import wilson

if TYPE_CHECKING:
    import pandas as pd
    from laboratory import Laboratory

    from contactline.study.comparison import Difference

AGREED = [name for name, one in OUTCOMES.items() if one.ceasefire != "none"]
READ = {"ends in an agreement": AGREED, "holds a ceasefire to the horizon": HOLDING}
Told = dict[tuple[str, str], dict[str, "Difference"]]


def read_under(
    lab: Laboratory, theories: Mapping[str, dict[str, object]], looks: Sequence[str]
) -> tuple[pd.DataFrame, Told]:
    """Return how often each scenario ends in an agreement under each theory, beside its base.

    theories: the dials that each changes, by name. looks: what base and the scenario are called.
    With the table comes, by scenario and what is read off it, the change under each theory.
    """
    import pandas as pd

    rows, told = [], Told()
    for theory, change in theories.items():
        runs = {name: lab.run(name, change, label=f"{name}, {theory}") for name in available()}
        base = runs.pop("base")
        for name, run in runs.items():
            pair = compare(base, run)
            changes = {read: pair.change_in(ends) for read, ends in READ.items()}
            for read, found in changes.items():
                told.setdefault((name, read), {})[theory] = found
            agreed = changes["ends in an agreement"]
            title = as_written(name).title.partition(":")[0]
            points = (100 * agreed.difference, 100 * agreed.low, 100 * agreed.high)
            for group, count in zip(looks, (agreed.n_a, agreed.n_b), strict=True):
                share = (100 * count / agreed.n, *(100 * end for end in wilson(count, agreed.n)))
                rows.append((title, theory, group, *share, agreed.n, *points))
    numbers = "middle low high n change change_low change_high".split()
    return pd.DataFrame(rows, columns=["panel", "place", "group", *numbers]), told


def shared_or_not(
    told: Mapping[tuple[str, str], Mapping[str, Difference]], table: pd.DataFrame
) -> list[str]:
    """Return sentences: which changes against base all theories share, and which they do not.

    told: by scenario and what is read off it, the change under each theory. table: columns
    group, place and middle, the shares under each theory in per cent.
    """
    shared: dict[tuple[str, str], list[str]] = {}
    apart = []
    for (scenario, read), changes in told.items():
        ways = {theory: way_of(change) for theory, change in changes.items()}
        if len(set(ways.values())) == 1:
            shared.setdefault((next(iter(ways.values())), read), []).append(f"`{scenario}`")
        else:
            said = "; ".join(
                f"{way} by {', '.join(theory for theory, its in ways.items() if its == way)}"
                for way in dict.fromkeys(ways.values())
            )
            apart.append(f"Depends on the theory: in `{scenario}` a run {read} {said}.")
    many = table.place.nunique()
    sentences = [
        f"Shared by all {many} theories: a run {read} {way} in {', '.join(names)}."
        for (way, read), names in shared.items()
    ]
    base = table[table.group == "base"].drop_duplicates("place").sort_values("middle")
    low, high = base.iloc[0], base.iloc[-1]
    sentences.append(
        f"Under `base` itself a ceasefire is agreed in {low.middle:.0f} % of runs of the model "
        f"({low.place}) to {high.middle:.0f} % ({high.place})."
    )
    return ["\n".join(sentences), "\n".join(apart) or "Nothing depends on the theory chosen."]


def way_of(change: Difference) -> str:
    """Return in words which way a change goes; luck alone may explain a small one."""
    if change.within_noise:
        return "as often as under `base`, within noise,"
    return f"{'more' if change.difference > 0 else 'less'} often than under `base`"


def errors_apart(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return by how many standard errors two shares, (count, of how many) each, lie apart."""
    shares = np.array([count / n for count, n in (one, other)])
    error = np.sqrt((shares * (1 - shares) / [one[1], other[1]]).sum())
    return float((shares[0] - shares[1]) / max(error, 1e-9))
