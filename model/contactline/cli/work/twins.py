"""What `twins` does: tell one world under two scenarios side by side."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.columns import print_sheet
from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.files import write_picture, write_record, write_whole
from contactline.cli.options import RECORDS
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.terminal import paragraph, print_json
from contactline.cli.work.telling import check_files, head, stamp_of_record, tell_files
from contactline.language import marked, say
from contactline.language.phrases import listing
from contactline.scenario import Scenario
from contactline.show.sheets.partings import both_ways_sheet, pairs_paragraph, parted_sheet
from contactline.show.sheets.twins import TwinPages, twin_page, twin_sheet, twin_table
from contactline.show.words import NOT_A_FORECAST, commands
from contactline.study.ahead import After, runs_ahead
from contactline.study.pairs import TwinPairs, twin_pairs
from contactline.study.twins import twins, world_that_flips, worth_telling

if TYPE_CHECKING:
    import pandas as pd

KINDS = (".html", *RECORDS)

USUALLY_FLIP, TOLD_S = 0.2, 0.05
"""Share of worlds that another scenario ends otherwise, and seconds to tell one under both."""


def tell_twins(names: tuple[str, str], options: dict[str, Any]) -> None:
    """Print both histories of one world, write them if asked, or hand them on as JSON."""
    _check_files(options)
    first, second = chosen(names, options["settings"], imposed=options["imposed"])
    if options["dry_run"]:
        _tell_cost((first, second), options)
        return
    world, pairs = options["world"], None
    if world is None:
        pairs = _pairs(first, second, options)
        world = world_that_flips(pairs.comparison.flipping)
    pages = replace(_pages(names, (first, second), world, options), pairs=pairs)
    record = _record(pages) | ({"pairs": _plain(pairs)} if pairs else {})
    _write(pages, record, options)
    if options["as_json"]:
        print_json(record)
        return
    paragraph(say(NOT_A_FORECAST))
    if pairs:
        _print_pairs(pairs)
    _print(pages)
    tell_files(options, marked("Twins"))


def _check_files(options: dict[str, Any]) -> None:
    """Refuse files that cannot be written, before anything is run. Raises a usage error."""
    if options["chart"] and options["world"] is not None:
        raise click.UsageError("--chart draws what parts many worlds; leave out --world.")
    check_files(options, KINDS)


def _tell_cost(found: tuple[Scenario, Scenario], options: dict[str, Any]) -> None:
    """Print what it would cost to look for pairs, or only to tell the world that is named."""
    named = options["world"] is not None
    worlds = 1 if named else options["worlds"]
    ahead = runs_ahead(found, worlds, options["seed"], options["workers"], together=True)
    after = After(here_s=TOLD_S * (1 if named else 1 + worlds * USUALLY_FLIP))
    tell_cost(ahead, options, together=True, after=after)


def _pairs(a: Scenario, b: Scenario, options: dict[str, Any]) -> TwinPairs:
    """Return which worlds end otherwise, and what parts each."""
    numbers = {key: options[key] for key in ("worlds", "seed", "workers", "whole")}
    ahead = announcement([a, b], options["worlds"], options["workers"], together=True)
    quiet = options["quiet"] or options["as_json"]
    with watching(quiet=quiet, announced=ahead) as watch:
        progress = partial(watch.worlds, f"{a.name}, {b.name}")
        return twin_pairs(a, b, progress=progress, **numbers)


def _pages(
    names: tuple[str, str], found: tuple[Scenario, Scenario], world: int, options: dict[str, Any]
) -> TwinPages:
    """Return one world under both scenarios, and what to type to see it again."""
    told = twins(*found, world, seed=options["seed"])
    words = ["twins", *map(commands.handed_round, names), "--world", str(world)]
    words += ["--seed", str(options["seed"])] + ["--imposed"] * options["imposed"]
    for setting in options["settings"]:
        words += ["--set", setting]
    words += ["--all"] * options["whole"]
    return TwinPages(
        scenarios=found,
        world=world,
        seed=options["seed"],
        told=told if options["whole"] else worth_telling(told),
        command=commands.command(*words),
    )


def _write(pages: TwinPages, record: dict[str, Any], options: dict[str, Any]) -> None:
    """Draw all pairs and write the one that is told, where files are named."""
    out, chart = options["out"], options["chart"]
    if chart and pages.pairs:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.partings import picture

        stamped = head(pages.scenarios, options) | {"pairs": record["pairs"]}
        write_picture(picture(pages.pairs, stamp_of_record("twins", stamped)), chart, "twins")
    if out and out.suffix.lower() == ".html":
        write_whole(out, twin_page(pages))
    elif out:
        write_record(out, lambda: record, lambda: _table(pages))


def _table(pages: TwinPages) -> pd.DataFrame:
    """Return all pairs, a row each; where one world is named, what is told of it."""
    if pages.pairs is None:
        return twin_table(pages)
    return pages.pairs.table().astype({"day": float})  # a day that is not there is left empty


def _record(pages: TwinPages) -> dict[str, Any]:
    """Return both histories for a program to read."""
    return {
        "caution": say(NOT_A_FORECAST),
        "command": pages.command,
        "scenarios": list(pages.names),
        "view": pages.scenarios[0].view,
        "seed": pages.seed,
        "world": pages.world,
        "parting": pages.parting,
        "entries": [asdict(one) | {"shared": one.shared} for one in pages.told],
    }


def _plain(pairs: TwinPairs) -> dict[str, Any]:
    """Return all worlds that end otherwise, both ways, and what parts each, for a program."""
    return {
        "worlds": pairs.comparison.worlds,
        "worlds_that_change": len(pairs.partings),
        "worlds_by_change": [asdict(one) for one in pairs.comparison.flipping],
        "parted_by": [
            {"kind": one.kind, "actor": one.actor, "under": one.side, "days": one.days}
            | {"worlds": [each.world for each in one.partings]}
            for one in pairs.parted_by
        ],
        "partings": [asdict(one) for one in pairs.partings],
    }


def _print_pairs(pairs: TwinPairs) -> None:
    """Print how many worlds end otherwise, both ways, and what parts them; then comes one."""
    paragraph(pairs_paragraph(pairs))
    print_sheet(both_ways_sheet(pairs))
    print_sheet(parted_sheet(pairs))


def _print(pages: TwinPages) -> None:
    head = say(
        "World {world} under {scenarios}, {view}, seed {seed}.",
        world=pages.world, scenarios=listing(pages.names), view=say(pages.scenarios[0].view),
        seed=str(pages.seed),
    )  # fmt: skip
    click.echo(head)
    paragraph(pages.parting)
    print_sheet(twin_sheet(pages))
    click.echo(say("The events of one world; others take another course."))
