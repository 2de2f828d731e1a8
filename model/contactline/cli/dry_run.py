"""What `--dry-run` prints: what a study would cost. Nothing of it is run, nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from contactline.cli.terminal import paragraph, print_json
from contactline.language import say
from contactline.show.words.costing import cost_rows
from contactline.study.ahead import NOTHING, After, BlocksAhead, cost_of


def tell_cost(
    ahead: Sequence[BlocksAhead],
    options: Mapping[str, Any],
    *,
    note: str = "",
    together: bool = False,
    after: After = NOTHING,
) -> None:
    """Print what blocks that are ahead would cost, or hand it on as JSON.

    note: what that leaves out, said in the language spoken. together, after: as in `cost_of`.
    """
    cost = cost_of(ahead, options["workers"], together=together, after=after)
    if options.get("as_json"):
        print_json({**asdict(cost), "note": note})
        return
    click.echo(say("Nothing is run and nothing is written. It would take:"))
    rows = cost_rows(cost)
    wide = max(len(name) for name, _ in rows)
    for name, said in rows:
        click.echo(f"  {name:<{wide}}  {said}")
    if note:
        paragraph(note)
