"""What the page is told: outcomes, survival, flips and sentences of two runs, as plain JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from contactline.show.report.evaluation import kept, line_of
from contactline.show.tables import count_holding
from contactline.show.words import NOT_A_FORECAST, flips_sentence, likelihood_sentence
from contactline.study.comparison import Comparison, compare
from contactline.study.ensemble import Results
from contactline.study.intervals import simultaneous, wilson
from contactline.study.lasting import survival_of
from contactline.world.outcomes import HOLDING_LABEL, OUTCOMES

SURVIVAL_STEP_DAYS = 14


def answer(before: Results, after: Results, *, changed: bool) -> dict[str, Any]:
    """Return everything the page shows of the scenario as written and with the changes.

    Intervals are of 95 %; those of the outcomes hold for all of them together.
    """
    comparison = compare(before, after)
    scenario = after.scenario
    return {
        "scenario": scenario.name,
        "digest": scenario.as_written.digest,
        "worlds": after.worlds,
        "seed": after.seed,
        "imposed": scenario.imposes_ceasefire,
        "horizon_days": scenario.horizon_days,
        "headline": _headline(comparison, after, changed),
        "holding": _holding(before, after),
        "outcomes": _outcomes(before, after),
        "survival": _survival(before, after),
        "flips": _flips(comparison),
        "flipped": comparison.flipped,
        "note": NOT_A_FORECAST,
        "standing": line_of(kept(), scenario).replace("`", ""),
    }


def _headline(comparison: Comparison, after: Results, changed: bool) -> list[str]:
    """Return one sentence on the run and, if levers were moved, one on what that changed."""
    holds = comparison.holding
    under = "this scenario with your levers" if changed else "this scenario as written"
    day = after.scenario.horizon_days
    what = f"a ceasefire is in force on day {day}"
    sentences = [likelihood_sentence(what, holds.n_b, holds.n, under=under)]
    if changed:
        turned = flips_sentence(holds, "your levers", before="not holding", after="holding")
        sentences.append(turned.replace("`", "").replace("your levers turned", "your levers turn"))
    return sentences


def _holding(before: Results, after: Results) -> dict[str, Any]:
    """Return in how many worlds of both runs a ceasefire holds, each with its own interval."""
    found: dict[str, Any] = {"label": HOLDING_LABEL}
    for side, run in (("before", before), ("after", after)):
        count = count_holding(run)
        low, high = wilson(count, run.worlds)
        found[side] = {"count": count, "low": low, "high": high}
    return found


def _outcomes(before: Results, after: Results) -> list[dict[str, Any]]:
    """Return each outcome with count and interval in both runs, best to worst."""
    sides = []
    for results in (before, after):
        ends = results.outcomes["outcome"]
        counts = [int((ends == name).sum()) for name in OUTCOMES]
        low, high = simultaneous(counts)
        sides.append(list(zip(counts, low.tolist(), high.tolist(), strict=True)))
    keys = ("count", "low", "high")
    return [
        {
            "name": outcome.name,
            "label": outcome.label,
            "definition": outcome.definition,
            "before": dict(zip(keys, was, strict=True)),
            "after": dict(zip(keys, now, strict=True)),
        }
        for outcome, was, now in zip(OUTCOMES.values(), *sides, strict=True)
    ]


def _survival(before: Results, after: Results) -> dict[str, Any]:
    """Return the survival of the first ceasefires in both runs at the same days."""
    days = np.arange(0, after.scenario.horizon_days + 1, SURVIVAL_STEP_DAYS)
    curves = {}
    for side, run in (("before", before), ("after", after)):
        curve = survival_of(run, days)
        bounds = {"share": curve.share, "low": curve.low, "high": curve.high}
        curves[side] = {
            **{name: _known(values) for name, values in bounds.items()},
            "at_risk": curve.at_risk.tolist(),
            "n": curve.n,
        }
    return {"at": days.tolist(), **curves}


def _known(values: np.ndarray[Any, np.dtype[np.float64]]) -> list[float | None]:
    """Return numbers for JSON, which has no NaN."""
    return [float(value) if np.isfinite(value) else None for value in values]


def _flips(comparison: Comparison) -> list[dict[str, Any]]:
    """Return how many worlds went from which outcome to which other, the most first."""
    labels = {name: outcome.label for name, outcome in OUTCOMES.items()}
    counts = comparison.flips.to_numpy()
    moved = [
        {"from": labels[before], "to": labels[after], "worlds": int(counts[row, column])}
        for row, before in enumerate(OUTCOMES)
        for column, after in enumerate(OUTCOMES)
        if row != column and counts[row, column]
    ]
    return sorted(moved, key=lambda flip: -int(str(flip["worlds"])))
