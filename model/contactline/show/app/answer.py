"""What the page is told: a headline in sentences, how many worlds hold, and the charts it asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from contactline import __version__
from contactline.language import say, say_many
from contactline.show.app.drawn import DRAWN, FIRST_SHOWN
from contactline.show.app.drawn.drawing import beside, compared
from contactline.show.report.evaluation import Kept, kept, line_of
from contactline.show.tables import count_holding
from contactline.show.words import NOT_A_FORECAST, flips_sentence, likelihood_sentence
from contactline.show.words.numbers import interval_of_share, percent_of
from contactline.study.comparison import Difference
from contactline.study.ensemble import Results
from contactline.study.intervals import wilson
from contactline.world.outcomes import HOLDING_LABEL


def answer(
    before: Results, after: Results, *, changed: bool, charts: Sequence[str] = FIRST_SHOWN
) -> dict[str, Any]:
    """Return what the page shows of a run and of the one that is drawn in grey.

    changed: whether the two differ. charts: keys of `DRAWN`, in the order of the page.
    """
    scenario, holds = after.scenario, compared(before, after).holding
    return {
        "scenario": scenario.name,
        "against": before.scenario.name,
        "beside": beside(before, after),
        "digest": scenario.as_written.digest,
        "version": __version__,
        "worlds": after.worlds,
        "seed": after.seed,
        "imposed": scenario.imposes_ceasefire,
        "horizon_days": scenario.horizon_days,
        "headline": _headline(before, after, holds, changed),
        "in_words": _in_words(before, after, changed),
        "holding": _holding(before, after, holds, changed),
        "charts": {key: DRAWN[key].data(before, after, changed) for key in charts},
        "note": say(NOT_A_FORECAST),
        "standing": line_of(_kept(), scenario).replace("`", ""),
    }


@cache
def _kept() -> Kept:
    """Return the check kept with the seeds, read once."""
    return kept()


def _headline(before: Results, after: Results, holds: Difference, changed: bool) -> list[str]:
    """Return one sentence on the run and, if it differs, one on what turned which way."""
    day, n = after.scenario.horizon_days, after.worlds
    low, high = wilson(holds.n_b, n)
    ends = f"{percent_of(holds.n_b, n)}, {interval_of_share(low, high)}"
    under = _under(before, after, changed)
    sentences = [
        say_many(
            "{under}, a ceasefire is in force at the end (day {day}) in {holding} of {n:,} world "
            "({ends}).",
            "{under}, a ceasefire is in force at the end (day {day}) in {holding} of {n:,} worlds "
            "({ends}).",
            n, under=f"{under[:1].upper()}{under[1:]}", day=day, holding=holds.n_b, n=n, ends=ends,
        )
    ]  # fmt: skip
    if changed:
        sentences.append(_turned(before, after, holds))
    return sentences


def _turned(before: Results, after: Results, holds: Difference) -> str:
    """Return how many worlds the change turned, both ways."""
    was, now = say("no ceasefire at the end"), say("a ceasefire in force")
    other = before.scenario.name != after.scenario.name
    by = after.scenario.name if other else say("your levers")
    said = flips_sentence(holds, by, before=was, after=now).replace("`", "")
    return said.replace("your levers turned", "your levers turn")


def _under(before: Results, after: Results, changed: bool) -> str:
    if not changed:
        return say("in this scenario as written")
    same = before.scenario.name == after.scenario.name
    name = after.scenario.name
    return say("with your levers") if same else say("under {scenario}", scenario=name)


def _in_words(before: Results, after: Results, changed: bool) -> str:
    """Return the first sentence in the words of a scale of likelihood."""
    what = say("a ceasefire is in force on day {day}", day=after.scenario.horizon_days)
    under = say("this scenario as written")
    if changed:
        same = before.scenario.name == after.scenario.name
        under = say("your levers") if same else after.scenario.name
    return likelihood_sentence(what, count_holding(after), after.worlds, under=under)


def _holding(before: Results, after: Results, holds: Difference, changed: bool) -> dict[str, Any]:
    """Return in how many worlds of both runs a ceasefire holds, each with its own interval."""
    found: dict[str, Any] = {
        "label": say(HOLDING_LABEL),
        "noise": bool(not changed or holds.within_noise or holds.too_few),
    }
    for side, run in (("before", before), ("after", after)):
        count = count_holding(run)
        low, high = wilson(count, run.worlds)
        found[side] = {"count": count, "low": low, "high": high}
    return found
