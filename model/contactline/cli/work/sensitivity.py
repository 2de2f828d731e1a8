"""What `sensitivity` does: say what moves a measure most, and what groups of inputs carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import numpy as np

from contactline.cli.columns import print_sheet
from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.files import write_picture, write_record
from contactline.cli.options import RECORDS, check_destinations
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.terminal import paragraph, print_json
from contactline.cli.work.sampling import tell_sampled, to_set
from contactline.errors import RunError
from contactline.language import marked, say, say_many
from contactline.language.phrases import whole
from contactline.scenario import Scenario
from contactline.show.sheets.sensitivity import (
    actor_sheet,
    input_sheet,
    mechanism_sheet,
    rank_sheet,
    swing_sheet,
)
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.commands import command, scenario_words
from contactline.show.words.shares import HOW_SHARES_ARE_MADE, groups_paragraph
from contactline.study.ahead import rows_ahead, runs_ahead
from contactline.study.ensemble import Results, run
from contactline.study.levels import levels, uncertain, value_of
from contactline.study.measured import measured, nothing_to_share
from contactline.study.sensitivity import (
    INQUIRIES,
    Groups,
    Part,
    Rank,
    Swing,
    check_measure,
    groups_of,
    inquiry_of,
    ranks,
    swings,
)

MOST_RANKS = MOST_INPUTS = 15
WORLDS, WORLDS_OF_GROUPS = 300, 6000
# Worlds of the run that ranks, for each of a swing: it has no pairs to take chance away.
TIMES_TO_RANK = 4
OF_HAVING = ("a", "b", "difference", "low", "high")
PARTS = ("mechanisms", "actors", "inputs")
PICTURES = (".png", ".svg", ".pdf")
RANKS = "ranks"


def tell_sensitivity(scenario: str, options: dict[str, Any]) -> None:
    """Print what moves a measure under a scenario, or hand it on as JSON."""
    _check(options)
    (found,) = chosen([scenario], options["settings"], imposed=options["imposed"])
    if options["measure"] and options["measure"] not in INQUIRIES:
        check_measure(options["measure"], found)
    if options["method"] != RANKS:
        tell_sampled(found, options)
        return
    usual = WORLDS_OF_GROUPS if options["groups"] else WORLDS
    options = options | {"worlds": options["worlds"] or usual}
    if options["dry_run"]:
        _tell_cost(found, options)
    elif options["groups"]:
        _tell_groups(found, options)
    else:
        _tell_swings(found, options)


def _tell_cost(found: Scenario, options: dict[str, Any]) -> None:
    """Print what a sensitivity would cost: the run that ranks, and swings of all that may be."""
    worlds, seed, workers = options["worlds"], options["seed"], options["workers"]
    if options["groups"]:
        tell_cost(runs_ahead([found], worlds, seed, workers), options)
        return
    names = options["dials"] or uncertain(found)[: options["top"]]
    changes = [{name: end} for name in names for end in levels(found, name)]
    ahead = runs_ahead([found], TIMES_TO_RANK * worlds, seed, workers)
    ahead += rows_ahead(found, changes, None, worlds, seed, workers) if changes else []
    note = say("At most: only inputs that stand out from chance are swung.")
    tell_cost(ahead, options, note="" if options["dials"] else note)


def _check(options: dict[str, Any]) -> None:
    """Refuse options that do not go together. Raises a usage error."""
    sampled = options["method"] != RANKS
    _check_method(options)
    if sampled and not options["measure"]:
        raise click.UsageError(f"--method {options['method']} needs --measure.")
    if not options["groups"] and not options["measure"]:
        raise click.UsageError("Give --measure, or --groups for shares of groups of inputs.")
    if options["groups"] and options["dials"] and not sampled:
        raise click.UsageError("--groups looks at all inputs; --dial does not go with it.")
    if options["chart"] and not options["groups"] and not sampled:
        raise click.UsageError("--chart needs --groups, or --method morris or sobol.")
    files = {"--chart": (options["chart"], PICTURES), "--out": (options["out"], RECORDS)}
    check_destinations(files, overwrite=options["overwrite"])


def _check_method(options: dict[str, Any]) -> None:
    """Refuse options of a method that was not chosen. Raises a usage error."""
    method = options["method"]
    if options["samples"] and method == RANKS:
        raise click.UsageError("--samples needs --method morris or sobol.")
    for name, given in (("--second-order", "second_order"), ("--all", "all_inputs")):
        if options[given] and method != "sobol":
            raise click.UsageError(f"{name} needs --method sobol.")
    if options["all_inputs"] and options["dials"]:
        raise click.UsageError("--all samples all inputs; --dial does not go with it.")


def _tell_groups(scenario: Scenario, options: dict[str, Any]) -> None:
    """Print what each group of inputs carries, or hand it on as JSON; draw it if asked."""
    asked = [options["measure"]] if options["measure"] else list(INQUIRIES)
    for name in asked:
        inquiry_of(name)
    rest = {name: options[name] for name in ("worlds", "seed", "workers")}
    quiet = options["quiet"] or options["as_json"]
    ahead = announcement([scenario], options["worlds"], options["workers"])
    with watching(quiet=quiet, announced=ahead) as watch:

        def progress(done: int, total: int) -> None:
            watch.worlds(scenario.name, done, total)

        results = run(scenario, progress=progress, **rest)
        found, without = groups_asked(results, options["measure"])
    if options["chart"]:
        _draw(found, results, options)
    told = {"questions": [_plain(one) for one in found], "without_answer": without}
    record = _head(scenario, options) | told
    _write(options["out"], record, _group_rows(found))
    if options["as_json"]:
        print_json(record)
    else:
        _print_groups(found, without, results)
        _tell_files(options)


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


def _write(path: Path | None, record: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write what was found into a file, if one is named. rows: the same as a table."""
    if path:
        # Only who writes a table waits for pandas.
        import pandas as pd

        write_record(path, lambda: record, lambda: pd.DataFrame(rows))


def _tell_files(options: dict[str, Any]) -> None:
    """Print where files were written."""
    for name, path in ((marked("Chart"), options["chart"]), (marked("Results"), options["out"])):
        if path:
            click.echo(f"{say(name)}  {path}")


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


def _tell_swings(scenario: Scenario, options: dict[str, Any]) -> None:
    """Print swings and rank correlations, or hand them on as JSON."""
    results, ranked, swung = _sensitivity(scenario, options)
    nothing = nothing_to_share(measured(results, options["measure"]), options["measure"])
    record = as_record(scenario, options, ranked, swung) | {"nothing": nothing or None}
    _write(options["out"], record, _rows(record))
    if options["as_json"]:
        print_json(record)
    else:
        _print_both(results, options, ranked, swung)
        _tell_files(options)


def _rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return swings and rank correlations as rows of one table."""
    return [
        {"kind": kind.removesuffix("s"), "measure": record["measure"], **_flat(row)}
        for kind in ("swings", "ranks")
        for row in record[kind]
    ]


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a swing or rank without what stands in it; how the share of worlds differs, beside."""
    having = row.get("having") or {}
    plain = {name: value for name, value in row.items() if name != "having"}
    return plain | {f"having_{name}": having[name] for name in OF_HAVING if having}


def _sensitivity(
    found: Scenario, options: dict[str, Any]
) -> tuple[Results, tuple[Rank, ...], tuple[Swing, ...]]:
    """Return the run, its ranks, and the swings of what is named or stands out from chance."""
    check_measure(options["measure"], found)
    for name in options["dials"]:
        value_of(found, name)
    rest = {name: options[name] for name in ("worlds", "seed", "workers")}
    quiet = options["quiet"] or options["as_json"]
    with watching(quiet=quiet, announced=_announced(found, options)) as watch:
        results = run(found, **rest | {"worlds": TIMES_TO_RANK * options["worlds"]})
        ranked = ranks(results, options["measure"])
        named = options["dials"] or to_set(ranked)[: options["top"]]

        def progress(done: int, total: int) -> None:
            watch.worlds("Swinging dials", done * options["worlds"], total * options["worlds"])

        swung = swings(found, options["measure"], dials=named, progress=progress, **rest)
    return results, ranked, swung


def _announced(found: Scenario, options: dict[str, Any]) -> str:
    """Return how many worlds there are ahead: of the run that ranks, and of both ends of swings."""
    swings_ahead = len(options["dials"]) or options["top"]
    runs = [found] * (TIMES_TO_RANK + 2 * swings_ahead)
    return announcement(runs, options["worlds"], options["workers"])


def _print_both(
    results: Results, options: dict[str, Any], ranked: Sequence[Rank], swung: Sequence[Swing]
) -> None:
    """Print the swings, the strongest rank correlations, and what neither can say."""
    paragraph(say(NOT_A_FORECAST))
    swung_in, ranked_in = (
        _about(results.scenario, options, worlds) for worlds in (options["worlds"], results.worlds)
    )
    paragraph(_worlds_told(results, options["measure"]))
    nothing = _nothing_told(results, options["measure"])
    clear = [one for one in ranked if one.stands_out]
    if swung:
        print_sheet(swing_sheet(swung, swung_in))
    if clear:
        print_sheet(rank_sheet(clear[:MOST_RANKS], len(ranked), ranked_in))
    paragraph(nothing or _idle_told(len(ranked), len(clear)))


def _nothing_told(results: Results, measure: str) -> str:
    """Return that the measure never varies, if so; one that no world has is told of elsewhere."""
    values = measured(results, measure)
    if np.isnan(values).all():
        return ""
    nothing = nothing_to_share(values, measure)
    if not nothing:
        return ""
    return f"{nothing} {say('A dial named with --dial is swung all the same.')}"


def _worlds_told(results: Results, measure: str) -> str:
    """Return over which worlds all this looks."""
    n = int((~np.isnan(measured(results, measure))).sum())
    if n == results.worlds:
        return say_many(
            "All {n} worlds have a value of {measure}.",
            "All {n} worlds have a value of {measure}.",
            n, n=whole(n), measure=measure,
        )  # fmt: skip
    return say_many(
        "{n} of {worlds} worlds have a value of {measure}; rank correlations look at "
        "these alone, a swing at those that have one at both of its ends.",
        "{n} of {worlds} worlds have a value of {measure}; rank correlations look at "
        "these alone, a swing at those that have one at both of its ends.",
        n, n=whole(n), worlds=whole(results.worlds), measure=measure,
    )  # fmt: skip


def _idle_told(of: int, clear: int) -> str:
    """Return how many inputs stand out, and what is said of the others: nothing."""
    said = say_many(
        "{n} of {of} inputs do not stand out from chance in these worlds: the strongest of as "
        "many that do nothing would look like them. They are not ranked, and not swung unless "
        "named.",
        "{n} of {of} inputs do not stand out from chance in these worlds: the strongest of as "
        "many that do nothing would look like them. They are not ranked, and not swung unless "
        "named.",
        of - clear, n=whole(of - clear), of=whole(of),
    )  # fmt: skip
    more = say("Take more worlds, or name a dial with --dial.")
    return said if clear else f"{said} {more}"


def as_record(
    scenario: Scenario, options: dict[str, Any], ranked: Sequence[Rank], swung: Sequence[Swing]
) -> dict[str, Any]:
    """Return both tables for a program to read."""
    swings = [
        {"dial": one.dial, "from": one.low, "to": one.high} | asdict(one.change) for one in swung
    ]
    return {
        **_head(scenario, options),
        "measure": options["measure"],
        "swings": swings,
        "ranks": [asdict(one) for one in ranked],
    }


def _head(scenario: Scenario, options: dict[str, Any]) -> dict[str, Any]:
    """Return what every record begins with."""
    return {
        "caution": say(NOT_A_FORECAST),
        "scenario": scenario.name,
        "digest": scenario.as_written.digest,
        **{name: options[name] for name in ("worlds", "seed")},
        "imposed": scenario.imposes_ceasefire,
    }


def _about(scenario: Scenario, options: dict[str, Any], worlds: int) -> str:
    return say_many(
        "{measure} under {scenario}, {view}, {worlds} worlds, seed {seed}",
        "{measure} under {scenario}, {view}, {worlds} worlds, seed {seed}",
        worlds, measure=options["measure"], scenario=scenario.name, view=say(scenario.view),
        worlds=whole(worlds), seed=options["seed"],
    )  # fmt: skip
