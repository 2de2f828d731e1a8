"""What `sensitivity` does: check what is asked, and hand it to who says what moves a measure."""

from __future__ import annotations

from typing import Any

import click

from contactline.cli.dry_run import tell_cost
from contactline.cli.selection import chosen
from contactline.cli.work.groups import tell_groups
from contactline.cli.work.sampling import tell_sampled
from contactline.cli.work.swings import TIMES_TO_RANK, tell_swings
from contactline.cli.work.telling import check_files
from contactline.language import say
from contactline.scenario import Scenario
from contactline.study.ahead import rows_ahead, runs_ahead
from contactline.study.levels import levels, uncertain
from contactline.study.sensitivity import (
    INQUIRIES,
    check_measure,
)

WORLDS, WORLDS_OF_GROUPS = 300, 6000
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
        tell_groups(found, options)
    else:
        tell_swings(found, options)


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
    check_files(options)


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
