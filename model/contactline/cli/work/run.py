"""What `run` and `compare` do: run scenarios, write and print what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from contactline.cli.columns import print_sheet
from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.options import SCALES
from contactline.cli.progress import watching
from contactline.cli.selection import chosen, reference_of
from contactline.cli.terminal import paragraph, print_json
from contactline.language import say
from contactline.scenario import Scenario
from contactline.show.report.as_json import against_base, study_as_json
from contactline.show.report.assumptions import with_ledgers
from contactline.show.report.files import write_study
from contactline.show.report.folder import (
    RESULTS,
    Draft,
    folder_name,
    places,
    remember,
    results_folder,
)
from contactline.show.report.formats import check_formats
from contactline.show.report.headlines import headlines, paired_sentences
from contactline.show.sheets.pairs import flip_sheet
from contactline.show.sheets.runs import outcome_sheet
from contactline.show.sheets.sheet import narrow
from contactline.show.words import NOT_A_FORECAST, commands, expectation_sentence
from contactline.show.words.differences import verdict_of
from contactline.show.words.flips import flipped_sentences, twins_of
from contactline.show.words.labels import label_of
from contactline.study.ahead import After, runs_ahead
from contactline.study.comparison import Comparison
from contactline.study.study import Study, ViewOfRuns, run_study, runs_of

DEFAULT_WORDS = "icd203"
# What report and charts of a scenario take beside its runs, seconds of a processor of 2020 and MB.
REPORT_S, CHARTS_S, REPORT_MB, CHARTS_MB = 3.0, 11.0, 35.0, 80.0


def run_and_tell(command: str, names: Sequence[str], options: dict[str, Any]) -> None:
    """Load, run, write and print. command: the word that was typed for it."""
    quiet = options["quiet"] or options["as_json"]
    if options["overwrite"] and not options["out"]:
        raise click.UsageError("--overwrite needs --out: without it every run has a new folder.")
    check_formats(options["formats"])
    scenarios = chosen(names, options["settings"])
    if options["dry_run"]:
        _tell_cost(scenarios, options)
        return
    study, folder = _study(
        _typed(command, names, scenarios, options), scenarios, options, quiet=quiet
    )
    if options["as_json"]:
        print_json(study_as_json(study, folder))
    else:
        _print_study(study, folder, matrix=command == "compare")


def _tell_cost(scenarios: Sequence[Scenario], options: dict[str, Any]) -> None:
    """Print what the runs would cost."""
    numbers = options["worlds"], options["seed"], options["workers"]
    note = say("The ledger comes on top: `contactline ledger --dry-run` says how long it takes.")
    drawn = 0 if options["no_charts"] else max(1, len(scenarios) - 1)
    told = After(
        here_s=REPORT_S * len(scenarios),
        shared_s=CHARTS_S * drawn,
        more_mb=REPORT_MB * len(scenarios) + (CHARTS_MB if drawn else 0),
    )
    ahead = runs_ahead(runs_of(scenarios), *numbers, together=True)
    note = note if options["ledger"] else ""
    tell_cost(ahead, options, note=note, together=True, after=told)


def _study(
    typed: str, scenarios: Sequence[Scenario], options: dict[str, Any], *, quiet: bool
) -> tuple[Study, Path]:
    """Return what was run, and the folder that holds it."""
    numbers = {key: options[key] for key in ("worlds", "seed", "workers")}
    runs = runs_of(scenarios)
    ahead = announcement(runs, options["worlds"], options["workers"], together=True)
    with _draft(scenarios, options) as draft, watching(quiet=quiet, announced=ahead) as watch:
        study = run_study(
            scenarios,
            reference=reference_of(scenarios),
            command=typed,
            scale=SCALES[_words(options)],
            watch=watch.worlds,
            **numbers,
        )
        if options["ledger"]:
            study = with_ledgers(study, watch=watch.worlds)
        write_study(
            study,
            draft.path,
            charts=not options["no_charts"],
            formats=options["formats"],
            say=watch.say,
        )
    remember(draft.target)
    return study, draft.target


def _draft(scenarios: Sequence[Scenario], options: dict[str, Any]) -> AbstractContextManager[Draft]:
    """Return the folder to write to, which is checked before anything runs."""
    name = folder_name([one.name for one in scenarios], options["seed"], options["worlds"])
    return results_folder(RESULTS, name, out=options["out"], overwrite=options["overwrite"])


def _words(options: dict[str, Any]) -> str:
    """Return whose words of likelihood are asked for."""
    asked: str = options["words"] or options["words_before"] or DEFAULT_WORDS
    return asked


def _typed(
    command: str, names: Sequence[str], scenarios: Sequence[Scenario], options: dict[str, Any]
) -> str:
    """Return what to type to get the same results again."""
    words = [command, *_told(names, scenarios)]
    words += ["--worlds", str(options["worlds"]), "--seed", str(options["seed"])]
    for setting in options["settings"]:
        words += ["--set", setting]
    if _words(options) != DEFAULT_WORDS:
        words += ["--words", _words(options)]
    for form in options["formats"]:
        words += ["--format", form]
    if options["ledger"]:
        words.append("--ledger")
    return commands.command(*words)


def _told(names: Sequence[str], scenarios: Sequence[Scenario]) -> list[str]:
    """Return the scenarios as a command names them to others, no two alike."""
    told = [commands.handed_round(name) for name in names]
    return [
        word if told.count(word) == 1 else f"{one.name}{Path(name).suffix}"
        for word, name, one in zip(told, names, scenarios, strict=True)
    ]


def _print_study(study: Study, folder: Path, *, matrix: bool = False) -> None:
    """Print what a study says. matrix: also from which outcome to which worlds move."""
    paragraph(say(NOT_A_FORECAST))
    for view in study.views:
        name = say(view.name)
        click.echo(f"{name.capitalize()}\n{'=' * len(name)}\n")
        _print_view(study, view, matrix=matrix)
    for name, path in places(folder).items():
        click.echo(f"{say(name):<8}{path}")


def _print_view(study: Study, view: ViewOfRuns, *, matrix: bool) -> None:
    """Print the sentences and the table of one view."""
    focus = [scenario.name for scenario in study.focus]
    for name, said in headlines(study, view):
        if name in focus or matrix:
            for sentence in said:
                paragraph(sentence)
    print_sheet(outcome_sheet(view.runs))
    for one in view.comparisons:
        said = paired_sentences(one)
        told = said if matrix else said[:1]
        for sentence in told:
            paragraph(sentence)
        for found in against_base(study, one):
            paragraph(f"{label_of(found.name, found.label)}: {verdict_of(found)}")
            if (sentence := expectation_sentence(found)) not in told:
                paragraph(sentence)
        if matrix:
            print_sheet(narrow(flip_sheet(one)))
            _print_flips(view, one)


def _print_flips(view: ViewOfRuns, one: Comparison) -> None:
    """Print which worlds change their outcome, and how to see one of them under both scenarios."""
    for sentence in flipped_sentences(one):
        paragraph(sentence)
    typed = twins_of(view.runs, one)
    if typed:
        click.echo(f"{say('To see one of them under both:')} {typed}\n")
