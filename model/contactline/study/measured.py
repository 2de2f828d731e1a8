"""What is asked of each run: a number that is measured, or the share of some outcomes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from contactline.errors import RunError, did_you_mean
from contactline.study.comparison import Difference, compare
from contactline.study.ensemble import Results
from contactline.world.outcomes import MEASURES, OUTCOMES


def check_measure(measure: str) -> tuple[str, ...]:
    """Return the outcomes that a text such as `collapsed+no_talks` names, none for a measure.

    Raises RunError unless it names outcomes, or one measure that is a number.
    """
    names = tuple(dict.fromkeys(measure.split("+")))
    numbers = [name for name, one in MEASURES.items() if one.is_number]
    if names == (measure,) and measure in numbers:
        return ()
    allowed = list(OUTCOMES) if len(names) > 1 else [*OUTCOMES, *numbers]
    for name in names:
        if name not in allowed:
            hint = did_you_mean(name, allowed) or f". There are: {', '.join(allowed)}."
            kind = "outcome (only outcomes are joined by +)" if len(names) > 1 else "measure"
            raise RunError(f"Unknown {kind}: {name!r}{hint}")
    return names


def measured(results: Results, measure: str) -> NDArray[np.float64]:
    """Return the measure in every world, (worlds,): NaN where it has no value.

    An outcome is 1 in the worlds that end so, 0 in the others. Raises RunError.
    """
    outcomes = check_measure(measure)
    table = results.outcomes
    column = table["outcome"].isin(outcomes) if outcomes else table[measure]
    return np.asarray(column, dtype=np.float64)


def change_of(a: Results, b: Results, measure: str) -> Difference:
    """Return the paired difference of the measure, run b less run a. Raises RunError."""
    outcomes = check_measure(measure)
    compared = compare(a, b)
    if outcomes:
        return compared.change_in(outcomes)
    return next(change for change in compared.measures if change.name == measure)
