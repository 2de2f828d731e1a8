"""What is asked of each run: a number that is measured, or the share of some outcomes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from contactline.dials.measures import AVERAGED, CUT_OFF, HOLDS, LASTING, no_mean
from contactline.errors import RunError, did_you_mean
from contactline.scenario import Scenario
from contactline.study.comparison import Difference, compare
from contactline.study.ensemble import Results
from contactline.study.lasting import lasting_values
from contactline.world.outcomes import HOLDING, OUTCOMES

# Numbers that differ by less than this part of them are the same but for rounding.
ALIKE = 1e-12


def check_measure(measure: str, *scenarios: Scenario) -> tuple[str, ...]:
    """Return the outcomes that a text such as `collapsed+no_talks` names, none for a measure.

    `ceasefire_holds` names all outcomes in which a ceasefire holds at the end. scenarios: of which
    it is asked. Raises RunError unless it names outcomes, or one measure that has a mean, and for
    one that looks beyond the end of the runs.
    """
    if measure == HOLDS:
        return HOLDING
    names = tuple(dict.fromkeys(measure.split("+")))
    if names == (measure,) and measure in AVERAGED:
        for one in scenarios:
            if short := too_short(measure, one):
                raise RunError(f"{short}. Ask for a shorter one, or take a longer horizon_days.")
        return ()
    if no_mean(measure):
        raise RunError(f"{no_mean(measure)}.")
    allowed = list(OUTCOMES) if len(names) > 1 else [*OUTCOMES, *AVERAGED, HOLDS]
    for name in names:
        if name not in allowed:
            hint = did_you_mean(name, [*allowed, *CUT_OFF]) or f". There are: {', '.join(allowed)}."
            kind = "outcome (only outcomes are joined by +)" if len(names) > 1 else "measure"
            raise RunError(f"Unknown {kind}: {name!r}{hint}")
    return names


def measured(results: Results, measure: str) -> NDArray[np.float64]:
    """Return the measure in every world, (worlds,): NaN where it has no value.

    An outcome is 1 in the worlds that end so, 0 in the others. Of what the end of a run may cut
    off, it is the value that has the right mean (`study.lasting`). Raises RunError.
    """
    outcomes = check_measure(measure, results.scenario)
    table = results.columns
    if measure in LASTING:
        return lasting_values(results, LASTING[measure])
    column = table["outcome"].isin(outcomes) if outcomes else table[measure]
    return np.asarray(column, dtype=np.float64)


def change_of(a: Results, b: Results, measure: str) -> Difference:
    """Return the paired difference of the measure, run b less run a. Raises RunError."""
    outcomes = check_measure(measure, a.scenario)
    compared = compare(a, b)
    if outcomes:
        return compared.change_in(outcomes)
    return next(change for change in compared.measures if change.name == measure)


def too_short(measure: str, scenario: Scenario) -> str:
    """Return why runs of a scenario end before a measure can be told; nothing where they do not."""
    within = LASTING[measure].within if measure in LASTING else None
    if (within or 0) <= scenario.horizon_days:
        return ""
    return (
        f"{measure} needs {within} days, and a run of {scenario.name} ends after "
        f"{scenario.horizon_days}"
    )


def nothing_to_share(values: NDArray[np.float64], measure: str, of: str = "worlds") -> str:
    """Return why nothing can explain a measure: no value, or the same everywhere; else nothing.

    values: NaN where it has none. of: what they are values of.
    """
    known = values[~np.isnan(values)]
    if not known.size:
        none = f"None of the {values.size:,} {of} has a value of {measure}"
        return f"{none}; there is nothing to share out."
    if np.ptp(known) > ALIKE * np.abs(known).max():
        return ""
    return f"{measure} is the same in all {known.size:,} {of}; there is nothing to share out."
