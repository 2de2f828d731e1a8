"""What `plan` does: carry out a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.dry_run import tell_cost
from contactline.cli.progress import watching
from contactline.cli.work.telling import StudyTold, check_files, tell
from contactline.show.sheets.plan import plan_sheets
from contactline.show.words.planning import plan_sentences
from contactline.study.plan import PlanResults, StudyPlan, read_plan
from contactline.study.plan import plan as carry_out
from contactline.study.plan.ahead import plan_ahead

if TYPE_CHECKING:
    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture


def tell_plan(file: Path, options: Mapping[str, Any]) -> None:
    """Print what a plan finds, write or draw it if asked, or hand it on as JSON."""
    check_files(options)
    stated = read_plan(file)
    if options["worlds"]:
        stated = replace(stated, worlds=options["worlds"])
    if options["only_check"]:
        click.echo(f"{file}: valid, {stated.size}")
        return
    if options["chart"]:
        _check_drawable(stated)
    if options["dry_run"]:
        tell_cost(plan_ahead(stated, options["workers"]), options)
        return
    with watching(quiet=options["quiet"] or options["as_json"]) as watch:
        progress = partial(watch.worlds, stated.title)
        found = carry_out(stated, workers=options["workers"], progress=progress)

    def picture(stamp: Stamp | None) -> Picture:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.plan import picture

        return picture(found, stamp)

    told = StudyTold(
        "plan", plan_sentences(found), plan_sheets(found), _record(found), found.table, picture
    )
    tell(told, options)


def _check_drawable(stated: StudyPlan) -> None:
    """Refuse a chart that has no room for all points, before anything is run."""
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.plan import check_drawable

    check_drawable(stated)


def _record(found: PlanResults) -> dict[str, Any]:
    """Return a plan and what it found for a program to read."""
    rows = found.table().to_dict("records")
    known = [{name: value for name, value in row.items() if value == value} for row in rows]
    return {**_stated(found.plan), "points": known}


def _stated(one: StudyPlan) -> dict[str, Any]:
    return {
        "title": one.title,
        **({"question": one.question} if one.question else {}),
        "scenarios": [{"name": each.name, "digest": each.as_written.digest}
                      for each in one.scenarios],
        "view": one.view,
        **({"cases": dict(one.cases)} if any(one.cases) else {}),
        "over": {axis.dial: list(axis.levels) for axis in one.axes},
        "measures": list(one.measures),
        "worlds": one.worlds,
        "seeds": list(one.seeds),
        **({"against": one.against} if one.against else {}),
    }  # fmt: skip
