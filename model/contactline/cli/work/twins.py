"""What `twins` does: tell one world under two scenarios side by side."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from contactline.cli.columns import print_sheet
from contactline.cli.duration import announcement
from contactline.cli.files import write_record, write_whole
from contactline.cli.options import RECORDS, check_destination
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.terminal import paragraph, print_json
from contactline.language import say
from contactline.language.phrases import listing
from contactline.scenario import Scenario
from contactline.show.sheets.twins import (
    TwinPages,
    twin_page,
    twin_sheet,
    twin_table,
    worth_telling,
)
from contactline.show.words import NOT_A_FORECAST, commands
from contactline.show.words.flips import flipped_sentences
from contactline.study.comparison import Comparison, compare
from contactline.study.ensemble import run
from contactline.study.twins import twins, world_that_flips

KINDS = (".html", *RECORDS)


def tell_twins(names: tuple[str, str], options: dict[str, Any]) -> None:
    """Print both histories of one world, write them if asked, or hand them on as JSON."""
    out: Path | None = options["out"]
    check_destination("--out", out, KINDS, overwrite=options["overwrite"])
    first, second = chosen(names, options["settings"], imposed=options["imposed"])
    if options["world"] is None:
        found = _compared(first, second, options)
        world, said = world_that_flips(found.flipping), flipped_sentences(found)
    else:
        world, said = options["world"], []
    pages = _pages(names, (first, second), world, options)
    if out:
        _write(out, pages)
    if options["as_json"]:
        print_json(_record(pages))
        return
    _print(pages, said)
    if out:
        click.echo(f"{say('Twins')}  {out}")


def _compared(a: Scenario, b: Scenario, options: dict[str, Any]) -> Comparison:
    """Return how worlds end under both, to find one that changes."""
    numbers = {key: options[key] for key in ("worlds", "seed", "workers")}
    ahead = announcement([a, b], options["worlds"], options["workers"])
    quiet = options["quiet"] or options["as_json"]
    with watching(quiet=quiet, announced=ahead) as watch:
        runs = []
        for at, one in enumerate((a, b), start=1):
            runs.append(run(one, **numbers))
            watch.worlds(one.name, at * options["worlds"], 2 * options["worlds"])
    return compare(*runs)


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


def _write(out: Path, pages: TwinPages) -> None:
    if out.suffix.lower() == ".html":
        write_whole(out, twin_page(pages))
    else:
        write_record(out, lambda: _record(pages), lambda: twin_table(pages))


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


def _print(pages: TwinPages, said: list[str]) -> None:
    head = say(
        "World {world} under {scenarios}, {view}, seed {seed}.",
        world=pages.world, scenarios=listing(pages.names), view=say(pages.scenarios[0].view),
        seed=pages.seed,
    )  # fmt: skip
    click.echo(head)
    paragraph(say(NOT_A_FORECAST))
    for sentence in (*said, pages.parting):
        paragraph(sentence)
    print_sheet(twin_sheet(pages))
    click.echo(say("The events of one world; others take another course."))
