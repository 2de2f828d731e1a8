"""Commands that run scenarios: `run` and `compare`."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.options import SCALES, run_options

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from contactline.scenario import Scenario
    from contactline.show.report import Study
    from contactline.show.report.folder import Draft


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@run_options
def run(scenarios: tuple[str, ...], **options: Any) -> None:
    """Run scenarios: tables, charts and a report.

    SCENARIO is a name that `contactline list` prints, or the path of a file. With more than one,
    each is compared with `base` if that is among them, otherwise with the last, in the same worlds.
    """
    _run("run", scenarios, options)


@click.command()
@click.argument("a")
@click.argument("b")
@run_options
def compare(a: str, b: str, **options: Any) -> None:
    """Compare two scenarios in the same worlds.

    The reference is `base` if it is one of them, otherwise B. Also prints how many worlds move
    from which outcome to which.
    """
    _run("compare", (a, b), options)


def _run(command: str, names: Sequence[str], options: dict[str, Any]) -> None:
    """Load, run, write and print."""
    from contactline.cli.selection import chosen

    quiet = options["quiet"] or options["as_json"]
    if options["overwrite"] and not options["out"]:
        raise click.UsageError("--overwrite needs --out: without it every run has a new folder.")
    scenarios = chosen(names, options["settings"])
    study, folder = _study(_typed(command, names, options), scenarios, options, quiet=quiet)
    if options["as_json"]:
        from contactline.cli.printing import study_as_json

        click.echo(json.dumps(study_as_json(study, folder), ensure_ascii=False, indent=2))
        return
    from contactline.cli.printing import print_study

    print_study(study, folder, matrix=command == "compare")


def _study(
    typed: str, scenarios: Sequence[Scenario], options: dict[str, Any], *, quiet: bool
) -> tuple[Study, Path]:
    """Return what was run, and the folder that holds it."""
    from contactline.cli.progress import watching
    from contactline.cli.selection import reference_of
    from contactline.show.report import remember, run_study, write_study

    numbers = {key: options[key] for key in ("worlds", "seed", "workers")}
    with _draft(scenarios, options) as draft, watching(quiet=quiet) as watch:
        study = run_study(
            scenarios,
            reference=reference_of(scenarios),
            command=typed,
            scale=SCALES[options["scale"]],
            watch=watch.worlds,
            **numbers,
        )
        if options["ledger"]:
            from contactline.show.report.assumptions import with_ledgers

            study = with_ledgers(study, watch=watch.worlds)
        write_study(study, draft.path, charts=not options["no_charts"], say=watch.say)
    remember(draft.target)
    return study, draft.target


def _draft(scenarios: Sequence[Scenario], options: dict[str, Any]) -> AbstractContextManager[Draft]:
    """Return the folder to write to, which is checked before anything runs."""
    from contactline.show.report.folder import RESULTS, folder_name, results_folder

    name = folder_name([one.name for one in scenarios], options["seed"], options["worlds"])
    out = Path(options["out"]) if options["out"] else None
    return results_folder(RESULTS, name, out=out, overwrite=options["overwrite"])


def _typed(command: str, names: Sequence[str], options: dict[str, Any]) -> str:
    """Return what to type to get the same results again."""
    words = ["contactline", command, *names]
    words += ["--worlds", str(options["worlds"]), "--seed", str(options["seed"])]
    for setting in options["settings"]:
        words += ["--set", setting]
    if options["scale"] != "icd203":
        words += ["--scale", options["scale"]]
    if options["ledger"]:
        words.append("--ledger")
    return shlex.join(words)
