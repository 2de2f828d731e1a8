"""The report as one page that needs nothing outside itself: words, charts, tables, assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from contactline import __version__
from contactline.dials import DIALS
from contactline.evidence import ASSUMPTION, claims
from contactline.language import say, say_many
from contactline.scenario import AS_IT_COMES, IF_CEASEFIRE, Scenario, View, load
from contactline.scenario.assumptions import changes, sources_of
from contactline.show.questions.as_html import questions_in_html
from contactline.show.report.assumptions import rests
from contactline.show.report.evaluation import standing
from contactline.show.report.folder import slug
from contactline.show.report.headlines import ABOUT, headlines, paired_sentences
from contactline.show.report.one_world import example_in
from contactline.show.sheets.chronicle import chronicle_sheet
from contactline.show.sheets.pairs import difference_sheet, flip_sheet
from contactline.show.sheets.runs import (
    category_sheet,
    contributor_sheet,
    lasting_sheet,
    measure_sheet,
    outcome_sheet,
)
from contactline.show.sheets.sheet import Sheet
from contactline.show.templates import rendered
from contactline.show.words import (
    CONFIDENCE_RULE,
    NOT_A_FORECAST,
    expectation_sentence,
    find_scale,
    scale_table,
)
from contactline.show.words.commands import command, scenario_words
from contactline.show.words.differences import verdict_of
from contactline.show.words.flips import flipped_sentences, twins_of
from contactline.show.words.labels import label_of
from contactline.show.words.newspaper import front_page
from contactline.study.ensemble import Results
from contactline.study.expectations import BASE, expectations
from contactline.study.study import Study, ViewOfRuns
from contactline.world.entries import ChronicleEntry

if TYPE_CHECKING:
    from contactline.show.charts import Chart
    from contactline.show.report.pictures import Shown

TEMPLATE = "page.html"
PLACES = {AS_IT_COMES: "as-it-comes", IF_CEASEFIRE: "if-ceasefire"}


def page(
    study: Study,
    shown: Sequence[Shown],
    chronicles: Mapping[View, Sequence[ChronicleEntry]],
    checked: Sequence[dict[str, Any]] = (),
) -> str:
    """Return the report of a study as HTML.

    shown: the charts that were drawn, none if there are none. chronicles: of the world told of the
    scenario in focus, by view. checked: the slides of the kept check.
    """
    views = [
        _view(study, view, [one for one in shown if one.job.subject.view == view.name], chronicles)
        for view in study.views
    ]
    return str(
        rendered(
            "contactline.show.report",
            TEMPLATE,
            **_head(study),
            first=_first(views),
            views=views,
            **_assumed(study),
            rests=rests(study),
            **_how(study),
            **standing(study.focus[0], checked),
        )
    )


def _head(study: Study) -> dict[str, Any]:
    """Return what the page begins with."""
    focus = study.focus
    title = say(focus[0].title)
    if len(focus) != 1:
        title = say_many(
            "{n} scenario side by side", "{n} scenarios side by side",
            len(study.scenarios), n=len(study.scenarios),
        )  # fmt: skip
    others = [one for one in study.scenarios if one not in focus]
    return {
        "title": title,
        "caution": say(NOT_A_FORECAST),
        "scenarios": [*focus, *others],
        "focus": focus,
        "reference": study.reference,
        "worlds": study.worlds,
    }


def _view(
    study: Study,
    view: ViewOfRuns,
    shown: Sequence[Shown],
    chronicles: Mapping[View, Sequence[ChronicleEntry]],
) -> dict[str, Any]:
    """Return what the page says of one view."""
    name = view.name
    return {
        "place": PLACES[name],
        "name": name,
        "title": say(name).capitalize(),
        "about": say(ABOUT[name]),
        "headlines": headlines(study, view),
        "outcomes": outcome_sheet(view.runs),
        "contributors": contributor_sheet(view.runs),
        "measures": [one for one in _measures(view.runs) if one],
        "charts": [_chart(one) for one in shown],
        "pairs": [_pair(study, one.b, view) for one in view.comparisons],
        "world": _world(study, view, chronicles.get(name, ())),
    }


def _first(views: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the chart that the page begins with, taken from its view; None without charts.

    It is the first one of the first view whose table stands on the page.
    """
    charts = views[0]["charts"]
    at = next((at for at, chart in enumerate(charts) if chart["elsewhere"]), None)
    return None if at is None else charts.pop(at)


def _measures(runs: Sequence[Results]) -> tuple[Sheet | None, ...]:
    """Return the tables of what is measured: numbers, how long ceasefires last, words."""
    return measure_sheet(runs), lasting_sheet(runs), category_sheet(runs)


def _chart(shown: Shown) -> dict[str, Any]:
    """Return a chart with its words and the tables of what it shows."""
    # Only a page with charts waits for Matplotlib.
    from contactline.show.charts import CHARTS

    chart, drawn = CHARTS[shown.job.chart], shown.drawn
    return {
        "question": say(chart.question),
        "svg": Markup(drawn.svg.read_text(encoding="utf-8")),  # noqa: S704 - an SVG of ours
        "alt": drawn.alt,
        "caption": drawn.caption,
        "elsewhere": "" if chart.sheets else _elsewhere(shown, chart),
        "sheets": chart.sheets(shown.job.subject) if chart.sheets else [],
    }


def _elsewhere(shown: Shown, chart: Chart) -> str:
    """Return the anchor of the table of a chart that stands elsewhere on the page."""
    place, compared = PLACES[shown.job.subject.view], shown.job.subject.comparison
    return f"{place}-{slug(compared.b) if chart.per_pair and compared else chart.name}"


def _pair(study: Study, name: str, view: ViewOfRuns) -> dict[str, Any]:
    """Return a paired comparison: sentences, tables, and the claims set against it."""
    one = view.against_reference(name)
    if one is None:
        raise LookupError(name)
    scenario = next(found for found in study.scenarios if found.name == name)
    said = scenario.expect_if_ceasefire if view.name == IF_CEASEFIRE else scenario.expect
    against_base = expectations(scenario, one) if one.a == BASE else ()
    return {
        "place": f"{PLACES[view.name]}-{slug(name)}",
        "name": name,
        "reference": one.a,
        "sentences": paired_sentences(one),
        "flips": flipped_sentences(one),
        "twins": twins_of(view.runs, one),
        "sheets": [difference_sheet(one), flip_sheet(one)],
        "expectations": [
            (label_of(found.name, found.label), verdict_of(found), expectation_sentence(found))
            for found in against_base
        ],
        "not_against_base": bool(said) and one.a != BASE,
    }


def _world(
    study: Study, view: ViewOfRuns, entries: Sequence[ChronicleEntry]
) -> dict[str, Any] | None:
    """Return a world of the scenario in focus as a newspaper, None where it is not seen."""
    run = view.run_of(study.focus[0].name)
    if run is None or not entries:
        return None
    start = run.scenario.date
    told = example_in(study, view)
    return {
        "name": run.scenario.name,
        "number": told.world,
        "rule": told.rule,
        "replay": command("replay", *scenario_words(run.scenario)),
        "days": front_page(entries, start),
        "sheet": chronicle_sheet(entries, start),
        "imposed": run.scenario.imposes_ceasefire,
        "seed": study.seed,
    }


def _assumed(study: Study) -> dict[str, Any]:
    """Return what the runs assume: changes against base, claims, flags."""
    base = load(BASE)
    known = claims()
    ids = dict.fromkeys(claim for scenario in study.scenarios for claim in scenario.claims)
    differing = [(one.name, found) for one in study.scenarios if (found := changes(one, base))]
    basis = (name for _, found in differing for one in found for name in one.basis)
    return {
        "changes": differing,
        "sources": sources_of(name for name in basis if name not in ids),
        "claims": [(known[name], _claimed_by(study.scenarios, name)) for name in ids],
        "dials": len(DIALS),
        "basis": _basis,
    }


def _basis(ids: Sequence[str]) -> str:
    """Return what an input rests on: names of claims and figures, or that it is an assumption."""
    return ", ".join(say(one) if one == ASSUMPTION else one for one in ids)


def _claimed_by(scenarios: Sequence[Scenario], claim: str) -> str:
    return ", ".join(one.name for one in scenarios if claim in one.claims)


def _how(study: Study) -> dict[str, Any]:
    """Return how to read the page, and how it was made."""
    return {
        "scale": find_scale(study.scale),
        "scale_rows": scale_table(study.scale),
        "confidence_rule": say(CONFIDENCE_RULE),
        "seed": study.seed,
        "version": __version__,
        "command": study.command,
        "questions": questions_in_html(),
        "digests": [(one.name, one.digest) for one in study.scenarios],
    }
