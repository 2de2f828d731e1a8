"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import click

type Command = Callable[..., Any]

SCALES = {"icd203": "ICD 203", "phia": "PHIA"}

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else.")
seed = click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(min=0), help="Where luck starts."
)
imposed = click.option("--imposed", is_flag=True, help="Put a ceasefire in force: the other view.")
settings = click.option(
    "--set", "settings", multiple=True, metavar="DIAL=VALUE",
    help="Change a dial in every scenario named; may be given again.",
)  # fmt: skip


def check_known(what: str, name: str, names: Collection[str]) -> None:
    """Refuse a name that is none of `names` with the nearest one. what: such as "pattern".

    The option is called after it. Raises a usage error.
    """
    from difflib import get_close_matches

    if name in names:
        return
    near = get_close_matches(name, list(names), n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    text = f"No such {what}: {name!r}.{hint} {what.capitalize()}s are {', '.join(names)}."
    raise click.BadParameter(text, param_hint=f"--{what}")


_RUN_OPTIONS = (
    click.option(
        "--worlds", default=500, show_default=True, type=click.IntRange(1, 1_000_000),
        help="How many worlds to run in each view of each scenario.",
    ),
    seed,
    click.option(
        "--workers", type=click.IntRange(1, 256), default=None,
        help="How many processes to use.  [default: one per core]",
    ),
    settings,
    click.option(
        "--out", metavar="FOLDER",
        help="The folder of the results.  [default: a new one in results/]",
    ),
    click.option("--overwrite", is_flag=True, help="Replace an earlier run in that folder."),
    click.option("--no-charts", is_flag=True, help="Draw no charts."),
    click.option(
        "--ledger", is_flag=True,
        help="Also say which dials could overturn the results: some minutes a scenario.",
    ),
    click.option(
        "--scale", type=click.Choice(list(SCALES), case_sensitive=False), default="icd203",
        show_default=True, help="The scale of likelihood words.",
    ),
    click.option("--quiet", is_flag=True, help="No progress and no messages, only results."),
    as_json,
)  # fmt: skip


def run_options(command: Command) -> Command:
    """Return the command with the options of a run."""
    for option in reversed(_RUN_OPTIONS):
        command = option(command)
    return command
