"""What `discover` does: say in which worlds something happens."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.work.telling import StudyTold, check_files, head, tell
from contactline.language import say
from contactline.show.sheets.studies import discovery_sheets
from contactline.show.words.discovering import HOW_IT_IS_FOUND, discovery_sentences
from contactline.study.ahead import runs_ahead
from contactline.study.discovery import Discovery, discover, needs_bound
from contactline.study.ensemble import run
from contactline.study.measured import check_measure

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture


def tell_discovery(name: str, options: dict[str, Any]) -> None:
    """Print in which worlds it happens, write or draw it if asked, or hand it on as JSON."""
    check_files(options)
    bounds = {key: options[key] for key in ("above", "below")}
    needs_bound(options["measure"], **bounds)
    (scenario,) = chosen([name], options["settings"], imposed=options["imposed"])
    check_measure(options["measure"], scenario)
    numbers = {key: options[key] for key in ("worlds", "seed", "workers")}
    if options["dry_run"]:
        tell_cost(runs_ahead([scenario], **numbers), options)
        return
    ahead = announcement([scenario], options["worlds"], options["workers"])
    with watching(quiet=options["quiet"] or options["as_json"], announced=ahead) as watch:
        progress = partial(watch.worlds, scenario.name)
        results = run(scenario, progress=progress, **numbers)
        found = discover(results, options["measure"], **bounds)

    def picture(stamp: Stamp | None) -> Picture:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.discovery import picture

        return picture(found, results, stamp)

    sentences = [*discovery_sentences(found), say(HOW_IT_IS_FOUND)]
    record = (
        head([scenario], options)
        | asdict(found)
        | {"stands": found.stands, "chance": found.tried.chance}
    )
    tell(
        StudyTold(
            "discovery", sentences, discovery_sheets(found), record, lambda: _table(found), picture
        ),
        options,
    )  # fmt: skip


def _table(found: Discovery) -> pd.DataFrame:
    """Return a row an input: its score, and what the box asks of it."""
    import pandas as pd

    limits = {one.input: one for one in found.limits}
    rows = [
        {
            "input": one.input,
            "score": one.score,
            "low": limits[one.input].low if one.input in limits else None,
            "high": limits[one.input].high if one.input in limits else None,
        }
        for one in found.scores
    ]
    return pd.DataFrame(rows)
