"""What a study has found, told one way by every command: printed, written, drawn or handed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.columns import print_sheet
from contactline.cli.files import write_picture, write_record
from contactline.cli.options import RECORDS, check_destinations
from contactline.cli.terminal import paragraph, print_json
from contactline.language import marked, say
from contactline.scenario import Scenario
from contactline.show.sheets.sheet import Sheet
from contactline.show.words import NOT_A_FORECAST

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.charts.subject import Picture

PICTURES = (".png", ".svg", ".pdf")


@dataclass(frozen=True)
class StudyTold:
    """What a study has found, in all its forms. name: of the study, as of its command."""

    name: str
    sentences: Sequence[str]
    sheets: Sequence[Sheet]
    record: Mapping[str, Any]
    table: Callable[[], pd.DataFrame]
    picture: Callable[[], Picture]


def check_files(options: Mapping[str, Any]) -> None:
    """Refuse files that cannot be written, before anything is run. Raises a usage error."""
    files = {"--chart": (options["chart"], PICTURES), "--out": (options["out"], RECORDS)}
    check_destinations(files, overwrite=options["overwrite"])


def tell(found: StudyTold, options: Mapping[str, Any]) -> None:
    """Print what was found, or hand it on as JSON; write and draw it where files are named."""
    chart, out = options["chart"], options["out"]
    record = {"caution": say(NOT_A_FORECAST), **found.record, "sentences": list(found.sentences)}
    if chart:
        write_picture(found.picture(), chart, found.name)
    if out:
        write_record(out, lambda: record, found.table)
    if options["as_json"]:
        print_json(record)
        return
    paragraph(say(NOT_A_FORECAST))
    for sentence in found.sentences:
        paragraph(sentence)
    for sheet in found.sheets:
        print_sheet(sheet)
    tell_files(options)


def head(scenarios: Sequence[Scenario], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every record begins with: of which worlds of which scenarios it is."""
    return {
        "scenarios": [{"name": one.name, "digest": one.as_written.digest} for one in scenarios],
        "view": scenarios[0].view,
        **({"measure": options["measure"]} if "measure" in options else {}),
        "worlds": options["worlds"],
        "seed": options["seed"],
    }


def head_of_one(scenario: Scenario, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record of one scenario begins with."""
    return {
        "caution": say(NOT_A_FORECAST),
        "scenario": scenario.name,
        "digest": scenario.as_written.digest,
        **{name: options[name] for name in ("worlds", "seed")},
        "imposed": scenario.imposes_ceasefire,
    }


def write_rows(
    path: Path | None, record: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Write what was found into a file, if one is named. rows: the same as a table."""
    if path:
        # Only who writes a table waits for pandas.
        import pandas as pd

        write_record(path, lambda: record, lambda: pd.DataFrame(rows))


def tell_files(options: Mapping[str, Any]) -> None:
    """Print where files were written."""
    for name, path in ((marked("Chart"), options["chart"]), (marked("Results"), options["out"])):
        if path:
            click.echo(f"{say(name)}  {path}")
