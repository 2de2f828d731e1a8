"""The sentences a report begins with: how often, how long and how many, and how sure of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from contactline.dials.measures import LASTING
from contactline.evidence.likelihood import DEFAULT_SCALE
from contactline.language import marked, say, say_many
from contactline.language.phrases import whole
from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE, View
from contactline.scenario.assumptions import count_inputs
from contactline.show.tables import count_holding, count_imposed, counts_of
from contactline.show.words import (
    confidence_sentence,
    difference_sentence,
    flips_sentence,
    likelihood_sentence,
    range_sentence,
)
from contactline.study.comparison import Comparison, Difference
from contactline.study.ensemble import Results
from contactline.study.intervals import simultaneous
from contactline.study.lasting import HELD, watched_days
from contactline.study.study import Study, ViewOfRuns
from contactline.world.outcomes import HOLDS_ON_LINE

TOLD = ("peak_troops", "violations_per_week")
WAITED = "day_ceasefire_to_horizon"
_LASTING = frozenset(name for name, one in LASTING.items() if one.of == HELD)

type Counted = tuple[str, int, int, tuple[float, float] | None]
"""What is so in some runs: a clause, how many runs, of how many, and the interval if given."""

ABOUT: Mapping[View, str] = MappingProxyType(
    {
        AS_IT_COMES: marked(
            "In this view each world begins at war, and there is a ceasefire only where "
            "the two sides come to the table and sign. What is said about holding and about troops "
            "counts all worlds, also those in which no ceasefire comes."
        ),
        IF_CEASEFIRE: marked(
            "In this view a ceasefire is put in force in every world on the day the "
            "scenario assumes, if it comes before the end, so that the question of the mission "
            "can be asked by itself. Imposing is not selecting: the worlds in which a ceasefire "
            "comes by itself are those whose parties were readier for one, and it would last "
            "longer there for that reason alone. So the two views answer two questions, and their "
            "figures are never added up or averaged."
        ),
    }
)


def headlines(study: Study, view: ViewOfRuns) -> list[tuple[str, list[str]]]:
    """Return the sentences on each scenario of a view, those in focus first, by its name."""
    focus = [one.name for one in study.focus]
    runs = sorted(view.runs, key=lambda run: run.scenario.name not in focus)
    return [(run.scenario.name, sentences(run, study.scale)) for run in runs]


def sentences(run: Results, scale: str = DEFAULT_SCALE) -> list[str]:
    """Return the likelihoods of a run, the confidence in them, and the ranges."""
    imposed = run.scenario.imposes_ceasefire
    under = f"`{run.scenario.name}`" + (f", {say(IF_CEASEFIRE)}" if imposed else "")
    said = [
        likelihood_sentence(what, hits, n, scale=scale, under=under, interval=interval)
        for what, hits, n, interval in (_held(run) if imposed else _came(run))
    ]
    said.append(confidence_sentence(*count_inputs(run.scenario), several=True))
    return said + _ranges(run)


def _came(run: Results) -> list[Counted]:
    """Return what is so as it comes: a ceasefire begins; it holds; with soldiers on the line."""
    begun = int((run.columns["ceasefires"] > 0).sum())
    days = run.scenario.horizon_days
    what = say_many(
        "a ceasefire begins within {days} day", "a ceasefire begins within {days} days",
        days, days=days,
    )  # fmt: skip
    return [(what, begun, run.worlds, None), *_holds(run)]


def _held(run: Results) -> list[Counted]:
    """Return what is so if there were a ceasefire: it is unbroken; one holds; with soldiers.

    Unbroken it can only be where it was imposed; where it was not everywhere, that is said first.
    """
    unbroken = int(watched_days(run)[1].sum())
    imposed = count_imposed(run)
    said: list[Counted] = []
    if imposed < run.worlds:
        days = run.scenario.horizon_days
        what = say_many(
            "a ceasefire is imposed within {days} day",
            "a ceasefire is imposed within {days} days",
            days, days=days,
        )  # fmt: skip
        said.append((what, imposed, run.worlds, None))
    if imposed:
        said.append((_unbroken(run, everywhere=imposed == run.worlds), unbroken, imposed, None))
    return said + _holds(run)


def _unbroken(run: Results, *, everywhere: bool) -> str:
    """Return that the imposed ceasefire holds to the end, and how long that is."""
    if everywhere:
        return say("the imposed ceasefire is unbroken at the end, {after}", after=_after(run))
    return say(
        "the imposed ceasefire is unbroken at the end, {after} where there was one",
        after=_after(run),
    )  # fmt: skip


def _after(run: Results) -> str:
    """Return how long after its beginning the end is, "670 days on", or "at the horizon"."""
    first = run.columns["day_ceasefire"]
    if first.notna().any() and first.min() == first.max():
        days = run.scenario.horizon_days - int(first.max())
        return say_many("{days} day on", "{days} days on", days, days=whole(days))
    return say("at the horizon")


def _holds(run: Results) -> list[Counted]:
    """Return that a ceasefire holds, and that it does with foreign soldiers on the line.

    The interval of the second is one of all outcomes that hold together.
    """
    counts = counts_of(run)
    at = list(counts).index(HOLDS_ON_LINE)
    low, high = (float(ends[at]) for ends in simultaneous(list(counts.values())))
    on_line = say("a ceasefire holds at the end with foreign soldiers on the line")
    return [
        (say("a ceasefire holds at the end"), count_holding(run), run.worlds, None),
        (on_line, counts[HOLDS_ON_LINE], run.worlds, (low, high)),
    ]


def _ranges(run: Results) -> list[str]:
    """Return where the runs lie on troops and on violations, without likelihood words."""
    troops, fire = marked("Peak of foreign troops"), marked("Violations of the ceasefire")
    return [
        range_sentence(troops, run.columns["peak_troops"], "soldiers"),
        range_sentence(fire, run.columns["violations_per_week"], "violations a week"),
    ]


def paired_sentences(one: Comparison) -> list[str]:
    """Return what a scenario changes against the reference in the same worlds."""
    before, after = say("no ceasefire at the end"), say("a ceasefire in force")
    said = [
        flips_sentence(one.holding, one.b, before=before, after=after),
        say_many(
            "{n} of {worlds} worlds change their outcome in one way or another.",
            "{n} of {worlds} worlds change their outcome in one way or another.",
            one.flipped, n=whole(one.flipped), worlds=whole(one.worlds),
        ),
    ]  # fmt: skip
    lasting = [change for change in one.measures if change.name in _LASTING]
    names = TOLD if one.view == IF_CEASEFIRE else (*TOLD, WAITED)
    told = [change for change in one.measures if change.name in names] + _longest(lasting)
    return said + [difference_sentence(change, one.a, one.b) for change in told]


def _longest(lasting: Sequence[Difference]) -> list[Difference]:
    """Return the restricted mean with the longest view, and the share at the horizon."""
    means = [change for change in lasting if change.unit != "share" and change.n]
    shares = [change for change in lasting if change.unit == "share"]
    return [*means[-1:], *shares[-1:]]
