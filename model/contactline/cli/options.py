"""Options that several commands share, and what is refused of what they are given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from contactline.cli import completion
from contactline.cli.program import TYPED
from contactline.errors import RunError, did_you_mean
from contactline.language import speaking
from contactline.show.report.drafts import try_place

type Command = Callable[..., Any]

SCALES = {"icd203": "ICD 203", "phia": "PHIA"}

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else.")
seed = click.option(
    "--seed", default=1, show_default=True, type=int, help="Where luck starts: any whole number."
)
imposed = click.option("--imposed", is_flag=True, help="Put a ceasefire in force: the other view.")
settings = click.option(
    "--set", "settings", multiple=True, metavar="DIAL=VALUE", shell_complete=completion.settings,
    help="Change a dial in every scenario named; may be given again.",
)  # fmt: skip
_processes = click.option(
    "--workers", type=click.IntRange(1, 256), default=None,
    help="How many processes to use; the results are the same.  [default: one per core]",
)  # fmt: skip
_cluster = click.option(
    "--cluster", metavar="ADDRESS", default=None, expose_value=False,
    callback=lambda context, _, address: gone(context, address),
    help="Run on a Dask cluster: tcp://HOST:PORT of its scheduler, or local.",
)  # fmt: skip
_no_store = click.option(
    "--no-store", is_flag=True,
    help="Keep no finished blocks, and take none that an interrupted run left.",
)  # fmt: skip
language = click.option(
    "--language", metavar="CODE", envvar="CONTACTLINE_LANGUAGE", expose_value=False, is_eager=True,
    callback=lambda context, _, code: spoken(context, code),
    help="Say results in another language, such as uk.  [default: en]",
)  # fmt: skip
dry_run = click.option(
    "--dry-run", is_flag=True,
    help="Say how many worlds, how long and how much memory it would take, and run nothing else.",
)  # fmt: skip
quiet = click.option("--quiet", is_flag=True, help="No progress and no messages, only results.")


def workers(command: Command) -> Command:
    """Return the command with the options of work in blocks, its finished blocks kept."""
    return _processes(blocks_kept(command))


def blocks_kept(command: Command) -> Command:
    """Return the command with the options of work in blocks but for `--workers`."""
    return _cluster(_no_store(_kept(command)))


def _kept(command: Command) -> Command:
    """Return the command with its finished blocks kept until it has come to its end."""

    @wraps(command)
    def call(*given: Any, no_store: bool, **options: Any) -> Any:
        if no_store:
            return command(*given, **options)
        # Only who runs worlds waits for NumPy.
        from contactline.study.store import keeping

        quiet, ended = options.get("quiet") or options.get("as_json"), None
        with keeping(command=typed(), say=_silent if quiet else partial(click.echo, err=True)):
            try:
                return command(*given, **options)
            except (click.exceptions.Exit, click.ClickException) as error:
                ended = error
        raise ended

    return call


def gone(context: click.Context, address: str | None) -> None:
    """Let a command run on a cluster. Raises RunError where nobody answers."""
    if address is not None:
        # Only who goes to a cluster waits for Dask.
        from contactline.study.bridges.cluster import on_cluster

        context.with_resource(on_cluster(address, tell=partial(click.echo, err=True)))


def _silent(_: str) -> None:
    """Say nothing."""


def typed() -> str:
    """Return the words with which this command was called."""
    return str(click.get_current_context().meta.get(TYPED, ""))


def spoken(context: click.Context, code: str | None) -> None:
    """Speak a language while a command runs. Raises a usage error where there is none."""
    if code is None:
        return
    try:
        context.with_resource(speaking(code))
    except RunError as error:
        raise click.BadParameter(str(error), param_hint="--language") from None


def worlds(default: int, *, least: int = 1, most: int = 1_000_000, of: str) -> Command:
    """Return the option of how many worlds to run. of: what they are worlds of, or when."""
    return click.option(
        "--worlds", default=default, show_default=True, type=click.IntRange(least, most),
        help=f"How many worlds to run{of}.",
    )  # fmt: skip


def overwrite(what: str) -> Command:
    """Return the option that lets a command replace what it wrote before."""
    return click.option("--overwrite", is_flag=True, help=f"Replace {what} if already there.")


def out(metavar: str, help: str, *, required: bool = False) -> Command:  # noqa: A002
    """Return the option of where results are written: whole or not at all, and where said."""
    kind = click.Path(path_type=Path)
    return click.option("--out", metavar=metavar, required=required, type=kind, help=help)


chart = click.option(
    "--chart", type=click.Path(path_type=Path), metavar="FILE",
    help="Draw what was found, as .png, .svg or .pdf.",
)  # fmt: skip
RECORDS = (".json", ".csv")
record_out = out(
    "FILE", "Also write the results to this file: as --json prints them if it ends in .json, as a "
    "table if it ends in .csv.",
)  # fmt: skip


def check_known(what: str, name: str, names: Collection[str], *, option: str = "") -> None:
    """Refuse a name that is none of `names` with the nearest one. what: such as "pattern".

    option: which was given the name; `--pattern` if not said. Raises a usage error.
    """
    if name in names:
        return
    near = did_you_mean(name, names) or "."
    text = f"No such {what}: {name!r}{near} {what.capitalize()}s are {', '.join(names)}."
    raise click.BadParameter(text, param_hint=option or f"--{what}")


def check_destination(
    option: str, path: Path | None, kinds: Sequence[str], *, overwrite: bool
) -> None:
    """Refuse a file of another kind, one that is there and is not to be replaced, or cannot be.

    option: such as `--chart`; path: what it was given, None if nothing. kinds: endings allowed,
    such as `.png`. Raises a usage error.
    """
    if path is None:
        if overwrite:
            raise click.UsageError(f"--overwrite needs {option}.")
        return
    if path.suffix.lower() not in kinds:
        *most, last = kinds
        allowed = f"{', '.join(most)} or {last}" if most else last
        raise click.UsageError(f"{option} must end in {allowed}, got {path.name}.")
    check_folder(path)
    with writing(path):
        try_place(path)
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder. Name a file.")
    if path.exists() and not overwrite:
        raise click.UsageError(f"{path} is there already. Name another file, or give --overwrite.")


def check_folder(path: Path) -> None:
    """Refuse a file whose folder is not there: it may be typed wrongly. Raises a usage error."""
    with writing(path):
        there = path.parent.is_dir()
    if not there:
        raise click.UsageError(
            f"{path} cannot be written: there is no folder {path.parent}. Make it first, or name "
            "a file in one that is there."
        )


def check_destinations(
    given: Mapping[str, tuple[Path | None, Sequence[str]]], *, overwrite: bool
) -> None:
    """Refuse, as `check_destination` does, what several options name as files to write.

    given: each option's path, None if nothing, and the endings it allows. Raises a usage error.
    """
    paths = {option: (path, kinds) for option, (path, kinds) in given.items() if path}
    if overwrite and not paths:
        raise click.UsageError(f"--overwrite needs {' or '.join(given)}.")
    for option, (path, kinds) in paths.items():
        check_destination(option, path, kinds, overwrite=overwrite)


def named_values(texts: Sequence[str], option: str, value: str) -> dict[str, str]:
    """Return what stands behind each name in texts such as "victory=square".

    option: on the command line. value: what it calls what stands behind the sign.
    """
    given: dict[str, str] = {}
    for text in texts:
        name, sign, said = (part.strip() for part in text.partition("="))
        if not (name and sign and said):
            wrong = f"must be NAME={value}, got {text!r}."
            raise click.BadParameter(wrong, param_hint=option)
        if name in given:
            raise click.BadParameter(f"{name} is set twice. Give it once.", param_hint=option)
        given[name] = said
    return given


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in a usage error why a file cannot be written."""
    try:
        yield
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise click.UsageError(f"{path} cannot be written: {why}.") from error


_RUN_OPTIONS = (
    worlds(500, of=" in each view of each scenario"),
    seed,
    workers,
    dry_run,
    settings,
    out("FOLDER", "Where to write the results.  [default: a new folder in results/]"),
    click.option("--overwrite", is_flag=True, help="Replace an earlier run in that folder."),
    click.option(
        "--format", "formats", multiple=True, type=click.Choice(["parquet", "xlsx"]),
        help="Also write the tables in this form; may be given again.",
    ),
    click.option("--no-charts", is_flag=True, help="Draw no charts."),
    click.option(
        "--ledger", is_flag=True,
        help="Also say which dials could overturn the results: some minutes a scenario.",
    ),
    click.option(
        "--words", "words", type=click.Choice(list(SCALES), case_sensitive=False), default=None,
        help="Whose words of likelihood to use.  [default: icd203]",
    ),
    click.option(
        "--scale", "words_before", type=click.Choice(list(SCALES), case_sensitive=False),
        default=None, hidden=True,  # its name until --scale meant the same in every command
    ),
    language,
    quiet,
    as_json,
)  # fmt: skip


_TABLE_OPTIONS = (
    click.option(
        "--scale", nargs=2, type=float, default=None, metavar="LOW HIGH",
        help="The ends of the scale of the positions.  [default: 0 100]",
    ),
    click.option(
        "--columns", multiple=True, metavar="NAME=HEADING",
        help="Which column is the actor, issue, capability, position or salience, or a number for "
        "all of it; may be given again.",
    ),
    click.option(
        "--full-salience", type=float, default=None, metavar="NUMBER",
        help="What full salience is in the table: 1 for shares, 100 for per cent.  [default: seen "
        "from the numbers]",
    ),
    click.option(
        "--encoding", default=None, metavar="NAME",
        help="The encoding of the text.  [default: UTF-8, or a Windows code page]",
    ),
    click.option(
        "--sheet", default=None, metavar="NAME", help="The sheet of a workbook in XLSX to read.",
    ),
)  # fmt: skip


_measure = click.option(
    "--measure", default="ceasefire_holds", show_default=True, shell_complete=completion.measures,
    help="A measure such as soldier_months, an outcome such as collapsed, outcomes joined by +, or "
    "ceasefire_holds for all in which one holds.",
)  # fmt: skip
_STUDY_OPTIONS = (
    imposed,
    seed,
    workers,
    dry_run,
    settings,
    chart,
    record_out,
    overwrite("the files"),
    language,
    quiet,
    as_json,
)  # fmt: skip


def study_options(command: Command) -> Command:
    """Return the command with the options of a study."""
    for option in reversed(_STUDY_OPTIONS):
        command = option(command)
    return command


def one_measure(command: Command) -> Command:
    """Return the command with the options of a study of one measure."""
    return _measure(study_options(command))


def table_options(command: Command) -> Command:
    """Return the command with the options that say how a table of stances is read."""
    for option in reversed(_TABLE_OPTIONS):
        command = option(command)
    return command


def run_options(command: Command) -> Command:
    """Return the command with the options of a run."""
    for option in reversed(_RUN_OPTIONS):
        command = option(command)
    return command
