"""What `sensitivity` does: say which dials move a measure most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from contactline.cli.columns import print_sheet
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.terminal import paragraph, print_json
from contactline.scenario import Scenario
from contactline.show.sheets.sensitivity import rank_sheet, swing_sheet
from contactline.show.words import NOT_A_FORECAST
from contactline.study.ensemble import run
from contactline.study.levels import known_dial
from contactline.study.sensitivity import Rank, Swing, check_measure, ranks, swings

MOST_RANKS = 15


def tell_sensitivity(scenario: str, options: dict[str, Any]) -> None:
    """Print the swings and rank correlations under a scenario, or hand them on as JSON."""
    (found,) = chosen([scenario], options["settings"], imposed=options["imposed"])
    ranked, swung = _sensitivity(found, options)
    if options["as_json"]:
        print_json(as_record(found, options, ranked, swung))
    else:
        _print_both(found, options, ranked, swung)


def _sensitivity(
    found: Scenario, options: dict[str, Any]
) -> tuple[tuple[Rank, ...], tuple[Swing, ...]]:
    """Return ranks and swings, the swings of the dials named or of those ranked first."""
    check_measure(options["measure"])
    for name in options["dials"]:
        known_dial(name)
    rest = {name: options[name] for name in ("worlds", "seed", "workers")}
    with watching(quiet=options["quiet"] or options["as_json"]) as watch:
        ranked = ranks(run(found, **rest), options["measure"])
        named = options["dials"] or [rank.dial for rank in ranked[: options["top"]]]

        def progress(done: int, total: int) -> None:
            watch.worlds("Swinging dials", done * options["worlds"], total * options["worlds"])

        return ranked, swings(found, options["measure"], dials=named, progress=progress, **rest)


def _print_both(
    scenario: Scenario, options: dict[str, Any], ranked: Sequence[Rank], swung: Sequence[Swing]
) -> None:
    """Print the swings, the strongest rank correlations, and what neither can say."""
    paragraph(NOT_A_FORECAST)
    about = _about(scenario, options)
    print_sheet(swing_sheet(swung, about))
    print_sheet(rank_sheet(ranked[:MOST_RANKS], len(ranked), about))
    paragraph(
        "Intervals show the luck of these worlds; of twenty dials that do nothing, about one "
        "leaves nought outside. Stances of actors are not among the dials."
    )


def as_record(
    scenario: Scenario, options: dict[str, Any], ranked: Sequence[Rank], swung: Sequence[Swing]
) -> dict[str, Any]:
    """Return both tables for a program to read."""
    swings = [
        {"dial": one.dial, "from": one.low, "to": one.high} | asdict(one.change) for one in swung
    ]
    return {
        "caution": NOT_A_FORECAST,
        "scenario": scenario.name,
        "digest": scenario.as_written.digest,
        **{name: options[name] for name in ("measure", "worlds", "seed")},
        "imposed": scenario.imposes_ceasefire,
        "swings": swings,
        "ranks": [asdict(one) for one in ranked],
    }


def _about(scenario: Scenario, options: dict[str, Any]) -> str:
    drawn = f"{options['worlds']:,} worlds, seed {options['seed']}"
    return f"{options['measure']} under {scenario.name}, {scenario.view}, {drawn}"
