"""The command that says what a result rests on: `ledger`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.options import as_json, imposed, seed, settings

if TYPE_CHECKING:
    from contactline.scenario import Scenario
    from contactline.study.ledger import Ledger


@click.command()
@click.argument("scenario")
@imposed
@click.option("--dial", "dials", multiple=True, help="A dial to move; may be given again.")
@click.option(
    "--worlds", default=200, show_default=True, type=click.IntRange(2, 100_000),
    help="How many worlds to run each time.",
)  # fmt: skip
@seed
@click.option(
    "--workers", type=click.IntRange(1, 256), default=None,
    help="How many dials to move at a time.  [default: one per core]",
)  # fmt: skip
@settings
@click.option("--quiet", is_flag=True, help="No progress and no messages, only results.")
@as_json
def ledger(scenario: str, **options: Any) -> None:
    """Say what a result rests on, dial by dial.

    Each dial is moved by itself from its low to its high end in the same worlds. Shown are its
    grade, how far it moves the main outcomes, and its break-even: the value at which another
    outcome becomes the most frequent, or at which the difference from base vanishes or turns
    round.

    With the default of 200 worlds base takes about five minutes on two cores. A scenario that
    differs from base takes up to twice as long, as base is then moved along. One dial takes some
    seconds: try --dial first.
    """
    from contactline.cli.ledger_sheets import print_ledger
    from contactline.show.words import NOT_A_FORECAST
    from contactline.study.ledger import as_plain

    made = _made(*_pair(scenario, options), options)
    if options["as_json"]:
        told = {"caution": NOT_A_FORECAST, **as_plain(made)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print_ledger(made)


def _pair(name: str, options: dict[str, Any]) -> tuple[Scenario, Scenario]:
    """Return a scenario and base over the same days, with --set and --imposed in both."""
    from contactline.cli.selection import BASE, chosen

    names = list(dict.fromkeys([name, BASE]))
    found, *base = chosen(names, options["settings"], imposed=options["imposed"])
    return found, base[0].with_horizon(found.horizon_days) if base else found


def _made(found: Scenario, base: Scenario, options: dict[str, Any]) -> Ledger:
    """Return the ledger, told dial by dial how far it is."""
    from contactline.cli.progress import watching
    from contactline.study.ledger import ledger as make

    worlds = options["worlds"]
    with watching(quiet=options["quiet"] or options["as_json"]) as watch:

        def progress(done: int, total: int) -> None:
            watch.worlds(
                f"dial {done} of {total} at both ends", 2 * done * worlds, 2 * total * worlds
            )

        return make(
            found, base, dials=options["dials"] or None, progress=progress,
            **{name: options[name] for name in ("worlds", "seed", "workers")},
        )  # fmt: skip
