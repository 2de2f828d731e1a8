"""What `validate` does: check scenario files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from contactline.cli.failures import FILE_INVALID, Failure
from contactline.cli.terminal import print_json
from contactline.errors import Fault, ScenarioError
from contactline.language.phrases import counted
from contactline.scenario import load


def tell_faults(files: Sequence[str], *, as_json: bool) -> None:
    """Print what is wrong with each file, or hand it on as JSON; end with 3 if anything is."""
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
        raise Failure("" if as_json else str(ScenarioError(unique)), FILE_INVALID)


def _faults(file: str) -> tuple[Fault, ...]:
    """Return everything that is wrong with one file."""
    try:
        load(file)
    except ScenarioError as error:
        return error.faults
    return ()
