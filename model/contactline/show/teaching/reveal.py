"""What the runs show, in sentences and counts, once the class has written down its guesses."""

from __future__ import annotations

from typing import Any

import numpy as np

from contactline.language import say, say_as, say_many
from contactline.language.phrases import whole
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
    before, after = say("no ceasefire at the end"), say("a ceasefire in force")
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
        "title": say(run.scenario.view.capitalize()),
        "sentences": [_likelihood(run), *_anew(run), sure, *_ranges(run)],
        "counts": _counts(run),
    }


def _likelihood(run: Results) -> str:
    name, n, day = run.scenario.name, run.worlds, run.scenario.horizon_days
    if run.scenario.imposes_ceasefire:
        under = say("`{name}`, if there were a ceasefire", name=name)
        what = say("the imposed ceasefire is unbroken on day {day}", day=day)
        hits, n = int(watched_days(run)[1].sum()), count_imposed(run)
    else:
        under = f"`{name}`"
        what = say("a ceasefire is in force on day {day}", day=day)
        hits = count_holding(run)
    return likelihood_sentence(what, hits, n, under=under)


def _anew(run: Results) -> list[str]:
    """Return how many worlds hold at the end by a later ceasefire than the one imposed, if any."""
    later = count_holding(run) - int(watched_days(run)[1].sum())
    if not run.scenario.imposes_ceasefire or not later:
        return []
    return [
        say_many(
            "In {count} other run it broke and a later ceasefire is in force that day; both count "
            "below as one that holds.",
            "In {count} other runs it broke and a later ceasefire is in force that day; both count "
            "below as one that holds.",
            later, count=whole(later),
        )
    ]  # fmt: skip


def _ranges(run: Results) -> list[str]:
    """Return where the runs lie on troops, and on when a ceasefire comes if it is not imposed."""
    said = [range_sentence(say("Peak of foreign troops"), run.columns["peak_troops"], "soldiers")]
    if not run.scenario.imposes_ceasefire:
        first = run.columns["day_ceasefire"]
        said.insert(0, range_sentence(say("First day of a ceasefire"), first, "day"))
    return said


def _counts(run: Results) -> list[dict[str, str]]:
    """Return count and interval: of all that hold as one, then of each outcome, best to worst."""
    counts, held = counts_of(run), count_holding(run)
    bounds = zip(*simultaneous(list(counts.values())), strict=True)
    return [
        _count(say(HOLDING_LABEL), held, run, wilson(held, run.worlds)),
        *(
            _count(say(OUTCOMES[name].label), count, run, (float(low), float(high)))
            for (name, count), (low, high) in zip(counts.items(), bounds, strict=True)
        ),
    ]


def _count(label: str, count: int, run: Results, ends: tuple[float, float]) -> dict[str, str]:
    between = say_as("from one end to the other", " to ")
    return {
        "label": label,
        "count": say("{count} of {worlds}", count=whole(count), worlds=whole(run.worlds)),
        "interval": f"{interval_text(*ends, between)} %",
    }
