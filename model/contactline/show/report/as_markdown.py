"""A study to be read or handed out: its sentences and tables in Markdown."""

from __future__ import annotations

from contactline.language import say, say_many
from contactline.language.phrases import whole
from contactline.show.report.headlines import headlines
from contactline.show.sheets.pairs import difference_sheet, flip_sheet
from contactline.show.sheets.runs import (
    category_sheet,
    contributor_sheet,
    lasting_sheet,
    measure_sheet,
    outcome_sheet,
)
from contactline.show.sheets.sheet import Sheet
from contactline.show.words import NOT_A_FORECAST
from contactline.study.study import Study, ViewOfRuns


def sheets_of(view: ViewOfRuns) -> list[Sheet]:
    """Return all tables of a view in the order of reading."""
    found = [
        outcome_sheet(view.runs),
        contributor_sheet(view.runs),
        measure_sheet(view.runs),
        lasting_sheet(view.runs),
        category_sheet(view.runs),
    ]
    for one in view.comparisons:
        found += [difference_sheet(one), flip_sheet(one)]
    return [sheet for sheet in found if sheet]


def study_in_markdown(study: Study) -> str:
    """Return the tables of a study with its sentences, to be read or handed out."""
    parts = [f"# {', '.join(say(one.title) for one in study.scenarios)}", say(NOT_A_FORECAST)]
    for view in study.views:
        parts.append(f"## {say(view.name).capitalize()}")
        parts += [sentence for _, said in headlines(study, view) for sentence in said]
        parts += [sheet.in_markdown().rstrip("\n") for sheet in sheets_of(view)]
    made = say_many(
        "{worlds} worlds per scenario, seed {seed}: `{command}`",
        "{worlds} worlds per scenario, seed {seed}: `{command}`",
        study.worlds, worlds=whole(study.worlds), seed=str(study.seed), command=study.command,
    )  # fmt: skip
    return "\n\n".join([*parts, made]) + "\n"
