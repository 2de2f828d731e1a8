"""The command that writes a scenario file to start from: `new`."""

from __future__ import annotations

from pathlib import Path

import click

from contactline.cli.options import as_json
from contactline.cli.terminal import print_json


@click.command()
@click.argument("name")
@as_json
def new(name: str, *, as_json: bool) -> None:
    """Write NAME.yaml, a commented scenario file to start from."""
    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    _write(path)
    if as_json:
        print_json({"file": str(path)})
        return
    click.echo(path)
    click.echo(f"Change it, then type: contactline run {path} base", err=True)


def _write(path: Path) -> None:
    """Write a new scenario file; one that is there is left as it is, which is a usage error."""
    from contactline.scenario import template

    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(path.stem))
    except FileExistsError as error:
        text = f"{path} is already there and is left as it is. Choose another name."
        raise click.UsageError(text) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise click.UsageError(f"{path} cannot be written: {why}.") from error
