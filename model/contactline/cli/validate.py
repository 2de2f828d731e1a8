"""The command that checks scenario files: `validate`."""

from __future__ import annotations

import click

from contactline.cli import completion
from contactline.cli.options import as_json


@click.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", shell_complete=completion.scenarios
)
@as_json
def validate(files: tuple[str, ...], *, as_json: bool) -> None:
    """Check scenario files and name every fault with its place.

    FILE may also be the name of a scenario that comes with the program. Ends with 3 if there is a
    fault.
    """
    from contactline.cli.work.validate import tell_faults

    tell_faults(files, as_json=as_json)
