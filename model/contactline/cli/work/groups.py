"""What `sensitivity --groups` does: say what mechanisms, actors and inputs carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from contactline.cli.columns import print_sheet
from contactline.cli.duration import announcement
from contactline.cli.files import write_picture
from contactline.cli.progress import watching
from contactline.cli.terminal import paragraph, print_json
from contactline.cli.work.telling import head_of_one, tell_files, write_rows
from contactline.errors import RunError
from contactline.language import say
from contactline.scenario import Scenario
from contactline.show.sheets.sensitivity import (
    actor_sheet,
    input_sheet,
    mechanism_sheet,
)
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.commands import command, scenario_words
from contactline.show.words.shares import HOW_SHARES_ARE_MADE, groups_paragraph
from contactline.study.ensemble import Results, run
from contactline.study.sensitivity import (
    INQUIRIES,
    Groups,
    Part,
    groups_of,
    inquiry_of,
)

MOST_INPUTS = 15
PARTS = ("mechanisms", "actors", "inputs")


def tell_groups(scenario: Scenario, options: dict[str, Any]) -> None:
    """Print what each group of inputs carries, or hand it on as JSON; draw it if asked."""
    asked = [options["measure"]] if options["measure"] else list(INQUIRIES)
    for name in asked:
        inquiry_of(name)
    rest = {name: options[name] for name in ("worlds", "seed", "workers")}
    quiet = options["quiet"] or options["as_json"]
    ahead = announcement([scenario], options["worlds"], options["workers"])
    with watching(quiet=quiet, announced=ahead) as watch:
        progress = partial(watch.worlds, scenario.name)
        results = run(scenario, progress=progress, **rest)
        found, without = groups_asked(results, options["measure"])
    if options["chart"]:
        _draw(found, results, options)
    told = {"questions": [_plain(one) for one in found], "without_answer": without}
    record = head_of_one(scenario, options) | told
    write_rows(options["out"], record, _group_rows(found))
    if options["as_json"]:
        print_json(record)
    else:
        _print_groups(found, without, results)
        tell_files(options)


def groups_asked(results: Results, measure: str | None) -> tuple[list[Groups], dict[str, str]]:
    """Return the shares of each question, and why some have none; RunError where all have none.

    measure: the one that is asked about, None for the usual questions.
    """
    found, without = [], {}
    for name in [measure] if measure else INQUIRIES:
        try:
            found.append(groups_of(results, name))
        except RunError as error:
            without[name] = str(error)
    if not found:
        raise RunError(" ".join(without.values()))
    return found, without


def _draw(found: Sequence[Groups], results: Results, options: dict[str, Any]) -> None:
    """Draw the shares into a file, stamped with the command that makes them anew."""
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.shares import NAME, picture

    scenario, measure = results.scenario, options["measure"]
    again = command(
        "sensitivity", *scenario_words(scenario), "--groups",
        *(["--measure", measure] if measure else []), *["--imposed"] * scenario.imposes_ceasefire,
        "--worlds", str(results.worlds), "--seed", str(results.seed),
    )  # fmt: skip
    write_picture(picture(found, results, again), options["chart"], NAME)


def _print_groups(found: Sequence[Groups], without: Mapping[str, str], results: Results) -> None:
    """Print a paragraph and three tables a question, and how the shares are made."""
    paragraph(say(NOT_A_FORECAST))
    for name, why in without.items():
        paragraph(f"{say(INQUIRIES[name].words)} {why}" if name in INQUIRIES else why)
    names = {key: one.name for key, one in results.scenario.actors.items()}
    for one in found:
        paragraph(groups_paragraph(one))
        if not one.is_noise:
            print_sheet(mechanism_sheet(one), foot=True)
            print_sheet(actor_sheet(one, names), foot=True)
            print_sheet(input_sheet(one, MOST_INPUTS))
    paragraph(say(HOW_SHARES_ARE_MADE))


def _group_rows(found: Sequence[Groups]) -> list[dict[str, Any]]:
    """Return the shares as rows of a table: which question, what sort of group, and its share."""
    return [
        {"question": one.name, "by": kind.removesuffix("s"), **_part(part)}
        for one in found
        for kind in PARTS
        for part in getattr(one, kind)
    ]


def _plain(one: Groups) -> dict[str, Any]:
    """Return the shares of one question for a program to read."""
    parts = {name: [_part(part) for part in getattr(one, name)] for name in PARTS}
    numbers = ("name", "worlds", "mean", "explained", "low", "high")
    return {
        **{name: getattr(one, name) for name in numbers},
        "words": one.question.words,
        "over": one.question.over,
        "stances_red_lines_conditions_and_caps": _part(one.own),
        **parts,
    }


def _part(part: Part) -> dict[str, Any]:
    return asdict(part) | {"within_noise": part.within_noise}
