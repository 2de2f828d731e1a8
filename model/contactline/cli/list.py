"""The command that lists the scenarios of the program: `list`."""

from __future__ import annotations

import click

from contactline.cli.options import as_json, language
from contactline.cli.terminal import print_json
from contactline.language import say

TOLD = ("name", "title", "summary", "question", "claims")


@click.command("list")
@language
@as_json
def list_scenarios(*, as_json: bool) -> None:
    """List the scenarios that come with the program."""
    from contactline.scenario import available, load

    found = [load(name) for name in available()]
    if as_json:
        print_json([{field: getattr(one, field) for field in TOLD} for one in found])
        return
    width = max(len(one.name) for one in found)
    for one in found:
        click.echo(f"{one.name:<{width}}  {say(one.title)}")
