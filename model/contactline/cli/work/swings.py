"""What `sensitivity` does without a method: swing what stands out from chance by rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from contactline.cli.columns import print_sheet
from contactline.cli.duration import announcement
from contactline.cli.progress import watching
from contactline.cli.terminal import paragraph, print_json
from contactline.cli.work.sampling import to_set
from contactline.cli.work.telling import head_of_one, tell_files, write_rows
from contactline.language import say, say_many
from contactline.language.phrases import whole
from contactline.scenario import Scenario
from contactline.show.sheets.sensitivity import (
    rank_sheet,
    swing_sheet,
)
from contactline.show.words import NOT_A_FORECAST
from contactline.study.ensemble import Results, run
from contactline.study.levels import refuse_twice, value_of
from contactline.study.measured import measured, nothing_to_share
from contactline.study.sensitivity import (
    Rank,
    Swing,
    check_measure,
    ranks,
    swings,
)

MOST_RANKS = 15
# Worlds of the run that ranks, for each of a swing: it has no pairs to take chance away.
TIMES_TO_RANK = 4
OF_HAVING = ("a", "b", "difference", "low", "high")


def tell_swings(scenario: Scenario, options: dict[str, Any]) -> None:
    """Print swings and rank correlations, or hand them on as JSON."""
    results, ranked, swung = _sensitivity(scenario, options)
    nothing = nothing_to_share(measured(results, options["measure"]), options["measure"])
    record = as_record(scenario, options, ranked, swung) | {"nothing": nothing or None}
    write_rows(options["out"], record, _rows(record))
    if options["as_json"]:
        print_json(record)
    else:
        _print_both(results, options, ranked, swung)
        tell_files(options)


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
    refuse_twice(options["dials"])
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
        **head_of_one(scenario, options),
        "measure": options["measure"],
        "swings": swings,
        "ranks": [asdict(one) for one in ranked],
    }


def _about(scenario: Scenario, options: dict[str, Any], worlds: int) -> str:
    return say_many(
        "{measure} under {scenario}, {view}, {worlds} worlds, seed {seed}",
        "{measure} under {scenario}, {view}, {worlds} worlds, seed {seed}",
        worlds, measure=options["measure"], scenario=scenario.name, view=say(scenario.view),
        worlds=whole(worlds), seed=str(options["seed"]),
    )  # fmt: skip
