"""What `enough` does: say how many worlds are enough."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.work.telling import StudyTold, check_files, head, tell
from contactline.show.sheets.studies import enough_sheet
from contactline.show.words.precision import enough_paragraph, ladder_rows
from contactline.study.ahead import runs_ahead
from contactline.study.enough import Enough, enough
from contactline.study.ensemble import run_each
from contactline.study.measured import check_measure

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture


def tell_enough(names: tuple[str, ...], options: dict[str, Any]) -> None:
    """Print how many worlds are enough, write or draw it if asked, or hand it on as JSON."""
    if len(names) > 2:
        raise click.UsageError("Name one scenario, or the two to tell apart.")
    check_files(options)
    scenarios = chosen(names, options["settings"], imposed=options["imposed"])
    check_measure(options["measure"], *scenarios)
    numbers = {key: options[key] for key in ("worlds", "seed", "workers")}
    if options["dry_run"]:
        tell_cost(runs_ahead(scenarios, **numbers, together=True), options, together=True)
        return
    ahead = announcement(scenarios, options["worlds"], options["workers"], together=True)
    with watching(quiet=options["quiet"] or options["as_json"], announced=ahead) as watch:
        named = ", ".join(one.name for one in scenarios)
        runs = run_each(scenarios, progress=partial(watch.worlds, named), **numbers)
    # What was named first is told against what was named second.
    found = enough(*reversed(runs), measure=options["measure"])

    def picture(stamp: Stamp | None) -> Picture:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.enough import picture

        return picture(found, stamp)

    record = head(scenarios, options) | asdict(found) | {"ladder": _ladder(found)}
    tell(
        StudyTold(
            "enough", [enough_paragraph(found)], [enough_sheet(found)], record,
            lambda: _table(found), picture,
        ),
        options,
    )  # fmt: skip


def _ladder(found: Enough) -> list[dict[str, float]]:
    """Return how far the interval reaches at each number of worlds, as `--json` prints it."""
    return [
        {"worlds": worlds, "reach": reach, "reach_apart": apart}
        for worlds, reach, apart in ladder_rows(found)
    ]


def _table(found: Enough) -> pd.DataFrame:
    """Return a row a number of worlds."""
    import pandas as pd

    return pd.DataFrame(_ladder(found))
