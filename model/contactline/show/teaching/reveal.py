"""What the runs show, in sentences and counts, once the class has written down its guesses."""

from __future__ import annotations

from typing import Any

import numpy as np

from contactline.scenario import IF_CEASEFIRE
from contactline.scenario.assumptions import count_inputs
from contactline.show.tables import count_holding, count_imposed, counts_of
from contactline.show.words import (
    confidence_sentence,
    flips_sentence,
    likelihood_sentence,
    range_sentence,
)
from contactline.show.words.numbers import interval_text
from contactline.study.comparison import compare
from contactline.study.ensemble import Results
from contactline.study.intervals import simultaneous, wilson
from contactline.study.lasting import survival_of, watched_days
from contactline.world.outcomes import HOLDING_LABEL, OUTCOMES

A_YEAR = 365


def reveal(results: Results, if_ceasefire: Results, base: Results | None) -> list[dict[str, Any]]:
    """Return sentences and counts of both views. base: a run to compare the first view with."""
    as_it_comes = _view(results)
    if base is not None:
        as_it_comes["sentences"].append(flips(base, results))
    return [as_it_comes, _view(if_ceasefire)]


def flips(base: Results, results: Results) -> str:
    """Return how many worlds the scenario turned from not holding to holding, and back."""
    holding = compare(base, results).holding
    before, after = "no ceasefire at the end", "a ceasefire in force"
    return flips_sentence(holding, results.scenario.name, before=before, after=after)


def share_after(run: Results, day: int) -> tuple[int, float] | None:
    """Return how many ceasefires there were and the share that held this long, None if unknown."""
    curve = survival_of(run, [day])
    share = float(curve.share[0])
    return None if np.isnan(share) else (curve.n, share)


def _view(run: Results) -> dict[str, Any]:
    """Return title, sentences and counts of one view."""
    sure = confidence_sentence(*count_inputs(run.scenario)).replace("this statement is", "this is")
    return {
        "title": run.scenario.view.capitalize(),
        "sentences": [_likelihood(run), sure, *_ranges(run)],
        "counts": _counts(run),
    }


def _likelihood(run: Results) -> str:
    imposed, n = run.scenario.imposes_ceasefire, run.worlds
    under = f"`{run.scenario.name}`" + (f", {IF_CEASEFIRE}" if imposed else "")
    day = run.scenario.horizon_days
    if imposed:
        what = f"the imposed ceasefire is unbroken on day {day}"
        hits, n = int(watched_days(run)[1].sum()), count_imposed(run)
    else:
        what = f"a ceasefire is in force on day {day}"
        hits = count_holding(run)
    return likelihood_sentence(what, hits, n, under=under)


def _ranges(run: Results) -> list[str]:
    """Return where the runs lie on troops, and on when a ceasefire comes if it is not imposed."""
    said = [range_sentence("Peak of foreign troops", run.outcomes["peak_troops"], "soldiers")]
    if not run.scenario.imposes_ceasefire:
        first = run.outcomes["day_ceasefire"]
        said.insert(0, range_sentence("First day of a ceasefire", first, "day"))
    return said


def _counts(run: Results) -> list[dict[str, str]]:
    """Return count and interval: of all that hold as one, then of each outcome, best to worst."""
    counts, held = counts_of(run), count_holding(run)
    bounds = zip(*simultaneous(list(counts.values())), strict=True)
    return [
        _count(HOLDING_LABEL, held, run, wilson(held, run.worlds)),
        *(
            _count(OUTCOMES[name].label, count, run, (float(low), float(high)))
            for (name, count), (low, high) in zip(counts.items(), bounds, strict=True)
        ),
    ]


def _count(label: str, count: int, run: Results, ends: tuple[float, float]) -> dict[str, str]:
    return {
        "label": label,
        "count": f"{count:,} of {run.worlds:,}",
        "interval": f"{interval_text(*ends, ' to ')} %",
    }
