"""What `attribute` does: put a difference down to the changes that make it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.work.telling import StudyTold, check_files, head, tell
from contactline.scenario import Scenario
from contactline.show.sheets.studies import attribution_sheet
from contactline.show.words.attributing import attribution_paragraph
from contactline.study.ahead import runs_ahead
from contactline.study.attribution import Attribution, attribute, runs_of
from contactline.study.measured import check_measure

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture


def tell_attribution(names: tuple[str, str], options: dict[str, Any]) -> None:
    """Print what each change does, write or draw it if asked, or hand it on as JSON."""
    check_files(options)
    a, b = chosen(names, options["settings"], imposed=options["imposed"])
    check_measure(options["measure"], a, b)
    if options["dry_run"]:
        runs = runs_of(a, b, orders=options["orders"], seed=options["seed"])
        numbers = options["worlds"], options["seed"], options["workers"]
        tell_cost(runs_ahead([a] * (runs // 2) + [b] * (runs - runs // 2), *numbers), options)
        return
    found = _attributed(a, b, options)

    def picture(stamp: Stamp | None) -> Picture:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.attribution import picture

        return picture(found, stamp)

    record = head([a, b], options) | asdict(found)
    tell(
        StudyTold(
            "attribution", [attribution_paragraph(found)], [attribution_sheet(found)], record,
            lambda: _table(found), picture,
        ),
        options,
    )  # fmt: skip


def _attributed(a: Scenario, b: Scenario, options: dict[str, Any]) -> Attribution:
    """Return the changes with what they do, told how far it has come."""
    numbers = {key: options[key] for key in ("worlds", "seed", "workers", "orders")}
    runs = runs_of(a, b, orders=options["orders"], seed=options["seed"])
    ahead = announcement([a] * runs, options["worlds"], options["workers"])
    quiet = options["quiet"] or options["as_json"]
    with watching(quiet=quiet, announced=ahead) as watch:

        def progress(done: int, total: int) -> None:
            watch.worlds("Making changes", done * options["worlds"], total * options["worlds"])

        return attribute(a, b, options["measure"], progress=progress, **numbers)


def _table(found: Attribution) -> pd.DataFrame:
    """Return a row a change with all its numbers."""
    import pandas as pd

    kinds = ("share", "alone", "last")
    rows = [
        {"change": one.change}
        | {
            f"{kind}_{name}": value
            for kind in kinds
            for name, value in getattr(one, kind)._asdict().items()
        }
        for one in found.parts
    ]
    return pd.DataFrame(rows)
