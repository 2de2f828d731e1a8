"""The command that checks scenario files: `validate`."""

from __future__ import annotations

from dataclasses import asdict

import click

from contactline.cli.failures import FILE_INVALID, Failure
from contactline.cli.options import as_json
from contactline.cli.terminal import print_json
from contactline.errors import Fault, ScenarioError
from contactline.evidence.phrases import counted
from contactline.scenario import load


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_json
def validate(files: tuple[str, ...], *, as_json: bool) -> None:
    """Check scenario files and name every fault with its place.

    FILE may also be the name of a scenario that comes with the program. Ends with 3 if there is a
    fault.
    """
    faults = {file: _faults(file) for file in dict.fromkeys(files)}
    unique = list(dict.fromkeys(fault for found in faults.values() for fault in found))
    if as_json:
        print_json([
            {"file": file, "valid": not found, "faults": [asdict(fault) for fault in found]}
            for file, found in faults.items()
        ])  # fmt: skip
    else:
        for file, found in faults.items():
            click.echo(f"{file}: {counted(len(found), 'fault') if found else 'valid'}")
    if unique:
        text = "" if as_json else "\n".join(str(fault) for fault in unique)
        raise Failure(text, FILE_INVALID)


def _faults(file: str) -> tuple[Fault, ...]:
    """Return everything that is wrong with one file."""
    try:
        load(file)
    except ScenarioError as error:
        return error.faults
    return ()
