"""What a study has found, told one way by every command: printed, written, drawn or handed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from contactline import __version__
from contactline.cli.columns import print_sheet
from contactline.cli.files import write_picture, write_record
from contactline.cli.options import RECORDS, check_destinations
from contactline.cli.terminal import paragraph, print_json
from contactline.language import current, marked, say
from contactline.scenario import Scenario
from contactline.show.sheets.sheet import Sheet
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.commands import command, handed_round

if TYPE_CHECKING:
    import pandas as pd

    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture

AS_STAMPED = "contactline.as_stamped"
"""Under this a context keeps the command of the stamp that it runs again."""
NOT_STAMPED = frozenset(
    ("chart", "out", "overwrite", "quiet", "as_json", "workers", "cluster", "no_store", "dry_run")
)
"""What changes no number of a study, or where it is put."""
PICTURES = (".png", ".svg", ".pdf")
RESULTS = marked("Results")


@dataclass(frozen=True)
class StudyTold:
    """What a study has found, in all its forms. name: of the study, as of its command."""

    name: str
    sentences: Sequence[str]
    sheets: Sequence[Sheet]
    record: Mapping[str, Any]
    table: Callable[[], pd.DataFrame]
    picture: Callable[[Stamp | None], Picture]


def check_files(options: Mapping[str, Any], kinds: Sequence[str] = RECORDS) -> None:
    """Refuse files that cannot be written, before anything is run. Raises a usage error.

    kinds: what the name of the file for results may end in.
    """
    files = {"--chart": (options["chart"], PICTURES), "--out": (options["out"], kinds)}
    check_destinations(files, overwrite=options["overwrite"])


def tell(found: StudyTold, options: Mapping[str, Any]) -> None:
    """Print what was found, or hand it on as JSON; write and draw it where files are named."""
    chart, out = options["chart"], options["out"]
    record = {"caution": say(NOT_A_FORECAST), **found.record, "sentences": list(found.sentences)}
    if chart:
        write_picture(found.picture(stamp_of_record(found.name, found.record)), chart, found.name)
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


def stamp_of_record(chart: str, record: Mapping[str, Any]) -> Stamp | None:
    """Return where the chart of a study is from, None where its record names no scenario.

    Of several seeds it has the first; the command has them all.
    """
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.stamp import Stamp, digest_of

    seeds = record.get("seeds") or [record.get("seed")]
    if not {"scenarios", "view", "worlds"} <= record.keys() or None in seeds:
        return None
    return Stamp(
        chart=chart,
        scenarios=tuple((one["name"], one["digest"]) for one in record["scenarios"]),
        compared=(),
        world=None,
        version=__version__,
        command=_command_again(click.get_current_context()),
        data=digest_of(record),
        language=current(),
        seed=seeds[0],
        view=record["view"],
        worlds=record["worlds"],
    )


def _command_again(context: click.Context) -> str:
    """Return the command that makes these numbers again, as others may type it."""
    return str(context.meta.get(AS_STAMPED) or command(*_words(context)))


def _words(context: click.Context) -> Iterator[str]:
    """Yield the words of a command that change its numbers, files without their folders."""
    yield str(context.info_name)
    for one in context.command.params:
        name = str(one.name)
        is_typed = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if name in NOT_STAMPED or name not in context.params or not is_typed:
            continue
        given = context.params[name]
        values = [str(value) for value in (given if isinstance(given, tuple) else (given,))]
        if isinstance(one, click.Argument):
            yield from map(handed_round, values)
        elif isinstance(one, click.Option) and one.is_flag:
            yield one.opts[0]
        else:
            yield from (word for value in values for word in (one.opts[0], value))


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


def tell_files(options: Mapping[str, Any], results: str = RESULTS) -> None:
    """Print where files were written. results: what those of --out are called."""
    for name, path in ((marked("Chart"), options["chart"]), (results, options["out"])):
        if path:
            click.echo(f"{say(name)}  {path}")
